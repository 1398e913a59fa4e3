"""Every place has a popup and a profile, in both languages, with the source of each number."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from layers import LANGS, Atlas, Lang
from tests.serving import TODAY
from webmap.citations import Reader
from webmap.context import Site
from webmap.pages import popup_fragment
from webmap.place import POPUP_INDICATORS
from webmap.profile import place_page


def test_every_place_has_a_popup(site: Site) -> None:
    reader = Reader("zh", date.fromisoformat(TODAY))
    for feature_id in site.atlas.features.index:
        main = site.atlas.main_id(feature_id)
        assert f'data-id="{main}"' in popup_fragment(site, feature_id, reader)


@pytest.mark.parametrize("lang", LANGS)
def test_a_place_of_every_sort_has_a_profile(site: Site, lang: Lang) -> None:
    features, tables = site.atlas.features, site.atlas.tables
    first = features.groupby(["layer_id", "kind", "status"]).head(1).index
    told = tables["statements"]["feature_id"].unique()
    reader = Reader(lang, date.fromisoformat(TODAY))
    for feature_id in {*first, *told}:
        main = site.atlas.main_id(feature_id)
        assert f'data-id="{main}"' in place_page(site, feature_id, reader).html


def test_every_number_of_a_profile_has_a_source_on_the_page(client: FlaskClient) -> None:
    html = client.get("/place/yixinou?lang=en").text
    values = re.findall(r'<p class="value">.*?</p>', html, re.DOTALL)
    assert values
    assert not [value for value in values if 'class="cite"' not in value]
    cited = set(re.findall(r'href="#src-(\d+)"', html))
    assert cited <= set(re.findall(r'id="src-(\d+)"', html))


def test_a_target_stands_with_its_actual_and_its_verdict(client: FlaskClient) -> None:
    html = re.sub(r"<[^>]+>|\s+", " ", client.get("/popup/yixinou?lang=en").text)
    text = re.sub(r"\s+", " ", html)
    assert "2025 target" in text
    assert re.search(
        r"2025 actual over 3,000\W+trains", text.replace("\u202f", " ").replace("&#8239;", " ")
    )
    assert "met" in text


def test_a_popup_shows_the_most_telling_and_leads_to_all(client: FlaskClient) -> None:
    popup = client.get("/popup/yixinou?lang=en").text
    profile = client.get("/place/yixinou?lang=en").text
    assert popup.count('class="indicator"') == POPUP_INDICATORS
    assert profile.count('class="indicator"') > POPUP_INDICATORS
    assert 'href="/place/yixinou?lang=en"' in popup


def test_a_second_record_shows_the_main_one(client: FlaskClient) -> None:
    answer = client.get("/place/ucas-yiwu-bri-college?lang=en")
    assert '<article class="sheet" data-id="ucas-yiwu">' in answer.text


def test_a_doubtful_mirror_is_named_and_not_linked(client: FlaskClient, atlas: Atlas) -> None:
    sources = atlas.tables["sources"]
    doubtful = sources[~sources["linkable"].astype(bool)]
    html = client.get("/sources?lang=en").text
    assert len(doubtful) > 0
    assert not [url for url in doubtful["url"].dropna() if f'href="{url}"' in html]
