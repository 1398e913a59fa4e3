"""Rules between a table and the ground, on a ground small enough to see."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely import box

from layers._check import COUNTRY_TOLERANCE_KM, COUNTY_TOLERANCE_KM, country_faults, county_faults
from layers._faults import Fault, raise_faults
from layers._registry import layer_table, registry

TABLE = layer_table(registry()["hubs"])
SQUARES = gpd.GeoDataFrame(
    {"iso3": ["AAA", "BBB"]}, geometry=[box(0, 0, 10, 10), box(10, 0, 20, 10)], crs=4326
)
COUNTIES = gpd.GeoDataFrame(
    {"name_zh": ["甲县", "乙县"]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs=4326
)
KM_PER_DEGREE = 110.574  # of latitude, at the equator


def place(**cells: object) -> pd.DataFrame:
    row = {"lon": 5.0, "lat": 5.0, "country": "AAA", "admin": "甲县", "coord_precision": "site"}
    return pd.DataFrame([{**row, "coord_error_m": float("nan"), **cells}])


def test_a_point_in_its_country_is_right() -> None:
    assert not list(country_faults(TABLE, place(), SQUARES))


def test_a_point_in_the_country_beside_is_a_fault() -> None:
    (fault,) = country_faults(TABLE, place(lon=15.0), SQUARES)
    assert fault == Fault(
        "hubs.csv", 2, "country", "AAA", "(15, 5) is not in this country",
        "the country within 25 km of the point",
    )  # fmt: skip


@pytest.mark.parametrize(("km", "count"), [(-1, 0), (1, 1)])
def test_a_point_at_sea_may_lie_so_far_outside(km: float, count: int) -> None:
    lat = 0 - (COUNTRY_TOLERANCE_KM + km) / KM_PER_DEGREE
    assert len(list(country_faults(TABLE, place(lat=lat), SQUARES))) == count


def test_a_country_without_an_outline_is_a_fault() -> None:
    (fault,) = country_faults(TABLE, place(country="CCC"), SQUARES)
    assert fault.rule == "has no outline"


@pytest.mark.parametrize("blank", [{"lon": float("nan")}, {"country": None}])
def test_a_row_without_place_or_country_is_not_judged(blank: dict[str, object]) -> None:
    assert not list(country_faults(TABLE, place(**blank), SQUARES))


@pytest.mark.parametrize(("km", "count"), [(-1, 0), (1, 1)])
def test_a_site_may_lie_so_far_outside_of_its_county(km: float, count: int) -> None:
    lat = 1 + (COUNTY_TOLERANCE_KM + km) / KM_PER_DEGREE
    assert len(list(county_faults(TABLE, place(lon=0.5, lat=lat), COUNTIES))) == count


def test_a_stated_error_widens_what_is_accepted() -> None:
    lat = 1 + 40 / KM_PER_DEGREE
    assert not list(county_faults(TABLE, place(lon=0.5, lat=lat, coord_error_m=41_000.0), COUNTIES))


def test_a_site_may_be_in_any_of_the_counties_that_it_names() -> None:
    assert not list(county_faults(TABLE, place(lon=1.5, lat=0.5, admin="甲县、乙县"), COUNTIES))


def test_a_place_known_to_its_city_is_not_held_to_a_county() -> None:
    assert not list(county_faults(TABLE, place(coord_precision="city"), COUNTIES))


def test_an_area_that_names_no_county_is_not_judged() -> None:
    assert not list(county_faults(TABLE, place(admin="某市"), COUNTIES))


def test_no_faults_raise_nothing() -> None:
    assert raise_faults([]) is None


def test_a_fault_of_a_whole_file_has_no_line() -> None:
    assert str(Fault("a.csv", 0, "", "", "file is missing", "a file")) == (
        "a.csv is '': file is missing; accepted: a file."
    )
