"""Airports and sea ports: where air and sea legs begin and end."""

import json
from importlib.metadata import files
from pathlib import Path
from typing import Any

import airportsdata
import geopandas as gpd
import numpy as np
import pandas as pd
import pycountry
import shapely

from geo.errors import PackageError
from geo.graph_file import Graph
from geo.sphere import SphereIndex
from layers._derive.airport_overrides import LEFT_OUT, PACKED_DMS, from_dms

# ISO alpha-2 codes that are not countries of their own on the map.
_PART_OF = {"TW": "CHN", "HK": "CHN", "MO": "CHN", "XK": "SRB"}
# Ports of searoute beyond this lie at wrong coordinates (Haikou 534 km off) or on rivers and lakes.
PORT_MAX_KM = 100.0
# Melilla is under two degrees from the rest of Spain.
PORT_COUNTRY_DEG = 3.0
AIRPORT_DECIMALS = 4
PORT_DECIMALS = 4


def airports() -> pd.DataFrame:
    """Return the airports with an IATA code, by it."""
    codes = _countries()
    rows = []
    for iata, data in sorted(airportsdata.load("IATA").items()):
        if iata in LEFT_OUT:
            continue
        packed = iata in PACKED_DMS
        lon, lat = float(data["lon"]), float(data["lat"])
        rows.append(
            {
                "iata": iata,
                "icao": data["icao"],
                "name_en": data["name"],
                "city_en": data["city"],
                "country": codes[data["country"]],
                "lon": round(from_dms(lon) if packed else lon, AIRPORT_DECIMALS),
                "lat": round(from_dms(lat) if packed else lat, AIRPORT_DECIMALS),
                "note": "degrees, minutes and seconds made decimal" if packed else "",
            }
        )
    return pd.DataFrame(rows)


def ports(outlines: gpd.GeoDataFrame, sea: Graph) -> pd.DataFrame:
    """Return the ports with terminals near the maritime network, by UN/LOCODE.

    Parameters
    ----------
    outlines
        Countries in China's official view. A port belongs to the one that its UN/LOCODE begins
        with, if that is near: its point may lie on the other bank. Else, as Panama is coded as if
        it were Pago Pago, it is the country that the point lies in or next to.
    sea
        The maritime network.
    """
    features = [row for row in _port_features() if row["properties"]["t"] == 1]
    frame = pd.DataFrame(
        {
            "locode": [row["properties"]["port"] for row in features],
            "name_en": [row["properties"]["name"] for row in features],
            "lon": [round(row["geometry"]["coordinates"][0], PORT_DECIMALS) for row in features],
            "lat": [round(row["geometry"]["coordinates"][1], PORT_DECIMALS) for row in features],
        }
    )
    _, to_sea_km = SphereIndex(*sea.lonlat()).nearest(frame["lon"], frame["lat"])
    frame = frame[to_sea_km <= PORT_MAX_KM]
    points = shapely.points(frame["lon"], frame["lat"])
    nearest = shapely.STRtree(outlines.geometry.to_numpy()).nearest(points)
    lies_in = outlines["iso3"].to_numpy()[np.asarray(nearest)]
    coded = frame["locode"].str[:2].map(_countries())
    shapes = outlines.set_index("iso3").geometry.reindex(coded).to_numpy()
    # Nothing is near a country that the outlines do not have.
    is_near = shapely.distance(shapes, points) <= PORT_COUNTRY_DEG
    frame.insert(2, "country", np.where(is_near, coded, lies_in))
    return frame.drop_duplicates("locode").sort_values("locode", ignore_index=True)


def _countries() -> dict[str, str]:
    """Return the country of the map that each ISO alpha-2 code stands for."""
    return {row.alpha_2: row.alpha_3 for row in pycountry.countries} | _PART_OF


def _port_features() -> list[dict[str, Any]]:
    for file in files("searoute") or ():
        if str(file) == "searoute/data/ports.geojson":
            text = Path(str(file.locate())).read_text(encoding="utf-8")
            rows: list[dict[str, Any]] = json.loads(text)["features"]
            return rows
    msg = "searoute holds no data/ports.geojson; expected the pinned version."
    raise PackageError(msg)
