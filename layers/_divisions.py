"""Say in which county or city of Zhejiang a feature is, by the words of its `admin`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from layers import _base

if TYPE_CHECKING:
    from layers._load import Atlas

PROVINCE = 330000
_PROVINCE_ZH = "浙江省"


class Division(NamedTuple):
    """A county, a prefecture-level city or the province."""

    adcode: int
    name_zh: str
    name_en: str

    @property
    def is_whole(self) -> bool:
        """Whether it has counties of its own: a city or the province."""
        return self.adcode % 100 == 0


@cache
def _table() -> dict[int, tuple[Division, int]]:
    """Return counties and prefectures by adcode, each with its parent's."""
    frames = (_base.prefectures(), _base.counties())
    rows = [row for frame in frames for row in frame.itertuples()]
    return {
        int(row.adcode): (
            Division(int(row.adcode), row.name_zh, row.name_en),
            int(row.parent_adcode),
        )
        for row in rows
    }


def division(adcode: int) -> Division:
    """Return a division of Zhejiang by its code.

    Examples
    --------
    >>> division(330782).name_en, division(330000).name_zh
    ('Yiwu', '浙江省')
    """
    if adcode == PROVINCE:
        return Division(PROVINCE, _PROVINCE_ZH, "Zhejiang")
    return _table()[adcode][0]


def divisions() -> tuple[Division, ...]:
    """Return the province, its cities and their counties, each city before its counties."""
    codes = sorted(_table(), key=lambda code: (_city_of(code), code))
    return (division(PROVINCE), *(division(code) for code in codes))


def _city_of(adcode: int) -> int:
    parent = _table()[adcode][1]
    return adcode if parent == PROVINCE else parent


def counties_of(prefecture: int) -> tuple[Division, ...]:
    """Return the counties of a prefecture-level city, in the order of their codes.

    Examples
    --------
    >>> [county.name_zh for county in counties_of(330700)][:2]
    ['婺城区', '金东区']
    """
    return tuple(part for code, (part, parent) in sorted(_table().items()) if parent == prefecture)


@cache
def division_of_text(admin: str) -> Division | None:
    """Return the smallest division that a text names, None where it names none or several.

    Examples
    --------
    >>> division_of_text("金华市东阳市横店镇").name_zh
    '东阳市'
    >>> division_of_text("金华市").name_zh, division_of_text("义乌市").name_zh
    ('金华市', '义乌市')
    >>> division_of_text("宁波市/舟山市") is None
    True
    """
    named = [code for code, (part, _) in _table().items() if part.name_zh in admin]
    cities = [code for code in named if _table()[code][1] == PROVINCE]
    counties = [code for code in named if code not in cities]
    if cities:
        counties = [code for code in counties if _table()[code][1] in cities]
    found = counties or cities
    if len(found) == 1:
        return division(found[0])
    return division(PROVINCE) if not found and _PROVINCE_ZH in admin else None


@cache
def english_admin(admin: str) -> str | None:
    """Return an administrative area by its English names; None where it names more than they do.

    Examples
    --------
    >>> english_admin("金华市义乌市"), english_admin("舟山市"), english_admin("浙江省")
    ('Yiwu, Jinhua', 'Zhoushan', 'Zhejiang')
    >>> english_admin("金华市东阳市横店镇") is None, english_admin("宁波市/舟山市") is None
    (True, True)
    """
    smallest = division_of_text(admin)
    if smallest is None or smallest.name_zh == admin:
        return None if smallest is None else smallest.name_en
    if smallest.is_whole:
        return None
    city = division(_city_of(smallest.adcode))
    whole = f"{city.name_zh}{smallest.name_zh}" == admin
    return f"{smallest.name_en}, {city.name_en}" if whole else None


def division_of(atlas: Atlas, feature_id: str) -> Division | None:
    """Return the division that a feature or, where it has no `admin`, its parents lie in."""
    seen: set[str] = set()
    while feature_id not in seen:
        seen.add(feature_id)
        feature = atlas.features.loc[feature_id]
        if not pd.isna(feature["admin"]):
            return division_of_text(feature["admin"])
        if pd.isna(feature["parent_id"]):
            return None
        feature_id = atlas.main_id(str(feature["parent_id"]))
    return None
