"""The freight network of `build/`: all modes in one graph, every step an edge of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from geo.chain import ChainNetwork
from geo.graph_file import write_arrays
from geo.multimodal import MultimodalNetwork, Rate, Transfer, assemble
from geo.network import EdgeKind, Network
from geo.pareto import exchange_of
from geo.routing import Prepared
from geo.sphere import SphereIndex
from layers import Atlas, freight
from webmap.freight_gates import (
    Gate,
    airports_of,
    declared_airports,
    harbours_of,
    ports_of,
    stations_of,
)
from webmap.freight_pieces import (
    NO_EDGE,
    NO_LABEL,
    Piece,
    Steps,
    air_piece,
    ground_piece,
    pass_canals,
    sea_piece,
)
from webmap.freight_reference import reference_km, straight_km, totals

Arrays = dict[str, npt.NDArray[Any]]
Meta = dict[str, Any]

GATE_KM, PORT_RAIL_KM, APPROACH_KM = 100.0, 5.0, 100.0
"""How far a port, station or airport may be from a road, a port from a railway, a port from a sea
lane; beyond, they are not joined."""
EXCHANGE_WAYS = ("rail:YIW_W>DUISB", "sea:CNSHA>NLRTM")
"""Ways whose medians say how much of hours, cost and emissions count the same."""
DETOUR = 1.25
"""A guess of how much longer than straight a reference way is, until it is measured."""


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
        Passages that are closed unless they are opened on purpose; so are the borders of the table.

    Raises
    ------
    NetworkError
        A table names a rate, a port or an airport that there is not.
    """
    book, areas = freight.rate_book(atlas), freight.customs_areas(atlas)
    rail, road, sea = (networks[mode].network for mode in ("rail", "road", "sea"))
    steps = Steps()
    number = {code: i for i, code in enumerate(rail.countries)}
    pieces = {
        "rail": ground_piece(rail, "rail", book, areas, steps),
        "road": ground_piece(road, "road", book, areas, steps),
        "sea": sea_piece(sea),
    }
    pass_canals(pieces["sea"], book, steps)
    _change_gauges(rail, book, steps)
    ports, stations = ports_of(atlas), stations_of(atlas)
    airports = airports_of(declared_airports(atlas))
    pieces["air"] = air_piece(number, airports)
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
    borders = {f"border:{pair}" for pair in freight.closed_borders(atlas)}
    shut = [*default_closed, *sorted(borders & set(names))]
    closed = np.isin(names, shut)
    lengths = {way: reference_km(atlas, way, untold, closed) for way in ways}
    network = assemble(parts, steps.transfers, _rates(atlas, lengths))
    exchange = exchange_of([totals(atlas, way, network, closed) for way in EXCHANGE_WAYS])
    prepared = Prepared.of(
        network.graph,
        network.places,
        live=np.array([rate.kind for rate in network.rates])[network.rate] != "air",
    )
    labels = list(dict.fromkeys([NO_LABEL, *names]))
    number_of = {label: i for i, label in enumerate(labels)}
    arrays = _arrays(pieces, len(steps.labels), network)
    arrays["net_label"] = np.array([number_of[name] for name in names], np.int16)
    return arrays | prepared.arrays(), {
        "parts": list(network.first_node),
        "first_node": dict(network.first_node),
        "rates": [rate.rate_id for rate in network.rates],
        "labels": labels,
        "default_closed": shut,
        "countries": list(rail.countries),
        "reference_km": lengths,
        "exchange": exchange,
        "gates": [gate._asdict() for gate in gates],
        "gate_node": gate_node,
        "port_node": port_node,
        "edges": {name: len(piece.tail) for name, piece in pieces.items()},
    }


def _change_gauges(network: Network, book: freight.RateBook, steps: Steps) -> None:
    for edge in np.flatnonzero(network.kind == EdgeKind.GAUGE_CHANGE).tolist():
        change = network.row_of(edge)
        ends = int(network.tail[edge]), int(network.head[edge])
        rate = book.of_gauge_change(change)
        steps.add(f"change:{change}", Transfer("rail", ends[0], "rail", ends[1], rate))


def _road_gates(road: Piece, gates: Sequence[Gate], countries: Mapping[str, int]) -> dict[str, int]:
    """Join each gate to the nearest road; return its node among the roads."""
    index = SphereIndex(road.lon, road.lat)
    node, away = index.nearest([gate.lon for gate in gates], [gate.lat for gate in gates])
    first = road.add_nodes(gates, countries)
    near = np.flatnonzero(away <= GATE_KM).tolist()
    road.add_edges([(int(node[i]), first + i, float(away[i])) for i in near], freight.ROAD_ACCESS)
    return {gates[i].id: first + i for i in near}


def _port_nodes(sea: Piece, ports: Sequence[Gate], countries: Mapping[str, int]) -> dict[str, int]:
    """Join each port to the nearest sea lane; return its node among them."""
    index = SphereIndex(sea.lon, sea.lat)
    node, away = index.nearest([port.lon for port in ports], [port.lat for port in ports])
    first = sea.add_nodes(ports, countries)
    near = np.flatnonzero(away <= APPROACH_KM).tolist()
    sea.add_edges([(int(node[i]), first + i, float(away[i])) for i in near], freight.SEA)
    return {ports[i].id: first + i for i in near}


def _tranship(
    sea: Piece,
    ports: Sequence[Gate],
    port_node: dict[str, int],
    called_at: set[str],
    steps: Steps,
) -> None:
    """Put a transhipment between the sea and each port that main lines do not call at."""
    feeders = [port for port in ports if port.id in port_node and port.id not in called_at]
    first = len(sea.lon)
    berths = [port_node[port.id] for port in feeders]
    sea.lon, sea.lat, sea.country = (
        np.concatenate([values, values[berths]]) for values in (sea.lon, sea.lat, sea.country)
    )
    for place, (port, quay) in enumerate(zip(feeders, berths, strict=True)):
        transfer = Transfer("sea", quay, "sea", first + place, freight.TRANSHIPMENT)
        steps.add(f"feeder:{port.id}", transfer)
        port_node[port.id] = first + place


def _join_ports(
    rail: Piece,
    ports: Sequence[Gate],
    port_node: Mapping[str, int],
    gate_node: Mapping[str, int],
    book: freight.RateBook,
    steps: Steps,
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
    rail: Piece,
    stations: Sequence[Gate],
    gate_node: Mapping[str, int],
    book: freight.RateBook,
    steps: Steps,
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
    steps: Steps,
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


def _arrays(pieces: Mapping[str, Piece], step_count: int, network: MultimodalNetwork) -> Arrays:
    chain = [piece.chain_edge for piece in pieces.values()]
    return {
        "net_places": network.places,
        "net_amount": network.amount,
        "net_rate": network.rate.astype(np.uint8),
        "net_one_way": network.one_way,
        "net_country": np.concatenate([piece.country for piece in pieces.values()]),
        "net_chain_edge": np.concatenate([*chain, np.full(step_count, NO_EDGE, np.int32)]),
    }
