"""A small map of counties in three states: yes, no, unknown; form and colour both tell them."""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians
from typing import Final

import geopandas as gpd
import shapely
from markupsafe import Markup

WIDTH_PX: Final = 460
_PAD_PX: Final = 6.0
_TOLERANCE_PX: Final = 1.0
"""Detail finer than this is not seen."""
_STRIPES: Final = "unknown-stripes"
_STEP_PX: Final = 6
"""Distance of the stripes that mark what is not known."""


def choropleth_svg(counties: gpd.GeoDataFrame, states: Mapping[int, str], label: str) -> Markup:
    """Return counties as inline SVG with the classes `state-yes`, `state-no`, `state-unknown`.

    The unknown ones carry stripes too, and every county its name: the picture is read without
    colours. Degrees of longitude are shortened by the cosine of the middle latitude, which for
    a city's extent is as good as any projection.

    Parameters
    ----------
    counties
        adcode, name and polygons in EPSG:4326.
    states
        yes, no or unknown by adcode.
    label
        What the picture says, in words.
    """
    west, south, east, north = counties.total_bounds
    narrow = cos(radians((south + north) / 2))
    scale = (WIDTH_PX - 2 * _PAD_PX) / ((east - west) * narrow)
    height = round((north - south) * scale + 2 * _PAD_PX)
    shapes = counties.geometry.affine_transform(
        [narrow * scale, 0, 0, -scale, _PAD_PX - west * narrow * scale, _PAD_PX + north * scale]
    )
    shapes = shapes.simplify_coverage(_TOLERANCE_PX)
    marks = [
        _county(shape, str(row.name_shown), states[int(row.adcode)])
        for shape, row in zip(shapes, counties.itertuples(), strict=True)
    ]
    names = [
        _name(shape, str(row.name_shown))
        for shape, row in zip(shapes, counties.itertuples(), strict=True)
    ]
    return Markup(
        '<svg class="choropleth" role="img" aria-label="{label}" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}"><defs><pattern id="{stripes}" width="{step}"'
        ' height="{step}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="{step}" height="{step}" class="ground"/>'
        '<line x1="0" y1="0" x2="0" y2="{step}" class="stripe"/></pattern></defs>{marks}{names}'
        "</svg>"
    ).format(
        label=label,
        width=WIDTH_PX,
        height=height,
        step=_STEP_PX,
        stripes=_STRIPES,
        marks=Markup("").join(marks),
        names=Markup("").join(names),
    )


def _county(shape: shapely.Geometry, name: str, state: str) -> Markup:
    fill = Markup(' fill="url(#{})"').format(_STRIPES) if state == "unknown" else ""
    return Markup('<path class="county state-{}"{} d="{}"><title>{}</title></path>').format(
        state, fill, _path(shape), name
    )


def _path(shape: shapely.Geometry) -> str:
    """Return the rings of a polygon as SVG path data with one decimal."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    return "".join(
        "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring.coords[:-1]) + "Z" for ring in rings
    )


def _name(shape: shapely.Geometry, name: str) -> Markup:
    # The middle of the largest circle inside: a centroid may lie outside of a bent county.
    largest = max(shapely.get_parts(shape), key=lambda part: part.area)
    place = shapely.maximum_inscribed_circle(largest, 1.0).coords[0]
    return Markup('<text x="{}" y="{}">{}</text>').format(
        f"{place[0]:.1f}", f"{place[1]:.1f}", name
    )
