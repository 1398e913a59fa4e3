"""Templates keep to the strict content security policy, and escape what facts say."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from webmap.strings import STRINGS, strings

WEBMAP = Path(__file__).parents[2] / "webmap"
TEMPLATES = sorted((WEBMAP / "templates").glob("*.html"))
HOSTILE = '"><script>alert(1)</script>'

PLACE = {
    "id": "x",
    "name": HOSTILE,
    "other_name": HOSTILE,
    "other_lang": "en",
    "chips": [{"text": HOSTILE, "cls": ""}],
    "facts": [{"label": HOSTILE, "text": HOSTILE, "note": HOSTILE}],
    "indicators": [
        {
            "id": "y",
            "name": HOSTILE,
            "period": "2025",
            "kind": "target",
            "kind_text": HOSTILE,
            "comparator": {"sign": "≥", "word": "at least"},
            "number": "3,000",
            "unit": HOSTILE,
            "cite": [1],
            "quote": HOSTILE,
        }
    ],
    "history": [
        {"date": "2020", "date_text": HOSTILE, "topic": HOSTILE, "text": HOSTILE, "cite": [1]}
    ],
    "pairs": [{"href": "/place/y", "name": HOSTILE, "reasons": HOSTILE}],
    "nearest": [{"role_text": HOSTILE, "target": None, "why": HOSTILE}],
    "related": [{"href": "/place/y", "name": HOSTILE, "relation": HOSTILE}],
    "sources": [{"no": 1, "title": HOSTILE, "url": "https://example.org/", "note": HOSTILE}],
    "withheld": 2,
    "profile_href": "/place/x?lang=en",
    "map_href": "/#open=x",
}


@pytest.fixture
def jinja() -> Environment:
    environment = Environment(loader=FileSystemLoader(WEBMAP / "templates"), autoescape=True)
    environment.globals["static"] = lambda path: f"/static/0/{path}"
    environment.globals["module"] = lambda path: ""
    return environment


def page(lang: str) -> dict[str, object]:
    return {
        "lang": lang,
        "html_lang": "zh-CN" if lang == "zh" else "en",
        "title": "T",
        "nav": [{"href": "/", "text": "T", "current": True}],
        "maps": [{"href": "/map/rail", "text": "T", "current": False}],
        "as_of": "2026-02",
        "home_href": "/",
        "strings": strings(lang),
    }


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_nothing_runs_or_is_styled_inline(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:|\|\s*safe", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_word_that_a_template_asks_for_exists(path: Path) -> None:
    asked = set(re.findall(r"\b(?:s|page\.strings)\.(\w+)", path.read_text(encoding="utf-8")))
    assert asked <= STRINGS.keys()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_style_sheet_that_a_template_links_exists(path: Path) -> None:
    linked = re.findall(r"'(css/[\w-]+\.css|icons/[\w-]+\.svg)'", path.read_text(encoding="utf-8"))
    assert all((WEBMAP / "static" / name).is_file() for name in linked)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["popup.html", "place.html"])
def test_what_facts_say_is_escaped(jinja: Environment, name: str, lang: str) -> None:
    html = jinja.get_template(name).render(page=page(lang), place=PLACE)
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_popup_says_how_many_indicators_the_profile_has_beside_its_own(
    jinja: Environment,
) -> None:
    place = {**PLACE, "indicators": PLACE["indicators"] * 3, "more": 2}
    html = jinja.get_template("popup.html").render(page=page("en"), place=place)
    assert '<data class="count" data-count>2</data> more indicators' in html


def test_a_number_stands_by_its_unit_and_its_source(jinja: Environment) -> None:
    indicator = {**PLACE["indicators"][0], "unit": "trains"}
    place = {**PLACE, "indicators": [indicator]}
    html = jinja.get_template("popup.html").render(page=page("en"), place=place)
    number = '<span class="number">3,000</span>&#8239;<span class="unit">trains</span>'
    assert f'{number}</data><a class="cite" href="#src-1"' in html
    assert '<data class="quantity" data-observation="y">' in html


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_map_without_an_approval_number_says_so(jinja: Environment, lang: str) -> None:
    view = {"id": "atlas", "title": "T", "description": "D"}
    html = jinja.get_template("map.html").render(page=page(lang), view=view, legend=[], folium={})
    assert f'<p class="approval">{strings(lang)["approval"]}' in html
    assert strings(lang)["approval_missing"] in html


def test_embeds_load_no_web_fonts(jinja: Environment) -> None:
    view = {"id": "atlas", "title": "T"}
    html = jinja.get_template("embed.html").render(page=page("zh"), view=view, legend=[], folium={})
    assert "css/embed.css" in html
    assert "fonts.css" not in html
