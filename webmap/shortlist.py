"""The page of the shortlist: empty on the server, filled by the reader's own browser."""

from __future__ import annotations

from webmap.context import Page, page_context
from webmap.rendering import render
from webmap.routing import Ask, Route
from webmap.service import Service


def _shortlist(service: Service, ask: Ask) -> Page:
    title = ask.reader.word("shortlist_title")
    page = page_context(service.site, ask.reader, "/shortlist", title=title)
    return Page(render("shortlist.html", page=page))


ROUTES = (Route("/shortlist", "shortlist", _shortlist),)
