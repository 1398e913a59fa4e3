"""Check whether every county or zone has what the plan wants it to have: yes, no or unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import geopandas as gpd
import pandas as pd

from layers import _base
from layers._divisions import Division, counties_of, division, division_of

if TYPE_CHECKING:
    from layers._load import Atlas

State = Literal["yes", "no", "unknown"]
Why = Literal["stands", "undecided", "whereabouts", "not_built", "none_listed", "no_list"]

JINHUA: Final = 330700
PILOT_TITLE: Final = "跨境电子商务综合试验区"
"""What a cross-border e-commerce comprehensive pilot zone is called in its name."""

_LOCATED = ("site", "district")
_UNDECIDED = ("unknown", "aspiration")
_ZONE_TITLE = "开发区"
_ZONE_LEVELS = ("national", "provincial")


@dataclass(frozen=True, kw_only=True, slots=True)
class CheckRow:
    """One county, city or zone, whether it has what is asked for, and what shows it."""

    subject: Division | pd.Series
    state: State
    why: Why
    evidence: tuple[str, ...] = ()
    """Ids of the features that the state rests on."""


def park_coverage(atlas: Atlas, prefecture: int = JINHUA) -> list[CheckRow]:
    """Say which counties of a city have an international cooperation park.

    A park known to its site or district counts where its point lies. One known only to its city
    is of the county that its name holds, but unsure; without such a name it may be in any.

    Parameters
    ----------
    atlas
        The facts.
    prefecture
        Code of a prefecture-level city.
    """
    parks = atlas.frames["cooperation_parks"]
    parks = parks[(parks["kind"] == "cooperation_park") & parks.geometry.notna()]
    shapes = _base.counties()
    shapes = shapes[shapes["parent_adcode"].astype(int) == prefecture]
    inside = gpd.sjoin(parks.rename_axis(None), shapes[["adcode", "geometry"]], predicate="within")
    inside = inside.assign(adcode=inside["adcode"].astype(int))
    sure = inside[inside["coord_precision"].isin(_LOCATED)]
    unsure = inside[~inside["coord_precision"].isin(_LOCATED)]
    return [
        _county_check(county, sure[sure["adcode"] == county.adcode], _perhaps(county, unsure))
        for county in counties_of(prefecture)
    ]


def _perhaps(county: Division, unsure: pd.DataFrame) -> pd.DataFrame:
    """Return the parks known only to their city that may be in a county."""
    homes = [_named_county(str(name)) for name in unsure["name_zh"]]
    return unsure[[home in {None, county.adcode} for home in homes]]


def _named_county(name: str) -> int | None:
    for county in counties_of(JINHUA):
        if county.name_zh.rstrip("市县区") in name:
            return county.adcode
    return None


def _county_check(county: Division, sure: pd.DataFrame, perhaps: pd.DataFrame) -> CheckRow:
    standing = sure[sure["status"] == "existing"]
    if len(standing):
        return CheckRow(subject=county, state="yes", why="stands", evidence=_ids(standing))
    undecided = sure[sure["status"].isin(_UNDECIDED)]
    if len(undecided):
        return CheckRow(subject=county, state="unknown", why="undecided", evidence=_ids(undecided))
    if len(perhaps):
        return CheckRow(subject=county, state="unknown", why="whereabouts", evidence=_ids(perhaps))
    why: Why = "not_built" if len(sure) else "none_listed"
    return CheckRow(subject=county, state="no", why=why, evidence=_ids(sure))


def _ids(rows: pd.DataFrame) -> tuple[str, ...]:
    return tuple(sorted(rows["feature_id"]))


def zone_coverage(atlas: Atlas) -> list[CheckRow]:
    """Say which development zones of provincial level or above have a cooperation park.

    A zone without a park in the tables is unknown, never "no": neither the zones nor the parks
    of the tables are stated to be all there are.
    """
    features = atlas.features
    zones = features[
        features["name_zh"].str.endswith(_ZONE_TITLE)
        & features["level"].isin(_ZONE_LEVELS)
        & features["same_as"].isna()
    ]
    parks = atlas.frames["cooperation_parks"]
    parks = parks[parks["kind"] == "cooperation_park"]
    rows = []
    for zone_id, zone in zones.iterrows():
        own = parks[parks["parent_id"] == zone_id]
        standing = own[own["status"] == "existing"]
        if len(standing):
            row = CheckRow(subject=zone, state="yes", why="stands", evidence=_ids(standing))
        else:
            why: Why = "undecided" if len(own) else "no_list"
            row = CheckRow(subject=zone, state="unknown", why=why, evidence=_ids(own))
        rows.append(row)
    return rows


def pilot_cities(atlas: Atlas) -> list[CheckRow]:
    """Say which cities of Zhejiang have a cross-border e-commerce comprehensive pilot zone.

    The prefecture-level cities, and below them those that have a zone of their own.
    """
    markets = atlas.frames["markets"]
    zones = markets[markets["name_zh"].str.contains(PILOT_TITLE, regex=False)]
    homes = {zone_id: division_of(atlas, str(zone_id)) for zone_id in zones.index}
    cities = {int(code) for code in _base.prefectures()["adcode"]}
    cities |= {home.adcode for home in homes.values() if home is not None}
    rows = []
    for code in sorted(cities):
        own = zones[[_is_in(homes[zone_id], code) for zone_id in zones.index]]
        standing = own[own["status"] == "existing"]
        if len(standing):
            row = CheckRow(
                subject=division(code), state="yes", why="stands", evidence=_ids(standing)
            )
        elif len(own):
            row = CheckRow(
                subject=division(code), state="unknown", why="undecided", evidence=_ids(own)
            )
        else:
            row = CheckRow(subject=division(code), state="no", why="none_listed")
        rows.append(row)
    return rows


def _is_in(home: Division | None, adcode: int) -> bool:
    return home is not None and home.adcode == adcode


def pilot_counties(prefecture: int = JINHUA) -> list[CheckRow]:
    """Say which counties have a provincial e-commerce cluster pilot: no table lists them."""
    return [
        CheckRow(subject=county, state="unknown", why="no_list")
        for county in counties_of(prefecture)
    ]
