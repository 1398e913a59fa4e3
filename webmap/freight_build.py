"""The freight network of `build/`: all modes in one graph, every step an edge of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from geo.chain import ChainNetwork
from geo.errors import NetworkError
from geo.frontier import at_borders, steady_countries
from geo.graph import Graph
from geo.graph_file import write_arrays
from geo.multimodal import MultimodalNetwork, Part, Rate, Transfer, assemble
from geo.network import EdgeKind, Network
from geo.pareto import exchange_of
from geo.routing import Prepared
from geo.sphere import SphereIndex, distance_km
from layers import Atlas, freight
from webmap.freight_gates import (
    Gate,
    airports_of,
    declared_airports,
    harbours_of,
    ports_of,
    stations_of,
)
from webmap.freight_reference import reference_km, straight_km, totals

Arrays = dict[str, npt.NDArray[Any]]
Meta = dict[str, Any]

GATE_KM, PORT_RAIL_KM, APPROACH_KM = 100.0, 5.0, 100.0
"""How far a port, station or airport may be from a road, a port from a railway, a port from a sea
lane; beyond, they are not joined."""
TRANSHIPMENT = "transhipment"
EXCHANGE_WAYS = ("rail:YIW_W>DUISB", "sea:CNSHA>NLRTM")
"""Ways whose medians say how much of hours, cost and emissions count the same."""
ROAD_ACCESS, SEA_FERRY, SEA = "road-access", "sea-ferry", "sea"
DETOUR = 1.25
"""A guess of how much longer than straight a reference way is, until it is measured."""
NO_EDGE = -1
_NO_LABEL = ""


@dataclass
class _Piece:
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
        self.label += [_NO_LABEL] * len(edges)
        self.chain_edge = np.concatenate([self.chain_edge, np.full(len(edges), NO_EDGE, np.int32)])

    def part(self) -> Part:
        """Return it as a part of the whole."""
        graph = Graph.of(len(self.lon), self.tail, self.head)
        return Part(graph, np.column_stack([self.lon, self.lat]), self.km, self.rate)


@dataclass
class _Steps:
    """Transfers and what each is called."""

    transfers: list[Transfer] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def add(self, label: str, transfer: Transfer) -> None:
        """Add a step."""
        self.transfers.append(transfer)
        self.labels.append(label)


def write_freight(
    atlas: Atlas, networks: Mapping[str, ChainNetwork], default_closed: Sequence[str], path: Path
) -> None:
    """Write the freight network to a file that `Freight.open` reads."""
    arrays, meta = freight_arrays(atlas, networks, default_closed)
    text = orjson.dumps(meta, option=orjson.OPT_SORT_KEYS)
    write_arrays(arrays | {"said": np.frombuffer(text, np.uint8)}, path, compress=False)


def freight_arrays(
    atlas: Atlas, networks: Mapping[str, ChainNetwork], default_closed: Sequence[str]
) -> tuple[Arrays, Meta]:
    """Return the freight network as arrays, and what is to be known about it.

    Parameters
    ----------
    atlas
        The facts.
    networks
        Rail, road and sea of `build/`.
    default_closed
        Passages that are closed unless they are opened on purpose.

    Raises
    ------
    NetworkError
        A table names a rate, a port or an airport that there is not.
    """
    book, areas = freight.rate_book(atlas), freight.customs_areas(atlas)
    rail, road, sea = (networks[mode].network for mode in ("rail", "road", "sea"))
    steps = _Steps()
    number = {code: i for i, code in enumerate(rail.countries)}
    pieces = {
        "rail": _ground(rail, "rail", book, areas, steps),
        "road": _ground(road, "road", book, areas, steps),
        "sea": _sea(sea),
    }
    _change_gauges(rail, book, steps)
    ports, stations = ports_of(atlas), stations_of(atlas)
    pieces["air"], airports = _air(number, declared_airports(atlas))
    gates = [*ports, *stations, *airports]
    gate_node = _road_gates(pieces["road"], gates, number)
    port_node = _port_nodes(pieces["sea"], ports, number)
    mainline = set(atlas.tables["mainline_ports"]["port_id"])
    _tranship(pieces["sea"], ports, port_node, mainline | set(harbours_of(atlas)), steps)
    _join_ports(pieces["rail"], ports, port_node, gate_node, book, steps)
    _join_stations(pieces["rail"], stations, gate_node, book, steps)
    _join_airports(airports, gate_node, book, steps)
    names = [label for piece in pieces.values() for label in piece.label] + steps.labels
    parts = {name: piece.part() for name, piece in pieces.items()}
    ways = freight.references(atlas)
    # Which way is the quickest hardly depends on how long it is: a guess finds it.
    guess = {way: DETOUR * straight_km(atlas, way) for way in ways}
    untold = assemble(parts, steps.transfers, _rates(atlas, guess))
    closed = np.isin(names, list(default_closed))
    lengths = {way: reference_km(atlas, way, untold, closed) for way in ways}
    network = assemble(parts, steps.transfers, _rates(atlas, lengths))
    exchange = exchange_of([totals(atlas, way, network, closed) for way in EXCHANGE_WAYS])
    prepared = Prepared.of(
        network.graph,
        network.places,
        live=np.array([rate.kind for rate in network.rates])[network.rate] != "air",
    )
    labels = list(dict.fromkeys([_NO_LABEL, *names]))
    number_of = {label: i for i, label in enumerate(labels)}
    arrays = _arrays(pieces, len(steps.labels), network)
    arrays["net_label"] = np.array([number_of[name] for name in names], np.int16)
    return arrays | prepared.arrays(), {
        "parts": list(network.first_node),
        "first_node": dict(network.first_node),
        "rates": [rate.rate_id for rate in network.rates],
        "labels": labels,
        "default_closed": list(default_closed),
        "countries": list(rail.countries),
        "reference_km": lengths,
        "exchange": exchange,
        "gates": [gate._asdict() for gate in gates],
        "gate_node": gate_node,
        "port_node": port_node,
        "edges": {name: len(piece.tail) for name, piece in pieces.items()},
    }


def _ground(
    network: Network,
    mode: str,
    book: freight.RateBook,
    areas: Mapping[str, str],
    steps: _Steps,
) -> _Piece:
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
    return _Piece(
        lon=frontier.lon,
        lat=frontier.lat,
        country=frontier.country,
        tail=network.tail[moving],
        head=frontier.head[moving],
        km=network.length_km[moving],
        rate=[rate_of[code] for code in network.country[network.tail[moving]]],
        label=[_NO_LABEL] * len(moving),
        chain_edge=moving.astype(np.int32),
    )


def _sea(network: Network) -> _Piece:
    labels = [network.row_of(edge) for edge in range(network.edge_count)]
    rate = np.where(network.kind == EdgeKind.LINK, SEA_FERRY, SEA).tolist()
    return _Piece(
        lon=network.lon,
        lat=network.lat,
        country=np.full(network.node_count, -1, np.int16),
        tail=network.tail,
        head=network.head,
        km=network.length_km,
        rate=rate,
        label=[
            label if kind == EdgeKind.PASSAGE else _NO_LABEL
            for label, kind in zip(labels, network.kind, strict=True)
        ],
        chain_edge=np.arange(network.edge_count, dtype=np.int32),
    )


def _air(countries: Mapping[str, int], declared: Sequence[str]) -> tuple[_Piece, list[Gate]]:
    airports = airports_of(declared)
    here, there = np.triu_indices(len(airports), 1)
    lon = np.array([gate.lon for gate in airports])
    lat = np.array([gate.lat for gate in airports])
    return _Piece(
        lon=lon,
        lat=lat,
        country=np.array([countries.get(gate.country, -1) for gate in airports], np.int16),
        tail=here.astype(np.int32),
        head=there.astype(np.int32),
        km=distance_km(lon[here], lat[here], lon[there], lat[there]),
        rate=["air"] * len(here),
        label=[_NO_LABEL] * len(here),
        chain_edge=np.full(len(here), NO_EDGE, np.int32),
    ), airports


def _change_gauges(network: Network, book: freight.RateBook, steps: _Steps) -> None:
    for edge in np.flatnonzero(network.kind == EdgeKind.GAUGE_CHANGE).tolist():
        change = network.row_of(edge)
        ends = int(network.tail[edge]), int(network.head[edge])
        rate = book.of_gauge_change(change)
        steps.add(f"change:{change}", Transfer("rail", ends[0], "rail", ends[1], rate))


def _road_gates(
    road: _Piece, gates: Sequence[Gate], countries: Mapping[str, int]
) -> dict[str, int]:
    """Join each gate to the nearest road; return its node among the roads."""
    index = SphereIndex(road.lon, road.lat)
    node, away = index.nearest([gate.lon for gate in gates], [gate.lat for gate in gates])
    first = road.add_nodes(gates, countries)
    near = np.flatnonzero(away <= GATE_KM).tolist()
    road.add_edges([(int(node[i]), first + i, float(away[i])) for i in near], ROAD_ACCESS)
    return {gates[i].id: first + i for i in near}


def _port_nodes(sea: _Piece, ports: Sequence[Gate], countries: Mapping[str, int]) -> dict[str, int]:
    """Join each port to the nearest sea lane; return its node among them."""
    index = SphereIndex(sea.lon, sea.lat)
    node, away = index.nearest([port.lon for port in ports], [port.lat for port in ports])
    first = sea.add_nodes(ports, countries)
    near = np.flatnonzero(away <= APPROACH_KM).tolist()
    sea.add_edges([(int(node[i]), first + i, float(away[i])) for i in near], SEA)
    return {ports[i].id: first + i for i in near}


def _tranship(
    sea: _Piece,
    ports: Sequence[Gate],
    port_node: dict[str, int],
    called_at: set[str],
    steps: _Steps,
) -> None:
    """Put a transhipment between the sea and each port that main lines do not call at."""
    feeders = [port for port in ports if port.id in port_node and port.id not in called_at]
    first = len(sea.lon)
    berths = [port_node[port.id] for port in feeders]
    sea.lon, sea.lat, sea.country = (
        np.concatenate([values, values[berths]]) for values in (sea.lon, sea.lat, sea.country)
    )
    for place, (port, quay) in enumerate(zip(feeders, berths, strict=True)):
        transfer = Transfer("sea", quay, "sea", first + place, TRANSHIPMENT)
        steps.add(f"feeder:{port.id}", transfer)
        port_node[port.id] = first + place


def _join_ports(
    rail: _Piece,
    ports: Sequence[Gate],
    port_node: Mapping[str, int],
    gate_node: Mapping[str, int],
    book: freight.RateBook,
    steps: _Steps,
) -> None:
    """Join ports with the road and railway beside them: outbound and inbound are two steps."""
    index = SphereIndex(rail.lon, rail.lat)
    joined = [port for port in ports if port.id in port_node]
    node, away = index.nearest([port.lon for port in joined], [port.lat for port in joined])
    for port, rail_node, km in zip(joined, node.tolist(), away.tolist(), strict=True):
        beside = [("road", gate_node[port.id])] if port.id in gate_node else []
        beside += [("rail", rail_node)] if km <= PORT_RAIL_KM else []
        out = book.of_country("port", port.country, "export")
        into = book.of_country("port", port.country, "import")
        ship = port_node[port.id]
        for part, land in beside:
            label = f"port:{port.id}"
            steps.add(label, Transfer(part, land, "sea", ship, out, both_ways=False))
            steps.add(label, Transfer("sea", ship, part, land, into, both_ways=False))


def _join_stations(
    rail: _Piece,
    stations: Sequence[Gate],
    gate_node: Mapping[str, int],
    book: freight.RateBook,
    steps: _Steps,
) -> None:
    index = SphereIndex(rail.lon, rail.lat)
    node, _ = index.nearest([one.lon for one in stations], [one.lat for one in stations])
    for station, rail_node in zip(stations, node.tolist(), strict=True):
        if station.id in gate_node:
            rate = book.of_country("terminal", station.country)
            road_node = gate_node[station.id]
            transfer = Transfer("road", road_node, "rail", rail_node, rate)
            steps.add(f"station:{station.id}", transfer)


def _join_airports(
    airports: Sequence[Gate],
    gate_node: Mapping[str, int],
    book: freight.RateBook,
    steps: _Steps,
) -> None:
    for place, airport in enumerate(airports):
        if airport.id in gate_node:
            road_node, label = gate_node[airport.id], f"airport:{airport.id}"
            out = book.of_country("airport", airport.country, "export")
            into = book.of_country("airport", airport.country, "import")
            steps.add(label, Transfer("road", road_node, "air", place, out, both_ways=False))
            steps.add(label, Transfer("air", place, "road", road_node, into, both_ways=False))


def _rates(atlas: Atlas, lengths: Mapping[str, float]) -> list[Rate]:
    return [one.rate for one in freight.rates(atlas, lengths)]


def _arrays(pieces: Mapping[str, _Piece], step_count: int, network: MultimodalNetwork) -> Arrays:
    chain = [piece.chain_edge for piece in pieces.values()]
    return {
        "net_places": network.places,
        "net_amount": network.amount,
        "net_rate": network.rate.astype(np.uint8),
        "net_one_way": network.one_way,
        "net_country": np.concatenate([piece.country for piece in pieces.values()]),
        "net_chain_edge": np.concatenate([*chain, np.full(step_count, NO_EDGE, np.int32)]),
    }
