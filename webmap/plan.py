"""A shipment planned: alternatives with their steps, as ranges, and what would change the choice.

Hours, cost and emissions are models: amounts of each rate times the rate. The rates come from
published parameters with their ranges; percentiles from draws with a fixed seed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from geo.errors import ParameterError
from geo.graph import FloatArray
from geo.multimodal import CRITERIA, Leg, legs
from geo.sampling import Flip, Spread, draws, smallest_flip, spread
from geo.unreachable import Reason, why_unreachable
from layers import freight as tables
from webmap.freight import Access, Freight
from webmap.journeys import Journey, Trip, ends_of, journeys, main_mode, modes_of
from webmap.refusal import worded

SAME_SHARE = 0.05
"""Alternatives by the same mode that differ less than this in everything are one."""
QUALITIES = ("measured", "modelled", "default", "assumed", "unknown")
"""From the surest to none: measured at the place; a measured rate over modelled kilometres; a
figure from elsewhere; our assumption; nothing known, and nothing counted."""


class Figure(NamedTuple):
    """Hours, USD per TEU or kg CO2e per TEU, and how sure they are."""

    spread: Spread
    quality: str
    """The least sure of QUALITIES that it holds, unknown parts aside."""
    unknown: tuple[str, ...]
    """Rates for which nothing is known: the figure is without them."""


@dataclass(frozen=True, slots=True)
class Step:
    """A leg by one mode, or one step between legs."""

    kind: str
    """A mode, `access` by local road, or a step: port, terminal, border, gauge_change, customs,
    airport."""
    label: str
    """What it is: "port:nzp-beilun", "border:CHN-KAZ"; empty for a leg."""
    nodes: tuple[int, int]
    """Where it begins and ends."""
    km: float
    figures: dict[str, Figure]
    """By criterion."""
    rate_ids: tuple[str, ...]
    edges: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way for the shipment."""

    id: str
    mode: str
    """As `main_mode` calls it."""
    journey: Journey
    steps: tuple[Step, ...]
    figures: dict[str, Figure]
    best_by: tuple[str, ...]
    """The criteria by which no other has a better median."""
    km: dict[str, float]
    """Kilometres by mode."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known about a trip."""

    trip: Trip
    alternatives: tuple[Alternative, ...]
    """Quickest first; empty if there is no way."""
    flips: dict[str, Flip | None]
    """By criterion, the smallest change of one rate that changes the best at central rates."""
    reason: Reason | None
    """Why there is no way."""

    def central_best(self, criterion: str) -> Alternative:
        """Return the best at central rates, from which a flip starts.

        Medians of draws are what is shown and labelled; where two ways are close, they may put
        another one first.
        """
        return min(self.alternatives, key=lambda one: one.figures[criterion].spread.central)


def make_plan(freight: Freight, trip: Trip) -> Plan:
    """Plan a trip.

    Raises
    ------
    ParameterError
        The ends are the same place, one is out of reach, or a mode or closure is not known.
    """
    if trip.origin == trip.destination and not trip.via:
        raise worded(ParameterError, "same_place")
    found = thinned(freight, journeys(freight, trip))
    drawn = {name: draws(freight.network.ranges(name)) for name in CRITERIA}
    alternatives = _labelled([_alternative(freight, one, drawn) for one in found])
    amounts = [one.journey.amounts for one in alternatives]
    flips = {
        name: smallest_flip(amounts, freight.network.ranges(name)) if len(found) > 1 else None
        for name in CRITERIA
    }
    reason = None if found else _reason(freight, trip)
    return Plan(trip, alternatives, flips, reason)


def thinned(freight: Freight, found: Sequence[Journey]) -> list[Journey]:
    """Return journeys without those that hardly differ from a better one by the same mode.

    The best by each criterion always stay.
    """
    leasts = [min((one.totals[i] for one in found), default=0.0) for i in range(len(CRITERIA))]
    best = {
        one.totals
        for one in found
        if any(total <= least for total, least in zip(one.totals, leasts, strict=True))
    }
    kept = [one for one in found if one.totals in best]
    for one in found:
        mode = main_mode(freight, one)
        same = [other for other in kept if main_mode(freight, other) == mode]
        if one.totals not in best and not any(_alike(one, other) for other in same):
            kept.append(one)
    return sorted(kept, key=lambda one: one.totals)


def _alike(one: Journey, other: Journey) -> bool:
    return all(
        abs(a - b) <= SAME_SHARE * max(a, b) for a, b in zip(one.totals, other.totals, strict=True)
    )


def _labelled(found: Sequence[Alternative]) -> tuple[Alternative, ...]:
    """Return alternatives by their medians, the quickest first, each with its id and labels.

    What is shown is the median, so what is called the best is the best median.
    """
    medians = {id(one): [one.figures[name].spread.p50 for name in CRITERIA] for one in found}
    best = np.array(list(medians.values())).reshape(-1, len(CRITERIA)).min(0, initial=np.inf)
    ranked = sorted(found, key=lambda one: medians[id(one)])
    return tuple(
        replace(
            one,
            id=f"way-{number}",
            best_by=tuple(
                name
                for name, median, least in zip(CRITERIA, medians[id(one)], best, strict=True)
                if median <= least
            ),
        )
        for number, one in enumerate(ranked, 1)
    )


def _alternative(
    freight: Freight,
    journey: Journey,
    drawn: dict[str, FloatArray],
) -> Alternative:
    """Return a way with its steps; what it is called depends on the others."""
    steps = [
        *_access_steps(freight, journey.start, drawn, outbound=True),
        *(_leg_step(freight, leg, drawn) for leg in legs(freight.network, journey.way)),
        *_access_steps(freight, journey.end, drawn, outbound=False),
    ]
    return Alternative(
        id="",
        mode=main_mode(freight, journey),
        journey=journey,
        steps=tuple(steps),
        figures=figures_of(freight, journey.amounts, drawn),
        best_by=(),
        km=modes_of(freight, journey),
    )


def figures_of(
    freight: Freight, amounts: FloatArray, drawn: dict[str, FloatArray]
) -> dict[str, Figure]:
    """Return what some units of the rates take, by criterion."""
    used = [freight.rates[place] for place in np.flatnonzero(amounts).tolist()]
    return {
        name: Figure(
            spread(amounts, freight.network.ranges(name), drawn[name]),
            _quality(used, name),
            tuple(one.rate.rate_id for one in used if name in one.unknown),
        )
        for name in CRITERIA
    }


def _quality(used: Sequence[tables.FreightRate], name: str) -> str:
    """Return the least sure quality of some rates by a criterion."""
    found = [quality_of(one, name) for one in used if name not in one.unknown]
    return max(found, key=QUALITIES.index, default="unknown")


def quality_of(one: tables.FreightRate, name: str) -> str:
    """Return how sure a rate is by a criterion.

    A measured rate over kilometres is modelled: the kilometres are the model's.
    """
    if name not in one.sources:
        return "unknown"
    quality = one.sources[name].quality
    moving = one.rate.kind in ("rail", "road", "sea", "air")
    return "modelled" if quality == "measured" and moving else quality


def _leg_step(freight: Freight, leg: Leg, drawn: dict[str, FloatArray]) -> Step:
    amounts = freight.network.amounts(leg.edges)
    return Step(
        kind=leg.kind,
        label=freight.label_of(int(leg.edges[0])) if leg.is_step else "",
        nodes=(int(leg.nodes[0]), int(leg.nodes[-1])),
        km=leg.length_km,
        figures=figures_of(freight, amounts, drawn),
        rate_ids=leg.rate_ids,
        edges=tuple(leg.edges.tolist()),
    )


def _access_steps(
    freight: Freight, access: Access, drawn: dict[str, FloatArray], *, outbound: bool
) -> list[Step]:
    """Return the local road between a door and the network, and what is done where they meet."""
    found = []
    node = (access.node, access.node)
    if access.km > 0:
        amounts = np.zeros(len(freight.rates))
        amounts[freight.rate_number[tables.ROAD_ACCESS]] = access.km
        rates = (tables.ROAD_ACCESS,)
        figures = figures_of(freight, amounts, drawn)
        found.append(Step("access", "", node, access.km, figures, rates, ()))
    if access.step is not None:
        amounts = np.zeros(len(freight.rates))
        amounts[freight.rate_number[access.step]] = 1
        kind = freight.rate(access.step).kind
        place = {"terminal": "station"}.get(kind, kind)
        label = f"{place}:{access.gate}" if access.gate else ""
        figures = figures_of(freight, amounts, drawn)
        found.append(Step(kind, label, node, 0.0, figures, (access.step,), ()))
    return found if outbound else found[::-1]


def _reason(freight: Freight, trip: Trip) -> Reason | None:
    """Return why there is no way between the ends, as the first of their nodes see it."""
    modes = [mode for mode in trip.terms.modes if mode != "air"] or ["air"]
    starts, ends = ends_of(freight, trip, modes)
    network = freight.network
    sweep = freight.sweep(trip.terms.shut, trip.terms.opened)
    forward, backward = network.weights(network.table()[:, 0])
    weights = np.column_stack([forward, backward]).ravel()
    flights = freight.edges_of("mode:air")
    weights[2 * flights] = weights[2 * flights + 1] = np.inf
    return why_unreachable(
        network.graph,
        (starts[0].node, ends[0].node),
        weights,
        places=network.places,
        closed=sweep.closed,
        meetings=freight.gauge_meetings,
    )
