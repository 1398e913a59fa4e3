"""The freight network as pages ask it: ways, hours, closures, and how to get onto it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import orjson
from shapely.geometry import LineString, MultiLineString

from geo.chain import ChainNetwork
from geo.errors import ParameterError
from geo.graph import BoolArray, FloatArray
from geo.graph import Path as Way
from geo.multimodal import MODES, MultimodalNetwork, Rate
from geo.network_file import mapped_arrays
from geo.pareto import Mix, Sweep, edges_at
from geo.path import joined_line
from geo.routing import Prepared
from layers import Atlas, freight
from webmap.entrances import Entrances
from webmap.freight_gates import Gate
from webmap.gate_names import GateNames, gates_by_name
from webmap.refusal import worded
from webmap.spelling import plain
from webmap.sweeps import Situation, Sweeps

QUICKEST: Mix = (1, 0, 0)
NEAR_PLACE_KM = 5.0
"""Nodes no further from a place are that place, when a way must pass or avoid it."""
_GATES = ("port", "station", "airport")
_CLOSURE_SHAPES: Mapping[str, object] = {
    "border": "border:AAA-BBB",
    "gates": ("change:", "port:", "station:", "airport:"),
    "mode": "mode:",
    "country": "country:",
    "near": "near:",
}
"""What ids of closures begin with."""
_LONLAT = re.compile(r"(-?\d{1,3}(?:\.\d*)?),(-?\d{1,2}(?:\.\d*)?)", re.ASCII)


class Access(NamedTuple):
    """How a place gets onto the network, or off it."""

    part: str
    node: int
    km: float
    """By local road, along a straight line."""
    step: str | None
    """Rate of the step between road and network: a terminal, a port, an airport."""
    gate: str | None
    """Port, station or airport; None for a road or for a railway without a known station."""


@dataclass(frozen=True)
class Freight:
    """The freight network, opened; nothing in it changes but what is kept for speed."""

    network: MultimodalNetwork
    prepared: Prepared
    rates: tuple[freight.FreightRate, ...]
    book: freight.RateBook
    chains: Mapping[str, ChainNetwork]
    meta: Mapping[str, Any]
    label: npt.NDArray[np.int16]
    """Of each edge, position in meta's labels."""
    country: npt.NDArray[np.int16]
    """Of each node, position in meta's countries; -1 at sea."""
    chain_edge: npt.NDArray[np.int32]
    """Of each edge, the edge of its mode's network; -1 for a straight one or a step."""
    gates: Mapping[str, Gate]
    """Ports, stations and airports by id."""
    customs_areas: Mapping[str, str]
    """Customs area of each country that shares one."""

    @classmethod
    def open(cls, path: Path, atlas: Atlas, chains: Mapping[str, ChainNetwork]) -> Freight:
        """Open the network of `build/`.

        Parameters
        ----------
        path
            File that `write` wrote.
        atlas
            The facts, for rates.
        chains
            The networks of the modes, for the shapes of their edges.
        """
        arrays = mapped_arrays(path)
        meta: dict[str, Any] = orjson.loads(arrays.pop("said").tobytes())
        # JSON objects are written in the order of their keys; parts have one of their own.
        for name in ("first_node", "edges"):
            meta[name] = {part: meta[name][part] for part in meta["parts"]}
        prepared = Prepared.from_arrays(arrays)
        rates = tuple(freight.rates(atlas, meta["reference_km"]))
        network = MultimodalNetwork(
            graph=prepared.shrunk.graph,
            places=arrays["net_places"],
            amount=arrays["net_amount"],
            rate=arrays["net_rate"],
            rates=tuple(one.rate for one in rates),
            one_way=arrays["net_one_way"],
            first_node=meta["first_node"],
        )
        gates = GateNames.of(atlas).named(Gate(**gate) for gate in meta["gates"])
        return cls(
            network,
            prepared,
            rates,
            freight.rate_book(atlas),
            chains,
            meta,
            label=arrays["net_label"],
            country=arrays["net_country"],
            chain_edge=arrays["net_chain_edge"],
            gates={gate.id: gate for gate in gates},
            customs_areas=freight.customs_areas(atlas),
        )

    @cached_property
    def rate_number(self) -> dict[str, int]:
        """Position of each rate."""
        return {one.rate.rate_id: i for i, one in enumerate(self.rates)}

    def rate(self, rate_id: str) -> Rate:
        """Return a rate by id."""
        return self.rates[self.rate_number[rate_id]].rate

    def label_of(self, edge: int) -> str:
        """Return what a step or passage is: "border:CHN-KAZ", "change:brest", "suez", or ""."""
        return str(self.meta["labels"][int(self.label[edge])])

    def country_of(self, node: int) -> str:
        """Return the code of a node's country, empty at sea."""
        number = int(self.country[node])
        return str(self.meta["countries"][number]) if number >= 0 else ""

    @cached_property
    def countries(self) -> list[str]:
        """Codes of the countries that some node lies in."""
        return [self.meta["countries"][i] for i in np.unique(self.country).tolist() if i >= 0]

    def part_of(self, node: int) -> str:
        """Return which mode a node belongs to."""
        first_node: dict[str, int] = self.meta["first_node"]
        return [name for name, first in first_node.items() if first <= node][-1]

    @property
    def default_closed(self) -> Situation:
        """What is closed unless it is opened on purpose: the Arctic, and some borders."""
        return frozenset(self.meta["default_closed"])

    def edges_of(self, closure: str) -> npt.NDArray[np.int64]:
        """Return the edges that a closure takes away.

        Raises
        ------
        ParameterError
            There is no such thing to close.
        """
        kind, _, name = closure.partition(":")
        if kind == "mode" and name in MODES:
            first = self._first_edges[name]
            return np.arange(first, first + self.meta["edges"][name])
        if kind == "near":
            return self._edges_near(name)
        if kind == "country" and name in self.meta["countries"]:
            inside = self.country == self.meta["countries"].index(name)
            graph = self.network.graph
            return np.flatnonzero(inside[graph.tail] | inside[graph.head])
        if closure in self._label_number:
            return np.flatnonzero(self.label == self._label_number[closure])
        raise worded(
            ParameterError, "closed", name="closed", value=closure, modes=MODES, **_CLOSURE_SHAPES
        )

    def is_shut(self, node: int, closed: Collection[str]) -> bool:
        """Return whether nothing may begin, end or land at a node: a closed gate or country."""
        gate = self._gate_of_node.get(node, "")
        country = self.gates[gate].country if gate in self.gates else self.country_of(node)
        return any(f"{kind}:{gate}" in closed for kind in _GATES) or f"country:{country}" in closed

    def shut_nodes(self, closed: Collection[str]) -> BoolArray:
        """Return the same for every node."""
        shut = [f"country:{code}" in closed for code in self.meta["countries"]]
        found = np.array([*shut, False])[self.country]
        for node in self._gate_of_node:
            found[node] = self.is_shut(node, closed)
        return found

    def sweep(self, closed: Collection[str] = (), opened: Collection[str] = ()) -> Sweep:
        """Return the routers for closures; what is closed by default is, unless it is opened.

        Raises
        ------
        ParameterError
            There is no such thing to close or open.
        """
        for name in opened:
            if name not in self.default_closed:
                known = sorted(self.default_closed)
                raise worded(ParameterError, "opened", name="opened", value=name, known=known)
        situation = (self.default_closed - frozenset(opened)) | frozenset(closed)
        return self._sweeps.under(situation)

    @cached_property
    def _sweeps(self) -> Sweeps:
        shut = self._edges_of_all(self.default_closed)
        usual = Sweep(self.network, self.prepared, self.meta["exchange"], shut)
        return Sweeps(usual, self.default_closed, self._edges_of_all)

    def _edges_of_all(self, closures: Situation) -> npt.NDArray[np.int64]:
        edges = [self.edges_of(one) for one in sorted(closures)]
        return np.concatenate(edges) if edges else np.empty(0, np.int64)

    def flight_edge(self, here: int, there: int) -> int:
        """Return the edge of the flight between two airports, by their nodes."""
        first = int(self.meta["first_node"]["air"])
        one, two = sorted((here - first, there - first))
        count = self.network.graph.node_count - first
        # Flights stand row by row in the upper triangle of all pairs.
        return self._first_edges["air"] + one * (2 * count - one - 1) // 2 + two - one - 1

    def access(
        self, lon: float, lat: float, modes: Iterable[str] = MODES, *, outbound: bool = True
    ) -> list[Access]:
        """Return how a place gets onto the network by each mode, or off it.

        Parameters
        ----------
        lon, lat
            The place, in degrees.
        modes
            What may be travelled by.
        outbound
            Whether freight leaves the place or comes to it.

        Returns
        -------
        access
            The nearest road, railway, port and airport, where one is within reach.
        """
        found = []
        for mode in modes:
            node, km = self._entrances.nearest(mode, lon, lat)
            if node is None:
                continue
            gate = self.gate_at(mode, node)
            found.append(
                Access(mode, node, km, self._step(mode, gate, node, outbound=outbound), gate)
            )
        return found

    def amounts(self, way: Way | None, accesses: Iterable[Access]) -> FloatArray:
        """Return how many units of each rate a way takes, access included."""
        size = len(self.rates)
        found = np.zeros(size) if way is None else self.network.amounts(way.edges)
        for access in accesses:
            found[self.rate_number[freight.ROAD_ACCESS]] += access.km
            if access.step is not None:
                found[self.rate_number[access.step]] += 1
        return found

    def totals(self, amounts: FloatArray) -> tuple[float, float, float]:
        """Return hours, USD per TEU and kg CO2e per TEU at central rates."""
        hours, cost, co2e = (amounts @ self.network.table()).tolist()
        return hours, cost, co2e

    def line(self, way: Way, tolerance_deg: float = 0.0) -> LineString | MultiLineString:
        """Return the line of a way as the networks have it, cut at 180 degrees."""
        return joined_line(self.points(way), tolerance_deg=tolerance_deg)

    def points(self, way: Way) -> FloatArray:
        """Return the vertices of a way, longitude and latitude, in the order of travel."""
        pieces = [self.network.places[way.nodes[:1]]]
        for edge, here, there in zip(way.edges, way.nodes[:-1], way.nodes[1:], strict=True):
            pieces += [self._inner(int(edge), int(here)), self.network.places[[there]]]
        return np.concatenate(pieces)

    @cached_property
    def gauge_meetings(self) -> list[tuple[int, int]]:
        """Pairs of nodes at one place, of two gauges."""
        rail = self.chains["rail"].network
        gauge = np.zeros(rail.node_count, np.int64)
        gauge[rail.tail] = gauge[rail.head] = rail.gauge_mm
        order = np.lexsort((rail.lat, rail.lon))
        here, there = order[:-1], order[1:]
        same = (rail.lon[here] == rail.lon[there]) & (rail.lat[here] == rail.lat[there])
        same &= gauge[here] != gauge[there]
        pairs = np.column_stack([here[same], there[same]]) + self.meta["first_node"]["rail"]
        return [(int(one), int(two)) for one, two in pairs.tolist()]

    def _edges_near(self, text: str) -> npt.NDArray[np.int64]:
        numbers = _LONLAT.fullmatch(text)
        lon, lat = (float(one) for one in numbers.groups()) if numbers else (np.nan, np.nan)
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            msg = f"Closed is {f'near:{text}'!r}; accepted is near: with lon,lat in degrees."
            raise ParameterError(msg)
        found = []
        for mode, index in self._entrances.indexes.items():
            if mode != "air":
                near = index.within([lon], [lat], NEAR_PLACE_KM)[0]
                found.append(self._entrances.nodes[mode][near])
        return edges_at(self.network.graph, np.concatenate(found))

    @cached_property
    def _first_edges(self) -> dict[str, int]:
        counts = self.meta["edges"]
        return dict(zip(counts, np.cumsum([0, *counts.values()]).tolist(), strict=False))

    @cached_property
    def _label_number(self) -> dict[str, int]:
        return {label: i for i, label in enumerate(self.meta["labels"]) if label}

    @cached_property
    def is_waiting(self) -> BoolArray:
        """Whether freight at a node waits at a border or for customs: nothing begins or ends there.

        Such nodes lie where the road beyond goes on, and would let freight slip past both.
        """
        at_border = [label.startswith("border:") for label in self.meta["labels"]]
        edges = np.flatnonzero(np.array(at_border)[self.label])
        found = np.zeros(self.network.graph.node_count, bool)
        found[self.network.graph.tail[edges]] = found[self.network.graph.head[edges]] = True
        return found

    @cached_property
    def _entrances(self) -> Entrances:
        """Where each mode is got onto: roads and railways anywhere, ports and airports."""
        first = self.meta["first_node"]
        ends = [*list(first.values())[1:], len(self.network.places)]
        nodes = {
            name: np.arange(start, end)
            for (name, start), end in zip(first.items(), ends, strict=True)
        }
        ports = sorted(self.meta["port_node"].values())
        nodes["sea"] = first["sea"] + np.array(ports, np.int64)
        nodes = {mode: ids[~self.is_waiting[ids]] for mode, ids in nodes.items()}
        codes = self.meta["countries"]
        return Entrances.of(nodes, self.network.places, self.country, codes, self.customs_areas)

    @cached_property
    def _gate_of_node(self) -> dict[int, str]:
        first = self.meta["first_node"]
        # A port that main lines do not call at has two nodes: this is the one ashore.
        ports = {first["sea"] + node: name for name, node in self.meta["port_node"].items()}
        names = [label for label in self.meta["labels"] if label.startswith("station:")]
        stations = {}
        for name in names:
            edge = int(self.edges_of(name)[0])
            stations[int(self.network.graph.head[edge])] = name.removeprefix("station:")
        flying = self.network.graph.node_count - first["air"]
        airports = {
            first["air"] + i: gate["id"] for i, gate in enumerate(self.meta["gates"][-flying:])
        }
        return ports | stations | airports

    def gate_named(self, asked: str) -> Gate | None:
        """Return the port or airport of a code or name, in either language."""
        return self._gate_of_name.get(plain(asked))

    @cached_property
    def _gate_of_name(self) -> dict[str, Gate]:
        joined = set(self._gate_of_node.values())
        return gates_by_name(gate for gate in self.gates.values() if gate.id in joined)

    def gate_at(self, mode: str, node: int) -> str | None:
        """Return the port, station or airport that a node of a mode is."""
        return None if mode == "road" else self._gate_of_node.get(node)

    def _step(self, mode: str, gate: str | None, node: int, *, outbound: bool) -> str | None:
        if mode == "road":
            return None
        country = self.gates[gate].country if gate else self.country_of(node)
        kinds = {"rail": "terminal", "sea": "port", "air": "airport"}
        direction = "" if mode == "rail" else "export" if outbound else "import"
        return self.book.of_country(kinds[mode], country, direction)

    def _inner(self, edge: int, here: int) -> FloatArray:
        chain_edge = int(self.chain_edge[edge])
        if chain_edge < 0:
            return np.empty((0, 2))
        shapes = self.chains[self.part_of(here)].shapes
        inner = slice(int(shapes.start[chain_edge]), int(shapes.start[chain_edge + 1]))
        forward = int(self.network.graph.tail[edge]) == here
        step = 1 if forward else -1
        return np.column_stack([shapes.lon[inner][::step], shapes.lat[inner][::step]]).astype(float)
