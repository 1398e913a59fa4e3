"""Text that would be code elsewhere is shown as text, and nothing of it runs."""

import json
from collections.abc import Callable
from functools import partial
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visiting import Visit, document, open_list, point_at, search

pytestmark = pytest.mark.browser

HOSTILE = [
    "<img src=x onerror=window.run=1>",
    "</script><script>window.run=1</script>",
    "{{ 7*7 }} {% x %} ${run}",
]


def hostile_map(visit: Callable[..., Visit], text: str) -> Page:
    """Open a map that has but one place, whose every word is hostile."""
    guest = visit()
    doc = document(guest.base, "parks")
    layer = doc["layers"][0]
    words = {key: [text] for key in ("zh", "en", "place", "alias")}
    known = {key: [layer["features"][key][0]] for key in ("id", "kind", "status")}
    layer["features"] = {**known, **words, "precision": ["site"], "lon": [120.0], "lat": [29.0]}
    layer["count"] = 1
    doc["layers"] = [layer]
    for terms in doc["terms"].values():
        for code in terms:
            terms[code] = [text, text]
    body = json.dumps(doc)
    json_type = "application/json"
    guest.context.route(
        "**/api/maps/**", lambda route: route.fulfill(body=body, content_type=json_type)
    )
    guest.context.route("**/popup/**", lambda route: popup(route, text))
    guest.context.route("**/api/search*", lambda route: found(route, layer["id"], text))
    return guest.go("/map/parks?lang=en#map=9/29.000/120.000&off=")


def popup(route: Route, text: str) -> None:
    """Answer with a popup as if the server had forgotten to escape a name."""
    body = f'<article class="popup"><h2 id="popup-title">{text}</h2></article>'
    route.fulfill(body=body, content_type="text/html")


def found(route: Route, layer_id: str, text: str) -> None:
    """Answer a search with a place that the map has not loaded."""
    words = dict.fromkeys(("name", "other", "why", "why_text", "by", "href"), text)
    row = {"type": "place", "id": "elsewhere", "layer": layer_id, "meta": [text], **words}
    body = json.dumps({"query": text, "count": 1, "results": [row]})
    route.fulfill(body=body, content_type="application/json")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_text_in_list_search_and_tooltip(
    visit: Callable[..., Visit], text: str
) -> None:
    page = hostile_map(visit, text)
    open_list(page)
    expect(page.locator("#list .place .name")).to_have_text(text)
    search(page, "run" if "run" in text else "7")
    expect(page.locator('#list .place[data-id="elsewhere"] .name')).to_have_text(text)
    page.mouse.move(*point_at(page, 120, 29))
    expect(page.locator(".map-tip")).to_have_text(text)
    assert page.locator("main img, main script").count() == 0
    assert page.evaluate("window.run") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_in_a_popup_that_was_not_escaped(
    visit: Callable[..., Visit], text: str
) -> None:
    # The policy of the page refuses what the text asks for, and says so on the console.
    page = hostile_map(partial(visit, tolerated="console|failed"), text)
    page.mouse.click(*point_at(page, 120, 29))
    expect(page.locator(".popup-card")).to_be_visible()
    expect(page.locator(".popup-message")).to_have_count(0)
    assert page.evaluate("window.run") is None


def test_a_hostile_search_is_shown_as_text(visit: Callable[..., Visit]) -> None:
    page = visit().go("/?lang=en")
    search(page, HOSTILE[0])
    expect(page.locator(".list-note")).to_contain_text(HOSTILE[0])
    assert page.evaluate("window.run") is None


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_address_is_shown_as_text(visit: Callable[..., Visit], text: str) -> None:
    page = visit(tolerated="404").go(f"/place/{quote(text, safe='')}?lang=en", drawn=False)
    expect(page.locator("main")).to_contain_text("404")
    assert page.locator("main img").count() == 0
    assert page.evaluate("window.run") is None
