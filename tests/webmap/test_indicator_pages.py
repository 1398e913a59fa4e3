"""Pages of indicators, checks and frames: tables behind every picture, gaps named as gaps."""

import re
from xml.etree import ElementTree as ET

import geopandas as gpd
import orjson
import pytest
from flask.testing import FlaskClient
from shapely import box

from layers import Atlas
from webmap.choropleth import choropleth_svg

LANGS = ("zh", "en")


def text_of(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.text


def test_every_figure_of_an_indicator_is_in_its_table(client: FlaskClient, atlas: Atlas) -> None:
    table = atlas.tables["observations"]
    own = table[(table["indicator_id"] == "china-europe-trains") & table["duplicate_of"].isna()]
    html = text_of(client, "/indicators/china-europe-trains")
    shown = re.findall(r'class="num">.*?data-observation="([\w-]+)"', html)
    assert set(own["observation_id"]) <= set(shown)


def test_a_chart_has_a_label_and_a_table(client: FlaskClient) -> None:
    html = text_of(client, "/indicators/china-europe-trains?lang=en")
    figure = html[html.index('<figure class="series">') : html.index("</figure>")]
    assert re.search(r'role="img" aria-label="[^"]*2014–2025: from 1 trains', figure)
    assert "open dots are bounds" in figure
    assert '<table class="observations">' in html[html.index("</figure>") :]


@pytest.mark.parametrize("lang", LANGS)
def test_indicators_without_figures_of_any_year_still_have_a_page(
    client: FlaskClient, atlas: Atlas, lang: str
) -> None:
    for name in atlas.tables["indicators"]["indicator_id"]:
        text_of(client, f"/indicators/{name}?lang={lang}")


def test_hostile_names_are_escaped_everywhere(hostile: FlaskClient) -> None:
    for path in ("/indicators", "/indicators/checks", "/indicators/china-europe-trains"):
        html = text_of(hostile, path)
        assert "<script>alert" not in html
        assert "<img src=x" not in html


def test_checks_say_yes_no_and_unknown(client: FlaskClient) -> None:
    html = text_of(client, "/indicators/checks?lang=en")
    body = orjson.loads(client.get("/api/indicators/checks").data)["checks"]
    for rows in body.values():
        for row in rows:
            assert f"state-{row['state']}" in html
    assert "The data hold no list of such zones: unknown." in html or body["zones"]


def test_every_check_names_its_rule(client: FlaskClient) -> None:
    html = text_of(client, "/indicators/checks?lang=en")
    assert html.count("<dt>Rule</dt>") == 4


def test_the_map_names_every_county_and_stripes_what_is_unknown() -> None:
    squares = [box(119, 29, 120, 30), box(120, 29, 121, 30), box(121, 29, 122, 30)]
    frame = gpd.GeoDataFrame(
        {"adcode": [1, 2, 3], "name_shown": ["A", "B", "<C>"]}, geometry=squares, crs=4326
    )
    svg = choropleth_svg(frame, {1: "yes", 2: "no", 3: "unknown"}, 'Parks "<b>')
    root = ET.fromstring(svg)
    paths = {path.get("class"): path.get("fill") for path in root.iter("path")}
    assert paths == {
        "county state-yes": None,
        "county state-no": None,
        "county state-unknown": "url(#unknown-stripes)",
    }
    assert [text.text for text in root.iter("text")] == ["A", "B", "<C>"]
    assert (root.get("role"), root.get("aria-label")) == ("img", 'Parks "<b>')
    assert "style" not in svg


@pytest.mark.parametrize("lang", LANGS)
def test_every_frame_lists_its_entries_in_order(
    client: FlaskClient, atlas: Atlas, lang: str
) -> None:
    table = atlas.tables["frame_entries"]
    for frame_id, own in table.groupby("frame_id"):
        html = text_of(client, f"/frames/{frame_id}?lang={lang}")
        shown = re.findall(r'<h2 id="([\w-]+)"><data data-count>', html)
        assert shown == list(own.sort_values("seq")["entry_id"])


def test_owners_that_nobody_names_are_said_to_be_missing(client: FlaskClient) -> None:
    html = text_of(client, "/frames/seven-platforms?lang=en")
    assert html.count("neither document names one") == 7
    assert re.search(r"Targets with an owner: <data [^>]*>0</data> of", html)


def test_our_crosswalks_are_labelled_ours(client: FlaskClient, atlas: Atlas) -> None:
    links = atlas.tables["frame_links"]
    ours = links[(links["basis"] == "ours") & links["other_entry_id"].notna()]
    own = ours[ours["entry_id"].str.startswith("platform-")]
    html = text_of(client, "/frames/seven-platforms?lang=en")
    assert html.count("our reading") >= len(own) > 0


def test_a_frame_as_json_has_the_targets_of_its_page(client: FlaskClient) -> None:
    body = orjson.loads(client.get("/api/frames/seven-platforms").data)
    html = text_of(client, "/frames/seven-platforms")
    names = [name for entry in body["entries"] for name in entry["targets"]]
    assert names
    assert all(f"#{name}" in html for name in names)
