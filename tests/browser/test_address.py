"""The address holds what the reader sees, and brings it back."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit, document, features, point_at, view_of

pytestmark = pytest.mark.browser

CARD = ".popup-card"
PIXEL = 0.011
"""Degrees of longitude that one pixel shows at zoom 7."""
INSIDE = """([x, y]) => document.elementFromPoint(x, y)
    ?.closest('.folium-map, .popup-card, .panel')?.className ?? ''"""


def test_the_address_restores_view_layers_and_popup(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#map=7/29.500/120.100&off=hubs,stations&open=jinyi-cbz")
    expect(page.locator("#popup-title")).to_have_text("金义综合保税区")
    assert view_of(page) == pytest.approx((7, 29.5, 120.1), abs=PIXEL)
    for layer, shows in {"hubs": "false", "stations": "false", "regions": "true"}.items():
        switch = page.locator(f"[data-layer={layer}] [role=switch]")
        expect(switch).to_have_attribute("aria-checked", shows)


def test_what_the_reader_does_is_in_the_address(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    page.locator("[data-action=zoomIn]").click()
    page.locator("[data-layer=hubs] [role=switch]").click()
    page.locator("#tab-list").click()
    page.locator("#list .place").first.click()
    expect(page).to_have_url(re.compile(r"#map=5/.*&off=.*hubs.*&open="))


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("feature", ["jinyi-cbz", "eWTP-ethiopia"])
def test_a_feature_named_without_a_view_shows_beside_its_popup(
    visit: Callable[..., Visit], feature: str, size: tuple[int, int]
) -> None:
    guest = visit(size=size)
    placed = [each for each in features(document(guest.base, "atlas")) if each["lon"] is not None]
    each = next((e for e in placed if e["id"].lower() == feature.lower()), placed[-1])
    page = guest.go(f"/#open={each['id']}")
    expect(page.locator(f"{CARD} article.popup")).to_be_visible()
    x, y = point_at(page, each["lon"], each["lat"])
    assert "folium-map" in page.evaluate(INSIDE, [x, y])


def test_a_place_named_without_a_view_is_brought_near(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#open=jinyi-cbz")
    expect(page.locator("#popup-title")).to_be_visible()
    assert view_of(page)[0] >= 8


def test_a_route_named_without_a_view_shows_whole(visit: Callable[..., Visit]) -> None:
    guest = visit()
    route = next(e for e in features(document(guest.base, "rail")) if e["id"] == "YIW-MAD")
    page = guest.go("/map/rail#open=YIW-MAD")
    expect(page.locator("#popup-title")).to_be_visible()
    ends = (route["lines"][0][:2], route["lines"][-1][-2:])
    for lon, lat in ends:
        x, y = point_at(page, lon, lat)
        assert 350 < x < 1440
        assert 52 < y < 900


def test_a_feature_of_a_hidden_layer_shows_when_the_address_names_it(
    visit: Callable[..., Visit],
) -> None:
    page = visit().go("/#off=bonded_zones&open=jinyi-cbz")
    expect(page.locator("#popup-title")).to_be_visible()
    switch = page.locator("[data-layer=bonded_zones] [role=switch]")
    expect(switch).to_have_attribute("aria-checked", "true")


def test_a_feature_that_is_not_there_does_no_harm(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#open=nothing")
    expect(page.locator(CARD)).to_be_hidden()


@pytest.mark.parametrize("fragment", ["map=a/b/c", "map=99/999/999", "map=", "off=%00", "open=%zz"])
def test_a_broken_fragment_still_draws(visit: Callable[..., Visit], fragment: str) -> None:
    page = visit().go(f"/#{fragment}")
    expect(page.locator(".folium-map")).to_be_visible()


def test_back_returns_to_the_map_as_it_was(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#map=7/29.500/120.100&open=jinyi-cbz")
    page.locator(f"{CARD} footer a").first.click()
    expect(page.locator("h1")).to_have_text("金义综合保税区")
    page.go_back()
    expect(page.locator("#popup-title")).to_have_text("金义综合保税区")
    assert view_of(page) == pytest.approx((7, 29.5, 120.1), abs=PIXEL)


def test_another_fragment_brings_another_view(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#map=7/29.500/120.100&off=hubs&open=jinyi-cbz")
    expect(page.locator("#popup-title")).to_be_visible()
    page.evaluate("location.hash = '#map=4/50.00/60.00'")
    expect(page.locator(CARD)).to_be_hidden()
    switch = page.locator("[data-layer=hubs] [role=switch]")
    expect(switch).to_have_attribute("aria-checked", "true")
    assert view_of(page) == pytest.approx((4, 50, 60), abs=8 * PIXEL)


def test_the_other_language_keeps_the_view_and_the_popup(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#map=7/29.500/120.100&off=hubs&open=jinyi-cbz")
    expect(page.locator("#popup-title")).to_have_text("金义综合保税区")
    page.locator("a.lang").click()
    expect(page.locator("#popup-title")).to_have_text("Jinyi Comprehensive Bonded Zone")
    expect(page).to_have_url(
        re.compile(r"lang=en#map=7/29\.\d+/120\.\d+&off=.*hubs.*&open=jinyi-cbz")
    )


def test_the_other_language_changes_values_not_only_words(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#open=ningbo-zhoushan-port")
    number, unit = (page.locator(f"{CARD} .value .{part}").first for part in ("number", "unit"))
    expect(unit).to_have_text("万标箱")
    ten_thousands = float(number.inner_text().replace(",", ""))
    page.locator("a.lang").click()
    expect(unit).to_contain_text("TEU")
    millions = number.inner_text().replace(",", "").removesuffix("m")
    assert float(millions) in {ten_thousands * 10_000, ten_thousands / 100}


def test_yuan_are_counted_in_billions_in_english(visit: Callable[..., Visit]) -> None:
    guest = visit()
    page = guest.go("/")
    script = """async ids => { for (const id of ids) {
        const text = await (await fetch(`/popup/${id}?lang=zh`)).text();
        if (/亿元/.test(text)) return id; } }"""
    ids = [each["id"] for each in features(document(guest.base, "atlas"))]
    feature = page.evaluate(script, ids)
    unit = page.locator(f"{CARD} .unit")
    guest.go(f"/?lang=zh#open={feature}")
    page.reload()
    expect(unit.filter(has_text="亿元").first).to_be_visible()
    page.locator("a.lang").click()
    expect(unit.filter(has_text="CNY").first).to_be_visible()


def test_the_share_button_copies_the_address(visit: Callable[..., Visit]) -> None:
    guest = visit(permissions=["clipboard-read", "clipboard-write"])
    page = guest.go("/?lang=en#map=7/29.500/120.100&open=jinyi-cbz")
    page.locator("[data-action=share]").click()
    expect(page.locator(".toast[role=status]")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_an_address_that_cannot_be_copied_is_shown(visit: Callable[..., Visit]) -> None:
    guest = visit()
    guest.page.add_init_script("delete Navigator.prototype.clipboard")
    page = guest.go("/")
    page.locator("[data-action=share]").click()
    expect(page.locator(".toast input")).to_have_value(page.url)
