"""Numbers for readers: scaled as each language counts, and never rounded."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers import LANGS, UNITS, Lang
from layers._schema import LARGEST
from webmap.numbers import format_quantity

SCALES = {"亿": 10**8, "万": 10**4, " bn": 10**9, " m": 10**6, "M": 10**6}
units = st.sampled_from(sorted(UNITS))
langs = st.sampled_from(LANGS)


def parsed(number: str, unit: str, name: str) -> Decimal:
    """Return the value that a reader reads back: the number times the word for its scale."""
    scale = unit.replace(name, "", 1) if name else unit
    return Decimal(number.replace(",", "")) * SCALES.get(scale, 1)


def read_back(value: float, unit_id: str, lang: Lang) -> Decimal:
    unit = UNITS[unit_id]
    quantity = format_quantity(value, unit, lang)
    return parsed(quantity.number, quantity.unit, unit.zh if lang == "zh" else unit.en)


@given(value=st.floats(-LARGEST, LARGEST), unit_id=units, lang=langs)
def test_what_is_written_reads_back_as_the_same_number(
    value: float, unit_id: str, lang: Lang
) -> None:
    assert float(read_back(value, unit_id, lang)) == value


round_numbers = st.builds(
    lambda n, zeros: n * 10**zeros, st.integers(-9999, 9999), st.integers(0, 11)
)


@given(value=round_numbers, unit_id=units, lang=langs)
def test_round_numbers_read_back_too(value: int, unit_id: str, lang: Lang) -> None:
    assert read_back(value, unit_id, lang) == value


@given(value=st.decimals(0, 10**9, places=2), unit_id=units)
def test_both_languages_say_the_same(value: Decimal, unit_id: str) -> None:
    zh, en = (read_back(float(value), unit_id, lang) for lang in LANGS)
    assert zh == en


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (600_000_000_000, "CNY", "6,000 亿元", "600 CNY bn"),
        (5_000_000, "CNY", "500 万元", "5 CNY m"),
        (4_000_000, "TEU", "400 万标箱", "4,000,000 TEU"),
        (60_000, "TEU", "6 万标箱", "60,000 TEU"),
        (3_000, "trains", "3,000 列", "3,000 trains"),
        (30_000, "trains", "30,000 列", "30,000 trains"),
        (3_000_000, "persons", "300 万人", "3,000,000 persons"),
        (600_000_000, "parcels", "6 亿件", "600,000,000 parcels"),
        (40_000_000, "t", "4,000 万吨", "40 Mt"),
        (14.5, "km2", "14.5 平方公里", "14.5 km²"),
        (0, "CNY", "0 元", "0 CNY"),
        (12_345_678, "CNY", "12,345,678 元", "12,345,678 CNY"),
    ],
)
def test_known_values(value: float, unit: str, zh: str, en: str) -> None:
    written = [" ".join(format_quantity(value, UNITS[unit], lang)) for lang in LANGS]
    assert written == [zh, en]
