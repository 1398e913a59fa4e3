"""What a reader of Chinese is shown of texts that the tables hold in English, and the reverse."""

import html
from datetime import date

import pytest
from flask.testing import FlaskClient

from layers import Atlas
from tests.serving import TODAY
from webmap.citations import Reader, lang_of

PAGES = (
    "/place/china-ceec-yuyao",
    "/place/JHA-BAK",
    "/place/NGB_BL",
    "/place/yixinou",
    "/layer/stations",
    "/layer/routes",
    "/indicators/china-europe-trains",
    "/frames/seven-platforms",
    "/sources",
    "/about",
)
SHORTEST_TOLD = 12
"""Characters from which an English text cannot be part of a name or a quotation by chance."""


@pytest.mark.parametrize("path", PAGES)
def test_a_chinese_page_shows_no_text_in_english_that_has_a_translation(
    client: FlaskClient, atlas: Atlas, path: str
) -> None:
    page = html.unescape(client.get(f"{path}?lang=zh").text)
    english = {text for text in atlas.translations if len(text) >= SHORTEST_TOLD}
    english -= set(atlas.features["name_en"])
    assert [text for text in english if f">{text}<" in page] == []


def test_a_note_is_shown_in_the_language_of_the_page(client: FlaskClient, atlas: Atlas) -> None:
    note = atlas.features.at["china-ceec-yuyao", "note"]
    chinese, english = (client.get(f"/place/china-ceec-yuyao?lang={x}").text for x in ("zh", "en"))
    assert atlas.translations[note] in chinese
    assert note in html.unescape(english)
    assert atlas.translations[note] not in english


def test_a_definition_is_shown_in_the_language_of_the_page(
    client: FlaskClient, atlas: Atlas
) -> None:
    table = atlas.tables["indicators"].set_index("indicator_id")
    definition = table.at["china-europe-trains", "definition"]
    assert (
        f"<dd>{atlas.translations[definition]}</dd>"
        in client.get("/indicators/china-europe-trains?lang=zh").text
    )


def test_a_quotation_is_never_translated(client: FlaskClient, atlas: Atlas) -> None:
    quotes = set(atlas.tables["observations"]["quote_zh"].dropna())
    assert quotes.isdisjoint(atlas.translations)
    titles = set(atlas.tables["sources"]["title"].dropna())
    assert titles.isdisjoint(atlas.translations)


def test_an_operator_known_in_english_alone_stands_in_the_chinese_field(
    client: FlaskClient,
) -> None:
    page = client.get("/place/sino-italy-ningbo-ecological-park?lang=zh").text
    assert "意大利引资机构（Invitalia）" in page


def test_a_text_without_a_translation_stays_as_it_stands() -> None:
    reader = Reader("zh", date.fromisoformat(TODAY), {"planned": "规划中"})
    assert [reader.said(text) for text in ("planned", "unheard of", None)] == [
        "规划中",
        "unheard of",
        None,
    ]


def test_an_english_note_that_quotes_chinese_words_is_english() -> None:
    assert lang_of("Status by its own source; the plan says 建设 (line 61).", "zh") == "en"


def test_areas_have_their_english_names_on_english_pages(client: FlaskClient) -> None:
    assert "<dd>Yiwu, Jinhua</dd>" in client.get("/place/yiwu-cbz?lang=en").text
    assert "<dd>金华市义乌市</dd>" in client.get("/place/yiwu-cbz?lang=zh").text


def test_an_area_smaller_than_a_county_keeps_its_chinese_name(client: FlaskClient) -> None:
    page = client.get("/place/hengdian-film-cluster?lang=en").text
    assert '<dd lang="zh-CN">金华市东阳市横店镇</dd>' in page
