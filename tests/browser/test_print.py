"""The map on paper: white, with its legend and credits, and not blank."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from rasterio.io import MemoryFile

from tests.browser.visiting import Visit, view_of

pytestmark = [
    pytest.mark.browser,
    # A screenshot is no map.
    pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning"),
]

PAPER = ".map-paper"


def printed(page: Page) -> Page:
    """Bring a page into the state in which it is printed."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    return page


def pixels(page: Page) -> np.ndarray:
    """Return the colours of the paper map, as rows of red, green and blue."""
    with MemoryFile(page.locator(PAPER).screenshot()) as file, file.open() as picture:
        return picture.read((1, 2, 3)).reshape(3, -1).T


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_printed_map_is_not_blank(visit: Callable[..., Visit], scheme: str) -> None:
    page = printed(visit(color_scheme=scheme).go("/"))
    _, counts = np.unique(pixels(page), axis=0, return_counts=True)
    assert counts.max() < 0.5 * counts.sum()


def test_the_legend_and_the_credits_print_with_the_map(visit: Callable[..., Visit]) -> None:
    page = printed(visit().go("/?lang=en"))
    expect(page.locator(".legend")).to_be_visible()
    expect(page.locator(".paper-credits")).to_contain_text("GeoNames")
    expect(page.locator(".search")).to_be_hidden()
    expect(page.locator(".map-buttons")).to_be_hidden()


def test_paper_is_white_whatever_the_theme(visit: Callable[..., Visit]) -> None:
    page = printed(visit(color_scheme="dark").go("/"))
    assert np.median(pixels(page)) > 230


def test_the_screen_is_as_before_when_the_print_is_done(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#map=5/35.00/90.00")
    before = view_of(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(PAPER)).to_have_count(0)
    assert view_of(page) == pytest.approx(before, abs=0.05)
    assert page.locator(".folium-map").evaluate("e => e.style.width + e.style.zoom") == ""


def test_a_pdf_of_the_map_holds_a_picture(visit: Callable[..., Visit]) -> None:
    pdf = visit().go("/").pdf(format="A4")
    assert pdf.count(b"/Subtype /Image") > 10
