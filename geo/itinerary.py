"""A way through stops in a given order, where each stop may stand for several nodes."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from geo.errors import NetworkError
from geo.graph import Path
from geo.routing import Router


class Call(NamedTuple):
    """A stop of an itinerary."""

    nodes: tuple[int, ...]
    """Any of them is the stop: the tracks of each gauge at a border station, say."""
    by: str
    """Router that the way to here is found with; unused at the first stop."""


def through(routers: Mapping[str, Router], calls: Sequence[Call]) -> list[Path]:
    """Return the best way through stops in order, a piece for each two consecutive ones.

    Parameters
    ----------
    routers
        Routers over one graph with weights in one unit, by name: what they close differs.
    calls
        Two stops or more.

    Returns
    -------
    pieces
        Each begins at the node where the one before it ends.

    Raises
    ------
    NetworkError
        There are fewer than two stops, a stop has no node or no router, or there is no way.

    Examples
    --------
    Two platforms lie side by side; from the second one the way goes on shorter:

    >>> from geo.graph import Graph
    >>> graph = Graph.of(4, [0, 0, 1, 2], [1, 2, 3, 3])
    >>> line = Router.of(graph, [1, 2, 9, 1])
    >>> pieces = through({"rail": line}, [Call((0,), ""), Call((1, 2), "rail"), Call((3,), "rail")])
    >>> [piece.nodes.tolist() for piece in pieces]
    [[0, 2], [2, 3]]
    """
    if len(calls) < 2:
        msg = f"An itinerary has {len(calls)} stops; expected two or more."
        raise NetworkError(msg)
    best: dict[int, tuple[float, list[Path]]] = {node: (0.0, []) for node in calls[0].nodes}
    for place, (_, call) in enumerate(pairwise(calls), start=1):
        best = _onward(_router(routers, call), best, call)
        if not best:
            msg = f"Stop {place + 1} has no way to it by {call.by!r}; expected one on its network."
            raise NetworkError(msg)
    return min(best.values(), key=lambda one: one[0])[1]


def _router(routers: Mapping[str, Router], call: Call) -> Router:
    if call.by not in routers:
        msg = f"No router {call.by!r}; available: {', '.join(routers)}."
        raise NetworkError(msg)
    return routers[call.by]


def _onward(
    router: Router, best: Mapping[int, tuple[float, list[Path]]], call: Call
) -> dict[int, tuple[float, list[Path]]]:
    """Return the best way to each node of the next stop."""
    found: dict[int, tuple[float, list[Path]]] = {}
    for node in call.nodes:
        total, begin, piece = min(
            (
                (cost + way.length, start, way)
                for start, (cost, _) in best.items()
                if (way := router.one_to_one(start, node)) is not None
            ),
            key=lambda one: one[0],
            default=(np.inf, -1, None),
        )
        if piece is not None:
            found[node] = (total, [*best[begin][1], piece])
    return found
