"""A way through stops in a given order, where each stop may stand for several nodes."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from geo.errors import NetworkError
from geo.graph import Path
from geo.pareto import joined
from geo.routing import Router


class Call(NamedTuple):
    """A stop of an itinerary."""

    nodes: tuple[int, ...]
    """Any of them is the stop: the tracks of each gauge at a border station, say."""
    by: str
    """Router that the way to here is found with; unused at the first stop."""
    changes: bool = False
    """Whether the way goes on from another node than it came to: a gauge changes here."""
    haul: str = ""
    """Router by which it may first be brought to another node of the stop; none where blank."""


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

    Where the platform must be changed, the way goes by both of them:

    >>> ends = [Call((0,), ""), Call((1, 2), "rail", changes=True), Call((3,), "rail")]
    >>> [piece.nodes.tolist() for piece in through({"rail": line}, ends)]
    [[0, 1], [1, 0, 2, 3]]
    """
    if len(calls) < 2:
        msg = f"An itinerary has {len(calls)} stops; expected two or more."
        raise NetworkError(msg)
    best: dict[int, tuple[float, list[Path]]] = {node: (0.0, []) for node in calls[0].nodes}
    for place, (before, call) in enumerate(pairwise(calls), start=1):
        best = _onward(routers, best, before, call)
        if not best:
            msg = f"Stop {place + 1} has no way to it by {call.by!r}; expected one on its network."
            raise NetworkError(msg)
    return min(best.values(), key=lambda one: one[0])[1]


def _router(routers: Mapping[str, Router], name: str) -> Router:
    if name not in routers:
        msg = f"No router {name!r}; available: {', '.join(routers)}."
        raise NetworkError(msg)
    return routers[name]


def _onward(
    routers: Mapping[str, Router],
    best: Mapping[int, tuple[float, list[Path]]],
    before: Call,
    call: Call,
) -> dict[int, tuple[float, list[Path]]]:
    """Return the best way to each node of the next stop."""
    found: dict[int, tuple[float, list[Path]]] = {}
    for node in call.nodes:
        ways = [
            (cost + way.length, start, way)
            for start, (cost, _) in best.items()
            for way in _ways(routers, start, before, (node, call.by))
        ]
        if ways:
            total, begin, piece = min(ways, key=lambda one: one[0])
            found[node] = (total, [*best[begin][1], piece])
    return found


def _ways(
    routers: Mapping[str, Router], start: int, before: Call, goal: tuple[int, str]
) -> list[Path]:
    """Return the ways on from a node of a stop: straight on, and over its other nodes."""
    node, by = goal
    router = _router(routers, by)
    found = [] if before.changes else [[router.one_to_one(start, node)]]
    over = router if before.changes else _router(routers, before.haul) if before.haul else None
    if over is not None:
        found += [
            [over.one_to_one(start, other), router.one_to_one(other, node)]
            for other in before.nodes
            if other != start
        ]
    whole = [[piece for piece in pieces if piece is not None] for pieces in found]
    return [
        joined(pieces)
        for pieces, asked in zip(whole, found, strict=True)
        if len(pieces) == len(asked)
    ]
