"""The planner's page: the form, the ways side by side, their steps, and a map of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from geo.errors import AtlasError
from geo.multimodal import CRITERIA, MODES
from layers import Lang, base
from webmap.citations import Reader, Row
from webmap.closures import closures, switches
from webmap.composing import MapFrame, add_map, map_figure, map_page_of
from webmap.context import Page, page_context, refused_page
from webmap.elements import PlanLines
from webmap.freight_names import Namer
from webmap.plan_answer import Answer, answer, changes
from webmap.plan_parameters import cost_years
from webmap.plan_query import (
    PARAMETERS,
    is_asked,
    parse_plan,
    parse_sort,
    parse_way,
)
from webmap.plan_view import PATH, RATES, PlanView, letter, reason_row
from webmap.query import Query
from webmap.refusal import refusal_row
from webmap.rendering import render
from webmap.routing import CSV, Ask, Body, Route
from webmap.service import Service
from webmap.spreadsheet import Cell, csv_bytes

EVEN: Final = "/plan/break-even"
SUGGESTED_PEOPLE: Final = 2_000_000
"""Cities of more are suggested, and capitals."""
FIRST: Final[dict[Lang, tuple[str, ...]]] = {
    "zh": ("义乌", "金华", "宁波", "杭州"),
    "en": ("Yiwu", "Jinhua", "Ningbo", "Hangzhou"),
}
"""Suggested before all others."""
_FIELDS: Final = ("from", "to", "via", "avoid", "depart", "teu")
"""What is written into the form."""
_FRAME: Final = MapFrame("js/plan.js", (60.0, 35.0), 3)
_EXAMPLES: Final = {
    "plan_example_open": {"from": "yiwu", "to": "Duisburg"},
    "plan_example_suez": {"from": "yiwu", "to": "Rotterdam", "closed": "suez"},
    "plan_example_sea_rail": {"from": "yiwu", "to": "Los Angeles"},
    "plan_example_rail": {"from": "yiwu", "to": "Madrid", "modes": "rail"},
}


def plan_page(service: Service, ask: Ask) -> Page:
    """Return the planner: the blank form, or the answer to a shipment.

    Raises
    ------
    ParameterError
        What is asked cannot be used.
    """
    title, view = ask.reader.word("plan_title"), None
    if is_asked(ask.query):
        view = _view(service, ask, answer(service, parse_plan(service, ask.query)))
        title = _title(view)
    context = _context(service, ask, title, view)
    if view is None or not view.ways:
        return Page(render("plan.html", folium=None, **context))
    return _composed(service, view, context)


def plan_refused(service: Service, ask: Ask, error: AtlasError) -> Page:
    """Return the form as it was filled in, and why no plan can be made of it."""
    reader, title = ask.reader, ask.reader.word("plan_title")
    fields = {name: f"plan-{name}" for name in _FIELDS} | {"closed": "plan-other"}
    context = _context(service, ask, title, None)
    context["page"] = refused_page(service.site, reader, PATH, title=title, query=ask.query)
    context["refusal"] = refusal_row(error, reader.lang, fields)
    return Page(render("plan.html", folium=None, **context))


def _context(service: Service, ask: Ask, title: str, view: PlanView | None) -> dict[str, Any]:
    reader, query = ask.reader, ask.query
    return {
        "page": page_context(service.site, reader, PATH, title=title, query=query),
        "title": title,
        "form": _form(service, view, query, reader),
        "suggested": _suggested(service, reader),
        "examples": _examples(reader),
        "rates_href": f"{RATES}?lang={reader.lang}",
        "even_href": f"{EVEN}?lang={reader.lang}",
        "view": view and _shown(service, view),
        "refusal": None,
    }


def _view(service: Service, ask: Ask, found: Answer) -> PlanView:
    freight = service.freight()
    return PlanView(
        freight,
        Namer(service.site.atlas, freight),
        found,
        ask.query,
        ask.reader,
        parse_sort(ask.query.one("sort")),
        parse_way(ask.query.one("way")),
    )


def _title(view: PlanView) -> str:
    asked, lang = view.found.asked, view.reader.lang
    ends = [getattr(spot, f"name_{lang}") for spot in (asked.origin, asked.destination)]
    return view.reader.word("plan_title_of").format(origin=ends[0], destination=ends[1])


def _shown(service: Service, view: PlanView) -> Row:
    query = view.query
    freight = service.freight()
    used = {rate for one in view.ways for rate in one.journey.amounts.nonzero()[0].tolist()}
    years = cost_years(service.site.atlas, [freight.rates[place] for place in sorted(used)])
    return {
        "sorts": view.sorts(),
        "cards": view.cards(),
        "tables": view.tables(),
        "criteria": CRITERIA,
        "reason": reason_row(view),
        "changes": view.changes(),
        "flips": view.flips(),
        "years": years,
        "json": query.link("/api/plan", lang=None, sort=None, way=None),
        "geojson": query.link("/api/plan.geojson", lang=None, sort=None, way=None),
        "csv": query.link("/plan/changes.csv", sort=None, way=None),
        "modes": list(dict.fromkeys(card["mode"] for card in view.cards())),
    }


def _form(service: Service, view: PlanView | None, query: Query, reader: Reader) -> Row:
    """Return what stands in the form: what was asked, else blanks."""
    known = closures(service.freight(), service.site.atlas)
    closed, opened = query.many("closed"), query.many("opened")
    modes = query.many("modes") or MODES
    return {
        **{name: query.first(name) for name in ("from", "to", "depart", "teu", "sort")},
        **{name: "; ".join(query.values.get(name, ())) for name in ("via", "avoid")},
        "modes": [
            {"id": mode, "text": reader.word(f"plan_mode_{mode}"), "on": mode in modes}
            for mode in MODES
        ],
        **switches(known, closed, opened, _passed(view), reader),
        "closed_href": f"{RATES}?lang={reader.lang}#closed-borders",
    }


def _passed(view: PlanView | None) -> set[str]:
    """Return what the ways of an answer pass that can be closed."""
    if view is None:
        return set()
    plans = [view.found.plan, *filter(None, [view.found.open_plan])]
    steps = [step for plan in plans for one in plan.alternatives for step in one.steps]
    by_sea = {edge for step in steps if step.kind == "sea" for edge in step.edges}
    passages = {view.freight.label_of(edge) for edge in by_sea}
    over_land = {node for step in steps if step.kind in ("rail", "road") for node in step.nodes}
    countries = {f"country:{view.freight.country_of(node)}" for node in over_land}
    return passages | countries | {step.label for step in steps if step.label}


def _suggested(service: Service, reader: Reader) -> list[str]:
    """Return well-known places: home, capitals, large cities and the largest ports."""
    places = base.places()
    chosen = places[places["capital"] | (places["population"] >= SUGGESTED_PEOPLE)]
    names = chosen["name_en"]
    if reader.lang == "zh":
        names = chosen["name_zh"].fillna(names)
    gates = service.freight().gates
    listed = service.site.atlas.tables["mainline_ports"]["port_id"]
    ports = [getattr(gates[one], f"name_{reader.lang}") for one in listed if one in gates]
    return list(dict.fromkeys([*FIRST[reader.lang], *names, *ports]))


def _examples(reader: Reader) -> list[Row]:
    return [
        {
            "text": reader.word(key),
            "href": Query({"lang": (reader.lang,)}).link(PATH, **given),
        }
        for key, given in _EXAMPLES.items()
    ]


def _composed(service: Service, view: PlanView, context: dict[str, Any]) -> Page:
    reader = view.reader
    figure = map_figure("plan.html", context, _FRAME.entry)
    folium_map = add_map(figure, service.site, reader, _FRAME)
    PlanLines({"url": context["view"]["geojson"], "way": view.chosen}).add_to(folium_map)
    return map_page_of(figure)


def _changes_csv(service: Service, ask: Ask) -> Body:
    found = answer(service, parse_plan(service, ask.query))
    header = [
        "criterion",
        "unit",
        "open_mode",
        "open_p10",
        "open_p50",
        "open_p90",
        "changed_way",
        "changed_mode",
        "changed_p10",
        "changed_p50",
        "changed_p90",
        "difference_p10",
        "difference_p50",
        "difference_p90",
        "open_central",
        "changed_central",
        "difference_central",
    ]
    rows = _change_cells(service, found)
    asked = found.asked
    comments = (
        f"{asked.origin.name_en} - {asked.destination.name_en}; teu={asked.teu}",
        (
            f"closed={','.join(asked.closed)}; opened={','.join(asked.opened)}; "
            f"avoid={'; '.join(spot.name_en for spot in asked.avoid)}"
        ),
        "model; hours, USD, kg CO2e; differences are under the same draws",
    )
    content = csv_bytes(header, rows, comments=comments)
    return Body(content=content, media_type=CSV, file_name="plan-changes.csv")


def _change_cells(service: Service, found: Answer) -> Iterable[list[Cell]]:
    units = {"hours": "h", "cost": "USD", "co2e": "kg CO2e"}
    for one in changes(service.freight(), found):
        times = 1 if one.criterion == "hours" else found.asked.teu
        ends: list[Any] = [
            way and way.figures[one.criterion].spread for way in (one.before, one.after)
        ]
        low = [
            [round(end[i] * times, 3) if end else None for i in range(4)]
            for end in (*ends, one.difference)
        ]
        before = [one.before.mode if one.before else None, *low[0][:3]]
        after = [
            letter(one.after.id) if one.after else None,
            one.after.mode if one.after else None,
            *low[1][:3],
        ]
        yield [
            one.criterion,
            units[one.criterion],
            *before,
            *after,
            *low[2][:3],
            *(x[3] for x in low),
        ]


ROUTES = (
    Route(PATH, "plan", plan_page, PARAMETERS, refused=plan_refused),
    Route("/plan/changes.csv", "plan_changes_csv", _changes_csv, PARAMETERS),
)
"""Addresses of this module."""
