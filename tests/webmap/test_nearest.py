"""Nearest facilities: exact, no finer than positions are known, and never over a border."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from layers import Atlas, load
from tests.tables import Tables
from webmap.nearest import KINDS, nearest_facilities, position_error_km, rounded_km, step_km


def on_a_sphere_km(one: pd.Series, other: pd.Series) -> float:
    lat1, lat2 = math.radians(one["lat"]), math.radians(other["lat"])
    cosine = math.sin(lat1) * math.sin(lat2) + math.cos(lat1) * math.cos(lat2) * math.cos(
        math.radians(one["lon"] - other["lon"])
    )
    return 6371 * math.acos(cosine)


def of_role(atlas: Atlas, feature_id: str, role: str):
    return next(n for n in nearest_facilities(atlas, feature_id) if n.role == role)


def test_yiwu_to_beilun_is_what_pyproj_measures(tables: Tables) -> None:
    # Every port but Beilun is taken away: what is left must be as far as a second library says.
    for row in tables.rows("hubs"):
        if row["kind"].startswith("port") and row["feature_id"] != "nzp-beilun":
            tables.change("hubs", row["feature_id"], status="closed")
    for row in tables.rows("stations"):
        if row["kind"].startswith("port") and row["country"] == "CHN":
            tables.change("stations", row["feature_id"], status="closed")
    atlas = load(tables.folder)
    found = of_role(atlas, "yiwu-cbz", "port")
    yiwu, beilun = (atlas.features.loc[name] for name in ("yiwu-cbz", "nzp-beilun"))
    metres = Geod(ellps="WGS84").inv(yiwu["lon"], yiwu["lat"], beilun["lon"], beilun["lat"])[2]
    assert found.feature_id == "nzp-beilun"
    assert found.km == pytest.approx(metres / 1000, abs=0.001)
    # A sphere of 6,371 km is never more than 0.6 % off: a check that shares no code with either.
    assert found.km == pytest.approx(on_a_sphere_km(yiwu, beilun), rel=0.006)


def test_no_candidate_is_nearer_than_the_nearest(atlas: Atlas) -> None:
    geod, features = Geod(ellps="WGS84"), atlas.features
    place = features.loc["yiwu-cbz"]
    for found in nearest_facilities(atlas, "yiwu-cbz"):
        rows = features[
            features["kind"].isin(KINDS[found.role])
            & (features["country"] == "CHN")
            & (features["status"] == "existing")
            & features["coord_precision"].isin(["site", "district"])
            & features["same_as"].isna()
        ]
        metres = [
            geod.inv(place["lon"], place["lat"], lon, lat)[2]
            for lon, lat in zip(rows["lon"], rows["lat"], strict=True)
        ]
        assert found.km == pytest.approx(min(metres) / 1000)


def test_what_is_planned_or_vague_is_nobodys_nearest(atlas: Atlas) -> None:
    for feature_id in atlas.features.index[atlas.features["same_as"].isna()]:
        for found in nearest_facilities(atlas, feature_id):
            if found.feature_id is not None:
                target = atlas.features.loc[found.feature_id]
                assert target["status"] == "existing"
                assert target["coord_precision"] in {"site", "district"}
                assert target["country"] == atlas.features.at[feature_id, "country"]


def test_a_country_without_a_record_has_no_nearest(atlas: Atlas) -> None:
    assert {n.reason for n in nearest_facilities(atlas, "belmax-serbia")} == {"none_held"}


def test_a_place_without_position_has_no_distance(atlas: Atlas) -> None:
    assert {n.reason for n in nearest_facilities(atlas, "yixinou")} == {"no_place"}


def test_a_place_known_to_its_country_has_no_distance(tables: Tables) -> None:
    tables.change("bonded_zones", "yiwu-cbz", coord_precision="country", coord_error_m="")
    reasons = {n.reason for n in nearest_facilities(load(tables.folder), "yiwu-cbz")}
    assert reasons == {"only_country"}


def test_a_port_is_its_own_nearest(atlas: Atlas) -> None:
    assert of_role(atlas, "nzp-beilun", "port").reason == "is_one"


def test_a_place_known_to_its_city_is_never_measured_finer_than_ten_km(atlas: Atlas) -> None:
    city = atlas.features[
        (atlas.features["coord_precision"] == "city") & (atlas.features["country"] == "CHN")
    ]
    for feature_id in city.index[city["same_as"].isna()]:
        assert all(n.step_km >= 10 for n in nearest_facilities(atlas, feature_id) if n.km)


@given(st.floats(0, 20_000), st.floats(0, 90))
def test_a_shown_distance_is_within_half_a_step_of_the_measured_one(
    km: float, error: float
) -> None:
    step = step_km(error)
    shown = rounded_km(km, step)
    assert step >= error
    if shown is None:
        assert km < step
    else:
        assert abs(shown - km) <= step / 2
        assert shown % step == 0


def test_only_a_service_from_end_to_end_gives_a_route_length(tables: Tables) -> None:
    assert of_role(load(tables.folder), "DOSTYK", "rail_terminal").route_km is None
    stops = tables.rows("route_stops")
    tables.write("route_stops", [row for row in stops if row["route_id"] != "YIW-MAD"])
    for seq, station in (("1", "DOSTYK"), ("2", "ALMATY")):
        tables.add(
            "route_stops", stops[-1]["route_id"], route_id="YIW-MAD", seq=seq, station_id=station
        )
    found = of_role(load(tables.folder), "DOSTYK", "rail_terminal")
    assert (found.feature_id, found.route_id, found.route_km) == ("ALMATY", "YIW-MAD", 13052)


def test_an_error_is_as_stated_else_by_its_class(atlas: Atlas) -> None:
    stated = atlas.features.loc["hangzhou-cbz"]
    assert position_error_km(stated) == stated["coord_error_m"] / 1000
    assert position_error_km(atlas.features.loc["china-ceec-yuyao"]) == 10
