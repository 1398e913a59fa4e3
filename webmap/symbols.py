"""Draw layer symbols as inline SVG, with the geometry that the canvas of the map uses."""

from __future__ import annotations

from typing import Final, Literal

from markupsafe import Markup, escape

from layers._spec import Shape

PATHS: Final[dict[Shape, str]] = {
    "diamond": "M0 -6L6 0L0 6L-6 0Z",
    "circle": "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z",
    "square": "M-4.5 -4.5H4.5V4.5H-4.5Z",
    "triangle": "M0 -5.8L5.6 4.2H-5.6Z",
    "pentagon": "M0 -5.6L5.33 -1.73L3.29 4.53L-3.29 4.53L-5.33 -1.73Z",
    "hexagon": "M0 -5.5L4.76 -2.75L4.76 2.75L0 5.5L-4.76 2.75L-4.76 -2.75Z",
    "star": (
        "M0 -7L1.88 -2.59L6.66 -2.16L3.04 0.99L4.11 5.66"
        "L0 3.2L-4.11 5.66L-3.04 0.99L-6.66 -2.16L-1.88 -2.59Z"
    ),
    "cross": "M-1.8 -5.2H1.8V-1.8H5.2V1.8H1.8V5.2H-1.8V1.8H-5.2V-1.8H-1.8Z",
    "ring": "M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0Z",
    "line": "M-9 0H9",
    "band": "M-9 0H9",
}
"""SVG path of each shape in px around 0, 0, y down, as large as on the map; all weigh about the
same to the eye. `line` and `band` are stroked, never filled; `ring` is stroked and stays hollow.
`new Path2D(d)` draws the same on a canvas."""

STROKE_PX: Final[dict[Shape, float]] = {"line": 2.0, "band": 6.0, "ring": 2.0}
"""Stroke width in px of the shapes that are drawn by their stroke."""

DASHES: Final[dict[str, str]] = {
    "under_construction": "3 1.7",
    "planned": "3 1.7",
    "aspiration": "1.4 1.8",
}
"""Dash and gap in px of what does not exist yet."""

HALO_PX: Final[dict[str, float]] = {"city": 14.0, "country": 17.0}
"""Radius in px of the soft disc that stands for a place known only to its city or country."""

StrokeStyle = Literal["band", "line", "dotted"]
_STROKES: Final[dict[StrokeStyle, tuple[float, str]]] = {
    "band": (4.5, ""),
    "line": (1.7, ""),
    "dotted": (2.6, "0.1 4.6"),
}

_UNKNOWN_GREY: Final = "#7b8790"
_CROSSED_OUT: Final = Markup(
    '<path d="M-5.5 -5.5L5.5 5.5M-5.5 5.5L5.5 -5.5" fill="none" stroke="currentColor"'
    ' stroke-width="1.4"/>'
)
_HALF_BOX: Final = 9.0
_HALO_SCALE: Final = 0.52
"""A halo is drawn at about half its size on the map, so that it fits beside a line of text."""
_VAGUE_SCALE: Final = 0.78


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
    >>> 'd="M0 -6L6 0L0 6L-6 0Z"' in symbol_svg("diamond", "#0b63a5")
    True
    """
    halo_px = HALO_PX.get(precision)
    parts = [
        _halo(halo_px) if halo_px else "",
        _mark(shape, status, scale=_VAGUE_SCALE * _HALO_SCALE if halo_px else 1.0),
        _CROSSED_OUT if status == "closed" else "",
    ]
    return Markup(
        '<svg class="symbol" width="{size}" height="{size}" viewBox="-9 -9 18 18"'
        ' color="{colour}" aria-hidden="true" focusable="false">{body}</svg>'
    ).format(size=size, colour=colour, body=Markup("").join(parts))


def stroke_svg(style: StrokeStyle, colour: str, *, size: int = 18) -> Markup:
    """Return a short piece of a line as an inline SVG for keys.

    Examples
    --------
    >>> "stroke-dasharray" in stroke_svg("dotted", "#b3352c")
    True
    """
    width_px, dash = _STROKES[style]
    dotted = Markup(' stroke-dasharray="{}" stroke-linecap="round"').format(dash) if dash else ""
    return Markup(
        '<svg class="symbol" width="{size}" height="{size}" viewBox="-9 -9 18 18"'
        ' color="{colour}" aria-hidden="true" focusable="false">'
        '<path d="M-8 0H8" fill="none" stroke="currentColor" stroke-width="{width}"{dotted}/></svg>'
    ).format(size=size, colour=colour, width=f"{width_px:g}", dotted=dotted)


def _halo(radius_px: float) -> Markup:
    """Return the soft disc of a place that is not known exactly."""
    return Markup('<circle r="{}" fill="currentColor" opacity=".2"/>').format(
        f"{radius_px * _HALO_SCALE:.2f}"
    )


def _mark(shape: Shape, status: str, *, scale: float) -> Markup:
    """Return the path of a symbol with the outline of its status."""
    hollow = shape in STROKE_PX or status in DASHES or status == "unknown"
    width_px = STROKE_PX.get(shape, 1.1 if status == "unknown" else 1.7)
    attributes = {
        "d": PATHS[shape],
        "fill": "none" if hollow else "currentColor",
        "stroke": _UNKNOWN_GREY if status == "unknown" else "currentColor" if hollow else None,
        "stroke-width": f"{width_px:g}" if hollow else None,
        "stroke-linejoin": "round" if hollow else None,
        "stroke-dasharray": DASHES.get(status),
        "opacity": ".45" if status == "closed" else None,
        "transform": f"scale({scale:.3g})" if scale != 1 else None,
    }
    pairs = (f' {key}="{escape(value)}"' for key, value in attributes.items() if value is not None)
    return Markup(f"<path{''.join(pairs)}/>")  # noqa: S704 - values are escaped above
