"""Map, legend, list and search tell the same."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import Visit, document, features, open_list, rows_of, search
from webmap.views import VIEWS

pytestmark = pytest.mark.browser

WHOLE_WORLD = "#map=2/30/60&off="


def shown_counts(page: Page) -> dict[str, str]:
    script = """rows => Object.fromEntries(rows.map(row =>
        [row.dataset.layer, row.querySelector('.shown').textContent.trim()]))"""
    return dict(page.locator("[data-layer]").evaluate_all(script))


@pytest.mark.parametrize("view", VIEWS)
def test_the_list_holds_what_the_map_holds(visit: Callable[..., Visit], view: str) -> None:
    guest = visit()
    doc = document(guest.base, view)
    page = guest.go(f"/map/{view}?lang=en{WHOLE_WORLD}")
    open_list(page)
    listed = {(row["id"], row["name"], row["meta"].split(" · ")[0]) for row in rows_of(page)}
    kinds = doc["terms"]["kind"]
    drawn = {(each["id"], each["en"], kinds[each["kind"]][1]) for each in features(doc)}
    assert listed == drawn


def test_the_list_names_every_status_that_is_not_existing(visit: Callable[..., Visit]) -> None:
    guest = visit()
    doc = document(guest.base, "atlas")
    page = guest.go(f"/?lang=en{WHOLE_WORLD}")
    open_list(page)
    said = {row["id"]: row["meta"].split(" · ")[1:2] for row in rows_of(page)}
    words = {key: pair[1] for key, pair in doc["terms"]["status"].items()}
    wrong = [
        each["id"]
        for each in features(doc)
        if (said[each["id"]] == [words[each["status"]]]) != (each["status"] != "existing")
    ]
    assert wrong == []


@pytest.mark.parametrize("view", ["atlas", "africa"])
def test_the_legend_counts_what_the_map_holds(visit: Callable[..., Visit], view: str) -> None:
    guest = visit()
    doc = document(guest.base, view)
    page = guest.go(f"/map/{view}{WHOLE_WORLD}")
    placed = {layer["id"]: 0 for layer in doc["layers"]}
    for each in features(doc):
        placed[each["layer"]] += each["lon"] is not None or bool(each.get("lines"))
    expected = {
        layer["id"]: str(layer["count"])
        if placed[layer["id"]] == layer["count"]
        else f"{placed[layer['id']]} / {layer['count']}"
        for layer in doc["layers"]
    }
    assert shown_counts(page) == expected


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("马德里", "YIW-MAD"),
        ("Madrid", "YIW-MAD"),
        ("金义综合保税区", "jinyi-cbz"),
        ("jinyi", "jinyi-cbz"),
    ],
)
def test_search_finds_by_hanzi_and_by_english(
    visit: Callable[..., Visit], query: str, found: str
) -> None:
    page = visit().go("/")
    search(page, query)
    assert found in [row["id"] for row in rows_of(page)]


def test_search_finds_by_an_alias(visit: Callable[..., Visit]) -> None:
    guest = visit()
    named = [each for each in features(document(guest.base, "atlas")) if each.get("alias")]
    page = guest.go("/")
    for each in named[:5]:
        search(page, each["alias"].split(" ")[0])
        assert each["id"] in [row["id"] for row in rows_of(page)], each["alias"]


def test_a_search_without_results_says_what_works(visit: Callable[..., Visit]) -> None:
    page = visit().go("/?lang=en")
    search(page, "zzzz")
    expect(page.locator(".list-note")).to_contain_text("Nothing found for “zzzz”")


def test_a_layer_that_is_switched_off_leaves_the_list(visit: Callable[..., Visit]) -> None:
    guest = visit()
    ids = {
        each["id"]
        for each in features(document(guest.base, "atlas"))
        if each["layer"] == "bonded_zones"
    }
    page = guest.go(f"/{WHOLE_WORLD}")
    page.locator("[data-layer=bonded_zones] [role=switch]").click()
    open_list(page)
    assert ids.isdisjoint(row["id"] for row in rows_of(page))


def test_a_layer_that_is_switched_off_leaves_the_map(visit: Callable[..., Visit]) -> None:
    page = visit().go("/map/rail#map=4/50/70")
    canvas = page.locator(".leaflet-features-pane canvas")
    inked = "c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0)"
    assert canvas.evaluate(inked)
    for switch in page.locator("[role=switch]").all():
        switch.click()
    assert not canvas.evaluate(inked)


def test_every_switch_says_whether_its_layer_shows(visit: Callable[..., Visit]) -> None:
    page = visit().go("/")
    switch = page.locator("[data-layer=regions] [role=switch]")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
