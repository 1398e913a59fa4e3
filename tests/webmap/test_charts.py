import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from webmap.charts import series_svg, trend_svg

TRAINS = [(2020, 1399), (2021, 1904), (2022, 2269)]
number = st.integers(-(10**9), 10**9).map(lambda whole: whole / 100)


def large(points: list[tuple[int, float]], **parts: object) -> Markup:
    return series_svg(points, label="Trains a year", tick=lambda value: f"{value:g}", **parts)


def dots(svg: str, series: int = 0) -> list[tuple[float, float]]:
    root = ET.fromstring(svg)
    groups = [g for g in root.iter("g") if f"serie-{series}" in g.get("class", "").split()]
    found = [circle for group in groups for circle in group.iter("circle")]
    return [(float(dot.get("cx")), float(dot.get("cy"))) for dot in found]


def lines(svg: str, series: int = 0) -> list[int]:
    """Return how many points each stretch of a series has."""
    root = ET.fromstring(svg)
    groups = [g for g in root.iter("g") if f"serie-{series}" in g.get("class", "").split()]
    paths = [path.get("d") for group in groups for path in group.iter("path")]
    return [len(re.findall(r"-?[\d.]+ -?[\d.]+", part)) for d in paths for part in d.split("M")[1:]]


def test_a_series_is_one_line_with_a_dot_for_every_point() -> None:
    svg = trend_svg(TRAINS, label="Trains a year")
    assert lines(svg) == [3]
    assert len(dots(svg)) == 3


@pytest.mark.parametrize("draw", [large, lambda points: trend_svg(points, label="Trains")])
def test_a_missing_year_stays_a_gap(draw) -> None:
    assert lines(draw([*TRAINS, (2024, 2500), (2025, 3000)])) == [3, 2]


def test_a_point_without_neighbours_is_a_dot() -> None:
    svg = trend_svg([*TRAINS, (2025, 3000)], label="Trains a year")
    assert lines(svg) == [3]
    assert len(dots(svg)) == 4


def test_one_point_is_no_trend() -> None:
    assert trend_svg([(2025, 3000)], target=(2025, 3000), label="Trains") == ""


def test_a_target_above_the_series_lies_above_it_as_a_rule_with_a_dot() -> None:
    svg = trend_svg(TRAINS, target=(2025, 3000), label="Trains a year")
    assert lines(svg, series=2) == [2]
    assert dots(svg, series=3)[0][1] < min(y for _, y in dots(svg))


def test_heights_start_at_zero() -> None:
    svg = trend_svg([(2020, 50), (2021, 100)], label="Share", height=48)
    top, bottom = dots(svg)[1][1], dots(svg)[0][1]
    baseline = next(
        float(re.match(r"M\S+ (\S+)", group[0].get("d")).group(1))
        for group in ET.fromstring(svg).iter("g")
        if "serie-1" in group.get("class", "").split() and len(group)
    )
    assert baseline - top == pytest.approx(2 * (baseline - bottom))


def test_the_label_is_read_aloud_and_escaped() -> None:
    root = ET.fromstring(trend_svg(TRAINS, label='"<b>'))
    assert (root.get("role"), root.get("aria-label")) == ("img", '"<b>')


@pytest.mark.parametrize("draw", [large, lambda points, **_: trend_svg(points, label="Trains")])
def test_nothing_is_styled_scripted_or_named_inside(draw) -> None:
    svg = draw(TRAINS, target=(2025, 3000))
    assert not re.search(r"style|script|#|\bid=|http|<!--", svg)


def test_without_a_style_sheet_a_line_is_no_area() -> None:
    root = ET.fromstring(large(TRAINS, target=(2025, 3000)))
    drawn = [*root.iter("path"), *root.iter("rect")]
    assert {shape.get("fill") for shape in drawn} == {"none"}


def test_the_dot_of_a_bound_is_open() -> None:
    root = ET.fromstring(large(TRAINS, inexact=frozenset({2022.0})))
    classes = [dot.get("class").split() for dot in root.iter("circle")]
    assert ["inexact" in words for words in classes] == [False, False, True]


def test_axes_carry_years_and_round_values() -> None:
    words = [text.text for text in ET.fromstring(large(TRAINS)).iter("text")]
    assert [word for word in words if word] == ["0", "1000", "2000", "3000", "2020", "2021", "2022"]


def test_ticks_of_shares_are_written_as_people_write_them() -> None:
    words = [text.text for text in ET.fromstring(large([(2020, 0.1), (2021, 0.4)])).iter("text")]
    assert "0.3" in words


def test_the_same_series_gives_the_same_bytes() -> None:
    assert large(TRAINS) == large(TRAINS)


@given(st.lists(st.tuples(st.integers(1990, 2040), number), min_size=2), number)
def test_every_mark_stays_inside_the_picture(points: list[tuple[int, float]], goal: float) -> None:
    svg = trend_svg(points, target=(2030, goal), label="Series")
    for x, y in dots(svg) + dots(svg, series=3):
        assert 0 <= x <= 102
        assert 0 <= y <= 36


@given(st.lists(st.tuples(st.integers(1990, 2040), number), min_size=1), number)
def test_value_labels_stand_at_even_steps(points: list[tuple[int, float]], goal: float) -> None:
    root = ET.fromstring(series_svg(points, target=(2030, goal), label="S", tick=repr))
    axis = next(g for g in root.iter("g") if "y" in g.get("class", "").split())
    ticks = [float(text.text) for text in axis.iter("text")]
    steps = [high - low for low, high in pairwise(ticks)]
    assert all(step == pytest.approx(steps[0], rel=1e-3, abs=1e-9) for step in steps)
    assert len(ticks) <= 8


@given(st.permutations(TRAINS))
def test_the_order_of_points_does_not_matter(points: list[tuple[int, float]]) -> None:
    assert trend_svg(points, label="Trains") == trend_svg(TRAINS, label="Trains")
