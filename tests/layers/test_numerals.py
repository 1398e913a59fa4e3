"""The numerals of a text: all of them found, in their places, and worth what they say."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers._numerals import Numeral, numerals, worth

DIGITS = "〇一二三四五六七八九"
words = st.text("路贸易港年，。", min_size=1, max_size=4)
marks = st.sampled_from(
    ["294", "15.19亿", "1-2", "30%", "1.9倍", "17+1", "4E", "万亿", "若干", "两"]
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("达到 2700 万标准箱", ["2700万"]),
        ("１０．５％", ["１０．５％"]),
        ("1-5 月，共投资项目 128个", ["1-5", "128"]),
        ("优化“1+X”领导体制、“17+1”经贸", ["1+X", "17+1"]),
        ("4E级，5G，eWTP，2A 以上", ["4E", "5G", "2A"]),
        ("2个百分点", ["2", "百"]),
        ("两港双园一轴，首个，上半年", ["两", "双", "一", "首", "半"]),
        ("设立若干个", ["若干"]),
        ("建设高质量外资集聚地", []),
    ],
)
def test_every_numeral_of_a_line_is_found(line: str, found: list[str]) -> None:
    assert [numeral.text for numeral in numerals([line])] == found


def test_a_numeral_broken_over_lines_belongs_to_the_line_it_begins_on() -> None:
    assert list(numerals(["总投资 230", "", "亿元", "一"])) == [
        Numeral(1, 1, "230亿"),
        Numeral(4, 1, "一"),
    ]


def test_two_numbers_that_only_a_line_break_parts_are_two() -> None:
    assert [numeral.text for numeral in numerals(["到 2025", "", "3000 列"])] == ["2025", "3000"]


@given(st.lists(st.lists(st.tuples(words, marks), max_size=3), max_size=4))
def test_numerals_between_words_are_found_in_order_on_their_lines(
    lines: list[list[tuple[str, str]]],
) -> None:
    text = ["".join(f"{word}{mark}" for word, mark in line) + "。" for line in lines]
    expected = [
        Numeral(number, place, mark)
        for number, line in enumerate(lines, start=1)
        for place, (_, mark) in enumerate(line, start=1)
    ]
    assert list(numerals(text)) == expected


@given(st.decimals(min_value=0, max_value=99_999, places=2))
def test_a_number_of_yi_is_worth_a_hundred_million_times_it(number: Decimal) -> None:
    assert worth(f"{number}亿") == (number * 10**8,)


@given(st.integers(min_value=1, max_value=9_999), st.sampled_from(["", "万", "亿", "万亿"]))
def test_a_number_in_chinese_is_worth_what_it_is_in_arabic(number: int, scale: str) -> None:
    thousands = f"{number:04d}"
    spelt = "".join(
        f"{DIGITS[int(digit)]}{unit}"
        for digit, unit in zip(thousands, ("千", "百", "十", ""), strict=True)
        if digit != "0"
    )
    assert worth(f"{spelt}{scale}") == worth(f"{number}{scale}")


@pytest.mark.parametrize("text", ["若干", "4E", "17+1", "1+X"])
def test_what_has_no_number_is_worth_nothing(text: str) -> None:
    assert worth(text) == ()
