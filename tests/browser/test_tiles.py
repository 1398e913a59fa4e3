"""A view with too many features for one document comes in vector tiles, and works the same."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit, document, features, open_list, point_at, rows_of

pytestmark = pytest.mark.browser


def test_a_tiled_map_draws_what_the_document_holds(
    visit: Callable[..., Visit], base: str, tiled: str
) -> None:
    guest = visit(at=tiled)
    tiles: list[str] = []
    guest.context.on("request", lambda request: tiles.append(request.url))
    assert document(tiled, "parks")["mode"] == "tiles"
    page = guest.go("/map/parks?lang=en#map=11/29.60/120.00&off=")
    open_list(page)
    listed = {(row["id"], row["name"]) for row in rows_of(page)}
    known = {(each["id"], each["en"]) for each in features(document(base, "parks"))}
    assert any("/tiles/features/parks/" in url for url in tiles)
    assert listed
    assert listed <= known


def test_a_tiled_map_opens_popups(visit: Callable[..., Visit], base: str, tiled: str) -> None:
    place = next(e for e in features(document(base, "parks")) if e["lon"] is not None)
    page = visit(at=tiled).go(f"/map/parks#map=13/{place['lat']}/{place['lon']}")
    page.mouse.click(*point_at(page, place["lon"], place["lat"]))
    expect(page.locator("#popup-title")).to_be_visible()


def test_a_tiled_map_opens_popups_from_its_list(visit: Callable[..., Visit], tiled: str) -> None:
    page = visit(at=tiled).go("/map/parks#map=9/29.60/120.00")
    open_list(page)
    row = page.locator("#list .place").first
    name = row.locator(".name").text_content()
    row.click()
    expect(page.locator("#popup-title")).to_have_text(name or "")
