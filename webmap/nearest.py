"""Nearest port, airport, rail terminal and border crossing, no finer than positions are known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from geo.measure import FloatArray, distance_km
from layers import Atlas
from webmap.citations import text_of

Role = Literal["port", "airport", "rail_terminal", "border"]
Reason = Literal["no_place", "only_country", "none_held", "is_one"]

KINDS: dict[Role, frozenset[str]] = {
    "port": frozenset({"port", "port_terminal", "port_rail_terminal"}),
    "airport": frozenset({"airport"}),
    "rail_terminal": frozenset({"rail_terminal", "origin_terminal", "terminal"}),
    "border": frozenset({"border_station", "road_border"}),
}
"""Kinds of records that serve as each."""

PRECISE = frozenset({"site", "district"})
"""Precisions that a target may have: one known only to its city is nearest to nothing."""

CLASS_ERROR_KM = {"site": 1.0, "district": 5.0, "city": 10.0}
"""Error that is assumed of a position without a stated one; the atlas's own rule."""
STEPS_KM = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True, kw_only=True, slots=True)
class Nearest:
    """The nearest record of one role, or why there is none."""

    role: Role
    candidates: int
    """Records of the role that the atlas holds in the country, exist, and are precise enough."""
    feature_id: str | None = None
    km: float | None = None
    """Great-circle distance in km, before rounding."""
    step_km: int = 1
    """What the distance is rounded to: no finer than both positions are known."""
    rival_id: str | None = None
    """Another record that may be nearer, within the errors of the positions."""
    route_id: str | None = None
    route_km: float | None = None
    """Published length of a declared service between the two, where there is one."""
    reason: Reason | None = None


def nearest_facilities(atlas: Atlas, feature_id: str) -> tuple[Nearest, ...]:
    """Return the nearest port, airport, rail terminal and border crossing of a place.

    Only existing records of the same country, known to their site or district, are looked at:
    the atlas holds no facilities of most other countries, and one across a border would pass
    for the nearest.

    Parameters
    ----------
    atlas
        The facts.
    feature_id
        Id of a main record.
    """
    place = atlas.features.loc[feature_id]
    reason = _withheld(place)
    if reason is not None:
        return tuple(Nearest(role=role, candidates=0, reason=reason) for role in KINDS)
    return tuple(_nearest(atlas, place, role) for role in KINDS)


def _withheld(place: pd.Series) -> Reason | None:
    if pd.isna(place["lon"]) or pd.isna(place["country"]):
        return "no_place"
    return None if place["coord_precision"] in CLASS_ERROR_KM else "only_country"


def _nearest(atlas: Atlas, place: pd.Series, role: Role) -> Nearest:
    found = _candidates(atlas.features, role, str(place["country"]))
    if place["kind"] in KINDS[role]:
        return Nearest(role=role, candidates=len(found), reason="is_one")
    if found.empty:
        return Nearest(role=role, candidates=0, reason="none_held")
    km = distance_km(place["lon"], place["lat"], found["lon"], found["lat"])
    at = int(np.argmin(km))
    target = found.iloc[at]
    own_km, errors_km = position_error_km(place), _errors_km(found)
    error_km = float(errors_km[at])
    # Both ends may lie elsewhere: whatever could then be as near is a rival.
    may_be = km - errors_km < km[at] + 2 * own_km + error_km
    may_be[at] = False
    rival = str(found.index[int(np.argmin(np.where(may_be, km, np.inf)))]) if may_be.any() else None
    service = _service_between(atlas, str(place.name), str(target.name))
    return Nearest(
        role=role,
        candidates=len(found),
        feature_id=str(target.name),
        km=float(km[at]),
        step_km=step_km(own_km + error_km),
        rival_id=rival,
        route_id=None if service is None else service[0],
        route_km=None if service is None else service[1],
    )


def _candidates(features: pd.DataFrame, role: Role, country: str) -> pd.DataFrame:
    return features[
        features["kind"].isin(KINDS[role])
        & (features["country"] == country)
        & (features["status"] == "existing")
        & features["coord_precision"].isin(PRECISE)
        & features["lon"].notna()
        & features["same_as"].isna()
    ]


def position_error_km(place: pd.Series) -> float:
    """Return how far a position may be off, in km: as stated, else by its class."""
    stated = place["coord_error_m"]
    if not pd.isna(stated):
        return max(float(stated) / 1000, CLASS_ERROR_KM["site"])
    return CLASS_ERROR_KM[place["coord_precision"]]


def _errors_km(places: pd.DataFrame) -> FloatArray:
    stated = (places["coord_error_m"] / 1000).clip(lower=CLASS_ERROR_KM["site"])
    by_class = places["coord_precision"].map(CLASS_ERROR_KM)
    return np.asarray(stated.fillna(by_class), np.float64)


def step_km(error_km: float) -> int:
    """Return the round number of km that is no finer than an error.

    Examples
    --------
    >>> step_km(2.0), step_km(8.5), step_km(300)
    (2, 10, 100)
    """
    return next((step for step in STEPS_KM if step >= error_km), STEPS_KM[-1])


def rounded_km(km: float, step: int) -> int | None:
    """Return a distance as a multiple of a step; None where it is within the first one.

    Examples
    --------
    >>> rounded_km(183.4, 5), rounded_km(3.0, 5)
    (185, None)
    """
    return None if km < step else round(km / step) * step


def _service_between(atlas: Atlas, one: str, other: str) -> tuple[str, float] | None:
    """Return the service that runs from end to end between two places, with its length."""
    stops = atlas.tables["route_stops"]
    met = stops["station_id"].isin([one, other])
    both = stops[stops["route_id"].isin(stops.loc[met, "route_id"])].sort_values("seq")
    ends = both.groupby("route_id")["station_id"].agg(["first", "last"])
    routes = atlas.frames["routes"]
    for route_id, first, last in ends.itertuples(name=None):
        length = routes.at[route_id, "length_km"] if route_id in routes.index else None
        if {first, last} == {one, other} and text_of(length) is not None:
            return str(route_id), float(str(length))
    return None
