"""Graphs in small files that numpy alone can read, the same bytes for the same graph."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo.errors import NetworkError

IntArray = npt.NDArray[np.int32]
Planes = npt.NDArray[np.uint8]

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip file knows
_METRES = 1000
# Arrays that begin at multiples of 64 can be used where they lie in the file. Sizes in bytes of the
# parts of a zip file's local header (APPNOTE 4.3.7, 4.5.3); the id is the one that zipalign uses.
_ALIGNMENT = 64
_ZIP_HEADER, _ZIP64_FIELD = 30, 20
_EXTRA = struct.Struct("<HH")
_PADDING_ID = 0xD935


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A graph as a file keeps it: whole numbers, nodes in the order of a space-filling curve."""

    scale: int
    """Coordinates are in 1 / scale of a degree."""
    lon: IntArray
    lat: IntArray
    tail: IntArray
    """Of each undirected edge the lower node; edges are in the order of tail, then head."""
    head: IntArray
    length_m: IntArray
    label: npt.NDArray[np.uint8]
    """Of each edge, position in `labels`."""
    labels: tuple[str, ...] = ("",)

    def lonlat(self) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
        """Return the nodes in degrees."""
        return self.lon / self.scale, self.lat / self.scale


def sorted_graph(
    lonlat: tuple[npt.ArrayLike, npt.ArrayLike],
    ends: tuple[npt.ArrayLike, npt.ArrayLike],
    length_km: npt.ArrayLike,
    *,
    scale: int,
    label: npt.ArrayLike | None = None,
    labels: tuple[str, ...] = ("",),
) -> Graph:
    """Return a graph in the order of files, without loops; of parallel edges the shortest stays.

    Parameters
    ----------
    lonlat
        Longitudes and latitudes of the nodes, in degrees.
    ends
        Tails and heads of the edges, as positions of nodes; either direction, or both.
    length_km
        Lengths in kilometres, kept to the metre.
    scale
        Parts of a degree to keep.
    label
        Of each edge, position in `labels`; the first if left out.
    labels
        What edges may be called.

    Examples
    --------
    >>> graph = sorted_graph(([1, 0], [0, 0]), ([0, 1, 1], [1, 0, 1]), [111.2, 111.2, 0], scale=10)
    >>> graph.lon.tolist(), graph.tail.tolist(), graph.head.tolist(), graph.length_m.tolist()
    ([0, 10], [0], [1], [111200])
    """
    lon = np.rint(np.asarray(lonlat[0], np.float64) * scale).astype(np.int32)
    lat = np.rint(np.asarray(lonlat[1], np.float64) * scale).astype(np.int32)
    order = np.lexsort((lat, lon, _curve(lon + 180 * scale, lat + 90 * scale)))
    place = np.empty(len(order), np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    one, two = place[np.asarray(ends[0])], place[np.asarray(ends[1])]
    length = np.rint(np.asarray(length_km, np.float64) * _METRES).astype(np.int32)
    names = np.zeros(len(one), np.uint8) if label is None else np.asarray(label, np.uint8)
    tail, head = np.minimum(one, two), np.maximum(one, two)
    rows = np.lexsort((names, length, head, tail))
    rows = rows[tail[rows] != head[rows]]
    first = np.ones(len(rows), bool)
    first[1:] = (np.diff(tail[rows]) != 0) | (np.diff(head[rows]) != 0)
    rows = rows[first]
    return Graph(
        scale=scale,
        lon=lon[order],
        lat=lat[order],
        tail=tail[rows],
        head=head[rows],
        length_m=length[rows],
        label=names[rows],
        labels=labels,
    )


def write_graph(graph: Graph, path: Path) -> None:
    """Write a graph: differences of neighbours as byte planes, which compress best.

    Parameters
    ----------
    graph
        Graph in the order of files, as `sorted_graph` returns it.
    path
        File to write.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> graph = sorted_graph(([0, 1], [5, 5]), ([0], [1]), [111], scale=1000)
    >>> with TemporaryDirectory() as folder:
    ...     write_graph(graph, Path(folder, "one.npz"))
    ...     again = read_graph(Path(folder, "one.npz"))
    >>> again.lat.tolist(), again.length_m.tolist(), again.labels
    ([5000, 5000], [111000], ('',))
    """
    arrays: dict[str, npt.NDArray[Any]] = {
        "scale": np.array([graph.scale], np.int32),
        "lon": _to_planes(np.diff(graph.lon, prepend=np.int32(0))),
        "lat": _to_planes(np.diff(graph.lat, prepend=np.int32(0))),
        "out_degree": np.bincount(graph.tail, minlength=len(graph.lon)).astype(np.uint16),
        "step": _to_planes(graph.head - graph.tail),
        "length_m": _to_planes(graph.length_m),
        "label": graph.label,
        "labels": np.array(graph.labels),
    }
    write_arrays(arrays, path, compress=True)


def read_graph(path: Path) -> Graph:
    """Return the graph of a file.

    Parameters
    ----------
    path
        File that `write_graph` wrote.

    Raises
    ------
    NetworkError
        The file holds other arrays.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_arrays({"lon": np.zeros(2)}, Path(folder, "x.npz"), compress=False)
    ...     read_graph(Path(folder, "x.npz"))
    Traceback (most recent call last):
    geo.errors.NetworkError: x.npz holds lon; expected scale, lon, lat, out_degree, step, \
length_m, label, labels.
    """
    expected = ("scale", "lon", "lat", "out_degree", "step", "length_m", "label", "labels")
    with np.load(path, allow_pickle=False) as arrays:
        if set(arrays.files) != set(expected):
            msg = f"{path.name} holds {', '.join(arrays.files)}; expected {', '.join(expected)}."
            raise NetworkError(msg)
        nodes = len(arrays["out_degree"])
        tail = np.repeat(np.arange(nodes, dtype=np.int32), arrays["out_degree"])
        return Graph(
            scale=int(arrays["scale"][0]),
            lon=np.cumsum(_from_planes(arrays["lon"]), dtype=np.int32),
            lat=np.cumsum(_from_planes(arrays["lat"]), dtype=np.int32),
            tail=tail,
            head=tail + _from_planes(arrays["step"]),
            length_m=_from_planes(arrays["length_m"]),
            label=arrays["label"],
            labels=tuple(str(name) for name in arrays["labels"]),
        )


def write_arrays(arrays: Mapping[str, npt.NDArray[Any]], path: Path, *, compress: bool) -> None:
    """Write arrays as an .npz file that carries no time of writing.

    Parameters
    ----------
    arrays
        Arrays of plain numbers or text by name.
    path
        File to write.
    compress
        Whether to deflate; a file that is not deflated opens faster.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_arrays({"x": np.arange(3)}, Path(folder, "x.npz"), compress=True)
    ...     np.load(Path(folder, "x.npz"))["x"].tolist()
    [0, 1, 2]
    """
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", method, compresslevel=9) as archive:
        for name, array in arrays.items():
            member = zipfile.ZipInfo(f"{name}.npy", _EPOCH)
            member.compress_type = method
            if not compress:
                member.extra = _padding(archive.fp.tell() if archive.fp else 0, member.filename)
            with archive.open(member, "w", force_zip64=True) as file:
                np.lib.format.write_array(file, np.ascontiguousarray(array), allow_pickle=False)


def _padding(offset: int, name: str) -> bytes:
    """Return an extra field after which the content of a member begins at a multiple of 64."""
    begin = offset + _ZIP_HEADER + len(name) + _ZIP64_FIELD + _EXTRA.size
    size = -begin % _ALIGNMENT
    return _EXTRA.pack(_PADDING_ID, size) + bytes(size)


def _curve(x: IntArray, y: IntArray) -> npt.NDArray[np.uint64]:
    """Return the position of each point on Morton's curve: near in space, near in the file."""
    return _spread(x) | (_spread(y) << np.uint64(1))


def _spread(value: IntArray) -> npt.NDArray[np.uint64]:
    """Return numbers with a zero bit put before each of their bits."""
    bits = value.astype(np.uint64)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        bits = (bits | (bits << np.uint64(shift))) & np.uint64(mask)
    return bits


def _to_planes(values: IntArray) -> Planes:
    """Return signed numbers as four rows of bytes, small ones with mostly empty rows."""
    folded = ((values << 1) ^ (values >> 31)).astype("<u4")
    return np.ascontiguousarray(folded.view(np.uint8).reshape(-1, 4).T)


def _from_planes(planes: Planes) -> IntArray:
    folded = np.ascontiguousarray(planes.T).view("<u4").ravel().astype(np.int64)
    return ((folded >> 1) ^ -(folded & 1)).astype(np.int32)
