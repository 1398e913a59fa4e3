"""Rates for a whole way, made rates per kilometre: how long the model finds that way."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.errors import NetworkError
from geo.graph import FloatArray, half_weights
from geo.multimodal import MultimodalNetwork
from geo.search import Search
from geo.sphere import SphereIndex, distance_km
from layers import Atlas, base

_STEPS_OF = {"rail": ("border", "customs", "gauge_change"), "sea": ("canal",)}


def reference_km(
    atlas: Atlas, way: str, network: MultimodalNetwork, closed: npt.NDArray[np.bool_]
) -> float:
    """Return the kilometres of the quickest way by one mode between two places.

    Parameters
    ----------
    atlas
        The facts.
    way
        As in rate_inputs.csv: "rail:DOSTYK>BREST".
    network
        The freight network; only its hours are used.
    closed
        Which edges are closed by default.

    Raises
    ------
    NetworkError
        A place is in no table, or there is no way.
    """
    mode, places = _ends(atlas, way)
    if mode == "air":
        return straight_km(atlas, way)
    edges, kinds = _quickest(way, mode, places, network, closed)
    return float(network.amount[edges][kinds[edges] == mode].sum())


def straight_km(atlas: Atlas, way: str) -> float:
    """Return the great-circle distance between the ends of a way, in kilometres."""
    _, ((lon, lat), (to_lon, to_lat)) = _ends(atlas, way)
    return float(distance_km(lon, lat, to_lon, to_lat)[0])


def totals(
    atlas: Atlas, way: str, network: MultimodalNetwork, closed: npt.NDArray[np.bool_]
) -> FloatArray:
    """Return hours, cost and emissions of the quickest way by rail or sea between two places."""
    mode, places = _ends(atlas, way)
    edges, _ = _quickest(way, mode, places, network, closed)
    return np.asarray(network.amounts(edges) @ network.table(), np.float64)


def _ends(atlas: Atlas, way: str) -> tuple[str, list[tuple[float, float]]]:
    mode, names = way.split(":")
    return mode, [_place(atlas, mode, name) for name in names.split(">")]


def _quickest(
    way: str,
    mode: str,
    places: list[tuple[float, float]],
    network: MultimodalNetwork,
    closed: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.str_]]:
    kinds = np.array([rate.kind for rate in network.rates])[network.rate]
    usable = np.isin(kinds, (mode, *_STEPS_OF[mode])) & ~closed
    moving = np.flatnonzero(usable & (kinds == mode))
    nodes = np.unique(np.concatenate([network.graph.tail[moving], network.graph.head[moving]]))
    index = SphereIndex(*network.places[nodes].T)
    near, _ = index.nearest([place[0] for place in places], [place[1] for place in places])
    forward, backward = (
        np.where(usable, weights, np.inf) for weights in network.weights(network.table()[:, 0])
    )
    search = Search.of(network.graph, half_weights(network.graph, forward, backward))
    start, goal = nodes[near].tolist()
    found = search.route([(start, 0.0)], [(goal, 0.0)])
    if found is None:
        msg = f"There is no way {way!r}; expected one whose length can divide a rate."
        raise NetworkError(msg)
    return np.array(found[1], np.int64) >> 1, kinds


def _place(atlas: Atlas, mode: str, name: str) -> tuple[float, float]:
    tables = {
        "rail": lambda: atlas.frames["stations"].set_index("feature_id"),
        "sea": lambda: base.ports().set_index("locode"),
        "air": lambda: base.airports().set_index("iata"),
    }
    table = tables[mode]()
    if name not in table.index:
        msg = f"No place {name!r} for {mode}; expected one of the tables."
        raise NetworkError(msg)
    return float(table.at[name, "lon"]), float(table.at[name, "lat"])
