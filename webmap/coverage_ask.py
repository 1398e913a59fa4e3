"""What is asked of coverage: from where, by what, under which closures, within how many days."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from geo.errors import ParameterError
from layers import Atlas
from webmap.freight_reach import Terms, checked_modes
from webmap.origin import Spot, resolve, spot_of
from webmap.query import Query
from webmap.refusal import Words, worded

if TYPE_CHECKING:
    from webmap.service import Service

USUAL_MODES = ("rail", "road", "sea")
"""What freight travels by unless more is asked for: on the page, in the API and in batches."""
USUAL_ORIGIN = "yiwu"
USUAL_DAYS, EXPRESS_DAYS = 12.0, 3.0
MOST_DAYS = 60.0
"""Beyond it no way of the model goes on land."""
CENTRAL = "central"
RANKS: dict[str, float | None] = {CENTRAL: None, "p10": 10.0, "p50": 50.0, "p90": 90.0}
"""Which hours: those at central rates, or a percentile of their draws."""
MOST_CLOSED = 20


class Input(NamedTuple):
    """One input of the express question: where its usual value stands, and what is accepted."""

    parameter_id: str
    unit: str
    most: float
    bound: str = "value"
    """Which of its values: low for what is done to parcels, which are handled first."""


EXPRESS: dict[str, Input] = {
    "pickup_h": Input("assumption-pickup", "h", 240),
    "export_h": Input("dwell-air-cargo-processing-at-origin", "h", 240, "low"),
    "flight_kmh": Input("assumption-flight-speed", "km/h", 3000),
    "import_h": Input("dwell-air-cargo-processing-at-destination", "h", 240, "low"),
    "last_mile_kmh": Input("speed-urban-delivery-truck-china", "km/h", 130),
}
"""Inputs by the name of their parameter in an address."""
_PER_UNIT = {"h": 1.0, "days": 24.0, "km/h": 1.0}
SORTS = ("trade", "days")
"""What the list of what is missed is sorted by: the country's trade with China, or hours."""
PARAMETERS = (
    *("from", "modes", "closed", "opened", "reverse", "rank", "days", "sort", "express"),
    *EXPRESS,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; two that are answered by the same field have the same key."""

    spot: Spot
    modes: tuple[str, ...] = USUAL_MODES
    closed: frozenset[str] = frozenset()
    opened: frozenset[str] = frozenset()
    reverse: bool = False
    rank: str = CENTRAL
    express: tuple[tuple[str, float], ...] = ()
    """Inputs of the express question in their order; empty where freight is asked for."""
    days: float = USUAL_DAYS
    sort: str = SORTS[0]

    @property
    def terms(self) -> Terms:
        """What the network may be used for."""
        return Terms(self.modes, self.closed, self.opened)

    @property
    def is_express(self) -> bool:
        """Whether parcels by air are asked for rather than freight."""
        return bool(self.express)

    @property
    def inputs(self) -> Mapping[str, float]:
        """Inputs of the express question by name."""
        return dict(self.express)

    @property
    def field_text(self) -> str:
        """Everything that the field depends on, but the network."""
        parts = [f"{self.spot.lon:.5f},{self.spot.lat:.5f}", f"reverse={int(self.reverse)}"]
        if self.is_express:
            parts += [f"{name}={value:g}" for name, value in self.express]
        else:
            parts += [
                f"modes={','.join(self.modes)}",
                f"closed={','.join(sorted(self.closed))}",
                f"opened={','.join(sorted(self.opened))}",
                f"rank={self.rank}",
            ]
        return "&".join(parts)

    @property
    def key(self) -> str:
        """Name of the field among all."""
        return hashlib.sha256(self.field_text.encode()).hexdigest()[:16]


def asked_of(service: Service, query: Query) -> Asked:
    """Return what a request asks for.

    Raises
    ------
    ParameterError
        If a parameter is not one of the accepted values.
    """
    atlas = service.site.atlas
    text = query.one("from")
    spot = spot_of(atlas, USUAL_ORIGIN) if text is None else resolve(service, text)
    express = _express(atlas, query)
    usual_days = EXPRESS_DAYS if express else USUAL_DAYS
    asked = Asked(
        spot=spot,
        reverse=_flag(query, "reverse"),
        express=express,
        days=_number(query, "days", usual_days, MOST_DAYS),
        sort=_one_of("sort", query.one("sort"), SORTS),
    )
    if express:
        _refuse(query, ("modes", "closed", "opened", "rank"), "with_express")
        return asked
    _refuse(query, tuple(EXPRESS), "with_freight")
    modes = query.many("modes")
    closed = frozenset(query.many("closed"))
    if len(closed) > MOST_CLOSED:
        count, most = len(closed), MOST_CLOSED
        raise worded(ParameterError, "closed_many", name="closed", count=count, most=most)
    return replace(
        asked,
        modes=checked_modes(modes) if "modes" in query.values else USUAL_MODES,
        closed=closed,
        opened=frozenset(query.many("opened")),
        rank=_one_of("rank", query.one("rank"), tuple(RANKS)),
    )


def usual_inputs(atlas: Atlas) -> dict[str, float]:
    """Return the usual value of each input of the express question."""
    rows = atlas.tables["parameters"].set_index("parameter_id")
    return {
        name: float(rows.at[one.parameter_id, one.bound])
        * _PER_UNIT[str(rows.at[one.parameter_id, "unit"])]
        for name, one in EXPRESS.items()
    }


def usual(atlas: Atlas, feature_id: str, *, express: bool = False) -> Asked:
    """Return the usual question from a place of the atlas."""
    inputs = tuple(usual_inputs(atlas).items()) if express else ()
    days = EXPRESS_DAYS if express else USUAL_DAYS
    return Asked(spot=spot_of(atlas, feature_id), express=inputs, days=days)


def query_of(asked: Asked, *, text: str | None = None) -> list[tuple[str, str]]:
    """Return the parameters that ask the same again, without the days.

    Parameters
    ----------
    asked
        The question.
    text
        What the origin was called; its id or coordinates if not given.
    """
    spot = asked.spot
    where = text or spot.feature_id or f"{spot.lon:g},{spot.lat:g}"
    pairs = [("from", where)]
    pairs += [("reverse", "1")] if asked.reverse else []
    pairs += [("sort", asked.sort)] if asked.sort != SORTS[0] else []
    if asked.is_express:
        return [*pairs, ("express", "1"), *((name, f"{v:g}") for name, v in asked.express)]
    if asked.modes != USUAL_MODES:
        pairs.append(("modes", ",".join(asked.modes)))
    pairs += [("closed", ",".join(sorted(asked.closed)))] if asked.closed else []
    pairs += [("opened", ",".join(sorted(asked.opened)))] if asked.opened else []
    return [*pairs, ("rank", asked.rank)] if asked.rank != CENTRAL else pairs


def _express(atlas: Atlas, query: Query) -> tuple[tuple[str, float], ...]:
    if not _flag(query, "express"):
        return ()
    values = usual_inputs(atlas)
    return tuple(
        (name, _number(query, name, values[name], one.most, zero=one.unit == "h"))
        for name, one in EXPRESS.items()
    )


def _refuse(query: Query, names: tuple[str, ...], other: str) -> None:
    given = [name for name in names if name in query.values]
    if given:
        raise worded(ParameterError, "together", given=given, other=Words(other, {}))


def _flag(query: Query, name: str) -> bool:
    text = query.one(name)
    if text not in (None, "0", "1"):
        raise worded(ParameterError, "word", name=name, value=text, known=("0", "1"))
    return text == "1"


def _one_of(name: str, text: str | None, accepted: tuple[str, ...]) -> str:
    """Return a parameter that is one of some words: the first if it is not given."""
    if text is None:
        return accepted[0]
    if text not in accepted:
        raise worded(ParameterError, "word", name=name, value=text, known=accepted)
    return text


def _number(query: Query, name: str, usual: float, most: float, *, zero: bool = False) -> float:
    text = query.one(name)
    if text is None:
        return usual
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    # Also refuses nan.
    if not ((number > 0 or (zero and number == 0)) and number <= most):
        key = "number_or_zero" if zero else "number"
        raise worded(ParameterError, key, name=name, value=text, most=float(most))
    return number
