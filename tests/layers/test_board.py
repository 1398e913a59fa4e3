"""The board holds every target once, and the checks never say a false no."""

from collections import Counter
from datetime import date

import pytest

from layers import Atlas, BoardRow, board_rows, counties_of, load, vocabulary
from tests.tables import Tables

TODAY = date(2026, 11, 22)
LEADS = ("gdp-growth-lead", "rd-growth-lead", "trade-growth-lead", "fdi-growth-lead")
YIXINOU = "yixinou--china-europe-trains--2025--target"


@pytest.fixture(scope="module")
def rows(atlas: Atlas) -> list[BoardRow]:
    return board_rows(atlas, TODAY)


def by_id(rows: list[BoardRow]) -> dict[str, BoardRow]:
    return {row.id: row for row in rows}


def test_every_target_of_the_data_stands_on_the_board_once(
    atlas: Atlas, rows: list[BoardRow]
) -> None:
    table = atlas.tables["observations"]
    targets = table[(table["kind"] == "target") & table["duplicate_of"].isna()]
    told = [row.id for row in rows]
    told += [again["observation_id"] for row in rows for again in row.restated]
    assert Counter(told) == Counter(targets["observation_id"])


def test_rows_go_by_plan_and_then_by_the_most_telling_indicator(rows: list[BoardRow]) -> None:
    plans = [term.id for term in vocabulary.PLAN]
    order = [(plans.index(row.indicator["plan"]), row.indicator["rank"]) for row in rows]
    assert order == sorted(order)


def test_the_3000_trains_are_met(rows: list[BoardRow]) -> None:
    assert by_id(rows)[YIXINOU].assessment.verdict == "met"


@pytest.mark.parametrize(
    ("cells", "verdict", "reason"),
    [
        ({"value": "3100", "comparator": "="}, "met", None),
        (
            {"value": "294", "comparator": "=", "period_end": "2025-06-30"},
            "not_comparable",
            "part_year",
        ),
    ],
    ids=["3100 in the year", "294 in half of it"],
)
def test_3100_trains_pass_and_294_of_a_half_year_are_refused(
    tables: Tables, cells: dict[str, str], verdict: str, reason: str | None
) -> None:
    actual = "yixinou--china-europe-trains--2025"
    tables.change("observations", actual, **cells)
    row = by_id(board_rows(load(tables.folder), TODAY))[YIXINOU]
    assert (row.assessment.verdict, row.assessment.reason) == (verdict, reason)


def test_a_lead_without_both_rates_is_not_comparable(rows: list[BoardRow]) -> None:
    leads = [row for row in rows if row.indicator["indicator_id"] in LEADS]
    assert len(leads) == len(LEADS)
    for row in leads:
        assert row.rates is not None
        assert row.rates.lead is None
        assert row.assessment.reason == "both_rates"


@pytest.mark.parametrize(("own", "verdict"), [("8.4", "met"), ("8.3", "missed")])
def test_a_lead_is_the_difference_of_both_rates(tables: Tables, own: str, verdict: str) -> None:
    like = next(
        row["observation_id"]
        for row in tables.rows("observations")
        if row["indicator_id"] == "trade-growth"
    )
    year = {"period_start": "2025-01-01", "period_end": "2025-12-31", "scope": "", "scope_zh": ""}
    for place, value in (("zj-ftz-jinyi", own), ("zhejiang", "5.4")):
        cells = {"feature_id": place, "value": value, "unit_zh": f"{value} %", "locator": ""}
        tables.add(
            "observations", like, observation_id=f"{place}--rate", kind="growth", **year, **cells
        )
    row = by_id(board_rows(load(tables.folder), TODAY))[
        "zj-ftz-jinyi--trade-growth-lead--2025--target"
    ]
    assert row.assessment.verdict == verdict


def test_several_warehouses_have_no_number(rows: list[BoardRow]) -> None:
    row = next(row for row in rows if row.indicator["indicator_id"] == "public-warehouses-africa")
    assert (row.assessment.verdict, row.assessment.reason) == ("not_comparable", "no_number")


def test_a_target_that_is_stated_again_counts_once(rows: list[BoardRow]) -> None:
    trains = by_id(rows)[YIXINOU]
    assert [again["locator"] for again in trains.restated] == [59]
    assert trains.target["locator"] == 37


def test_places_know_their_county(rows: list[BoardRow]) -> None:
    found = {row.place_id: row.division for row in rows}
    names = {key: None if part is None else part.name_zh for key, part in found.items()}
    assert names["hengdian-film-cluster"] == "东阳市"
    assert names["jinhua"] == "金华市"
    assert names["agg-jinhua"] == "金华市"
    assert names["yixinou"] is None


def test_jinhua_has_nine_counties() -> None:
    assert len(counties_of(330700)) == 9
