"""The parts of the corridor on their alignments, and what its new railway changes."""

from __future__ import annotations

from typing import Any, Final

from layers import Atlas
from webmap.alignment import Alignment
from webmap.laying import RAIL, ROAD, Ground, lay_way

BY_KIND: Final = {"railway": RAIL, "sea_rail": RAIL, "expressway": ROAD}
"""Kinds of parts that run on a network; the belt and the extensions are drawn schematically."""
NEW_RAILWAY: Final = "ningbo-jinhua-railway"
"""The link whose saving is modelled."""
SEA_RAIL_FROM, SEA_RAIL_TO = "YIW_W", ("NGB_BL", "NGB_CS")
"""Where sea-rail trains begin and end: the port stations."""


def compared_id(station_id: str, *, with_link: bool) -> str:
    """Return the id of the way to a port station with the new railway or without it.

    Examples
    --------
    >>> compared_id("NGB_BL", with_link=False)
    'sea-rail-NGB_BL-without'
    """
    return f"sea-rail-{station_id}-{'with' if with_link else 'without'}"


def lay_corridor(ground: Ground) -> list[Alignment]:
    """Return the parts of the corridor that run on a network, and the ways that are compared.

    Raises
    ------
    NetworkError
        A part has no way through its points: the message names it.
    """
    return [*_parts(ground), *_compared(ground)]


def _parts(ground: Ground) -> list[Alignment]:
    atlas: Atlas = ground.atlas
    kinds = atlas.frames["corridor"]["kind"]
    points = atlas.tables["corridor_points"].sort_values(["corridor_id", "seq"])
    return [
        lay_way(
            ground,
            str(part_id),
            [
                _row(seq, str(place_id), BY_KIND[kinds[part_id]])
                for seq, place_id in enumerate(rows["place_id"], start=1)
            ],
        )
        for part_id, rows in points.groupby("corridor_id")
        if kinds[part_id] in BY_KIND
    ]


def _compared(ground: Ground) -> list[Alignment]:
    grounds = {True: ground, False: ground.without_link(NEW_RAILWAY)}
    return [
        lay_way(
            one,
            compared_id(station_id, with_link=with_link),
            [_row(1, SEA_RAIL_FROM, RAIL), _row(2, station_id, RAIL)],
        )
        for station_id in SEA_RAIL_TO
        for with_link, one in grounds.items()
    ]


def _row(seq: int, station_id: str, by: str) -> dict[str, Any]:
    return {"seq": seq, "station_id": station_id, "arrives_by": by}
