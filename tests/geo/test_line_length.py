"""Published lengths on small networks: what they stretch, what they leave, what is refused."""

import numpy as np
import pytest

from geo.errors import NetworkError
from geo.line_length import PublishedLine, with_published_lengths
from geo.measure import LonLat
from geo.network import EdgeKind, Network, add_edges, plain_network


def line(km: float | None = 220, *lon: float, freight: bool = True) -> PublishedLine:
    points = tuple(LonLat(one, 0) for one in lon or (0, 2))
    return PublishedLine(id="line", points=points, length_km=km, carries_freight=freight)


@pytest.fixture
def drawn() -> Network:
    """Return a line of two edges, 100 km each, and a branch of 50 km."""
    return plain_network([0, 1, 2, 1], [0, 0, 0, 0.4], [0, 1, 1], [1, 2, 3], [100, 100, 50])


def test_the_edges_of_a_line_are_stretched_and_no_others(drawn: Network) -> None:
    network, (row,) = with_published_lengths(drawn, [line()])
    assert network.length_km == pytest.approx([110, 110, 50])
    assert (row.drawn_km, row.published_km) == (200, 220)
    assert row.ratio == pytest.approx(1.1)
    assert row.after_km == pytest.approx(220)
    assert network.lon is drawn.lon


def test_a_link_encoded_by_hand_is_no_part_of_a_line(drawn: Network) -> None:
    linked = add_edges(drawn, [(0, 2, 150.0)], EdgeKind.LINK, ["short-cut"])
    network, _ = with_published_lengths(linked, [line()])
    assert network.length_km == pytest.approx([110, 110, 50, 150])


def test_what_an_earlier_line_has_set_stays(drawn: Network) -> None:
    first = PublishedLine(id="first", points=(LonLat(0, 0), LonLat(1, 0)), length_km=120)
    network, rows = with_published_lengths(drawn, [first, line(230)])
    assert network.length_km[:2] == pytest.approx([120, 110])
    assert rows[1].drawn_km == pytest.approx(220)


def test_a_second_track_beside_the_line_is_stretched_too() -> None:
    two = plain_network([0, 1, 0.5], [0, 0, 0.002], [0, 0, 2], [1, 2, 1], [100, 51, 51])
    network, (row,) = with_published_lengths(two, [line(115, 0, 1)])
    assert row.after_km == pytest.approx(115)
    assert network.length_km.min() > 51 * 1.14


def test_another_line_further_off_keeps_its_length() -> None:
    two = plain_network([0, 1, 0.5], [0, 0, 0.1], [0, 0, 2], [1, 2, 1], [100, 51, 51])
    network, (row,) = with_published_lengths(two, [line(115, 0, 1)])
    assert network.length_km == pytest.approx([115, 51, 51])
    assert row.after_km == pytest.approx(102)


def test_a_line_for_passengers_only_goes_but_for_what_freight_shares() -> None:
    fast = plain_network(
        [0, 1, 2, 1], [0, 0, 0, 0.1], [0, 1, 0, 3], [1, 2, 3, 1], [90, 100, 60, 60]
    )
    slow = PublishedLine(
        id="slow", points=(LonLat(0, 0), LonLat(1, 0.1), LonLat(2, 0)), length_km=230
    )
    network, rows = with_published_lengths(fast, [line(None, freight=False), slow])
    assert sorted(np.round(network.length_km).tolist()) == [63, 63, 105]
    assert rows[0].ratio is None
    assert rows[0].drawn_km == pytest.approx(90 + 230 * 100 / 220)


@pytest.mark.parametrize("km", [170, 300])
def test_an_absurd_ratio_is_refused(drawn: Network, km: float) -> None:
    message = rf"'line': {km} km published over 200.0 km drawn .* expected 0.9 to 1.4"
    with pytest.raises(NetworkError, match=message):
        with_published_lengths(drawn, [line(km)])


def test_a_point_far_from_the_network_is_refused(drawn: Network) -> None:
    with pytest.raises(NetworkError, match=r"55.6 km away; expected at most 5 km"):
        with_published_lengths(drawn, [line(220, 0, 2.5)])


def test_a_line_without_a_way_is_refused() -> None:
    apart = plain_network([0, 1, 2, 3], [0] * 4, [0, 2], [1, 3], [100, 100])
    with pytest.raises(NetworkError, match="no way between two of its points"):
        with_published_lengths(apart, [line()])
