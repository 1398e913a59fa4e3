"""Matching says why and why not, and refuses what it cannot weigh."""

import csv
import io
from fractions import Fraction

import orjson
import pytest
from flask.testing import FlaskClient
from pyproj import Geod

from geo.errors import ParameterError
from layers import Atlas
from webmap.match import COMPONENTS, FARTHEST_KM, fits_of, match, overlap, parse_weights
from webmap.query import Query
from webmap.scoring import FULL_TENTHS, TOP

HOME = "sino-czech-pujiang"
EVEN = {name: Fraction(5) for name in COMPONENTS}


def test_the_farthest_place_is_half_a_meridian_away() -> None:
    assert Geod(ellps="WGS84").inv(0, 90, 0, -90)[2] / 1000 == pytest.approx(FARTHEST_KM, abs=0.01)


def test_a_czech_park_is_matched_with_czech_places_first(atlas: Atlas) -> None:
    found = match(atlas, HOME, {**EVEN, "industry": Fraction(0)})
    first = [atlas.features.at[fit.feature_id, "country"] for fit, _ in found.fits[:3]]
    assert first == ["CZE"] * 3


def test_all_that_is_abroad_and_does_business_is_scored_once(atlas: Atlas) -> None:
    ids = [fit.feature_id for fit, _ in match(atlas, HOME, EVEN).fits]
    zones = atlas.frames["overseas_zones"]
    assert len(ids) == len(set(ids))
    assert set(zones.index[zones["country"].notna()]) <= set(ids)
    assert "sister-yiwu-kigali" not in ids


def test_an_unknown_component_is_none_and_not_nought(atlas: Atlas) -> None:
    fits = fits_of(atlas, "jinyi-cbz")
    assert all(fit.values["country"] is None for fit in fits)
    unknown = [fit for fit in fits if atlas.features.at[fit.feature_id, "status"] == "unknown"]
    assert unknown
    assert all(fit.values["status"] is None for fit in unknown)


def test_industries_overlap_by_what_they_share() -> None:
    assert overlap(frozenset("abc"), frozenset("bcd")) == 0.5
    assert overlap(frozenset(), frozenset("a")) is None


@pytest.mark.parametrize("text", ["-1", "11", "1e1", "nan", "", "5,5", "１"])
def test_a_weight_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match=r"industry is .*; accepted is a number from 0 to 10"):
        parse_weights(Query({"industry": (text,)}))


def test_weights_that_are_all_nought_weigh_nothing() -> None:
    with pytest.raises(ParameterError, match="all 0; accepted is at least one weight above 0"):
        parse_weights(Query(dict.fromkeys(COMPONENTS, ("0",))))


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("home=nowhere", 404),
        ("home=belmax-serbia", 400),
        ("home=jinyi-cbz&home=yiwu-cbz", 400),
        (f"home={HOME}&status=x", 400),
        (f"home={HOME}&industry=0&country=0&distance=0&status=0", 400),
    ],
)
@pytest.mark.parametrize("path", ["/match", "/api/match", "/match.csv"])
def test_bad_input_is_refused(client: FlaskClient, path: str, query: str, status: int) -> None:
    assert client.get(f"{path}?{query}").status_code == status


@pytest.mark.parametrize("path", ["/api/match", "/match.csv"])
def test_data_need_a_home(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 400


def test_the_page_without_a_home_offers_homes_of_china_only(client: FlaskClient) -> None:
    html = client.get("/match?lang=en").text
    assert 'value="jinyi-cbz"' in html
    assert 'value="belmax-serbia"' not in html


def test_json_and_page_and_table_have_the_same_places_in_the_same_order(
    client: FlaskClient,
) -> None:
    query = f"home={HOME}&industry=8.5"
    body = orjson.loads(client.get(f"/api/match?{query}").data)
    page = client.get(f"/match?{query}&lang=en").text
    rows = list(csv.reader(io.StringIO(client.get(f"/match.csv?{query}&lang=en").text)))
    ids = [place["id"] for place in body["places"]]
    assert [row[1] for row in rows[2:]] == ids
    positions = [page.index(f'<h3><a href="/place/{name}?lang=en">') for name in ids]
    assert positions == sorted(positions)
    assert "industry=8.5" in rows[0]


def test_the_parts_of_every_place_add_up(client: FlaskClient) -> None:
    body = orjson.loads(client.get(f"/api/match?home={HOME}&industry=3&country=1").data)
    for place in body["places"]:
        for end in ("low", "high"):
            tenths = [round(part[end] * 10) for part in place["parts"].values()]
            assert sum(tenths) == round(place[end] * 10)
        assert sum(round(p["most"] * 10) for p in place["parts"].values()) == FULL_TENTHS


def test_it_is_said_how_many_of_the_best_ten_change(client: FlaskClient) -> None:
    body = orjson.loads(client.get(f"/api/match?home={HOME}").data)
    moves = body["changesOfTopWhenAWeightMovesBy10Percent"]
    assert moves.keys() == set(COMPONENTS)
    assert all(0 <= n <= TOP for ways in moves.values() for n in ways.values())


def test_reasons_and_why_not_are_listed(client: FlaskClient) -> None:
    text = client.get(f"/match?home={HOME}&lang=en").text
    assert "Czechia is a partner country" in text
    assert "Vietnam is no partner country" in text
    assert '<span class="side">why not: </span>' in text
    assert '<span class="side">not known: </span>' in text
