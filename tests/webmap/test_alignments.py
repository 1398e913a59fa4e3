"""The services as they lie: through their stops, against published facts, within their totals."""

import numpy as np
import pandas as pd
import pytest
import shapely
from flask import Flask

from geo.errors import NetworkError
from geo.measure import length_km
from geo.sphere import distance_km
from layers import Atlas
from webmap.aligned import with_alignments
from webmap.alignment import Alignment, Step
from webmap.build import build, services_artefact
from webmap.corridor_ways import NEW_RAILWAY, SEA_RAIL_TO, compared_id
from webmap.laying import Ground, lay_way
from webmap.service import Service
from webmap.time_distance import is_continuous, time_distance


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture(scope="module")
def ways(service: Service) -> dict[str, Alignment]:
    return dict(service.alignments())


@pytest.fixture(scope="module")
def services(ways: dict[str, Alignment], atlas: Atlas) -> dict[str, Alignment]:
    return {route_id: ways[route_id] for route_id in atlas.frames["routes"].index}


@pytest.fixture(scope="module")
def ground(service: Service) -> Ground:
    stations = service.network("rail")[1]["stations"]
    return Ground.of(service.site.atlas, service.freight(), stations)


def golden(atlas: Atlas, measure: str) -> list[dict]:
    table = atlas.tables["golden_corridors"]
    return table[table["measure"] == measure].to_dict("records")


def test_every_one_of_the_thirty_services_is_laid(services: dict[str, Alignment]) -> None:
    assert len(services) == 30


def test_every_published_length_is_a_golden_fact(atlas: Atlas) -> None:
    lengths = {row["route_id"]: row["value"] for row in golden(atlas, "length_km")}
    assert lengths == atlas.frames["routes"]["length_km"].dropna().to_dict()
    assert len(lengths) == 11


def test_a_modelled_length_is_within_its_tolerance_or_the_reason_stands_there(
    services: dict[str, Alignment], atlas: Atlas
) -> None:
    apart = {
        row["route_id"]: round(services[row["route_id"]].km / row["value"] * 100 - 100, 2)
        for row in golden(atlas, "length_km")
        if pd.isna(row["reason"])
        and abs(services[row["route_id"]].km / row["value"] - 1) > row["tolerance_percent"] / 100
    }
    assert apart == {}


def test_the_tolerance_is_three_percent_for_madrid_and_eight_for_all_others(atlas: Atlas) -> None:
    given = {row["route_id"]: row["tolerance_percent"] for row in golden(atlas, "length_km")}
    assert given.pop("YIW-MAD") == 3
    assert set(given.values()) == {8}


def test_gauges_change_as_often_as_is_published(
    services: dict[str, Alignment], atlas: Atlas
) -> None:
    facts = golden(atlas, "gauge_changes")
    found = {row["route_id"]: len(services[row["route_id"]].gauge_changes) for row in facts}
    assert found == {row["route_id"]: row["value"] for row in facts}
    assert found["YIW-MAD"] == 3


def test_a_service_passes_where_it_is_published_to(
    services: dict[str, Alignment], atlas: Atlas
) -> None:
    facts = golden(atlas, "passes")
    for row in facts:
        way, station = services[row["route_id"]], atlas.features.loc[row["station_id"]]
        away = way.line.distance(shapely.Point(station["lon"], station["lat"]))
        assert away < 0.05, row["golden_id"]
    assert [(row["route_id"], row["station_id"]) for row in facts] == [("YIW-MAD", "ALASH")]


def test_chart_totals_equal_leg_totals(services: dict[str, Alignment]) -> None:
    for way in services.values():
        central = way.hours[1]
        assert is_continuous(time_distance(way))
        assert way.steps[-1].hours[1] == pytest.approx(central)
        assert sum(s.km[1] - s.km[0] for s in way.steps) == pytest.approx(way.km)
        assert way.halts[-1].km == pytest.approx(way.km)
        assert way.halts[-1].hours == pytest.approx(central)


def test_every_vertical_step_names_a_node(services: dict[str, Alignment]) -> None:
    stays = [step for way in services.values() for step in way.steps if step.is_stay]
    assert len(stays) > 100
    assert all(step.name_zh and step.name_en for step in stays)
    assert all(step.km[0] == step.km[1] and step.hours[1] > step.hours[0] for step in stays)
    assert all(np.isfinite([step.lon, step.lat]).all() for step in stays)


def test_ranges_are_in_order(services: dict[str, Alignment]) -> None:
    for way in services.values():
        assert all(s.spread[0] <= s.spread[1] <= s.spread[2] for s in way.steps)
        assert way.hours[0] < way.hours[1] < way.hours[2]


def test_stops_are_in_order_and_near_the_line(services: dict[str, Alignment], atlas: Atlas) -> None:
    stops = atlas.tables["route_stops"]
    far = {}
    for route_id, way in services.items():
        own = stops[stops["route_id"] == route_id].sort_values("seq")["station_id"].tolist()
        assert [halt.station_id for halt in way.halts] == own
        assert [halt.km for halt in way.halts] == sorted(halt.km for halt in way.halts)
        for halt in way.halts:
            place = shapely.Point(halt.lon, halt.lat)
            near = shapely.shortest_line(place, way.line).coords[1]
            away = float(np.ravel(distance_km(halt.lon, halt.lat, *near))[0])
            if away > halt.away_km + 5:
                far[route_id, halt.station_id] = round(away)
    assert far == {}


def test_the_line_is_as_long_as_the_way(services: dict[str, Alignment]) -> None:
    # Edges of the base graph are straight between junctions; their lengths are those of the track,
    # or as published, and links whose course is not known are longer than straight.
    for route_id, way in services.items():
        assert 0.94 < length_km(way.line) / way.km < 1.01, route_id


def test_no_service_comes_back_into_china(services: dict[str, Alignment]) -> None:
    for way in services.values():
        codes = [code for code, _ in way.countries]
        assert codes.count("CHN") <= 1


def test_ways_to_mazar_and_riga_pass_no_country_that_is_not_theirs(
    services: dict[str, Alignment],
) -> None:
    assert [code for code, _ in services["YIW-MZR"].countries] == ["CHN", "KAZ", "UZB", "AFG"]
    assert "BLR" not in {code for code, _ in services["YIW-RIX"].countries}


def test_the_expressway_is_as_long_as_published(ways: dict[str, Alignment], atlas: Atlas) -> None:
    rows = atlas.tables["observations"].set_index("observation_id")
    published = rows.at["ningbo-jinhua-expressway--length--2005", "value"]
    assert ways["ningbo-jinhua-expressway"].km == pytest.approx(published, rel=0.03)


def test_the_central_corridor_crosses_mongolia(services: dict[str, Alignment]) -> None:
    codes = [code for code, _ in services["YIW-BLR-ERL"].countries]
    # By Petropavl: Omsk–Yekaterinburg is within 10 km the same by either of two lines.
    assert codes == ["CHN", "MNG", "RUS", "KAZ", "RUS", "BLR"]


@pytest.mark.parametrize(
    ("route_id", "kinds"),
    [
        ("YIW-MAD", {"rail"}),
        ("JHA-BAK", {"rail", "sea"}),
        ("YIW-CND", {"rail", "sea"}),
        ("YIW-KGD-ROS", {"rail", "sea", "road"}),
        ("YIW-KDK", {"rail", "sea", "road"}),
        ("YIW-KHG-TAS", {"rail", "road"}),
        ("YXO-CKU", {"rail", "road"}),
    ],
)
def test_a_service_goes_by_the_modes_that_are_declared(
    services: dict[str, Alignment], route_id: str, kinds: set[str]
) -> None:
    steps = services[route_id].steps
    assert {step.kind for step in steps if not step.is_stay} == kinds


def test_the_caspian_is_crossed_by_the_ships_of_the_links(services: dict[str, Alignment]) -> None:
    assert "caspian-aktau-alat" in services["JHA-BAK"].links
    assert "caspian-aktau-anzali" in services["YIW-KDK"].links
    assert "caspian-turkmenbashi-alat" in services["JHA-TMB-BAK"].links


def test_ships_of_a_declared_service_tranship_nowhere(services: dict[str, Alignment]) -> None:
    rates = {rate for way in services.values() for step in way.steps for rate in step.rate_ids}
    assert "transhipment" not in rates
    assert "port-export" in rates


def test_a_stretch_is_named_after_its_two_ends(services: dict[str, Alignment]) -> None:
    first = services["YIW-MAD"].steps[0]
    assert first.name_en == "Yiwu West (freight) – Alashankou"
    assert first.name_zh == "义乌西—阿拉山口"


def test_the_new_railway_shortens_the_way_to_the_port_stations(
    ways: dict[str, Alignment],
) -> None:
    for station_id in SEA_RAIL_TO:
        new, old = (ways[compared_id(station_id, with_link=one)] for one in (True, False))
        assert NEW_RAILWAY in new.links
        assert NEW_RAILWAY not in old.links
        assert new.km < old.km


def test_the_railway_of_the_corridor_is_as_long_as_published(ways: dict[str, Alignment]) -> None:
    assert ways["yj-rail"].km == pytest.approx(188.3, abs=0.1)


def test_what_cannot_be_laid_is_named_with_its_stops(ground: Ground) -> None:
    rows = [
        {"seq": 1, "station_id": "YIW_W", "arrives_by": None},
        {"seq": 2, "station_id": "BARKING", "arrives_by": "ship"},
    ]
    message = "'nowhere' cannot be laid through YIW_W, BARKING: Stop 2 has no way to it by 'ship'"
    with pytest.raises(NetworkError, match=message):
        lay_way(ground, "nowhere", rows)


def test_laid_again_a_service_is_the_same(
    ground: Ground, services: dict[str, Alignment], atlas: Atlas
) -> None:
    stops = atlas.tables["route_stops"]
    rows = stops[stops["route_id"] == "YIW-MAD"].sort_values("seq").to_dict("records")
    again = lay_way(ground, "YIW-MAD", rows)
    assert again.steps == services["YIW-MAD"].steps
    assert again.wkb == services["YIW-MAD"].wkb


def test_map_and_downloads_have_the_alignment(atlas: Atlas, ways: dict[str, Alignment]) -> None:
    routes = atlas.frames["routes"].geometry
    assert routes["YIW-MAD"].equals(ways["YIW-MAD"].line)
    assert atlas.frames["corridor"].geometry["yj-rail"].equals(ways["yj-rail"].line)


def test_what_is_not_laid_keeps_its_great_circle(atlas: Atlas) -> None:
    again = with_alignments(atlas, {})
    assert again.frames["routes"].geometry.equals(atlas.frames["routes"].geometry)
    assert again.frames["hubs"] is atlas.frames["hubs"]


def test_the_artefact_is_built_already(service: Service) -> None:
    assert services_artefact(service.settings.data).path(service.settings.build).exists()
    assert list(build("chn", service.settings.build, service.settings.data)) == []


def test_a_stay_is_told_by_a_rate_of_its_own(services: dict[str, Alignment]) -> None:
    def rates(step: Step) -> int:
        return len(step.rate_ids)

    assert all(rates(s) == 1 for way in services.values() for s in way.steps if s.is_stay)


def test_every_step_says_how_its_hours_are_known(services: dict[str, Alignment]) -> None:
    found = {step.quality for way in services.values() for step in way.steps}
    assert found <= {"measured", "default", "assumed"}
    assert {step.quality for step in services["YIW-MAD"].steps} >= {"measured", "default"}
