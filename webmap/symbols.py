"""Draw layer symbols as inline SVG, with the geometry that the canvas of the map uses."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup, escape

from layers._spec import Shape

PATHS: Final[dict[Shape, str]] = {
    "diamond": "M0 -1L1 0L0 1L-1 0Z",
    "circle": "M.8 0A.8 .8 0 1 1 -.8 0A.8 .8 0 1 1 .8 0Z",
    "square": "M-.72 -.72H.72V.72H-.72Z",
    "triangle": "M0 -.94L.92 .66H-.92Z",
    "pentagon": "M0 -.94L.894 -.29L.553 .76H-.553L-.894 -.29Z",
    "hexagon": "M.9 0L.45 .779H-.45L-.9 0L-.45 -.779H.45Z",
    "star": (
        "M0 -1.05L.276 -.38L.999 -.324L.447 .145L.617 .849"
        "L0 .47L-.617 .849L-.447 .145L-.999 -.324L-.276 -.38Z"
    ),
    "cross": "M-.3 -.92H.3V-.3H.92V.3H.3V.92H-.3V.3H-.92V-.3H-.3Z",
    "ring": "M.62 0A.62 .62 0 1 1 -.62 0A.62 .62 0 1 1 .62 0Z",
    "line": "M-1.2 0H1.2",
    "band": "M-1.2 0H1.2",
}
"""SVG path of each shape in a unit box: centre at 0, 0; y down; radius about 1, so that all
weigh the same to the eye. `line` and `band` are stroked, never filled; `ring` is a circle that is
stroked and stays hollow. `new Path2D(d)` draws the same on a canvas."""

STROKE_PX: Final[dict[Shape, float]] = {"line": 2.0, "band": 5.0, "ring": 2.25}
"""Stroke width in px of the shapes that are drawn by their stroke."""

DASHES: Final[dict[str, str]] = {
    "under_construction": ".62 .3",
    "planned": ".4 .3",
    "aspiration": ".12 .3",
}
"""Dash and gap, in the unit of `PATHS`, of what does not exist yet: shorter is further off."""

VAGUE: Final = frozenset({"city", "country"})
"""Precisions at which a place is a soft disc and not a point."""

_UNKNOWN_GREY: Final = "#7b8790"
_HALF_BOX = 1.3


def symbol_svg(
    shape: Shape,
    colour: str,
    *,
    status: str = "existing",
    precision: str = "site",
    size: int = 18,
) -> Markup:
    """Return the symbol of a layer as an inline SVG for legends, keys and lists.

    The fill and stroke are `currentColor` and the colour stands once, as the
    presentation attribute `color`: style sheets may lighten it for the dark
    theme, and a renderer without them draws the same.

    Parameters
    ----------
    shape
        A key of `PATHS`.
    colour
        Colour of the layer as #rrggbb.
    status
        Id of a status: existing is solid; under_construction, planned and
        aspiration are hollow with a dashed outline; unknown is hollow with a
        thin grey outline; closed is faded and crossed.
    precision
        Id of a precision: city and country are a soft disc around a small mark.
    size
        Width and height in px.

    Returns
    -------
    symbol
        SVG hidden from assistive technology: the words next to it say the same.

    Examples
    --------
    >>> 'd="M0 -1L1 0L0 1L-1 0Z"' in symbol_svg("diamond", "#0b63a5")
    True
    """
    unit_per_px = 2 * _HALF_BOX / size
    halo = Markup('<circle r="1.22" fill="currentColor" opacity=".22"/>')
    parts = [
        halo if precision in VAGUE else "",
        _mark(shape, status=status, unit_per_px=unit_per_px, scale=_scale(shape, precision)),
        _cross_out(unit_per_px) if status == "closed" else "",
    ]
    return Markup(
        '<svg class="symbol" width="{size}" height="{size}" viewBox="-1.3 -1.3 2.6 2.6"'
        ' color="{colour}" aria-hidden="true" focusable="false">{body}</svg>'
    ).format(size=size, colour=colour, body=Markup("").join(parts))


def _scale(shape: Shape, precision: str) -> float:
    """Return the size of the mark: half inside a halo, and a little off the edge of the box."""
    if shape in {"line", "band"}:
        return 1.0
    return 0.5 if precision in VAGUE else 0.96


def _mark(shape: Shape, *, status: str, unit_per_px: float, scale: float) -> Markup:
    """Return the path of a symbol with the outline of its status."""
    width_px = STROKE_PX.get(shape, 1.5 if status in DASHES else 1.0)
    hollow = shape in STROKE_PX or status in DASHES or status == "unknown"
    attributes = {
        "d": PATHS[shape],
        "fill": "none" if hollow else "currentColor",
        "stroke": _UNKNOWN_GREY if status == "unknown" else "currentColor",
        "stroke-width": f"{width_px * unit_per_px / scale:.3f}",
        "stroke-linejoin": "round",
        "stroke-dasharray": DASHES.get(status),
        "opacity": ".45" if status == "closed" else None,
        "transform": None if scale == 1 else f"scale({scale:g})",
    }
    pairs = (f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return Markup(f"<path{''.join(pairs)}/>")  # noqa: S704 - values are escaped above


def _cross_out(unit_per_px: float) -> Markup:
    """Return the stroke through a place that is closed."""
    return Markup(
        '<path d="M-1 1L1 -1" fill="none" stroke="currentColor" stroke-width="{}"/>'
    ).format(f"{1.5 * unit_per_px:.3f}")
