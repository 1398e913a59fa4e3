"""The networks of `build/`: base graphs repaired, joined, given gauges, and made small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.chain import ChainNetwork, contract, without_islands
from geo.gauge import (
    add_gauge_changes,
    gauge_of_nodes,
    laid_gauges,
    running_gauge,
    split_by_gauge,
    stretch,
)
from geo.line_length import LineLength, with_published_lengths
from geo.links import add_links
from geo.membership import polygon_of
from geo.network import EdgeKind, Network, add_edges, components, plain_network
from geo.passage import name_passages
from geo.repair import Join, dead_end_joins
from geo.sphere import SphereIndex, distance_km
from layers import Atlas, base, repairs

Meta = dict[str, Any]

ISLAND_KM = 50.0
"""A component with less track or road leads nowhere: a pier, a works railway, a cut-off yard."""
PLACE_KM = 20.0
"""A line that comes so near a populated place can be got onto there, junction or not."""
BORDER_VIEW = "chn"
ANY_GAUGE = "0"


def rail_network(atlas: Atlas) -> tuple[ChainNetwork, Meta]:
    """Return the railways, and what was done to them.

    Parameters
    ----------
    atlas
        The facts.

    Raises
    ------
    NetworkError
        A row of the tables does not fit the base graph.
    """
    raw = _base_network("rail")
    links = repairs.hand_links(atlas, repairs.RAIL_LINKS)
    linked = _with_countries(add_links(raw, links))
    by_country = repairs.gauges_by_country(atlas)
    gauge = gauge_of_nodes(linked, by_country, repairs.gauge_areas(atlas))
    joins = dead_end_joins(linked, _at_home(linked, gauge))
    joined = _with_joins(linked, joins)
    measured, lengths = with_published_lengths(joined, repairs.published_lines(atlas))
    gauges = sorted({0, *gauge.tolist(), *map(int, np.unique(linked.gauge_mm))})
    laid = laid_gauges(measured, gauge, gauges)
    for one in repairs.gauge_stretches(atlas):
        bits = sum(1 << gauges.index(running_gauge(value)) for value in one.gauges_mm)
        laid[stretch(measured, one.here, one.there)] |= bits
    changes = repairs.gauge_changes(atlas)
    whole = add_gauge_changes(split_by_gauge(measured, laid, gauges), changes)
    kept = without_islands(whole, least_km=ISLAND_KM)
    keep = _at_places(kept)
    for nodes in _station_nodes(kept, atlas).values():
        keep[[node for node, _ in nodes.values()]] = True
    chain = contract(kept, keep)
    meta = _report(raw, joined, chain, joins)
    meta["stations"] = _station_nodes(chain.network, atlas)
    meta["lines"] = {one.id: _line_report(one) for one in lengths}
    meta["links"] = [link.id for link in links]
    meta["gauge_changes"] = [change.id for change in changes]
    return chain, meta


def _station_nodes(network: Network, atlas: Atlas) -> dict[str, dict[str, tuple[int, float]]]:
    """Return for each station, by its gauges, the nearest node and how far that is in kilometres.

    A station whose gauge nobody states is at the nearest node of any.
    """
    stations = atlas.frames["stations"]
    found: dict[str, dict[str, tuple[int, float]]] = {}
    by_gauge = {gauge: _nodes_with(network, gauge) for gauge in np.unique(network.gauge_mm)}
    for row in stations.itertuples():
        gauges = ANY_GAUGE if pd.isna(row.gauges_mm) else row.gauges_mm
        found[row.feature_id] = {}
        for text in gauges.split("+"):
            nodes = by_gauge.get(running_gauge(int(text)), np.empty(0, np.int64))
            if gauges == ANY_GAUGE:
                nodes = np.arange(network.node_count)
            if len(nodes):
                away = distance_km(row.lon, row.lat, network.lon[nodes], network.lat[nodes])
                best = int(away.argmin())
                found[row.feature_id][text] = (int(nodes[best]), round(float(away[best]), 3))
    return found


def _at_places(network: Network) -> npt.NDArray[np.bool_]:
    """Return a mask of the nodes next to populated places: lines are got onto there."""
    places = base.places()
    node, away = SphereIndex(network.lon, network.lat).nearest(places["lon"], places["lat"])
    found = np.zeros(network.node_count, bool)
    found[node[away <= PLACE_KM]] = True
    return found


def _nodes_with(network: Network, gauge_mm: int) -> npt.NDArray[np.int64]:
    """Return the nodes of one gauge; a gauge change is no track."""
    edges = (network.gauge_mm == gauge_mm) & (network.kind != EdgeKind.GAUGE_CHANGE)
    return np.unique(np.concatenate([network.tail[edges], network.head[edges]])).astype(np.int64)


def road_network(atlas: Atlas) -> tuple[ChainNetwork, Meta]:
    """Return the trunk roads, and what was done to them.

    Where a trunk road ends a little short of another, ordinary roads go on: they are joined by the
    same rule as railways.

    Parameters
    ----------
    atlas
        The facts.

    Raises
    ------
    NetworkError
        A row of the tables does not fit the base graph.
    """
    raw = _base_network("road")
    links = repairs.hand_links(atlas, repairs.ROAD_LINKS)
    linked = _with_countries(add_links(raw, links))
    joins = dead_end_joins(linked, _at_home(linked, np.zeros(linked.node_count, np.int64)))
    joined = _with_joins(linked, joins)
    kept = without_islands(joined, least_km=ISLAND_KM)
    chain = contract(kept, _at_places(kept))
    meta = _report(raw, joined, chain, joins)
    meta["links"] = [link.id for link in links]
    return chain, meta


def sea_network(atlas: Atlas) -> tuple[ChainNetwork, Meta]:
    """Return the sea lanes with their passages, and the crossings of the Caspian Sea.

    Parameters
    ----------
    atlas
        The facts.

    Raises
    ------
    NetworkError
        A passage has no edge.
    """
    graph = base.graph("sea")
    raw = _base_network("sea")
    passages = repairs.passages(atlas)
    named = name_passages(raw, graph.labels, graph.label, passages)
    links = repairs.hand_links(atlas, repairs.SEA_LINKS)
    linked = add_links(named, links)
    # Lanes are drawn through every node: nothing is made shorter.
    chain = contract(linked, np.ones(linked.node_count, bool))
    meta = _report(raw, linked, chain, [])
    meta["links"] = [link.id for link in links]
    meta["default_closed"] = [one.id for one in passages if not one.is_open]
    return chain, meta


def join_id(network: Network, join: Join) -> str:
    """Return the name of a join: where its two ends are, in degrees."""
    ends = (join.tail, join.head)
    return "join-" + "-".join(
        f"{_degrees(float(network.lon[node]), 'EW')}{_degrees(float(network.lat[node]), 'NS')}"
        for node in ends
    )


def _degrees(value: float, sides: str) -> str:
    return f"{sides[0] if value >= 0 else sides[1]}{abs(value):.3f}".replace(".", "_")


def _base_network(mode: str) -> Network:
    graph = base.graph(mode)
    return plain_network(*graph.lonlat(), graph.tail, graph.head, graph.length_m / 1000)


def _with_countries(network: Network) -> Network:
    outlines = base.outlines(BORDER_VIEW)
    country = polygon_of(network.lon, network.lat, list(outlines.geometry))
    return replace(
        network, country=country.astype(np.int16), countries=tuple(outlines["iso3"].tolist())
    )


def _with_joins(network: Network, joins: list[Join]) -> Network:
    edges = [(join.tail, join.head, join.length_km) for join in joins]
    return add_edges(network, edges, EdgeKind.JOIN, [join_id(network, join) for join in joins])


def _at_home(network: Network, gauge_mm: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return what may be joined with what: one gauge in one country.

    A border is crossed only where the base graph or a row of the tables says so: some lines end at
    one on purpose.
    """
    return network.country.astype(np.int64) * 10_000 + gauge_mm


def _report(raw: Network, joined: Network, chain: ChainNetwork, joins: list[Join]) -> Meta:
    """Return what a person wants to know: how much there was, what was done, what is left."""
    return {
        "before": _summary(raw),
        "joined": _summary(joined),
        "after": _summary(chain.network),
        "joins": {
            join_id(joined, join): {
                "length_km": round(join.length_km, 3),
                "connected": join.connected,
            }
            for join in joins
        },
    }


def _line_report(line: LineLength) -> Meta:
    """Return how a published length was laid onto the network."""
    return {
        "drawn_km": round(line.drawn_km, 1),
        "published_km": line.published_km,
        "ratio": None if line.ratio is None else round(line.ratio, 3),
        "after_km": None if line.after_km is None else round(line.after_km, 1),
        "places": line.places.round(3).tolist(),
    }


def _summary(network: Network) -> Mapping[str, float]:
    label: npt.NDArray[np.int32] = components(network)
    sizes = np.bincount(label)
    return {
        "nodes": network.node_count,
        "edges": network.edge_count,
        "components": len(sizes),
        "largest_share": round(float(sizes[0] / network.node_count), 4),
        "length_km": round(float(network.length_km.sum())),
    }
