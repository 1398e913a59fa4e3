"""The world's countries in two views, the ten-dash line, the lakes."""

import io
import json

import antimeridian
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo import tessellation
from geo.measure import area_km2
from layers._derive import packages
from layers._derive.china import COUNTY_DECIMALS, with_detailed_zhejiang
from layers._derive.names import country_names

# What the United Nations' geodata hold apart and China's official maps draw as China.
DRAWN_AS_CHINA = ["CHN", "TWN", "HKG", "MAC", "XAP", "XAC"]
DECIMALS = 4
WORLD_TOLERANCE_DEG = 0.023
LAKE_MIN_KM2 = 300.0
LAKE_TOLERANCE_DEG = 0.01
DASH_COUNT = 10
# The dashes are the only slim parts of China south of 25 N that keep one width all along.
_DASH_MAX_WIDTH_DEG = 0.08
_DASH_MIN_LENGTH_DEG = 0.8


def united_nations() -> gpd.GeoDataFrame:
    """Return the countries as the United Nations' geodata hold them, one row for each code."""
    frame = _topology_layer("countries")[["id", "geometry"]]
    whole = frame.explode(ignore_index=True)
    whole["geometry"] = [_cut_at_180(part) for part in whole.geometry]
    whole["geometry"] = [tessellation.polygonal(part) for part in whole.geometry.make_valid()]
    world = whole.dissolve("id").sort_index()
    # The only neighbours whose common border was drawn twice: white chips up to 186 km2.
    chips = shapely.union_all(_holes(world.geometry.loc[["CHN", "XAC", "XJK"]].union_all()))
    world.loc[["XJK"], "geometry"] = tessellation.give_slivers(
        chips, world.geometry["XAC"], world.geometry.loc[["XJK"]]
    )
    return world


def neutral_view() -> gpd.GeoDataFrame:
    """Return the outlines of the United Nations' view, simplified together."""
    world = united_nations()
    simple = tessellation.simplify_together(
        world.geometry.to_numpy(), WORLD_TOLERANCE_DEG, DECIMALS
    )
    return _described(world.index.to_numpy(), simple)


def chinese_view(
    provinces: gpd.GeoDataFrame, counties: gpd.GeoDataFrame
) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Return the outlines of China's official view, with the provinces that make up China.

    China takes its ground from the neighbours; what is left over along the old border goes to the
    neighbour that it touches. China is the union of the provinces, so that both fit.

    Parameters
    ----------
    provinces
        The 34 official provinces.
    counties
        County-level divisions of Zhejiang in their final shape.

    Returns
    -------
    outlines
        Countries and areas, China first.
    provinces
        The provinces, simplified with the countries, Zhejiang as detailed as its counties.
    """
    world = united_nations()
    china = shapely.union_all(provinces.geometry.to_numpy())
    former = shapely.union_all(world.geometry.loc[DRAWN_AS_CHINA].to_numpy())
    others = world.geometry.drop(DRAWN_AS_CHINA)
    others = tessellation.insert(china, former, others)
    coarse = tessellation.simplify_together([china, *others], WORLD_TOLERANCE_DEG, DECIMALS)
    fine = with_detailed_zhejiang(provinces, counties)
    others = gpd.GeoSeries(coarse[1:], index=others.index, crs=4326)
    others = tessellation.insert(shapely.union_all(fine.geometry.to_numpy()), coarse[0], others)
    shapes = tessellation.tile([*fine.geometry, *others], COUNTY_DECIMALS)
    fitted = fine.set_geometry(shapes[: len(fine)], crs=4326)
    home = shapely.coverage_union_all(fitted.geometry.to_numpy())
    return _described(
        np.array(["CHN", *others.index]), np.array([home, *shapes[len(fine) :]])
    ), fitted


def ten_dash_line() -> gpd.GeoDataFrame:
    """Return the ten dashes, from the one off Taiwan counter-clockwise to the one off Viet Nam."""
    features = packages.chinese_world()["features"]
    china = next(f for f in features if f["properties"]["iso_a3"] == "CHN")
    parts = shapely.get_parts(shapely.geometry.shape(china["geometry"]))
    dashes = [part for part in parts if _is_dash(part)]
    west = [dash.centroid.x for dash in dashes]
    north = [dash.centroid.y for dash in dashes]
    # Around the middle of the South China Sea, clockwise angle from the north-east.
    angle = np.arctan2(np.array(north) - 13.0, np.array(west) - 114.5)
    order = np.argsort(-((angle - np.pi / 2) % (2 * np.pi)))
    return gpd.GeoDataFrame(
        {
            "dash": range(1, len(dashes) + 1),
            "form": "thin polygon as published",
            "name_en": "Ten-dash line in the South China Sea",
            "name_zh": "南海断续线",
        },
        geometry=[dashes[i] for i in order],
        crs=4326,
    )


def lakes() -> gpd.GeoDataFrame:
    """Return the large lakes; the package gives them no names."""
    frame = _topology_layer("lakes")[["geometry"]]
    frame["geometry"] = [tessellation.polygonal(g) for g in frame.geometry.make_valid()]
    frame = frame[~frame.geometry.to_wkb().duplicated()]
    frame["area_km2"] = [round(area_km2(g)) for g in frame.geometry]
    frame = frame[frame["area_km2"] >= LAKE_MIN_KM2].sort_values("area_km2", ascending=False)
    frame["geometry"] = frame.geometry.simplify(LAKE_TOLERANCE_DEG)
    return frame.reset_index(drop=True)


def country_table(view: str, outlines: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the label point, the geodesic area in km2 and the rank of every outline of a view."""
    points = [tessellation.label_point(geometry) for geometry in outlines.geometry]
    table = pd.DataFrame(
        {
            "view": view,
            "iso3": outlines["iso3"],
            "kind": outlines["kind"],
            "name_zh": outlines["name_zh"],
            "name_en": outlines["name_en"],
            "lon": [round(lon, 3) for lon, _ in points],
            "lat": [round(lat, 3) for _, lat in points],
            "area_km2": [round(area_km2(geometry), 1) for geometry in outlines.geometry],
        }
    )
    rank = table["area_km2"].rank(ascending=False, method="first").astype(int)
    return table.assign(rank=rank)


def _described(
    codes: "np.ndarray[tuple[int], np.dtype[np.object_]]", shapes: tessellation.GeometryArray
) -> gpd.GeoDataFrame:
    names = [country_names(code) for code in codes]
    return gpd.GeoDataFrame(
        {
            "iso3": codes,
            "kind": ["disputed" if code.startswith("X") else "country" for code in codes],
            "home": [code == "CHN" for code in codes],
            "name_zh": [chinese for chinese, _ in names],
            "name_en": [english for _, english in names],
        },
        geometry=shapes,
        crs=4326,
    )


def _topology_layer(name: str) -> gpd.GeoDataFrame:
    source = io.BytesIO(json.dumps(packages.world_topology()).encode())
    return gpd.read_file(source, layer=name).set_crs(4326, allow_override=True)


def _holes(geometry: shapely.Geometry) -> list[shapely.Polygon]:
    return [
        shapely.Polygon(ring) for part in shapely.get_parts(geometry) for ring in part.interiors
    ]


def _cut_at_180(part: shapely.Polygon) -> shapely.Geometry:
    """Return a polygon cut where its rim jumps from one side of the map to the other.

    One jump alone goes around a pole: Antarctica stays as it is, it ends at the map's lower edge.
    """
    jumps = np.abs(np.diff(shapely.get_coordinates(part.exterior)[:, 0])) > 180
    if jumps.sum() < 2:
        return part
    fixed: shapely.Geometry = antimeridian.fix_polygon(part, fix_winding=True)
    return fixed


def _is_dash(part: shapely.Polygon) -> bool:
    west, south, east, north = part.bounds
    length = float(np.hypot(east - west, north - south))
    thin = part.area / length < _DASH_MAX_WIDTH_DEG
    return south < 25 and west > 107 and length > _DASH_MIN_LENGTH_DEG and thin
