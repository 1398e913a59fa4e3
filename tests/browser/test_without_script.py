"""Without JavaScript every page says what it holds, with links to the tables."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from layers import registry
from tests.browser.visiting import DESKTOP, PHONE, Visit
from webmap.views import VIEWS

pytestmark = pytest.mark.browser

UNRUN = "js csp$"
"""Chromium calls the modules that it then does not load refused by policy."""


@pytest.mark.parametrize("view", VIEWS)
def test_a_map_page_links_the_tables_of_its_layers(visit: Callable[..., Visit], view: str) -> None:
    guest = visit(java_script_enabled=False, tolerated=UNRUN)
    page = guest.go(f"/map/{view}?lang=en", drawn=False)
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for layer in VIEWS[view].layers():
            link = page.locator(f".noscript a[href='/layer/{layer.id}?lang=en']")
            expect(link).to_be_visible()
        expect(page.locator(".folium-map")).to_be_hidden()


def test_an_embed_links_the_full_page(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False, tolerated=UNRUN).go("/embed/atlas?lang=en", drawn=False)
    expect(page.locator(".noscript a")).to_have_attribute("href", "/map/atlas?lang=en")


@pytest.mark.parametrize("layer", registry())
def test_a_table_lists_every_row_of_its_layer(visit: Callable[..., Visit], layer: str) -> None:
    guest = visit(java_script_enabled=False, tolerated=UNRUN)
    page = guest.go("/map/atlas?lang=en", drawn=False)
    count = page.locator(f"[data-layer={layer}] .shown").inner_text()
    page.locator(f"[data-layer={layer}] .count").click()
    expect(page.locator("tbody tr")).to_have_count(int(count))


def test_a_profile_shows_its_figures(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False, tolerated=UNRUN).go(
        "/place/ningbo-zhoushan-port", drawn=False
    )
    expect(page.locator(".indicator .value").first).to_be_visible()
    expect(page.locator("#src-1")).to_be_visible()
