"""The rail, road and sea graphs, read as text from the packages that ship them as Python code."""

import ast
from importlib.metadata import files
from pathlib import Path

import numpy as np
import numpy.typing as npt

from geo.errors import PackageError
from geo.graph_file import Graph, sorted_graph
from geo.sphere import distance_km

LAND_SCALE = 1000  # scgraph_data rounds to 0.001 degree
SEA_SCALE = 10_000
# Lines that searoute draws along the edge of its map, for looks: no way for ships.
_FRAME = ("segment2",)
_ARRAYS = str.maketrans("{}[]:,", "      ")


def land_graph(module: str) -> Graph:
    """Return a graph of scgraph_data.

    Importing the module would take up to 4.7 GB and an old version of scgraph; the numbers in its
    text are all there is to it.

    Parameters
    ----------
    module
        `world_railways` or `world_highways`.

    Raises
    ------
    PackageError
        The module is not laid out as in the pinned version.
    """
    text = _module_text("scgraph_data", f"scgraph_data/{module}.py")
    try:
        graph = text[text.index("graph=[{") + 8 : text.index("}]\nnodes=")]
        nodes = text[text.index("nodes=[[") + 8 : text.index("]]")]
    except ValueError as error:
        msg = f"{module} of scgraph_data has no graph and nodes; expected those of 2.0.0."
        raise PackageError(msg) from error
    rows = graph.split("}, {")
    tail = np.repeat(np.arange(len(rows)), [row.count(":") for row in rows])
    pairs = _numbers(graph)
    latlon = _numbers(nodes)
    return sorted_graph(
        (latlon[:, 1], latlon[:, 0]),
        (tail, pairs[:, 0].astype(np.int64)),
        pairs[:, 1],
        scale=LAND_SCALE,
    )


def sea_graph() -> Graph:
    """Return searoute's maritime network, its passages as labels, in one world.

    searoute repeats the Pacific east of 180 degrees; here such nodes are folded onto their twins.
    Its lengths are rounded to 0.1 km; here they are great circles between nodes, as in its answers.
    """
    text = _module_text("searoute", "searoute/data/marnet_dict.py")
    edges = ast.literal_eval(text[text.index("edge_list=") + len("edge_list=") :].strip())
    place: dict[tuple[float, float], int] = {}
    rows: list[tuple[int, int, str]] = []
    for here, neighbours in edges.items():
        for there, data in neighbours.items():
            label = data.get("passage") or ""
            if label not in _FRAME:
                ends = [place.setdefault(_folded(node), len(place)) for node in (here, there)]
                rows.append((ends[0], ends[1], label))
    labels = tuple(sorted({label for _, _, label in rows}))
    lon, lat = np.array(list(place), np.float64).T
    tail, head = np.array([row[:2] for row in rows]).T
    return sorted_graph(
        (lon, lat),
        (tail, head),
        distance_km(lon[tail], lat[tail], lon[head], lat[head]),
        scale=SEA_SCALE,
        label=[labels.index(label) for _, _, label in rows],
        labels=labels,
    )


def _folded(node: tuple[float, float]) -> tuple[float, float]:
    """Return a node with its longitude in -180 to 180; 180 degrees has one name."""
    lon = (node[0] + 180.0) % 360.0 - 180.0
    return round(lon, 4), round(float(node[1]), 4)


def _numbers(text: str) -> npt.NDArray[np.float64]:
    return np.array(text.translate(_ARRAYS).split()).astype(np.float64).reshape(-1, 2)


def _module_text(package: str, name: str) -> str:
    """Return one file of an installed package, which is never imported."""
    for file in files(package) or ():
        if str(file) == name:
            return Path(str(file.locate())).read_text(encoding="utf-8")
    msg = f"{package} holds no {name}; expected the pinned version."
    raise PackageError(msg)
