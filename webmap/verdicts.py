"""Verdicts, progress and pace in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from layers import UNITS, Assessment, Figure, Pace, Progress
from webmap.citations import Reader, Row
from webmap.numbers import format_quantity
from webmap.periods import format_age

TONES = {
    "met": "met",
    "on_course": "met",
    "missed": "missed",
    "behind": "missed",
    "passed_unknown": "passed",
}
"""Tone of each verdict; the others are open."""
AFTER = frozenset({"met", "missed", "not_comparable"})
"""Verdicts that do not say by themselves whether the target's period is over."""

_SIGNIFICANT = 3
"""Digits of what the atlas computes: more would promise too much."""


def verdict_view(target: Figure, assessment: Assessment, reader: Reader) -> Row:
    """Return a verdict in words: that the target's period is over, and its reason, if any."""
    text = reader.word(f"verdict_{assessment.verdict}")
    end = target["period_end"]
    if assessment.verdict in AFTER and isinstance(end, str) and end < reader.today.isoformat():
        text = reader.word("target_passed").format(verdict=text)
    if assessment.reason is not None:
        text += reader.word("colon") + reader.word(f"reason_{assessment.reason}")
    tone = TONES.get(assessment.verdict, "open")
    return {"id": assessment.verdict, "text": text, "tone": tone}


def mismatch_text(assessment: Assessment, reader: Reader) -> str | None:
    """Return why the newest actual is not set against the target."""
    if assessment.decisive is not None or assessment.latest_mismatch is None:
        return None
    return reader.word(f"reason_{assessment.latest_mismatch}")


def shown_actual(assessment: Assessment) -> Figure | None:
    """Return the actual to show beside a target: the decisive one, else the newest."""
    return assessment.latest if assessment.decisive is None else assessment.decisive


def age_text(figure: Figure, reader: Reader) -> str:
    """Return how old a figure is."""
    return format_age(figure["period_end"], reader.today, reader.lang)


def progress_view(progress: Progress | None, shown: Figure | None = None) -> Row | None:
    """Return progress as a percentage and as the filled part of a bar.

    Parameters
    ----------
    progress
        None where there is none.
    shown
        The actual that stands beside it: where progress rests on another, its year is said.

    Examples
    --------
    >>> actual = {"comparator": ">", "period_end": "2025-12-31", "observation_id": "x"}
    >>> view = progress_view(Progress(ratio=1.0, actual=actual))
    >>> view["text"], view["year"]
    ('> 100%', '2025')
    """
    if progress is None:
        return None
    other = shown is None or shown["observation_id"] != progress.actual["observation_id"]
    sign = {">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}
    text = sign.get(progress.actual["comparator"], "") + _percent(progress.ratio)
    return {
        "text": text,
        "part": f"{min(1.0, max(0.0, progress.ratio)):.3f}",
        "year": progress.actual["period_end"][:4] if other else None,
    }


def pace_view(pace: Pace | None, target: Figure, reader: Reader) -> dict[str, Any] | None:
    """Return the yearly gain that a target needs, or needed where its time is over."""
    if pace is None:
        return None
    unit = UNITS[target["unit"]]
    quantity = format_quantity(_rounded(pace.per_year), unit, reader.lang)
    return {
        "number": quantity.number,
        "unit": quantity.unit,
        "rate": None if pace.rate is None else _percent(pace.rate),
        "over": target["period_end"] < reader.today.isoformat(),
    }


def _percent(ratio: float) -> str:
    """Write a ratio as a percentage of three digits at most.

    Examples
    --------
    >>> _percent(0.2443), _percent(1.0), _percent(12.5)
    ('24.4%', '100%', '1250%')
    """
    decimal = Decimal(repr(_rounded(ratio * 100)))
    return f"{decimal.normalize():f}%"


def _rounded(value: float) -> float:
    """Round to significant digits."""
    return float(f"{value:.{_SIGNIFICANT}g}")
