"""Profiles: all fields, blanks said, history in order, the meter, the picture, the report."""

import re
from datetime import date

import pytest
from flask.testing import FlaskClient

from geo.errors import SettingsError
from layers import LANGS, Atlas, completeness
from server import create_app
from tests.serving import TODAY
from webmap.citations import Citations, Reader
from webmap.history import status_history
from webmap.locator import locator_svg
from webmap.place_fields import profile_facts, profile_fields
from webmap.settings import Settings

EN = Reader("en", date.fromisoformat(TODAY))


def test_a_blank_field_says_that_it_is_blank(client: FlaskClient) -> None:
    for lang, words in (("en", "no data"), ("zh", "无数据")):
        html = client.get(f"/place/sino-czech-pujiang?lang={lang}").text
        assert f'<dd><span class="blank">{words}</span></dd>' in html


@pytest.mark.parametrize("lang", LANGS)
def test_a_profile_has_every_field_of_its_layer(atlas: Atlas, lang) -> None:
    for layer in atlas.layers.values():
        record = atlas.frames[layer.id].iloc[0]
        names = {fact["name"] for fact in profile_facts(layer, record, Reader(lang, EN.today))}
        assert names == {entry.name for entry in profile_fields(layer)}
        own = {entry.name for entry in layer.own_fields if not entry.name.endswith("_zh")}
        assert own - {"extra_source_ids"} <= names


def test_the_meter_on_the_page_is_that_of_the_facts(client: FlaskClient, atlas: Atlas) -> None:
    html = client.get("/place/belmax-serbia?lang=en").text
    meter = completeness(atlas, "belmax-serbia", EN.today)
    assert f'<meter min="0" max="{meter.asked}" value="{meter.filled}"' in html
    assert html.count('<tr class="answer-') == meter.asked


def test_history_goes_forward_in_time_and_ends_with_the_status(atlas: Atlas) -> None:
    for feature_id in ("yyz", "yiwu-cbz", "yiw-airport"):
        rows = status_history(atlas, feature_id, EN, Citations(atlas))
        dates = [row["date"] for row in rows[:-1] if row["date"]]
        assert dates == sorted(dates)
        assert rows[-1]["topic"].startswith("Status as recorded")


def test_history_has_the_words_of_the_documents(atlas: Atlas) -> None:
    mentions = atlas.tables["mentions"]
    said = mentions[mentions["words_zh"].notna() & (mentions["status"] != "unknown")].iloc[0]
    main = atlas.main_id(said["feature_id"])
    texts = [row["text"] for row in status_history(atlas, main, EN, Citations(atlas))]
    assert f"{said['words_zh']} — {said['quote_zh']}" in texts


def test_the_picture_has_a_disc_as_large_as_the_error(atlas: Atlas) -> None:
    place = atlas.features.loc["hangzhou-cbz"].copy()
    sizes = []
    for error_m in (20_000, 40_000):
        place["coord_error_m"] = error_m
        svg = locator_svg(place, "chn", "x")
        sizes.append(float(re.search(r'class="halo"[^>]* r="([\d.]+)"', svg)[1]))
    assert sizes[1] == pytest.approx(2 * sizes[0], rel=0.01)


def test_a_place_known_to_its_city_has_no_point(atlas: Atlas) -> None:
    svg = locator_svg(atlas.features.loc["china-ceec-yuyao"], "chn", "x")
    assert 'class="halo"' in svg
    assert 'class="point"' not in svg


def test_every_placed_record_of_a_country_has_a_picture(atlas: Atlas) -> None:
    placed = atlas.features[atlas.features["lon"].notna() & atlas.features["country"].notna()]
    for _, place in placed.groupby("country").head(1).iterrows():
        for view in ("chn", "un"):
            svg = locator_svg(place, view, "x")
            assert svg is not None
            x, y = (float(re.search(rf'c{axis}="(-?[\d.]+)"', svg)[1]) for axis in "xy")
            assert -5 <= x <= 245
            assert -5 <= y <= 185


def test_a_place_without_position_has_no_picture(atlas: Atlas) -> None:
    assert locator_svg(atlas.features.loc["yixinou"], "chn", "x") is None


def test_distances_of_a_profile_are_about(client: FlaskClient) -> None:
    html = client.get("/place/yiwu-cbz?lang=en").text
    section = re.search(r'<section class="nearest".*?</section>', html, re.DOTALL)[0]
    assert 'about <data class="model" data-model="great-circle">' in section
    assert "not known" in section


def test_a_report_holds_what_to_send(client: FlaskClient) -> None:
    html = client.get("/report?place=jinyi-cbz&field=area_km2&lang=en").text
    text = re.search(r"<pre[^>]*><code>(.*?)</code></pre>", html, re.DOTALL)[1]
    assert "Place: Jinyi Comprehensive Bonded Zone (jinyi-cbz)" in text
    assert "Shown now: 1.26 km²" in text
    assert "mailto:" not in html


def test_a_report_goes_to_the_contact_that_is_set() -> None:
    app = create_app({"ATLAS_TODAY": TODAY, "ATLAS_CONTACT": "steward@example.org"})
    assert (
        'href="mailto:steward@example.org"' in app.test_client().get("/report?place=yiwu-cbz").text
    )


@pytest.mark.parametrize("contact", ["javascript:alert(1)", "nobody", "a@b@c", "http://x y"])
def test_a_contact_is_an_address(contact: str) -> None:
    with pytest.raises(SettingsError, match=r"ATLAS_CONTACT is .*; accepted is a mail address"):
        Settings(contact=contact)


@pytest.mark.parametrize(
    ("query", "status"),
    [("", 400), ("place=nowhere", 404), ("place=yiwu-cbz&field=x", 400)],
)
def test_a_report_about_nothing_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/report?{query}").status_code == status
