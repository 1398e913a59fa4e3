"""The break-even map: the cargo value at which rail beats sea, and air beats rail."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import orjson

from geo.errors import AtlasError, ParameterError
from geo.sphere import distance_km
from layers import Atlas
from webmap.citations import Citations, Reader, Row
from webmap.composing import MapFrame, add_map, map_figure, map_page_of
from webmap.context import Page, page_context, refused_page
from webmap.countries import country_name
from webmap.elements import EvenPoints
from webmap.origin import Spot, resolve
from webmap.plan_break_even import (
    FAMILIES,
    LEAST_PEOPLE,
    PAIRS,
    SHARE_ID,
    WORLD_ID,
    City,
    Even,
    Hinterland,
    Taken,
    cities,
    hinterland_of,
    shares,
)
from webmap.plan_numbers import amount, days
from webmap.plan_parameters import parameter_json
from webmap.plan_view import PATH, RATES
from webmap.query import Query
from webmap.refusal import refusal_row
from webmap.rendering import render
from webmap.routing import CSV, GEOJSON, HOUR, Ask, Body, Route
from webmap.service import Service
from webmap.spreadsheet import Cell, csv_bytes

EVEN: Final = "/plan/break-even"
DEFAULT: Final = "yiwu"
BANDS: Final = (0, 2_500, 5_000, 10_000, 20_000)
"""Least cargo values of the map's colours, in US dollars per TEU."""
PLACES: Final = (
    f"capitals of partner countries and their places of {LEAST_PEOPLE:,} people or more; places of"
    " unknown population are left out"
)
SAME_KM: Final = 5.0
"""A place no further from the origin is the origin."""
_FRAME: Final = MapFrame("js/even.js", (60.0, 35.0), 3)


def even_page(service: Service, ask: Ask) -> Page:
    """Return the break-even map and its table.

    Raises
    ------
    ParameterError
        The origin is no place.
    """
    site, reader, query = service.site, ask.reader, ask.query
    origin, country = _origin(service, query), _country(service, query)
    found = _found(service, origin, country, only_capitals=True)
    citations = Citations(site.atlas)
    title = reader.word("even_title")
    context: dict[str, Any] = {
        "page": page_context(site, reader, EVEN, title=title, query=query),
        "title": title,
        "origin": origin.name_zh if reader.lang == "zh" else origin.name_en,
        "asked": query.one("from") or DEFAULT,
        "share": _parameter(site.atlas, SHARE_ID, citations),
        "world": _parameter(site.atlas, WORLD_ID, citations),
        "pairs": [f"{quick}_{slow}" for quick, slow in PAIRS],
        "families": FAMILIES,
        "rows": [_row(one, query, reader) for _, one in found],
        "countries": _countries(service, country, reader),
        "all": len(cities(site.atlas)),
        "least": f"{LEAST_PEOPLE:,}",
        "bands": _bands(reader),
        "geojson": query.link("/api/plan/break-even", lang=None),
        "csv": query.link(f"{EVEN}.csv"),
        "back_href": f"{PATH}?lang={reader.lang}",
        "rates_href": f"{RATES}?lang={reader.lang}#{SHARE_ID}",
        "sources": citations.rows(reader),
    }
    return _composed(service, context, reader)


def even_refused(service: Service, ask: Ask, error: AtlasError) -> Page:
    """Return the form as it was filled in, and why it has no answer."""
    reader, title = ask.reader, ask.reader.word("even_title")
    context = {
        "page": refused_page(service.site, reader, EVEN, title=title, query=ask.query),
        "title": title,
        "asked": ask.query.first("from"),
        "refusal": refusal_row(error, reader.lang, {"from": "even-from"}),
        "back_href": f"{PATH}?lang={reader.lang}",
    }
    return Page(render("plan_even_refused.html", **context))


def _origin(service: Service, query: Query) -> Spot:
    return resolve(service, (query.one("from") or "").strip() or DEFAULT)


def _country(service: Service, query: Query) -> str | None:
    """Return the country that is asked for alone.

    Raises
    ------
    ParameterError
        It has no place in the list.
    """
    code = query.one("country") or None
    known = {city.spot.country for city in cities(service.site.atlas)}
    if code is not None and code not in known:
        msg = f"country is {code!r}; accepted: {', '.join(sorted(filter(None, known)))}."
        raise ParameterError(msg)
    return code


def _found(
    service: Service, origin: Spot, country: str | None, *, only_capitals: bool = False
) -> list[tuple[City, Hinterland]]:
    """Return places, and where their ways are even: of one country, all, or all capitals."""
    atlas = service.site.atlas
    chosen = [
        city
        for city in cities(atlas)
        if (city.spot.country == country if country else city.is_capital or not only_capitals)
        and float(distance_km(*city.spot[2:4], *origin[2:4])[0]) > SAME_KM
    ]
    day = shares(atlas)
    ways = service.ways_from(origin, [city.spot for city in chosen])
    return [
        (city, hinterland_of(city.spot, way, day)) for city, way in zip(chosen, ways, strict=True)
    ]


def _parameter(atlas: Atlas, parameter_id: str, citations: Citations) -> Row:
    row = parameter_json(atlas, parameter_id)
    ends = {
        name: None if row[name] is None else f"{row[name]:,g}" for name in ("value", "low", "high")
    }
    return {**ends, "id": parameter_id, "year": row["year"], "cite": _cited(row, citations)}


def _cited(row: Row, citations: Citations) -> list[int]:
    return citations.cite(row["source"]["id"])


def _row(one: Hinterland, query: Query, reader: Reader) -> Row:
    place = one.place
    name = place.name_zh if reader.lang == "zh" else place.name_en
    start = query.one("from") or DEFAULT
    end = f"{place.name_en}, {place.country}"
    return {
        "name": name,
        "country": country_name(place.country or "", reader.lang),
        "href": Query({"lang": (reader.lang,)}).link(PATH, **{"from": start, "to": end}),
        "taken": {family: _taken(one.taken[family]) for family in FAMILIES},
        "evens": {
            f"{quick}_{slow}": _even(one.evens[quick, slow], reader) for quick, slow in PAIRS
        },
        "band": band_of(one),
    }


def _countries(service: Service, chosen: str | None, reader: Reader) -> list[Row]:
    """Return the countries that may be asked for alone, by name."""
    codes = {city.spot.country or "" for city in cities(service.site.atlas)}
    rows = [(country_name(code, reader.lang), code) for code in codes]
    return [{"id": code, "name": name, "is_chosen": code == chosen} for name, code in sorted(rows)]


def _taken(taken: Taken | None) -> Row | None:
    return taken and {"days": days(taken.hours), "cost": amount(taken.cost)}


def _even(even: Even, reader: Reader) -> Row:
    row: Row = {"text": None, "value": None}
    if even.cargo is None or even.value_of_hour is None:
        return row | {"text": reader.word(f"even_{even.verdict}")}
    central, low, high = (amount(value) for value in even.cargo)
    return row | {"value": central, "range": f"{low}–{high}", "hour": amount(even.value_of_hour)}


def band_of(one: Hinterland) -> int | None:
    """Return the colour of a place: which of BANDS its cargo value lies in, None where in none."""
    even = one.evens["rail", "sea"]
    if even.cargo is None:
        return None
    return int(np.searchsorted(BANDS, even.cargo[0], side="right")) - 1


def _bands(reader: Reader) -> list[Row]:
    """Return the colours with their words."""
    ends = [f"{bound:,}" for bound in BANDS]
    found: list[Row] = []
    for number in range(len(BANDS)):
        key = "between"
        if number == 0:
            key = "to"
        elif number == len(BANDS) - 1:
            key = "from"
        high = ends[number + 1] if number + 1 < len(ends) else ""
        text = reader.word(f"even_band_{key}")
        found.append({"id": number, "text": text, "low": ends[number], "high": high})
    return found


def _composed(service: Service, context: dict[str, Any], reader: Reader) -> Page:
    figure = map_figure("plan_even.html", context, _FRAME.entry)
    folium_map = add_map(figure, service.site, reader, _FRAME)
    EvenPoints({"url": context["geojson"], "lang": reader.lang}).add_to(folium_map)
    return map_page_of(figure)


def _geojson(service: Service, ask: Ask) -> Body:
    origin = _origin(service, ask.query)
    found = _found(service, origin, _country(service, ask.query))
    features = [
        {
            "type": "Feature",
            "properties": {
                "name_zh": one.place.name_zh,
                "name_en": one.place.name_en,
                "country": one.place.country,
                "geonameid": city.geonameid,
                "population": city.population,
                "is_capital": city.is_capital,
                "band": band_of(one),
                "ways": {
                    name: taken and {"hours": taken.hours, "cost_usd_per_teu": taken.cost}
                    for name, taken in one.taken.items()
                },
                "break_even": {
                    f"{quick}_{slow}": one.evens[quick, slow]._asdict() for quick, slow in PAIRS
                },
            },
            "geometry": {"type": "Point", "coordinates": [one.place.lon, one.place.lat]},
        }
        for city, one in found
    ]
    body = {
        "type": "FeatureCollection",
        "origin": origin._asdict(),
        "cost_of_a_day": shares(service.site.atlas)._asdict(),
        "places_are": PLACES,
        "features": features,
    }
    return Body(content=orjson.dumps(body), media_type=GEOJSON, seconds=HOUR)


def _csv(service: Service, ask: Ask) -> Body:
    origin = _origin(service, ask.query)
    found = _found(service, origin, _country(service, ask.query))
    day = shares(service.site.atlas)
    header = ["place", "country", "geonameid", "population", "is_capital", "lon", "lat"]
    for family in FAMILIES:
        header += [f"{family}_hours", f"{family}_usd_per_teu"]
    for quick, slow in PAIRS:
        ends = ("verdict", "usd_per_teu_hour", "cargo_usd_per_teu", "cargo_low", "cargo_high")
        header += [f"{quick}_beats_{slow}_{end}" for end in ends]
    comments = (
        f"from {origin.name_en}; model at central rates",
        PLACES,
        f"a day in transit costs {day.central:.2%} of the cargo ({day.low:.2%} to {day.high:.2%})",
    )
    content = csv_bytes(header, [_cells(*one) for one in found], comments=comments)
    return Body(content=content, media_type=CSV, file_name="break-even.csv")


def _cells(city: City, one: Hinterland) -> list[Cell]:
    place = one.place
    cells: list[Cell] = [place.name_en, place.country, city.geonameid, city.population]
    cells += [int(city.is_capital), place.lon, place.lat]
    for family in FAMILIES:
        taken = one.taken[family]
        cells += [None, None] if taken is None else [round(taken.hours, 3), round(taken.cost, 3)]
    for pair in PAIRS:
        even = one.evens[pair]
        cells.append(even.verdict)
        if even.cargo is None or even.value_of_hour is None:
            cells += [None] * 4
        else:
            cells += [round(even.value_of_hour, 4), *(round(value, 2) for value in even.cargo)]
    return cells


ROUTES = (
    Route(EVEN, "plan_even", even_page, ("from", "country"), refused=even_refused),
    Route(f"{EVEN}.csv", "plan_even_csv", _csv, ("from", "country")),
    Route("/api/plan/break-even", "api_plan_even", _geojson, ("from", "country")),
)
"""Addresses of this module."""
