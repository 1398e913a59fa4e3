"""A target against what happened: unlike things are never compared, and bounds stay bounds."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from layers import Atlas, assess, is_whole_year

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
        "confidence": "high",
        **YEAR,
        **cells,
    }


def verdict(target: dict[str, object], *actuals: dict[str, object], today: date = TODAY) -> str:
    columns = list(figure(0))
    return assess(pd.Series(target), pd.DataFrame(actuals, columns=columns), today).verdict


@pytest.fixture
def trains(atlas: Atlas) -> pd.DataFrame:
    rows = atlas.about("observations", "yixinou")
    return rows[rows["indicator_id"] == "china-europe-trains"]


@pytest.mark.parametrize("line", [37, 59])
def test_the_3000_trains_of_2025_are_met_by_more_than_3000(trains: pd.DataFrame, line: int) -> None:
    targets = trains[(trains["kind"] == "target") & (trains["locator"] == line)]
    target = targets[targets["period_end"] == "2025-12-31"].iloc[0]
    result = assess(target, trains[trains["kind"] == "actual"], TODAY)
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
        (figure(3000, "~"), figure(3000), "about"),
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
    assert verdict(figure(goal), figure(actual, comparator, **HALF)) == "passed_unknown"
    assert verdict(figure(goal, **HALF), figure(actual, comparator)) == "passed_unknown"


@given(goal=values, actual=values, cumulative=st.booleans())
def test_a_running_total_is_never_set_against_a_year(
    goal: float, actual: float, *, cumulative: bool
) -> None:
    target = figure(goal, cumulative=cumulative)
    assert verdict(target, figure(actual, cumulative=not cumulative)) == "passed_unknown"


@given(goal=values, today=days)
def test_without_an_actual_only_the_day_decides(goal: float, today: date) -> None:
    over = today > date(2025, 12, 31)
    assert verdict(figure(goal), today=today) == ("passed_unknown" if over else "running")


@given(goal=values, actual=values, comparator=st.sampled_from(COMPARATORS), today=days)
def test_a_verdict_that_rests_on_an_actual_does_not_change_with_the_day(
    goal: float, actual: float, comparator: str, today: date
) -> None:
    target, happened = figure(goal, comparator), figure(actual)
    assert verdict(target, happened, today=today) == verdict(target, happened)


@given(goal=values, less=values, more=values, comparator=st.sampled_from(["=", ">=", ">"]))
def test_what_meets_a_floor_is_met_by_more(
    goal: float, less: float, more: float, comparator: str
) -> None:
    assume(less <= more)
    if verdict(figure(goal, comparator), figure(less)) == "met":
        assert verdict(figure(goal, comparator), figure(more)) == "met"


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
    assert verdict(figure(goal, comparator), figure(actual)) == expected


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


@given(start=days, length=st.integers(1, 800))
def test_a_whole_year_has_365_or_366_days(start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length - 1)
    row = pd.Series({"period_start": start.isoformat(), "period_end": end.isoformat()})
    assert is_whole_year(row) == (length in {365, 366})


def test_a_state_is_no_year() -> None:
    assert not is_whole_year(pd.Series({"period_start": None, "period_end": "2025-12-31"}))
