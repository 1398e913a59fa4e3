"""What a map costs in Chromium: bytes until drawn, time until drawn, time of a drag."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.chromium import FLAGS, chromium_path

VIEWPORT = {"width": 1000, "height": 600}
DRAG_STEPS, DRAG_STEP_PX = 6, 40
SETTLE_MS = 700
"""After a drag: redraws and tiles that it asked for belong to it."""
TIMEOUT_MS = 120_000

# Both kinds of page set data-drawn when their scripts are through; what counts is the frame
# after the next, when layout and paint are through as well.
_WATCH = """
new MutationObserver((_, watch) => {
  if (!document.documentElement?.dataset.drawn) return;
  watch.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => {
    performance.mark("bench-painted");
    document.documentElement.dataset.painted = "1";
  }));
}).observe(document, { subtree: true, childList: true, attributeFilter: ["data-drawn"] });
"""
_PAINTED = "() => performance.getEntriesByName('bench-painted')[0].startTime"


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit of a page with an empty cache."""

    drawn_ms: float
    bytes: float
    pan_ms: float
    """Time that the main thread was busy during and after a drag."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run a Chromium until the block is left."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        yield browser
        browser.close()


def visit(browser: Browser, url: str) -> Visit:
    """Open a page in a new context, wait until it is drawn, drag its map."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Performance.enable")
    sent: list[float] = []
    cdp.on("Network.loadingFinished", lambda event: sent.append(event["encodedDataLength"]))
    page.add_init_script(_WATCH)
    page.goto(url, wait_until="commit")
    page.wait_for_selector("html[data-painted]", state="attached")
    drawn_ms = float(page.evaluate(_PAINTED))
    total = sum(sent)
    page.wait_for_timeout(SETTLE_MS)
    pan_ms = _drag(page, cdp)
    context.close()
    return Visit(drawn_ms, total, pan_ms)


def _drag(page: Page, cdp: CDPSession) -> float:
    x, y = VIEWPORT["width"] / 2 + 100, VIEWPORT["height"] / 2
    before = busy_ms(cdp)
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, DRAG_STEPS + 1):
        page.mouse.move(x - step * DRAG_STEP_PX, y)
    page.mouse.up()
    page.wait_for_timeout(SETTLE_MS)
    return busy_ms(cdp) - before


def busy_ms(cdp: CDPSession) -> float:
    """Return how long the main thread of a page has been busy since it was opened."""
    metrics = cdp.send("Performance.getMetrics")["metrics"]
    return next(float(m["value"]) for m in metrics if m["name"] == "TaskDuration") * 1000
