"""A shipment answered: its ways, the same over the open network, and why there may be none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from geo.graph import Path as Way
from geo.multimodal import CRITERIA
from geo.sampling import Spread, draws, spread
from webmap.entrances import REACH_KM
from webmap.freight import Freight
from webmap.journeys import Point, open_accesses
from webmap.plan import Alternative, Plan, Step
from webmap.plan_query import Asked
from webmap.service import Service


class Remote(NamedTuple):
    """An end of the trip that no wanted mode comes near."""

    parameter: str
    """from or to."""
    modes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the planner says to a shipment."""

    asked: Asked
    plan: Plan
    open_plan: Plan | None
    """The same over the open network, where something is closed, opened or avoided."""
    remote: Remote | None
    """Why there is no way, where an end lies off every mode."""


def answer(service: Service, asked: Asked) -> Answer:
    """Plan a shipment, and over the open network too where it is not that already.

    Raises
    ------
    ParameterError
        The ends are one place, or a place to pass is out of reach.
    """
    remote = _remote(service.freight(), asked)
    if remote is not None:
        nothing = dict.fromkeys(CRITERIA)
        return Answer(asked, Plan(asked.trip, (), nothing, None), None, remote)
    plan = service.plan(asked.trip)
    open_plan = service.plan(asked.open_trip) if asked.is_changed else None
    return Answer(asked, plan, open_plan, None)


def _remote(freight: Freight, asked: Asked) -> Remote | None:
    for parameter, spot in (("from", asked.origin), ("to", asked.destination)):
        point, out = Point(spot.lon, spot.lat), parameter == "from"
        if not open_accesses(freight, point, asked.modes, asked.closed, outbound=out):
            return Remote(parameter, asked.modes)
    return None


def reach_km(modes: Sequence[str]) -> dict[str, float]:
    """Return how far a place may be from what each mode is got onto by."""
    return {mode: REACH_KM[mode] for mode in modes}


class Change(NamedTuple):
    """The best by one criterion, over the open network and under the closures."""

    criterion: str
    before: Alternative | None
    after: Alternative | None
    difference: Spread | None
    """After less before, both under the same luck; None where one is missing."""


def changes(freight: Freight, found: Answer) -> list[Change]:
    """Return what the closures change, by criterion; nothing where nothing is closed."""
    if found.open_plan is None:
        return []
    rows = []
    for name in CRITERIA:
        before, after = best_by(found.open_plan, name), best_by(found.plan, name)
        rows.append(Change(name, before, after, _difference(freight, name, before, after)))
    return rows


def best_by(plan: Plan, criterion: str) -> Alternative | None:
    """Return the alternative that is the best by a criterion, None where there is none."""
    return next((one for one in plan.alternatives if criterion in one.best_by), None)


def _difference(
    freight: Freight, name: str, before: Alternative | None, after: Alternative | None
) -> Spread | None:
    if before is None or after is None:
        return None
    ranges = freight.network.ranges(name)
    amounts = after.journey.amounts - before.journey.amounts
    return spread(amounts, ranges, draws(ranges))


def ordered(plan: Plan, criterion: str) -> list[Alternative]:
    """Return the alternatives, the least by a criterion first, as their medians are shown."""
    return sorted(plan.alternatives, key=lambda one: one.figures[criterion].spread.p50)


def stretches(alternative: Alternative) -> list[Way | None]:
    """Return for each step the stretch of the way that it is; None where it is no line."""
    way = alternative.journey.way
    found: list[Way | None] = []
    first = 0
    for step in alternative.steps:
        last = first + len(step.edges)
        is_line = last > first and step.km > 0
        piece = Way(step.km, way.edges[first:last], way.nodes[first : last + 1])
        found.append(piece if is_line else None)
        first = last
    return found


def place_of(freight: Freight, step: Step) -> Point:
    """Return where a step ends."""
    lon, lat = freight.network.places[step.nodes[1]].tolist()
    return Point(lon, lat)
