"""A reader's visit to a page in a real Chromium, with everything that goes wrong written down."""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

DESKTOP, PHONE = (1440, 900), (390, 844)
DRAWN = "html[data-drawn='1']"
LANGS = {"zh": "zh-CN", "en": "en"}


@dataclass
class Visit:
    """One tab, the address of its server, and the faults that it met."""

    base: str
    context: BrowserContext
    tolerated: str | None = None
    allowed: tuple[str, ...] = ()
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._request)
        self.context.on("console", self._console)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self._note(f"page error: {error}"))
        self.page.on("requestfailed", self._failed)

    def go(self, path: str, *, drawn: bool = True) -> Page:
        """Open a path; wait until its map is drawn."""
        self.page.goto(f"{self.base}{path}")
        if drawn:
            self.page.wait_for_selector(DRAWN, timeout=15_000)
        return self.page

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        hosts = {urlsplit(base).netloc for base in (self.base, *self.allowed)}
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc not in hosts:
            self.faults.append(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._note(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        # Tiles that left the view are no longer waited for.
        if "ERR_ABORTED" not in (request.failure or ""):
            self._note(f"failed: {request.url} {request.failure}")

    def _note(self, fault: str) -> None:
        if self.tolerated is None or not re.search(self.tolerated, fault):
            self.faults.append(fault)


def with_lang(path: str, lang: str) -> str:
    """Return an address in one language."""
    return f"{path}{'&' if '?' in path else '?'}lang={lang}"


def document(base: str, view: str) -> dict[str, Any]:
    """Return the map document of a view."""
    with urlopen(f"{base}/api/maps/{view}.json") as answer:
        return dict(json.load(answer))


def features(doc: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the features of a map document as one row each."""
    rows = []
    for layer in doc["layers"]:
        columns = layer["features"]
        rows += [
            {"layer": layer["id"], **{key: columns[key][row] for key in columns}}
            for row in range(len(columns["id"]))
        ]
    return rows


def view_of(page: Page) -> tuple[float, float, float]:
    """Return zoom, latitude and longitude that the address names."""
    found = re.search(r"map=([\d.]+)/(-?[\d.]+)/(-?[\d.]+)", page.url)
    assert found, page.url
    zoom, lat, lon = (float(part) for part in found.groups())
    return zoom, lat, lon


def project(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Return pixels of a place in the world at a Web-Mercator zoom."""
    size = 256 * 2**zoom
    y = 0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)
    return (lon + 180) / 360 * size, y * size


def point_at(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Return where a place shows on the page, in CSS pixels."""
    zoom, centre_lat, centre_lon = view_of(page)
    box = page.locator(".folium-map").bounding_box()
    assert box
    x, y = project(lon, lat, zoom)
    middle_x, middle_y = project(centre_lon, centre_lat, zoom)
    return (
        box["x"] + box["width"] / 2 + x - middle_x,
        box["y"] + box["height"] / 2 + y - middle_y,
    )


def open_list(page: Page) -> None:
    """Show the list beside the map, all of its rows."""
    page.locator("#tab-list").click()
    more = page.locator("#list .more")
    while more.is_visible():
        # Rows also come by themselves when the end comes near: the button may just have gone.
        more.evaluate("button => button.hidden || button.click()")


def rows_of(page: Page) -> list[dict[str, str]]:
    """Return the rows of the list: id, name, and what stands below it."""
    script = """rows => rows.map(row => ({id: row.dataset.id,
        name: row.querySelector('.name').textContent,
        meta: row.querySelector('.meta').textContent}))"""
    return list(page.locator("#list .place").evaluate_all(script))


def search(page: Page, query: str) -> None:
    """Type into the search field; wait for what is found."""
    page.locator("#search").fill(query)
    expect(page.locator("#list")).to_be_visible()
    expect(page.locator("#list .places")).to_have_attribute("aria-busy", "false")


def has_focus(page: Page, selector: str) -> bool:
    """Return whether the focused element fits a selector."""
    return bool(page.evaluate("s => document.activeElement.matches(s)", selector))
