"""Cities of the base map by name: by that on the map, or by what else they are called."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

import pandas as pd
from rapidfuzz import fuzz, process

from layers import base
from webmap.countries import country_names
from webmap.spelling import plain

LEAST_LIKE = 80.0
"""How like a name must be to be suggested, of 100."""
_SUFFIXES = "市县镇区"
_HOME = "CHN"


class City(NamedTuple):
    """A populated place of the base map."""

    name_zh: str
    name_en: str
    lon: float
    lat: float
    country: str


def city(asked: str, *, other: bool = False) -> City | None:
    """Return the most important city of a name, in a country if one stands behind a comma.

    Parameters
    ----------
    asked
        Its name, in any case and with or without accents: `Valencia`, `Valencia, ESP`,
        `Valencia, Spain`.
    other
        Whether to look among the other names of cities instead: `Kiev`, `Bombay`, `海参崴`.
    """
    cities = _by_other_name() if other else _by_name()
    found = _first(cities, asked)
    name, comma, country = asked.replace("，", ",").rpartition(",")
    if found is not None or not comma:
        return found
    codes = _codes(country)
    return _first(cities, name, codes[0]) if codes else None


def city_in(name: str, country: object) -> City | None:
    """Return the most important city of a name in a country, by its code."""
    return _first(_by_name(), name, country)


def like(asked: str, most: int) -> list[City]:
    """Return cities with a name on the map that is nearly the one asked, the likest first."""
    names = process.extract(
        _key(asked), list(_by_name()), scorer=fuzz.ratio, limit=most, score_cutoff=LEAST_LIKE
    )
    return list(dict.fromkeys(_by_name()[name][0] for name, _, _ in names))


def _codes(country: str) -> list[str]:
    wanted = plain(country)
    return [
        code
        for code, names in country_names().items()
        if wanted in {plain(word) for word in (code, *names)}
    ]


def _first(cities: dict[str, tuple[City, ...]], name: str, country: object = None) -> City | None:
    named = cities.get(_key(name)) or cities.get(_key(name).rstrip(_SUFFIXES), ())
    return next((one for one in named if country in (None, one.country)), None)


@cache
def _by_name() -> dict[str, tuple[City, ...]]:
    """Return cities by plain name on the map, the most important first."""
    return _indexed((one, (one.name_zh, one.name_en)) for _, one in _cities())


@cache
def _by_other_name() -> dict[str, tuple[City, ...]]:
    """Return cities by what else they are called: those of China, then the most important first.

    GeoNames does not say how usual a name is, and who asks is more likely to mean Kashgar than
    Varanasi by Kashi.
    """
    names = base.place_names()
    cities = sorted(_cities(), key=lambda numbered: numbered[1].country != _HOME)
    return _indexed((one, names.get(number, ())) for number, one in cities)


def _cities() -> list[tuple[int, City]]:
    """Return the cities with their GeoNames numbers, the most important first."""
    found = []
    for row in base.places().itertuples():
        zh = row.name_en if pd.isna(row.name_zh) else row.name_zh
        one = City(zh, row.name_en, float(row.lon), float(row.lat), row.country)
        found.append((-1 if pd.isna(row.geonameid) else int(row.geonameid), one))
    return found


def _indexed(named: Iterable[tuple[City, Iterable[str]]]) -> dict[str, tuple[City, ...]]:
    found: dict[str, list[City]] = {}
    for one, names in named:
        for name in {_key(name) for name in names}:
            found.setdefault(name, []).append(one)
    return {name: tuple(cities) for name, cities in found.items()}


def _key(name: str) -> str:
    """Return a name without what people write differently: Hai Phong, Hải Phòng, Haiphong."""
    return plain(name).replace(" ", "")
