"""The freight network as built: rules that every way keeps, against published figures."""

from __future__ import annotations

import re
import sys
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from geo.errors import ParameterError
from geo.multimodal import MODES, STEPS
from geo.pareto import MIXES, Sweep
from geo.routing import Router
from geo.sphere import distance_km
from webmap.freight import Freight
from webmap.freight_reach import Terms, checked_modes, node_hours
from webmap.journeys import Point, Trip, journeys, main_mode, modes_of
from webmap.plan import make_plan
from webmap.service import Service
from webmap.settings import Settings

YIWU, DUISBURG, ROTTERDAM = Point(120.07, 29.31), Point(6.76, 51.43), Point(4.48, 51.92)
WORLD = {
    "Duisburg": DUISBURG,
    "Madrid": Point(-3.7, 40.4),
    "Tehran": Point(51.4, 35.7),
    "Tashkent": Point(69.28, 41.3),
    "Hanoi": Point(105.85, 21.03),
    "Los Angeles": Point(-118.2, 34.0),
    "Nairobi": Point(36.82, -1.29),
    "Murmansk": Point(33.08, 68.97),
}


@pytest.fixture(scope="module")
def service() -> Service:
    return Service.open(Settings())


@pytest.fixture(scope="module")
def freight(service) -> Freight:
    return service.freight()


@pytest.fixture(scope="module")
def found(freight):
    return {name: journeys(freight, Trip(YIWU, end, Terms())) for name, end in WORLD.items()}


def labels(freight: Freight, journey) -> list[str]:
    return [label for edge in journey.way.edges if (label := freight.label_of(int(edge)))]


def days(journey) -> float:
    return journey.totals[0] / 24


def fastest(freight, end: Point, mode: str, *closed: str) -> float:
    """Days of the quickest journey mostly by one mode, local roads aside."""
    trip = Trip(YIWU, end, Terms(("rail", "road", "sea"), frozenset(closed)))
    return min(
        days(one)
        for one in journeys(freight, trip)
        if modes_of(freight, one)[mode] > sum(modes_of(freight, one).values()) / 2
    )


def test_china_to_germany_by_rail_takes_the_published_days(freight) -> None:
    assert fastest(freight, DUISBURG, "rail") == pytest.approx(19, abs=2.5)  # 18 to 20, 2024


def test_china_to_europe_by_sea_takes_the_published_days(freight) -> None:
    assert fastest(freight, ROTTERDAM, "sea") == pytest.approx(40, abs=3.5)


def test_around_the_cape_it_takes_ten_days_more(freight) -> None:
    around = fastest(freight, ROTTERDAM, "sea", "suez", "panama", "country:EGY")
    assert around - fastest(freight, ROTTERDAM, "sea") == pytest.approx(10, abs=3)


def test_no_freight_crosses_a_closed_border_unless_it_is_opened(freight) -> None:
    karachi = Point(67.01, 24.86)
    around = journeys(freight, Trip(YIWU, karachi, Terms(("road",))))
    assert all(not freight.default_closed & set(labels(freight, one)) for one in around)
    opened = Terms(("road",), opened=frozenset({"border:IND-PAK"}))
    through = journeys(freight, Trip(YIWU, karachi, opened))
    assert any("border:IND-PAK" in labels(freight, one) for one in through)


def test_every_closed_border_of_the_table_that_a_line_crosses_is_closed(freight, service) -> None:
    listed = {f"border:{pair}" for pair in service.site.atlas.tables["closed_borders"]["pair"]}
    crossed = {label for label in freight.meta["labels"] if label.startswith("border:")}
    assert listed & crossed == {name for name in freight.default_closed if ":" in name}
    assert "border:CHN-IND" in listed & crossed


CANALS = {"canal-suez": "suez", "canal-panama": "panama"}


ASHORE = ("mode:rail", "mode:road", "mode:air")


def sea_way(freight: Freight, here: str, there: str):
    first, ports = freight.meta["first_node"]["sea"], freight.meta["port_node"]
    router = freight.sweep(ASHORE).router((1, 0, 0))
    return router.one_to_one(first + ports[here], first + ports[there])


def around(freight: Freight, router: Router, ends: tuple[int, int]) -> float:
    """Kilometres from one side of a canal to the other by another way."""
    way = router.one_to_one(*ends)
    return float(freight.network.amounts(way.edges)[freight.rate_number["sea"]])


def canals_of(freight: Freight, way) -> dict[str, float]:
    amounts = freight.network.amounts(way.edges)
    return {rate: amounts[freight.rate_number[rate]] for rate in CANALS}


@pytest.mark.parametrize(
    ("here", "there", "paid"),
    [
        ("CNSHA", "NLRTM", {"canal-suez": 1, "canal-panama": 0}),
        ("NLRTM", "CNSHA", {"canal-suez": 1, "canal-panama": 0}),
        ("CNSHA", "EGSOK", {"canal-suez": 0, "canal-panama": 0}),  # Ain Sokhna, before the canal
        ("CNSHA", "EGPSD", {"canal-suez": 1, "canal-panama": 0}),  # Port Said, behind it
        ("CNSHA", "USNYC", {"canal-suez": 0, "canal-panama": 1}),
        ("CNSHA", "SGSIN", {"canal-suez": 0, "canal-panama": 0}),
    ],
)
def test_a_ship_pays_each_canal_that_it_passes_once(freight, here, there, paid) -> None:
    assert canals_of(freight, sea_way(freight, here, there)) == paid


def test_no_ship_passes_a_canal_without_its_step(freight) -> None:
    graph = freight.network.graph
    for rate, passage in CANALS.items():
        edges = freight.edges_of(passage)
        steps = edges[freight.network.rate[edges] == freight.rate_number[rate]]
        assert len(steps) == 1
        ends = int(graph.tail[steps[0]]), int(graph.head[steps[0]])
        router = freight.sweep(ASHORE).router((1, 0, 0)).without(steps)
        assert around(freight, router, ends) > 10_000


def test_with_suez_closed_ships_go_around_the_cape(freight) -> None:
    trip = Trip(YIWU, ROTTERDAM, Terms(("road", "sea"), frozenset({"suez"})))
    cheapest = min(journeys(freight, trip), key=lambda one: one.totals[1])
    assert "cape-of-good-hope" in labels(freight, cheapest)
    assert not set(labels(freight, cheapest)) & {"suez", "panama"}


def test_a_reference_way_has_its_known_length(freight) -> None:
    lengths = freight.meta["reference_km"]
    assert lengths["sea:CNSHA>NLRTM"] == pytest.approx(19_550, rel=0.01)  # searoute's own answer
    assert lengths["rail:DOSTYK>BREST"] == pytest.approx(5_430, rel=0.05)  # ERAI's section


def test_no_way_passes_70_degrees_north_unless_the_arctic_is_opened(freight, found) -> None:
    for ways in found.values():
        for journey in ways:
            on_water = [
                int(node) for node in journey.way.nodes if freight.part_of(int(node)) == "sea"
            ]
            assert (freight.network.places[on_water][:, 1] < 70).all()


def test_gauges_meet_only_at_gauge_changes(freight, found) -> None:
    rail = freight.chains["rail"].network
    for ways in found.values():
        for journey in ways:
            gauge = None
            for edge in journey.way.edges.tolist():
                label = freight.label_of(edge)
                chain = int(freight.chain_edge[edge])
                if label.startswith("change:") or chain < 0:
                    gauge = None if label.startswith("change:") else gauge
                    continue
                kind = freight.rates[freight.network.rate[edge]].rate.kind
                now = int(rail.gauge_mm[chain]) if kind == "rail" else None
                assert now in (gauge, None) or gauge in (None, 0) or now == 0
                gauge = now


def test_every_border_is_waited_at(freight, found) -> None:
    areas = {"KAZ", "RUS", "BLR", "KGZ", "ARM"}
    for ways in found.values():
        for journey in ways:
            nodes = [node for node in journey.way.nodes.tolist() if freight.part_of(node) != "air"]
            codes = [freight.country_of(node) for node in nodes]
            for one, two in pairwise([code for code in codes if code]):
                if one != two and not {one, two} <= areas and "CHN" in (one, two):
                    pair = "-".join(sorted((one, two)))
                    crossed = f"border:{pair}" in labels(freight, journey)
                    assert (
                        crossed
                        or modes_of(freight, journey)["sea"]
                        or modes_of(freight, journey)["air"]
                    )


def test_a_closed_thing_is_never_passed(freight) -> None:
    for closed in ("suez", "border:CHN-KAZ", "change:malaszewicze", "country:RUS"):
        terms = Terms(("rail", "road", "sea"), frozenset({closed}))
        for journey in journeys(freight, Trip(YIWU, DUISBURG, terms)):
            assert closed not in labels(freight, journey)
            if closed == "country:RUS":
                countries = {freight.country_of(int(node)) for node in journey.way.nodes}
                assert "RUS" not in countries


def test_modes_that_are_not_wanted_carry_nothing(freight) -> None:
    trip = Trip(YIWU, DUISBURG, Terms(("rail",)))
    for journey in journeys(freight, trip):
        km = modes_of(freight, journey)
        assert km["sea"] == km["air"] == 0
        assert km["road"] == pytest.approx(journey.start.km + journey.end.km)


def test_a_way_through_a_place_passes_it(freight) -> None:
    khorgos = Point(80.42, 44.153)
    trip = Trip(YIWU, DUISBURG, Terms(("rail",)), (khorgos,))
    (journey, *_) = journeys(freight, trip)
    places = freight.network.places[journey.way.nodes]
    assert distance_km(*khorgos, places[:, 0], places[:, 1]).min() < 5


def test_no_journey_beats_another_in_everything(found) -> None:
    for ways in found.values():
        for one in ways:
            for other in ways:
                beaten = all(a >= b for a, b in zip(one.totals, other.totals, strict=True))
                assert one is other or not beaten


def test_all_modes_lead_to_europe(freight, found) -> None:
    modes = {main_mode(freight, journey) for journey in found["Duisburg"]}
    assert {"air", "road", "rail", "sea_rail"} <= modes


def test_steps_add_up_to_the_whole(freight) -> None:
    plan = make_plan(freight, Trip(YIWU, DUISBURG, Terms()))
    for one in plan.alternatives:
        for place, name in enumerate(("hours", "cost", "co2e")):
            parts = sum(step.figures[name].spread.central for step in one.steps)
            assert parts == pytest.approx(one.journey.totals[place], rel=1e-9)
            spread = one.figures[name].spread
            assert spread.p10 <= spread.p50 <= spread.p90
        assert sum(step.km for step in one.steps) == pytest.approx(sum(one.km.values()))


def test_the_smallest_change_changes_the_winner_and_nine_tenths_of_it_do_not(freight) -> None:
    plan = make_plan(freight, Trip(YIWU, DUISBURG, Terms()))
    amounts = np.array([one.journey.amounts for one in plan.alternatives])
    for name, flip in plan.flips.items():
        assert flip is not None
        rates = freight.network.ranges(name)[:, 1].copy()
        before, now = int((amounts @ rates).argmin()), rates[flip.input]
        rates[flip.input] = now + 0.9 * (flip.rate - now)
        assert int((amounts @ rates).argmin()) == before
        rates[flip.input] = flip.rate
        assert int((amounts @ rates).argmin()) == flip.winner != before


def reached(freight, terms: Terms, end: Point) -> float:
    """Hours from Yiwu to a place, as the field of hours has them."""
    hours, table = node_hours(freight, *YIWU, terms), freight.network.table()[:, 0]
    ends = freight.access(*end, terms.modes, outbound=False)
    return min(hours[one.node] + float(freight.amounts(None, [one]) @ table) for one in ends)


def test_reach_is_the_hours_of_the_quickest_journey(freight) -> None:
    ground = Terms(("rail", "road", "sea"))
    for end in WORLD.values():
        quickest = journeys(freight, Trip(YIWU, end, ground))[0].totals[0]
        assert reached(freight, ground, end) == pytest.approx(quickest, rel=1e-5)


def test_reach_by_air_is_never_later_than_a_journey(freight, found) -> None:
    for name, end in WORLD.items():
        hours = reached(freight, Terms(), end)
        assert 24 < hours <= found[name][0].totals[0] * (1 + 1e-5)


def test_there_and_back_reach_agree(freight) -> None:
    there = node_hours(freight, *YIWU, Terms(("rail",)))
    back = node_hours(freight, *DUISBURG, Terms(("rail",)), reverse=True)
    start = freight.access(*YIWU, ("rail",))[0]
    end = freight.access(*DUISBURG, ("rail",), outbound=False)[0]
    table = freight.network.table()[:, 0]
    on, off = (float(freight.amounts(None, [one]) @ table) for one in (start, end))
    assert there[end.node] + off == pytest.approx(back[start.node] + on)


def test_an_end_in_another_part_of_the_world_says_why(freight) -> None:
    plan = make_plan(freight, Trip(YIWU, Point(139.7, 35.7), Terms(("rail", "road"))))
    assert not plan.alternatives
    assert plan.reason.kind == "closed"  # there is a way by ship, which is not wanted
    assert plan.reason.gap.distance_km > 100


@pytest.mark.parametrize(
    ("closed", "opened", "message"),
    [
        ("soup", (), "Closed is 'soup'; accepted are passages"),
        ("country:XXX", (), "Closed is 'country:XXX'"),
        ("near:", (), "Closed is 'near:'; accepted is near: with lon,lat in degrees."),
        ("near:abc", (), "Closed is 'near:abc'"),
        ("near:1,2,3", (), "Closed is 'near:1,2,3'"),
        ("near:nan,1", (), "Closed is 'near:nan,1'"),
        ("near:200,1", (), "Closed is 'near:200,1'"),
        ("suez", ("suez",), "opened is 'suez'; accepted are arctic-atlantic"),
    ],
)
def test_what_cannot_be_closed_or_opened_is_refused(freight, closed, opened, message) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        freight.sweep({closed}, opened)


@pytest.mark.parametrize("modes", [[], ["rocket"], ["rail", "camel"]])
def test_modes_are_known_ones(modes) -> None:
    with pytest.raises(ParameterError, match="accepted: one or more of rail, road, sea, air"):
        checked_modes(modes)


def test_a_way_that_is_longer_by_road_than_by_ship_is_no_sea_way(freight) -> None:
    found = journeys(freight, Trip(YIWU, Point(1.3445, 51.9579), Terms(("road", "sea"))))
    named = {main_mode(freight, one): modes_of(freight, one) for one in found}
    assert {"sea", "sea_road"} <= named.keys()
    assert named["sea_road"]["road"] > named["sea_road"]["sea"] > 0
    assert named["sea"]["sea"] > named["sea"]["road"]


def test_the_same_place_twice_is_refused(freight) -> None:
    with pytest.raises(ParameterError, match="same place"):
        make_plan(freight, Trip(YIWU, YIWU, Terms()))


def test_a_place_beyond_reach_is_refused(freight) -> None:
    with pytest.raises(ParameterError, match="nothing to travel by within reach"):
        make_plan(freight, Trip(YIWU, Point(-140.0, -40.0), Terms()))


def test_ports_have_coordinates_of_their_own(freight) -> None:
    names = ("nzp-beilun", "nzp-chuanshan", "nzp-meishan")
    places = {(freight.gates[name].lon, freight.gates[name].lat) for name in names}
    assert len(places) == 3
    first = freight.meta["first_node"]["sea"]
    for name in names:
        node = first + freight.meta["port_node"][name]
        gate = freight.gates[name]
        assert freight.network.places[node].tolist() == [gate.lon, gate.lat]


def test_every_step_is_an_edge_of_its_own_with_its_own_rate(freight) -> None:
    kinds = np.array([one.rate.kind for one in freight.rates])
    steps = np.isin(kinds[freight.network.rate], STEPS)
    assert (freight.network.amount[steps] == 1).all()
    assert (freight.label[steps] > 0).all()
    assert set(kinds[freight.network.rate[~steps]]) == set(MODES)


def test_flights_are_found_by_their_ends(freight) -> None:
    first = freight.meta["first_node"]["air"]
    graph = freight.network.graph
    for here, there in ((0, 1), (5, 2), (10, 300)):
        edge = freight.flight_edge(first + here, first + there)
        assert {int(graph.tail[edge]), int(graph.head[edge])} == {first + here, first + there}


def test_a_line_runs_from_its_first_node_to_its_last(freight, found) -> None:
    for ways in found.values():
        for journey in ways:
            points = freight.points(journey.way)
            nodes = freight.network.places[journey.way.nodes]
            assert points[0].tolist() == nodes[0].tolist()
            assert points[-1].tolist() == nodes[-1].tolist()


class Slow(OrderedDict):
    """Take long enough to put something in its place for another thread to come in between."""

    def move_to_end(self, key, last=True) -> None:
        for _ in range(1_000):
            pass
        super().move_to_end(key, last)


def test_closing_more_is_the_same_as_beginning_anew(freight) -> None:
    situation = freight.default_closed | {"suez", "border:CHN-KAZ"}
    closed = np.concatenate([freight.edges_of(one) for one in sorted(situation)])
    anew = Sweep(freight.network, freight.prepared, freight.meta["exchange"], closed)
    more = freight.sweep({"suez", "border:CHN-KAZ"})
    assert set(more.closed.tolist()) == set(closed.tolist())
    assert set(freight.sweep().closed.tolist()) < set(closed.tolist())
    more.prepare(MIXES)
    ends = [access.node for point in (YIWU, DUISBURG) for access in freight.access(*point)[:1]]
    for mix in MIXES:
        one, two = more.best(ends, mix), anew.best(ends, mix)
        assert one.length == pytest.approx(two.length, rel=1e-9)
        assert one.edges.tolist() == two.edges.tolist()


def test_threads_may_ask_for_any_closures_at_once(freight, monkeypatch) -> None:
    # Whatever one thread has just made, another one lets go of.
    monkeypatch.setattr("webmap.sweeps.MOST_ROUTERS", -1)
    shared = replace(freight._sweeps, _kept=Slow())
    names = [label for label in freight.meta["labels"] if label.startswith("border:")][:20]

    def ask(turn: int) -> int:
        return sum(
            len(shared.under(frozenset({name})).closed) > 0 for name in names[turn:] + names[:turn]
        )

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert list(threads.map(ask, range(8))) == [len(names)] * 8
    finally:
        sys.setswitchinterval(before)
