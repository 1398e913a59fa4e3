"""Coverage: the slider cuts the field at once, by mouse and by key, and asks the server nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import DESKTOP, LANGS, PHONE, Visit, with_lang

pytestmark = pytest.mark.browser

SIZES = {"1440": DESKTOP, "390": PHONE}
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# How many pixels of the field have a colour, and how many of them the darkest one's.
PAINTED = """() => {
  const canvas = document.querySelector('.leaflet-reach-pane canvas');
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  let count = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) count++;
  return count;
}"""


def number(page: Page, what: str) -> str:
    return page.locator(f'[data-reach="{what}"] data').first.inner_text()


def drag(page: Page, share: float) -> None:
    """Drag the thumb to a share of the track."""
    slider = page.locator("#reach")
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    at = slider.evaluate("e => (e.value - e.min) / (e.max - e.min)")
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 12 + at * (box["width"] - 24), y)
    page.mouse.down()
    for step in range(1, 11):
        part = at + (share - at) * step / 10
        page.mouse.move(box["x"] + 12 + part * (box["width"] - 24), y)
    page.mouse.up()


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_dragging_cuts_the_field_and_asks_nothing(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(with_lang("/coverage", lang))
    page.wait_for_load_state("networkidle")
    before, places = page.evaluate(PAINTED), number(page, "places")
    asked: list[str] = []
    # A browser may look at the icon again when the address changes; that is not ours.
    page.on("request", lambda one: "favicon" in one.url or asked.append(one.url))
    drag(page, 0.7)
    expect(page.locator("#reach")).not_to_have_js_property("value", "48")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(PAINTED) > before * 1.2
    assert int(number(page, "places").replace(",", "")) > int(places.replace(",", ""))
    assert asked == []


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
@pytest.mark.parametrize("lang", LANGS)
def test_keys_move_the_limit_and_say_it(
    visit: Callable[..., Visit], lang: str, size: tuple[int, int]
) -> None:
    page = visit(size=size).go(with_lang("/coverage", lang))
    slider = page.locator("#reach")
    slider.focus()
    page.keyboard.press("End")
    expect(slider).to_have_js_property("value", slider.get_attribute("max"))
    most = page.evaluate(PAINTED)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_js_property("value", "2")
    said = {"zh": r"^0\.5 天：\d+ 个城镇，", "en": r"^0\.5 days: \d+ places, "}[lang]
    expect(slider).to_have_attribute("aria-valuetext", re.compile(said))
    assert 0 < page.evaluate(PAINTED) < most


def test_what_is_missed_follows_the_limit_and_the_address_keeps_it(
    visit: Callable[..., Visit],
) -> None:
    page = visit().go("/coverage?lang=en")
    rows = page.locator("#missed-rows tbody tr:not([hidden])")
    before = rows.count()
    page.locator("#reach").focus()
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    assert rows.count() < before
    days = page.locator("#days").input_value()
    assert f"days={days}" in page.url
    late = page.locator("#missed-note [data-said='late']")
    expect(late).to_have_text(str(rows.count()))
    page.reload()
    expect(page.locator(".reach-numbers .first data")).to_have_text(days)
    assert page.locator("#missed-rows tbody tr:not([hidden])").count() == int(late.inner_text())


def test_the_numbers_of_the_slider_are_those_of_the_server(visit: Callable[..., Visit]) -> None:
    page = visit().go("/coverage?days=12&lang=en")
    told = {what: number(page, what) for what in ("places", "people", "countries", "zones")}
    slider = page.locator("#reach")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(page.locator('[data-reach="places"] data')).to_have_text(told["places"])
    assert {what: number(page, what) for what in told} == told


def test_moves_between_two_frames_are_drawn_once(visit: Callable[..., Visit]) -> None:
    page = visit().go("/coverage")
    page.wait_for_selector("html[data-drawn='1']")
    assert page.evaluate(DRAWN) == [1, 1, 1]


# How often the field is drawn in each of three frames with twenty moves before it.
DRAWN = """async () => {
  const slider = document.querySelector('#reach');
  const canvas = document.querySelector('.leaflet-reach-pane canvas');
  const context = canvas.getContext('2d');
  const put = context.putImageData.bind(context);
  let count = 0;
  context.putImageData = (...given) => { count++; put(...given); };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  const drawn = [];
  for (let i = 0; i < 3; i++) {
    count = 0;
    for (let move = 1; move <= 20; move++) {
      slider.value = String(10 + 20 * i + move);
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await frame();
    drawn.push(count);
  }
  return drawn;
}"""


def test_the_express_question_is_asked_anew_by_its_form(visit: Callable[..., Visit]) -> None:
    page = visit().go("/coverage?express=1&from=yiw-airport&lang=en")
    before = int(number(page, "places").replace(",", ""))
    page.locator("#flight_kmh").fill("900")
    page.get_by_role("button", name="Work it out").click()
    page.wait_for_url("**flight_kmh=900**")
    assert int(number(page, "places").replace(",", "")) > before


@pytest.mark.parametrize("lang", LANGS)
def test_without_script_there_is_a_picture_and_the_tables(
    visit: Callable[..., Visit], lang: str
) -> None:
    guest = visit(java_script_enabled=False, tolerated="csp")
    page = guest.go(with_lang("/coverage", lang), drawn=False)
    still: Any = page.locator("img.still")
    expect(still).to_be_visible()
    assert page.locator("#missed-rows tbody tr:not([hidden])").count() > 100
    expect(page.locator("#reach")).to_be_hidden()


@pytest.mark.parametrize(("lang", "said"), [("zh", "天数为“99”"), ("en", "days is '99'")])
def test_a_refused_question_is_told_and_kept(
    visit: Callable[..., Visit], lang: str, said: str
) -> None:
    page = visit(tolerated="400").go(with_lang("/coverage?days=99&from=jinhua", lang), drawn=False)
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.locator("#days")).to_have_value("99")
    expect(page.locator("#from")).to_have_value("jinhua")


@pytest.mark.parametrize("path", ["/map/coverage", "/embed/coverage"])
def test_the_view_has_the_slider_too(visit: Callable[..., Visit], path: str) -> None:
    page = visit(size=(900, 600)).go(path)
    before = page.evaluate(PAINTED)
    drag(page, 0.9)
    page.evaluate(TWO_FRAMES)
    assert page.evaluate(PAINTED) > before


def test_the_list_of_what_is_missed_is_put_in_another_order_at_once(
    visit: Callable[..., Visit],
) -> None:
    page = visit().go(with_lang("/coverage?days=14", "en"))
    page.wait_for_load_state("networkidle")
    hours = "rows => rows.map(row => Number(row.dataset.hours || Infinity))"
    rows = page.locator("#missed-rows tbody tr")
    by_trade = rows.evaluate_all(hours)
    page.locator("#missed-sorts a").nth(1).click()
    by_days = rows.evaluate_all(hours)
    assert by_trade != by_days == sorted(by_days)
    assert "sort=days" in page.url
    page.locator("#missed-sorts a").nth(0).click()
    assert rows.evaluate_all(hours) == by_trade


def test_the_missing_link_of_a_row_is_found_and_drawn(visit: Callable[..., Visit]) -> None:
    page = visit().go(with_lang("/coverage?modes=rail,sea&days=12.34", "en"))
    page.wait_for_load_state("networkidle")
    page.locator("#missed-rows button[value='geonames-524901']").click()
    expect(page.locator("#link")).to_contain_text("Model, not a plan.")
    expect(page.locator("#link")).to_contain_text("would bring Moscow to")
    expect(page.locator(".leaflet-tooltip")).to_contain_text("not a plan")
