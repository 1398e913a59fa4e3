"""How well a place at home fits places abroad, and why: four components from the facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from geo.errors import ParameterError
from geo.measure import distance_km
from layers import Atlas
from webmap.industry import industry_ids
from webmap.nearest import CLASS_ERROR_KM, position_error_km, step_km
from webmap.pairs import partner_countries
from webmap.query import Query
from webmap.scoring import Score, newcomers, ranked, score, shares

COMPONENTS: tuple[str, ...] = ("industry", "country", "distance", "status")

ABROAD_KINDS = frozenset(
    {"overseas_zone", "overseas_station", "overseas_hub", "overseas_market", "ewtp_hub"}
)
"""Kinds that do business abroad; sister cities and colleges are listed by country instead."""
HOME = "CHN"

FARTHEST_KM = 20_003.93
"""Half of a meridian of WGS 84: no two places on the earth are farther apart."""
STATUS_VALUE: Mapping[str, float] = {
    "existing": 1.0,
    "under_construction": 0.5,
    "planned": 0.25,
    "aspiration": 0.1,
    "closed": 0.0,
}
"""What each status is worth: the atlas's own scale. `unknown` is not on it."""

DEFAULT_WEIGHT, MAX_WEIGHT = 5, 10
_WEIGHT = re.compile(r"[0-9]{1,2}(\.[0-9]{1,2})?")
MOVES = {"up": Fraction(11, 10), "down": Fraction(9, 10)}
GOOD = 0.5
"""From here on a component speaks for a place, below against it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fit:
    """One place abroad as seen from home: the facts that its score rests on."""

    feature_id: str
    values: dict[str, float | None]
    shared: tuple[str, ...]
    """Ids of the industries that both name."""
    km: float | None
    """Great-circle distance in km; None where a position is too rough."""
    step_km: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """All places abroad for one home, best first."""

    home: str
    weights: dict[str, Fraction]
    fits: tuple[tuple[Fit, Score], ...]
    moves: dict[str, dict[str, int]]
    """How many of the best ten are others when a weight is moved by 10 %, up or down."""


def parse_weights(query: Query) -> dict[str, Fraction]:
    """Return the weight of each component: what a request says, else 5.

    Raises
    ------
    ParameterError
        If a weight is no number from 0 to 10, or all are 0.

    Examples
    --------
    >>> print(parse_weights(Query({"industry": ("7.5",)}))["industry"])
    15/2
    """
    weights = {name: _weight(name, query.one(name)) for name in COMPONENTS}
    if not any(weights.values()):
        msg = f"{', '.join(COMPONENTS)} are all 0; accepted is at least one weight above 0."
        raise ParameterError(msg)
    return weights


def _weight(name: str, text: str | None) -> Fraction:
    if text is None:
        return Fraction(DEFAULT_WEIGHT)
    if not _WEIGHT.fullmatch(text) or Fraction(text) > MAX_WEIGHT:
        msg = f"{name} is {text!r}; accepted is a number from 0 to {MAX_WEIGHT}, as in 7.5."
        raise ParameterError(msg)
    return Fraction(text)


def parse_home(atlas: Atlas, query: Query) -> str | None:
    """Return the main record of the home that a request names, None where it names none.

    Raises
    ------
    UnknownPlaceError
        If no feature has this id.
    ParameterError
        If it does not lie in China, or has no country.
    """
    asked = query.one("home")
    if not asked:
        return None
    main = atlas.main_id(asked)
    if not is_home(atlas, main):
        msg = f"home is {asked!r}, which does not lie in China; accepted is a place that does."
        raise ParameterError(msg)
    return main


def is_home(atlas: Atlas, feature_id: str) -> bool:
    """Tell whether a place can be matched with places abroad: it lies in China."""
    return bool(atlas.features.at[feature_id, "country"] == HOME)


def match(atlas: Atlas, home: str, weights: dict[str, Fraction]) -> Match:
    """Return every place abroad with its score, best first.

    Parameters
    ----------
    atlas, home, weights
        The facts, a main record in China, and a weight for each component.
    """
    fits = {fit.feature_id: fit for fit in fits_of(atlas, home)}
    most = shares(weights)
    scores = {name: score(fit.values, most) for name, fit in fits.items()}
    values = {name: fit.values for name, fit in fits.items()}
    moves = {
        name: {
            way: newcomers(values, weights, {**weights, name: weights[name] * factor})
            for way, factor in MOVES.items()
        }
        for name in COMPONENTS
    }
    return Match(
        home=home,
        weights=weights,
        fits=tuple((fits[name], scores[name]) for name in ranked(scores)),
        moves=moves,
    )


def fits_of(atlas: Atlas, home: str) -> list[Fit]:
    """Return how each place abroad fits a home, component by component."""
    features = atlas.features
    place = features.loc[home]
    abroad = features[
        features["kind"].isin(ABROAD_KINDS)
        & (features["country"] != HOME)
        & features["country"].notna()
        & features["same_as"].isna()
    ]
    industries, partners = industry_ids(atlas), partner_countries(place)
    nothing: frozenset[str] = frozenset()
    own = industries.get(home, nothing)
    return [
        _fit(place, partners, row, (own, industries.get(str(name), nothing)))
        for name, row in abroad.iterrows()
    ]


def _fit(
    home: pd.Series,
    partners: frozenset[str],
    other: pd.Series,
    industries: tuple[frozenset[str], frozenset[str]],
) -> Fit:
    own, theirs = industries
    known = all(_is_placed(place) for place in (home, other))
    km, step = None, step_km(0)
    if known:
        km = float(distance_km(home["lon"], home["lat"], other["lon"], other["lat"]))
        step = step_km(position_error_km(home) + position_error_km(other))
    return Fit(
        feature_id=str(other.name),
        values={
            "industry": overlap(own, theirs),
            "country": float(other["country"] in partners) if partners else None,
            "distance": None if km is None else nearness(km),
            "status": STATUS_VALUE.get(other["status"]),
        },
        shared=tuple(sorted(own & theirs)),
        km=km,
        step_km=step,
    )


def _is_placed(place: pd.Series) -> bool:
    return not pd.isna(place["lon"]) and place["coord_precision"] in CLASS_ERROR_KM


def overlap(one: frozenset[str], other: frozenset[str]) -> float | None:
    """Return the shared part of two lists of industries: shared over all; None if one is empty.

    Examples
    --------
    >>> overlap(frozenset({"steel", "toys"}), frozenset({"steel"}))
    0.5
    """
    return len(one & other) / len(one | other) if one and other else None


def nearness(km: float) -> float:
    """Return 1 for the same spot and 0 for the other side of the earth, in proportion between.

    Examples
    --------
    >>> nearness(0), nearness(20_003.93)
    (1.0, 0.0)
    """
    return max(0.0, 1 - km / FARTHEST_KM)
