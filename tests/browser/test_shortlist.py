"""The shortlist and its notes live in the reader's browser, and nowhere else."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_axe import AXE, faults_at_all_sizes_and_themes
from tests.browser.visiting import LANGS, PHONE, Visit

pytestmark = pytest.mark.browser

NOTE = 'says "yes", maybe; <b>call</b>\nsecond line'


def starred(visit: Visit, *ids: str) -> Page:
    """Put places on the shortlist from their profiles; go to its page."""
    for feature_id in ids:
        page = visit.go(f"/place/{feature_id}", drawn=False)
        page.locator(".star").click()
        expect(page.locator(".star")).to_have_attribute("aria-pressed", "true")
    return visit.go("/shortlist", drawn=False)


def exported(page: Page, action: str, path: Path) -> str:
    with page.expect_download() as waiting:
        page.locator(f"[data-action={action}]").click()
    waiting.value.save_as(path)
    return path.read_text(encoding="utf-8")


def test_a_star_on_a_card_of_the_map_keeps_the_place(visit: Callable[..., Visit]) -> None:
    guest = visit()
    page = guest.go("/#open=yixinou")
    page.locator(".popup-card .star").click()
    expect(page.locator(".popup-card .star")).to_have_attribute("aria-pressed", "true")
    page = guest.go("/place/yixinou", drawn=False)
    expect(page.locator(".star")).to_have_attribute("aria-pressed", "true")
    page.locator(".star").press("Enter")
    expect(page.locator(".star")).to_have_attribute("aria-pressed", "false")


def test_a_note_is_there_again_after_a_visit_elsewhere(visit: Callable[..., Visit]) -> None:
    guest = visit()
    page = starred(guest, "yixinou")
    page.locator(".shortlist textarea").fill(NOTE)
    page.goto(f"{guest.base}/about")
    page = guest.go("/shortlist", drawn=False)
    expect(page.locator(".shortlist textarea")).to_have_value(NOTE)
    expect(page.locator(".shortlist .name")).to_have_text("中欧班列（义新欧）")


def test_nothing_of_it_reaches_the_server(visit: Callable[..., Visit]) -> None:
    guest = visit()
    sent: list[str] = []
    guest.context.on("request", lambda request: sent.append(f"{request.url} {request.post_data}"))
    page = starred(guest, "yixinou")
    sent.clear()
    page.locator(".shortlist textarea").fill("secret")
    page.locator(".shortlist [type=checkbox]").uncheck()
    page.reload()
    assert not [text for text in sent if "secret" in text or "yixinou" in text]


@pytest.mark.parametrize("action", ["csv", "json"])
def test_an_export_is_read_back_as_it_was(
    visit: Callable[..., Visit], tmp_path: Path, action: str
) -> None:
    page = starred(visit(), "yixinou", "jinyi-cbz")
    page.locator(".shortlist textarea").first.fill(NOTE)
    path = tmp_path / f"shortlist.{action}"
    first = exported(page, action, path)
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("[data-action=clear]").click()
    expect(page.locator(".empty")).to_be_visible()
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".said")).to_have_text("已导入。")
    expect(page.locator(".shortlist textarea").first).to_have_value(NOTE)
    assert exported(page, action, tmp_path / "again") == first


def test_an_export_as_json_holds_names_in_both_languages(
    visit: Callable[..., Visit], tmp_path: Path
) -> None:
    page = starred(visit(), "belmax-serbia")
    (entry,) = json.loads(exported(page, "json", tmp_path / "list.json"))
    assert entry["zh"] == "塞尔维亚贝尔麦克商贸物流园"
    assert entry["en"].startswith("Belmax")


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", "a,b\n1,2", '[{"id": "../x"}]'])
def test_a_file_that_is_no_export_is_refused_in_words(
    visit: Callable[..., Visit], tmp_path: Path, content: str
) -> None:
    page = visit().go("/shortlist", drawn=False)
    path = tmp_path / "other.csv"
    path.write_text(content, encoding="utf-8")
    page.locator("input[type=file]").set_input_files(path)
    expect(page.locator(".said")).to_contain_text("无法读取")
    expect(page.locator(".empty")).to_be_visible()


def test_links_take_the_ticked_places_and_wait_for_enough(visit: Callable[..., Visit]) -> None:
    page = starred(visit(), "yixinou", "jinyi-cbz")
    compare = page.locator("[data-action=compare]")
    expect(compare).to_have_attribute("href", "/compare?ids=yixinou,jinyi-cbz&lang=zh")
    page.locator(".shortlist [type=checkbox]").first.uncheck()
    assert compare.get_attribute("href") is None
    expect(compare).to_have_attribute("aria-disabled", "true")
    page.locator("[data-action=brief]").click()
    page.wait_for_url(re.compile(r"/brief\?ids=jinyi-cbz"))


def test_what_is_removed_hands_the_focus_on(visit: Callable[..., Visit]) -> None:
    page = starred(visit(), "yixinou", "jinyi-cbz")
    page.locator("[data-action=remove]").first.press("Enter")
    expect(page.locator(".shortlist li")).to_have_count(1)
    expect(page.locator("[data-action=remove]")).to_be_focused()


def test_a_browser_that_keeps_nothing_says_so(visit: Callable[..., Visit]) -> None:
    guest = visit()
    guest.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() {"
        "throw new DOMException('denied', 'SecurityError'); }});"
    )
    page = guest.go("/place/yixinou", drawn=False)
    page.locator(".star").click()
    expect(page.locator(".star")).to_have_attribute("aria-disabled", "true")
    expect(page.get_by_role("button", name="浏览器不允许保存")).to_be_visible()
    page = guest.go("/shortlist", drawn=False)
    expect(page.get_by_role("alert")).to_be_visible()


def test_a_star_in_an_embed_is_not_offered(visit: Callable[..., Visit]) -> None:
    page = visit(size=(800, 500)).go("/embed/atlas#open=yixinou")
    expect(page.locator("#popup-title")).to_be_visible()
    expect(page.locator(".star")).to_be_hidden()


def test_the_page_fits_a_phone(visit: Callable[..., Visit]) -> None:
    page = starred(visit(size=PHONE), "yixinou", "belmax-serbia")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_no_serious_fault_in_the_shortlist(
    visit: Callable[..., Visit], lang: str
) -> None:
    guest = visit(bypass_csp=True)
    guest.page.add_init_script(path=AXE)
    starred(guest, "yixinou", "jinyi-cbz")
    page = guest.go(f"/shortlist?lang={lang}", drawn=False)
    expect(page.locator(".shortlist li")).to_have_count(2)
    assert faults_at_all_sizes_and_themes(page, "shortlist") == []
