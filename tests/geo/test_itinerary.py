"""Ways through stops in order, by hand on five nodes and against plain one-to-one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import NetworkError
from geo.graph import Graph
from geo.itinerary import Call, through
from geo.routing import Router

#     0 --1-- 1 --1-- 3
#     0 --5-- 2 --1-- 3 --2-- 4       1 and 2 are the two tracks of one station.
GRAPH = Graph.of(5, [0, 1, 0, 2, 3], [1, 3, 2, 3, 4])
RAIL = {"rail": Router.of(GRAPH, [1, 1, 5, 1, 2])}
STATION = (1, 2)


def nodes(calls: list[Call], routers: dict[str, Router] = RAIL) -> list[list[int]]:
    return [piece.nodes.tolist() for piece in through(routers, calls)]


def test_the_better_track_of_a_station_is_taken() -> None:
    assert nodes([Call((0,), ""), Call(STATION, "rail"), Call((4,), "rail")]) == [[0, 1], [1, 3, 4]]


def test_a_track_that_is_worse_at_first_wins_if_the_whole_is_better() -> None:
    onward = {"rail": RAIL["rail"], "ship": Router.of(GRAPH, [9, 90, 9, 1, 2])}
    calls = [Call((0,), ""), Call(STATION, "rail"), Call((3,), "ship")]
    assert nodes(calls, onward) == [[0, 1, 3, 2], [2, 3]]


def test_where_the_gauge_changes_the_way_leaves_from_another_node() -> None:
    calls = [Call((0,), ""), Call(STATION, "rail", changes=True), Call((4,), "rail")]
    first, second = nodes(calls)
    assert (first[-1], second[0], second[-1]) == (1, 1, 4)
    assert 2 in second


def test_a_haul_brings_freight_to_another_node_of_the_stop() -> None:
    shut = Router.of(GRAPH, [np.inf, np.inf, np.inf, 1, 2])
    truck = Router.of(GRAPH, [1, 1, np.inf, 1, np.inf])
    routers = {"rail": RAIL["rail"], "ship": shut, "road": truck}
    calls = [Call((0,), ""), Call(STATION, "rail", haul="road"), Call((4,), "ship")]
    assert nodes(calls, routers)[1] == [1, 3, 2, 3, 4]


def test_a_stop_out_of_reach_is_named() -> None:
    shut = {"rail": Router.of(GRAPH, [1, np.inf, np.inf, np.inf, np.inf])}
    with pytest.raises(NetworkError, match="Stop 3 has no way to it by 'rail'"):
        through(shut, [Call((0,), ""), Call((1,), "rail"), Call((4,), "rail")])


def test_an_unknown_router_names_those_there_are() -> None:
    with pytest.raises(NetworkError, match="No router 'sea'; available: rail"):
        through(RAIL, [Call((0,), ""), Call((4,), "sea")])


def test_one_stop_is_no_itinerary() -> None:
    with pytest.raises(NetworkError, match="An itinerary has 1 stops; expected two or more"):
        through(RAIL, [Call((0,), "")])


@given(st.lists(st.integers(0, 4), min_size=2, max_size=6))
def test_pieces_are_the_shortest_ways_and_meet(stops: list[int]) -> None:
    calls = [Call((node,), "rail") for node in stops]
    pieces = through(RAIL, calls)
    for piece, here, there in zip(pieces, stops[:-1], stops[1:], strict=True):
        direct = RAIL["rail"].one_to_one(here, there)
        assert direct is not None
        assert (piece.nodes[0], piece.nodes[-1]) == (here, there)
        assert piece.length == pytest.approx(direct.length)
