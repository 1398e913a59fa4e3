"""How much of what is asked of a place is known, and which of it has grown old."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import pandas as pd

from layers._load import Atlas

AnswerState = Literal["fresh", "stale", "undated", "missing"]
"""`undated` is known, but nobody knows since when; `missing` is not known at all."""

_MONTHS = 12
_YEAR, _MONTH = len("2020"), len("2020-03")


@dataclass(frozen=True, kw_only=True, slots=True)
class AskedAnswer:
    """One question to a place, and how it stands on a day."""

    asked_id: str
    name_zh: str
    name_en: str
    state: AnswerState
    dated: date | None = None
    """Last day that the answer speaks for."""
    stale_from: date | None = None
    """First day on which it is too old; None where it does not age."""
    max_age_months: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Completeness:
    """All questions to one place."""

    answers: tuple[AskedAnswer, ...]

    @property
    def asked(self) -> int:
        """How many questions there are."""
        return len(self.answers)

    @property
    def filled(self) -> int:
        """How many of them have an answer, old ones included."""
        return sum(answer.state != "missing" for answer in self.answers)

    @property
    def stale(self) -> int:
        """How many answers are too old."""
        return sum(answer.state == "stale" for answer in self.answers)


def last_day(text: str) -> date:
    """Return the last day of a year, month or day.

    Examples
    --------
    >>> [str(last_day(text)) for text in ("2023", "2024-02", "2024-02-03")]
    ['2023-12-31', '2024-02-29', '2024-02-03']
    """
    if len(text) == _YEAR:
        return date(int(text), _MONTHS, 31)
    if len(text) == _MONTH:
        year, month = int(text[:_YEAR]), int(text[_YEAR + 1 :])
        return date(year, month, monthrange(year, month)[1])
    return date.fromisoformat(text)


def stale_from(dated: date, max_age_months: int) -> date:
    """Return the first day on which something is older than it may be.

    Examples
    --------
    Fresh for a year to the day, and stale the day after:

    >>> str(stale_from(date(2024, 12, 31), 12)), str(stale_from(date(2024, 2, 29), 12))
    ('2026-01-01', '2025-03-01')
    """
    months = dated.year * _MONTHS + dated.month - 1 + max_age_months
    year, month = divmod(months, _MONTHS)
    day = min(dated.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=1)


def completeness(atlas: Atlas, feature_id: str, today: date) -> Completeness:
    """Return what is asked of a place, what is known of it, and how old that is.

    Parameters
    ----------
    atlas
        The facts.
    feature_id
        Id of a main record.
    today
        The day of the question.

    Returns
    -------
    completeness
        No answers at all where nothing is asked of this kind.
    """
    layer, record = atlas.record(feature_id)
    asked = atlas.tables["asked_fields"]
    asked = asked[asked["layer_id"] == layer.id]
    own = [_is_asked(kinds, str(record["kind"])) for kinds in asked["kinds"]]
    observed = _observed(atlas, feature_id)
    published = _published(atlas, record)
    return Completeness(
        answers=tuple(
            _answer(row, record, observed, published, today) for _, row in asked[own].iterrows()
        )
    )


def _is_asked(kinds: object, kind: str) -> bool:
    return bool(pd.isna(kinds)) or kind in str(kinds).split("|")


def _observed(atlas: Atlas, feature_id: str) -> dict[str, date]:
    """Return the last day that figures speak for, by indicator; plans are no answer."""
    rows = atlas.about("observations", feature_id)
    rows = rows[rows["value"].notna() & rows["period_end"].notna() & (rows["kind"] == "actual")]
    newest = rows.groupby("indicator_id")["period_end"].max()
    return {str(name): date.fromisoformat(day) for name, day in newest.items()}


def _published(atlas: Atlas, record: pd.Series) -> date | None:
    sources = atlas.tables["sources"].set_index("source_id")
    text = sources.at[record["source_id"], "published"]
    return None if pd.isna(text) else last_day(str(text))


def _answer(
    row: pd.Series,
    record: pd.Series,
    observed: dict[str, date],
    published: date | None,
    today: date,
) -> AskedAnswer:
    dates: list[date | None] = [observed[n] for n in _parts(row["indicators"]) if n in observed]
    if any(_is_known(record[name]) for name in _parts(row["fields"])):
        dates.append(_dated(row["dated_by"], record, published))
    months = None if pd.isna(row["max_age_months"]) else int(row["max_age_months"])
    newest = max((day for day in dates if day is not None), default=None)
    ends = None if newest is None or months is None else stale_from(newest, months)
    state: AnswerState = "fresh"
    if not dates:
        state = "missing"
    elif months is not None and newest is None:
        state = "undated"
    elif ends is not None and today >= ends:
        state = "stale"
    return AskedAnswer(
        asked_id=row["asked_id"],
        name_zh=row["name_zh"],
        name_en=row["name_en"],
        state=state,
        dated=newest,
        stale_from=ends,
        max_age_months=months,
    )


def _dated(dated_by: object, record: pd.Series, published: date | None) -> date | None:
    if pd.isna(dated_by):
        return published
    text = record[str(dated_by)]
    return None if pd.isna(text) else last_day(str(text))


def _is_known(value: object) -> bool:
    # A status that nobody verified is written as such: it answers nothing.
    return not pd.isna(value) and value != "unknown"


def _parts(text: object) -> list[str]:
    return [] if pd.isna(text) else str(text).split("|")
