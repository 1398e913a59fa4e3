"""What the steps of a way are called: where each begins and ends, and what is passed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from layers import Lang
from webmap.freight_names import Namer
from webmap.plan import Alternative, Step
from webmap.plan_query import Asked
from webmap.strings import strings

_GATES = ("port", "station", "airport")


class StepName(NamedTuple):
    """A step in words."""

    origin: str
    destination: str
    """The same as `origin` for a step between legs."""
    what: str
    """A gate, a pair of countries, a gauge change, a declared flight; empty for other legs."""
    through: tuple[str, ...]
    """Passages of the sea on the way."""


@dataclass(frozen=True)
class StepNamer:
    """Names the steps of the ways of one shipment, in one language."""

    namer: Namer
    asked: Asked
    lang: Lang

    def names(self, alternative: Alternative) -> list[StepName]:
        """Return the name of each step."""
        gates = dict(self._gates(alternative))
        steps = alternative.steps
        canals = {step.label for step in steps if step.kind == "canal"}
        found = []
        for number, step in enumerate(steps):
            here, there = (self._node(node, gates) for node in step.nodes)
            if number == 0:
                here = self._spot_name(self.asked.origin)
            if number == len(steps) - 1:
                there = self._spot_name(self.asked.destination)
            what = self.namer.step(step.label, self.lang) if step.label else self._flight(step)
            found.append(StepName(here, there, what, tuple(self._passages(step, canals))))
        return found

    def _flight(self, step: Step) -> str:
        """Return the declared cargo flight that a leg by air is, or that none is known."""
        if step.kind != "air":
            return ""
        words = strings(self.lang)
        ends = {self.namer.freight.gate_at("air", node) for node in step.nodes}
        for row in self.namer.atlas.tables["air_routes"].to_dict("records"):
            if {row["from_iata"], row["to_iata"]} == ends:
                return words["plan_flight_declared"].format(name=row[f"name_{self.lang}"])
        return words["plan_flight_model"]

    def _spot_name(self, spot: object) -> str:
        return str(getattr(spot, f"name_{self.lang}"))

    def _node(self, node: int, gates: dict[int, str]) -> str:
        return gates.get(node) or self.namer.place(node).name(self.lang)

    def _gates(self, alternative: Alternative) -> Iterator[tuple[int, str]]:
        """Yield the nodes that are known by the gate where they are stepped through."""
        for step in alternative.steps:
            kind = step.label.partition(":")[0]
            if kind in _GATES or step.kind == "canal":
                name = self.namer.step(step.label, self.lang)
                yield from ((node, name) for node in step.nodes)
        for access in (alternative.journey.start, alternative.journey.end):
            if access.gate is not None:
                yield access.node, self.namer.gate(access.gate).name(self.lang)

    def _passages(self, step: Step, canals: Collection[str]) -> Iterator[str]:
        """Yield the passages of a leg by sea but canals with a step, in the order of travel."""
        if step.kind != "sea":
            return
        for label in dict.fromkeys(self.namer.freight.label_of(edge) for edge in step.edges):
            name = self.namer.passage(label, self.lang)
            if name and label not in canals:
                yield name
