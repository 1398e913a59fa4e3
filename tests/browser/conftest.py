"""One Chromium and one served app for all browser tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visiting import DESKTOP, PHONE, Visit
from tests.chromium import FLAGS, chromium_path
from tests.serving import serve

NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def tiled() -> Iterator[str]:
    with serve(ATLAS_INLINE_LIMIT="10") as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        pytest.fail("Browser tests need Chromium: apt-get install chromium, then run again.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS, NO_OTHER_HOST])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, base: str) -> Iterator[Callable[..., Visit]]:
    """Begin visits; at the end of the test none of them may have met a fault."""
    visits: list[Visit] = []

    def begin(
        *,
        size: tuple[int, int] = DESKTOP,
        at: str = "",
        tolerated: str | None = None,
        allowed: tuple[str, ...] = (),
        **options: Any,
    ) -> Visit:
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]},
            has_touch=size == PHONE,
            **{"reduced_motion": "reduce", **options},
        )
        context.set_default_timeout(8_000)
        visits.append(Visit(at or base, context, tolerated, allowed))
        return visits[-1]

    yield begin
    faults = [fault for each in visits for fault in each.faults]
    for each in visits:
        each.context.close()
    assert faults == []
