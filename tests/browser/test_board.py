"""A reader filters the board, opens a target, its checks and a frame, on a desk and on a phone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import DESKTOP, LANGS, PHONE, Visit

pytestmark = pytest.mark.browser

SIZES = {"1440": DESKTOP, "390": PHONE}
WIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_from_the_board_to_a_target_and_to_the_checks(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(f"/indicators?lang={lang}", drawn=False)
    everything = page.locator(".targets tbody tr").count()
    page.locator("select[name=plan]").select_option("transport")
    page.locator("select[name=verdict]").select_option("met")
    page.locator(".filters button").click()
    expect(page).to_have_url(re.compile(f"lang={lang}&plan=transport&.*verdict=met"))
    expect(page.locator(".chosen li")).to_have_count(3)
    assert 0 < page.locator(".targets tbody tr").count() < everything
    assert page.evaluate(WIDE) <= 0
    page.locator(".targets tbody th > a").first.click()
    expect(page.locator("figure.series svg").first).to_be_visible()
    assert page.evaluate(WIDE) <= 0
    page.locator(".back a").click()
    page.locator(".intro a").click()
    expect(page.locator(".choropleth")).to_be_visible()
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_from_the_frames_to_an_entry(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(f"/frames?lang={lang}", drawn=False)
    assert page.evaluate(WIDE) <= 0
    page.locator(".entries a").first.click()
    expect(page.locator("#platform-1")).to_be_in_viewport()
    assert page.evaluate(WIDE) <= 0


def test_the_board_filters_without_a_script(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False, tolerated="csp").go("/indicators?lang=en", drawn=False)
    page.locator("select[name=theme]").select_option("air")
    page.locator(".filters button").click()
    expect(page.locator("option[value=air][selected]")).to_have_count(1)
