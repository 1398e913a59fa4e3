"""Write periods and ages for readers."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from layers import Lang

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_QUARTERS = {1: "一", 4: "二", 7: "三", 10: "四"}
MONTHS_PER_YEAR = 12
OLD_MONTHS = 24


def format_period(start: str | None, end: str, lang: Lang) -> str:
    """Write a period of whole days the way people say it.

    Parameters
    ----------
    start, end
        Days as YYYY-MM-DD; no start means a state on the last day.

    Examples
    --------
    >>> format_period("2025-01-01", "2025-12-31", "zh")
    '2025'
    >>> format_period("2020-01-01", "2020-06-30", "zh")
    '2020 年 1–6 月'
    >>> format_period("2025-01-01", "2025-03-31", "en")
    'Q1 2025'
    >>> format_period(None, "2025-03-05", "en")
    '5 Mar 2025'
    """
    last = date.fromisoformat(end)
    if start is None or start == end:
        return _day(last, lang)
    first = date.fromisoformat(start)
    whole_months = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
    if not whole_months:
        return f"{_day(first, lang)}–{_day(last, lang)}"
    if first.month == 1 and last.month == MONTHS_PER_YEAR:
        return str(last.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year != last.year:
        return f"{_month(first, lang)}–{_month(last, lang)}"
    return _within_year(first, last, lang)


def _within_year(first: date, last: date, lang: Lang) -> str:
    if first.month == last.month:
        return _month(first, lang)
    if first.month in _QUARTERS and last.month == first.month + 2:
        quarter = (first.month + 2) // 3
        zh = f"{first.year} 年{_QUARTERS[first.month]}季度"
        return zh if lang == "zh" else f"Q{quarter} {first.year}"
    if lang == "zh":
        return f"{first.year} 年 {first.month}–{last.month} 月"
    return f"{_MONTHS[first.month - 1]}–{_MONTHS[last.month - 1]} {first.year}"


def _day(day: date, lang: Lang) -> str:
    if lang == "zh":
        return f"{day.year} 年 {day.month} 月 {day.day} 日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _month(day: date, lang: Lang) -> str:
    return (
        f"{day.year} 年 {day.month} 月" if lang == "zh" else f"{_MONTHS[day.month - 1]} {day.year}"
    )


def format_partial_date(text: str, lang: Lang) -> str:
    """Write a year, month or day.

    Examples
    --------
    >>> [format_partial_date(text, "zh") for text in ("2020", "2020-03", "2020-03-03")]
    ['2020 年', '2020 年 3 月', '2020 年 3 月 3 日']
    """
    if len(text) == len("2020"):
        return f"{text} 年" if lang == "zh" else text
    if len(text) == len("2020-03"):
        return _month(date.fromisoformat(f"{text}-01"), lang)
    return _day(date.fromisoformat(text), lang)


def months_between(end: str, today: date) -> int:
    """Return whole months from the end of a period to a day; 0 if it is not over.

    Examples
    --------
    >>> months_between("2025-12-31", date(2026, 11, 23))
    10
    """
    last = date.fromisoformat(end)
    months = (today.year - last.year) * MONTHS_PER_YEAR + today.month - last.month
    return max(0, months - (today.day < last.day))


def format_age(end: str, today: date, lang: Lang) -> str:
    """Write how old a figure is.

    Examples
    --------
    >>> format_age("2020-06-30", date(2026, 11, 23), "en")
    '6 years old'
    >>> format_age("2025-12-31", date(2026, 11, 23), "zh")
    '距今 10 个月'
    """
    months = months_between(end, today)
    if months >= OLD_MONTHS:
        years = months // MONTHS_PER_YEAR
        return f"距今 {years} 年" if lang == "zh" else f"{years} years old"
    if lang == "zh":
        return f"距今 {months} 个月"
    return f"{months} month{'' if months == 1 else 's'} old"
