"""A text means one point on land, or is refused with what is accepted."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import ParameterError
from webmap.origin import MOST_OFF_LAND_KM, km_off_land, resolve
from webmap.service import Service


@pytest.fixture(scope="session")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


@pytest.mark.parametrize("text", ["义乌", "Yiwu", "yiwu", " yiWu ", "义乌市"])
def test_a_city_is_found_by_each_of_its_names(service: Service, text: str) -> None:
    spot = resolve(service, text)
    assert (round(spot.lon, 1), round(spot.lat, 1)) == (120.1, 29.3)


def test_an_id_means_its_record(service: Service) -> None:
    spot = resolve(service, "yiw-airport")
    assert (spot.feature_id, spot.name_en) == ("yiw-airport", "Yiwu Airport")


def test_a_name_of_the_atlas_means_its_record(service: Service) -> None:
    assert resolve(service, "宁波舟山港").feature_id == "ningbo-zhoushan-port"


def test_a_region_is_where_its_seat_is(service: Service) -> None:
    assert resolve(service, "jinhua") == resolve(service, "Jinhua")._replace(feature_id="jinhua")


@pytest.mark.parametrize("text", ["Valencia, ESP", "valencia, Spain", "Valencia，西班牙"])
def test_a_country_says_which_city_is_meant(service: Service, text: str) -> None:
    assert resolve(service, text).country == "ESP"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kiev", "Kyiv"),
        ("Ulaanbaatar", "Ulan Bator"),
        ("Cologne", "Köln"),
        ("Cologne, Germany", "Köln"),
        ("Praha", "Prague"),
        ("Saigon", "Ho Chi Minh City"),
        ("Hai Phong", "Haiphong"),
        ("海参崴", "Vladivostok"),
    ],
)
def test_a_city_is_found_by_what_else_it_is_called(service: Service, text: str, name: str) -> None:
    assert resolve(service, text).name_en == name


def test_of_cities_that_are_also_called_so_the_one_in_china_is_meant(service: Service) -> None:
    # Varanasi, ten times as large, is also called Kashi.
    assert resolve(service, "Kashi").country == "CHN"


@pytest.mark.parametrize(
    "text", ["Felixstowe", "felixstowe", "GBFXT", "费利克斯托", "费利克斯托港"]
)
def test_a_port_is_found_by_name_and_code(service: Service, text: str) -> None:
    spot = resolve(service, text)
    assert (spot.name_en, spot.country) == ("Felixstowe", "GBR")


@pytest.mark.parametrize(("text", "name"), [("LGG", "Liege Airport"), ("Gwadar", "Gwadar Intern")])
def test_an_airport_is_found_by_code_and_a_small_town_by_its_airport(
    service: Service, text: str, name: str
) -> None:
    assert resolve(service, text).name_en.startswith(name)


@pytest.mark.parametrize(("text", "meant"), [("Duisberg", "Duisburg"), ("Yiwou", "Yiwu, Yi")])
def test_a_name_that_is_nearly_right_is_told_what_may_be_meant(
    service: Service, text: str, meant: str
) -> None:
    with pytest.raises(ParameterError, match=f"near it: {meant}"):
        resolve(service, text)


def test_coordinates_are_longitude_and_latitude(service: Service) -> None:
    spot = resolve(service, "120.08,29.31")
    assert (spot.lon, spot.lat, spot.is_named) == (120.08, 29.31, False)


@pytest.mark.parametrize("text", ["140,0", "-140,-40", "0,89"])
def test_a_point_at_sea_is_refused(service: Service, text: str) -> None:
    with pytest.raises(ParameterError, match="at sea; accepted: points at most 20 km off land"):
        resolve(service, text)


@pytest.mark.parametrize("text", ["29.31,120.08", "181,0"])
def test_a_point_off_the_globe_is_refused(service: Service, text: str) -> None:
    with pytest.raises(ParameterError, match="accepted: lon,lat with -180 to 180"):
        resolve(service, text)


def test_an_unknown_name_says_what_is_accepted(service: Service) -> None:
    with pytest.raises(ParameterError, match="to is 'zzzqq'; accepted: id or name of a place"):
        resolve(service, "zzzqq", parameter="to")


def test_a_place_without_a_point_is_refused(service: Service) -> None:
    with pytest.raises(ParameterError, match="'country-cze', which has no point on the map"):
        resolve(service, "country-cze")


@pytest.mark.parametrize("text", ["", "   ", "y" * 101])
def test_a_text_of_no_length_or_too_much_is_refused(service: Service, text: str) -> None:
    with pytest.raises(ParameterError, match="accepted are 1 to 100"):
        resolve(service, text)


@given(text=st.text(max_size=30))
def test_any_text_means_a_point_near_land_or_is_refused(service: Service, text: str) -> None:
    try:
        spot = resolve(service, text)
    except ParameterError:
        return
    assert km_off_land(spot.lon, spot.lat) <= MOST_OFF_LAND_KM


def test_a_point_across_the_date_line_from_land_is_near_it() -> None:
    # Taveuni in Fiji lies on 180 degrees.
    assert km_off_land(179.99, -16.85) < MOST_OFF_LAND_KM
    assert km_off_land(-179.99, -16.85) < MOST_OFF_LAND_KM
