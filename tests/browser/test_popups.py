"""What stands in popups, and where they stand."""

import math
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import PHONE, Visit, document, features, open_list, point_at, search

pytestmark = pytest.mark.browser

CARD = ".popup-card"
ANGLES = [math.radians(15 * step) for step in range(24)]

UNSOURCED = """async ids => { const bad = []; let numbers = 0;
    for (const [at, id] of ids.entries()) {
        const lang = at % 2 ? 'en' : 'zh';
        const text = await (await fetch(`/popup/${id}?lang=${lang}`)).text();
        const page = new DOMParser().parseFromString(text, 'text/html');
        for (const number of page.querySelectorAll('.number')) {
            numbers += 1;
            const cites = [...number.closest('.quantity').parentElement.querySelectorAll('a.cite')];
            const known = cites.every(cite => page.querySelector(cite.getAttribute('href'))?.value
                === Number(cite.textContent));
            if (!cites.length || !known) bad.push(`${id} ${lang} ${number.textContent}`);
        }
        if (!page.querySelector('article.popup footer a[href^="/place/"]')) bad.push(`${id} link`);
    }
    return [numbers, bad]; }"""

BOXES = """() => { const box = s => document.querySelector(s)?.getBoundingClientRect().toJSON();
    return [box('.popup-card'), box('.panel')]; }"""


def test_every_number_in_every_popup_names_its_source(visit: Callable[..., Visit]) -> None:
    guest = visit()
    ids = [each["id"] for each in features(document(guest.base, "atlas"))]
    numbers, bad = guest.go("/about", drawn=False).evaluate(UNSOURCED, ids)
    assert bad == []
    assert numbers > 150


@pytest.mark.parametrize("size", [(1440, 900), PHONE])
def test_a_citation_opens_its_source(visit: Callable[..., Visit], size: tuple[int, int]) -> None:
    page = visit(size=size).go("/#open=yixinou")
    cite = page.locator(f"{CARD} a.cite").last
    number = cite.text_content()
    cite.click()
    source = page.locator(f"{CARD} #src-{number}")
    expect(source).to_be_focused()
    expect(source).to_be_in_viewport()
    assert "#src" not in page.url


def test_the_profile_is_one_link_away(visit: Callable[..., Visit]) -> None:
    page = visit().go("/?lang=en#open=jinyi-cbz")
    page.locator(f"{CARD} footer a").first.click()
    expect(page).to_have_url(f"{page.url.split('/place')[0]}/place/jinyi-cbz?lang=en")
    expect(page.locator("h1")).to_have_text("Jinyi Comprehensive Bonded Zone")


def test_the_profile_leads_back_to_the_place_on_the_map(visit: Callable[..., Visit]) -> None:
    page = visit().go("/place/jinyi-cbz", drawn=False)
    page.locator("a.to-map").click()
    expect(page.locator("#popup-title")).to_have_text("金义综合保税区")


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (900, 600), PHONE])
def test_popups_stay_in_the_window_and_clear_of_the_panel(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    page = visit(size=size).go("/map/platforms")
    if size == PHONE:
        page.locator(".grip").click()
    open_list(page)
    rows = page.locator("#list .place")
    count = rows.count()
    for at in range(0, count, max(1, count // 10)):
        if size == PHONE:
            rows.nth(at).dispatch_event("click")
        else:
            rows.nth(at).click()
        expect(page.locator(f"{CARD} #popup-title")).to_be_visible()
        card, panel = page.evaluate(BOXES)
        assert min(card["left"], card["top"]) >= 0
        assert size[0] - card["right"] >= 0
        assert size[1] - card["bottom"] >= 0
        assert size == PHONE or card["left"] >= panel["right"]
        page.keyboard.press("Escape")


def test_a_click_on_a_symbol_opens_its_popup(visit: Callable[..., Visit]) -> None:
    guest = visit()
    place = next(each for each in features(document(guest.base, "parks")) if each["lon"])
    page = guest.go(f"/map/parks#map=13/{place['lat']}/{place['lon']}")
    page.mouse.click(*point_at(page, place["lon"], place["lat"]))
    expect(page.locator(CARD)).to_be_visible()


def test_a_click_on_the_open_sea_closes_the_popup(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#map=7/29.500/122.000&open=jinyi-cbz")
    expect(page.locator("#popup-title")).to_be_visible()
    page.mouse.click(*point_at(page, 124.5, 29.5))
    expect(page.locator(CARD)).to_be_hidden()


def test_a_symbol_says_its_name_under_the_pointer(visit: Callable[..., Visit]) -> None:
    page = visit().go("/map/africa#map=6/9.00/38.70")
    place = next(
        each
        for each in features(document(page.url.split("/map")[0], "africa"))
        if each["country"] == "ETH"
    )
    page.mouse.move(*point_at(page, place["lon"], place["lat"]))
    expect(page.locator(".map-tip")).to_have_text(place["zh"])


def test_each_of_several_places_in_one_point_can_be_reached(visit: Callable[..., Visit]) -> None:
    guest = visit()
    spots: dict[tuple[float, float], list[dict[str, object]]] = {}
    for each in features(document(guest.base, "platforms")):
        if each["lon"] is not None:
            spots.setdefault((each["lon"], each["lat"]), []).append(each)
    (lon, lat), together = max(spots.items(), key=lambda item: len(item[1]))
    assert len(together) >= 2
    page = guest.go(f"/map/platforms#map=14/{lat}/{lon}")
    x, y = point_at(page, lon, lat)
    page.mouse.click(x, y)
    met = set()
    for radius in range(20, 70, 4):
        for angle in ANGLES:
            page.mouse.move(x + radius * math.cos(angle), y + radius * math.sin(angle))
            if page.locator(".map-tip").is_visible():
                met.add(page.locator(".map-tip").text_content())
    assert {each["zh"] for each in together} <= met


def test_a_place_that_is_listed_only_opens_from_the_list(visit: Callable[..., Visit]) -> None:
    page = visit().go("/?lang=en")
    search(page, "Yixin'ou China–Europe freight trains")
    row = page.locator("#list .place").first
    expect(row).to_contain_text("no single place, listed only")
    row.click()
    expect(page.locator("#popup-title")).to_be_visible()


def test_a_popup_that_cannot_be_fetched_says_so(visit: Callable[..., Visit]) -> None:
    guest = visit(tolerated="failed|ERR_FAILED")
    guest.context.route("**/popup/**", lambda route: route.abort())
    page = guest.go("/?lang=en#open=jinyi-cbz")
    expect(page.locator(f"{CARD} [role=alert]")).to_contain_text("could not be loaded")
