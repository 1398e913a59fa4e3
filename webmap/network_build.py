"""The networks of `build/`: base graphs repaired, joined, given gauges, and made small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.chain import ChainNetwork, contract, without_islands
from geo.gauge import (
    add_gauge_changes,
    gauge_of_nodes,
    laid_gauges,
    running_gauge,
    split_by_gauge,
    stretch,
)
from geo.links import add_links
from geo.membership import polygon_of
from geo.network import EdgeKind, Network, add_edges, components, plain_network
from geo.passage import name_passages
from geo.repair import Join, dead_end_joins
from layers import Atlas, base, repairs

Meta = dict[str, Any]

ISLAND_KM = 50.0
"""A component with less track or road leads nowhere: a pier, a works railway, a cut-off yard."""
BORDER_VIEW = "chn"


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
    linked = _with_countries(add_links(raw, repairs.hand_links(atlas)))
    by_country = repairs.gauges_by_country(atlas)
    gauge = gauge_of_nodes(linked, by_country, repairs.gauge_areas(atlas))
    joins = dead_end_joins(linked, gauge)
    joined = _with_joins(linked, joins)
    gauges = sorted({0, *gauge.tolist(), *map(int, np.unique(linked.gauge_mm))})
    laid = laid_gauges(joined, gauge, gauges)
    for one in repairs.gauge_stretches(atlas):
        bits = sum(1 << gauges.index(running_gauge(value)) for value in one.gauges_mm)
        laid[stretch(joined, one.here, one.there)] |= bits
    changes = repairs.gauge_changes(atlas)
    whole = add_gauge_changes(split_by_gauge(joined, laid, gauges), changes)
    chain = contract(without_islands(whole, least_km=ISLAND_KM))
    meta = _report(raw, joined, chain, joins)
    meta["links"] = [link.id for link in repairs.hand_links(atlas)]
    meta["gauge_changes"] = [change.id for change in changes]
    return chain, meta


def road_network() -> tuple[ChainNetwork, Meta]:
    """Return the trunk roads, and what was done to them.

    Where a trunk road ends a little short of another, ordinary roads go on: they are joined by the
    same rule as railways.
    """
    raw = _with_countries(_base_network("road"))
    joins = dead_end_joins(raw, np.zeros(raw.node_count, np.int8))
    joined = _with_joins(raw, joins)
    chain = contract(without_islands(joined, least_km=ISLAND_KM))
    return chain, _report(raw, joined, chain, joins)


def sea_network(atlas: Atlas) -> tuple[ChainNetwork, Meta]:
    """Return the sea lanes with their passages; nothing in them is moved or joined.

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
    kept = without_islands(named, least_km=ISLAND_KM)
    chain = contract(kept, np.ones(kept.node_count, bool))
    meta = _report(raw, named, chain, [])
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


def _report(raw: Network, joined: Network, chain: ChainNetwork, joins: list[Join]) -> Meta:
    """Return what a person wants to know: how much there was, what was done, what is left."""
    return {
        "before": _summary(raw),
        "joined": _summary(joined),
        "after": _summary(chain.network),
        "joins": {
            join_id(joined, join): {
                "length_km": round(join.length_km, 3),
                "detour_km": None if np.isinf(join.detour_km) else round(join.detour_km, 1),
            }
            for join in joins
        },
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
