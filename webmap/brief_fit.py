"""Fit a brief to two pages: leave out the least telling, number what is left anew."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

PAGES = 2


def fullest(attempt: Callable[[int, int], bytes | None], most: int) -> bytes:
    """Return the document with the most entries that keeps to two pages.

    Parameters
    ----------
    attempt
        Makes the document with so many entries if it has no more than so many pages.
    most
        Entries to begin with.
    """
    fitting, low, high = None, 1, most
    trial = most
    while low <= high:
        made = attempt(trial, PAGES)
        if made is None:
            high = trial - 1
        else:
            fitting, low = made, trial + 1
        trial = (low + high + 1) // 2
    # One entry of each is printed whatever room it takes.
    return fitting or attempt(1, sys.maxsize) or b""


def renumbered(
    body: dict[str, Any], sources: list[dict[str, Any]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a body with its citations numbered in the order of use, and the sources they name.

    Examples
    --------
    >>> body = {"rows": [{"cite": 7}, {"cite": 2}, {"cite": 7}]}
    >>> renumbered(body, [{"no": 2, "title": "b"}, {"no": 7, "title": "a"}])[1]
    [{'no': 1, 'title': 'a'}, {'no': 2, 'title': 'b'}]
    """
    numbers: dict[int, int] = {}
    renewed = _walk(body, numbers)
    by_number = {source["no"]: source for source in sources}
    return renewed, [by_number[old] | {"no": new} for old, new in numbers.items()]


def _walk(value: Any, numbers: dict[int, int]) -> Any:  # noqa: ANN401 any JSON
    if isinstance(value, dict):
        return {
            key: numbers.setdefault(part, len(numbers) + 1)
            if key == "cite"
            else _walk(part, numbers)
            for key, part in value.items()
        }
    if isinstance(value, list):
        return [_walk(part, numbers) for part in value]
    return value
