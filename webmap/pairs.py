"""Which park at home goes with which zone abroad, and why: one partner country, or industries."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from layers import Atlas
from webmap.industry import Industries, industry_ids

HOME_LAYER, ABROAD_LAYER = "cooperation_parks", "overseas_zones"


@dataclass(frozen=True, slots=True)
class Pair:
    """A park and a zone that have something in common."""

    home: str
    abroad: str
    country: str | None
    """The country of the zone, where it is a partner country of the park."""
    industries: tuple[str, ...]
    """Ids of what both name."""

    @property
    def strength(self) -> tuple[bool, int]:
        """What pairs are ordered by: the country first, then how many industries."""
        return self.country is not None, len(self.industries)


def all_pairs(atlas: Atlas) -> list[Pair]:
    """Return every pair, strongest first."""
    return _pairs(atlas.frames[HOME_LAYER], atlas.frames[ABROAD_LAYER], industry_ids(atlas))


def pairs_of(atlas: Atlas, feature_id: str) -> list[Pair] | None:
    """Return the pairs of one place, strongest first; None where its layer is not paired."""
    home, abroad = atlas.frames[HOME_LAYER], atlas.frames[ABROAD_LAYER]
    if feature_id in home.index:
        return _pairs(home.loc[[feature_id]], abroad, industry_ids(atlas))
    if feature_id in abroad.index:
        return _pairs(home, abroad.loc[[feature_id]], industry_ids(atlas))
    return None


def unpaired(atlas: Atlas) -> tuple[list[str], list[str]]:
    """Return the parks at home and the zones abroad that have no partner."""
    pairs = all_pairs(atlas)
    homes, zones = {pair.home for pair in pairs}, {pair.abroad for pair in pairs}
    return (
        [str(name) for name in atlas.frames[HOME_LAYER].index if name not in homes],
        [str(name) for name in atlas.frames[ABROAD_LAYER].index if name not in zones],
    )


def _pairs(home: gpd.GeoDataFrame, abroad: gpd.GeoDataFrame, industries: Industries) -> list[Pair]:
    nothing: frozenset[str] = frozenset()
    found = []
    for name, park in home.iterrows():
        partners, own = partner_countries(park), industries.get(str(name), nothing)
        for zone, country in abroad["country"].items():
            shared = tuple(sorted(own & industries.get(str(zone), nothing)))
            partner = str(country) if country in partners else None
            if partner or shared:
                found.append(Pair(str(name), str(zone), partner, shared))
    return sorted(found, key=lambda pair: pair.strength, reverse=True)


def partner_countries(record: pd.Series) -> frozenset[str]:
    """Return the partner countries of a record; none are known where it is empty."""
    codes = record["partner_country"]
    return frozenset() if pd.isna(codes) else frozenset(str(codes).split("|"))
