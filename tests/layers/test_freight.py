"""Rates of the freight model: every number from a parameter, every place with one rate."""

from __future__ import annotations

from itertools import pairwise

import pytest

import layers
from geo.errors import NetworkError
from geo.multimodal import CRITERIA
from layers import freight


@pytest.fixture(scope="module")
def atlas() -> layers.Atlas:
    return layers.load()


@pytest.fixture(scope="module")
def book(atlas) -> freight.RateBook:
    return freight.rate_book(atlas)


@pytest.fixture(scope="module")
def rates(atlas) -> dict[str, freight.FreightRate]:
    lengths = dict.fromkeys(freight.references(atlas), 10_000.0)
    return {one.rate.rate_id: one for one in freight.rates(atlas, lengths)}


def parameter(atlas, name: str) -> float:
    return float(atlas.tables["parameters"].set_index("parameter_id").at[name, "value"])


def test_every_rate_has_hours_in_order(rates) -> None:
    for one in rates.values():
        assert "hours" in one.sources, one.rate.rate_id
        assert 0 < one.rate.hours.low <= one.rate.hours.central <= one.rate.hours.high


HELD = {("canal-suez", "cost"), ("canal-suez", "co2e"), ("canal-panama", "co2e")}
"""What the kilometres hold: known, and nothing more."""


def test_what_is_not_known_takes_nothing_and_says_so(rates) -> None:
    for one in rates.values():
        for name in CRITERIA:
            nothing = name in one.unknown or (one.rate.rate_id, name) in HELD
            assert (getattr(one.rate, name).high == 0) == nothing, one.rate.rate_id


def test_the_steps_of_alashankou_add_up_to_the_published_crossing(atlas, rates) -> None:
    steps = ("border-alashankou", "gauge-alashankou", "customs")
    total = sum(rates[name].rate.hours.central for name in steps)
    assert total == pytest.approx(
        parameter(atlas, "border-time-alashankou-rail-crossing-total"), abs=1e-9
    )


def test_units_become_hours_dollars_and_kilograms_per_teu(atlas, rates) -> None:
    speed = parameter(atlas, "speed-china-central-asia-russia-sections")  # km/day
    assert rates["rail-china"].rate.hours.central == pytest.approx(24 / speed)
    factor = parameter(atlas, "emission-rail-eu-average-eea-fraunhofer-ce-delft-2018")  # g/tkm
    load = parameter(atlas, freight.LOAD_ID)
    assert rates["rail-china"].rate.co2e.central == pytest.approx(factor * load / 1000)
    section = parameter(atlas, "rate-road-carec-road-cost-of-a-corridor-section")
    assert rates["road"].rate.cost.central == pytest.approx(section / 500 / 20 * load)
    through = parameter(atlas, "rate-rail-through-china-europe-soc-march")  # per FEU
    assert rates["rail-china"].rate.cost.central == pytest.approx(through / 2 / 10_000)
    air = parameter(atlas, "rate-air-asia-pacific-europe-spot-december-2025")  # per kg
    assert rates["air"].rate.cost.central == pytest.approx(air * 1000 * load / 10_000)


def test_a_canal_takes_its_transit_beyond_what_its_length_takes_at_sea(atlas, rates) -> None:
    parameters = atlas.tables["parameters"].set_index("parameter_id")["value"]
    sailing = parameters["canal-length-suez"] * rates["sea"].rate.hours.central
    suez, panama = rates["canal-suez"], rates["canal-panama"]
    assert suez.rate.hours == pytest.approx((12 - sailing, 14 - sailing, 16 - sailing))
    # What the kilometres hold is not unknown: it is nothing more.
    assert suez.rate.cost.high == suez.rate.co2e.high == 0
    assert not suez.unknown
    toll = 300_000 + 30 * 12_000 + 40 * 10_800 + 5 * 1_200
    assert panama.rate.cost.central == pytest.approx(toll / 10_800, abs=0.01)


def test_every_parameter_named_is_one(atlas, rates) -> None:
    known = set(atlas.tables["parameters"]["parameter_id"])
    sources = [source for one in rates.values() for source in one.sources.values()]
    named = {name for source in sources for name in source.parameter_ids}
    assert named <= known
    assert named


def test_an_assumption_is_marked_as_one(atlas, rates) -> None:
    table = atlas.tables["parameters"].set_index("parameter_id")
    for one in rates.values():
        for source in one.sources.values():
            if table.at[source.parameter_ids[0], "source_id"] == "unsourced":
                assert source.quality != "measured", one.rate.rate_id


def test_each_country_has_one_rate_for_each_mode(book, atlas) -> None:
    codes = {*atlas.tables["gauges"]["country"], "", "XXX"}
    for kind in ("rail", "road", "sea", "air", "terminal"):
        assert all(book.of_country(kind, code) for code in codes)
    for direction in ("export", "import"):
        assert book.of_country("port", "CHN", direction) == f"port-{direction}-china"
        assert book.of_country("port", "KEN", direction) == f"port-{direction}"


def test_a_border_with_several_crossings_has_the_rate_of_the_nearest(book) -> None:
    def rate(lon: float, lat: float) -> str:
        return book.of_border("border", "rail", ("CHN", "KAZ"), lon, lat)

    assert rate(82.5, 45.2) == "border-alashankou"
    assert rate(80.4, 44.2) == "border-khorgos"
    assert rate(90.0, 47.0) == "border-rail-china"
    assert book.of_border("border", "road", ("CHN", "KAZ"), 82.5, 45.2) == "border-road-china"
    assert book.of_border("border", "rail", ("IRN", "TUR"), 44.0, 38.5) == "border-rail"


def test_a_row_too_many_is_named(book) -> None:
    twice = freight.RateBook((*book.rows, book.rows[0]), book.station_places)
    kind, direction = book.rows[0].kind, book.rows[0].direction
    with pytest.raises(NetworkError, match=f"{book.rows[0].rate_id}, {book.rows[0].rate_id}"):
        twice.of_country(kind, "", direction)


def test_a_unit_that_means_nothing_is_refused(atlas) -> None:
    table = atlas.tables["parameters"].copy()
    table.loc[table["parameter_id"] == "assumption-flight-speed", "unit"] = "furlong"
    tables = {**atlas.tables, "parameters": table}
    broken = type(atlas)(**{**vars(atlas), "tables": tables})
    with pytest.raises(NetworkError, match="'assumption-flight-speed' is in furlong"):
        freight.rates(broken, dict.fromkeys(freight.references(atlas), 1.0))


def test_ranges_stay_in_order_when_parts_are_taken_off(rates) -> None:
    for one in rates.values():
        for name in CRITERIA:
            assert all(a <= b for a, b in pairwise(getattr(one.rate, name)))
