"""Ways for the break-even map: built ahead from one origin, kept for others once worked out."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock

import orjson

from webmap.freight import Freight
from webmap.origin import Spot
from webmap.plan_break_even import Taken, Ways, ways_to

MOST_ORIGINS = 8
"""Origins whose ways are kept: some 450 places take five seconds."""

Found = dict[str, Ways]
"""Ways by the place that they go to."""


def key_of(spot: Spot) -> str:
    """Return a place's name among ways.

    Examples
    --------
    >>> key_of(Spot("义乌", "Yiwu", 120.0768, 29.3151))
    '120.07680,29.31510'
    """
    return f"{spot.lon:.5f},{spot.lat:.5f}"


def ways_json(freight: Freight, origin: Spot, places: Iterable[Spot]) -> bytes:
    """Return the ways from an origin as a file."""
    chosen = list(places)
    ways = ways_to(freight, origin, chosen)
    rows = {
        key_of(place): {"taken": way.taken, "overland": way.overland}
        for place, way in zip(chosen, ways, strict=True)
    }
    return orjson.dumps({"origin": key_of(origin), "ways": rows}, default=tuple)


def read_ways(content: bytes) -> tuple[str, Found]:
    """Return the origin and the ways that a file has."""
    said = orjson.loads(content)
    found = {
        key: Ways(
            {name: one and Taken(*one) for name, one in row["taken"].items()}, row["overland"]
        )
        for key, row in said["ways"].items()
    }
    return said["origin"], found


@dataclass(slots=True)
class EvenStore:
    """Ways by origin, the least recently asked dropped; one origin is worked on at a time."""

    most: int = MOST_ORIGINS
    _kept: OrderedDict[str, Found] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def ways(
        self,
        freight: Callable[[], Freight],
        origin: Spot,
        places: list[Spot],
        ahead: Callable[[], bytes | None] = lambda: None,
    ) -> list[Ways]:
        """Return the ways from an origin to places; only those that are not kept are worked out.

        Parameters
        ----------
        freight
            Opens the network, if it is needed.
        origin, places
            From where to where.
        ahead
            Reads what was built ahead for this origin, if anything was.
        """
        with self._lock:
            name = key_of(origin)
            if name not in self._kept:
                content = ahead()
                self._kept[name] = {} if content is None else read_ways(content)[1]
            found = self._kept[name]
            self._kept.move_to_end(name)
            while len(self._kept) > self.most:
                self._kept.popitem(last=False)
            missing = [place for place in places if key_of(place) not in found]
            if missing:
                new = ways_to(freight(), origin, missing)
                found |= {key_of(p): way for p, way in zip(missing, new, strict=True)}
            return [found[key_of(place)] for place in places]
