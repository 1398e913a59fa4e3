"""Each map page fetches the browser modules that it uses, and no others."""

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from geo.errors import UnknownAssetError
from webmap.assets import load_assets

PANEL_ONLY = {"panel", "list", "search", "sheet", "actions", "print"}
PRELOAD = re.compile(r'<link rel="modulepreload" href="/static/\w+/js/([\w-]+)\.js">')


def preloaded(client: FlaskClient, path: str) -> set[str]:
    return set(PRELOAD.findall(client.get(path).text))


def test_an_embed_fetches_no_module_of_the_panel(client: FlaskClient) -> None:
    assert preloaded(client, "/embed/parks").isdisjoint(PANEL_ONLY)
    assert preloaded(client, "/map/parks") >= PANEL_ONLY


def test_an_embed_fetches_fewer_modules_and_bytes_than_the_page(client: FlaskClient) -> None:
    assets = load_assets()
    sizes = [
        sum(assets.file(path).stat().st_size for path in assets.modules(entry))
        for entry in ("js/embed.js", "js/atlas.js")
    ]
    assert sizes[0] < sizes[1]
    assert len(assets.modules("js/embed.js")) < len(assets.modules("js/atlas.js"))


@pytest.mark.parametrize("entry", ["js/atlas.js", "js/embed.js", "js/present.js"])
def test_what_modules_import_by_name_is_among_them(entry: str) -> None:
    assert "vendor/vector-tile/index.js" in load_assets().modules(entry)
    assert "vendor/point-geometry/index.js" in load_assets().modules(entry)


def test_words_in_comments_are_no_imports() -> None:
    modules = load_assets().modules("js/dom.js")
    assert modules == ("js/dom.js",)


def test_a_module_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownAssetError, match=r"No static file 'js/nope\.js'"):
        load_assets().modules("js/nope.js")


def test_every_module_is_fetched_by_some_page() -> None:
    assets = load_assets()
    own = {path for path in assets.files if path.startswith("js/")}
    templates = Path(__file__).parents[2] / "webmap" / "templates"
    named = {
        name
        for path in templates.glob("*.html")
        for name in re.findall(r"module\('(js/[\w-]+\.js)'\)", path.read_text(encoding="utf-8"))
    }
    maps = {f"js/{name}.js" for name in ("atlas", "embed", "present", "network", "route")}
    maps |= {"js/plan.js", "js/even.js", "js/plan-even.js"}
    reach = {f"js/{name}.js" for name in ("coverage", "coverage-map", "coverage-embed")}
    entries = maps | reach | named
    assert own == {
        path for entry in entries for path in assets.modules(entry) if path.startswith("js/")
    }
