"""The board: every target of the data against what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from layers._assess import Assessment, assess
from layers._comparable import Figure
from layers._divisions import Division, division_of
from layers._relative import REFERENCE, Rates, assess_relative, is_relative, rates_of
from layers._vocabulary import PLAN

if TYPE_CHECKING:
    from layers._load import Atlas

_SIDES = ("observation_a", "observation_b", "observation_c")
_PLAN_ORDER = {term.id: number for number, term in enumerate(PLAN)}


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardRow:
    """One target, what it is about, and how it stands."""

    target: Figure
    """Row of `observations`."""
    indicator: Figure
    """Row of `indicators`."""
    place: Figure
    """Row of the main record in `features`."""
    division: Division | None
    """County, city or province that the place lies in, where one is named."""
    assessment: Assessment
    rates: Rates | None = None
    """For relative targets: the two rates."""
    restated: tuple[Figure, ...] = ()
    """Further statements of the same target; they count once."""
    clashes: tuple[Figure, ...] = ()
    """Rows of `conflicts` in which the target or a restatement stands."""

    @property
    def id(self) -> str:
        """Id of the target's observation."""
        return str(self.target["observation_id"])

    @property
    def place_id(self) -> str:
        """Id of the main record of the place."""
        return str(self.place["feature_id"])


def board_rows(atlas: Atlas, today: date) -> list[BoardRow]:
    """Return every target by plan, then the most telling indicator first.

    A target that is stated again is one row with its restatements; a row that was collected
    twice is left out.

    Parameters
    ----------
    atlas
        The facts.
    today
        The day that verdicts and ages are counted to.
    """
    observations = atlas.tables["observations"]
    shown = observations[observations["duplicate_of"].isna()]
    targets = shown[shown["kind"] == "target"].to_dict("records")
    again = _restatements(targets)
    told = {row["observation_id"] for rows in again.values() for row in rows}
    table = atlas.tables["indicators"].to_dict("records")
    indicators = {row["indicator_id"]: row for row in table}
    happened = _by_place(atlas, shown[shown["kind"].isin(["actual", "growth"])].to_dict("records"))
    rows = [
        _row(atlas, target, indicators[target["indicator_id"]], happened, today)
        for target in targets
        if target["observation_id"] not in told
    ]
    clashes = atlas.tables["conflicts"].to_dict("records")
    return sorted((_told(row, again.get(row.id, ()), clashes) for row in rows), key=_order)


def _told(row: BoardRow, restated: Sequence[Figure], clashes: Sequence[Figure]) -> BoardRow:
    """Return a target with its restatements and with what it clashes with."""
    ids = {row.id, *(again["observation_id"] for again in restated)}
    own = (clash for clash in clashes if ids & {clash[name] for name in _SIDES})
    return replace(row, restated=tuple(restated), clashes=tuple(own))


def _order(row: BoardRow) -> tuple[int, int, str, str]:
    indicator = row.indicator
    return (_PLAN_ORDER[indicator["plan"]], int(indicator["rank"]), row.place_id, row.id)


def _restatements(targets: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return the targets that say again what another target says, by the other's id."""
    ids = {row["observation_id"] for row in targets}
    again: dict[str, list[Figure]] = {}
    for row in targets:
        if row["restates"] in ids:
            again.setdefault(row["restates"], []).append(row)
    return again


def _by_place(atlas: Atlas, rows: Sequence[Figure]) -> dict[str, list[Figure]]:
    """Return rows by the main record that they are about."""
    found: dict[str, list[Figure]] = {}
    for row in rows:
        found.setdefault(atlas.main_id(row["feature_id"]), []).append(row)
    return found


def _row(
    atlas: Atlas,
    target: Figure,
    indicator: Figure,
    happened: Mapping[str, Sequence[Figure]],
    today: date,
) -> BoardRow:
    place_id = atlas.main_id(target["feature_id"])
    own = happened.get(place_id, ())
    actuals = [
        row
        for row in own
        if row["kind"] == "actual" and row["indicator_id"] == target["indicator_id"]
    ]
    rates = None
    assessment = assess(target, actuals, today, direction=indicator["direction"])
    if is_relative(target) and assessment.decisive is None:
        rates = rates_of(target, own, happened.get(REFERENCE, ()))
        assessment = assess_relative(target, rates, indicator["direction"])
    return BoardRow(
        target=target,
        indicator=indicator,
        place=atlas.features.loc[place_id].to_dict(),
        division=division_of(atlas, place_id),
        assessment=assessment,
        rates=rates,
    )
