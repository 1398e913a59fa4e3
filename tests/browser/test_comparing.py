"""An investment officer's path: from a profile to a comparison, and a match with moved weights."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import AXE, faults_at_all_sizes_and_themes
from tests.browser.visiting import DESKTOP, LANGS, PHONE, Visit

pytestmark = pytest.mark.browser

SIZES = {"1440": DESKTOP, "390": PHONE}
WIDE = "document.documentElement.scrollWidth - innerWidth"
PAGES = {
    "compare": "/compare?ids=jinyi-cbz,yiwu-cbz,ningbo-zhoushan-port,belmax-serbia,YIW-MAD",
    "choose": "/compare/choose?ids=jinyi-cbz",
    "match": "/match?home=sino-czech-pujiang",
    "countries": "/countries",
    "africa": "/countries?region=africa",
    "country": "/country/CZE",
    "pairs": "/pairs",
    "report": "/report?place=jinyi-cbz&field=area_km2",
    "profile": "/place/sino-czech-pujiang",
}


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_from_a_profile_to_a_comparison(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(f"/place/jinyi-cbz?lang={lang}", drawn=False)
    page.locator(".doings a").first.click()
    page.locator("#place-2").select_option("yiwu-cbz")
    page.locator("button[type=submit]").click()
    expect(page.locator("html")).to_have_attribute("lang", LANGS[lang])
    expect(page.locator(".compare tbody tr.is-different .differs").first).to_be_visible()
    expect(page.locator(".compare [data-record='yiwu-cbz.area_km2']")).to_have_text("1.34")
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_a_moved_weight_makes_another_score(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(f"/match?home=sino-czech-pujiang&lang={lang}", drawn=False)
    country = page.locator(".matches li").first.locator("dl > div").nth(1)
    expect(country.locator(".points")).to_contain_text("25.0")
    page.locator("#country").fill("10")
    page.locator("button[type=submit]").click()
    expect(page.locator("#country")).to_have_value("10")
    expect(page.locator("#home")).to_have_value("sino-czech-pujiang")
    expect(country.locator(".points")).to_contain_text("40.0")
    assert page.evaluate(WIDE) <= 0


def test_a_comparison_prints_all_its_columns(visit: Callable[..., Visit]) -> None:
    page = visit().go(f"{PAGES['compare']}&lang=en", drawn=False)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    table = page.locator(".compare").bounding_box()
    assert table
    assert table["x"] + table["width"] <= 680
    expect(page.locator(".compare thead th")).to_have_count(6)
    expect(page.locator(".doings")).to_be_hidden()


def test_a_cell_of_the_matrix_leads_to_its_records(visit: Callable[..., Visit]) -> None:
    page = visit().go("/countries?lang=en", drawn=False)
    cell = page.locator(".matrix a[href='/country/CZE?lang=en#layer-overseas_zones']")
    count = int(cell.inner_text())
    cell.click()
    expect(page.locator("#layer-overseas_zones li")).to_have_count(count)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
def test_page_reads_without_errors_or_foreign_requests(
    visit: Callable[..., Visit], name: str, lang: str, size: tuple[int, int]
) -> None:
    path = PAGES[name]
    page = visit(size=size).go(f"{path}{'&' if '?' in path else '?'}lang={lang}", drawn=False)
    expect(page.locator("html")).to_have_attribute("lang", LANGS[lang])
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(WIDE) <= 0


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_serious_fault(visit: Callable[..., Visit], name: str, lang: str) -> None:
    guest = visit(bypass_csp=True)
    guest.page.add_init_script(path=AXE)
    path = PAGES[name]
    page = guest.go(f"{path}{'&' if '?' in path else '?'}lang={lang}", drawn=False)
    assert faults_at_all_sizes_and_themes(page, name) == []
