"""The board: every target of the data against what happened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from layers._assess import Assessment, assess
from layers._divisions import Division, division_of
from layers._relative import REFERENCE, Rates, assess_relative, is_relative, rates_of
from layers._vocabulary import PLAN

if TYPE_CHECKING:
    from layers._load import Atlas

_PLAN_ORDER = {term.id: number for number, term in enumerate(PLAN)}


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardRow:
    """One target, what it is about, and how it stands."""

    target: pd.Series
    """Row of `observations`."""
    indicator: pd.Series
    """Row of `indicators`."""
    place: pd.Series
    """Row of the main record in `features`."""
    division: Division | None
    """County, city or province that the place lies in, where one is named."""
    assessment: Assessment
    rates: Rates | None = None
    """For relative targets: the two rates."""
    restated: tuple[pd.Series, ...] = ()
    """Further statements of the same target; they count once."""

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
    targets = shown[shown["kind"] == "target"]
    again = _restatements(targets)
    told = {row["observation_id"] for rows in again.values() for row in rows}
    indicators = atlas.tables["indicators"].set_index("indicator_id", drop=False)
    actuals = _by_subject(atlas, shown[shown["kind"] == "actual"])
    rows = [
        _row(atlas, target, indicators, actuals, today, again)
        for _, target in targets.iterrows()
        if target["observation_id"] not in told
    ]
    return sorted(rows, key=_order)


def _order(row: BoardRow) -> tuple[int, int, str, str]:
    indicator = row.indicator
    return (_PLAN_ORDER[indicator["plan"]], int(indicator["rank"]), row.place_id, row.id)


def _restatements(targets: pd.DataFrame) -> dict[str, list[pd.Series]]:
    """Return the targets that say again what another says, by the other's id."""
    again: dict[str, list[pd.Series]] = {}
    if "restates" in targets:
        ids = set(targets["observation_id"])
        for _, row in targets[targets["restates"].isin(ids)].iterrows():
            again.setdefault(row["restates"], []).append(row)
    return again


def _by_subject(atlas: Atlas, rows: pd.DataFrame) -> dict[tuple[str, str], pd.DataFrame]:
    """Return rows by main record and indicator."""
    main = rows["feature_id"].map(atlas.main_id)
    return dict(iter(rows.groupby([main, "indicator_id"])))


def _row(
    atlas: Atlas,
    target: pd.Series,
    indicators: pd.DataFrame,
    actuals: dict[tuple[str, str], pd.DataFrame],
    today: date,
    again: dict[str, list[pd.Series]],
) -> BoardRow:
    place_id = atlas.main_id(target["feature_id"])
    indicator = indicators.loc[target["indicator_id"]]
    none = atlas.tables["observations"].iloc[:0]
    own = actuals.get((place_id, target["indicator_id"]), none)
    rates = None
    assessment = assess(target, own, today, direction=indicator["direction"])
    if is_relative(target) and assessment.decisive is None:
        about = (atlas.about("observations", place) for place in (place_id, REFERENCE))
        rates = rates_of(target, *about)
        assessment = assess_relative(target, rates, indicator["direction"])
    return BoardRow(
        target=target,
        indicator=indicator,
        place=atlas.features.loc[place_id],
        division=division_of(atlas, place_id),
        assessment=assessment,
        rates=rates,
        restated=tuple(again.get(target["observation_id"], ())),
    )
