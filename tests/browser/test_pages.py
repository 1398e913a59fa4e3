"""Every page draws, in both languages, at both sizes, and asks nobody else for anything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, expect

from tests.browser.visiting import DESKTOP, DRAWN, LANGS, PHONE, Visit, with_lang
from webmap.views import VIEWS

pytestmark = pytest.mark.browser

MAPS = ["/", *(f"/map/{view}" for view in VIEWS if view != "atlas")]
EMBEDS = [f"/embed/{view}" for view in VIEWS]
TEXTS = [
    "/place/ningbo-zhoushan-port",
    "/place/YIW-MAD",
    "/place/DOSTYK",
    "/layer/routes",
    "/routes",
    "/routes/YIW-CND",
    "/corridor",
    "/layer/network_abroad",
    "/places?partner=DEU",
    "/search?q=yiwu",
    "/sources",
    "/about",
    "/indicators/china-europe-trains",
    "/frames/seven-platforms",
    "/network",
    "/plan",
    "/plan?from=yiwu&to=Duisburg&depart=2026-12-01",
    "/plan?from=yiwu&to=Tokyo&modes=rail",
    "/plan/rates",
    "/coverage",
    "/coverage?express=1",
]
SIZES = {"1440": DESKTOP, "390": PHONE}
WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", MAPS)
def test_map_draws_without_errors_or_foreign_requests(
    visit: Callable[..., Visit], path: str, lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(with_lang(path, lang))
    expect(page.locator("html")).to_have_attribute("lang", LANGS[lang])
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", EMBEDS)
def test_embed_draws_without_errors_or_foreign_requests(
    visit: Callable[..., Visit], path: str, lang: str
) -> None:
    page = visit(size=DESKTOP).go(with_lang(path, lang))
    expect(page.locator("html")).to_have_attribute("lang", LANGS[lang])
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", TEXTS)
def test_page_reads_without_errors_or_foreign_requests(
    visit: Callable[..., Visit], path: str, lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(with_lang(path, lang), drawn=False)
    expect(page.locator("html")).to_have_attribute("lang", LANGS[lang])
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_an_unknown_page_says_what_there_is(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    page = visit(size=size, tolerated="404").go("/map/nope?lang=en", drawn=False)
    expect(page.locator("main")).to_contain_text("available: atlas, platforms, parks")
    assert page.evaluate(WIDE) <= 0


def test_a_request_to_another_host_is_a_fault(visit: Callable[..., Visit]) -> None:
    guest = visit(tolerated="console|failed")
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        guest.page.goto("https://example.org/")
    assert guest.faults == ["request to another host: https://example.org/"]
    guest.faults.clear()


def test_modules_of_the_map_are_preloaded(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    preloaded = page.locator("link[rel=modulepreload]").evaluate_all("all => all.map(e => e.href)")
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map(e => e.name).filter(n => n.endsWith('.js'))"
    )
    late = {url for url in loaded if "/leaflet/" not in url} - set(preloaded)
    assert late == set()


def test_the_map_says_when_it_is_drawn(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    assert page.evaluate("performance.getEntriesByName('atlas-drawn').length") == 1
    assert page.locator(DRAWN).count() == 1
