"""Whatever a table says is text, wherever it is shown."""

import re
from html.parser import HTMLParser

import orjson
import pytest
from flask.testing import FlaskClient

from layers import LANGS
from tests.tables import HOSTILE, HOSTILE_ID, IMAGE, SCRIPT_END, TEMPLATE

FREE_TEXT = ("name_zh", "name_en", "status_text", "admin", "note", "industries")
PAGES = {
    "popup": f"/popup/{HOSTILE_ID}",
    "profile": f"/place/{HOSTILE_ID}",
    "profile of its parent": "/place/yixinou",
    "table": "/layer/hubs",
    "sources": "/sources",
    "map": "/",
    "embed": "/embed/atlas",
}
# What each page must show of it, read back as text.
SHOWN = {
    "popup": ["name_zh", "name_en", "title", "indicator"],
    "profile": [
        "name_zh",
        "name_en",
        "status_text",
        "statement",
        "topic",
        "title",
        "quote",
        "indicator",
    ],
    "profile of its parent": ["name", "indicator"],
    "table": ["name", "admin"],
    "sources": ["title", "publisher", "source note", "licence"],
}
EVENTS = re.compile(r"on[a-z]+$")


class Reader(HTMLParser):
    """Collect what a browser would run, and the text that it would show."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def read(client: FlaskClient, path: str, lang: str) -> tuple[str, Reader]:
    answer = client.get(f"{path}?lang={lang}")
    assert answer.status_code == 200
    reader = Reader()
    reader.feed(answer.text)
    return answer.text, reader


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_it_runs(
    hostile: FlaskClient, client: FlaskClient, name: str, lang: str
) -> None:
    html, page = read(hostile, PAGES[name], lang)
    assert SCRIPT_END not in html
    assert IMAGE not in html
    assert "img" not in page.tags
    assert not [key for key, _ in page.attributes if EVENTS.match(key)]
    links = [value or "" for key, value in page.attributes if key in {"href", "src"}]
    assert not [link for link in links if not link.startswith(("/", "#", "http"))]
    if name in {"map", "embed", "sources"}:
        assert page.tags.count("script") == read(client, PAGES[name], lang)[1].tags.count("script")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", SHOWN)
def test_it_is_shown_as_it_was_written(hostile: FlaskClient, name: str, lang: str) -> None:
    _, page = read(hostile, PAGES[name], lang)
    assert not [word for word in SHOWN[name] if f"{HOSTILE} {word}" not in page.text]
    assert "{{ 7*7 }}" in page.text


@pytest.mark.parametrize("lang", LANGS)
def test_the_title_of_a_page_is_text(hostile: FlaskClient, lang: str) -> None:
    html, _ = read(hostile, f"/place/{HOSTILE_ID}", lang)
    title = re.findall(r"<title>(.*?)</title>", html, re.DOTALL)
    assert len(title) == 1
    assert TEMPLATE in title[0]
    assert "<" not in title[0]


@pytest.mark.parametrize(
    "path", ["/api/layers/hubs.geojson", f"/api/places/{HOSTILE_ID}", "/api/maps/atlas.json"]
)
def test_json_holds_it_as_data(hostile: FlaskClient, path: str) -> None:
    answer = hostile.get(path)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.mimetype in {"application/json", "application/geo+json"}
    orjson.loads(answer.data)
    assert orjson.dumps(f"{HOSTILE} name_zh")[1:-1] in answer.data


def test_no_header_and_no_file_name_comes_from_it(hostile: FlaskClient) -> None:
    for path in PAGES.values():
        headers = str(hostile.get(path).headers)
        assert "alert" not in headers
        assert "Content-Disposition" not in headers


def test_another_name_is_found_as_it_was_written(hostile: FlaskClient) -> None:
    hubs = next(
        layer
        for layer in orjson.loads(hostile.get("/api/maps/atlas.json").data)["layers"]
        if layer["id"] == "hubs"
    )
    at = hubs["features"]["id"].index(HOSTILE_ID)
    assert hubs["features"]["alias"][at] == f"{HOSTILE} other name"


@pytest.mark.parametrize("path", [f"/place/{IMAGE}", f"/map/{IMAGE}", "/x?lang=<script>"])
def test_what_an_address_says_is_text_on_the_page_of_its_error(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert 400 <= answer.status_code < 500
    assert "<img" not in answer.text
    # The page has scripts of its own, as any other error's has.
    plain = client.get("/nowhere", headers={"Accept": "text/html"})
    assert answer.text.count("<script") == plain.text.count("<script")
