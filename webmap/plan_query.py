"""What is asked of the planner: ends, places to pass or avoid, modes, closures, day, containers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from geo.errors import ParameterError
from geo.multimodal import MODES
from webmap.freight_reach import Terms, checked_modes
from webmap.journeys import Point, Trip
from webmap.origin import Spot, resolve
from webmap.query import Query
from webmap.refusal import worded
from webmap.service import Service

CRITERION_OF_SORT: Final[Mapping[str, str]] = {"time": "hours", "cost": "cost", "co2e": "co2e"}
"""By what alternatives are sorted, and the criterion that it is."""
MOST_TEU: Final = 10_000
MOST_PLACES: Final = 5
"""Places to pass, and places to avoid."""
YEARS: Final = (2000, 2099)
"""In which a shipment may depart."""
PARAMETERS: Final = (
    "from",
    "to",
    "via",
    "avoid",
    "modes",
    "closed",
    "opened",
    "depart",
    "teu",
    "sort",
    "way",
)
"""What may be asked."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WAY = re.compile(r"way-\d{1,2}")
_WHOLE = re.compile(r"\d{1,6}")
_KINDS = ("mode:", "country:", "border:", "change:", "port:", "station:", "airport:")
_NEAR = "near:"


@dataclass(frozen=True, slots=True)
class Asked:
    """A shipment as asked for."""

    origin: Spot
    destination: Spot
    via: tuple[Spot, ...]
    avoid: tuple[Spot, ...]
    """Places; closures among what is to be avoided are in `closed`."""
    modes: tuple[str, ...]
    closed: tuple[str, ...]
    opened: tuple[str, ...]
    depart: date | None
    teu: int

    @property
    def trip(self) -> Trip:
        """Return the trip under its closures."""
        near = tuple(f"{_NEAR}{spot.lon:.4f},{spot.lat:.4f}" for spot in self.avoid)
        closed = frozenset((*self.closed, *near))
        return self._trip(Terms(self.modes, closed, frozenset(self.opened)))

    @property
    def open_trip(self) -> Trip:
        """Return the same trip over the open network."""
        return self._trip(Terms(self.modes))

    @property
    def is_changed(self) -> bool:
        """Whether anything is closed, opened or avoided."""
        return self.trip != self.open_trip

    @property
    def is_closed(self) -> bool:
        """Whether anything is closed or avoided."""
        return bool(self.closed or self.avoid)

    def _trip(self, terms: Terms) -> Trip:
        via = tuple(Point(spot.lon, spot.lat) for spot in self.via)
        origin, end = self.origin, self.destination
        return Trip(Point(origin.lon, origin.lat), Point(end.lon, end.lat), terms, via)


def parse_plan(service: Service, query: Query) -> Asked:
    """Return what a request asks.

    Parameters
    ----------
    service
        The running atlas, which knows places and what can be closed.
    query
        The parameters.

    Raises
    ------
    ParameterError
        One of them is missing or cannot be used.
    """
    avoid, shut = _avoided(service, _texts(query, "avoid"))
    closed = tuple(dict.fromkeys((*query.many("closed"), *shut)))
    opened = query.many("opened")
    _check_closures(service, closed, opened)
    modes = _open_modes(query.values.get("modes"), query.many("modes"), closed)
    asked = Asked(
        origin=_end(service, query, "from"),
        destination=_end(service, query, "to"),
        via=tuple(resolve(service, text, parameter="via") for text in _texts(query, "via")),
        avoid=avoid,
        modes=modes,
        closed=tuple(one for one in closed if not one.startswith("mode:")),
        opened=opened,
        depart=parse_depart(query.one("depart")),
        teu=parse_teu(query.one("teu")),
    )
    parse_sort(query.one("sort"))
    parse_way(query.one("way"))
    return asked


def is_asked(query: Query) -> bool:
    """Return whether a request names an end, which a blank form does not."""
    return any((query.one(name) or "").strip() for name in ("from", "to"))


def _end(service: Service, query: Query, name: str) -> Spot:
    text = (query.one(name) or "").strip()
    if not text:
        raise worded(ParameterError, "place_missing", name=name, name_id=name)
    return resolve(service, text, parameter=name)


def _texts(query: Query, name: str) -> list[str]:
    """Return places of a parameter that may be repeated, or hold several joined by semicolons.

    A comma joins nothing here: names and coordinates hold some.
    """
    given = query.values.get(name, ())
    texts = [part.strip() for text in given for part in re.split("[;；]", text)]
    found = list(dict.fromkeys(text for text in texts if text))
    if len(found) > MOST_PLACES:
        raise worded(ParameterError, "many_places", name=name, count=len(found), most=MOST_PLACES)
    return found


def _avoided(service: Service, texts: Iterable[str]) -> tuple[tuple[Spot, ...], list[str]]:
    """Return the places among what is to be avoided, and the closures.

    Raises
    ------
    ParameterError
        A place is not known, or nothing passes there.
    """
    freight = service.freight()
    spots, shut = [], []
    for text in texts:
        if text in freight.meta["labels"] or text.startswith(_KINDS):
            shut.append(text)
            continue
        spot = resolve(service, text, parameter="avoid")
        if not len(freight.edges_of(f"{_NEAR}{spot.lon:.4f},{spot.lat:.4f}")):
            raise worded(ParameterError, "avoid_nothing", name="avoid", value=text)
        spots.append(spot)
    return tuple(spots), shut


def _check_closures(service: Service, closed: Iterable[str], opened: Iterable[str]) -> None:
    freight = service.freight()
    for name in closed:
        if name.startswith(_NEAR):
            raise worded(ParameterError, "closed_near", name="closed", value=name)
        freight.edges_of(name)
    for name in opened:
        if name not in freight.default_closed:
            known = sorted(freight.default_closed)
            raise worded(ParameterError, "opened", name="opened", value=name, known=known)


def _open_modes(
    given: tuple[str, ...] | None, named: tuple[str, ...], closed: Iterable[str]
) -> tuple[str, ...]:
    """Return the modes that are wanted and not closed; all, where none is named."""
    modes = checked_modes(MODES if given is None else named)
    kept = tuple(mode for mode in modes if f"mode:{mode}" not in closed)
    if not kept:
        raise worded(ParameterError, "modes_shut", name="modes", modes=modes)
    return kept


def parse_depart(text: str | None) -> date | None:
    """Return the day of departure, None where none is given.

    Raises
    ------
    ParameterError
        It is no day, or out of reason.

    Examples
    --------
    >>> parse_depart("2026-12-01"), parse_depart("")
    (datetime.date(2026, 12, 1), None)
    """
    if not text:
        return None
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not YEARS[0] <= day.year <= YEARS[1]:
        first, last = YEARS
        raise worded(ParameterError, "day", name="depart", value=text, first=first, last=last)
    return day


def parse_teu(text: str | None) -> int:
    """Return the number of twenty-foot containers, one if none is given.

    Raises
    ------
    ParameterError
        It is no whole number, or too many.

    Examples
    --------
    >>> parse_teu(None), parse_teu("40")
    (1, 40)
    """
    if not text:
        return 1
    if not (_WHOLE.fullmatch(text) and text.isascii() and 1 <= int(text) <= MOST_TEU):
        raise worded(ParameterError, "whole", name="teu", value=text, least=1, most=MOST_TEU)
    return int(text)


def parse_sort(text: str | None) -> str:
    """Return by what alternatives are sorted.

    Raises
    ------
    ParameterError
        It is none of the criteria.
    """
    if not text:
        return next(iter(CRITERION_OF_SORT))
    if text not in CRITERION_OF_SORT:
        known = [*CRITERION_OF_SORT]
        raise worded(ParameterError, "word", name="sort", value=text, known=known)
    return text


def parse_way(text: str | None) -> str | None:
    """Return the id of the alternative that is looked at, None where none is named.

    Raises
    ------
    ParameterError
        It is no such id.
    """
    if not text:
        return None
    if not (_WAY.fullmatch(text) and text.isascii()):
        raise worded(ParameterError, "way", name="way", value=text)
    return text
