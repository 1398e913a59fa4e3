"""Folium classes of the atlas: the figure, the map, the basemap, the features, the panel."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from markupsafe import Markup, escape

from webmap.rendering import render


def csp_hash(script: str) -> str:
    """Return the Content-Security-Policy source of an inline script.

    Examples
    --------
    >>> csp_hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


class Verbatim(Element):
    """Text that is final.

    Folium compiles what its elements render as a template once more: data with braces
    would run on the server, and three quarters of the time of a large page goes there.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_: Any) -> str:
        """Return the text as it is."""
        return self._text


class _Final(MacroElement):
    """A folium element whose macros are rendered once."""

    def __init__(self, name: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = name
        # Folium draws random ids; equal input shall give equal bytes.
        self._id = "atlas"

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # as branca's own
        """Put each macro's output into the figure as it is."""
        _render_once(self, **kwargs)


def _render_once(element: MacroElement, **kwargs: Any) -> None:
    figure = element.get_root()
    for slot in ("header", "html", "script"):
        macro = element._template.module.__dict__.get(slot)
        if macro is not None:
            text = str(macro(element, kwargs))
            getattr(figure, slot).add_child(Verbatim(text), name=element.get_name())
    for child in element._children.values():
        child.render(**kwargs)


class AtlasFigure(Figure):
    """A folium figure that is written through a template of the atlas."""

    def __init__(self, template: str, context: dict[str, Any]) -> None:
        super().__init__()
        self._id = "atlas"
        self.header._children.clear()
        self._page_template = template
        self._context = context
        self.script_hashes: tuple[str, ...] = ()

    def render(self, **kwargs: Any) -> str:
        """Return the page; `script_hashes` holds the CSP sources of its inline scripts."""
        for child in self._children.values():
            child.render(**kwargs)
        script = self.script.render(**kwargs)
        import_map = self._context["import_map"]
        self.script_hashes = (csp_hash(import_map), csp_hash(script))
        # The import map must stand before the first module is asked for.
        imports = f'<script type="importmap">{import_map}</script>'
        preloads = "".join(
            f'<link rel="modulepreload" href="{escape(url)}">' for url in self._context["preloads"]
        )
        head = f"{imports}{preloads}{self.header.render(**kwargs)}"
        blocks = {
            # Output of autoescaped templates and of folium macros that escape their data.
            "head": Markup(head),  # noqa: S704
            "html": Markup(self.html.render(**kwargs)),  # noqa: S704
            "scripts": Markup(f'<script type="module">{script}</script>'),  # noqa: S704
        }
        return render(self._page_template, **self._context, folium=blocks)


class AtlasMap(folium.Map):
    """A folium map that the atlas's own browser modules draw."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <link rel="stylesheet" href="{{ this.leaflet_css }}">
        <script src="{{ this.leaflet_js }}"></script>
        {% endmacro %}
        {% macro html(this, kwargs) %}
        <div class="folium-map" id="{{ this.get_name() }}"></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
        import * as atlas from {{ this.module|tojavascript }};
        const {{ this.get_name() }} = atlas.createMap(
            {{- this.get_name()|tojavascript }}, {{ this.settings|tojson }});
        {%- if this.control_scale %}
        L.control.scale({imperial: false}).addTo({{ this.get_name() }});
        {%- endif %}
        {% endmacro %}
        """
    )
    # Leaflet comes from our own address; folium's jQuery, Bootstrap and icon fonts are not used.
    default_js: list[tuple[str, str]] = []
    default_css: list[tuple[str, str]] = []

    def __init__(
        self,
        *,
        location: tuple[float, float],
        zoom_start: int,
        urls: dict[str, str],
        settings: dict[str, Any],
    ) -> None:
        """Create the map.

        Parameters
        ----------
        location
            (lat, lon) in degrees, as folium has it.
        zoom_start
            Web-Mercator zoom.
        urls
            Addresses of `leaflet_js`, `leaflet_css` and `module`.
        settings
            Options of `createMap` of the browser modules, without centre and zoom.
        """
        super().__init__(location=location, zoom_start=zoom_start, tiles=None, control_scale=True)
        self._name, self._id = "map", "atlas"
        self.leaflet_js, self.leaflet_css = urls["leaflet_js"], urls["leaflet_css"]
        self.module = urls["module"]
        self.settings = {"center": list(location), "zoom": zoom_start, **settings}

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # as branca's own
        """Put the map and its children into the figure, each rendered once."""
        _render_once(self, **kwargs)


class Basemap(_Final):
    """The ground below the layers: our own vector tiles, or a raster provider."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.addBasemap({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("basemap")
        self.settings = settings


class Features(_Final):
    """All layers of a view, drawn from one document that the browser fetches."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <link rel="preload" as="fetch" crossorigin="anonymous" href="{{ this.settings.url|e }}">
        {% endmacro %}
        {% macro script(this, kwargs) %}
        atlas.addFeatures({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("features")
        self.settings = settings


class Repairs(_Final):
    """What was joined, linked and changed on a network, from one document."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.addRepairs({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("repairs")
        self.settings = settings


class ServiceLine(_Final):
    """One rail service: its line, stops and stays, tied to the chart beside the map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.addServiceLine({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("service_line")
        self.settings = settings


class Panel(_Final):
    """Search, legend, list and sharing beside the map."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.addPanel({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self) -> None:
        super().__init__("panel")


class Slides(_Final):
    """A list of places, shown one after another on a map that flies from each to the next."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.addSlides({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("slides")
        self.settings = settings


class PlanLines(_Final):
    """The ways of a shipment, from one document, tied to the page's cards and tables."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.addPlan({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("plan")
        self.settings = settings


class EvenPoints(_Final):
    """The places of a break-even map, from one document."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        atlas.addEven({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("even")
        self.settings = settings


class Coverage(_Final):
    """Ground by the hours to it, cut at a limit that the reader moves."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <link rel="preload" as="fetch" crossorigin="anonymous" href="{{ this.settings.url|e }}">
        {% endmacro %}
        {% macro script(this, kwargs) %}
        atlas.addCoverage({{ this._parent.get_name() }}, {{ this.settings|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__("coverage")
        self.settings = settings
