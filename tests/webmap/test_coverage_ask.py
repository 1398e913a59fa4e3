"""Questions about coverage are read once, and refused with what is accepted."""

import pytest
from flask import Flask

from geo.errors import ParameterError
from webmap.coverage_ask import Asked, asked_of, query_of, usual
from webmap.query import Query
from webmap.service import Service


@pytest.fixture(scope="module")
def service(app: Flask) -> Service:
    return app.extensions["atlas"]


def ask(service: Service, **values: str) -> Asked:
    given = {name.rstrip("_"): (value,) for name, value in values.items()}
    return asked_of(service, Query(given))


def test_nothing_asked_is_freight_from_yiwu(service: Service) -> None:
    assert ask(service) == usual(service.site.atlas, "yiwu")


def test_the_same_place_by_another_name_is_the_same_field(service: Service) -> None:
    assert ask(service, from_="义乌").key == ask(service, from_="yiwu").key


def test_days_are_no_part_of_the_field(service: Service) -> None:
    assert ask(service, days="5").key == ask(service, days="30").key


@pytest.mark.parametrize(
    "values",
    [
        {"from_": "madrid", "modes": "rail,air", "closed": "suez,malacca", "rank": "p90"},
        {"from_": "120.1,29.3", "reverse": "1"},
        {"from_": "yiw-airport", "express": "1", "flight_kmh": "800"},
    ],
)
def test_an_address_asks_the_same_again(service: Service, values: dict[str, str]) -> None:
    asked = ask(service, **values)
    again = {name: (value,) for name, value in query_of(asked)}
    assert asked_of(service, Query(again)).key == asked.key


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"days": "-1"}, "days is '-1'; accepted: more than 0, at most 60"),
        ({"days": "nan"}, "days is 'nan'"),
        ({"days": "61"}, "days is '61'"),
        ({"days": "soon"}, "days is 'soon'"),
        ({"modes": ""}, "modes is empty; accepted: one or more of rail, road, sea, air"),
        ({"modes": "boat"}, "modes is boat"),
        ({"rank": "p99"}, "rank is 'p99'; accepted: central, p10, p50, p90"),
        ({"reverse": "yes"}, "reverse is 'yes'; accepted: 0, 1"),
        ({"from_": "zzzqq"}, "from is 'zzzqq'; accepted: id or name of a place"),
        ({"from_": "140,0"}, "at sea"),
        ({"closed": ",".join(f"x{i}" for i in range(21))}, "closed has 21 values"),
        ({"express": "1", "modes": "sea"}, "modes is given with express=1"),
        ({"flight_kmh": "800"}, "flight_kmh is given with freight; they need express=1"),
        ({"express": "1", "flight_kmh": "0"}, "flight_kmh is '0'; accepted: more than 0"),
        ({"express": "1", "pickup_h": "1e99"}, "pickup_h is '1e99'; accepted: 0 to 240"),
    ],
)
def test_what_cannot_be_answered_is_refused(
    service: Service, values: dict[str, str], told: str
) -> None:
    with pytest.raises(ParameterError, match=told):
        ask(service, **values)
