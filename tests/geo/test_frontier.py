"""Borders cut edges: between two countries there is no way but through the wait and customs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geo.frontier import at_borders, steady_countries
from geo.network import Network, plain_network


def line(countries: list[int]) -> Network:
    count = len(countries)
    network = plain_network(range(count), [0] * count, range(count - 1), range(1, count))
    return replace(
        network, country=np.array(countries, np.int16), countries=("CHN", "KAZ", "RUS", "POL")
    )


def test_an_edge_across_a_border_ends_before_it() -> None:
    found = at_borders(line([0, 0, 1]), {})
    (crossing,) = found.crossings
    assert (crossing.edge, crossing.arrived, crossing.waited, crossing.head) == (1, 3, 4, 2)
    assert found.head.tolist() == [1, 3]
    assert found.lon[3:].tolist() == [2, 2]


def test_a_pair_of_countries_reads_the_same_from_both_sides() -> None:
    pairs = {one.countries for one in at_borders(line([0, 1, 0]), {}).crossings}
    assert pairs == {("CHN", "KAZ")}


def test_a_customs_area_has_no_borders_inside() -> None:
    areas = {"KAZ": "EAEU", "RUS": "EAEU"}
    assert [one.edge for one in at_borders(line([0, 1, 2, 3]), areas).crossings] == [0, 2]


@pytest.mark.parametrize("countries", [[0, -1, 1], [-1, -1, -1], [2, 2, 2]])
def test_water_and_home_are_no_border(countries) -> None:
    assert at_borders(line(countries), {}).crossings == ()


def test_a_hop_over_the_border_and_back_is_none() -> None:
    hop = replace(line([0, 0, 1, 0, 0]), length_km=np.full(4, 10.0))
    assert steady_countries(hop).tolist() == [0, 0, 0, 0, 0]


def test_a_short_stretch_between_two_countries_stays() -> None:
    transit = replace(line([0, 0, 1, 2, 2]), length_km=np.full(4, 10.0))
    assert steady_countries(transit).tolist() == [0, 0, 1, 2, 2]


def test_a_long_stretch_abroad_stays() -> None:
    abroad = replace(line([0, 0, 1, 1, 0, 0]), length_km=np.full(5, 100.0))
    assert steady_countries(abroad).tolist() == [0, 0, 1, 1, 0, 0]


def test_what_lies_in_no_country_belongs_to_its_neighbour() -> None:
    assert -1 not in steady_countries(line([0, -1, -1, 1])).tolist()
    assert steady_countries(line([-1, -1])).tolist() == [-1, -1]


def test_a_stretch_that_grew_by_a_hop_is_looked_at_again() -> None:
    # A node abroad between two short stretches at home, which lead to nothing but abroad.
    line = plain_network([0, 3, 3.1, 3.2, 3.3], [0] * 5, [0, 1, 2, 3], [1, 2, 3, 4])
    line = replace(line, country=np.array([0, 0, 1, 0, 1], np.int16), countries=("CHN", "PRK"))
    assert steady_countries(line).tolist() == [0] * 5
