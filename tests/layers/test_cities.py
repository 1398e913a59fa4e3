"""The city of a record by the first rule that says something."""

import pytest

from layers import OUTSIDE, WHOLE_PROVINCE, Atlas, cities, cities_of
from layers._cities import cities_in_words


@pytest.fixture(scope="module")
def known(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    return cities_of(atlas)


@pytest.mark.parametrize(
    ("feature_id", "expected"),
    [
        ("rayong-thai-chinese", ("hangzhou",)),  # its home city
        ("KHORGOS", (OUTSIDE,)),  # in China, by its position
        ("DUISB", (OUTSIDE,)),  # another country
        ("ningbo-zhoushan-port", ("ningbo", "zhoushan")),  # two in words
        ("cbec-yiwu", ("jinhua",)),  # a county in words
        ("zj-ftz", (WHOLE_PROVINCE,)),
        ("FENGHUA", ("ningbo",)),  # by its position
        ("YIW-MAD", ("jinhua",)),  # a line, by its stops
    ],
)
def test_the_first_rule_that_says_something_decides(
    known: dict[str, tuple[str, ...]], feature_id: str, expected: tuple[str, ...]
) -> None:
    assert known[feature_id] == expected


def test_every_value_is_a_city_or_says_where_else(known: dict[str, tuple[str, ...]]) -> None:
    accepted = {city.id for city in cities()} | {WHOLE_PROVINCE, OUTSIDE}
    assert {value for values in known.values() for value in values} <= accepted
    assert all(known.values())


def test_words_that_name_no_city_say_nothing() -> None:
    assert cities_in_words("Rayong") == ()
