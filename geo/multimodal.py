"""One network of many modes: what each edge is, and what a way over it takes, leg by leg.

An edge is an amount of something: kilometres of a railway, one gauge change. What one unit takes
in hours, money and emissions stands in a rate, with its range. So a metric is an amount times a
rate, a draw of the rates is a metric too, and a way is told by its amounts of each rate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import NetworkError
from geo.graph import FloatArray, Graph, IntArray, Path

MODES = ("rail", "road", "sea", "air")
"""What an edge is travelled by."""
STEPS = ("port", "terminal", "border", "gauge_change", "customs", "airport", "canal")
"""What an edge is that goes nowhere but takes time."""
CRITERIA = ("hours", "cost", "co2e")
"""What a way is judged by, in the order of the columns of rates."""


class Range(NamedTuple):
    """The least, the likely and the most of a quantity; all equal where no spread is known."""

    low: float
    central: float
    high: float

    @classmethod
    def only(cls, central: float) -> "Range":
        """Return a quantity with no known spread.

        Examples
        --------
        >>> Range.only(5.0)
        Range(low=5.0, central=5.0, high=5.0)
        """
        return cls(central, central, central)

    @property
    def is_known(self) -> bool:
        """Whether there is a spread."""
        return self.low < self.high

    def per(self) -> "Range":
        """Return one over the quantity: the hours that a kilometre takes, from a speed.

        Examples
        --------
        >>> Range(40, 50, 80).per()
        Range(low=0.0125, central=0.02, high=0.025)
        """
        return Range(1 / self.high, 1 / self.central, 1 / self.low)


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of an edge takes: a kilometre by a mode, or one step."""

    rate_id: str
    kind: str
    """One of MODES or STEPS."""
    hours: Range
    cost: Range
    co2e: Range

    def __post_init__(self) -> None:
        if self.kind not in (*MODES, *STEPS):
            msg = (
                f"The kind of rate {self.rate_id!r} is {self.kind!r};"
                f" expected one of {', '.join((*MODES, *STEPS))}."
            )
            raise NetworkError(msg)
        for name in CRITERIA:
            low, central, high = getattr(self, name)
            if not 0 <= low <= central <= high < np.inf:
                msg = (
                    f"{name} of rate {self.rate_id!r} is {low:g}, {central:g}, {high:g};"
                    " expected numbers from zero, in ascending order."
                )
                raise NetworkError(msg)


@dataclass(frozen=True, slots=True)
class Part:
    """The network of one mode."""

    graph: Graph
    places: FloatArray
    """Longitude and latitude of each node, in degrees."""
    length_km: FloatArray
    rate: Sequence[str]
    """Rate of each edge."""


class Transfer(NamedTuple):
    """A step from a node of one part to a node of the same or another."""

    part: str
    node: int
    to_part: str
    to_node: int
    rate: str
    both_ways: bool = True


@dataclass(frozen=True, slots=True)
class MultimodalNetwork:
    """A network of many modes."""

    graph: Graph
    places: FloatArray
    amount: FloatArray
    """How many units each edge is: kilometres, or 1 for a step."""
    rate: IntArray
    """Position of each edge's rate among `rates`."""
    rates: tuple[Rate, ...]
    one_way: npt.NDArray[np.bool_]
    first_node: Mapping[str, int]
    """Where the nodes of each part begin."""

    def node(self, part: str, node: int) -> int:
        """Return the number that a node of a part has in the whole.

        Raises
        ------
        NetworkError
            There is no such part.
        """
        if part not in self.first_node:
            msg = f"No part {part!r}; available: {', '.join(self.first_node)}."
            raise NetworkError(msg)
        return self.first_node[part] + node

    def table(self, bound: str = "central") -> FloatArray:
        """Return what one unit of each rate takes: a row for each rate, a column a criterion.

        Parameters
        ----------
        bound
            low, central or high.
        """
        rows = [[getattr(getattr(rate, name), bound) for name in CRITERIA] for rate in self.rates]
        return np.array(rows, np.float64).reshape(-1, len(CRITERIA))

    def ranges(self, criterion: str) -> FloatArray:
        """Return low, central and high of each rate by one criterion."""
        rows = [getattr(rate, criterion) for rate in self.rates]
        return np.array(rows, np.float64).reshape(-1, 3)

    def weights(self, unit_costs: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return the weight of each edge along and against it.

        Parameters
        ----------
        unit_costs
            What one unit of each rate takes: a column of `table`, a mix of them, or a draw.
        """
        forward = self.amount * np.asarray(unit_costs, np.float64)[self.rate]
        return forward, np.where(self.one_way, np.inf, forward)

    def amounts(self, edges: npt.ArrayLike) -> FloatArray:
        """Return how many units of each rate a way takes."""
        chosen = np.asarray(edges, np.int64)
        return np.bincount(
            self.rate[chosen], weights=self.amount[chosen], minlength=len(self.rates)
        ).astype(np.float64)


class Leg(NamedTuple):
    """A piece of a way by one mode, or one step."""

    kind: str
    """One of MODES or STEPS."""
    edges: IntArray
    nodes: IntArray
    length_km: float
    hours: float
    cost: float
    co2e: float
    rate_ids: tuple[str, ...]
    """Its rates, in the order of travel."""

    @property
    def is_step(self) -> bool:
        """Whether it goes nowhere but takes time."""
        return self.kind in STEPS


def assemble(
    parts: Mapping[str, Part], transfers: Sequence[Transfer], rates: Sequence[Rate]
) -> MultimodalNetwork:
    """Put the networks of the modes together, joined by transfers and by nothing else.

    Parameters
    ----------
    parts
        Networks by name.
    transfers
        Steps between nodes of them, each an edge of its own.
    rates
        What edges and steps take.

    Returns
    -------
    network
        Nodes part by part, edges part by part and then the transfers, in the order given.

    Raises
    ------
    NetworkError
        A rate, part or node is not there, or a rate is of the wrong kind.

    Examples
    --------
    >>> one = Range.only(1.0)
    >>> rates = [Rate("train", "rail", one, one, one), Rate("crane", "port", one, one, one)]
    >>> piece = Part(Graph.of(2, [0], [1]), np.zeros((2, 2)), np.array([9.0]), ["train"])
    >>> whole = assemble({"a": piece, "b": piece}, [Transfer("a", 1, "b", 0, "crane")], rates)
    >>> whole.graph.head.tolist(), whole.amount.tolist()
    ([1, 3, 2], [9.0, 9.0, 1.0])
    """
    position = {rate.rate_id: i for i, rate in enumerate(rates)}
    sizes = [part.graph.node_count for part in parts.values()]
    first = dict(zip(parts, [0, *np.cumsum(sizes).tolist()], strict=False))
    for part in parts.values():
        _check_kinds(set(part.rate), position, rates, MODES)
    _check_kinds({transfer.rate for transfer in transfers}, position, rates, STEPS)
    ends = [_transfer_ends(transfer, parts, first) for transfer in transfers]
    steps = np.array(ends, np.int64).reshape(-1, 2)
    graphs = [(part.graph, first[name]) for name, part in parts.items()]
    named = [rate for part in parts.values() for rate in part.rate]
    named += [transfer.rate for transfer in transfers]
    moving = sum(graph.edge_count for graph, _ in graphs)
    return MultimodalNetwork(
        graph=Graph.of(
            sum(sizes),
            np.concatenate([*(graph.tail + start for graph, start in graphs), steps[:, 0]]),
            np.concatenate([*(graph.head + start for graph, start in graphs), steps[:, 1]]),
        ),
        places=np.concatenate([part.places for part in parts.values()]),
        amount=np.concatenate(
            [*(part.length_km for part in parts.values()), np.ones(len(transfers))]
        ),
        rate=np.array([position[name] for name in named], np.int32),
        rates=tuple(rates),
        one_way=np.array([False] * moving + [not step.both_ways for step in transfers], bool),
        first_node=first,
    )


def legs(network: MultimodalNetwork, path: Path) -> list[Leg]:
    """Tell a way leg by leg: one for each stretch by a mode, one for each step.

    Parameters
    ----------
    network
        The network.
    path
        A way through it.

    Returns
    -------
    legs
        In the order of travel; their sums are those of the way.

    Examples
    --------
    >>> one = Range.only(1.0)
    >>> rates = [Rate("train", "rail", one, one, one), Rate("crane", "port", one, one, one)]
    >>> piece = Part(Graph.of(2, [0], [1]), np.zeros((2, 2)), np.array([9.0]), ["train"])
    >>> whole = assemble({"a": piece, "b": piece}, [Transfer("a", 1, "b", 0, "crane")], rates)
    >>> way = Path(19.0, np.array([0, 2, 1]), np.array([0, 1, 2, 3]))
    >>> [(leg.kind, leg.hours) for leg in legs(whole, way)]
    [('rail', 9.0), ('port', 1.0), ('rail', 9.0)]
    """
    table = network.table()
    kinds = [network.rates[rate].kind for rate in network.rate[path.edges]]
    # A step never runs together with the one before it.
    keys = [(kind, place if kind in STEPS else -1) for place, kind in enumerate(kinds)]
    found = []
    for (kind, _), group in groupby(range(len(keys)), key=lambda place: keys[place]):
        places = list(group)
        edges = path.edges[places[0] : places[-1] + 1]
        hours, cost, co2e = (network.amounts(edges) @ table).tolist()
        seen = dict.fromkeys(network.rates[rate].rate_id for rate in network.rate[edges])
        length = 0.0 if kind in STEPS else float(network.amount[edges].sum())
        nodes = path.nodes[places[0] : places[-1] + 2]
        found.append(Leg(kind, edges, nodes, length, hours, cost, co2e, tuple(seen)))
    return found


def _check_kinds(
    named: set[str], position: Mapping[str, int], rates: Sequence[Rate], kinds: tuple[str, ...]
) -> None:
    for name in sorted(named):
        if name not in position:
            msg = f"No rate {name!r}; available: {', '.join(position)}."
            raise NetworkError(msg)
        if rates[position[name]].kind not in kinds:
            msg = (
                f"Rate {name!r} is of kind {rates[position[name]].kind!r};"
                f" expected one of {', '.join(kinds)}."
            )
            raise NetworkError(msg)


def _transfer_ends(
    transfer: Transfer, parts: Mapping[str, Part], first: Mapping[str, int]
) -> tuple[int, int]:
    for part, node in ((transfer.part, transfer.node), (transfer.to_part, transfer.to_node)):
        if part not in parts:
            msg = f"No part {part!r}; available: {', '.join(parts)}."
            raise NetworkError(msg)
        parts[part].graph.check_node(node)
    return first[transfer.part] + transfer.node, first[transfer.to_part] + transfer.to_node
