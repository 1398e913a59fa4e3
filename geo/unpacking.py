"""Edges that stand for ways, taken apart into the edges of the graph."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from geo.graph import BoolArray, IntArray
from geo.weighted import Weighted

LongArray = npt.NDArray[np.int64]

_END = -1


def unpacked(weighted: Weighted, edges: Sequence[int], downwards: Sequence[bool]) -> list[int]:
    """Return the half-edges of the graph that edges of its elimination stand for.

    Each edge is as long as the two sides of a triangle below it, or it runs along an edge of the
    graph. All edges are taken apart together, one round of triangles after another.

    Parameters
    ----------
    weighted
        The elimination with its weights.
    edges
        Open edges, in the order of travel.
    downwards
        Whether each is travelled from its higher to its lower end.

    Returns
    -------
    halves
        In the order of travel.

    Examples
    --------
    >>> from geo.elimination import Elimination
    >>> from geo.graph import Graph
    >>> star = Elimination.of(Graph.of(3, [0, 0], [1, 2]), left=np.array([False, True, True]))
    >>> unpacked(Weighted.of(star, np.array([5.0, 1.0, 7.0, 2.0])), [star.rest_edge], [True])
    [3, 0]
    """
    if not len(edges):
        return []
    edge, down = np.asarray(edges, np.int64), np.asarray(downwards, bool)
    after = np.arange(1, len(edge) + 1)
    after[-1] = _END
    live = np.arange(len(edge))
    while len(live):
        parent, first, second = _sides(weighted, edge.take(live), down.take(live))
        parent = live.take(parent)
        fresh = np.arange(len(edge), len(edge) + len(parent))
        edge = np.concatenate((edge, second))
        down = np.concatenate((down, np.zeros(len(parent), bool)))
        after = np.concatenate((after, after.take(parent)))
        edge[parent], down[parent], after[parent] = first, True, fresh
        live = np.concatenate((parent, fresh))
    halves, nexts = _halves(weighted, edge, down).tolist(), after.tolist()
    found, place = [], 0
    while place != _END:
        found.append(halves[place])
        place = nexts[place]
    return found


def _sides(
    weighted: Weighted, edge: LongArray, down: BoolArray
) -> tuple[LongArray, IntArray, IntArray]:
    """Return which edges are as long as a triangle's other sides, and the two for each.

    The first is travelled downwards, the second upwards.
    """
    order, upward, downward = weighted.elimination, weighted.upward, weighted.downward
    number = order.round.searchsorted(edge, side="right") - 1
    place = order.place.take(edge)
    which, layer = (place[:, None] < weighted.layer_size.take(number, axis=0)).nonzero()
    triangle = order.layer[number.take(which), layer] + place.take(which)
    one, two, turned = order.one.take(triangle), order.two.take(triangle), down.take(which)
    first, second = np.where(turned, two, one), np.where(turned, one, two)
    length = np.where(down, downward.take(edge), upward.take(edge))
    hit = (downward.take(first) + upward.take(second) == length.take(which)).nonzero()[0]
    parent = which.take(hit)
    again = parent[1:] == parent[:-1]
    if again.any():
        hit = hit[np.concatenate(([True], ~again))]
        parent = which.take(hit)
    return parent, first.take(hit), second.take(hit)


def _halves(weighted: Weighted, edge: LongArray, down: BoolArray) -> LongArray:
    """Return the half-edges that run along some edges."""
    half = weighted.elimination.origin.take(edge)
    several, best_up, best_down = weighted.double
    place = several.searchsorted(edge)
    double = (several.take(place, mode="clip") == edge).nonzero()[0] if len(several) else place[:0]
    if len(double):
        place, turned = place.take(double), down.take(double)
        half[double] = np.where(turned, best_down.take(place), best_up.take(place))
    return half.astype(np.int64) ^ down
