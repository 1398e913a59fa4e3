"""How derived files are written: the same bytes for the same content."""

from pathlib import Path

import geopandas as gpd
import orjson
import pandas as pd
import shapely


def write_geojson(frame: gpd.GeoDataFrame, path: Path, decimals: int) -> None:
    """Write a frame as GeoJSON, one feature to a line, outer rings counter-clockwise (RFC 7946).

    Parameters
    ----------
    frame
        EPSG:4326; the columns become properties in alphabetical order.
    path
        File to write.
    decimals
        Decimals of a degree to keep.
    """
    lines = []
    columns = sorted(column for column in frame.columns if column != "geometry")
    for geometry, values in zip(
        frame.geometry, frame[columns].itertuples(index=False), strict=True
    ):
        fixed = shapely.orient_polygons(geometry) if "Polygon" in geometry.geom_type else geometry
        rounded = shapely.transform(fixed, lambda xy: xy.round(decimals) + 0.0)
        feature = {
            "type": "Feature",
            "properties": dict(zip(columns, values, strict=True)),
            "geometry": shapely.geometry.mapping(rounded),
        }
        lines.append(orjson.dumps(feature, option=orjson.OPT_SERIALIZE_NUMPY))
    body = b",\n".join(lines)
    path.write_bytes(b'{"type":"FeatureCollection","features":[\n' + body + b"\n]}\n")


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV in UTF-8 with one header row, line feeds at line ends."""
    path.write_text(frame.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="")
