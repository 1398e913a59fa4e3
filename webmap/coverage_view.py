"""What is shown of a field: the slider's numbers, the key, the rows of the tables."""

from __future__ import annotations

import math
from typing import Any
from urllib.parse import urlencode

from webmap.citations import Citations, Reader, Row
from webmap.countries import country_name
from webmap.coverage_ask import EXPRESS, Asked, query_of, usual_inputs
from webmap.coverage_field import GRID, field_in
from webmap.coverage_reach import Reach
from webmap.service import Service

FIELD_PATH = "/coverage/field.png"
_ROUNDING = 1e-6
_YI, _WAN, _BILLION, _MILLION = 1e8, 1e4, 1e9, 1e6


def reach_of(service: Service, asked: Asked) -> Reach:
    """Return what a question's field reaches.

    Raises
    ------
    ParameterError
        A closure is not known, or nothing to travel by is within reach of the place.
    """
    return Reach.of(service.site.atlas, asked, field_in(service.field_file(asked)))


def people_text(people: int, lang: str) -> str:
    """Write a sum of people as short as its worth allows; js/reach.js writes it the same.

    Examples
    --------
    >>> people_text(1_485_387_672, "en"), people_text(1_485_387_672, "zh")
    ('1.49 bn', '14.85亿')
    >>> people_text(9_856_592, "en"), people_text(9_856_592, "zh"), people_text(812, "en")
    ('9.9 m', '986万', '812')
    """
    if lang == "zh":
        if people >= _YI:
            return f"{people / _YI:.2f}亿"
        return f"{people / _WAN:.0f}万" if people >= _WAN else f"{people:,}"
    if people >= _BILLION:
        return f"{people / _BILLION:.2f} bn"
    return f"{people / _MILLION:.1f} m" if people >= _MILLION else f"{people:,}"


def days_text(days: float) -> str:
    """Write days with as many decimals as they need, two at most.

    Examples
    --------
    >>> days_text(12.0), days_text(2.5), days_text(2.041)
    ('12', '2.5', '2.04')
    """
    return f"{days:.2f}".rstrip("0").rstrip(".")


def name_of(asked: Asked, reader: Reader) -> str:
    """Return what the origin is called."""
    return asked.spot.name_zh if reader.lang == "zh" else asked.spot.name_en


def href(path: str, asked: Asked, **more: str) -> str:
    """Return an address that asks the same of another path."""
    return f"{path}?{urlencode([*query_of(asked), *more.items()], safe=',:')}"


def slider(reach: Reach, reader: Reader) -> Row:
    """Return the slider with its numbers as they stand at first, and its key."""
    asked, lang = reach.asked, reader.lang
    within = reach.within(asked.days)
    most = round(reach.most_days * 24 / reach.step_hours)
    return {
        "most": most,
        "value": min(most, max(1, math.floor(asked.days * 24 / reach.step_hours))),
        "days": days_text(asked.days),
        "most_days": days_text(reach.most_days),
        "places": f"{within['places']:,}",
        "people": people_text(within["people"], lang),
        "countries": within["countries"],
        "zones": within["zones"],
        "all_zones": sum(one.kind == "zone" for one in reach.targets),
        "text": reader.word("js_reachText").format(
            days=days_text(asked.days),
            places=f"{within['places']:,}",
            people=people_text(within["people"], lang),
        ),
        "edges": [
            {"band": i + 1, "days": days_text(edge), "share": f"{edge / reach.most_days:.4f}"}
            for i, edge in enumerate(reach.edges_days)
        ],
        "origin": name_of(asked, reader),
        "is_named": asked.spot.is_named,
    }


def script_settings(reach: Reach, reader: Reader) -> dict[str, Any]:
    """Return what the browser needs to cut the field by itself."""
    return {
        "url": href(FIELD_PATH, reach.asked),
        "west": GRID.west,
        "north": GRID.north,
        "step": GRID.step_deg,
        "stepHours": reach.step_hours,
        "edges": [edge * 24 for edge in reach.edges_days],
        "days": reach.asked.days,
        "cumulative": reach.cumulative(),
        "origin": [reach.asked.spot.lat, reach.asked.spot.lon],
        "lang": reader.lang,
    }


def band_rows(reach: Reach, reader: Reader) -> list[Row]:
    """Return what lies within each band."""
    return [
        {
            "a": days_text(row.from_days),
            "b": days_text(row.to_days),
            "places": f"{row.places:,}",
            "people": people_text(row.people, reader.lang),
            "countries": row.countries,
        }
        for row in reach.by_band()
    ]


def country_rows(reach: Reach, reader: Reader) -> list[Row]:
    """Return what is reached of each country."""
    return [
        {
            "name": country_name(row.code, reader.lang),
            "href": f"/country/{row.code}?lang={reader.lang}",
            "first": None if math.isnan(row.first_hours) else tenths(row.first_hours / 24),
            "within": [
                {"places": f"{places:,}", "people": people_text(people, reader.lang)}
                for places, people in zip(row.places, row.people, strict=True)
            ],
            "all": f"{row.all_places:,}",
        }
        for row in reach.by_country()
    ]


def tenths(days: float) -> str:
    """Write days rounded up: what is missed by minutes is missed.

    Examples
    --------
    >>> tenths(2.01), tenths(2.0)
    ('2.1', '2.0')
    """
    return f"{math.ceil(days * 10 - _ROUNDING) / 10:.1f}"


def input_rows(service: Service, asked: Asked, reader: Reader, cited: Citations) -> list[Row]:
    """Return the inputs of the express question: what is asked with, what the table has, whence."""
    usual = usual_inputs(service.site.atlas)
    table = service.site.atlas.tables["parameters"].set_index("parameter_id")
    return [
        {
            "name": name,
            "title": reader.word(f"coverage_{name}"),
            "value": f"{value:g}",
            "published": f"{usual[name]:g}",
            "parameter": EXPRESS[name].parameter_id,
            "most": f"{EXPRESS[name].most:g}",
            "least": "0" if EXPRESS[name].unit == "h" else "1",
            "is_low": EXPRESS[name].bound == "low",
            "is_changed": value != usual[name],
            "cites": cited.cite(str(table.at[EXPRESS[name].parameter_id, "source_id"])),
            "note": reader.said(table.at[EXPRESS[name].parameter_id, "note"]),
        }
        for name, value in (asked.inputs or usual).items()
    ]
