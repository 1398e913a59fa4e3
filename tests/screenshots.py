"""Take the pictures of the README: views and pages at 1440 and 390 pixels, as WebP."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile

from tests.chromium import FLAGS, chromium_path
from tests.serving import serve
from webmap.views import VIEWS

PICTURES = Path(__file__).parent / "pictures"
SIZES = {1440: 900, 390: 844}
"""Height in pixels by width."""
LIMIT_BYTES = 150_000
QUALITIES = (82, 74, 66, 58)
"""WebP qualities, tried until a picture is small enough."""


def pictures() -> dict[str, str]:
    """Return the address of each picture by the name of its file."""
    views = {view: f"/map/{view}?lang=zh" for view in VIEWS if view != "atlas"}
    pages = {
        "plan": "/plan?from=yiwu&to=madrid&lang=zh",
        "route": "/routes/YIW-MAD?lang=zh",
        "reach": "/coverage?lang=zh",
    }
    return {"atlas": "/?lang=zh", "atlas-en": "/?lang=en", **views, **pages}


def shoot(browser: Browser, url: str, width: int) -> bytes:
    """Return a PNG of a page when its map is drawn."""
    page = browser.new_page(viewport={"width": width, "height": SIZES[width]})
    page.goto(url)
    page.wait_for_selector("html[data-drawn='1']")
    page.evaluate("document.fonts.ready")
    png = page.screenshot()
    page.close()
    return png


def webp(png: bytes, quality: int) -> bytes:
    """Return a PNG as WebP."""
    with MemoryFile(png) as source, source.open() as picture, MemoryFile() as target:
        profile = {"width": picture.width, "height": picture.height, "count": 3, "dtype": "uint8"}
        with target.open(driver="WEBP", QUALITY=quality, **profile) as copy:
            copy.write(picture.read((1, 2, 3)))
        return bytes(target.read())


def small_webp(png: bytes) -> bytes:
    """Return a PNG as the best WebP that is below the limit.

    Raises
    ------
    ValueError
        If no quality is small enough.
    """
    for quality in QUALITIES:
        body = webp(png, quality)
        if len(body) <= LIMIT_BYTES:
            return body
    msg = f"The picture has {len(body)} bytes; accepted are at most {LIMIT_BYTES}."
    raise ValueError(msg)


def main() -> None:
    """Write all pictures."""
    path = chromium_path()
    if path is None:
        sys.exit("Screenshots need Chromium: apt-get install chromium, then run again.")
    # A screenshot is no map.
    warnings.simplefilter("ignore", NotGeoreferencedWarning)
    PICTURES.mkdir(exist_ok=True)
    with serve() as base, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for name, address in pictures().items():
            for width in SIZES:
                body = small_webp(shoot(browser, f"{base}{address}", width))
                (PICTURES / f"{name}-{width}.webp").write_bytes(body)
        browser.close()


if __name__ == "__main__":
    main()
