"""Networks in files that open at once, their arrays mapped into memory and shared by processes."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import orjson

from geo.chain import ChainNetwork, Shapes
from geo.errors import NetworkError
from geo.graph_file import write_arrays
from geo.network import Network

_LOCAL_HEADER = struct.Struct("<26xHH")  # lengths of name and extra field (APPNOTE 4.3.7)
_TEXTS = ("countries", "rows")
_SHAPE = "shape_"


def write_network(chain: ChainNetwork, path: Path, meta: Mapping[str, Any]) -> None:
    """Write a network, its shapes, and what is to be known about it.

    Parameters
    ----------
    chain
        Network to keep.
    path
        File to write: an .npz that is not compressed.
    meta
        Anything that JSON can say.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> from geo.chain import contract
    >>> from geo.network import plain_network
    >>> line = contract(plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2]))
    >>> with TemporaryDirectory() as folder:
    ...     write_network(line, Path(folder, "line.npz"), {"of": "rail"})
    ...     again, meta = read_network(Path(folder, "line.npz"))
    ...     again.network.length_km.round(1).tolist(), again.shapes.lon.tolist(), meta
    ([222.4], [1.0], {'of': 'rail'})
    """
    network, shapes = chain.network, chain.shapes
    names = [field.name for field in fields(network) if field.name not in _TEXTS]
    arrays: dict[str, npt.NDArray[Any]] = {name: getattr(network, name) for name in names}
    arrays |= {f"{_SHAPE}{field.name}": getattr(shapes, field.name) for field in fields(shapes)}
    said = {"meta": dict(meta)} | {name: getattr(network, name) for name in _TEXTS}
    text = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    write_arrays(arrays | {"said": np.frombuffer(text, np.uint8)}, path, compress=False)


def read_network(path: Path) -> tuple[ChainNetwork, dict[str, Any]]:
    """Open a network: nothing is copied, pages are read when they are used.

    Parameters
    ----------
    path
        File that `write_network` wrote.

    Returns
    -------
    chain
        The network; its arrays are read-only.
    meta
        What was said about it.

    Raises
    ------
    NetworkError
        The file is not one of `write_network`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "x.npz")
    ...     write_arrays({"lon": np.zeros(2)}, path, compress=False)
    ...     read_network(path)
    Traceback (most recent call last):
    geo.errors.NetworkError: x.npz holds lon; expected the arrays of a network.
    """
    arrays = mapped_arrays(path)
    shape_names = [f"{_SHAPE}{field.name}" for field in fields(Shapes)]
    names = [field.name for field in fields(Network) if field.name not in _TEXTS]
    if set(arrays) != {*names, *shape_names, "said"}:
        msg = f"{path.name} holds {', '.join(arrays)}; expected the arrays of a network."
        raise NetworkError(msg)
    said = orjson.loads(arrays["said"].tobytes())
    parts: dict[str, Any] = {name: arrays[name] for name in names}
    parts |= {name: tuple(said[name]) for name in _TEXTS}
    network = Network(**parts)
    shapes = Shapes(**{name.removeprefix(_SHAPE): arrays[name] for name in shape_names})
    meta: dict[str, Any] = said["meta"]
    return ChainNetwork(network=network, shapes=shapes), meta


def mapped_arrays(path: Path) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of an .npz file as views of the file.

    Parameters
    ----------
    path
        File whose members are stored, not compressed.

    Raises
    ------
    NetworkError
        A member is compressed.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_arrays({"x": np.arange(3)}, Path(folder, "x.npz"), compress=False)
    ...     mapped_arrays(Path(folder, "x.npz"))["x"].tolist()
    [0, 1, 2]
    """
    found: dict[str, npt.NDArray[Any]] = {}
    with zipfile.ZipFile(path) as archive, path.open("rb") as file:
        for member in archive.infolist():
            if member.compress_type != zipfile.ZIP_STORED:
                msg = f"{member.filename} of {path.name} is compressed; expected it stored."
                raise NetworkError(msg)
            file.seek(member.header_offset)
            header = file.read(_LOCAL_HEADER.size)
            file.seek(sum(_LOCAL_HEADER.unpack(header)), 1)
            np.lib.format.read_magic(file)
            shape, _, dtype = np.lib.format.read_array_header_1_0(file)
            name = member.filename.removesuffix(".npy")
            if not np.prod(shape):
                found[name] = np.empty(shape, dtype)
                continue
            # A plain view: every piece that is cut from a memmap is a memmap, which takes ten times
            # as long to cut.
            found[name] = np.asarray(np.memmap(path, dtype, "r", file.tell(), shape))
    return found
