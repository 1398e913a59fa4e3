"""What the planner's page shows of an answer: ways, steps, what changed, what flips the choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from geo.multimodal import CRITERIA
from geo.sampling import Flip
from webmap.citations import Reader, Row
from webmap.freight import Freight
from webmap.freight_names import Namer
from webmap.plan import Alternative, Figure, Step
from webmap.plan_answer import Answer, Change, best_by, changes, ordered
from webmap.plan_api import arrival
from webmap.plan_numbers import Shown, amount, coarse, difference, shown
from webmap.plan_parameters import MOVING
from webmap.plan_query import CRITERION_OF_SORT
from webmap.plan_steps import StepName, StepNamer
from webmap.query import Query

PATH: Final = "/plan"
RATES: Final = "/plan/rates"
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""What ways are called, the quickest first."""


@dataclass(frozen=True)
class PlanView:
    """An answer for one reader."""

    freight: Freight
    namer: Namer
    found: Answer
    query: Query
    reader: Reader
    sort: str
    way: str | None

    @cached_property
    def chosen(self) -> str | None:
        """Return the id of the way that is looked at: the one asked for, else the first."""
        ids = [one.id for one in self.ways]
        return self.way if self.way in ids else next(iter(ids), None)

    @cached_property
    def ways(self) -> list[Alternative]:
        """Return the ways in the order of the page."""
        return ordered(self.found.plan, CRITERION_OF_SORT[self.sort])

    def sorts(self) -> list[Row]:
        """Return the links by which the ways are sorted."""
        return [
            {
                "name": name,
                "text": self.reader.word(f"plan_sort_{name}"),
                "href": self.query.link(PATH, sort=name),
                "current": name == self.sort,
            }
            for name in CRITERION_OF_SORT
        ]

    def cards(self) -> list[Row]:
        """Return one row a way."""
        most = {
            name: max((one.figures[name].spread.p90 for one in self.ways), default=0.0)
            for name in CRITERIA
        }
        return [self._card(one, most) for one in self.ways]

    def _card(self, one: Alternative, most: Mapping[str, float]) -> Row:
        asked = self.found.asked
        return {
            "id": one.id,
            "letter": letter(one.id),
            "mode": one.mode,
            "mode_text": self.reader.word(f"plan_mode_{one.mode}"),
            "best": [self.reader.word(f"plan_best_{name}") for name in one.best_by],
            "href": self.query.link(PATH, way=one.id),
            "chosen": one.id == self.chosen,
            "arrival": arrival(asked.depart, one.figures["hours"].spread),
            "p50": {
                name: f"{one.figures[CRITERION_OF_SORT[name]].spread.p50:.3f}"
                for name in CRITERION_OF_SORT
            },
            "bars": [self._bar(one.figures[name], name, most[name]) for name in CRITERIA],
            "km": [
                {"mode": mode, "text": self.reader.word(f"plan_mode_{mode}"), "km": amount(km)}
                for mode, km in one.km.items()
                if km >= 1
            ],
        }

    def _bar(self, figure: Figure, name: str, most: float) -> Row:
        """Return a range as text, and as a bar on the scale that all ways share."""
        scale = 100 / most if most > 0 else 0.0
        low, middle, high = (
            end * scale for end in (figure.spread.p10, figure.spread.p50, figure.spread.p90)
        )
        return {
            "name": name,
            "title": self.reader.word(f"plan_{name}"),
            "unit": self.reader.word(f"plan_unit_total_{name}"),
            "x": f"{low:.2f}",
            "width": f"{max(high - low, 0.8):.2f}",
            "middle": f"{middle:.2f}",
            **self._shown(shown(figure, name, teu=self.found.asked.teu, in_days=True)),
        }

    def _shown(self, figure: Shown) -> Row:
        rates = [self.freight.rates[self.freight.rate_number[one]] for one in figure.unknown]
        names = [getattr(rate, f"name_{self.reader.lang}") for rate in rates]
        return {
            "p50": figure.p50,
            "range": figure.range,
            "quality": figure.quality,
            "quality_text": self.reader.word(f"plan_quality_{figure.quality}"),
            "blank": figure.is_blank,
            "held": figure.is_held,
            "unknown": self.reader.word("list_separator").join(names),
        }

    def tables(self) -> list[Row]:
        """Return the steps of every way, in the order of travel."""
        namer = StepNamer(self.namer, self.found.asked, self.reader.lang)
        return [
            {
                "id": one.id,
                "letter": letter(one.id),
                "mode_text": self.reader.word(f"plan_mode_{one.mode}"),
                "chosen": one.id == self.chosen,
                "rows": [
                    self._step(number, step, name)
                    for number, (step, name) in enumerate(
                        zip(one.steps, namer.names(one), strict=True)
                    )
                ],
                "total": {
                    name: self._shown(shown(one.figures[name], name, teu=self.found.asked.teu))
                    for name in CRITERIA
                },
                "km": amount(sum(one.km.values())),
            }
            for one in self.ways
        ]

    def _step(self, number: int, step: Step, name: StepName) -> Row:
        return {
            "number": number,
            "kind": step.kind,
            "text": self.reader.word(f"plan_step_{step.kind}"),
            "what": name.what,
            "origin": name.origin,
            "destination": name.destination,
            "is_leg": step.km > 0,
            "through": self.reader.word("list_separator").join(name.through),
            "km": coarse(step.km) if step.km > 0 else None,
            "figures": {
                criterion: self._shown(
                    shown(step.figures[criterion], criterion, teu=self.found.asked.teu)
                )
                for criterion in CRITERIA
            },
            "rates": [self.rate_link(rate_id) for rate_id in step.rate_ids],
        }

    def rate_link(self, rate_id: str) -> Row:
        """Return a rate's name and where it is explained."""
        rate = self.freight.rates[self.freight.rate_number[rate_id]]
        return {
            "href": f"{RATES}?lang={self.reader.lang}#{rate_id}",
            "name": getattr(rate, f"name_{self.reader.lang}"),
        }

    def flips(self) -> list[Row]:
        """Return what would change the best, by criterion."""
        return [
            self._flip(name, flip)
            for name, flip in self.found.plan.flips.items()
            if len(self.ways) > 1
        ]

    def _flip(self, criterion: str, flip: Flip | None) -> Row:
        plan = self.found.plan
        best, shown_best = plan.central_best(criterion), best_by(plan, criterion)
        row: Row = {
            "criterion": self.reader.word(f"plan_{criterion}"),
            "best": self._way_name(best),
            "labelled": self._way_name(shown_best)
            if shown_best and criterion not in best.best_by
            else None,
            "flip": None,
        }
        if flip is None or flip.rate <= 0:
            return row
        rate = self.freight.rates[flip.input]
        now = getattr(rate.rate, criterion).central
        before, after = rate_text(rate.rate.kind, criterion, now, flip.rate)
        share = after[1] / before[1] - 1 if before[1] else None
        return row | {
            "flip": {
                "rate": self.rate_link(rate.rate.rate_id),
                "now": before[0],
                "becomes": after[0],
                "unit": self.reader.word(rate_unit_word(rate.rate.kind, criterion)),
                "share": share and percent(share),
                "winner": self._way_name(plan.alternatives[flip.winner]),
                "superlative": self.reader.word(f"plan_would_{criterion}"),
                "inside": flip.within_range,
            }
        }

    def _way_name(self, one: Alternative) -> str:
        mode = self.reader.word(f"plan_mode_{one.mode}")
        return self.reader.word("plan_way_name").format(letter=letter(one.id), mode=mode)

    def changes(self) -> list[Row]:
        """Return what the closures change, by criterion."""
        return [self._change(one) for one in changes(self.freight, self.found)]

    def _change(self, one: Change) -> Row:
        name, teu = one.criterion, self.found.asked.teu
        ends = {}
        for end, way in (("before", one.before), ("after", one.after)):
            ends[end] = way and {
                "mode": self.reader.word(f"plan_mode_{way.mode}"),
                "letter": letter(way.id) if end == "after" else None,
                **self._shown(shown(way.figures[name], name, teu=teu, in_days=True)),
            }
        middle, between = difference(one.difference, name, teu=teu) if one.difference else ("", "")
        return {
            "criterion": self.reader.word(f"plan_{name}"),
            "unit": self.reader.word(f"plan_unit_total_{name}"),
            "difference": middle,
            "range": between,
            **ends,
        }


def letter(way_id: str) -> str:
    """Return what a way is called.

    Examples
    --------
    >>> letter("way-3")
    'C'
    """
    return LETTERS[(int(way_id.removeprefix("way-")) - 1) % len(LETTERS)]


def percent(share: float) -> str:
    """Write a change as a percentage with its sign.

    Examples
    --------
    >>> percent(-0.1428), percent(2.5)
    ('−14 %', '+250 %')
    """
    text = f"{abs(share) * 100:,.0f}" if abs(share) >= 0.1 else f"{abs(share) * 100:.1f}"
    return f"{'−' if share < 0 else '+'}{text} %"


def rate_text(
    kind: str, criterion: str, now: float, then: float
) -> tuple[tuple[str, float], tuple[str, float]]:
    """Return a rate now and then, each as text and number; hours of a mode as its speed.

    Examples
    --------
    >>> rate_text("rail", "hours", 0.05, 0.04)
    (('20', 20.0), ('25', 25.0))
    """
    values = [now, then]
    if criterion == "hours" and kind in MOVING:
        values = [1 / value if value else 0.0 for value in values]
    first, second = values
    return (amount(first), first), (amount(second), second)


def rate_unit_word(kind: str, criterion: str) -> str:
    """Return the key of the word for the unit of a rate."""
    return f"plan_unit_{'km' if kind in MOVING else 'step'}_{criterion}"


def reason_row(view: PlanView) -> Row | None:
    """Return why there is no way, in plain words; None where there is one."""
    found, reader = view.found, view.reader
    if found.remote is not None:
        asked = found.asked
        spot = asked.origin if found.remote.parameter == "from" else asked.destination
        modes = reader.word("list_separator").join(
            reader.word(f"plan_mode_{mode}") for mode in found.remote.modes
        )
        text = reader.word("plan_reason_remote")
        place = getattr(spot, f"name_{reader.lang}")
        return {"text": text.format(place=place, modes=modes), "gap": None}
    reason = found.plan.reason
    if reason is None:
        return None
    kind = reason.kind
    if kind == "closed" and not found.asked.is_closed:
        kind = "modes"
    row: Row = {"text": reader.word(f"plan_reason_{kind}"), "gap": None}
    if reason.gap is not None:
        ends = (reason.gap.near_origin, reason.gap.near_destination)
        here, there = (view.namer.place(node).name(reader.lang) for node in ends)
        row["gap"] = {"here": here, "there": there, "km": amount(reason.gap.distance_km)}
    return row
