"""A shipment is planned: by form, by keyboard, with Suez closed, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import DESKTOP, LANGS, PHONE, Visit, with_lang

pytestmark = pytest.mark.browser

SIZES = {"1440": DESKTOP, "390": PHONE}
ROTTERDAM = "/plan?from=yiwu&to=Rotterdam"
WIDE = "document.documentElement.scrollWidth - innerWidth"
# A first plan under new closures prepares its routers, which takes seconds on a slow machine.
PATIENCE = 30_000


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_shipment_is_planned_and_suez_closed(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(with_lang("/plan", lang), drawn=False)
    page.set_default_timeout(PATIENCE)
    page.fill("#plan-from", "yiwu")
    page.fill("#plan-to", "Rotterdam")
    page.click(".plan-form button")
    expect(page.locator(".way").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".changed")).to_have_count(0)
    page.click(".closures summary")
    page.check("input[value=suez]")
    page.click(".plan-form button")
    expect(page.locator(".changed tbody tr")).to_have_count(3, timeout=PATIENCE)
    expect(page.locator(".plan-line.of-open").first).to_be_attached(timeout=PATIENCE)
    assert "closed=suez" in page.url
    assert page.evaluate(WIDE) <= 0


def test_ways_are_sorted_without_loading_the_page_again(visit: Callable[..., Visit]) -> None:
    page = visit().go(with_lang(ROTTERDAM, "en"))
    page.evaluate("window.same = true")
    for by in ("cost", "co2e", "time"):
        page.click(f"[data-sort={by}]")
        values = page.locator(".way").evaluate_all(
            "(all, by) => all.map((e) => +e.dataset[by])", by
        )
        assert values == sorted(values)
        assert f"sort={by}" in page.url
    assert page.evaluate("window.same")


def test_a_way_is_chosen_by_keyboard_and_drawn_strong(visit: Callable[..., Visit]) -> None:
    page = visit().go(with_lang(ROTTERDAM, "en"))
    last = page.locator(".way").last
    way = last.get_attribute("data-way")
    last.locator("[data-choose]").focus()
    page.keyboard.press("Enter")
    expect(last).to_have_class("way chosen")
    expect(page.locator(f"#steps-{way}")).to_be_visible()
    expect(page.locator(".way-steps:visible")).to_have_count(1)
    expect(page.locator(".plan-line.of-chosen.mode-sea").first).to_be_attached()
    assert f"way={way}" in page.url


def test_a_row_lights_its_place_on_the_map(visit: Callable[..., Visit]) -> None:
    page = visit().go(with_lang(ROTTERDAM, "en"))
    page.locator(".way-steps:visible [data-step='1']").hover()
    expect(page.locator(".plan-point.lit")).to_have_count(1)


def test_the_address_keeps_the_way_and_the_order(visit: Callable[..., Visit]) -> None:
    page = visit().go(with_lang(f"{ROTTERDAM}&sort=cost&way=way-2", "en"))
    expect(page.locator("[data-sort][aria-current]")).to_have_attribute("data-sort", "cost")
    expect(page.locator(".way.chosen")).to_have_attribute("data-way", "way-2")


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_the_break_even_map_draws(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    guest = visit(size=size)
    # The first answer works out a way to every capital.
    guest.page.set_default_navigation_timeout(PATIENCE)
    page = guest.go(with_lang("/plan/break-even", lang))
    assert page.locator(".even-point").count() > 400
    assert page.locator(".evens tbody tr").count() > 40
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_refused_form_says_why_and_keeps_what_was_typed(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size, tolerated="400").go(with_lang("/plan", lang), drawn=False)
    page.fill("#plan-from", "yiwu")
    page.fill("#plan-to", "nowhere-at-all")
    page.fill("#plan-teu", "7")
    page.click(".plan-form button")
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert).to_contain_text({"zh": "终点为“nowhere-at-all”", "en": "to is 'nowhere"}[lang])
    expect(page.locator("#plan-to")).to_have_value("nowhere-at-all")
    expect(page.locator("#plan-teu")).to_have_value("7")
    expect(page.locator("#plan-to")).to_have_attribute("aria-invalid", "true")
    alert.locator("a").click()
    assert page.url.endswith("#plan-to")
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_rates_are_folded_and_what_an_address_points_to_is_opened(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    page = visit(size=size).go("/plan/rates?lang=en", drawn=False)
    expect(page.locator("#kind-rail .rates-table")).to_be_visible()
    expect(page.locator("#kind-road .rates-table")).to_be_hidden()
    parameter = page.locator("#kind-rail .inputs a").first
    target = str(parameter.get_attribute("href"))
    expect(page.locator(target)).to_be_hidden()
    parameter.click()
    expect(page.locator(target)).to_be_in_viewport()
    assert page.evaluate(WIDE) <= 0


def test_the_planner_answers_without_a_script(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False, tolerated="csp").go(
        with_lang(ROTTERDAM, "en"), drawn=False
    )
    page.locator("[data-sort=cost]").click()
    expect(page.locator("[data-sort=cost]")).to_have_attribute("aria-current", "true")
    page.locator(".way").last.locator("a").click()
    expect(page.locator(".way").last).to_have_class("way chosen")
    expect(page.locator(".way-steps:visible tbody tr").first).to_be_visible()
