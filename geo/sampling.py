"""Percentiles of what a way takes, what would change the winner, and where two ways are even.

A way takes an amount of each input (kilometres of a kind of railway, gauge changes), and each input
has a rate with a low, a central and a high value. Rates are drawn from triangles, all with one
seed, so that ways are compared under the same luck. An input has one rate along the whole way:
two slow borders of one kind are slow together, which makes the spread wide rather than narrow.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import NetworkError
from geo.graph import FloatArray

DRAWS = 1000
"""How many draws are taken unless said otherwise."""
SEED = 20251201
PERCENTILES = (10.0, 50.0, 90.0)
_JUST_BEYOND = 1e-9


class Spread(NamedTuple):
    """Percentiles of a quantity, and how much of it has a known range at all."""

    p10: float
    p50: float
    p90: float
    central: float
    """The quantity at central rates."""
    share_ranged: float
    """Share of the central quantity that comes from inputs with a range: at 0 the percentiles are
    equal because nothing is known of the spread, not because there is none."""

    @property
    def has_spread(self) -> bool:
        """Whether any input has a range."""
        return self.share_ranged > 0


class Flip(NamedTuple):
    """The smallest change of one input that makes another way the best."""

    input: int
    """Position of the input."""
    rate: float
    """What the rate must become, a hair beyond the tie."""
    change: float
    """The same as a share of the rate now: 0.1 is ten percent more; inf if it is zero now."""
    winner: int
    """Position of the way that is then the best."""
    within_range: bool
    """Whether the new rate lies between low and high."""


def draws(ranges: npt.ArrayLike, *, count: int = DRAWS, seed: int = SEED) -> FloatArray:
    """Draw rates from triangles between low and high with the peak at the central value.

    A rate with no range is the same in every draw; no spread is made up for it. The draws of one
    rate depend on its position and the seed only.

    Parameters
    ----------
    ranges
        Low, central and high of each rate.
    count
        How many draws.
    seed
        Of the random numbers.

    Returns
    -------
    rates
        A row for each draw, a column for each rate.

    Raises
    ------
    NetworkError
        A range is not in ascending order, or there are no draws.

    Examples
    --------
    >>> drawn = draws([[1, 2, 4], [7, 7, 7]], count=500)
    >>> drawn.shape, bool((drawn[:, 1] == 7).all()), bool(drawn[:, 0].max() < 4)
    ((500, 2), True, True)
    """
    low, central, high = np.asarray(ranges, np.float64).reshape(-1, 3).T
    wrong = ~((low <= central) & (central <= high))
    if wrong.any():
        shown = [float(bound[wrong][0]) for bound in (low, central, high)]
        msg = f"A range is {shown}; expected low, central and high in ascending order."
        raise NetworkError(msg)
    if count < 1:
        msg = f"count is {count}; expected at least one draw."
        raise NetworkError(msg)
    width = np.where(high > low, high - low, 1.0)
    peak = (central - low) / width
    luck = np.column_stack(
        [np.random.default_rng([seed, column]).random(count) for column in range(len(low))]
    ).reshape(count, len(low))
    rising = low + width * np.sqrt(luck * peak)
    falling = high - width * np.sqrt((1 - luck) * (1 - peak))
    drawn = np.where(luck < peak, rising, falling)
    return np.where(high > low, drawn, central)


def spread(amounts: npt.ArrayLike, ranges: npt.ArrayLike, drawn: FloatArray) -> Spread:
    """Return the percentiles of what one way takes.

    Parameters
    ----------
    amounts
        How much of each input the way takes.
    ranges
        Low, central and high of each rate.
    drawn
        What `draws` made of them.

    Returns
    -------
    spread
        In the unit of rates times amounts.

    Examples
    --------
    >>> ranges = [[1, 2, 3], [5, 5, 5]]
    >>> found = spread([10, 2], ranges, draws(ranges))
    >>> found.central, round(found.share_ranged, 3), round(found.p50)
    (30.0, 0.667, 30)
    """
    taken = np.asarray(amounts, np.float64)
    bounds = np.asarray(ranges, np.float64).reshape(-1, 3)
    central = taken * bounds[:, 1]
    total = float(central.sum())
    ranged = float(central[bounds[:, 0] < bounds[:, 2]].sum())
    p10, p50, p90 = np.percentile(drawn @ taken, PERCENTILES).tolist()
    return Spread(p10, p50, p90, total, ranged / total if total else 0.0)


def wins(amounts: npt.ArrayLike, drawn: FloatArray) -> FloatArray:
    """Return in which share of the draws each way is the best.

    Parameters
    ----------
    amounts
        A row for each way, a column for each input.
    drawn
        What `draws` made.

    Returns
    -------
    share
        For each way; the first of equal ones wins.

    Examples
    --------
    >>> wins([[1.0], [2.0]], draws([[1, 2, 3]])).tolist()
    [1.0, 0.0]
    """
    totals = drawn @ np.asarray(amounts, np.float64).T
    best = np.bincount(totals.argmin(axis=1), minlength=totals.shape[1])
    return best.astype(np.float64) / len(drawn)


def chosen_anew(amounts: npt.ArrayLike, drawn: FloatArray) -> FloatArray:
    """Return what the best of several ways takes in each draw: the traveller chooses knowing it.

    Parameters
    ----------
    amounts
        A row for each way, a column for each input.
    drawn
        What `draws` made.

    Returns
    -------
    totals
        For each draw; never more than any one way takes.

    Examples
    --------
    >>> chosen_anew([[1.0, 0.0], [0.0, 1.0]], np.array([[5.0, 3.0], [2.0, 9.0]])).tolist()
    [3.0, 2.0]
    """
    totals = drawn @ np.asarray(amounts, np.float64).T
    return np.asarray(totals.min(axis=1), np.float64)


def smallest_flip(amounts: npt.ArrayLike, ranges: npt.ArrayLike) -> Flip | None:
    """Return the smallest change of one rate that changes which way is the best.

    Changes are compared as shares of the rates. Nine tenths of the change leave the winner as it
    is, because what a way takes is linear in each rate.

    Parameters
    ----------
    amounts
        A row for each way, a column for each input.
    ranges
        Low, central and high of each rate; the winner is the best at central rates.

    Returns
    -------
    flip
        None if no rate, which may not become negative, changes the winner alone.

    Examples
    --------
    A train takes 10 hours and 2 borders, a ship 30 hours; a border takes 4 hours:

    >>> flip = smallest_flip([[10, 2], [30, 0]], [[1, 1, 1], [3, 4, 12]])
    >>> flip.input, round(flip.rate, 6), flip.within_range
    (0, 0.4, False)
    """
    table = np.asarray(amounts, np.float64)
    bounds = np.asarray(ranges, np.float64).reshape(-1, 3)
    rates = bounds[:, 1]
    totals = table @ rates
    best = int(totals.argmin())
    found = []
    for rival in range(len(table)):
        for place in np.flatnonzero(table[rival] != table[best]).tolist():
            slope = table[best, place] - table[rival, place]
            step = (totals[rival] - totals[best]) / slope
            rate = _beyond(float(rates[place]), float(step), up=bool(slope > 0))
            if rival != best and rate >= 0:
                found.append(_flip(bounds, place, rate, rival))
    return min(found, key=lambda flip: (abs(flip.change), flip.input), default=None)


def _beyond(rate: float, step: float, *, up: bool) -> float:
    """Return a rate after a step that leads to a tie, and a hair further."""
    scale = max(abs(rate), abs(step)) * _JUST_BEYOND
    return rate + step + (scale if up else -scale)


def _flip(bounds: FloatArray, place: int, rate: float, rival: int) -> Flip:
    low, central, high = bounds[place].tolist()
    change = (rate - central) / central if central else np.inf
    return Flip(place, rate, change, rival, low <= rate <= high)


def break_even_value_of_time(one: tuple[float, float], two: tuple[float, float]) -> float | None:
    """Return the value of an hour at which two ways are equally good.

    Parameters
    ----------
    one, two
        Cost and hours of each way.

    Returns
    -------
    value
        In the unit of cost per hour; below it the cheaper way is better, above it the quicker.
        None if one way is both cheaper and quicker, or they take the same time.

    Examples
    --------
    A ship at 3,000 in 800 hours, a train at 7,000 in 400:

    >>> break_even_value_of_time((3000, 800), (7000, 400))
    10.0
    """
    more_cost, fewer_hours = two[0] - one[0], one[1] - two[1]
    if fewer_hours == 0 or more_cost / fewer_hours < 0:
        return None
    return more_cost / fewer_hours


def break_even_cargo_value(value_of_hour: float, share_per_day: float) -> float:
    """Return the value of a cargo that loses a value of time by capital cost and depreciation.

    Parameters
    ----------
    value_of_hour
        What an hour is worth.
    share_per_day
        What share of its value the cargo loses in a day.

    Returns
    -------
    value
        In the unit of the value of time.

    Raises
    ------
    NetworkError
        The share is not positive.

    Examples
    --------
    >>> break_even_cargo_value(10.0, 0.001)
    240000.0
    """
    if not share_per_day > 0:
        msg = f"share_per_day is {share_per_day:g}; expected a positive share."
        raise NetworkError(msg)
    return 24 * value_of_hour / share_per_day
