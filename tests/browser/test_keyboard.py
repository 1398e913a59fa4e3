"""Everything can be reached, opened and left again without a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import PHONE, Visit, has_focus, view_of

pytestmark = pytest.mark.browser

CARD = ".popup-card"
FOCUSED = """() => { const e = document.activeElement; const s = getComputedStyle(e);
    return {what: e.tagName + '.' + e.className, text: e.textContent.trim().slice(0, 20),
        seen: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 ||
            s.boxShadow !== 'none'}; }"""


def tab_to(page: Page, selector: str, *, most: int = 60) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if has_focus(page, selector):
            return
    pytest.fail(f"{selector} was not reached by {most} tabs")


def test_the_first_tab_leads_to_the_list(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    page.keyboard.press("Tab")
    assert has_focus(page, "a.skip")
    page.keyboard.press("Enter")
    assert has_focus(page, "#list")
    page.keyboard.press("Tab")
    assert has_focus(page, "#list .place")


def test_a_search_result_opens_and_gives_the_focus_back(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    tab_to(page, "#search")
    page.keyboard.type("Madrid")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#list .place").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#popup-title")).to_be_visible()
    assert has_focus(page, f"{CARD} *")
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    assert has_focus(page, "#list .place")


def test_enter_in_the_search_opens_the_first_result(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    page.locator("#search").focus()
    page.keyboard.type("金义综合保税区")
    page.keyboard.press("Enter")
    expect(page.locator("#popup-title")).to_have_text("金义综合保税区")
    page.keyboard.press("Escape")
    assert has_focus(page, "#search")


def test_every_feature_in_view_opens_and_closes_by_keys(visit: Callable[..., Visit]) -> None:
    page = visit().go("/map/corridor")
    shown = page.locator("#list .list-note").text_content()
    number = int("".join(c for c in (shown or "").split("项")[0] if c.isdigit()))
    page.locator(".folium-map").focus()
    page.keyboard.press("Enter")
    met = []
    for _ in range(number):
        page.keyboard.press("Enter")
        expect(page.locator(f"{CARD} .popup-close")).to_be_focused()
        met.append(page.locator(f"{CARD} #popup-title").text_content())
        page.keyboard.press("Escape")
        expect(page.locator(".folium-map")).to_be_focused()
        page.keyboard.press("ArrowRight")
    assert number > 40
    assert len(met) == number
    # The walk has come round to where it began.
    page.keyboard.press("Enter")
    expect(page.locator("#popup-title")).to_have_text(met[0] or "")


def test_escape_leaves_the_walk_and_arrows_move_the_map_again(visit: Callable[..., Visit]) -> None:
    page = visit().go("/map/corridor?lang=en")
    page.locator(".folium-map").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".folium-map [role=status]").first).to_contain_text("1 of")
    page.keyboard.press("Escape")
    expect(page.locator(".folium-map [role=status]").first).to_have_text("Back on the map")
    before = page.url
    page.keyboard.press("ArrowRight")
    expect(page).not_to_have_url(before)


@pytest.mark.parametrize("path", ["/", "/embed/atlas", "/place/jinyi-cbz", "/sources"])
def test_the_focus_can_always_be_seen(visit: Callable[..., Visit], path: str) -> None:
    page = visit().go(path, drawn=not path.startswith(("/place", "/sources")))
    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUSED)
        if not focus["seen"] and not focus["what"].startswith("BODY"):
            unseen.append(focus)
    assert unseen == []


@pytest.mark.parametrize(("size", "least"), [((1440, 900), 24), (PHONE, 44)])
def test_buttons_of_the_map_are_large_enough(
    visit: Callable[..., Visit], size: tuple[int, int], least: int
) -> None:
    page = visit(size=size).go("/")
    page.locator("[data-action=pan]").click()
    script = "all => all.map(e => e.getBoundingClientRect()).map(b => Math.min(b.width, b.height))"
    sides = page.locator(".map-buttons button").evaluate_all(script)
    assert len(sides) >= 8
    assert min(sides) >= least


def test_zoom_buttons_zoom(visit: Callable[..., Visit]) -> None:
    page = visit().go("/#map=5/30.00/110.00")
    page.locator("[data-action=zoomIn]").click()
    assert view_of(page)[0] == 6
    page.locator("[data-action=zoomOut]").click()
    assert view_of(page)[0] == 5


@pytest.mark.parametrize(
    ("button", "axis", "sign"),
    [("panRight", 2, 1), ("panLeft", 2, -1), ("panUp", 1, 1), ("panDown", 1, -1)],
)
def test_pan_buttons_move_the_map(
    visit: Callable[..., Visit], button: str, axis: int, sign: int
) -> None:
    page = visit().go("/#map=5/30.00/110.00")
    page.locator("[data-action=pan]").click()
    before = view_of(page)
    page.locator(f"[data-action={button}]").click()
    assert (view_of(page)[axis] - before[axis]) * sign > 1


def test_the_home_button_returns_to_the_first_view(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    page.locator("[data-action=zoomIn]").click()
    first = view_of(page)
    page.locator("[data-action=zoomIn]").click()
    page.locator("[data-action=home]").click()
    assert view_of(page)[0] == first[0] - 1


def test_full_screen_is_one_button_away(visit: Callable[..., Visit]) -> None:
    page = visit().go("/?lang=en")
    page.locator("[data-action=fullscreen]").click()
    expect(page.get_by_role("button", name="Leave full screen")).to_be_visible()
    assert page.evaluate("document.fullscreenElement !== null")


def test_the_map_has_a_scale_bar_in_metres(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    expect(page.locator(".leaflet-control-scale-line")).to_have_text("500 km")
