"""The tables that mend the base graphs: what each row says can be used."""

import pytest

from geo.links import PointKind
from layers import Atlas, base, repairs


@pytest.mark.parametrize("table", ["links", "gauge_changes", "gauge_exceptions", "passages"])
def test_what_is_encoded_by_hand_without_a_source_says_so(atlas: Atlas, table: str) -> None:
    rows = atlas.tables[table]
    unsourced = rows[rows["source_id"] == "unsourced"]
    assert not (unsourced["confidence"] == "high").any()


def test_every_link_says_why_it_is_there(atlas: Atlas) -> None:
    assert atlas.tables["links"]["note"].notna().all()


def test_every_link_has_points_in_order(atlas: Atlas) -> None:
    points = atlas.tables["link_points"]
    for link_id in atlas.tables["links"]["link_id"]:
        mine = points[points["link_id"] == link_id]
        assert mine["seq"].tolist() == list(range(1, len(mine) + 1))
        assert len(mine) >= 2


@pytest.mark.parametrize("table", ["link_points", "gauge_changes"])
def test_a_position_is_a_place_or_degrees_and_never_both(atlas: Atlas, table: str) -> None:
    rows = atlas.tables[table]
    place = rows["place_id" if table == "link_points" else "station_id"]
    assert (place.isna() == rows["lon"].notna()).all()
    assert (rows["lon"].isna() == rows["lat"].isna()).all()


def test_the_ningbo_jinhua_railway_runs_through_its_nine_stations(atlas: Atlas) -> None:
    points = atlas.tables["link_points"]
    mine = points[points["link_id"] == "ningbo-jinhua-railway"]
    corridor = atlas.tables["corridor_points"]
    railway = corridor[corridor["corridor_id"] == "yj-rail"].sort_values("seq")
    assert mine["place_id"].tolist() == railway["place_id"].tolist()
    (link,) = (
        one
        for one in repairs.hand_links(atlas, repairs.RAIL_LINKS)
        if one.id == "ningbo-jinhua-railway"
    )
    assert link.length_km == 188.3
    assert [kind for _, kind in link.points].count(PointKind.NEW) == 7


def test_only_existing_links_are_travelled(atlas: Atlas) -> None:
    found = {
        link.id
        for mode in (repairs.RAIL_LINKS, repairs.ROAD_LINKS, repairs.SEA_LINKS)
        for link in repairs.hand_links(atlas, mode)
    }
    links = atlas.tables["links"]
    assert found == set(links.loc[links["status"] == "existing", "link_id"])


def test_the_arctic_is_closed_by_default_and_the_rest_open(atlas: Atlas) -> None:
    closed = {one.id for one in repairs.passages(atlas) if not one.is_open}
    assert closed == {"northern-sea-route", "northwest-passage", "arctic-atlantic"}


def test_every_label_of_a_passage_is_one_of_the_base_graph(atlas: Atlas) -> None:
    labels = {one.label for one in repairs.passages(atlas)} - {None}
    assert labels <= set(base.graph("sea").labels)


def test_an_area_has_four_sides_and_a_stretch_two_ends(atlas: Atlas) -> None:
    rows = atlas.tables["gauge_exceptions"]
    sides, ends = ["west", "south", "east", "north"], ["from_lon", "from_lat", "to_lon", "to_lat"]
    area = rows["kind"] == "area"
    assert rows.loc[area, sides].notna().all(axis=None)
    assert rows.loc[~area, ends].notna().all(axis=None)
    assert rows.loc[area, ends].isna().all(axis=None)


def test_the_dwell_of_a_change_is_a_parameter_in_hours(atlas: Atlas) -> None:
    parameters = atlas.tables["parameters"].set_index("parameter_id")
    named = atlas.tables["gauge_changes"]["parameter_id"].dropna()
    assert set(parameters.loc[named, "unit"]) == {"h"}


def test_stations_with_two_gauges_on_a_route_have_a_change(atlas: Atlas) -> None:
    stops = atlas.tables["route_stops"]
    changing = set(stops.loc[stops["role"] == "gauge_change", "station_id"])
    assert changing <= set(atlas.tables["gauge_changes"]["station_id"].dropna())
