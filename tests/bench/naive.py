"""The same features the usual way: folium pages with everything inline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import shapely

from layers import Atlas
from webmap.views import get_view

FIELDS = (
    "feature_id",
    "name_zh",
    "name_en",
    "kind",
    "status",
    "coord_precision",
    "level",
    "country",
    "partner_country",
    "admin",
)
"""What the atlas's own map document says of a feature."""
TOOLTIP = ("name_zh", "name_en")

# Folium's popups ask jQuery for one thing only; this is smaller, to folium's advantage.
_DOLLAR = (
    "window.$ = (html) => {"
    " const t = document.createElement('template'); t.innerHTML = html.trim();"
    " return t.content.children; };"
)
_SIGNAL = "document.documentElement.dataset.drawn = '1';"


def feature_collection(atlas: Atlas) -> dict[str, Any]:
    """Return every feature with a geometry as GeoJSON, with the fields of the map document."""
    features = []
    for layer in get_view("atlas").layers():
        frame = atlas.frames[layer.id]
        placed = frame[frame.geometry.notna()]
        columns = [placed[name].astype(object).where(placed[name].notna(), None) for name in FIELDS]
        for shape, *values in zip(placed.geometry, *columns, strict=True):
            features.append(
                {
                    "type": "Feature",
                    "geometry": shapely.geometry.mapping(shapely.set_precision(shape, 1e-5)),
                    "properties": dict(zip(FIELDS, values, strict=True)),
                }
            )
    return {"type": "FeatureCollection", "features": features}


def empty_map() -> folium.Map:
    """Return a folium map where the atlas's own opens, with Leaflet from this machine."""
    view = get_view("atlas")
    made = folium.Map(location=(view.center[1], view.center[0]), zoom_start=view.zoom, tiles=None)
    made.default_js = [("leaflet", "/leaflet/leaflet.js")]
    made.default_css = [("leaflet_css", "/leaflet/leaflet.css")]
    return made


def feature_frame(atlas: Atlas) -> gpd.GeoDataFrame:
    """Return every feature with a geometry in one frame, with the fields of the map document."""
    frames = [atlas.frames[layer.id][[*FIELDS, "geometry"]] for layer in get_view("atlas").layers()]
    every = pd.concat([frame for frame in frames if len(frame)], ignore_index=True)
    return gpd.GeoDataFrame(every[every["geometry"].notna()], crs=4326)


def geojson_map(collection: dict[str, Any] | gpd.GeoDataFrame) -> folium.Map:
    """Return a map with one `folium.GeoJson` that holds everything, with popup and tooltip."""
    made = empty_map()
    folium.GeoJson(
        collection,
        popup=folium.GeoJsonPopup(list(FIELDS)),
        tooltip=folium.GeoJsonTooltip(list(TOOLTIP)),
    ).add_to(made)
    return made


def marker_map(collection: dict[str, Any]) -> folium.Map:
    """Return a map with a `folium.Marker` for each point, with popup and tooltip."""
    return _one_by_one(collection, folium.Marker)


def circle_marker_map(collection: dict[str, Any]) -> folium.Map:
    """Return a map with a `folium.CircleMarker` for each point, with popup and tooltip."""
    return _one_by_one(collection, folium.CircleMarker)


def _one_by_one(collection: dict[str, Any], kind: type[folium.Marker]) -> folium.Map:
    made = empty_map()
    for feature in collection["features"]:
        if feature["geometry"]["type"] != "Point":
            continue
        lon, lat = feature["geometry"]["coordinates"]
        properties = feature["properties"]
        text = "<br>".join(f"{name}: {properties[name]}" for name in FIELDS)
        kind((lat, lon), popup=text, tooltip=properties["name_zh"]).add_to(made)
    return made


def page(made: folium.Map) -> str:
    """Return a folium page that says when its script has run to the end."""
    html = made.get_root().render()
    before, end, after = html.rpartition("</script>")
    return f"{before}{_SIGNAL}{end}{after}".replace("<head>", f"<head><script>{_DOLLAR}</script>")


def write_page(made: folium.Map, path: Path) -> None:
    """Write a folium page to a file."""
    path.write_text(page(made), encoding="utf-8")
