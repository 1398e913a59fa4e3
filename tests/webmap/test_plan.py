"""The planner: published values, ranges, closures, what flips the choice, and what it refuses."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from geo.multimodal import CRITERIA
from layers import base
from webmap.country import matrix
from webmap.origin import resolve
from webmap.plan import Plan
from webmap.plan_break_even import (
    Shares,
    Taken,
    break_evens,
    capitals,
    cities,
    even,
    hinterland_of,
    shares,
)
from webmap.plan_query import Asked, parse_plan
from webmap.query import Query
from webmap.service import Service

OPEN = {"from": "yiwu", "to": "Duisburg"}
BY_SEA = {"from": "yiwu", "to": "Rotterdam", "modes": "rail,road,sea"}


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.fixture(scope="module")
def guest(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


@pytest.fixture(scope="module")
def duisburg(guest: FlaskClient) -> dict[str, Any]:
    return plan(guest, OPEN)


@pytest.fixture(scope="module")
def without_suez(guest: FlaskClient) -> dict[str, Any]:
    return plan(guest, {**BY_SEA, "closed": "suez"})


def plan(guest: FlaskClient, asked: dict[str, str]) -> dict[str, Any]:
    answer = guest.get("/api/plan", query_string=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.get_json())


def asked_for(service: Service, **given: str) -> Asked:
    return parse_plan(service, Query({name: (text,) for name, text in given.items()}))


def steps_of(body: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for one in body["alternatives"] for step in one["steps"]]


def test_a_train_to_duisburg_takes_the_published_days(duisburg: dict[str, Any]) -> None:
    # Published for Yiwu-Duisburg: 18 to 20 days; ours are from door to door.
    train = next(one for one in duisburg["alternatives"] if one["mode"] == "rail")
    hours = train["totals"]["hours"]
    assert hours["p10"] / 24 - 1 <= 20
    assert hours["p90"] / 24 >= 18


@pytest.mark.parametrize(("closed", "days"), [("", 40), ("suez", 50)])
def test_ships_to_rotterdam_take_the_published_days(
    guest: FlaskClient, closed: str, days: int
) -> None:
    body = plan(guest, {**BY_SEA, "modes": "road,sea", "closed": closed})
    ship = next(one for one in body["alternatives"] if one["mode"] == "sea")
    assert ship["totals"]["hours"]["p50"] / 24 == pytest.approx(days, rel=0.1)


def test_percentiles_are_in_order_everywhere(duisburg: dict[str, Any]) -> None:
    figures = [
        each[name]
        for each in [*steps_of(duisburg), *(one["totals"] for one in duisburg["alternatives"])]
        for name in CRITERIA
    ]
    assert all(0 <= one["p10"] <= one["p50"] <= one["p90"] for one in figures)


def test_steps_add_up_to_the_whole_way(duisburg: dict[str, Any]) -> None:
    for one in duisburg["alternatives"]:
        for name in CRITERIA:
            total = sum(step[name]["central"] for step in one["steps"])
            assert one["totals"][name]["central"] == pytest.approx(total, abs=0.05)


def test_transfers_borders_and_gauge_changes_are_steps_of_their_own(
    duisburg: dict[str, Any],
) -> None:
    train = next(one for one in duisburg["alternatives"] if one["mode"] == "rail")
    kinds = [step["kind"] for step in train["steps"]]
    assert kinds.count("gauge_change") == 2
    assert {"border", "customs", "terminal", "rail"} <= {*kinds}


def test_no_way_is_beaten_by_another(duisburg: dict[str, Any]) -> None:
    totals = np.array(
        [[one["totals"][name]["central"] for name in CRITERIA] for one in duisburg["alternatives"]]
    )
    worse = (totals[:, None] >= totals[None]).all(axis=2) & (totals[:, None] > totals[None]).any(2)
    assert not worse.any()


def test_every_figure_has_a_class_and_every_step_its_rates(duisburg: dict[str, Any]) -> None:
    classes = {"measured", "modelled", "default", "assumed", "unknown"}
    for step in steps_of(duisburg):
        assert {step[name]["class"] for name in CRITERIA} <= classes
        assert step["rates"]
        assert {*step["rates"]} <= duisburg["rates"].keys()


def test_every_rate_says_which_parameters_and_sources_it_rests_on(
    duisburg: dict[str, Any],
) -> None:
    inputs = [rate[name] for rate in duisburg["rates"].values() for name in CRITERIA if rate[name]]
    assert all(one["parameters"] for one in inputs)
    assert all(each["source"]["id"] for one in inputs for each in one["parameters"])
    assert "ISO 14083" in duisburg["model"]["method_co2e"]


def test_cost_and_emissions_grow_with_the_containers_and_hours_do_not(
    guest: FlaskClient, duisburg: dict[str, Any]
) -> None:
    ten = plan(guest, {**OPEN, "teu": "10"})["alternatives"][0]["totals"]
    one = duisburg["alternatives"][0]["totals"]
    assert ten["hours"] == one["hours"]
    for name in ("cost", "co2e"):
        assert ten[name]["p50"] == pytest.approx(10 * one[name]["p50"], abs=0.05)


def test_arrival_is_departure_and_the_hours(guest: FlaskClient) -> None:
    found = plan(guest, {**OPEN, "depart": "2026-12-01"})["alternatives"][-1]
    for end in ("p10", "p90"):
        hours = found["totals"]["hours"][end]
        left = date.fromisoformat(found["arrival"][end]) - date(2026, 12, 1)
        assert timedelta(days=hours // 24) <= left <= timedelta(days=hours // 24 + 1)


def test_with_the_northern_corridor_closed_trains_take_another(guest: FlaskClient) -> None:
    answer = plan(guest, {**OPEN, "closed": "country:RUS"})
    assert any(one["mode"] == "rail" for one in answer["alternatives"])
    borders = {step["label"] for step in steps_of(answer) if step["kind"] == "border"}
    assert not [label for label in borders if "RUS" in label]
    page = guest.get("/plan", query_string={**OPEN, "closed": "country:RUS", "lang": "en"}).text
    assert 'name="closed" value="country:RUS" checked' in page


def test_a_closed_canal_is_passed_by_no_way(without_suez: dict[str, Any]) -> None:
    passed = {name for step in steps_of(without_suez) for name in step["through_en"]}
    assert "Suez Canal" not in passed
    assert passed & {"Cape of Good Hope", "Panama Canal"}


@pytest.mark.parametrize("closure", ["border:CHN-KAZ", "change:alashankou", "port:NLRTM"])
def test_what_is_closed_is_no_step(guest: FlaskClient, closure: str) -> None:
    body = plan(guest, {**OPEN, "closed": closure})
    assert body["alternatives"]
    assert closure not in {step["label"] for step in steps_of(body)}


def test_nothing_begins_at_a_closed_port(guest: FlaskClient) -> None:
    asked = {"from": "121.88,29.93", "to": "Rotterdam", "modes": "sea"}
    first = plan(guest, asked)["alternatives"][0]["steps"][:2]
    gate = next(step["label"] for step in first if step["kind"] == "port")
    assert plan(guest, {**asked, "closed": gate})["alternatives"] == []


def test_a_place_to_avoid_is_on_no_way(guest: FlaskClient) -> None:
    body = plan(guest, {**OPEN, "modes": "rail", "avoid": "Brest, BLR"})
    assert body["alternatives"]
    assert "border:BLR-POL" not in {step["label"] for step in steps_of(body)[:1]}
    assert all(step["to_en"] != "Brest" for step in steps_of(body))


def test_a_way_passes_what_it_must(guest: FlaskClient) -> None:
    body = plan(guest, {**OPEN, "modes": "rail", "via": "Moscow"})
    crossed = {step["label"] for step in steps_of(body)}
    assert {"border:CHN-KAZ", "border:KAZ-RUS"} & crossed
    lines = [one["geometry"]["coordinates"] for one in body["alternatives"]]
    near = np.concatenate([np.array(part) for line in lines for part in line])
    assert np.hypot(*(near - [37.62, 55.75]).T).min() < 0.5


def test_the_difference_of_two_situations_sums(without_suez: dict[str, Any]) -> None:
    assert [row["criterion"] for row in without_suez["changes"]] == list(CRITERIA)
    for row in without_suez["changes"]:
        before, after = row["open"]["central"], row["changed"]["central"]
        assert row["difference"]["central"] == pytest.approx(after - before, abs=0.01)
        assert after >= before - 0.01


def test_the_open_network_has_nothing_to_compare(duisburg: dict[str, Any]) -> None:
    assert duisburg["changes"] == []


def test_the_comparison_is_the_same_as_a_table(
    guest: FlaskClient, without_suez: dict[str, Any]
) -> None:
    answer = guest.get("/plan/changes.csv", query_string={**BY_SEA, "closed": "suez"})
    lines = [line for line in answer.get_data(as_text=True).splitlines() if "# " not in line]
    rows = list(csv.DictReader(io.StringIO("\n".join(lines))))
    for row, change in zip(rows, without_suez["changes"], strict=True):
        assert float(row["difference_central"]) == change["difference"]["central"]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_a_flip_changes_the_winner_and_nine_tenths_of_it_do_not(
    service: Service, criterion: str
) -> None:
    found: Plan = service.plan(asked_for(service, **OPEN).trip)
    flip = found.flips[criterion]
    assert flip is not None
    amounts = np.array([one.journey.amounts for one in found.alternatives])
    rates = service.freight().network.table()[:, CRITERIA.index(criterion)].copy()
    before, now = int((amounts @ rates).argmin()), rates[flip.input]
    rates[flip.input] = flip.rate
    assert int((amounts @ rates).argmin()) == flip.winner != before
    rates[flip.input] = now + 0.9 * (flip.rate - now)
    assert int((amounts @ rates).argmin()) == before


@pytest.mark.parametrize("asked", [OPEN, BY_SEA], ids=["Duisburg", "Rotterdam"])
def test_what_is_called_the_best_has_the_best_median_shown(
    guest: FlaskClient, asked: dict[str, str]
) -> None:
    body = plan(guest, asked)
    for name in CRITERIA:
        medians = {one["id"]: one["totals"][name]["p50"] for one in body["alternatives"]}
        labelled = [one["id"] for one in body["alternatives"] if name in one["best_by"]]
        assert body["best_by"][name] == labelled
        assert {medians[way] for way in labelled} == {min(medians.values())}


def test_ways_are_numbered_from_the_quickest_median(duisburg: dict[str, Any]) -> None:
    medians = [one["totals"]["hours"]["p50"] for one in duisburg["alternatives"]]
    assert medians == sorted(medians)


def test_a_flip_names_the_winner_that_it_starts_from(duisburg: dict[str, Any]) -> None:
    for name, flip in duisburg["flips"].items():
        central = {one["id"]: one["totals"][name]["central"] for one in duisburg["alternatives"]}
        assert flip["best"] == min(central, key=lambda way: central[way]) != flip["winner"]


def test_the_page_says_where_centre_and_median_disagree(guest: FlaskClient) -> None:
    body = plan(guest, OPEN)
    text = guest.get("/plan", query_string={**OPEN, "lang": "en"}).get_data(as_text=True)
    best = body["best_by"]
    differs = [name for name, flip in body["flips"].items() if flip["best"] not in best[name]]
    assert text.count("By the medians shown") == len(differs)


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ({"from": "yiwu", "to": "Tokyo", "modes": "rail"}, "closed"),
        ({"from": "yiwu", "to": "Duisburg", "modes": "rail", "closed": "country:CHN"}, "closed"),
        ({"from": "yiwu", "to": "Reykjavik", "modes": "rail"}, "remote"),
    ],
)
def test_an_unreachable_place_says_why(
    guest: FlaskClient, asked: dict[str, str], kind: str
) -> None:
    body = plan(guest, asked)
    assert not body["reachable"]
    assert body["reason"]["kind"] == kind


def test_the_page_says_how_wide_the_gap_is(guest: FlaskClient) -> None:
    asked = {"from": "yiwu", "to": "Tokyo", "modes": "rail", "lang": "en"}
    text = guest.get("/plan", query_string=asked).get_data(as_text=True)
    assert "The chosen modes alone do not lead there" in text
    assert "The narrowest gap is between" in text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({}, "from is missing; accepted"),
        ({"from": "yiwu"}, "to is missing; accepted"),
        ({**OPEN, "to": "yiwu"}, "the same place; accepted"),
        ({**OPEN, "to": "nowhere-at-all"}, "to is 'nowhere-at-all'; accepted"),
        ({**OPEN, "to": "-140,-40"}, "at sea; accepted"),
        ({**OPEN, "to": "200,10"}, "accepted: lon,lat with -180 to 180"),
        ({**OPEN, "modes": ""}, "modes is empty; accepted"),
        ({**OPEN, "modes": "rail,raft"}, "modes is raft; accepted"),
        ({**OPEN, "closed": "mode:rail,mode:road,mode:sea,mode:air"}, "all of them closed"),
        ({**OPEN, "closed": "narnia"}, "Closed is 'narnia'; accepted"),
        ({**OPEN, "closed": "near:120"}, "places go into avoid"),
        ({**OPEN, "opened": "suez"}, "opened is 'suez'; accepted"),
        ({**OPEN, "avoid": "85,40"}, "no line of the network passes; accepted"),
        ({**OPEN, "via": "a;b;c;d;e;f"}, "via has 6 places; accepted"),
        ({**OPEN, "teu": "-1"}, "teu is '-1'; accepted"),
        ({**OPEN, "teu": "10001"}, "teu is '10001'; accepted"),
        ({**OPEN, "teu": "2.5"}, "teu is '2.5'; accepted"),
        ({**OPEN, "depart": "2026-02-30"}, "depart is '2026-02-30'; accepted"),
        ({**OPEN, "depart": "tomorrow"}, "depart is 'tomorrow'; accepted"),
        ({**OPEN, "depart": "9999-12-31"}, "accepted: a day from 2000-01-01"),
        ({**OPEN, "sort": "beauty"}, "sort is 'beauty'; accepted"),
        ({**OPEN, "way": "3"}, "way is '3'; accepted"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    guest: FlaskClient, asked: dict[str, str], said: str
) -> None:
    answer = guest.get("/api/plan", query_string=asked)
    assert answer.status_code == 400
    assert answer.get_json()["code"] == "ParameterError"
    assert said in answer.get_json()["description"]


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "yiwu", "to": "-60,-29.3"},
        {"from": "yiwu", "to": "120.076,29.306"},
        {"from": "Suva", "to": "Honolulu"},
        {"from": "-179.9,71.2", "to": "yiwu"},
        {"from": "Hamilton, BMU", "to": "Stanley, FLK", "modes": "air"},
    ],
)
def test_odd_pairs_of_places_are_answered(guest: FlaskClient, asked: dict[str, str]) -> None:
    for path in ("/api/plan", "/plan", "/api/plan.geojson"):
        assert guest.get(path, query_string=asked).status_code in {200, 400}


def test_everything_that_can_be_closed_is_listed_and_is_accepted(
    guest: FlaskClient, service: Service
) -> None:
    listed = guest.get("/api/closures").get_json()["closures"]
    assert {"suez", "border:CHN-KAZ", "change:brest"} <= {one["id"] for one in listed}
    assert all(len(service.freight().edges_of(one["id"])) for one in listed)


def test_no_default_way_goes_north_of_the_arctic_gate(guest: FlaskClient) -> None:
    body = guest.get("/api/plan.geojson", query_string={**BY_SEA, "modes": "sea,road"}).get_json()
    lines = [one["geometry"] for one in body["features"] if one["properties"]["mode"] == "sea"]
    points = [point for line in lines for point in flat(line["coordinates"])]
    assert max(lat for _, lat in points) < 70


def flat(coordinates: list[Any]) -> list[tuple[float, float]]:
    if isinstance(coordinates[0], float | int):
        return [(coordinates[0], coordinates[1])]
    return [point for part in coordinates for point in flat(part)]


def test_at_the_printed_break_even_the_two_totals_are_equal(
    guest: FlaskClient, service: Service
) -> None:
    share = shares(service.site.atlas).central
    body = guest.get("/api/plan/break-even?from=yiwu").get_json()
    compared = 0
    for feature in body["features"]:
        ways = feature["properties"]["ways"]
        for pair, one in feature["properties"]["break_even"].items():
            if one["verdict"] != "even":
                continue
            quick, slow = (ways[name] for name in pair.split("_"))
            totals = [
                way["cost_usd_per_teu"] + way["hours"] / 24 * share * one["cargo"][0]
                for way in (quick, slow)
            ]
            assert totals[0] == pytest.approx(totals[1], rel=1e-9)
            compared += 1
    assert compared > 400


def test_above_the_break_even_the_quicker_way_is_the_better_one(service: Service) -> None:
    origin = resolve(service, "yiwu")
    warsaw = [one for one in capitals(service.site.atlas) if one.name_en == "Warsaw"]
    (found,) = break_evens(service.freight(), origin, warsaw, shares(service.site.atlas))
    value = found.evens["rail", "sea"].value_of_hour
    rail, sea = found.taken["rail"], found.taken["sea"]
    assert value is not None
    assert rail is not None
    assert sea is not None
    assert rail.total(1.1 * value) < sea.total(1.1 * value)
    assert rail.total(0.9 * value) > sea.total(0.9 * value)


@pytest.mark.parametrize(
    ("quick", "slow", "verdict"),
    [
        (Taken(10, 100), Taken(20, 200), "always"),
        (Taken(20, 200), Taken(10, 100), "never"),
        (Taken(20, 100), Taken(10, 200), "never"),
        (None, Taken(10, 100), "missing"),
    ],
)
def test_without_a_break_even_the_verdict_says_so(
    quick: Taken | None, slow: Taken | None, verdict: str
) -> None:
    found = even(quick, slow, Shares(0.01, 0.02, 0.03))
    assert found.verdict == verdict
    assert found.cargo is None


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_break_even_table_and_its_csv_have_a_row_for_each_place(
    guest: FlaskClient, lang: str
) -> None:
    for asked, in_table in (("", "is_capital"), ("&country=DEU", "country")):
        places = guest.get(f"/api/plan/break-even?from=yiwu{asked}").get_json()["features"]
        page = guest.get(f"/plan/break-even?lang={lang}{asked}").get_data(as_text=True)
        text = guest.get(f"/plan/break-even.csv?from=yiwu{asked}").get_data(as_text=True)
        shown = [one for one in places if one["properties"][in_table]]
        assert page.count('<th scope="row">') == len(shown)
        assert len([line for line in text.splitlines() if "# " not in line]) == len(places) + 1


def test_the_break_even_map_has_every_large_place_of_partner_countries(
    guest: FlaskClient, service: Service
) -> None:
    found = guest.get("/api/plan/break-even").get_json()["features"]
    rows = [one["properties"] for one in found]
    places = base.places()
    partners = places[places["country"].isin(matrix(service.site.atlas))]
    large = partners[(partners["population"] >= 500_000) | partners["capital"]]
    assert sorted(row["geonameid"] for row in rows) == sorted(large["geonameid"])
    assert all(row["is_capital"] or row["population"] >= 500_000 for row in rows)


def test_what_is_built_ahead_is_what_is_found_for_a_sample_of_places(service: Service) -> None:
    origin, day = resolve(service, "yiwu"), shares(service.site.atlas)
    sample = [city.spot for city in cities(service.site.atlas)][::40]
    ahead = service.ways_from(origin, sample)
    now = break_evens(service.freight(), origin, sample, day)
    for place, ways, one in zip(sample, ahead, now, strict=True):
        found = hinterland_of(place, ways, day)
        assert (found.overland, found.taken.keys()) == (one.overland, one.taken.keys())
        for family, taken in one.taken.items():
            assert found.taken[family] == (taken and pytest.approx(taken))


def test_the_break_even_page_is_light_even_for_the_country_of_most_places(
    guest: FlaskClient,
) -> None:
    for asked in ("", "?country=USA", "?country=RUS"):
        assert len(guest.get(f"/plan/break-even{asked}").data) < 150_000


def test_a_country_without_a_place_is_refused(guest: FlaskClient) -> None:
    answer = guest.get("/api/plan/break-even?country=CHN")
    assert answer.status_code == 400
    assert "country is 'CHN'; accepted: " in answer.get_json()["description"]


def test_every_rate_and_parameter_of_a_step_has_its_anchor(
    guest: FlaskClient, duisburg: dict[str, Any]
) -> None:
    page = guest.get("/plan/rates?lang=en").get_data(as_text=True)
    for rate_id, rate in duisburg["rates"].items():
        assert f'id="{rate_id}"' in page
        inputs = [rate[name] for name in CRITERIA if rate[name]]
        ids = {each["id"] for one in inputs for each in one["parameters"]}
        assert all(f'id="{one}"' in page for one in ids)


@pytest.mark.parametrize(
    ("origin", "goal", "name"),
    [
        ("yiwu", "135.25,34.43", "declared cargo flight Yiwu–Osaka (Kansai)"),
        ("120.2,30.25", "5.57,50.63", "declared cargo flight Hangzhou–Liège"),
        ("yiwu", "5.57,50.63", "model flight, none is declared"),
    ],
)
def test_a_flight_says_whether_it_is_a_declared_one(
    guest: FlaskClient, origin: str, goal: str, name: str
) -> None:
    found = plan(guest, {"from": origin, "to": goal, "modes": "road,air"})
    flights = {
        step["name_en"]
        for one in found["alternatives"]
        for step in one["steps"]
        if step["kind"] == "air"
    }
    assert name in flights


@pytest.mark.parametrize("path", ["/plan?from=yiwu&to=madrid", "/coverage?from=yiwu"])
def test_no_mode_ticked_is_not_all_of_them(guest: FlaskClient, path: str) -> None:
    page = guest.get(f"{path}&lang=en").get_data(as_text=True)
    assert '<input type="hidden" name="modes" value="">' in page
    refused = guest.get(f"{path}&modes=&lang=en", headers={"Accept": "text/html"})
    assert refused.status_code == 400
    assert "modes" in refused.get_data(as_text=True)
    assert guest.get(f"{path}&modes=&modes=rail").status_code == 200
