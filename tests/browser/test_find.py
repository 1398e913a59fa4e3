"""Find and filter: map, list, counts and export agree, at every size, by mouse and by keys."""

import csv
import io
from collections.abc import Callable
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import (
    DESKTOP,
    LANGS,
    PHONE,
    Visit,
    document,
    features,
    has_focus,
    open_list,
    rows_of,
    search,
)

pytestmark = pytest.mark.browser

PARTNER = "DEU"


def open_filter(page: Page, facet: str) -> None:
    if page.locator(".grip").is_visible():
        page.locator(".grip").click()
    page.locator("#tab-filter").click()
    page.locator(f'#filter details[data-facet="{facet}"] summary').click()


def exported(base: str, query: str) -> list[dict[str, str]]:
    with urlopen(f"{base}/places.csv?{query}&lang=en") as answer:
        text = answer.read().decode("utf-8-sig")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines))))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_a_partner_country_gives_one_count_everywhere(
    visit: Callable[..., Visit], base: str, size: tuple[int, int], lang: str
) -> None:
    page = visit(size=size).go(f"/?lang={lang}")
    open_filter(page, "partner")
    choice = page.locator(f'#filter input[name="partner"][value="{PARTNER}"]')
    stated = int(page.locator(f"#filter label:has(input[value={PARTNER}]) .count").inner_text())
    choice.check()
    rows = exported(base, f"partner={PARTNER}")
    expect(page.locator("#tab-list output")).to_have_text(str(len(rows)))
    open_list(page)
    listed = {row["id"] for row in rows_of(page)}
    shown = page.locator("[data-layer] .count .shown").all_text_contents()
    on_map = sum(int(text.split("/")[-1]) for text in shown)
    assert listed == {row["Id"] for row in rows}
    assert stated == len(rows) == on_map == len(listed) > 0


def test_a_filtered_view_is_shared_by_its_address(visit: Callable[..., Visit], base: str) -> None:
    page = visit().go("/?lang=en#map=5/45.00/30.00&off=routes&partner=DEU&open=hub-duisburg")
    expect(page.locator('article.popup[data-id="hub-duisburg"]')).to_be_visible()
    expect(page.locator("#tab-filter output")).to_have_text("1")
    expect(page.locator('[data-layer="routes"] [role=switch]')).to_have_attribute(
        "aria-checked", "false"
    )
    assert page.url.endswith("&off=routes&open=hub-duisburg&partner=DEU")
    page.locator("a.lang").click()
    page.wait_for_selector("html[data-drawn='1']")
    expect(page.locator("#tab-filter output")).to_have_text("1")


def test_clearing_the_filter_brings_everything_back(visit: Callable[..., Visit], base: str) -> None:
    page = visit().go("/?lang=en#partner=DEU")
    page.locator("#tab-filter").click()
    page.get_by_role("button", name="Clear the filter").click()
    everything = len(features(document(base, "atlas")))
    expect(page.locator(".filter-note")).to_have_text(f"{everything} fit")
    assert "partner" not in page.url


def test_a_filter_is_set_with_keys_alone(visit: Callable[..., Visit]) -> None:
    page = visit().go("/?lang=en")
    page.locator("#tab-layers").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#filter summary").first).to_be_visible()
    page.locator("#filter summary", has_text="Status").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#tab-filter output")).to_have_text("1")
    expect(page.locator("#filter form")).to_have_attribute("aria-busy", "false")
    assert has_focus(page, '#filter input[name="status"]')


@pytest.mark.parametrize(
    ("query", "feature_id"),
    [("yixinou", "yixinou"), ("yi wu gang", "yiwu-port"), ("luoyong", "rayong-thai-chinese")],
)
def test_pinyin_opens_the_right_place(
    visit: Callable[..., Visit], query: str, feature_id: str
) -> None:
    page = visit().go("/")
    page.locator("#search").fill(query)
    page.keyboard.press("Enter")
    expect(page.locator(f'article.popup[data-id="{feature_id}"]')).to_be_visible()


def test_a_search_finds_what_no_tile_has_brought(visit: Callable[..., Visit], tiled: str) -> None:
    page = visit(at=tiled).go("/?lang=en#map=12/-40.00/-120.00")
    search(page, "luoyong")
    page.locator("#list .place").first.click()
    expect(page.locator('article.popup[data-id="rayong-thai-chinese"]')).to_be_visible()


def test_a_search_looks_past_the_filter(visit: Callable[..., Visit]) -> None:
    page = visit().go("/?lang=en#partner=DEU")
    search(page, "Peng Sheng")
    page.locator("#list .place").first.click()
    expect(page.locator('article.popup[data-id="pengsheng-uzbekistan"]')).to_be_visible()
    assert "partner" not in page.url


def test_a_tiled_map_keeps_to_its_filter(visit: Callable[..., Visit], tiled: str) -> None:
    page = visit(at=tiled).go("/?lang=en#map=4/40.00/60.00&partner=DEU")
    expect(page.locator("#tab-filter output")).to_have_text("1")
    rows = {row["Id"] for row in exported(tiled, "partner=DEU")}
    open_list(page)
    listed = {row["id"] for row in rows_of(page)}
    assert listed
    assert listed <= rows


def test_the_search_goes_on_without_the_server(visit: Callable[..., Visit]) -> None:
    guest = visit(tolerated="api/search|ERR_FAILED")
    page = guest.go("/?lang=en")
    page.route("**/api/search*", lambda route: route.abort())
    search(page, "Khorgos")
    assert rows_of(page)[0]["id"] == "KHORGOS"


def test_an_embed_takes_a_filter_from_its_address(visit: Callable[..., Visit], base: str) -> None:
    page = visit().go("/embed/parks?lang=en#partner=DEU")
    page.locator(".legend-box summary").click()
    shown = page.locator("[data-layer] .count .shown").all_text_contents()
    on_map = sum(int(text.split("/")[-1]) for text in shown)
    assert on_map == len(exported(base, "view=parks&partner=DEU"))


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_list_of_places_works_without_a_script(
    visit: Callable[..., Visit], base: str, size: tuple[int, int]
) -> None:
    page = visit(size=size, java_script_enabled=False, tolerated="csp").go(
        "/places?lang=en", drawn=False
    )
    page.locator("summary", has_text="Partner country").click()
    page.locator('input[name="partner"][value="DEU"]').check()
    page.get_by_role("button", name="Apply").click()
    rows = exported(base, "partner=DEU")
    expect(page.locator(".results tbody tr")).to_have_count(len(rows))
    expect(page.locator(".found-note strong")).to_have_text(str(len(rows)))


def test_the_list_leads_to_the_same_filter_on_the_map(visit: Callable[..., Visit]) -> None:
    page = visit().go("/places?partner=DEU&lang=en", drawn=False)
    rows = page.locator(".results tbody tr").count()
    page.get_by_role("link", name="Show on the map").click()
    page.wait_for_selector("html[data-drawn='1']")
    expect(page.locator("#tab-list output")).to_have_text(str(rows))
