"""What places can be asked for: dimensions with their values, as masks over all places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from layers import OUTSIDE, WHOLE_PROVINCE, Atlas, cities, cities_of, industries_of, vocabulary
from webmap.countries import country_names

UNKNOWN = "unknown"
"""Value of what is not known: apart from every known one, and from none."""
HOME = "CHN"
SPAN_YEARS = 5

Mask = np.ndarray[tuple[int], np.dtype[np.bool_]]
Years = np.ndarray[tuple[int], np.dtype[np.int16]]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One thing to ask for: which places have each value, and what the values are called."""

    masks: Mapping[str, Mask]
    titles: Mapping[str, Pair]
    """Chinese and English of every value that may be asked for, in the order of lists."""


def dimensions(atlas: Atlas, ids: Sequence[str]) -> dict[str, Dimension]:
    """Return every dimension but the year, over places in a given order."""
    rows = atlas.features.loc[list(ids)]
    layers = {layer.id: (layer.zh, layer.en) for layer in atlas.layers.values()}
    kinds = {t.id: (t.zh, t.en) for layer in atlas.layers.values() for t in layer.kinds}
    unknown = {UNKNOWN: _UNKNOWN_TITLE}
    status = _titles(vocabulary.STATUS)
    return {
        "layer": _dimension(rows["layer_id"], layers),
        "kind": _by_size(_dimension(rows["kind"], kinds)),
        # Its vocabulary has a term of its own for what is not verified.
        "status": _dimension(rows["status"], status),
        "level": _dimension(rows["level"], _titles(vocabulary.LEVEL) | unknown),
        "partner": _by_size(
            _dimension(_partners(rows), _country_titles() | {UNKNOWN: _NONE_STATED})
        ),
        "industry": _by_size(
            _dimension(_known(ids, industries_of(atlas)), _industry_titles(atlas))
        ),
        "city": _dimension(_known(ids, cities_of(atlas)), _city_titles()),
        "confidence": _dimension(rows["confidence"], _titles(vocabulary.CONFIDENCE)),
    }


_UNKNOWN_TITLE = ("未知", "not known")
_NONE_STATED = ("未注明", "none stated")
"""A record without a partner country does not say whether it has none."""


def years(atlas: Atlas, ids: Iterable[str]) -> Years:
    """Return the year of `since` of places in a given order, 0 where it is not known."""
    since = atlas.features.loc[list(ids), "since"]
    first = [0 if pd.isna(text) else int(str(text)[:4]) for text in since]
    return np.array(first, dtype=np.int16)


def spans(known: Years) -> list[str]:
    """Return the spans of five years in which anything began, the latest first.

    Examples
    --------
    >>> spans(np.array([2019, 2015, 0, 2021], dtype=np.int16))
    ['2020-2024', '2015-2019']
    """
    firsts = np.unique(known[known > 0] // SPAN_YEARS * SPAN_YEARS)
    return [f"{first}-{first + SPAN_YEARS - 1}" for first in firsts[::-1].tolist()]


def _dimension(column: Iterable[Any], titles: Mapping[str, Pair]) -> Dimension:
    cells = [_values(cell) for cell in column]
    numbers: dict[str, list[int]] = {}
    for number, cell in enumerate(cells):
        for value in cell:
            numbers.setdefault(value, []).append(number)
    masks = {}
    for value in titles:
        if value in numbers:
            mask = np.zeros(len(cells), dtype=np.bool_)
            mask[numbers[value]] = True
            masks[value] = mask
    return Dimension(masks, titles)


def _by_size(dimension: Dimension) -> Dimension:
    """Put the values of a long list in order: those of most places first, unknown last."""
    masks = dimension.masks
    order = sorted(masks, key=lambda value: (value == UNKNOWN, -int(masks[value].sum())))
    return Dimension({value: masks[value] for value in order}, dimension.titles)


def _values(cell: object) -> Sequence[str]:
    """Return the values of one place; none known is a value too."""
    if isinstance(cell, tuple):
        return cell or (UNKNOWN,)
    return (UNKNOWN,) if pd.isna(cell) else (str(cell),)


def _known(ids: Iterable[str], values: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [values.get(feature_id, ()) for feature_id in ids]


def _partners(rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the countries that places are tied to: named as partners, or that they lie in."""
    found = []
    for country, partner in zip(rows["country"], rows["partner_country"], strict=True):
        codes = [] if pd.isna(partner) else str(partner).split("|")
        codes += [] if pd.isna(country) or country == HOME else [str(country)]
        found.append(tuple(dict.fromkeys(codes)))
    return found


def _titles(terms: Iterable[Any]) -> dict[str, Pair]:
    return {term.id: (term.zh, term.en) for term in terms}


def _country_titles() -> dict[str, Pair]:
    return dict(sorted(country_names().items(), key=lambda item: item[1][1]))


def _industry_titles(atlas: Atlas) -> dict[str, Pair]:
    table = atlas.tables["industries"]
    pairs = zip(table["name_zh"], table["name_en"], strict=True)
    named = dict(zip(table["industry_id"], pairs, strict=True))
    return dict(sorted(named.items(), key=lambda item: item[1][1])) | {UNKNOWN: _UNKNOWN_TITLE}


def _city_titles() -> dict[str, Pair]:
    return {
        **{city.id: (city.zh, city.en) for city in cities()},
        WHOLE_PROVINCE: ("浙江全省", "all of Zhejiang"),
        OUTSIDE: ("浙江以外", "outside Zhejiang"),
        UNKNOWN: _UNKNOWN_TITLE,
    }
