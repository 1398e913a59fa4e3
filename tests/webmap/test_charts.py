from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from webmap.charts import trend_svg

TRAINS = [(2020, 1399), (2021, 1904), (2022, 2269)]
number = st.floats(-1e9, 1e9)


def places(svg: str, cls: str) -> list[tuple[float, float]]:
    root = ET.fromstring(svg)
    found = [e for e in root if cls in e.get("class", "").split()]
    return [(float(e.get("cx")), float(e.get("cy"))) for e in found]


def lines(svg: str) -> list[int]:
    return [len(e.get("points").split()) for e in ET.fromstring(svg).findall("polyline")]


def test_a_series_is_one_line_with_its_last_point_marked() -> None:
    svg = trend_svg(TRAINS, label="Trains a year")
    assert lines(svg) == [3]
    assert len(places(svg, "dot-last")) == 1


def test_a_missing_year_stays_a_gap() -> None:
    svg = trend_svg([*TRAINS, (2024, 2500), (2025, 3000)], label="Trains a year")
    assert lines(svg) == [3, 2]


def test_a_point_without_neighbours_is_a_dot() -> None:
    svg = trend_svg([*TRAINS, (2025, 3000)], label="Trains a year")
    assert lines(svg) == [3]
    assert places(svg, "dot")[0] == places(svg, "dot-last")[0]


def test_one_point_is_no_trend() -> None:
    assert trend_svg([(2025, 3000)], target=(2025, 3000), label="Trains") == ""


def test_a_target_above_the_series_lies_above_it() -> None:
    svg = trend_svg(TRAINS, target=(2025, 3000), label="Trains a year")
    assert places(svg, "target-dot")[0][1] < places(svg, "dot-last")[0][1]


def test_heights_start_at_zero() -> None:
    svg = trend_svg([(2020, 50), (2021, 100)], label="Share", height=48)
    first, last = ET.fromstring(svg).find("polyline").get("points").split()
    assert (first.split(",")[1], last.split(",")[1]) == ("24.0", "4.0")


def test_the_label_is_read_aloud_and_escaped() -> None:
    root = ET.fromstring(trend_svg(TRAINS, label='"<b>'))
    assert (root.get("role"), root.get("aria-label")) == ("img", '"<b>')


def test_no_colour_or_style_is_drawn_inline() -> None:
    svg = trend_svg(TRAINS, target=(2025, 3000), label="Trains a year")
    assert "style" not in svg
    assert "#" not in svg


@given(st.lists(st.tuples(st.integers(1990, 2040), number), min_size=2), number)
def test_every_mark_stays_inside_the_picture(points: list[tuple[int, float]], goal: float) -> None:
    svg = trend_svg(points, target=(2030, goal), label="Series")
    for x, y in places(svg, "dot") + places(svg, "target-dot"):
        assert 0 <= x <= 110
        assert 0 <= y <= 44


@given(st.permutations(TRAINS))
def test_the_order_of_points_does_not_matter(points: list[tuple[int, float]]) -> None:
    assert trend_svg(points, label="Trains") == trend_svg(TRAINS, label="Trains")
