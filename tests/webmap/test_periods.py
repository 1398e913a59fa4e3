"""Periods and ages, the way people say them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import LANGS
from webmap.periods import format_age, format_partial_date, format_period, months_between

days = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@pytest.mark.parametrize(
    ("start", "end", "zh", "en"),
    [
        ("2025-01-01", "2025-12-31", "2025", "2025"),
        ("2021-01-01", "2025-12-31", "2021–2025", "2021–2025"),
        ("2020-01-01", "2020-06-30", "2020 年 1–6 月", "Jan–Jun 2020"),
        ("2025-04-01", "2025-06-30", "2025 年二季度", "Q2 2025"),
        ("2024-02-01", "2024-02-29", "2024 年 2 月", "Feb 2024"),
        ("2023-02-01", "2023-02-28", "2023 年 2 月", "Feb 2023"),
        ("2024-11-01", "2025-02-28", "2024 年 11 月–2025 年 2 月", "Nov 2024–Feb 2025"),
        ("2025-01-01", "2025-01-15", "2025 年 1 月 1 日–2025 年 1 月 15 日", "1 Jan 2025–15 Jan 2025"),  # noqa: E501
        (None, "2025-03-05", "2025 年 3 月 5 日", "5 Mar 2025"),
    ],
)  # fmt: skip
def test_known_periods(start: str | None, end: str, zh: str, en: str) -> None:
    assert [format_period(start, end, lang) for lang in LANGS] == [zh, en]


@given(first=days, second=days, third=days)
def test_other_periods_read_otherwise(first: date, second: date, third: date) -> None:
    start, end, other_end = sorted([first, second, third])
    one, other = (
        format_period(start.isoformat(), day.isoformat(), "en") for day in (end, other_end)
    )
    assert (one == other) == (end == other_end)


@given(end=days, today=days)
def test_ages_are_whole_months_and_never_negative(end: date, today: date) -> None:
    months = months_between(end.isoformat(), today)
    assert months >= 0
    assert months == 0 or abs((today - end).days / 30.44 - months) < 1.1


@pytest.mark.parametrize(
    ("end", "zh", "en"),
    [
        ("2025-12-31", "距今 10 个月", "10 months old"),
        ("2026-10-01", "距今 1 个月", "1 month old"),
        ("2020-06-30", "距今 6 年", "6 years old"),
        ("2027-12-31", "距今 0 个月", "0 months old"),
    ],
)
def test_known_ages(end: str, zh: str, en: str) -> None:
    assert [format_age(end, date(2026, 11, 23), lang) for lang in LANGS] == [zh, en]


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("2020", "2020 年", "2020"),
        ("2020-03", "2020 年 3 月", "Mar 2020"),
        ("2020-03-03", "2020 年 3 月 3 日", "3 Mar 2020"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(text: str, zh: str, en: str) -> None:
    assert [format_partial_date(text, lang) for lang in LANGS] == [zh, en]
