"""The networks of the modes while the freight network is put together of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.errors import NetworkError
from geo.frontier import at_borders, steady_countries
from geo.graph import Graph
from geo.multimodal import Part, Transfer
from geo.network import EdgeKind, Network
from geo.sphere import distance_km
from layers import freight
from webmap.freight_gates import Gate

NO_EDGE: Final = -1
NO_LABEL: Final = ""


@dataclass
class Piece:
    """The network of one mode while it is put together."""

    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    country: npt.NDArray[np.int16]
    tail: npt.NDArray[np.int32]
    head: npt.NDArray[np.int32]
    km: npt.NDArray[np.float64]
    rate: list[str]
    label: list[str]
    chain_edge: npt.NDArray[np.int32]

    def add_nodes(self, gates: Sequence[Gate], countries: Mapping[str, int]) -> int:
        """Add a node for each gate; return the first one's number."""
        first = len(self.lon)
        self.lon = np.concatenate([self.lon, [gate.lon for gate in gates]])
        self.lat = np.concatenate([self.lat, [gate.lat for gate in gates]])
        codes = [countries.get(gate.country, -1) for gate in gates]
        self.country = np.concatenate([self.country, np.array(codes, np.int16)])
        return first

    def add_edges(self, edges: Sequence[tuple[int, int, float]], rate: str) -> None:
        """Add straight edges."""
        columns = list(zip(*edges, strict=True)) if edges else [(), (), ()]
        self.tail = np.concatenate([self.tail, np.array(columns[0], np.int32)])
        self.head = np.concatenate([self.head, np.array(columns[1], np.int32)])
        self.km = np.concatenate([self.km, np.array(columns[2], np.float64)])
        self.rate += [rate] * len(edges)
        self.label += [NO_LABEL] * len(edges)
        self.chain_edge = np.concatenate([self.chain_edge, np.full(len(edges), NO_EDGE, np.int32)])

    def part(self) -> Part:
        """Return it as a part of the whole."""
        graph = Graph.of(len(self.lon), self.tail, self.head)
        return Part(graph, np.column_stack([self.lon, self.lat]), self.km, self.rate)


@dataclass
class Steps:
    """Transfers and what each is called."""

    transfers: list[Transfer] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def add(self, label: str, transfer: Transfer) -> None:
        """Add a step."""
        self.transfers.append(transfer)
        self.labels.append(label)


def ground_piece(
    network: Network,
    mode: str,
    book: freight.RateBook,
    areas: Mapping[str, str],
    steps: Steps,
) -> Piece:
    """Return rail or road, its edges cut at borders; the waits become steps."""
    moving = np.flatnonzero(network.kind != EdgeKind.GAUGE_CHANGE)
    network = replace(network, country=steady_countries(network))
    frontier = at_borders(network, areas)
    rate_of = [book.of_country(mode, code) for code in (*network.countries, "")]
    for crossing in frontier.crossings:
        if network.kind[crossing.edge] == EdgeKind.GAUGE_CHANGE:
            msg = (
                f"Gauge change {network.row_of(crossing.edge)!r} spans a border; expected one side."
            )
            raise NetworkError(msg)
        lon, lat = float(frontier.lon[crossing.head]), float(frontier.lat[crossing.head])
        pair = crossing.countries
        name = "-".join(pair)
        wait = book.of_border("border", mode, pair, lon, lat)
        clear = book.of_border("customs", mode, pair, lon, lat)
        arrived, waited = crossing.arrived, crossing.waited
        steps.add(f"border:{name}", Transfer(mode, arrived, mode, waited, wait))
        steps.add(f"customs:{name}", Transfer(mode, waited, mode, crossing.head, clear))
    return Piece(
        lon=frontier.lon,
        lat=frontier.lat,
        country=frontier.country,
        tail=network.tail[moving],
        head=frontier.head[moving],
        km=network.length_km[moving],
        rate=[rate_of[code] for code in network.country[network.tail[moving]]],
        label=[NO_LABEL] * len(moving),
        chain_edge=moving.astype(np.int32),
    )


def sea_piece(network: Network) -> Piece:
    """Return the sea lanes and ferries, their edges labelled with the passages they belong to."""
    labels = [network.row_of(edge) for edge in range(network.edge_count)]
    rate = np.where(network.kind == EdgeKind.LINK, freight.SEA_FERRY, freight.SEA).tolist()
    return Piece(
        lon=network.lon,
        lat=network.lat,
        country=np.full(network.node_count, -1, np.int16),
        tail=network.tail,
        head=network.head,
        km=network.length_km,
        rate=rate,
        label=[
            label if kind == EdgeKind.PASSAGE else NO_LABEL
            for label, kind in zip(labels, network.kind, strict=True)
        ],
        chain_edge=np.arange(network.edge_count, dtype=np.int32),
    )


def pass_canals(sea: Piece, book: freight.RateBook, steps: Steps) -> None:
    """Cut each canal that takes time of its own once, in the middle: a ship passes or turns back.

    The shortest edge of a passage lies inside its canal, where no port is beyond it; those off its
    mouths are longer.
    """
    sea.tail = sea.tail.copy()
    for passage in sorted(set(sea.label) - {NO_LABEL}):
        rate = book.of_canal(passage)
        if rate is None:
            continue
        edges = [edge for edge, label in enumerate(sea.label) if label == passage]
        edge = min(edges, key=lambda edge: float(sea.km[edge]))
        before, after = int(sea.tail[edge]), len(sea.lon)
        sea.lon, sea.lat, sea.country = (
            np.append(values, values[before]) for values in (sea.lon, sea.lat, sea.country)
        )
        sea.tail[edge] = after
        steps.add(passage, Transfer("sea", before, "sea", after, rate))


def air_piece(countries: Mapping[str, int], airports: Sequence[Gate]) -> Piece:
    """Return a straight flight between each two airports."""
    here, there = np.triu_indices(len(airports), 1)
    lon = np.array([gate.lon for gate in airports])
    lat = np.array([gate.lat for gate in airports])
    return Piece(
        lon=lon,
        lat=lat,
        country=np.array([countries.get(gate.country, -1) for gate in airports], np.int16),
        tail=here.astype(np.int32),
        head=there.astype(np.int32),
        km=distance_km(lon[here], lat[here], lon[there], lat[there]),
        rate=["air"] * len(here),
        label=[NO_LABEL] * len(here),
        chain_edge=np.full(len(here), NO_EDGE, np.int32),
    )
