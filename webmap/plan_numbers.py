"""Modelled quantities as readers see them: three digits, a range, and how sure they are."""

from __future__ import annotations

from typing import Final, NamedTuple

from geo.sampling import Spread
from webmap.plan import Figure

DIGITS: Final = 3
"""Digits that a modelled figure is worth."""
LEAST: Final = 0.01
"""Of quantities; less is said to be less."""
HOURS_PER_DAY: Final = 24.0
TO: Final = "–"


class Shown(NamedTuple):
    """A figure in words."""

    p50: str
    range: str
    """From p10 to p90; empty where no range is known."""
    quality: str
    unknown: tuple[str, ...]
    """Rates that nothing is known of: the figure is without them."""
    is_held: bool = False
    """Whether it is known to be nothing more: the kilometres hold it."""

    @property
    def is_blank(self) -> bool:
        """Whether nothing is known at all."""
        return self.quality == "unknown"


def amount(value: float) -> str:
    """Write a modelled number with the digits that it is worth.

    Examples
    --------
    >>> amount(52931.4), amount(131.4), amount(4.256), amount(0.0), amount(-0.0321)
    ('52,900', '131', '4.26', '0', '−0.0321')
    """
    if value == 0:
        return "0"
    size = abs(value)
    text = f"{float(f'{size:.{DIGITS}g}'):,.10f}".rstrip("0").rstrip(".")
    return f"{'−' if value < 0 else ''}{text}"


def coarse(value: float) -> str:
    """Write a quantity of a step: below one to a hundredth, for a model knows no more.

    Examples
    --------
    >>> coarse(0.223), coarse(0.00226), coarse(4.67), coarse(0.0)
    ('0.22', '<0.01', '4.67', '0')
    """
    if 0 < value < LEAST:
        return f"<{LEAST:g}"
    return amount(round(value, 2)) if 0 < value < 1 else amount(value)


def signed(value: float) -> str:
    """Write a difference, its sign in front.

    Examples
    --------
    >>> signed(12.0), signed(-3.5)
    ('+12', '−3.5')
    """
    return f"+{amount(value)}" if value > 0 else amount(value)


def days(hours: float) -> str:
    """Write hours as days, to a tenth.

    Examples
    --------
    >>> days(490.2)
    '20.4'
    """
    return f"{hours / HOURS_PER_DAY:,.1f}"


def shown(figure: Figure, criterion: str, *, teu: int = 1, in_days: bool = False) -> Shown:
    """Return a figure in words: hours of the shipment, cost and emissions of all its containers.

    Parameters
    ----------
    figure
        Of one container.
    criterion
        hours, cost or co2e.
    teu
        Containers.
    in_days
        Whether hours are written as days.
    """
    size = 1 if criterion == "hours" else teu
    found = figure.spread
    write = days if in_days and criterion == "hours" else coarse
    low, middle, high = (write(size * value) for value in (found.p10, found.p50, found.p90))
    between = low if low == high else f"{low}{TO}{high}"
    return Shown(
        middle,
        between if found.has_spread else "",
        figure.quality,
        figure.unknown,
        is_held=not found.has_spread and found.p50 == 0 and figure.quality != "unknown",
    )


def difference(found: Spread, criterion: str, *, teu: int = 1) -> tuple[str, str]:
    """Return a difference in words, and its range; hours as days."""
    size = 1 / HOURS_PER_DAY if criterion == "hours" else teu
    low, middle, high = (signed(size * value) for value in (found.p10, found.p50, found.p90))
    return middle, "" if low == high else f"{low} {TO} {high}"
