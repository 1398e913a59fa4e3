"""The search as a page and as JSON."""

from __future__ import annotations

from typing import Any

import orjson

from geo.errors import ParameterError
from layers import Lang, get_layer, vocabulary
from webmap.citations import Reader
from webmap.context import Page, page_context
from webmap.rendering import render
from webmap.routing import JSON, Ask, Body, Route
from webmap.search import MAX_LETTERS, Entry, Found, SearchIndex
from webmap.service import Service
from webmap.symbols import symbol_svg

MOST, USUAL = 100, 20
"""Results of one answer: the most that may be asked for, and what is given unasked."""

_STATUS = {term.id: term for term in vocabulary.STATUS}


def parse_query(text: str | None) -> str:
    """Return what is looked for.

    Raises
    ------
    ParameterError
        If it is missing, empty or too long.
    """
    query = "" if text is None else text.strip()
    if not 1 <= len(query) <= MAX_LETTERS:
        msg = f"q has {len(query)} characters; accepted are 1 to {MAX_LETTERS}."
        raise ParameterError(msg)
    return query


def parse_limit(text: str | None) -> int:
    """Return how many results are asked for.

    Raises
    ------
    ParameterError
        If it is no number from 1 to the most.

    Examples
    --------
    >>> parse_limit(None), parse_limit("5")
    (20, 5)
    """
    if text is None:
        return USUAL
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        msg = f"limit is {text!r}; accepted: 1 to {MOST}."
        raise ParameterError(msg)
    return int(text)


def results(index: SearchIndex, query: str, limit: int, reader: Reader) -> dict[str, Any]:
    """Return what fits a query, as readers see it."""
    found, count = index.find(query, limit)
    return {
        "query": query,
        "count": count,
        "results": [_result(each, reader) for each in found],
    }


def _result(found: Found, reader: Reader) -> dict[str, Any]:
    entry = found.entry
    name, other = (entry.zh, entry.en)[:: 1 if reader.lang == "zh" else -1]
    return {
        "type": entry.sort,
        "id": entry.id,
        "name": name,
        "other": None if other == name else other,
        "layer": entry.layer_id,
        "meta": _meta(entry, reader),
        "why": found.why,
        "why_text": reader.word(f"why_{found.why}"),
        "by": found.by,
        "href": href(entry, reader.lang),
    }


def _meta(entry: Entry, reader: Reader) -> list[str]:
    """Return in words what an entry is."""
    if entry.layer_id is None:
        return [reader.word(f"sort_{entry.sort}")]
    kinds = {term.id: term for term in get_layer(entry.layer_id).kinds}
    terms = (kinds[str(entry.kind)], _STATUS[str(entry.status)])
    return [*(term.title(reader.lang) for term in terms), *([entry.admin] if entry.admin else [])]


def href(entry: Entry, lang: Lang) -> str:
    """Return the address of an entry's own page."""
    page = {"place": "place", "country": "country", "indicator": "indicators"}[entry.sort]
    return f"/{page}/{entry.id}?lang={lang}"


def _json(service: Service, ask: Ask) -> Body:
    query, limit = parse_query(ask.query.one("q")), parse_limit(ask.query.one("limit"))
    body = results(service.search, query, limit, ask.reader)
    return Body(content=orjson.dumps(body), media_type=JSON, kept=False)


def _page(service: Service, ask: Ask) -> Page:
    text = ask.query.one("q") or ""
    limit = parse_limit(ask.query.one("limit"))
    found = None
    title = ask.reader.word("search_title")
    if text.strip():
        found = results(service.search, parse_query(text), limit, ask.reader)
        title = ask.reader.word("search_results_for").format(query=found["query"])
        for row in found["results"]:
            symbol = get_layer(row["layer"]).symbol if row["layer"] else None
            row["symbol_svg"] = symbol and symbol_svg(symbol.shape, symbol.colour)
    page = page_context(service.site, ask.reader, "/search", title=title, query=ask.query)
    return Page(render("search.html", page=page, query=text, found=found))


ROUTES = (
    Route("/search", "search", _page, ("q", "limit")),
    Route("/api/search", "api_search", _json, ("q", "limit")),
)
