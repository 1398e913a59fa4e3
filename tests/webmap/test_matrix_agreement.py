"""Answers of tables: the planner's own, whatever the order of rows; closed gates are closed."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from webmap.freight import Freight
from webmap.journeys import Point, Trip, journeys
from webmap.matrix import Matrix, Pair, normal_terms
from webmap.matrix_rows import Answering
from webmap.matrix_table import ANSWERED, given_of
from webmap.service import Service
from webmap.spreadsheet import Cell

HEADER = ("from", "to", "modes", "closed", "teu")
PLACES = ("yiwu", "jinhua", "Shanghai", "Ningbo", "Madrid", "Duisburg", "Tashkent", "Hanoi")
FAR = ("Nairobi", "Los Angeles", "Murmansk", "76.91,43.25", "-59.93,-29.31", "10.75,59.91")
TERMS = (
    ("", ""),
    ("rail;road;sea", ""),
    ("rail;road;sea", "suez;malacca"),
    ("", "country:KAZ"),
)
CRITERIA = {"hours": "hours", "cost": "cost_usd", "co2e": "co2e_kg"}
NINGBO, YIWU, HAMBURG = Point(121.85, 29.93), Point(120.07, 29.31), Point(9.99, 53.55)


def sampled() -> list[tuple[str, str, str, str]]:
    """Return twenty pairs with their terms, the same each time; those of one kind together."""
    luck = random.Random(4)
    ends = [tuple(luck.sample(PLACES + FAR, 2)) for _ in range(20)]
    return [(*pair, *TERMS[max(0, number // 2 - 6)]) for number, pair in enumerate(ends)]


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    found: Service = app.extensions["atlas"]
    return found


@pytest.fixture(scope="module")
def freight(service: Service) -> Freight:
    return service.freight()


def lines_of(rows: Sequence[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


@pytest.fixture(scope="module")
def answers(app: Flask) -> dict[str, list[dict[str, str]]]:
    """Return the table of the sampled pairs by each criterion."""
    table = lines_of([HEADER, *((*row, "2") for row in sampled())])
    found = {}
    for by in CRITERIA:
        answer = app.test_client().post(f"/api/matrix?by={by}", data=table)
        assert answer.status_code == 200
        found[by] = list(csv.DictReader(answer.data.decode("utf-8-sig").splitlines()))
    return found


@pytest.mark.parametrize("number", range(20))
def test_a_row_is_the_best_that_the_planner_finds(
    client: FlaskClient, answers: dict[str, list[dict[str, str]]], number: int
) -> None:
    here, there, modes, closed = sampled()[number]
    asked = {"from": here, "to": there, "teu": "2", "closed": closed.replace(";", ",")}
    if modes:
        asked["modes"] = modes.replace(";", ",")
    plan = client.get("/api/plan", query_string=asked).get_json()
    for by, column in CRITERIA.items():
        row = answers[by][number]
        assert (row["status"] == "ok") == plan["reachable"]
        if not plan["reachable"]:
            assert row["reason"] == "closed"
            continue
        best = min(one["totals"][by]["central"] for one in plan["alternatives"])
        # The planner tries flights of the nearest airports only.
        least = best if row["mode"] != "air" else min(best, float(row[column]) + 0.01)
        assert float(row[column]) == pytest.approx(least, abs=0.011)
        for end, name in (("from", "origin"), ("to", "destination")):
            assert [float(row[f"{end}_lon"]), float(row[f"{end}_lat"])] == pytest.approx(
                [plan[name]["lon"], plan[name]["lat"]], abs=1e-6
            )


def test_most_of_the_sample_goes_over_the_ground(
    answers: dict[str, list[dict[str, str]]],
) -> None:
    modes = [row["mode"] for by in CRITERIA for row in answers[by]]
    assert len(modes) == 60
    assert modes.count("air") < 20
    assert {"air", "rail", "sea"} <= set(modes)


def test_the_total_of_all_containers_is_theirs(
    answers: dict[str, list[dict[str, str]]],
) -> None:
    for row in (row for row in answers["cost"] if row["status"] == "ok"):
        each, together = float(row["cost_usd_per_teu"]), float(row["cost_usd"])
        assert together == pytest.approx(2 * each, abs=0.02)
        km = [float(row[f"km_{mode}"]) for mode in ("rail", "road", "sea", "air")]
        assert float(row["km"]) == pytest.approx(sum(km), abs=0.3)


POOL = [
    (here, there, *terms, "") for here in PLACES[:4] for there in FAR[:4] for terms in TERMS[:2]
]
POOL += [("yiwu", "yiwu", "", "", ""), ("nowhere at all", "Madrid", "", "", ""), ("a", "", "", "")]


@pytest.fixture(scope="module")
def alone(service: Service) -> list[list[Cell]]:
    """Return the answer to each row of the pool as if it were asked alone."""
    answering = Answering(service, "hours")
    return [answered(answering, [number])[0] for number in range(len(POOL))]


def answered(answering: Answering, numbers: Sequence[int]) -> list[list[Cell]]:
    lines = [lines_of([POOL[number]]) for number in numbers]
    return answering.cells([given_of(HEADER, row, line) for row, line in enumerate(lines, 2)])


@settings(max_examples=25)
@given(st.lists(st.integers(0, len(POOL) - 1), max_size=30), st.integers(1, 30))
def test_an_answer_depends_neither_on_the_order_nor_on_the_grouping_of_rows(
    service: Service, alone: list[list[Cell]], numbers: list[int], size: int
) -> None:
    answering = Answering(service, "hours")
    found = []
    for start in range(0, len(numbers), size):
        found += answered(answering, numbers[start : start + size])
    assert [row[1:] for row in found] == [alone[number][1:] for number in numbers]


def test_blocks_do_not_show(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [given_of(HEADER, row, lines_of([POOL[row % 32]])) for row in range(2, 66)]
    at_once = Answering(service, "hours").cells(rows)
    monkeypatch.setattr("webmap.matrix.BLOCK", 3)
    monkeypatch.setattr("webmap.matrix.LOT", 7)
    monkeypatch.setattr("webmap.matrix._MOST_POINTS", 2)
    assert Answering(service, "hours").cells(rows) == at_once


def found_by(freight: Freight, modes: Sequence[str], closed: Sequence[str]) -> object:
    """Return the cost of the way from Ningbo to Hamburg, or why there is none."""
    terms = normal_terms(modes, closed)
    ((_, found),) = Matrix.of(freight, terms, "cost").journeys([Pair(NINGBO, HAMBURG)])
    return found if isinstance(found, str) else found.totals[1]


def gate_of(freight: Freight, mode: str) -> str:
    (access,) = freight.access(*NINGBO, [mode])
    return {"rail": "station:", "sea": "port:", "air": "airport:"}[mode] + str(access.gate)


@pytest.mark.parametrize("mode", ["rail", "sea", "air"])
def test_no_way_begins_at_a_closed_gate(freight: Freight, mode: str) -> None:
    assert isinstance(found_by(freight, [mode], []), float)
    assert found_by(freight, [mode], [gate_of(freight, mode)]) == "closed"


def test_another_gate_is_gone_to_by_road(freight: Freight) -> None:
    terms = normal_terms(("sea", "road"), [gate_of(freight, "sea")])
    found = found_by(freight, terms.modes, sorted(terms.closed))
    plan = journeys(freight, Trip(NINGBO, HAMBURG, terms))
    assert found == pytest.approx(min(one.totals[1] for one in plan))
    assert isinstance(found, float)
    assert found > found_by(freight, terms.modes, [])


def test_no_one_flies_to_a_closed_country(freight: Freight) -> None:
    assert found_by(freight, ["air"], ["country:DEU"]) == "closed"
    assert journeys(freight, Trip(NINGBO, HAMBURG, normal_terms(["air"], ["country:DEU"]))) == []
    assert isinstance(found_by(freight, ["air"], ["country:FRA"]), float)


@pytest.mark.parametrize(
    ("modes", "closed", "reason"),
    [
        (["sea"], [], "no_access_to"),
        (["rail"], ["border:CHN-KAZ", "border:CHN-MNG", "border:CHN-RUS"], None),
        (["road", "rail"], ["country:KAZ", "country:RUS", "country:CHN"], "closed"),
    ],
)
def test_where_there_is_no_way_the_reason_is_told(
    freight: Freight, modes: list[str], closed: list[str], reason: str | None
) -> None:
    almaty = Point(76.91, 43.25)
    pair = Pair(NINGBO, almaty)
    ((_, found),) = Matrix.of(freight, normal_terms(modes, closed)).journeys([pair])
    assert (found if isinstance(found, str) else None) == reason


def test_the_hours_between_many_places_are_those_of_each_pair(freight: Freight) -> None:
    matrix = Matrix.of(freight, normal_terms(("rail", "road", "sea"), ()))
    ends = [NINGBO, YIWU, HAMBURG, Point(76.91, 43.25)]
    pairs = [Pair(here, there) for here in ends for there in ends if here != there]
    together = dict(matrix.journeys(pairs))
    assert sorted(together) == list(range(len(pairs)))
    for number, pair in enumerate(pairs):
        ((_, single),) = Matrix.of(freight, matrix.terms).journeys([pair])
        whole = together[number]
        assert not isinstance(single, str)
        assert not isinstance(whole, str)
        assert single.totals == whole.totals
        assert np.array_equal(single.way.edges, whole.way.edges)


def test_a_row_has_a_cell_for_each_column(alone: list[list[Cell]]) -> None:
    assert {len(row) for row in alone} == {len(ANSWERED)}
