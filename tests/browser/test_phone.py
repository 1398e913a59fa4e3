"""On a phone: the map above, a sheet below in three heights, thumbs reach everything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import PHONE, Visit, document, features, point_at, search

pytestmark = pytest.mark.browser

CARD = ".popup-card"


def height_of(page: Page, selector: str) -> float:
    box = page.locator(selector).bounding_box()
    assert box
    return box["height"]


def test_the_sheet_has_three_heights(visit: Callable[..., Visit]) -> None:
    page = visit(size=PHONE).go("/")
    heights = [height_of(page, ".panel")]
    for _ in range(2):
        page.locator(".grip").click()
        heights.append(height_of(page, ".panel"))
    assert 80 < heights[0] < 110
    assert 0.4 * PHONE[1] < heights[1] < 0.6 * PHONE[1]
    assert heights[2] > 0.85 * PHONE[1]
    page.locator(".grip").click()
    expect(page.locator(".panel")).to_have_attribute("data-sheet", "peek")


def test_the_grip_says_what_it_does(visit: Callable[..., Visit]) -> None:
    page = visit(size=PHONE).go("/?lang=en")
    page.get_by_role("button", name="Open the panel").click()
    grip = page.get_by_role("button", name="Open the panel fully")
    expect(grip).to_have_attribute("aria-expanded", "true")


def test_the_sheet_follows_the_finger(visit: Callable[..., Visit]) -> None:
    page = visit(size=PHONE).go("/")
    box = page.locator(".grip").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 10
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 150)
    page.mouse.move(x, 380)
    page.mouse.up()
    expect(page.locator(".panel")).to_have_attribute("data-sheet", "half")


def test_a_search_raises_the_sheet(visit: Callable[..., Visit]) -> None:
    page = visit(size=PHONE).go("/")
    search(page, "义乌")
    expect(page.locator("#list .place").first).to_be_in_viewport()


def test_a_tap_on_a_feature_opens_a_sheet_from_below(visit: Callable[..., Visit]) -> None:
    guest = visit(size=PHONE)
    place = next(e for e in features(document(guest.base, "parks")) if e["lon"] is not None)
    page = guest.go(f"/map/parks#map=13/{place['lat']}/{place['lon']}")
    page.touchscreen.tap(*point_at(page, place["lon"], place["lat"]))
    expect(page.locator("#popup-title")).to_have_text(place["zh"])
    box = page.locator(CARD).bounding_box()
    assert box
    assert box["y"] + box["height"] == pytest.approx(PHONE[1], abs=1)
    assert box["width"] == PHONE[0]
    assert box["height"] <= 0.63 * PHONE[1]


def test_the_close_button_of_a_popup_suits_a_thumb(visit: Callable[..., Visit]) -> None:
    page = visit(size=PHONE).go("/#open=jinyi-cbz")
    box = page.locator(f"{CARD} .popup-close").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    page.locator(f"{CARD} .popup-close").click()
    expect(page.locator(CARD)).to_be_hidden()


def test_the_sheet_makes_room_for_a_popup_and_comes_back(visit: Callable[..., Visit]) -> None:
    page = visit(size=PHONE).go("/")
    search(page, "金义综合保税区")
    page.locator("#list .place").first.click()
    expect(page.locator("#popup-title")).to_be_in_viewport()
    expect(page.locator(".panel")).to_have_attribute("data-sheet", "peek")
    page.locator(f"{CARD} .popup-close").click()
    expect(page.locator(".panel")).to_have_attribute("data-sheet", "half")


@pytest.mark.parametrize("path", ["/?lang=en", "/embed/atlas?lang=en"])
def test_nothing_at_the_edge_of_the_map_overlaps(visit: Callable[..., Visit], path: str) -> None:
    page = visit(size=PHONE).go(path)
    script = """() => ['.approval', '.leaflet-control-scale', '.map-credits', '.map-buttons',
        '.legend-box', '.caption', '.panel'].flatMap(s => [...document.querySelectorAll(s)])
        .map(e => [e.className, e.getBoundingClientRect().toJSON()])"""
    boxes = page.evaluate(script)
    touching = [
        (one, other)
        for at, (one, a) in enumerate(boxes)
        for other, b in boxes[at + 1 :]
        if a["left"] < b["right"]
        and b["left"] < a["right"]
        and a["top"] < b["bottom"] - 1
        and b["top"] < a["bottom"] - 1
    ]
    assert touching == []
