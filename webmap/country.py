"""What the atlas holds of one country, and how many records of each layer of all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from geo.errors import UnknownPlaceError
from layers import Atlas
from webmap.countries import country_names

HOME = "CHN"
NOT_PLACES = frozenset({"country", "group", "region", "total"})
"""Kinds of records that stand for areas themselves."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Holdings:
    """Ids of the records that have to do with a country."""

    inside: tuple[str, ...]
    """Places in it."""
    partnered: tuple[str, ...]
    """Places elsewhere that have it as a partner."""
    routes: tuple[str, ...]
    """Services that run to it or through it."""


def known_country(code: str) -> str:
    """Return a country's code.

    Raises
    ------
    UnknownPlaceError
        If the base map has no country of this code.
    """
    if code not in country_names():
        msg = f"No country {code!r}; accepted is an ISO 3166-1 alpha-3 code, as in /country/CZE."
        raise UnknownPlaceError(msg)
    return code


def holdings(atlas: Atlas, code: str) -> Holdings:
    """Return what the atlas holds of one country.

    Parameters
    ----------
    atlas, code
        The facts, and an ISO 3166-1 alpha-3 code.
    """
    found = list(_ties(atlas))
    return Holdings(
        inside=tuple(name for name, other, how in found if other == code and how == "inside"),
        partnered=tuple(name for name, other, how in found if other == code and how == "partner"),
        routes=tuple(name for name, other, how in found if other == code and how == "route"),
    )


def _ties(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    """Yield (feature_id, country, how) once for each record and country, the closest tie only."""
    features = atlas.features[atlas.features["same_as"].isna()]
    features = features[~features["kind"].isin(NOT_PLACES) & (features["layer_id"] != "routes")]
    partners = features["partner_country"].fillna("")
    for name, country, codes in zip(features.index, features["country"], partners, strict=True):
        if not pd.isna(country):
            yield str(name), str(country), "inside"
        for code in dict.fromkeys(codes.split("|")):
            if code and code != country:
                yield str(name), code, "partner"
    routes = atlas.frames["routes"]
    for name, ends, passed in zip(
        routes.index, routes["dest_country"], routes["countries"].fillna(""), strict=True
    ):
        for code in dict.fromkeys([str(ends), *passed.split("|")]):
            if code:
                yield str(name), code, "route"


def matrix(atlas: Atlas) -> dict[str, Counter[str]]:
    """Return how many records of each layer are tied to each partner country.

    A record counts once for each country that it lies in, has as a partner or runs through.
    China is not its own partner.
    """
    layers_of = atlas.features["layer_id"]
    found: dict[str, Counter[str]] = {}
    for name, code, _ in _ties(atlas):
        if code != HOME:
            found.setdefault(code, Counter())[layers_of[name]] += 1
    return found


def figures_of(atlas: Atlas, found: Holdings) -> pd.DataFrame:
    """Return the observations of a country's places and of those that have it as only partner.

    A park with several partner countries has figures of all of them together: they are not
    this country's.
    """
    partners = atlas.features["partner_country"]
    only = [name for name in found.partnered if "|" not in str(partners[name])]
    rows = atlas.tables["observations"]
    named = rows["feature_id"].map(atlas.features["same_as"]).fillna(rows["feature_id"])
    return rows[named.isin({*found.inside, *only}) & rows["duplicate_of"].isna()]
