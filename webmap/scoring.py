"""Add up weighted parts to a score that says what is not known: pure arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

FULL_TENTHS = 1000
"""A full score: 100 points, counted in tenths of a point so that parts add up exactly."""
TOP = 10

Values = Mapping[str, float | None]
"""How well a place fits, by component: 0 to 1, or None where nobody knows."""
Weights = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Part:
    """What one component gives to a score, in tenths of a point."""

    component: str
    most: int
    """What it would give if it fitted fully: its weight's share of the full score."""
    low: int
    high: int
    """Equal where the component is known; 0 and `most` where it is not."""

    @property
    def known(self) -> bool:
        """Whether the component is known."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Score:
    """A sum of parts: a range, as wide as what is not known."""

    parts: tuple[Part, ...]

    @property
    def low(self) -> int:
        """The sum in tenths of a point if all that is not known fits not at all."""
        return sum(part.low for part in self.parts)

    @property
    def high(self) -> int:
        """The sum in tenths of a point if all that is not known fits fully."""
        return sum(part.high for part in self.parts)


def shares(weights: Weights) -> dict[str, int]:
    """Divide the full score among weights: whole tenths that add up to it exactly.

    Largest remainders get what rounding down leaves; the first of equals goes first.

    Parameters
    ----------
    weights
        By component, none negative and at least one above 0.

    Examples
    --------
    >>> shares({"a": Fraction(1), "b": Fraction(1), "c": Fraction(1)})
    {'a': 334, 'b': 333, 'c': 333}
    """
    total = sum(weights.values())
    exact = {name: weight * FULL_TENTHS / total for name, weight in weights.items()}
    whole = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(exact, key=lambda name: whole[name] - exact[name])
    for name in by_remainder[: FULL_TENTHS - sum(whole.values())]:
        whole[name] += 1
    return whole


def score(values: Values, most: Mapping[str, int]) -> Score:
    """Return the score of one place.

    Parameters
    ----------
    values
        How well it fits, by component.
    most
        What each component can give, from `shares`.

    Examples
    --------
    >>> found = score({"a": 0.5, "b": None}, {"a": 600, "b": 400})
    >>> found.low, found.high
    (300, 700)
    """
    return Score(tuple(_part(name, values[name], limit) for name, limit in most.items()))


def _part(name: str, value: float | None, most: int) -> Part:
    if value is None:
        return Part(name, most, 0, most)
    points = round(most * value)
    return Part(name, most, points, points)


def ranked(scores: Mapping[str, Score]) -> list[str]:
    """Return the ids of places, best first.

    Ranges are ordered by their low end, what is certain: a guess never stands before a fact.
    Of equals the one that may be better goes first, then the id decides.
    """
    return sorted(scores, key=lambda name: _order(name, scores[name]))


def _order(name: str, found: Score) -> tuple[int, int, str]:
    return -found.low, -found.high, name


def top(places: Mapping[str, Values], weights: Weights) -> list[str]:
    """Return the ids of the best ten places under some weights."""
    most = shares(weights)
    return ranked({name: score(values, most) for name, values in places.items()})[:TOP]


def newcomers(places: Mapping[str, Values], weights: Weights, moved: Weights) -> int:
    """Return how many of the best ten are others under other weights.

    Examples
    --------
    >>> one = {"a": Fraction(1), "b": Fraction(0)}
    >>> newcomers({"x": {"a": 1.0, "b": 0.0}}, one, one)
    0
    """
    return len(set(top(places, moved)) - set(top(places, weights)))
