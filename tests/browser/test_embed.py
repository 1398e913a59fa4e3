"""Embeds work in a frame on somebody else's page; other pages refuse to be framed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import expect
from werkzeug.wrappers import Request, Response

from tests.browser.visiting import DRAWN, Visit
from tests.serving import serving

pytestmark = pytest.mark.browser


@contextmanager
def guest_site(address: str, width: int, height: int) -> Iterator[str]:
    """Serve a page of another origin that frames an address."""
    html = (
        "<!doctype html><title>Guest</title>"
        f'<iframe src="{address}" width="{width}" height="{height}" title="Atlas"></iframe>'
    )

    @Request.application
    def app(request: Request) -> Response:
        return Response(html, mimetype="text/html")

    with serving(app) as base:
        yield base


@pytest.mark.parametrize(("width", "height"), [(800, 500), (400, 300)])
def test_an_embed_draws_in_a_frame_of_another_origin(
    visit: Callable[..., Visit], base: str, width: int, height: int
) -> None:
    with guest_site(f"{base}/embed/rail?lang=en", width, height) as site:
        guest = visit(at=site, allowed=(base,), tolerated="favicon|404")
        page = guest.go("/", drawn=False)
        frame = page.frame_locator("iframe")
        expect(frame.locator(DRAWN)).to_be_attached()
        frame.locator(".folium-map").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(frame.locator("#popup-title")).to_be_visible()
        expect(frame.locator(".popup-card footer a").first).to_have_attribute("target", "_blank")


@pytest.mark.parametrize("path", ["/", "/place/jinyi-cbz", "/sources"])
def test_a_page_refuses_to_be_framed(visit: Callable[..., Visit], base: str, path: str) -> None:
    with guest_site(f"{base}{path}", 800, 500) as site:
        guest = visit(at=site, allowed=(base,), tolerated="frame|favicon|404|ERR_BLOCKED")
        page = guest.go("/", drawn=False)
        expect(page.frame_locator("iframe").locator("main")).to_have_count(0)


def test_the_legend_of_an_embed_folds_out_and_switches_layers(visit: Callable[..., Visit]) -> None:
    page = visit(size=(800, 500)).go("/embed/atlas")
    page.locator(".legend-box summary").click()
    switch = page.locator("[data-layer=hubs] [role=switch]")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "false")


def test_the_caption_leads_to_the_same_view_of_the_full_map(visit: Callable[..., Visit]) -> None:
    page = visit(size=(800, 500)).go("/embed/atlas#map=6/30.00/120.00")
    page.locator("[data-action=zoomIn]").click()
    href = re.compile(r"/map/atlas\?lang=zh#map=7/")
    expect(page.locator(".caption a")).to_have_attribute("href", href)


def test_an_embed_fetches_each_module_once_and_none_beside_its_preloads(
    visit: Callable[..., Visit],
) -> None:
    guest = visit(size=(800, 500))
    fetched: list[str] = []
    guest.page.on("request", lambda request: fetched.append(request.url))
    page = guest.go("/embed/atlas")
    listed = page.locator("link[rel=modulepreload]").evaluate_all("links => links.map(l => l.href)")
    modules = [url for url in fetched if url.endswith(".js") and "/leaflet/" not in url]
    assert sorted(modules) == sorted(listed)
