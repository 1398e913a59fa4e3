"""The chart of a way: places in the picture, ticks, names; on ways drawn by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webmap.alignment import Alignment, Halt, Step, read_alignments, write_alignments
from webmap.time_distance import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    is_continuous,
    nice_ticks,
    time_distance,
)


def step(kind: str, seq: int, km: tuple[float, float], hours: tuple[float, float]) -> Step:
    took = hours[1] - hours[0]
    return Step(
        kind=kind,
        seq=seq,
        km=km,
        hours=hours,
        spread=(took / 2, took, took * 2),
        lon=100.0,
        lat=40.0,
        name_zh="某地",
        name_en="Somewhere",
        rate_ids=("r",),
        quality="measured",
    )


def halt(seq: int, km: float, hours: float) -> Halt:
    return Halt(seq=seq, station_id=f"S{seq}", km=km, hours=hours, lon=0, lat=0, away_km=0)


WAY = Alignment(
    route_id="R",
    halts=(halt(1, 0, 0), halt(2, 100, 5), halt(3, 300, 48)),
    steps=(
        step("rail", 1, (0, 100), (0, 5)),
        step("border", 2, (100, 100), (5, 29)),
        step("rail", 2, (100, 300), (29, 48)),
    ),
    countries=(("CHN", 100.0), ("KAZ", 200.0)),
    links=("a-link",),
    joins=(("a-join", 0.5),),
    wkb=(),
)


def test_a_stay_is_a_vertical_step_and_a_stretch_a_slope() -> None:
    first, stay, last = time_distance(WAY).marks
    assert stay.begin[0] == stay.end[0]
    assert stay.begin[1] > stay.end[1]
    assert first.begin[0] < first.end[0]
    assert last.begin[0] < last.end[0]


def test_every_element_begins_where_the_one_before_ends() -> None:
    assert is_continuous(time_distance(WAY))


def test_the_chart_reaches_from_corner_to_corner() -> None:
    marks = time_distance(WAY).marks
    assert marks[0].begin == (LEFT, BOTTOM)
    assert marks[-1].end == (RIGHT, TOP)


def test_stops_and_steps_are_numbered_in_the_order_of_travel() -> None:
    chart = time_distance(WAY)
    numbers = sorted([mark.number for mark in chart.marks] + [dot.number for dot in chart.dots])
    assert numbers == list(range(len(WAY.elements)))
    assert [type(one).__name__ for one in WAY.elements] == [
        "Halt",
        "Step",
        "Halt",
        "Step",
        "Step",
        "Halt",
    ]


def test_the_first_and_the_last_stop_have_their_names() -> None:
    dots = time_distance(WAY).dots
    assert (dots[0].named, dots[-1].named) == (True, True)


def test_totals_are_the_sums_of_steps() -> None:
    assert WAY.km == 300
    assert WAY.hours == (24, 48, 96)


def test_what_is_written_is_read_again() -> None:
    assert read_alignments(write_alignments([WAY])) == {"R": WAY}


@given(st.floats(0.5, 50_000))
def test_ticks_are_few_round_and_within(most: float) -> None:
    ticks = nice_ticks(most)
    assert ticks[0] == 0
    assert ticks[-1] <= most
    assert len(ticks) <= 7
    assert all(tick == int(tick) for tick in ticks)


@pytest.mark.parametrize("most", [0, -1.0])
def test_nothing_has_one_tick(most: float) -> None:
    assert nice_ticks(most) == [0.0]
