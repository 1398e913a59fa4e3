"""The derived base map, as it lies in data/base/: read only, with the runtime's own packages."""

import hashlib
import re
from pathlib import Path

import geopandas as gpd
import orjson
import pytest
import rasterio
import shapely

from geo import tessellation
from geo.errors import UnknownViewError
from layers import _base

FOLDER = _base.DATA / _base.BASE
VIEWS = _base.VIEWS
JINHUA = {
    "婺城区": "Wucheng",
    "金东区": "Jindong",
    "武义县": "Wuyi",
    "浦江县": "Pujiang",
    "磐安县": "Pan'an",
    "兰溪市": "Lanxi",
    "义乌市": "Yiwu",
    "东阳市": "Dongyang",
    "永康市": "Yongkang",
}
# Where the views differ, and where they must not: (lon, lat), code in China's view, in the UN's.
# None: the neutral outlines have no land there.
POINTS = {
    "Taipei": (121.56, 25.04, "CHN", "TWN"),
    "Penghu": (119.58, 23.57, "CHN", None),
    "Hong Kong": (114.17, 22.32, "CHN", None),
    "Macao": (113.545, 22.19, "CHN", None),
    "Tawang": (91.87, 27.59, "CHN", "XAP"),
    "Itanagar": (93.61, 27.10, "CHN", "XAP"),
    "Ziro": (93.83, 27.55, "CHN", "XAP"),
    "Aksai Chin": (79.5, 35.2, "CHN", "XAC"),
    "Demchok": (79.45, 32.70, "CHN", "CHN"),
    "Barahoti": (79.98, 30.84, "CHN", "IND"),
    "Shaksgam": (76.5, 36.0, "CHN", "CHN"),
    "Doklam": (88.93, 27.32, "CHN", "BTN"),
    "Heixiazi, west": (134.33, 48.33, "CHN", "CHN"),
    "Heixiazi, east": (134.70, 48.37, "CHN", "CHN"),
    "Diaoyu": (123.475, 25.745, "CHN", None),
    "Yongxing": (112.337, 16.834, "CHN", None),
    "Yiwu": (120.07, 29.31, "CHN", "CHN"),
    "Tezu": (96.16, 27.92, "IND", "IND"),
    "Chumar": (78.60, 32.65, "XJK", "XJK"),
    "Siachen": (77.10, 35.40, "XJK", "XJK"),
    "Srinagar": (74.80, 34.08, "XJK", "XJK"),
    "Gilgit": (74.31, 35.92, "XJK", "XJK"),
    "Leh": (77.58, 34.16, "XJK", "XJK"),
    "Thimphu": (89.64, 27.47, "BTN", "BTN"),
    "Crimea": (34.10, 45.00, "UKR", "UKR"),
    "Pristina": (21.16, 42.66, "SRB", "SRB"),
    "Laayoune": (-13.10, 27.10, "ESH", "ESH"),
    "Hargeisa": (44.06, 9.56, "SOM", "SOM"),
    "Northern Cyprus": (33.60, 35.25, "CYP", "CYP"),
    "Kunashir": (145.90, 44.10, "RUS", "RUS"),
    "Golan": (35.80, 33.00, "SYR", "SYR"),
    "Halaib": (36.20, 22.40, "XHT", "XHT"),
    "Khabarovsk": (135.40, 48.45, "RUS", "RUS"),
}


def code_at(outlines: gpd.GeoDataFrame, lon: float, lat: float) -> str | None:
    found = outlines.loc[outlines.contains(shapely.Point(lon, lat)), "iso3"].tolist()
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize("name", POINTS)
def test_china_view_agrees_with_official_maps(name: str) -> None:
    lon, lat, code, _ = POINTS[name]
    assert code_at(_base.outlines("chn"), lon, lat) == code


@pytest.mark.parametrize("name", POINTS)
def test_un_view_is_as_the_united_nations_publish_it(name: str) -> None:
    lon, lat, _, code = POINTS[name]
    assert code_at(_base.outlines("un"), lon, lat) == code


def test_unknown_view_names_the_ones_there_are() -> None:
    with pytest.raises(UnknownViewError, match="No view 'ind'; available: chn, un"):
        _base.outlines("ind")


def test_unknown_view_of_countries_is_refused_too() -> None:
    with pytest.raises(UnknownViewError, match="available: chn, un"):
        _base.countries("CHN")


@pytest.mark.parametrize("view", VIEWS)
def test_countries_neither_overlap_nor_gape(view: str) -> None:
    assert shapely.coverage_is_valid(_base.outlines(view).geometry.to_numpy())


@pytest.mark.parametrize("read", [_base.provinces, _base.prefectures, _base.counties])
def test_divisions_neither_overlap_nor_gape(read: "type[_base.provinces]") -> None:
    assert shapely.coverage_is_valid(read().geometry.to_numpy())


@pytest.mark.parametrize("view", VIEWS)
def test_outlines_have_no_rim_across_the_map(view: str) -> None:
    parts = _base.outlines(view).explode()
    width = parts.bounds["maxx"] - parts.bounds["minx"]
    assert set(parts.loc[width > 200, "iso3"]) == {"ATA"}


@pytest.mark.parametrize("view", VIEWS)
def test_every_outline_is_described(view: str) -> None:
    outlines = _base.outlines(view)
    assert outlines.is_valid.all()
    assert outlines["iso3"].is_unique
    assert outlines["iso3"].str.fullmatch("[A-Z]{3}").all()
    assert outlines["name_zh"].str.contains(r"[\u4e00-\u9fff]").all()
    assert outlines["name_en"].str.fullmatch(r"[^\W\d_a-z].+").all()
    assert (outlines["kind"] == "disputed").equals(outlines["iso3"].str.startswith("X"))


@pytest.mark.parametrize("view", VIEWS)
def test_china_alone_is_home(view: str) -> None:
    outlines = _base.outlines(view)
    assert outlines.loc[outlines["home"], "iso3"].tolist() == ["CHN"]


def test_parts_of_china_are_no_countries_in_its_view() -> None:
    assert not set(_base.outlines("chn")["iso3"]) & {"TWN", "HKG", "MAC", "XAP", "XAC"}


def test_taiwan_is_called_a_province_of_china_in_the_neutral_view() -> None:
    names = _base.countries("un").set_index("iso3")[["name_zh", "name_en"]]
    assert names.loc["TWN"].tolist() == ["中国台湾省", "Taiwan, China"]
    assert names.loc["HKG"].tolist() == ["中国香港", "Hong Kong, China"]
    assert names.loc["MAC"].tolist() == ["中国澳门", "Macao, China"]


def test_no_table_calls_taiwan_a_country() -> None:
    text = (FOLDER / "countries.csv").read_text("utf-8")
    text += "".join((FOLDER / f"outlines_{view}.geojson").read_text("utf-8") for view in VIEWS)
    assert set(re.findall(".{2}台湾.?", text)) == {"中国台湾省"}


@pytest.mark.parametrize("view", VIEWS)
def test_every_label_is_inside_its_country(view: str) -> None:
    outlines = _base.outlines(view).set_index("iso3").geometry
    labels = _base.countries(view).set_index("iso3").geometry
    assert set(labels.index) == set(outlines.index)
    # Label points are rounded to 0.001 degree; islets can be smaller.
    assert (
        outlines.loc[labels.index].to_crs(3857).distance(labels.to_crs(3857)).max() < 400
    )  # metres of the map


def test_area_of_a_country_is_geodesic() -> None:
    area_km2 = _base.countries("chn").set_index("iso3")["area_km2"]
    assert area_km2["CHE"] == pytest.approx(41_285, rel=0.02)  # Swiss Federal Statistical Office
    assert area_km2["KAZ"] == pytest.approx(2_724_900, rel=0.02)


def test_china_is_the_union_of_its_provinces() -> None:
    china = _base.outlines("chn").set_index("iso3").geometry["CHN"]
    provinces = shapely.union_all(_base.provinces().geometry.to_numpy())
    assert china.symmetric_difference(provinces).area < 1e-9


def test_ten_dashes_with_the_one_east_of_taiwan_first() -> None:
    dashes = _base.ten_dash_line()
    assert dashes["dash"].tolist() == list(range(1, 11))
    first = shapely.Point(shapely.get_coordinates(dashes.geometry.iloc[0].centroid)[0])
    assert first.distance(shapely.Point(122.6, 24.0)) < 0.1


def test_dashes_run_clockwise_around_the_sea() -> None:
    centres = [geometry.centroid for geometry in _base.ten_dash_line().geometry]
    assert shapely.LinearRing(centres).is_simple
    assert not shapely.LinearRing(centres).is_ccw


def test_lakes_begin_with_the_largest() -> None:
    areas = _base.lakes()["area_km2"]
    assert areas.is_monotonic_decreasing
    assert areas.iloc[0] == pytest.approx(82_100, rel=0.05)  # Lake Superior


def test_lake_baikal_is_there() -> None:
    assert _base.lakes().contains(shapely.Point(107.7, 53.5)).sum() == 1


def test_there_are_34_provinces() -> None:
    provinces = _base.provinces().set_index("adcode")
    assert len(provinces) == 34
    assert provinces.loc[[710000, 150000, 610000], "name_en"].tolist() == [
        "Taiwan",
        "Inner Mongolia",
        "Shaanxi",
    ]


def test_zhejiang_has_11_prefectures() -> None:
    names = " ".join(_base.prefectures()["name_zh"])
    assert names == "杭州市 宁波市 温州市 嘉兴市 湖州市 绍兴市 金华市 衢州市 舟山市 台州市 丽水市"


def test_jinhua_has_nine_counties() -> None:
    counties = _base.counties()
    jinhua = counties[counties["parent_adcode"] == 330700]
    assert dict(zip(jinhua["name_zh"], jinhua["name_en"], strict=True)) == JINHUA


def test_zhejiang_has_90_counties_of_known_prefectures() -> None:
    counties = _base.counties()
    assert len(counties) == 90
    assert set(counties["parent_adcode"]) == set(_base.prefectures()["adcode"])


def test_prefectures_are_unions_of_their_counties() -> None:
    unions = _base.counties().dissolve("parent_adcode").geometry
    prefectures = _base.prefectures().set_index("adcode").geometry
    different = prefectures.symmetric_difference(unions)
    assert max(tessellation.area_km2(part) for part in different) < 1e-6


def test_zhejiang_fits_its_counties_to_a_metre() -> None:
    provinces = _base.provinces().set_index("adcode").geometry
    counties = shapely.union_all(_base.counties().geometry.to_numpy())
    assert shapely.hausdorff_distance(provinces[330000], counties) < 1.5e-5  # degrees


@pytest.mark.parametrize("view", VIEWS)
def test_only_water_lies_open_between_countries(view: str) -> None:
    outlines = _base.outlines(view)
    holes = [
        shapely.Polygon(ring)
        for part in shapely.get_parts(shapely.union_all(outlines.geometry.to_numpy()))
        for ring in part.interiors
    ]
    between = [hole for hole in holes if outlines.intersects(hole).sum() > 1]
    caspian, curonian_lagoon = shapely.Point(51, 42), shapely.Point(21.0, 55.1)
    assert len(between) == 2
    assert all(hole.intersects(shapely.union(caspian, curonian_lagoon)) for hole in between)


@pytest.mark.parametrize("lonlat", [(120.0, 29.3), (120.06, 29.31)])
def test_yiwu_is_yiwu(lonlat: tuple[float, float]) -> None:
    counties = _base.counties()
    assert counties.loc[counties.contains(shapely.Point(lonlat)), "adcode"].tolist() == [330782]


def test_places_are_ranked_without_ties() -> None:
    places = _base.places()
    assert places["rank"].tolist() == list(range(1, len(places) + 1))
    assert places["geonameid"].dropna().is_unique


def test_large_places_of_the_corridor_are_there() -> None:
    names = set(_base.places()["name_zh"].dropna())
    assert names >= {
        "马德里",
        "杜伊斯堡",
        "阿拉木图",
        "莫斯科",
        "布列斯特",
        "华沙",
        "德黑兰",
        "万象",
    }


def test_unknown_population_is_missing_and_never_zero() -> None:
    assert (_base.places()["population"].dropna() > 0).all()


def test_a_chinese_name_has_a_source_and_only_han_characters() -> None:
    places = _base.places()
    named = places[places["name_zh"].notna()]
    assert named["name_zh"].str.fullmatch(r"[\u4e00-\u9fff]+").all()
    assert set(named["name_zh_source"]) <= {"cldr", "geonames", "division", "override"}
    assert places.loc[places["name_zh"].isna(), "name_zh_source"].isna().all()


def test_every_place_has_an_english_name_and_a_country() -> None:
    places = _base.places()
    assert places["name_en"].notna().all()
    assert places["country"].str.fullmatch("[A-Z]{3}").all()


def test_places_in_china_belong_to_china() -> None:
    assert not set(_base.places()["country"]) & {"TWN", "HKG", "MAC"}
    places = _base.places().set_index("name_en")
    assert places.loc["Taipei", ["country", "adcode"]].tolist() == ["CHN", 710000]


def test_every_county_of_zhejiang_has_a_place_inside_it() -> None:
    counties = _base.counties().set_index("adcode").geometry
    places = _base.places()
    seats = places[places["kind"].isin(["prefecture_seat", "county_seat", "county"])]
    assert set(seats["adcode"]) == set(counties.index)
    inside = [counties[a].contains(p) for a, p in zip(seats["adcode"], seats.geometry, strict=True)]
    assert all(inside)


@pytest.mark.parametrize(
    ("geonameid", "name_zh", "population"),
    [
        (1798425, "浦江", None),
        (1809412, "永康", None),
        (1791056, "东阳", 130387),
        (1804442, "兰溪", 73706),
    ],
)
def test_places_that_geonames_has_wrong_are_corrected(
    geonameid: int, name_zh: str, population: int | None
) -> None:
    row = _base.places().set_index("geonameid").loc[geonameid]
    assert row["name_zh"] == name_zh
    assert row["note"]
    assert (None if row["population"] is gpd.pd.NA else row["population"]) == population


def test_beijing_is_a_capital_and_jerusalem_is_left_open() -> None:
    places = _base.places().set_index("name_en")["capital"]
    assert places["Beijing"]
    assert not places["Jerusalem"]


@pytest.mark.parametrize("flow", ["exports", "imports"])
def test_trade_with_china_is_the_published_share_of_the_published_total(flow: str) -> None:
    table = _base.trade()
    known = table[table[f"{flow}_china_usd_m"].notna()]
    product = known[f"{flow}_percent"] / 100 * known[f"{flow}_total_usd_m"]
    assert len(known) >= 100
    assert (known[f"{flow}_china_usd_m"] - product).abs().max() <= 0.051
    apart = known[f"{flow}_total_year"] - known[f"{flow}_percent_year"]
    assert apart.abs().max() <= 3


def test_trade_that_is_not_published_is_blank_and_never_zero() -> None:
    table = _base.trade()
    values = table[["exports_china_usd_m", "imports_china_usd_m"]]
    assert (values.stack().dropna() > 0).all()
    # Of Turkey's exports China is none of the five largest buyers.
    assert values.loc["TUR"].isna().tolist() == [True, False]
    assert values.loc["BRA"].tolist() == [
        pytest.approx(0.30 * 389_192),
        pytest.approx(0.23 * 340_195),
    ]


def test_china_is_none_of_its_partners() -> None:
    assert not {"CHN", "TWN", "HKG", "MAC"} & set(_base.trade().index)


@pytest.mark.parametrize(
    ("lon", "lat", "is_sea"),
    [
        (-150, 0, True),
        (80, -30, True),
        (135, 20, True),
        (88, 33, False),
        (10, 23, False),
        (120.1, 29.3, False),
    ],
)
def test_relief_is_blue_at_sea_only(lon: float, lat: float, *, is_sea: bool) -> None:
    with rasterio.open(_base.relief_path()) as relief:
        red, _, blue = (int(value) for value in next(relief.sample([(lon, lat)])))
    assert (blue - red > 50) == is_sea


def test_relief_is_a_cloud_optimised_picture_of_the_world() -> None:
    with rasterio.open(_base.relief_path()) as relief:
        assert relief.crs.to_epsg() == 4326
        assert tuple(relief.bounds) == (-180, -90, 180, 90)
        assert relief.overviews(1) == [2, 4, 8, 16, 32]
        assert relief.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"


@pytest.mark.parametrize("row", _base.manifest(), ids=lambda row: row["path"])
def test_manifest_tells_each_file_as_it_is(row: dict[str, object]) -> None:
    content = (FOLDER / str(row["path"])).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert len(content) == row["bytes"]


def test_openstreetmap_is_named_with_its_licence() -> None:
    rows = {row["path"]: row for row in _base.manifest()}
    for name in ("rail.npz", "road.npz"):
        assert "ODbL" in rows[name]["licence"]
        assert "OpenStreetMap" in rows[name]["attribution"]["zh"]


def test_manifest_leaves_no_file_out() -> None:
    listed = {row["path"] for row in _base.manifest()}
    assert listed | {"manifest.json"} >= {
        path.name for path in FOLDER.iterdir() if path.name in KNOWN
    }


KNOWN = {
    "outlines_chn.geojson",
    "outlines_un.geojson",
    "ten_dash_line.geojson",
    "lakes.geojson",
    "china_provinces.geojson",
    "zhejiang_prefectures.geojson",
    "zhejiang_counties.geojson",
    "countries.csv",
    "places.csv",
    "place_names.csv",
    "relief.tif",
    "rail.npz",
    "road.npz",
    "sea.npz",
    "airports.csv",
    "ports.csv",
    "trade.csv",
}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_file_is_attributed_to_its_upstream(lang: str) -> None:
    lines = _base.attributions(lang)
    assert set(lines) >= KNOWN
    assert all(lines.values())
    assert ("天地图" if lang == "zh" else "Tianditu") in lines["outlines_chn.geojson"]
    assert "GeoNames" in lines["places.csv"]


def test_data_can_be_read_from_another_folder(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "manifest.json").write_bytes(orjson.dumps({"files": []}))
    assert _base.manifest(data=tmp_path) == []


def test_a_caller_may_change_its_copy() -> None:
    _base.provinces()["name_zh"] = "x"
    assert _base.provinces()["name_zh"].iloc[0] == "北京市"


def test_base_data_stays_small() -> None:
    sizes = {row["path"]: row["bytes"] for row in _base.manifest()}
    assert sum(sizes[name] for name in KNOWN) < 14e6
    assert max(sizes["outlines_chn.geojson"], sizes["outlines_un.geojson"]) < 1.4e6
