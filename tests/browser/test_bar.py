"""The bar above every page: nothing in it touches, and its menu closes as menus do."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import DESKTOP, LANGS, PHONE, Visit, with_lang

pytestmark = pytest.mark.browser

SIZES = {"1440": DESKTOP, "390": PHONE}
LEAST_TARGET_PX = 24


def opened(visit: Callable[..., Visit]) -> Page:
    page = visit().go(with_lang("/plan", "zh"), drawn=False)
    page.click("details.maps summary")
    expect(page.locator("details.maps nav")).to_be_visible()
    return page


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_in_the_bar_touches(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(with_lang("/plan", lang), drawn=False)
    boxes = [page.locator(f".bar {one}").bounding_box() for one in (".brand", ".maps", ".lang")]
    brand, maps, other = (box for box in boxes if box)
    assert brand["x"] + brand["width"] < maps["x"]
    assert maps["x"] + maps["width"] + 8 <= other["x"]
    assert min(maps["height"], other["height"]) >= LEAST_TARGET_PX


@pytest.mark.parametrize("lang", LANGS)
def test_on_a_phone_all_but_the_pages_stand_in_one_row(
    visit: Callable[..., Visit], lang: str
) -> None:
    page = visit(size=PHONE).go(with_lang("/map/atlas", lang), drawn=False)
    row = ".bar > :is(.brand, .maps, .lang, [data-action=share])"
    boxes = [box for one in page.locator(row).all() if (box := one.bounding_box())]
    assert len(boxes) == 4
    assert max(box["y"] for box in boxes) < min(box["y"] + box["height"] for box in boxes)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_the_open_menu_lies_within_the_window(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    page = visit(size=size).go(with_lang("/plan", "en"), drawn=False)
    page.click("details.maps summary")
    box = page.locator("details.maps nav").bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= size[0]


def test_escape_closes_the_menu_and_leaves_the_focus_on_it(visit: Callable[..., Visit]) -> None:
    page = opened(visit)
    page.locator("details.maps nav a").nth(2).focus()
    page.keyboard.press("Escape")
    expect(page.locator("details.maps nav")).to_be_hidden()
    expect(page.locator("details.maps summary")).to_be_focused()


def test_a_click_elsewhere_closes_the_menu(visit: Callable[..., Visit]) -> None:
    page = opened(visit)
    page.click("h1")
    expect(page.locator("details.maps nav")).to_be_hidden()


def test_the_menu_closes_when_the_focus_goes_on(visit: Callable[..., Visit]) -> None:
    page = opened(visit)
    page.locator("details.maps nav a").last.focus()
    page.keyboard.press("Tab")
    expect(page.locator("details.maps nav")).to_be_hidden()


def test_the_page_one_is_on_stands_in_view_on_a_phone(visit: Callable[..., Visit]) -> None:
    page = visit(size=PHONE).go(with_lang("/plan", "zh"), drawn=False)
    expect(page.locator(".bar .pages [aria-current]")).to_be_in_viewport(ratio=1)


def test_the_menu_opens_without_a_script(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False, tolerated="csp").go("/plan?lang=en", drawn=False)
    page.click("details.maps summary")
    expect(page.locator("details.maps nav a").first).to_be_visible()
