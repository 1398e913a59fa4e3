"""axe-core finds no serious or critical fault, in any state, language, size or theme."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import DESKTOP, LANGS, PHONE, Visit, open_list, with_lang
from webmap.views import VIEWS

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[2] / "webmap" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document, {resultTypes: ['violations']})).violations
    .filter(v => ['serious', 'critical'].includes(v.impact))
    .map(v => `${v.id}: ${v.nodes.map(n => n.target.join(' ')).slice(0, 5).join(', ')}`)"""

MAPS = [f"/map/{view}" for view in VIEWS]
EMBEDS = ["/embed/atlas", "/embed/corridor", "/embed/coverage"]
TEXTS = [
    "/place/ningbo-zhoushan-port",
    "/place/YIW-MAD",
    "/layer/routes",
    "/routes",
    "/routes/YIW-CND",
    "/corridor",
    "/places?partner=DEU",
    "/search?q=yiwu",
    "/sources",
    "/about",
    "/indicators",
    "/indicators/china-europe-trains",
    "/indicators/checks",
    "/frames",
    "/frames/seven-platforms",
    "/plan",
    "/plan?from=yiwu&to=Rotterdam&closed=suez",
    "/plan/rates",
    "/plan/break-even",
    "/coverage",
    "/coverage?express=1",
    "/map/nope",
]


# axe styles its probes inline, which the policy of the pages refuses: here it does not apply.


def faults_at_all_sizes_and_themes(page: Page, what: str) -> list[str]:
    """Run axe on the page as it is, at both sizes, light and dark."""
    faults = []
    for width, height in (DESKTOP, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            faults += [f"{what} {width} {scheme} {fault}" for fault in page.evaluate(RUN)]
    return faults


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [*MAPS, *EMBEDS, *TEXTS])
def test_axe_finds_no_serious_fault(visit: Callable[..., Visit], path: str, lang: str) -> None:
    guest = visit(tolerated="404", bypass_csp=True)
    guest.page.add_init_script(path=AXE)
    is_map = path in MAPS or path in EMBEDS
    page = guest.go(with_lang(path, lang), drawn=is_map)
    assert faults_at_all_sizes_and_themes(page, "as opened") == []


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_no_serious_fault_in_the_list(visit: Callable[..., Visit], lang: str) -> None:
    guest = visit(bypass_csp=True)
    guest.page.add_init_script(path=AXE)
    page = guest.go(f"/map/platforms?lang={lang}")
    open_list(page)
    assert faults_at_all_sizes_and_themes(page, "list") == []


@pytest.mark.parametrize("lang", LANGS)
def test_axe_finds_no_serious_fault_in_a_popup(visit: Callable[..., Visit], lang: str) -> None:
    guest = visit(bypass_csp=True)
    guest.page.add_init_script(path=AXE)
    page = guest.go(f"/?lang={lang}#open=yixinou")
    expect(page.locator("#popup-title")).to_be_visible()
    page.locator(".popup-card .sources summary").click()
    assert faults_at_all_sizes_and_themes(page, "popup") == []
