"""The board: every target against its latest actual, filtered, grouped and summed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from geo.errors import ParameterError
from layers import (
    PLATFORMS,
    BoardRow,
    Frame,
    Term,
    VerdictId,
    divisions,
    holds,
    is_relative,
    vocabulary,
)
from webmap.board_export import board_csv, board_json, file_stem
from webmap.citations import Citations, Reader, Row
from webmap.context import Page, page_context
from webmap.query import Query
from webmap.rendering import render
from webmap.routing import CSV, JSON, Ask, Body, Route
from webmap.service import Service
from webmap.strings import strings
from webmap.targets import target_view
from webmap.verdicts import TONES

PATH = "/indicators"
NONE = "none"
"""Choice for targets that belong to no county, or to no platform."""
VERDICTS: tuple[VerdictId, ...] = (
    "met",
    "on_course",
    "running",
    "behind",
    "missed",
    "passed_unknown",
    "no_actual",
    "not_comparable",
)
UNMEASURED = frozenset({"no_number", "no_period"})
GROUPS = ("plan", "platform", "county", "theme", "verdict")
PARAMETERS = (*GROUPS, "group")


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that targets are filtered and grouped by."""

    name: str
    choices: tuple[Term, ...]
    keys: Callable[[BoardRow], tuple[str, ...]]
    """The choices that a target falls under; a target may fall under several."""


def _word(key: str, word: str) -> Term:
    return Term(id=key, zh=strings("zh")[word], en=strings("en")[word])


PLANS = (
    *(term for term in vocabulary.PLAN if term.id != NONE),
    _word(NONE, "board_no_plan"),
)


def facets(service: Service) -> dict[str, Facet]:
    """Return what the board can be filtered and grouped by."""
    platforms = service.frame(PLATFORMS)
    verdicts = tuple(_word(verdict, f"verdict_{verdict}") for verdict in VERDICTS)
    return {
        facet.name: facet
        for facet in (
            Facet("plan", PLANS, lambda row: (row.indicator["plan"],)),
            Facet("platform", _platform_terms(platforms), _platform_keys(platforms)),
            Facet("county", _county_terms(), _county_keys),
            Facet("theme", vocabulary.THEME, lambda row: (row.indicator["theme"],)),
            Facet("verdict", verdicts, lambda row: (row.assessment.verdict,)),
        )
    }


def _platform_terms(platforms: Frame) -> tuple[Term, ...]:
    rows = (entry.row for entry in platforms.entries)
    terms = (Term(id=r["entry_id"], zh=r["name_zh"], en=r["name_en"]) for r in rows)
    return (*terms, _word(NONE, "board_no_platform"))


def _platform_keys(platforms: Frame) -> Callable[[BoardRow], tuple[str, ...]]:
    def keys(row: BoardRow) -> tuple[str, ...]:
        own = [entry for entry in platforms.entries if holds(platforms, entry, row)]
        return tuple(str(entry.row["entry_id"]) for entry in own) or (NONE,)

    return keys


def _county_terms() -> tuple[Term, ...]:
    """Return the province, its cities as wholes, and their counties."""
    whole = {lang: strings(lang)["board_whole"] for lang in ("zh", "en")}
    terms = [
        Term(
            id=str(part.adcode),
            zh=whole["zh"].format(name=part.name_zh) if part.is_whole else part.name_zh,
            en=whole["en"].format(name=part.name_en) if part.is_whole else part.name_en,
        )
        for part in divisions()
    ]
    return (*terms, _word(NONE, "board_nowhere"))


def _county_keys(row: BoardRow) -> tuple[str, ...]:
    return (NONE if row.division is None else str(row.division.adcode),)


@dataclass(frozen=True, slots=True)
class Selection:
    """What one request asks of the board."""

    rows: list[BoardRow]
    chosen: Mapping[str, Term]
    """Choice by facet, only of facets that filter."""
    group: str


def select(rows: Sequence[BoardRow], known: Mapping[str, Facet], query: Query) -> Selection:
    """Return the targets that fit a query.

    Raises
    ------
    ParameterError
        If a choice is none of the facet's.
    """
    chosen = {}
    kept = list(rows)
    for facet in known.values():
        choice = _choice(facet.name, facet.choices, query)
        if choice is not None:
            chosen[facet.name] = choice
            kept = [row for row in kept if choice.id in facet.keys(row)]
    groups = tuple(Term(id=name, zh=name, en=name) for name in GROUPS)
    group = _choice("group", groups, query)
    return Selection(kept, chosen, GROUPS[0] if group is None else group.id)


def _choice(name: str, choices: Iterable[Term], query: Query) -> Term | None:
    value = query.one(name)
    if not value:
        # A form sends every field, also those that nobody touched.
        return None
    by_id = {term.id: term for term in choices}
    if value not in by_id:
        msg = f"{name} is {value!r}; accepted: {', '.join(by_id)}."
        raise ParameterError(msg)
    return by_id[value]


def board_page(service: Service, ask: Ask) -> Page:
    """Return the board as a page."""
    reader, query = ask.reader, _clean(ask.query)
    known = facets(service)
    rows = service.board()
    selection = select(rows, known, query)
    citations = Citations(service.site.atlas)
    board = {
        "filters": _filters(rows, known, selection, reader),
        "group": selection.group,
        "groups": [{"id": name, "text": reader.word(f"board_{name}")} for name in GROUPS],
        "chips": _chips(selection, query, reader),
        "summary": _summary(selection.rows, known, query, reader),
        "shown": len(selection.rows),
        "all": len(rows),
        "sections": _sections(selection, known[selection.group], reader, citations),
        "csv_href": query.link(f"{PATH}.csv"),
        "json_href": query.link("/api/indicators"),
        "clear_href": f"{PATH}?lang={reader.lang}",
        "checks_href": f"{PATH}/checks?lang={reader.lang}",
        "rules": [reader.word(f"rule_{name}") for name in RULES],
    }
    title = reader.word("board_title")
    page = page_context(
        service.site,
        reader,
        PATH,
        title=title,
        description=reader.word("board_intro"),
        query=query,
    )
    sources = citations.rows(reader)
    return Page(render("board.html", page=page, board=board, sources=sources))


RULES = ("compare", "sign", "course", "progress", "pace")


def _clean(query: Query) -> Query:
    """Return a query without the fields that a form sends blank."""
    kept = {name: values for name, values in query.values.items() if any(values)}
    return Query(kept)


def _filters(
    rows: Sequence[BoardRow], known: Mapping[str, Facet], selection: Selection, reader: Reader
) -> list[Row]:
    """Return the choices of each facet that any target falls under."""
    filters = []
    for facet in known.values():
        used = {key for row in rows for key in facet.keys(row)}
        now = selection.chosen.get(facet.name)
        filters.append(
            {
                "name": facet.name,
                "label": reader.word(f"board_{facet.name}"),
                "options": [
                    {
                        "id": term.id,
                        "text": term.title(reader.lang),
                        "on": now is not None and now.id == term.id,
                    }
                    for term in facet.choices
                    if term.id in used or term == now
                ],
            }
        )
    return filters


def _chips(selection: Selection, query: Query, reader: Reader) -> list[Row]:
    return [
        {
            "label": reader.word(f"board_{name}"),
            "text": term.title(reader.lang),
            "href": query.link(PATH, **{name: None}),
        }
        for name, term in selection.chosen.items()
    ]


def _summary(
    rows: Sequence[BoardRow], known: Mapping[str, Facet], query: Query, reader: Reader
) -> Row:
    """Return how many targets of each plan have each verdict."""
    counts = Counter((row.indicator["plan"], row.assessment.verdict) for row in rows)
    verdicts = [v for v in VERDICTS if any(verdict == v for _, verdict in counts)]
    plans = [term for term in known["plan"].choices if any(p == term.id for p, _ in counts)]

    def cell(count: int, **choice: str) -> Row:
        return {"count": count, "href": query.link(PATH, **choice)}

    return {
        "verdicts": [
            {
                "text": reader.word(f"verdict_{verdict}"),
                "tone": TONES.get(verdict, "open"),
                **cell(sum(n for (_, v), n in counts.items() if v == verdict), verdict=verdict),
            }
            for verdict in verdicts
        ],
        "plans": [
            {
                "text": plan.title(reader.lang),
                "cells": [
                    cell(counts[plan.id, verdict], plan=plan.id, verdict=verdict)
                    for verdict in verdicts
                ],
                **cell(sum(n for (p, _), n in counts.items() if p == plan.id), plan=plan.id),
            }
            for plan in plans
        ],
        "total": len(rows),
    }


def _sections(
    selection: Selection, facet: Facet, reader: Reader, citations: Citations
) -> list[Row]:
    """Return the targets by group, then the relative ones, then those that cannot be measured."""
    relative = [row for row in selection.rows if is_relative(row.target)]
    unmeasured = [row for row in selection.rows if row.assessment.reason in UNMEASURED]
    apart = {row.id for row in (*relative, *unmeasured)}
    plain = [row for row in selection.rows if row.id not in apart]
    groups: list[tuple[str, str | None, list[BoardRow]]] = [
        (term.title(reader.lang), None, [row for row in plain if term.id in facet.keys(row)])
        for term in facet.choices
    ]
    groups += [
        (reader.word("board_relative"), reader.word("board_relative_note"), relative),
        (reader.word("board_unmeasured"), reader.word("board_unmeasured_note"), unmeasured),
    ]
    return [
        {
            "id": f"group-{number}",
            "title": title,
            "note": note,
            "rows": [target_view(row, reader, citations) for row in rows],
        }
        for number, (title, note, rows) in enumerate(groups, start=1)
        if rows
    ]


def board_data(service: Service, ask: Ask) -> Body:
    """Return the board as JSON, with the parameters of the page."""
    query = _clean(ask.query)
    known = facets(service)
    selection = select(service.board(), known, query)
    chosen = {name: term.id for name, term in selection.chosen.items()}
    body = board_json(selection.rows, chosen, known["platform"].keys, ask.reader.today)
    return Body(content=body, media_type=JSON)


def board_table(service: Service, ask: Ask) -> Body:
    """Return what the board shows as CSV, the filter in its name and in its first lines."""
    query = _clean(ask.query)
    known = facets(service)
    selection = select(service.board(), known, query)
    chosen = {name: term.id for name, term in selection.chosen.items()}
    views = {
        view["id"]: view
        for section in _sections(
            selection, known[selection.group], ask.reader, Citations(service.site.atlas)
        )
        for view in section["rows"]
    }
    body = board_csv(
        selection.rows,
        views,
        chosen,
        ask.reader,
        address=query.link(PATH),
        atlas=service.site.atlas,
    )
    return Body(content=body, media_type=CSV, file_name=f"{file_stem(chosen)}.csv")


ROUTES = (
    Route(PATH, "board", board_page, PARAMETERS),
    Route(f"{PATH}.csv", "board_csv", board_table, PARAMETERS),
    Route("/api/indicators", "api_board", board_data, PARAMETERS),
)
