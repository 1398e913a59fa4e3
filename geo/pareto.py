"""Alternatives between the quickest, the cheapest and the cleanest way.

Each mix of the criteria has its best way. A way that is best under some mix is never beaten by
another in all criteria at once. The reverse does not hold: a way that no mix prefers, because two
others on either side of it are better on average, is not found, nor is one whose mix lies between
those that are tried. Ways through other places, or around places, are asked for by via and avoid.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import NetworkError
from geo.graph import BoolArray, FloatArray, Graph, Path
from geo.multimodal import MultimodalNetwork
from geo.routing import Prepared, Router

Mix = tuple[float, float, float]

MIXES: tuple[Mix, ...] = (
    (1, 0, 0),
    (0, 1, 0),
    (0, 0, 1),
    (1, 1, 0),
    (1, 0, 1),
    (0, 1, 1),
    (1, 1, 1),
)
"""Shares of hours, cost and CO2e: each alone, each pair, all three."""
# A little of the others decides between ways that are equal by the one criterion that counts.
_TIE = 1e-7
# Each takes tens of megabytes while it is made, and holds the interpreter for a third of the time.
_SIDE_BY_SIDE = 2


class Option(NamedTuple):
    """A way and what it takes."""

    path: Path
    hours: float
    cost: float
    co2e: float
    best_by: tuple[Mix, ...]
    """The mixes that prefer it."""

    @property
    def totals(self) -> tuple[float, float, float]:
        """Hours, cost and CO2e."""
        return self.hours, self.cost, self.co2e


@dataclass(frozen=True, slots=True)
class Sweep:
    """A prepared network and the mixes by which ways are looked for.

    A router for a mix is made when it is first needed, and kept.
    """

    network: MultimodalNetwork
    prepared: Prepared
    exchange: tuple[float, float, float]
    """How much of hours, cost and CO2e count the same where a mix gives them equal shares."""
    closed: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    """Edges that may not be travelled."""
    _open: "Sweep | None" = None
    routers: dict[Mix, Router] = field(default_factory=dict, repr=False)
    """Those made so far."""

    def without(self, edges: npt.ArrayLike) -> "Sweep":
        """Return the sweep with some more edges closed."""
        shut = np.concatenate([self.closed, np.asarray(edges, np.int64)])
        return Sweep(self.network, self.prepared, self.exchange, shut, self)

    def prepare(self, mixes: Sequence[Mix]) -> None:
        """Make the routers for some mixes that there are none for yet, side by side."""
        missing = [mix for mix in mixes if mix not in self.routers]
        if len(missing) > 1:
            with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
                # A router's hierarchy is made when something first asks for it.
                list(threads.map(lambda mix: self.router(mix).unit, missing))

    def router(self, mix: Mix) -> Router:
        """Return the router by which a mix finds its ways.

        Raises
        ------
        NetworkError
            A share is negative, or all are zero.
        """
        shares = np.asarray(mix, np.float64)
        if not (shares >= 0).all() or not shares.any():
            msg = f"mix is {mix}; expected shares from zero, not all of them zero."
            raise NetworkError(msg)
        if mix not in self.routers and self._open is not None:
            self.routers[mix] = self._open.router(mix).without(self.closed)
        if mix not in self.routers:
            scaled = (shares / shares.sum() + _TIE) / np.asarray(self.exchange, np.float64)
            forward, backward = self.network.weights(self.network.table() @ scaled)
            forward[self.closed] = backward[self.closed] = np.inf
            self.routers[mix] = Router.of(self.prepared, forward, backward)
        return self.routers[mix]

    def best(self, stops: Sequence[int], mix: Mix) -> Path | None:
        """Return the best way by a mix through some nodes in order; none if there is no way."""
        router = self.router(mix)
        pieces = [router.one_to_one(here, there) for here, there in pairwise(stops)]
        found = [piece for piece in pieces if piece is not None]
        return joined(found) if len(found) == len(pieces) else None

    def options(self, stops: Sequence[int], *, mixes: Sequence[Mix] = MIXES) -> list[Option]:
        """Return ways none of which is beaten by another in all criteria, quickest first.

        Parameters
        ----------
        stops
            Origin, places to pass in order, destination: nodes.
        mixes
            What to look for.

        Returns
        -------
        options
            Empty if there is no way.

        Raises
        ------
        NetworkError
            There are fewer than two stops, or one is not a node.
        """
        if len(stops) < 2:
            msg = f"There are {len(stops)} stops; expected at least two."
            raise NetworkError(msg)
        table = self.network.table()
        ways: dict[tuple[int, ...], tuple[Path, list[Mix]]] = {}
        for mix in mixes:
            path = self.best(stops, mix)
            if path is not None:
                ways.setdefault(tuple(path.edges.tolist()), (path, []))[1].append(mix)
        found = []
        for path, liked in ways.values():
            hours, cost, co2e = (self.network.amounts(path.edges) @ table).tolist()
            found.append(Option(path, hours, cost, co2e, tuple(liked)))
        totals = np.array([option.totals for option in found]).reshape(-1, 3)
        kept = [option for option, keep in zip(found, undominated(totals), strict=True) if keep]
        return sorted(kept, key=lambda option: option.totals)


def undominated(totals: npt.ArrayLike) -> BoolArray:
    """Return which rows no other row beats: at least as good in all, better in one.

    Of equal rows the first stays.

    Parameters
    ----------
    totals
        A row for each way, a column for each criterion; less is better.

    Returns
    -------
    kept
        For each row.

    Examples
    --------
    >>> undominated([[1, 5], [2, 2], [3, 2], [2, 2]]).tolist()
    [True, True, False, False]
    """
    rows = np.asarray(totals, np.float64)
    if not len(rows):
        return np.zeros(0, bool)
    no_worse = (rows[:, None] <= rows[None]).all(axis=2)
    better = (rows[:, None] < rows[None]).any(axis=2)
    earlier = np.triu(np.ones((len(rows), len(rows)), bool), 1)
    return np.asarray(~(no_worse & (better | earlier)).any(axis=0), bool)


def joined(pieces: Sequence[Path]) -> Path:
    """Return one way made of several, each beginning where the one before ends.

    Parameters
    ----------
    pieces
        At least one.

    Returns
    -------
    path
        Its length is the sum of theirs.

    Examples
    --------
    >>> one = Path(2.0, np.array([0]), np.array([0, 1]))
    >>> two = Path(3.0, np.array([1]), np.array([1, 2]))
    >>> joined([one, two]).nodes.tolist()
    [0, 1, 2]
    """
    return Path(
        sum(piece.length for piece in pieces),
        np.concatenate([piece.edges for piece in pieces]),
        np.concatenate([pieces[0].nodes, *(piece.nodes[1:] for piece in pieces[1:])]),
    )


def edges_at(graph: Graph, nodes: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """Return the edges that touch some nodes: closing them is avoiding the nodes.

    Parameters
    ----------
    graph
        The graph.
    nodes
        Nodes.

    Returns
    -------
    edges
        In ascending order.

    Examples
    --------
    >>> edges_at(Graph.of(4, [0, 1, 2], [1, 2, 3]), [1]).tolist()
    [0, 1]
    """
    chosen = np.asarray(nodes, np.int64)
    touched = np.isin(graph.tail, chosen) | np.isin(graph.head, chosen)
    return np.flatnonzero(touched).astype(np.int64)


def exchange_of(options: Sequence[FloatArray]) -> tuple[float, float, float]:
    """Return how much of each criterion counts the same: the median of what some ways take.

    Parameters
    ----------
    options
        Hours, cost and CO2e of typical ways.

    Returns
    -------
    exchange
        For `Sweep`.

    Raises
    ------
    NetworkError
        There is none, or a criterion is zero in half of them.

    Examples
    --------
    >>> exchange_of([np.array([100.0, 4000.0, 2.0]), np.array([300.0, 2000.0, 1.0])])
    (200.0, 3000.0, 1.5)
    """
    rows = np.array(options, np.float64).reshape(-1, 3)
    middle = np.median(rows, axis=0) if len(rows) else np.zeros(3)
    if not (middle > 0).all():
        msg = f"The medians are {middle.tolist()}; expected three positive numbers."
        raise NetworkError(msg)
    return float(middle[0]), float(middle[1]), float(middle[2])
