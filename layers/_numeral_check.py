"""Rules that the accounts of the two documents keep."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

import pandas as pd

from layers._document_tables import CONFLICTS, DOCUMENT_NUMERALS, RELATED_ACTUALS
from layers._fact_tables import OBSERVATIONS
from layers._faults import Fault
from layers._numerals import worth
from layers._spec import Table

BROKEN_LINES = 2
"""A sentence broken by the layout of a page goes on so many lines below, a blank one between."""

_NO_NUMBER = "若干"

Row = Mapping[str, str]


def numeral_faults(frames: Mapping[str, pd.DataFrame]) -> Iterator[Fault]:
    """Yield rows that do not account for what they claim to.

    Parameters
    ----------
    frames
        Every table's rows as text, by table id. A reference to a row that is not there is the
        fault of another check, not of this one.
    """
    by_id = {row["observation_id"]: row for _, row in _rows(frames[OBSERVATIONS.id])}
    for line, numeral in _rows(frames[DOCUMENT_NUMERALS.id]):
        yield from _numeral_faults(line, numeral, by_id)
    for line, observation in _rows(frames[OBSERVATIONS.id]):
        yield from _restated_faults(line, observation, by_id)
        yield from _period_faults(line, observation)
    for table, columns in (
        (CONFLICTS, ("observation_a", "observation_b", "observation_c")),
        (RELATED_ACTUALS, ("target_id", "actual_id")),
    ):
        yield from _twice_named_faults(table, frames[table.id], columns)
    yield from _relation_faults(frames[RELATED_ACTUALS.id], by_id)


def _rows(frame: pd.DataFrame) -> Iterator[tuple[int, Row]]:
    """Yield the line of each row in its file, and the row."""
    for index, row in zip(frame.index, frame.to_dict("records"), strict=True):
        yield int(index) + 2, row


def _numeral_faults(line: int, numeral: Row, by_id: Mapping[str, Row]) -> Iterator[Fault]:
    """Yield what is wrong with one numeral's account."""
    file = DOCUMENT_NUMERALS.file_name
    covering, reason = numeral["observation_id"], numeral["reason"]
    if bool(covering) == bool(reason):
        rule = "has an observation and a reason" if covering else "is not accounted for"
        accepted = "an observation_id or a reason, and not both"
        yield Fault(file, line, "numeral", numeral["numeral"], rule, accepted)
    if numeral["also_observation_id"] and not covering:
        value, accepted = numeral["also_observation_id"], "a first observation_id as well"
        yield Fault(file, line, "also_observation_id", value, "stands without a first", accepted)
    for column in ("observation_id", "also_observation_id"):
        observation = by_id.get(numeral[column])
        if observation is not None:
            yield from _covering_faults(line, column, numeral, observation)


def _covering_faults(line: int, column: str, numeral: Row, observation: Row) -> Iterator[Fault]:
    """Yield in what an observation is not the figure of a numeral."""
    file, value = DOCUMENT_NUMERALS.file_name, numeral[column]
    if observation["source_id"] != numeral["source_id"]:
        accepted = f"an observation of {numeral['source_id']}"
        yield Fault(file, line, column, value, "is of another source", accepted)
    elif not _is_near(numeral["locator"], observation["locator"]):
        accepted = f"an observation of line {numeral['locator']}"
        rule = f"is of line {observation['locator'] or 'none'}"
        yield Fault(file, line, column, value, rule, accepted)
    if observation["duplicate_of"]:
        accepted = observation["duplicate_of"]
        yield Fault(file, line, column, value, "is a statement collected twice", accepted)
    if not says(numeral["numeral"], observation):
        accepted = f"the figure {numeral['numeral']}"
        yield Fault(file, line, column, value, f"is {observation['value'] or 'blank'}", accepted)


def _is_near(line: str, other: str) -> bool:
    if not line.isdecimal():
        return True  # the fault of the type check
    return other.isdecimal() and abs(int(line) - int(other)) <= BROKEN_LINES


def says(numeral: str, observation: Row) -> bool:
    """Tell whether an observation, as text, states the number that a numeral is worth.

    Examples
    --------
    >>> says("400万", {"value": "4000000", "value_high": "", "out_of": ""})
    True
    >>> says("2-3", {"value": "2", "value_high": "", "out_of": ""})
    False
    """
    if numeral == _NO_NUMBER:
        return observation["value"] == ""
    values = list(worth(numeral))
    ends, total = _numbers(observation, "value", "value_high"), _numbers(observation, "out_of")
    return values != [] and values in (ends, total)


def _numbers(observation: Row, *columns: str) -> list[Decimal]:
    """Return the numbers of some columns; what is no number is the fault of the type check."""
    found = []
    for column in columns:
        try:
            found.append(Decimal(observation[column]))
        except InvalidOperation:
            continue
    return found


def _restated_faults(line: int, row: Row, by_id: Mapping[str, Row]) -> Iterator[Fault]:
    """Yield a row that restates itself, or a figure of another thing."""
    other = by_id.get(row["restates"])
    same = ("feature_id", "indicator_id", "kind", "source_id")
    if other is None:
        return
    if other is row or any(other[name] != row[name] for name in same):
        rule = "is no other statement of this figure"
        accepted = "another observation of the same feature, indicator, kind and source"
        yield Fault(OBSERVATIONS.file_name, line, "restates", row["restates"], rule, accepted)


def _period_faults(line: int, row: Row) -> Iterator[Fault]:
    """Yield a row whose period is read by us and that does not say so in full."""
    if row["period_ours"] != "true":
        return
    for blank in ("period_end", "note"):
        if not row[blank]:
            rule = f"and {blank} is blank"
            accepted = "a period, and a note that says how it was read"
            yield Fault(OBSERVATIONS.file_name, line, "period_ours", "true", rule, accepted)


def _twice_named_faults(
    table: Table, frame: pd.DataFrame, columns: tuple[str, ...]
) -> Iterator[Fault]:
    """Yield rows that set an observation beside itself."""
    for line, row in _rows(frame):
        named = [row[column] for column in columns]
        for place, column in enumerate(columns):
            if row[column] and row[column] in named[:place]:
                rule, accepted = "is named twice", "another observation"
                yield Fault(table.file_name, line, column, row[column], rule, accepted)


def _relation_faults(frame: pd.DataFrame, by_id: Mapping[str, Row]) -> Iterator[Fault]:
    """Yield relations whose target is no target, or whose actual is no actual."""
    for line, row in _rows(frame):
        for column, kind in (("target_id", "target"), ("actual_id", "actual")):
            observation = by_id.get(row[column])
            if observation is not None and observation["kind"] != kind:
                rule, accepted = f"is of kind {observation['kind']}", f"one of kind {kind}"
                file = RELATED_ACTUALS.file_name
                yield Fault(file, line, column, row[column], rule, accepted)
