"""The profile of a place: everything that the atlas knows, and says that it does not know."""

from __future__ import annotations

from typing import Any

from layers import Atlas
from webmap.citations import Reader, Row
from webmap.context import Page, Site, page_context
from webmap.countries import country_name
from webmap.industry import industry_names
from webmap.locator import locator_svg
from webmap.match import is_home
from webmap.meter import meter_view
from webmap.naming import name_column
from webmap.nearest import Nearest, nearest_facilities, rounded_km
from webmap.pairs import HOME_LAYER, Pair, pairs_of
from webmap.place import place_view
from webmap.rendering import render
from webmap.routing import Ask, Route
from webmap.service import Service


def place_page(site: Site, feature_id: str, reader: Reader) -> Page:
    """Return the profile of a place.

    Raises
    ------
    UnknownPlaceError
        If no feature has this id.
    """
    place = place_view(site.atlas, feature_id, reader)
    page = page_context(
        site,
        reader,
        f"/place/{place['id']}",
        title=place["name"],
        description=reader.word("list_separator").join(
            [place["name"], *(chip["text"] for chip in place["chips"])]
        ),
    )
    return Page(render("place.html", page=page, place=place | _profile(site, place, reader)))


def _profile(site: Site, place: Row, reader: Reader) -> dict[str, Any]:
    """Return what only the profile shows."""
    atlas, main = site.atlas, place["id"]
    nearest, nearest_reason = nearest_rows(atlas, main, reader)
    label = f"{reader.word('location')}{reader.word('colon')}{place['name']}"
    return {
        "locator_svg": locator_svg(atlas.features.loc[main], site.boundary_view, label),
        "nearest": nearest,
        "nearest_reason": nearest_reason,
        "pairs": pair_rows(atlas, main, reader),
        "meter": meter_view(atlas, main, reader),
        "links": {
            "compare": f"/compare/choose?ids={main}&lang={reader.lang}",
            "match": f"/match?home={main}&lang={reader.lang}" if is_home(atlas, main) else None,
            "report": f"/report?place={main}&lang={reader.lang}",
        },
    }


def nearest_rows(atlas: Atlas, feature_id: str, reader: Reader) -> tuple[list[Row], str | None]:
    """Return the nearest facilities as readers see them, or why no distance at all is given."""
    found = nearest_facilities(atlas, feature_id)
    reasons = {each.reason for each in found}
    for reason in ("no_place", "only_country"):
        if reason in reasons:
            return [], reader.word(f"nearest_{reason}")
    country = atlas.features.at[feature_id, "country"]
    return [_nearest_row(atlas, each, country, reader) for each in found], None


def _nearest_row(atlas: Atlas, found: Nearest, country: str, reader: Reader) -> Row:
    row: Row = {
        "role": found.role,
        "role_text": reader.word(f"nearest_{found.role}"),
        "target": None,
        "why": None,
    }
    if found.feature_id is None or found.km is None:
        why = reader.word(f"nearest_{found.reason}")
        return row | {"why": why.format(country=country_name(country, reader.lang))}
    rounded = rounded_km(found.km, found.step_km)
    return row | {
        "target": _named(atlas, found.feature_id, reader),
        "km": None if rounded is None else f"{rounded:,}",
        "step_km": found.step_km,
        "rival": None if found.rival_id is None else _named(atlas, found.rival_id, reader),
        "route": None if found.route_id is None else _named(atlas, found.route_id, reader),
        "route_km": None if found.route_km is None else f"{found.route_km:,g}",
        "candidates": found.candidates,
    }


def _named(atlas: Atlas, feature_id: str, reader: Reader) -> Row:
    name = atlas.features.at[feature_id, name_column(reader.lang)]
    return {"id": feature_id, "name": name, "href": f"/place/{feature_id}?lang={reader.lang}"}


def pair_rows(atlas: Atlas, feature_id: str, reader: Reader) -> list[Row] | None:
    """Return the paired places of a park or zone with reasons; None where none are sought."""
    pairs = pairs_of(atlas, feature_id)
    if pairs is None:
        return None
    at_home = atlas.features.at[feature_id, "layer_id"] == HOME_LAYER
    return [
        _named(atlas, pair.abroad if at_home else pair.home, reader)
        | {"reasons": pair_reasons(atlas, pair, reader)}
        for pair in pairs
    ]


def pair_reasons(atlas: Atlas, pair: Pair, reader: Reader) -> str:
    """Return why two places are paired, in words."""
    reasons = []
    if pair.country is not None:
        name = country_name(pair.country, reader.lang)
        reasons.append(reader.word("pair_country").format(country=name))
    if pair.industries:
        terms = reader.word("list_separator").join(
            industry_names(atlas, pair.industries, reader.lang)
        )
        reasons.append(reader.word("pair_industry").format(industries=terms))
    return reader.word("reason_separator").join(reasons)


def _place(service: Service, ask: Ask, feature_id: str) -> Page:
    return place_page(service.site, feature_id, ask.reader)


ROUTES = (Route("/place/<feature_id>", "place", _place),)
