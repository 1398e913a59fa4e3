"""Progress, the pace that is needed, and the course: only from figures that count alike."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import Assessment, assess

MIDWAY = date(2024, 6, 1)
values = st.integers(1, 10_000).map(float)


def figure(value: float, year: int, **cells: object) -> dict[str, object]:
    return {
        "value": value,
        "value_high": float("nan"),
        "comparator": "=",
        "unit": "trains",
        "cumulative": False,
        "scope": None,
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "confidence": "high",
        **cells,
    }


def result(
    target: dict[str, object],
    *actuals: dict[str, object],
    direction: str = "higher",
    today: date = MIDWAY,
) -> Assessment:
    return assess(target, actuals, today, direction=direction)


def test_progress_is_the_latest_actual_over_the_target() -> None:
    found = result(figure(3000, 2025), figure(1904, 2021), figure(2269, 2022))
    assert found.progress is not None
    assert found.progress.ratio == pytest.approx(2269 / 3000)


@pytest.mark.parametrize(
    "cells",
    [
        {"period_end": "2023-06-30"},
        {"cumulative": True},
        {"scope": "one platform"},
        {"value": float("nan")},
    ],
    ids=["half-year", "running total", "other scope", "no number"],
)
def test_an_actual_that_counts_otherwise_is_no_progress(cells: dict[str, object]) -> None:
    assert result(figure(3000, 2025), {**figure(2500, 2023), **cells}).progress is None


def test_without_an_actual_there_is_no_progress_rather_than_none_of_it() -> None:
    assert result(figure(3000, 2025)).progress is None


@pytest.mark.parametrize("unit", ["rank", "pp"])
def test_ranks_and_leads_have_no_progress(unit: str) -> None:
    assert result(figure(3, 2025, unit=unit), figure(2, 2023, unit=unit)).progress is None


def test_where_lower_is_better_there_is_no_progress() -> None:
    found = result(figure(10, 2025), figure(20, 2023), direction="lower")
    assert found.progress is None


def test_the_pace_is_what_is_missing_by_the_years_that_are_left() -> None:
    pace = result(figure(3000, 2025), figure(2000, 2023)).pace
    assert pace is not None
    assert (pace.years, pace.per_year) == (2, 500)
    assert pace.rate == pytest.approx(1.5**0.5 - 1)


@given(goal=values, actual=values, year=st.integers(2015, 2024))
def test_the_pace_kept_up_reaches_the_target(goal: float, actual: float, year: int) -> None:
    pace = result(figure(goal, 2025), figure(actual, year)).pace
    if pace is None:
        assert actual >= goal
    else:
        assert actual + pace.per_year * pace.years == pytest.approx(goal)
        assert pace.rate is not None
        assert actual * (1 + pace.rate) ** pace.years == pytest.approx(goal)


def test_a_bound_gives_no_pace() -> None:
    assert result(figure(3000, 2025), figure(2000, 2023, comparator=">")).pace is None


@pytest.mark.parametrize(("last", "verdict"), [(2000, "on_course"), (1900, "behind")])
def test_the_course_is_the_straight_line_through_the_last_two_years(
    last: float, verdict: str
) -> None:
    found = result(figure(3000, 2025), figure(10, 2020), figure(1500, 2022), figure(last, 2023))
    assert found.verdict == verdict


def test_one_whole_year_makes_no_course() -> None:
    half = figure(2000, 2024, period_end="2024-03-31")
    assert result(figure(3000, 2025), figure(1500, 2023), half).verdict == "running"


def test_running_totals_have_no_course() -> None:
    total = {"period_start": "2021-01-01", "cumulative": True}
    years = [figure(value, year, **total) for value, year in ((10, 2021), (20, 2022), (30, 2023))]
    found = result(figure(100, 2025, **total), *years)
    assert found.verdict == "running"
    assert found.progress is not None
    assert found.progress.ratio == pytest.approx(0.3)


@given(first=values, last=values, more=values)
def test_a_better_last_year_never_puts_behind(first: float, last: float, more: float) -> None:
    target = figure(5000, 2025)
    low, high = (figure(value, 2023) for value in sorted([last, more]))
    if result(target, figure(first, 2022), low).verdict == "on_course":
        assert result(target, figure(first, 2022), high).verdict == "on_course"


def test_an_about_target_has_no_course() -> None:
    target = figure(3000, 2025, comparator="~")
    found = result(target, figure(1500, 2022), figure(2900, 2023))
    assert (found.verdict, found.reason) == ("not_comparable", "about_target")


def test_when_the_year_is_over_the_course_says_nothing() -> None:
    after = date(2026, 11, 22)
    target = figure(3000, 2025)
    found = result(target, figure(1500, 2022), figure(2900, 2023), today=after)
    assert found.verdict == "passed_unknown"
    assert found.pace is not None
    assert found.pace.per_year == 50
