"""The presentation: arrows fly from place to place, also when the network has gone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_axe import AXE, faults_at_all_sizes_and_themes
from tests.browser.test_without_script import UNRUN
from tests.browser.visiting import LANGS, PHONE, Visit

pytestmark = pytest.mark.browser

IDS = ("yixinou", "jinyi-cbz", "ningbo-zhoushan-port", "belmax-serbia", "YIW-MAD")
PATH = f"/present?ids={','.join(IDS)}"
LANDED = "() => document.documentElement.dataset.landed === '1'"
READY = "html[data-offline='ready']"


def loaded(visit: Visit, path: str = PATH) -> Page:
    """Open a presentation; wait until nothing of it is left to fetch."""
    page = visit.go(path)
    page.wait_for_selector(READY, state="attached", timeout=30_000)
    return page


def shown(page: Page) -> list[str]:
    script = "slides => slides.filter(s => s.offsetParent).map(s => s.dataset.id)"
    return list(page.locator(".slide").evaluate_all(script))


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_all_places_are_shown_without_a_network(visit: Callable[..., Visit], motion: str) -> None:
    guest = visit(reduced_motion=motion)
    page = loaded(guest)
    guest.context.set_offline(True)
    for step, feature_id in enumerate(IDS):
        if step:
            page.keyboard.press("ArrowRight")
        assert shown(page) == [feature_id]
        expect(page.locator(".deck-at")).to_have_text(f"{step + 1} / {len(IDS)}")
        page.wait_for_function(LANDED)


def test_a_step_moves_the_map_and_is_announced(visit: Callable[..., Visit]) -> None:
    page = loaded(visit())
    page.keyboard.press("ArrowRight")
    page.wait_for_function(LANDED)
    before = page.locator(".folium-map").screenshot()
    page.keyboard.press("ArrowRight")
    page.wait_for_function(LANDED)
    expect(page.locator(".deck-voice")).to_have_text("第 3 处，共 5 处：宁波舟山港")
    assert page.locator(".folium-map").screenshot() != before


def test_keys_reach_both_ends_and_stop_there(visit: Callable[..., Visit]) -> None:
    page = loaded(visit())
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    assert shown(page) == [IDS[-1]]
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert shown(page) == [IDS[0]]


def test_buttons_step_too_and_the_address_keeps_the_place(visit: Callable[..., Visit]) -> None:
    page = loaded(visit())
    page.get_by_role("button", name="下一处").click()
    assert shown(page) == [IDS[1]]
    assert page.url.endswith("#2")
    page.reload()
    page.wait_for_selector("html[data-deck]", state="attached")
    assert shown(page) == [IDS[1]]


def test_a_citation_leads_to_its_source_on_the_card(visit: Callable[..., Visit]) -> None:
    page = loaded(visit())
    page.locator(".slide:not([hidden]) .indicator .cite").first.click()
    expect(page.locator("#place-1-src-1")).to_be_focused()
    assert page.url.endswith("#1")


def test_escape_leads_back_to_the_choice(visit: Callable[..., Visit]) -> None:
    page = loaded(visit())
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile(r"/brief\?ids="))


def test_the_card_leaves_the_map_room_on_a_phone(visit: Callable[..., Visit]) -> None:
    page = loaded(visit(size=PHONE))
    box = page.locator(".deck").bounding_box()
    assert box
    assert box["y"] > PHONE[1] * 0.4
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_without_a_script_all_places_stand_on_the_page(visit: Callable[..., Visit]) -> None:
    page = visit(java_script_enabled=False, tolerated=UNRUN).go(PATH, drawn=False)
    for number in range(1, len(IDS) + 1):
        expect(page.locator(f"#place-{number}")).to_be_visible()
    assert page.locator("[id]").evaluate_all(
        "all => new Set(all.map(e => e.id)).size === all.length"
    )


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_no_serious_fault_in_a_presentation(
    visit: Callable[..., Visit], lang: str
) -> None:
    guest = visit(bypass_csp=True)
    guest.page.add_init_script(path=AXE)
    page = loaded(guest, f"{PATH}&lang={lang}")
    assert faults_at_all_sizes_and_themes(page, "present") == []


@pytest.mark.parametrize("path", ["/brief?", "/brief?ids=yixinou&"])
@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_no_serious_fault_in_the_page_of_a_brief(
    visit: Callable[..., Visit], lang: str, path: str
) -> None:
    guest = visit(bypass_csp=True)
    guest.page.add_init_script(path=AXE)
    page = guest.go(f"{path}lang={lang}", drawn=False)
    assert faults_at_all_sizes_and_themes(page, "brief") == []
