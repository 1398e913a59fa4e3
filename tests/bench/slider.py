"""How smoothly the slider of `/coverage` cuts its field: work and frames of sixty moves."""

from __future__ import annotations

import statistics

from playwright.sync_api import Browser

from tests.bench import serving
from tests.bench.browser import busy_ms, chromium
from tests.bench.measuring import Section, Spread, number, ratios, table

SCREENS = {
    "390 × 844": (390, 844, 1),
    "390 × 844, 3 pixels each": (390, 844, 3),
    "1440 × 900": (1440, 900, 1),
    "1440 × 900, 2 pixels each": (1440, 900, 2),
}
"""Width and height in CSS pixels, and screen pixels for each of them."""
MOVES, ROUNDS = 60, 3
AIM_MS = 1000 / 60
URL = "/coverage?lang=en"

# Still: the same frames with no move, which is what the screen does by itself.
_MOVED = """async ({ moves, still }) => {
  const slider = document.querySelector("#reach");
  const starts = [];
  for (let i = 0; i < moves; i++) {
    if (!still) {
      slider.value = String(1 + (i * 3) % Number(slider.max));
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    await new Promise((done) => requestAnimationFrame((start) => {
      starts.push(start);
      done();
    }));
  }
  return starts.slice(1).map((start, i) => start - starts[i]);
}"""


def run() -> Section:
    """Measure and tell."""
    with serving.atlas() as server, chromium() as browser:
        found = {name: _screen(browser, server.address + URL, name) for name in SCREENS}
    rows = [
        (name, work, frames, ratios(frames.values, still.values))
        for name, (work, frames, still) in found.items()
    ]
    late = [name for name, (_, frames, _) in found.items() if frames.median > AIM_MS * 1.05]
    worst = max(work.median for work, _, _ in found.values())
    return Section(
        name="slider",
        title="The hours slider of `/coverage`",
        method=(
            f"Headless Chromium without a GPU, so that every pixel is laid down by the processor "
            f"that the page's script runs on. {MOVES} moves of the slider in a row, {ROUNDS} "
            f"rounds: how long the main thread is busy for a move, the median time from frame to "
            f"frame, "
            f"and of that as a share of the frames of the same page at rest. No move asks for "
            f"anything (a test of its own)."
        ),
        tables=(table(("screen", "work ms", "frame ms", "times a frame at rest"), rows),),
        verdict=(
            f"Aim: 60 frames a second, {AIM_MS:.1f} ms each. Measured: at most {number(worst)} ms "
            f"of work a frame; "
            + (f"frames come later than that at {'; '.join(late)}." if late else "no frame late.")
        ),
    )


def _screen(browser: Browser, url: str, name: str) -> tuple[Spread, Spread, Spread]:
    width, height, density = SCREENS[name]
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=density
    )
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Performance.enable")
    page.goto(url)
    page.wait_for_selector("html[data-drawn='1']")
    work, frames, rest = [], [], []
    for _ in range(ROUNDS):
        still = page.evaluate(_MOVED, {"moves": MOVES, "still": True})
        before = busy_ms(cdp)
        moved = page.evaluate(_MOVED, {"moves": MOVES, "still": False})
        work.append((busy_ms(cdp) - before) / MOVES)
        frames.append(statistics.median(moved))
        rest.append(statistics.median(still))
    context.close()
    return Spread.of(work), Spread.of(frames), Spread.of(rest)
