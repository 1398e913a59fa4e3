"""Named passages of the sea lanes: which edges are theirs, and what is left when they close."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo.bbox import Bbox
from geo.errors import NetworkError
from geo.network import NO_ROW, EdgeKind, Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A strait, a canal or a stretch of sea that can be closed as one."""

    id: str
    label: str | None = None
    """What the base graph calls its edges."""
    area: Bbox | None = None
    """Every edge that ends in it belongs to the passage."""
    is_open: bool = True
    """Whether ships pass by default."""


def name_passages(
    network: Network, labels: Sequence[str], label: npt.ArrayLike, passages: Sequence[Passage]
) -> Network:
    """Return sea lanes whose edges are named after their passages; of several the first counts.

    Parameters
    ----------
    network
        Sea lanes.
    labels, label
        What the base graph calls its edges, and for each edge which of these.
    passages
        Passages in the order of precedence.

    Raises
    ------
    NetworkError
        A passage has no edge.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> lanes = plain_network([0, 1, 2], [0, 0, 75], [0, 1], [1, 2])
    >>> ice = Passage(id="arctic", area=Bbox(-180, 70, 180, 90), is_open=False)
    >>> named = name_passages(lanes, ["", "suez"], [1, 0], [Passage(id="suez", label="suez"), ice])
    >>> named.row_of(0), named.row_of(1)
    ('suez', 'arctic')
    """
    labelled = np.asarray(label)
    row = np.full(network.edge_count, NO_ROW, np.int32)
    for position, passage in enumerate(passages):
        mine = np.zeros(network.edge_count, bool)
        if passage.label is not None and passage.label in labels:
            mine |= labelled == labels.index(passage.label)
        if passage.area is not None:
            inside = _inside(network, passage.area)
            mine |= inside[network.tail] | inside[network.head]
        if not mine.any():
            msg = f"Passage {passage.id!r} has no edge; expected a label of {', '.join(labels)}."
            raise NetworkError(msg)
        row[mine & (row == NO_ROW)] = position
    return replace(
        network,
        row=row,
        rows=tuple(passage.id for passage in passages),
        kind=np.where(row == NO_ROW, EdgeKind.BASE, EdgeKind.PASSAGE).astype(np.uint8),
    )


def open_edges(
    network: Network,
    default_closed: Collection[str],
    *,
    close: Collection[str] = (),
    reopen: Collection[str] = (),
) -> npt.NDArray[np.bool_]:
    """Return a mask of the edges that may be travelled.

    Parameters
    ----------
    network
        Sea lanes with named passages.
    default_closed
        Passages that are closed unless they are opened on purpose.
    close, reopen
        Passages to close, and to open on purpose.

    Raises
    ------
    NetworkError
        There is no such passage.

    Examples
    --------
    >>> from geo.network import plain_network
    >>> lanes = plain_network([0, 1, 2], [0, 0, 0], [0, 1], [1, 2])
    >>> named = name_passages(lanes, ["", "suez"], [1, 0], [Passage(id="suez", label="suez")])
    >>> open_edges(named, [], close=["suez"]).tolist()
    [False, True]
    """
    for name in (*close, *reopen, *default_closed):
        if name not in network.rows:
            msg = f"No passage {name!r}; available: {', '.join(network.rows)}."
            raise NetworkError(msg)
    shut = (set(default_closed) - set(reopen)) | set(close)
    closed_rows = [position for position, name in enumerate(network.rows) if name in shut]
    return ~np.isin(network.row, closed_rows)


def _inside(network: Network, area: Bbox) -> npt.NDArray[np.bool_]:
    lon, lat = network.lon, network.lat
    within_lon = (lon >= area.west) & (lon <= area.east)
    return within_lon & (lat >= area.south) & (lat <= area.north)
