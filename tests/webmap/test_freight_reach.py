"""Hours to nodes are hours: those of the ways that lead there, leg by leg."""

from __future__ import annotations

import numpy as np
import pytest
from flask import Flask

from geo.errors import ParameterError
from geo.multimodal import legs
from geo.sphere import distance_km
from webmap.freight import QUICKEST, Freight
from webmap.freight_reach import Terms, node_hours, starts

YIWU, MADRID = (120.07, 29.31), (-3.70, 40.42)
GROUND = Terms(("rail", "road", "sea"))


@pytest.fixture(scope="module")
def freight(app: Flask) -> Freight:
    return app.extensions["atlas"].freight()


@pytest.mark.parametrize("reverse", [False, True], ids=["from", "to"])
def test_hours_of_a_node_are_the_sum_of_the_legs_to_it(freight: Freight, reverse: bool) -> None:
    hours = node_hours(freight, *YIWU, GROUND, reverse=reverse)
    router = freight.sweep(GROUND.shut).router(QUICKEST)
    for goal in freight.access(*MADRID, GROUND.modes):
        found = []
        for access, taken in starts(freight, *YIWU, GROUND, outbound=not reverse):
            ends = (goal.node, access.node) if reverse else (access.node, goal.node)
            way = router.one_to_one(*ends)
            found.append(taken + sum(leg.hours for leg in legs(freight.network, way)))
        assert hours[goal.node] == pytest.approx(min(found), rel=1e-5)


def test_beyond_the_limit_nothing_is_reached_and_within_it_everything(freight: Freight) -> None:
    whole = node_hours(freight, *YIWU, GROUND)
    near = node_hours(freight, *YIWU, GROUND, limit=72.0)
    assert np.isinf(near[whole > 72.001]).all()
    np.testing.assert_allclose(near[whole < 71.999], whole[whole < 71.999], rtol=1e-6)


def test_no_node_of_the_network_is_left_in_less_than_the_straight_way_takes(
    freight: Freight,
) -> None:
    hours = node_hours(freight, *YIWU, Terms(("road",)))
    away_km = distance_km(*YIWU, *freight.network.places.T)
    quickest = min(rate.rate.hours.central for rate in freight.rates if rate.rate.kind == "road")
    reached = np.isfinite(hours)
    # Roads of the base are drawn a little shorter than straight here and there.
    assert (hours[reached] >= 0.95 * quickest * away_km[reached] - 0.01).all()


def test_a_flight_is_one_and_as_long_as_its_distance(freight: Freight) -> None:
    with_air = node_hours(freight, *YIWU, Terms(("road", "air")))
    on_road = node_hours(freight, *YIWU, Terms(("road",)))
    assert (with_air <= on_road * (1 + 1e-6) + 1e-9).all()
    node = freight.access(*MADRID, ["road"])[0].node
    flight = distance_km(*YIWU, *MADRID)[0] * freight.rate("air").hours.central
    handling = sum(
        freight.rate(rate_id).hours.central for rate_id in ("airport-export", "airport-import")
    )
    assert flight + handling < with_air[node] < flight + handling + 12
    assert on_road[node] > 3 * with_air[node]


@pytest.mark.parametrize("reverse", [False, True], ids=["from", "to"])
def test_nothing_begins_or_lands_where_it_is_closed(freight: Freight, reverse: bool) -> None:
    closed = frozenset({"country:DEU", "airport:YIW"})
    hours = node_hours(freight, *YIWU, Terms(("road", "air"), closed), reverse=reverse)
    germany = freight.meta["countries"].index("DEU")
    assert np.isinf(hours[freight.country == germany]).all()
    opened = node_hours(freight, *YIWU, Terms(("road", "air")), reverse=reverse)
    assert np.isfinite(opened[freight.country == germany]).any()
    # Another airport is further by road.
    assert (hours >= opened - 1e-6).all()
    assert np.isfinite(hours).sum() < np.isfinite(opened).sum()


def test_a_place_in_a_closed_country_is_out_of_reach(freight: Freight) -> None:
    with pytest.raises(ParameterError, match="Nothing to travel by"):
        node_hours(freight, *YIWU, Terms(("rail", "road"), frozenset({"country:CHN"})))
