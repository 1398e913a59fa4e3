"""Coverage checks: whether every county, city and zone has what the plan asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import orjson

from layers import (
    Atlas,
    CheckRow,
    Division,
    base,
    park_coverage,
    pilot_cities,
    pilot_counties,
    zone_coverage,
)
from webmap.choropleth import choropleth_svg
from webmap.citations import Citations, Reader, Row, text_of
from webmap.context import Page, page_context
from webmap.naming import name_column
from webmap.rendering import render
from webmap.routing import JSON, Ask, Body, Route
from webmap.service import Service

PATH = "/indicators/checks"
JINHUA = 330700

STATED = {
    "parks": "counties-with-cooperation-park",
    "zones": "parks-per-zone",
    "counties": "counties-with-cbec-pilot",
}
"""Indicator whose target asks for the coverage; no target asks for pilot zones by city."""


def coverage(atlas: Atlas) -> dict[str, list[CheckRow]]:
    """Return the rows of every check by its name."""
    return {
        "parks": park_coverage(atlas, JINHUA),
        "zones": zone_coverage(atlas),
        "counties": pilot_counties(JINHUA),
        "cities": pilot_cities(atlas),
    }


def checks_page(service: Service, ask: Ask) -> Page:
    """Return the checks as a page."""
    atlas, reader = service.site.atlas, ask.reader
    citations = Citations(atlas)
    found = coverage(atlas)
    checks = [_check(atlas, name, rows, reader, citations) for name, rows in found.items()]
    page = page_context(
        service.site,
        reader,
        PATH,
        title=reader.word("checks_title"),
        description=reader.word("checks_intro"),
        query=ask.query,
    )
    sources = citations.rows(reader)
    back = f"/indicators?lang={reader.lang}"
    return Page(render("checks.html", page=page, checks=checks, sources=sources, back_href=back))


def _check(
    atlas: Atlas, name: str, rows: Sequence[CheckRow], reader: Reader, citations: Citations
) -> Row:
    counts = Counter(row.state for row in rows)
    title = reader.word(f"check_{name}")
    views = [_row(atlas, row, reader, citations) for row in rows]
    return {
        "id": name,
        "title": title,
        "rule": reader.word(f"check_{name}_rule"),
        "stated": _stated(atlas, name, reader, citations),
        "counts": [
            {"state": state, "text": reader.word(f"state_{state}"), "count": counts[state]}
            for state in ("yes", "no", "unknown")
        ],
        "share": f"{counts['yes'] / len(rows):.0%}" if rows else None,
        "total": len(rows),
        "gaps": [view["name"] for view in views if view["state"] == "no"],
        "open": [view["name"] for view in views if view["state"] == "unknown"],
        "rows": views,
        "map": _map(title, rows, reader) if name == "parks" else None,
        "empty": reader.word("check_zones_none") if not rows else None,
    }


def _row(atlas: Atlas, row: CheckRow, reader: Reader, citations: Citations) -> Row:
    name = name_column(reader.lang)
    subject = row.subject
    return {
        "name": getattr(subject, name) if isinstance(subject, Division) else subject[name],
        "state": row.state,
        "state_text": reader.word(f"state_{row.state}"),
        "why": reader.word(f"why_{row.why}"),
        "evidence": [
            {
                "href": f"/place/{feature_id}?lang={reader.lang}",
                "name": atlas.features.at[feature_id, name],
                "cite": citations.cite(atlas.features.at[feature_id, "source_id"]),
            }
            for feature_id in row.evidence
        ],
    }


def _stated(atlas: Atlas, name: str, reader: Reader, citations: Citations) -> list[Row]:
    """Return the words of the plan that ask for the coverage."""
    table = atlas.tables["observations"]
    found = table[
        (table["indicator_id"] == STATED.get(name))
        & (table["kind"] == "target")
        & table["duplicate_of"].isna()
    ]
    return [
        {
            "quote": text_of(row["quote_zh"]),
            "line": reader.word("line").format(n=int(row["locator"])),
            "cite": citations.cite(row["source_id"], int(row["locator"])),
        }
        for row in found[found["locator"].notna()].to_dict("records")
    ]


def _map(title: str, rows: Sequence[CheckRow], reader: Reader) -> str:
    counties = base.counties()
    counties = counties[counties["parent_adcode"].astype(int) == JINHUA]
    name = counties[name_column(reader.lang)]
    states = {row.subject.adcode: row.state for row in rows if isinstance(row.subject, Division)}
    return choropleth_svg(counties.assign(name_shown=name), states, title)


def checks_data(service: Service, ask: Ask) -> Body:  # noqa: ARG001 as every maker
    """Return the checks as JSON."""
    body = {
        name: [
            {
                "adcode": row.subject.adcode if isinstance(row.subject, Division) else None,
                "feature_id": None
                if isinstance(row.subject, Division)
                else row.subject["feature_id"],
                "state": row.state,
                "why": row.why,
                "evidence": row.evidence,
            }
            for row in rows
        ]
        for name, rows in coverage(service.site.atlas).items()
    }
    return Body(content=orjson.dumps({"checks": body}), media_type=JSON)


ROUTES = (
    Route(PATH, "checks", checks_page),
    Route("/api/indicators/checks", "api_checks", checks_data),
)
