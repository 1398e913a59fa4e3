"""A target against what happened: unlike things are never compared, and bounds stay bounds."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from layers import Assessment, Atlas, assess, is_whole_year

TODAY = date(2026, 11, 22)
YEAR = {"period_start": "2025-01-01", "period_end": "2025-12-31"}
HALF = {"period_start": "2025-01-01", "period_end": "2025-06-30"}
COMPARATORS = ("=", ">=", ">", "<=", "<", "~", "range")

values = st.integers(0, 10_000).map(float)
days = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def figure(value: float, comparator: str = "=", **cells: object) -> dict[str, object]:
    return {
        "value": value,
        "value_high": value + 10 if comparator == "range" else float("nan"),
        "comparator": comparator,
        "cumulative": False,
        "unit": "trains",
        "scope": None,
        "scope_zh": None,
        "confidence": "high",
        **YEAR,
        **cells,
    }


def result(
    target: dict[str, object],
    *actuals: dict[str, object],
    today: date = TODAY,
    direction: str = "higher",
) -> Assessment:
    return assess(target, actuals, today, direction=direction)


def verdict(
    target: dict[str, object],
    *actuals: dict[str, object],
    today: date = TODAY,
    direction: str = "higher",
) -> str:
    found = result(target, *actuals, today=today, direction=direction)
    return found.reason if found.verdict == "not_comparable" else found.verdict


@pytest.fixture
def trains(atlas: Atlas) -> pd.DataFrame:
    rows = atlas.about("observations", "yixinou")
    return rows[rows["indicator_id"] == "china-europe-trains"]


@pytest.mark.parametrize("line", [37, 59])
def test_the_3000_trains_of_2025_are_met_by_more_than_3000(trains: pd.DataFrame, line: int) -> None:
    targets = trains[(trains["kind"] == "target") & (trains["locator"] == line)]
    target = targets[targets["period_end"] == "2025-12-31"].iloc[0]
    result = assess(target, trains[trains["kind"] == "actual"].to_dict("records"), TODAY)
    assert result.verdict == "met"
    assert result.decisive is not None
    assert result.decisive["comparator"] == ">"
    assert result.decisive["value"] == target["value"] == 3000


@pytest.mark.parametrize(
    ("goal", "actual", "expected"),
    [
        (figure(3000), figure(3000), "met"),
        (figure(3000, ">="), figure(2999), "missed"),
        (figure(3000, ">"), figure(3000), "missed"),
        (figure(3000, ">"), figure(3000, ">"), "met"),
        (figure(3000, ">"), figure(3000, ">="), "bound_only"),
        (figure(3000, ">="), figure(2500, ">"), "bound_only"),
        (figure(3000, ">="), figure(2500, "<"), "missed"),
        (figure(3000, "<="), figure(2999, "<"), "met"),
        (figure(3000, "<"), figure(3000), "missed"),
        (figure(3000, "~"), figure(3000), "about_target"),
        (figure(3000), figure(3000, "~"), "about_actual"),
        (figure(10, "range"), figure(21), "met"),
        (figure(10, "range"), figure(15), "met"),
        (figure(10, "range"), figure(9), "missed"),
        (figure(3000, ">="), figure(2995, "range"), "bound_only"),
    ],
    ids=lambda part: part if isinstance(part, str) else f"{part['comparator']}{part['value']:g}",
)
def test_comparators_keep_their_meaning(
    goal: dict[str, object], actual: dict[str, object], expected: str
) -> None:
    assert verdict(goal, actual) == expected


@given(goal=values, actual=values, comparator=st.sampled_from(COMPARATORS))
def test_a_half_year_is_never_set_against_a_year(
    goal: float, actual: float, comparator: str
) -> None:
    assert verdict(figure(goal), figure(actual, comparator, **HALF)) == "part_year"
    assert verdict(figure(goal, **HALF), figure(actual, comparator)) == "passed_unknown"


@given(goal=values, actual=values, cumulative=st.booleans())
def test_a_running_total_is_never_set_against_a_year(
    goal: float, actual: float, *, cumulative: bool
) -> None:
    target = figure(goal, cumulative=cumulative)
    assert verdict(target, figure(actual, cumulative=not cumulative)) == "cumulative"


@given(goal=values, today=days)
def test_without_an_actual_only_the_day_decides(goal: float, today: date) -> None:
    over = today > date(2025, 12, 31)
    assert verdict(figure(goal), today=today) == ("passed_unknown" if over else "no_actual")


@given(goal=values, actual=values, comparator=st.sampled_from(COMPARATORS), today=days)
def test_a_verdict_that_rests_on_an_actual_does_not_change_with_the_day(
    goal: float, actual: float, comparator: str, today: date
) -> None:
    target, happened = figure(goal, comparator), figure(actual)
    assert verdict(target, happened, today=today) == verdict(target, happened)


@given(
    goal=values,
    less=values,
    more=values,
    comparator=st.sampled_from(["=", ">=", ">", "~", "range"]),
    kind=st.sampled_from(["=", ">=", ">", "range"]),
)
def test_more_never_turns_met_into_not_met_where_higher_is_better(
    goal: float, less: float, more: float, comparator: str, kind: str
) -> None:
    assume(less <= more)
    if verdict(figure(goal, comparator), figure(less, kind)) == "met":
        assert verdict(figure(goal, comparator), figure(more, kind)) == "met"


@given(goal=values, less=values, more=values, comparator=st.sampled_from(["=", "<=", "<", "range"]))
def test_less_never_turns_met_into_not_met_where_lower_is_better(
    goal: float, less: float, more: float, comparator: str
) -> None:
    assume(less <= more)
    target = figure(goal, comparator)
    if verdict(target, figure(more), direction="lower") == "met":
        assert verdict(target, figure(less), direction="lower") == "met"


@given(goal=values, actual=values)
def test_without_a_better_side_only_the_very_number_is_met(goal: float, actual: float) -> None:
    expected = "met" if goal == actual else "no_side"
    assert verdict(figure(goal), figure(actual), direction="none") == expected


@given(goal=values, actual=values, scope=st.sampled_from([None, "", "whole city"]))
def test_another_scope_is_never_set_against_the_target(
    goal: float, actual: float, scope: str | None
) -> None:
    target = figure(goal, scope="both platforms")
    assert verdict(target, figure(actual, scope=scope)) == "other_scope"


@given(goal=values, one=values, other=values)
def test_sources_that_contradict_each_other_decide_nothing(
    goal: float, one: float, other: float
) -> None:
    assume((one >= goal) != (other >= goal))
    assert verdict(figure(goal), figure(one), figure(other)) == "sources_disagree"


@given(goal=values, actual=values, comparator=st.sampled_from(COMPARATORS))
def test_an_about_actual_is_not_exact(goal: float, actual: float, comparator: str) -> None:
    expected = "about_target" if comparator == "~" else "about_actual"
    assert verdict(figure(goal, comparator), figure(actual, "~")) == expected


def test_a_range_that_is_passed_at_its_top_says_so() -> None:
    assert result(figure(1, "range"), figure(12)).reason == "above_range"
    assert result(figure(1, "range"), figure(11)).reason is None


def test_a_target_without_a_number_says_so() -> None:
    assert verdict(figure(float("nan")), figure(3)) == "no_number"


def test_a_target_without_a_period_says_so() -> None:
    nowhen = {"period_start": None, "period_end": None}
    assert verdict(figure(50, **nowhen), figure(60)) == "no_period"


def test_the_latest_actual_is_shown_even_where_it_decides_nothing() -> None:
    half = {"period_start": "2020-01-01", "period_end": "2020-06-30"}
    found = result(figure(3000), figure(294, **half))
    assert (found.verdict, found.latest_mismatch) == ("passed_unknown", "part_year")
    assert found.latest is not None
    assert found.latest["value"] == 294
    assert found.progress is None


@given(goal=values, actual=values, comparator=st.sampled_from([">=", ">", "<=", "<", "range"]))
def test_an_exact_actual_decides_every_bound(goal: float, actual: float, comparator: str) -> None:
    low, high = goal, goal + 10
    holds = {
        ">=": actual >= goal,
        ">": actual > goal,
        "<=": actual <= goal,
        "<": actual < goal,
        "range": low <= actual <= high,
    }
    expected = "met" if holds[comparator] else "missed"
    assert verdict(figure(goal, comparator), figure(actual), direction="none") == expected


@given(goal=values, actual=values, comparator=st.sampled_from([">=", ">"]))
def test_a_lower_bound_never_shows_that_a_floor_was_missed(
    goal: float, actual: float, comparator: str
) -> None:
    assert verdict(figure(goal, ">="), figure(actual, comparator)) in {"met", "bound_only"}


@given(goal=values, actual=values, other=values)
def test_better_evidence_goes_first_whatever_the_order(
    goal: float, actual: float, other: float
) -> None:
    sure, unsure = figure(actual), figure(other, confidence="low")
    assert verdict(figure(goal), sure, unsure) == verdict(figure(goal), unsure, sure)
    assert verdict(figure(goal), unsure, sure) == verdict(figure(goal), sure)


def test_an_actual_without_a_number_decides_nothing() -> None:
    assert verdict(figure(3000), figure(float("nan"))) == "passed_unknown"


def test_a_state_on_a_day_is_set_against_the_target_of_that_day() -> None:
    state = {"period_start": None}
    assert verdict(figure(50, **state), figure(60, **state)) == "met"
    assert verdict(figure(50, **state), figure(60)) == "passed_unknown"


def test_a_state_on_the_last_day_of_the_year_is_of_the_year() -> None:
    assert verdict(figure(50), figure(60, period_start=None)) == "met"
    summer = {"period_start": None, "period_end": "2025-06-30"}
    assert verdict(figure(50), figure(60, **summer)) == "passed_unknown"


@given(start=days, length=st.integers(1, 800))
def test_a_whole_year_has_365_or_366_days(start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length - 1)
    row = pd.Series({"period_start": start.isoformat(), "period_end": end.isoformat()})
    assert is_whole_year(row) == (length in {365, 366})


def test_a_state_is_no_year() -> None:
    assert not is_whole_year(pd.Series({"period_start": None, "period_end": "2025-12-31"}))
