"""One rule decides which places fit: map, list, counts and exports agree, unknown stands apart."""

import csv
import io
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from layers import Atlas
from server import create_app
from tests.serving import TODAY
from webmap.citations import Reader
from webmap.facets import UNKNOWN
from webmap.filters import DIMENSIONS, Filter, FilterTable
from webmap.place_rows import EXPORTED
from webmap.places import inert
from webmap.query import Query
from webmap.views import VIEWS

READER = Reader("en", date.fromisoformat(TODAY))
PARTITIONED = ("layer", "kind", "status", "level", "year", "confidence")
"""Dimensions of which a place has exactly one value."""


@pytest.fixture(scope="session")
def table(app: Flask) -> FilterTable:
    return app.extensions["atlas"].filters


@st.composite
def filters(draw: st.DrawFn) -> dict[str, tuple[str, ...]]:
    chosen = {}
    for name in draw(st.lists(st.sampled_from(DIMENSIONS), max_size=3, unique=True)):
        chosen[name] = draw(st.lists(st.integers(0, 40), min_size=1, max_size=3))
    return chosen


def asked_of(table: FilterTable, chosen: dict[str, list[int]], view: str = "atlas") -> Filter:
    values = {}
    for name, numbers in chosen.items():
        known = [choice.id for choice in facet(table, Filter(), name)]
        values[name] = tuple(dict.fromkeys(known[n % len(known)] for n in numbers))
    return Filter(view, tuple((name, values[name]) for name in DIMENSIONS if name in values))


def facet(table: FilterTable, asked: Filter, name: str):
    return next(each for each in table.facets(asked, READER) if each.id == name).choices


def rows_of(text: str) -> list[dict[str, str]]:
    lines = [line for line in text.lstrip("\ufeff").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


@given(first=filters(), second=filters())
def test_filters_commute(table: FilterTable, first, second) -> None:
    a, b = asked_of(table, first), asked_of(table, second)
    both = set(table.apply(a)) & set(table.apply(b))
    assert both == set(table.apply(b)) & set(table.apply(a))
    if not first.keys() & second.keys():
        order = dict(a.chosen) | dict(b.chosen)
        joined = Filter(chosen=tuple((n, order[n]) for n in DIMENSIONS if n in order))
        assert set(table.apply(joined)) == both


@given(chosen=filters(), view=st.sampled_from(list(VIEWS)))
def test_a_count_beside_a_value_is_that_of_the_list_it_gives(
    table: FilterTable, chosen, view: str
) -> None:
    asked = asked_of(table, chosen, view)
    for each in table.facets(asked, READER):
        for choice in each.choices[:3]:
            assert choice.places == len(table.apply(asked.only(each.id, (choice.id,))))


@given(chosen=filters())
@pytest.mark.parametrize("name", PARTITIONED)
def test_counts_of_a_partition_add_up_unknown_included(
    table: FilterTable, name: str, chosen
) -> None:
    asked = asked_of(table, {n: v for n, v in chosen.items() if n != name})
    assert sum(choice.places for choice in facet(table, asked, name)) == table.count(asked)


@given(chosen=filters(), name=st.sampled_from(DIMENSIONS))
def test_more_values_never_give_fewer_places(table: FilterTable, chosen, name: str) -> None:
    asked = asked_of(table, chosen)
    values = tuple(choice.id for choice in facet(table, asked, name))
    if values:
        one, all_ = asked.only(name, values[:1]), asked.only(name, values)
        assert set(table.apply(one)) <= set(table.apply(all_))


def test_unknown_is_apart_from_every_known_value(table: FilterTable) -> None:
    for name in ("level", "partner", "industry", "city", "year"):
        unknown = set(table.apply(Filter(chosen=((name, (UNKNOWN,)),))))
        known = tuple(c.id for c in facet(table, Filter(), name) if c.id != UNKNOWN)
        rest = set(table.apply(Filter(chosen=((name, known),))))
        assert unknown
        assert not unknown & rest
        assert unknown | rest == set(table.ids)


def test_outside_zhejiang_is_known_and_not_unknown(table: FilterTable) -> None:
    outside = set(table.apply(Filter(chosen=(("city", ("outside",)),))))
    unknown = set(table.apply(Filter(chosen=(("city", (UNKNOWN,)),))))
    assert "KHORGOS" in outside
    assert not outside & unknown


def test_a_partner_is_a_named_one_or_the_country_it_lies_in(table: FilterTable) -> None:
    thai = table.apply(table.parse(Query({"partner": ("THA",)})))
    german = table.apply(table.parse(Query({"partner": ("DEU",)})))
    assert {"rayong-thai-chinese", "ewtp-thailand"} <= set(thai)
    assert {"sino-german-jiaxing", "hub-duisburg"} <= set(german)


def test_a_view_shows_the_same_as_its_filter(table: FilterTable, client: FlaskClient) -> None:
    for view in VIEWS:
        doc = client.get(f"/api/maps/{view}.json").get_json()
        drawn = [i for layer in doc["layers"] for i in layer["features"]["id"]]
        assert drawn == table.apply(Filter(view))


@pytest.mark.parametrize(
    "query", ["partner=DEU", "status=planned,aspiration&city=jinhua", "year=2015-2019"]
)
def test_map_json_csv_geojson_page_and_count_agree(client: FlaskClient, query: str) -> None:
    listed = client.get(f"/api/places?{query}").get_json()
    ids = [row["feature_id"] for row in listed["places"]]
    doc = client.get(f"/api/maps/atlas.json?{query}").get_json()
    geojson = client.get(f"/places.geojson?{query}").get_json(force=True)
    page = client.get(f"/places?{query}&lang=en").text
    assert ids
    assert listed["count"] == len(ids)
    assert [i for layer in doc["layers"] for i in layer["features"]["id"]] == ids
    assert sum(layer["count"] for layer in doc["layers"]) == len(ids)
    assert [row["编号"] for row in rows_of(client.get(f"/places.csv?{query}").text)] == ids
    assert [feature["id"] for feature in geojson["features"]] == ids
    assert geojson["filter"] == listed["filter"]
    assert client.get(f"/api/facets?{query}").get_json()["count"] == len(ids)
    assert page.count('<th scope="row"><a href="/place/') == len(ids)


def test_tiles_of_a_filter_hold_only_what_fits(tiled_client: FlaskClient) -> None:
    doc = tiled_client.get("/api/maps/atlas.json?status=existing").get_json()
    assert doc["mode"] == "tiles"
    assert doc["tiles"].endswith(".mvt?status=existing")
    few = tiled_client.get("/api/maps/atlas.json?partner=NOR").get_json()
    assert few["mode"] == "inline"
    all_of_it = tiled_client.get("/tiles/features/atlas/0/0/0.mvt")
    some = tiled_client.get("/tiles/features/atlas/0/0/0.mvt?partner=DEU")
    assert 0 < len(some.data) < len(all_of_it.data)


@pytest.fixture(scope="session")
def tiled_client() -> FlaskClient:
    return create_app({"ATLAS_TODAY": TODAY, "ATLAS_INLINE_LIMIT": "10"}).test_client()


def test_the_export_says_what_was_asked_in_name_and_first_lines(client: FlaskClient) -> None:
    answer = client.get("/places.csv?partner=DEU,FRA&lang=en")
    lines = answer.text.splitlines()
    assert "filename=places_partner-DEU-FRA.csv" in answer.headers["Content-Disposition"]
    assert lines[0] == "\ufeff# Jinhua Silk Road Atlas: /places?partner=DEU,FRA&lang=en"
    assert lines[1] == "# Filter: Partner country: Germany, France"
    assert lines[4].split(",")[0] == "Id"
    assert len(lines[4].split(",")) == len(EXPORTED)


def test_a_blank_stays_blank_in_the_export(client: FlaskClient) -> None:
    rows = rows_of(client.get("/places.csv?level=unknown&lang=en").text)
    assert rows
    assert {row["Level"] for row in rows} == {""}


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


def test_hostile_names_are_inert_in_the_export(hostile: FlaskClient) -> None:
    for path in ("/places", "/search?q=run"):
        assert "<script>alert(1)" not in hostile.get(path).text
    assert hostile.get("/places.csv").status_code == 200


@pytest.mark.parametrize(
    "path", ["/places", "/places.csv", "/places.geojson", "/api/places", "/api/facets"]
)
@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("kind=castle", 400, "kind is 'castle'; accepted: "),
        ("partner=XX", 400, "partner is 'XX'; accepted: AFG, "),
        ("status=done", 400, "status is 'done'; accepted: aspiration, "),
        ("year=soon", 400, "year is 'soon'; accepted: a year, a span such as 2015-2019, unknown"),
        ("year=2020-2010", 400, "year is '2020-2010'; accepted: a year"),
        ("view=moon", 404, "No view 'moon'; available: atlas, "),
        ("view=atlas&view=parks", 400, "view is given 2 times; accepted is once"),
    ],
)
def test_what_cannot_be_asked_is_refused(
    client: FlaskClient, path: str, query: str, status: int, said: str
) -> None:
    answer = client.get(f"{path}?{query}", headers={"Accept": "application/json"})
    assert answer.status_code == status
    assert said in answer.get_json()["description"]


@pytest.mark.parametrize("page", ["0", "-1", "x", "9999999999", "²"])
def test_a_bad_page_is_refused(client: FlaskClient, page: str) -> None:
    assert client.get(f"/places?page={page}").status_code == 400


def test_an_empty_field_of_a_form_asks_nothing(client: FlaskClient) -> None:
    assert client.get("/api/places?partner=").get_json()["filter"] == {"view": "atlas"}


def test_the_list_comes_in_pages(client: FlaskClient, atlas: Atlas) -> None:
    first, second = client.get("/places?lang=en").text, client.get("/places?lang=en&page=2").text
    assert 'href="/places?lang=en&amp;page=2">Next' in first
    assert 'href="/places?lang=en&amp;page=1">Previous' in second


def test_the_form_keeps_what_was_asked(client: FlaskClient) -> None:
    html = client.get("/places?partner=DEU&lang=en").text
    assert 'name="partner" value="DEU" checked' in html
    assert 'href="/?lang=en#partner=DEU"' in html
    assert 'href="/places.csv?partner=DEU&amp;lang=en"' in html
    assert 'href="/places?partner=DEU&amp;lang=zh"' in html
