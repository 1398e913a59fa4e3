"""A place gets onto roads and railways on its own side of the border."""

from __future__ import annotations

import numpy as np
import pytest
from flask import Flask

from webmap.entrances import NEIGHBOUR_KM, OVER_LAND, REACH_KM
from webmap.freight import Freight


@pytest.fixture(scope="module")
def freight(app: Flask) -> Freight:
    return app.extensions["atlas"].freight()


@pytest.mark.parametrize(
    ("mode", "place", "lon", "lat", "country"),
    [
        ("road", "Yiwu", 120.07, 29.31, "CHN"),
        # The nearest road is in China, 66 km off.
        ("road", "Krasnokamensk", 118.04, 50.1, "RUS"),
        # The nearest railway is in India, 10 km off beyond a closed border.
        ("rail", "Kasur", 74.45, 31.12, "PAK"),
        # No country of its own has a road there.
        ("road", "San Marino", 12.45, 43.94, "ITA"),
        # Germany and Poland share customs.
        ("rail", "Görlitz", 14.99, 51.15, "DEU"),
    ],
)
def test_a_line_at_home_goes_before_a_nearer_one_abroad(
    freight: Freight, mode: str, place: str, lon: float, lat: float, country: str
) -> None:
    (access,) = freight.access(lon, lat, [mode])
    assert freight.country_of(access.node) == country, place
    assert access.km <= REACH_KM[mode]


def test_an_island_without_a_railway_has_none_across_the_water(freight: Freight) -> None:
    # Dammam's is 48 km from Manama.
    assert freight.access(50.58, 26.23, ["rail"]) == []


def test_nothing_begins_or_ends_where_freight_waits_at_a_border(freight: Freight) -> None:
    waiting = np.flatnonzero(freight.is_waiting)
    assert len(waiting) > 1000
    for mode in OVER_LAND:
        assert not np.isin(freight._entrances.nodes[mode], waiting).any()


def test_the_nearest_is_never_further_than_it_has_to_be(freight: Freight) -> None:
    luck = np.random.default_rng(8)
    entrances = freight._entrances
    for lon, lat in luck.uniform([20, 25], [130, 60], (200, 2)).tolist():
        node, km = entrances.nearest("road", lon, lat)
        nearest = float(entrances.indexes["road"].nearest([lon], [lat])[1][0])
        assert km >= nearest - 1e-9
        if node is None:
            assert nearest > NEIGHBOUR_KM
