"""The Yiwu-Ningbo-Zhoushan corridor: cores, belt, railway, sea-rail path, road, radiations."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
from shapely import Point

from geo.geodesic import great_circle
from layers._spec import Field, Layer, Stroke, Symbol, Tables, Term


def _through_points(parts: pd.DataFrame, tables: Tables) -> gpd.GeoSeries:
    """Return each part as a line through its points, or as the point where it has only one."""
    features = tables["features"].set_index("feature_id")[["lon", "lat"]]
    points = tables["corridor_points"].sort_values(["corridor_id", "seq"])
    shapes = {}
    for corridor_id, group in points.groupby("corridor_id"):
        places = list(features.loc[group["place_id"]].itertuples(index=False, name=None))
        shapes[corridor_id] = Point(places[0]) if len(places) == 1 else great_circle(places)
    return gpd.GeoSeries(parts["feature_id"].map(shapes), index=parts.index, crs=4326)


LAYER = Layer(
    id="corridor",
    order=100,
    zh="义甬舟开放大通道",
    en="Yiwu–Ningbo–Zhoushan corridor",
    zh_note="铁路与公路按模型线位，延伸部分为示意；文件未列明的部分为本图集的解读。",
    en_note=(
        "Railways and roads as modelled, extensions schematic; "
        "parts that no source names are our reading."
    ),
    geometry_type="Line",
    symbol=Symbol(shape="band", colour="#b3352c"),
    kinds=(
        Term(id="corridor", zh="大通道", en="corridor"),
        Term(id="core", zh="核", en="core"),
        Term(id="belt", zh="带", en="belt"),
        Term(id="radiation", zh="辐射", en="radiation"),
        Term(id="railway", zh="铁路", en="railway"),
        Term(id="sea_rail", zh="海铁联运", en="sea-rail path"),
        Term(id="expressway", zh="高速公路", en="expressway"),
        Term(id="extension", zh="延伸", en="extension"),
    ),
    strokes={
        "railway": Stroke(style="line", colour="#1d2a33"),
        "sea_rail": Stroke(style="dotted", colour="#b3352c"),
        "expressway": Stroke(style="line", colour="#8a6500"),
    },
    own_fields=(
        Field(
            name="reading",
            zh="解读",
            en="Reading",
            required=True,
            description="Whether a document or source names the part, or it is our reading.",
            choices=(
                Term(id="stated", zh="文件或来源写明", en="stated by a source"),
                Term(id="ours", zh="本图集的解读", en="our reading"),
            ),
        ),
    ),
    popup=("reading", "since"),
    geometry=_through_points,
    needs=("corridor_points", "features"),
    views=frozenset({"corridor"}),
)
