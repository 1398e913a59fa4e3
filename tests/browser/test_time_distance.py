"""Follow the time-distance chart by keyboard; chart, table and map show the same step."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import DESKTOP, LANGS, PHONE, Visit

pytestmark = pytest.mark.browser

SIZES = {"desktop": DESKTOP, "phone": PHONE}


def opened(visit: Callable[..., Visit], path: str, size: tuple[int, int] = DESKTOP) -> Page:
    page = visit(size=size).go(path)
    page.wait_for_selector("#route-map[data-ready='1']")
    return page


def chosen(page: Page) -> int:
    return int(page.locator(".tdc-step.chosen").get_attribute("data-row") or -1)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_arrow_keys_go_from_the_first_step_to_the_last(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = opened(visit, f"/routes/YIW-MAD?lang={lang}", size)
    last = page.locator(".tdc-step").count() - 1
    page.locator(".tdc-step[tabindex='0']").focus()
    for number in range(last + 1):
        assert chosen(page) == number
        expect(page.locator(f"#row-{number}")).to_have_class(re.compile("chosen"))
        label = page.locator(f".tdc-step[data-row='{number}']").get_attribute("aria-label")
        expect(page.locator(".tdc-said")).to_have_text(label or "")
        page.keyboard.press("ArrowRight")
    assert chosen(page) == last
    page.keyboard.press("Home")
    assert chosen(page) == 0
    page.keyboard.press("End")
    assert chosen(page) == last


def test_the_whole_chart_is_one_stop_of_the_tab_key(visit: Callable[..., Visit]) -> None:
    page = opened(visit, "/routes/YIW-MAD?lang=en")
    assert page.locator(".tdc-step[tabindex='0']").count() == 1


def test_a_step_of_the_chart_shows_its_place_on_the_map(visit: Callable[..., Visit]) -> None:
    page = opened(visit, "/routes/YIW-MAD?lang=en")
    stay = page.locator(".tdc-gauge_change").first
    stay.focus()
    expect(page.locator("#route-map .leaflet-tooltip")).to_contain_text("gauge change")
    expect(page.locator("#route-map .route-mark.chosen")).to_have_count(1)


def test_a_place_on_the_map_shows_its_step(visit: Callable[..., Visit]) -> None:
    page = opened(visit, "/routes/YIW-MAD?lang=en")
    page.locator("#route-map .route-mark.route-halt").last.hover(force=True)
    expect(page.locator(".tdc-step.chosen")).to_have_count(1)
    expect(page.locator(".tdc-said")).not_to_be_empty()


def test_a_row_of_the_table_shows_its_step(visit: Callable[..., Visit]) -> None:
    page = opened(visit, "/routes/YIW-CND?lang=en")
    page.locator("#row-9").hover()
    assert chosen(page) == 9


def test_the_map_comes_nearer_with_finer_lines(visit: Callable[..., Visit]) -> None:
    page = opened(visit, "/routes/YIW-VTE?lang=en")
    with page.expect_response(lambda r: "zoom=7" in r.url or "zoom=10" in r.url):
        for _ in range(3):
            page.locator("[data-action='zoomIn']").click()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("path", ["/routes", "/routes/YIW-CND", "/corridor"])
def test_no_page_is_wider_than_its_window(
    visit: Callable[..., Visit], path: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(path, drawn=path != "/routes")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_chart_reads_without_script(visit: Callable[..., Visit]) -> None:
    guest = visit(java_script_enabled=False, tolerated="csp")
    page = guest.go("/routes/YIW-MAD?lang=en", drawn=False)
    expect(page.locator(".tdc")).to_be_visible()
    page.locator(".tdc-step").nth(3).focus()
    page.keyboard.press("Enter")
    assert re.search(r"#row-\d+$", page.url)
