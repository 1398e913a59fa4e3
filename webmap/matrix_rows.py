"""Rows of origins and destinations answered: faults told, the good ones worked out by terms."""

from __future__ import annotations

import math
import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from geo.errors import ParameterError, TooLargeError
from webmap.freight import Freight
from webmap.freight_reach import Terms
from webmap.journeys import Journey, Point, main_mode, modes_of
from webmap.matrix import Found, Matrix, Pair, normal_terms
from webmap.matrix_table import ANSWERED, SEPARATOR, Fault, Given
from webmap.origin import Spot, resolve
from webmap.refusal import Words, worded
from webmap.service import Service
from webmap.spreadsheet import Cell, safe_cell

STATUSES = ("ok", "same", "unreachable", "error")
"""A way; one place for both ends; no way, with its reason; a broken row, with its faults."""
MOST_NAMES = 20_000
"""Names whose meaning is kept; a table of places has far fewer."""
MOST_TERMS = 3
"""Sets of modes and closures that are kept ready."""
_BLANK = "it is blank; accepted: id or name of a place with a point, or lon,lat in degrees."
_IT = "it"
"""What a text is called that may stand in either column."""
_NUMBER = r"[-+]?\d+(\.\d*)?"
_NUMBERS = re.compile(rf"{_NUMBER}(\s*[,，]\s*{_NUMBER})?", re.ASCII)
"""A number, or longitude and latitude: whatever sign they begin with, they are no formula."""


class _Checked(NamedTuple):
    """A row without faults."""

    given: Given
    origin: Spot
    destination: Spot
    terms: Terms

    @property
    def pair(self) -> Pair:
        ends = self.origin, self.destination
        return Pair(*(Point(end.lon, end.lat) for end in ends))


@dataclass
class Answering:
    """What answers rows by one criterion; it keeps what rows have in common."""

    service: Service
    by: str
    most_terms: float = math.inf
    """Different sets of modes and closures that may be asked for at once."""
    otherwise: Words | str = ""
    """What to do with more."""
    _spots: OrderedDict[str, Spot | str] = field(default_factory=OrderedDict, repr=False)
    _matrices: OrderedDict[Terms, Matrix] = field(default_factory=OrderedDict, repr=False)
    _closures: dict[str, str | None] = field(default_factory=dict, repr=False)

    def cells(self, rows: Sequence[Given]) -> list[list[Cell]]:
        """Return the answer to each row, in their order, a cell for each column of `ANSWERED`.

        Parameters
        ----------
        rows
            A few thousand: their answers are held at once.

        Raises
        ------
        TooLargeError
            They ask for more sets of modes and closures than are accepted.
        """
        freight = self.service.freight()
        answers: dict[int, list[Cell]] = {}
        groups: dict[Terms, list[tuple[int, _Checked]]] = {}
        for place, given in enumerate(rows):
            row = self._checked(given)
            if not isinstance(row, _Checked):
                answers[place] = _row(_fault_cells(given, row))
            elif row.pair.origin == row.pair.destination:
                answers[place] = _row(_cells(freight, row, None))
            else:
                groups.setdefault(row.terms, []).append((place, row))
        if len(groups) > self.most_terms:
            size = {"count": len(groups), "most": self.most_terms, "otherwise": self.otherwise}
            raise worded(TooLargeError, "size_terms", name="table", **size)
        for terms, group in groups.items():
            for number, found in self._matrix(terms).journeys([row.pair for _, row in group]):
                place, row = group[number]
                answers[place] = _row(_cells(freight, row, found))
        return [answers[place] for place in range(len(rows))]

    def _matrix(self, terms: Terms) -> Matrix:
        if terms not in self._matrices:
            self._matrices[terms] = Matrix.of(self.service.freight(), terms, self.by)
        self._matrices.move_to_end(terms)
        while len(self._matrices) > MOST_TERMS:
            self._matrices.popitem(last=False)
        return self._matrices[terms]

    def _checked(self, given: Given) -> _Checked | list[Fault]:
        faults = list(given.faults)
        if any(fault.column == "row" for fault in faults):
            return faults
        ends = [self._spot(given.cells[name]) for name in ("from", "to")]
        for name, end in zip(("from", "to"), ends, strict=True):
            if isinstance(end, str):
                rule = f"{name}{end.removeprefix(_IT)}"
                faults.append(Fault(given.row, name, given.cells[name], rule))
        refused = [self._refused(closure) for closure in given.closed]
        faults += [Fault(given.row, "closed", given.cells["closed"], one) for one in refused if one]
        try:
            terms = normal_terms(given.modes, given.closed)
        except ParameterError as error:
            faults.append(Fault(given.row, "closed", given.cells["closed"], str(error)))
        origin, destination = ends
        if faults or isinstance(origin, str) or isinstance(destination, str):
            return faults
        return _Checked(given, origin, destination, terms)

    def _spot(self, text: str) -> Spot | str:
        """Return what a text means, or why it means nothing."""
        if not text:
            return _BLANK
        if text not in self._spots:
            while len(self._spots) >= MOST_NAMES:
                self._spots.popitem(last=False)
            try:
                self._spots[text] = resolve(self.service, text, parameter=_IT)
            except ParameterError as error:
                self._spots[text] = str(error)
        return self._spots[text]

    def _refused(self, closure: str) -> str | None:
        """Return why a closure is none, or None."""
        if closure.startswith("near:"):
            return f"Closed is {closure!r}; accepted are things of the network by their ids."
        if closure not in self._closures:
            try:
                self.service.freight().edges_of(closure)
            except ParameterError as error:
                return str(error)
            self._closures[closure] = None
        return self._closures[closure]


def _row(cells: dict[str, Cell]) -> list[Cell]:
    return [_echoed(cells.get(name)) for name in ANSWERED]


def _echoed(cell: Cell) -> Cell:
    """Return a cell that is safe to open; numbers stay as they are."""
    if isinstance(cell, str) and _NUMBERS.fullmatch(cell):
        return cell
    return safe_cell(cell)


def _fault_cells(given: Given, faults: Iterable[Fault]) -> dict[str, Cell]:
    said = " | ".join(fault.rule for fault in faults)
    return {"row": given.row, **given.cells, "status": "error", "error": said}


def _cells(freight: Freight, row: _Checked, found: Found | None) -> dict[str, Cell]:
    cells: dict[str, Cell] = {"row": row.given.row, **row.given.cells}
    for name, spot in (("from", row.origin), ("to", row.destination)):
        cells |= {
            f"{name}_id": spot.feature_id,
            f"{name}_name_zh": spot.name_zh,
            f"{name}_name_en": spot.name_en,
            f"{name}_lon": round(spot.lon, 6),
            f"{name}_lat": round(spot.lat, 6),
        }
    cells["modes"] = SEPARATOR.join(row.terms.modes)
    cells["closed"] = SEPARATOR.join(sorted(row.terms.closed))
    cells["teu"] = row.given.teu
    if isinstance(found, str):
        return cells | {"status": "unreachable", "reason": found}
    if found is None:
        nothing = dict.fromkeys(("hours", "days", "cost_usd_per_teu", "co2e_kg_per_teu"), 0.0)
        return cells | nothing | {"status": "same", "cost_usd": 0.0, "co2e_kg": 0.0, "km": 0.0}
    return cells | _taken(freight, found, row.given.teu)


def _taken(freight: Freight, journey: Journey, teu: float) -> dict[str, Cell]:
    hours, cost, co2e = journey.totals
    km = modes_of(freight, journey)
    unknown = [
        f"{criterion}:{rate.rate.rate_id}"
        for rate, amount in zip(freight.rates, journey.amounts, strict=True)
        if amount
        for criterion in rate.unknown
    ]
    return {
        "status": "ok",
        "hours": round(hours, 2),
        "days": round(hours / 24, 3),
        "cost_usd_per_teu": round(cost, 2),
        "co2e_kg_per_teu": round(co2e, 2),
        "cost_usd": round(cost * teu, 2),
        "co2e_kg": round(co2e * teu, 2),
        "km": round(sum(km.values()), 1),
        **{f"km_{mode}": round(length, 1) for mode, length in km.items()},
        "mode": main_mode(freight, journey),
        "not_counted": SEPARATOR.join(sorted(unknown)),
    }
