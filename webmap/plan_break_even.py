"""Where rail beats sea, and air beats rail: the cargo value at which two ways cost the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

import pandas as pd

from geo.graph import Path as Way
from geo.multimodal import MODES
from geo.pareto import Mix, joined
from geo.sampling import break_even_cargo_value, break_even_value_of_time
from layers import Atlas, base
from webmap.country import HOME, matrix
from webmap.freight import QUICKEST, Access, Freight
from webmap.freight_reach import Terms
from webmap.journeys import (
    Journey,
    Point,
    airports_near,
    cheapest_to,
    flight_of,
    journey_of,
    main_mode,
)
from webmap.origin import Spot

SHARE_ID = "cargo-value-cost-of-a-day-in-transit"
"""Parameter: share of its value that a cargo loses in a day, in percent."""
WORLD_ID = "cargo-value-world-containerised-trade"
CHEAPEST: Mix = (0, 1, 0)
FAMILIES = ("sea", "rail", "air")
PAIRS = (("rail", "sea"), ("air", "rail"), ("air", "sea"))
"""The quicker of two families, and the slower that it is set against."""
BY_SEA = ("sea", "sea_rail", "sea_road")
LEAST_PEOPLE = 500_000
"""Places besides capitals that are looked at."""
MOST_AIRPORTS = 3
"""Airports tried near a place."""


class Shares(NamedTuple):
    """Share of the cargo's value that a day in transit costs."""

    low: float
    central: float
    high: float


class Taken(NamedTuple):
    """What a way takes, at central rates."""

    hours: float
    cost: float

    def total(self, value_of_hour: float) -> float:
        """Return US dollars per TEU, time included."""
        return self.cost + value_of_hour * self.hours


class Even(NamedTuple):
    """Where the quicker of two ways becomes the better one."""

    verdict: str
    """even; always or never where no value of time makes them equal; missing; land."""
    value_of_hour: float | None
    """US dollars per TEU and hour at which both cost the same."""
    cargo: tuple[float, float, float] | None
    """US dollars per TEU: at the central share, and at the high and the low one."""


class Ways(NamedTuple):
    """What each family of ways takes to a place."""

    taken: dict[str, Taken | None]
    overland: bool
    """The cheapest way of all does not go by sea."""


@dataclass(frozen=True, slots=True)
class Hinterland:
    """A place, what each family of ways takes to it, and where they are even."""

    place: Spot
    taken: dict[str, Taken | None]
    overland: bool
    """The cheapest way of all does not go by sea."""
    evens: dict[tuple[str, str], Even]
    """By pair: the quicker family, and the slower."""


def shares(atlas: Atlas) -> Shares:
    """Return what a day in transit costs, as a share of the cargo's value."""
    row = atlas.tables["parameters"].set_index("parameter_id").loc[SHARE_ID]
    return Shares(*(float(row[name]) / 100 for name in ("low", "value", "high")))


class City(NamedTuple):
    """A place of the base map that cargo may go to."""

    spot: Spot
    geonameid: int
    population: int | None
    is_capital: bool


def cities_abroad() -> list[City]:
    """Return capitals, and places of so many people, by country: capitals first, then the largest.

    A place of unknown population is left out unless it is a capital.
    """
    places = base.places()
    large = (places["population"] >= LEAST_PEOPLE).fillna(value=False).astype(bool)
    chosen = places[(places["capital"] | large) & (places["country"] != HOME)]
    order = ["country", "capital", "population"]
    return [
        City(
            Spot(
                row.name_zh if isinstance(row.name_zh, str) else row.name_en,
                row.name_en,
                float(row.lon),
                float(row.lat),
                country=row.country,
            ),
            int(row.geonameid),
            None if pd.isna(row.population) else int(row.population),
            bool(row.capital),
        )
        for row in chosen.sort_values(order, ascending=[True, False, False]).itertuples()
    ]


def cities(atlas: Atlas) -> list[City]:
    """Return those in partner countries."""
    partners = matrix(atlas)
    return [city for city in cities_abroad() if city.spot.country in partners]


def capitals(atlas: Atlas) -> list[Spot]:
    """Return the capitals of partner countries, by code of the country."""
    return [city.spot for city in cities(atlas) if city.is_capital]


def break_evens(
    freight: Freight, origin: Spot, places: Iterable[Spot], day: Shares
) -> list[Hinterland]:
    """Return where the families of ways from an origin are even, for each place.

    Sea is the cheapest way by rail, road and sea; rail the cheapest by rail alone; air the
    quickest with a flight.

    Parameters
    ----------
    freight
        The network.
    origin, places
        Where the cargo is, and where it may go.
    day
        What a day in transit costs.
    """
    ways = ways_to(freight, origin, places := list(places))
    return [hinterland_of(*pair, day) for pair in zip(places, ways, strict=True)]


def ways_to(freight: Freight, origin: Spot, places: Iterable[Spot]) -> list[Ways]:
    """Return what each family of ways takes from an origin to places."""
    finder = _Finder(freight, Point(origin.lon, origin.lat))
    found = []
    for place in places:
        point = Point(place.lon, place.lat)
        cheapest = finder.over_ground(point, ("rail", "road", "sea"))
        overland = cheapest is not None and main_mode(freight, cheapest) not in BY_SEA
        journeys: dict[str, Journey | None] = {
            "sea": None if overland else cheapest,
            "rail": finder.over_ground(point, ("rail",)),
            "air": finder.by_air(point),
        }
        taken = {
            name: None if way is None else Taken(*way.totals[:2]) for name, way in journeys.items()
        }
        found.append(Ways(taken, overland))
    return found


def hinterland_of(place: Spot, ways: Ways, day: Shares) -> Hinterland:
    """Return where the ways to a place are even."""
    taken, overland = ways
    evens = {
        (quick, slow): even(taken[quick], taken[slow], day, overland=overland and slow == "sea")
        for quick, slow in PAIRS
    }
    return Hinterland(place, taken, overland, evens)


def even(quick: Taken | None, slow: Taken | None, day: Shares, *, overland: bool = False) -> Even:
    """Return where a quicker way becomes better than a slower one.

    Examples
    --------
    A train at 7,000 in 400 hours, a ship at 3,000 in 800; a day costs one percent:

    >>> found = even(Taken(400, 7000), Taken(800, 3000), Shares(0.005, 0.01, 0.02))
    >>> found.verdict, found.value_of_hour, found.cargo
    ('even', 10.0, (24000.0, 12000.0, 48000.0))
    """
    if overland:
        return Even("land", None, None)
    if quick is None or slow is None:
        return Even("missing", None, None)
    value = break_even_value_of_time((slow.cost, slow.hours), (quick.cost, quick.hours))
    if value is None or quick.hours >= slow.hours:
        better = quick.cost <= slow.cost and quick.hours <= slow.hours
        return Even("always" if better else "never", None, None)
    central, low, high = (
        break_even_cargo_value(value, share) for share in (day.central, day.high, day.low)
    )
    return Even("even", value, (central, low, high))


@dataclass(frozen=True)
class _Finder:
    """Finds the ways of one origin."""

    freight: Freight
    origin: Point

    def over_ground(self, place: Point, modes: tuple[str, ...]) -> Journey | None:
        """Return the cheapest way by some modes; None if there is none."""
        freight = self.freight
        # Routers know no flights: with that mode open they are those of the planner.
        sweep = freight.sweep(Terms(modes).shut - {"mode:air"})
        starts = freight.access(*self.origin, modes)
        ends = freight.access(*place, modes, outbound=False)
        found = [
            journey_of(freight, start, way, end)
            for start, end in product(starts, ends)
            if start.node != end.node
            and (way := sweep.best([start.node, end.node], CHEAPEST)) is not None
        ]
        return min(found, key=lambda one: one.totals[1], default=None)

    def by_air(self, place: Point) -> Journey | None:
        """Return the quickest way with a flight; None if there is none."""
        ends = self.freight.access(*place, MODES, outbound=False)
        found = list(self._flights(place, ends))
        return min(found, key=lambda one: one.totals[0], default=None)

    def _flights(self, place: Point, ends: Sequence[Access]) -> Iterator[Journey]:
        sweep = self.freight.sweep()
        for landing in airports_near(self.freight, place)[:MOST_AIRPORTS]:
            last = cheapest_to(self.freight, sweep, ends, landing, QUICKEST, inbound=True)
            for departure, first in self._departures.items():
                if first is not None and last is not None and departure != landing:
                    flight = flight_of(self.freight, departure, landing)
                    way = joined([first[1], flight, last[1]])
                    yield journey_of(self.freight, first[0], way, last[0])

    @cached_property
    def _departures(self) -> dict[int, tuple[Access, Way] | None]:
        """The quickest way to each airport near the origin."""
        freight, sweep = self.freight, self.freight.sweep()
        starts = freight.access(*self.origin, MODES)
        nodes = airports_near(freight, self.origin)[:MOST_AIRPORTS]
        return {node: cheapest_to(freight, sweep, starts, node, QUICKEST) for node in nodes}
