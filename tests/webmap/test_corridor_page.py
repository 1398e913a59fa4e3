"""The page of the corridor: parts with their status, what the railway saves, our reading marked."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from layers import LANGS, Atlas
from webmap.corridor_page import PORTS_PARKS_AXIS
from webmap.corridor_ways import compared_id
from webmap.service import Service


@pytest.fixture
def page(client: FlaskClient) -> str:
    return client.get("/corridor?lang=en").get_data(as_text=True)


def test_every_part_of_the_corridor_stands_on_its_page(page: str, atlas: Atlas) -> None:
    for part_id in atlas.frames["corridor"].index:
        assert f'href="/place/{part_id}?lang=en"' in page


def test_planned_parts_say_so_in_words(page: str) -> None:
    assert "Planned parts and parts under construction are dashed" in page
    assert "chip-under_construction" in page
    assert "chip-planned" in page


def test_both_modelled_lengths_are_shown_beside_the_published_saving(app: Flask, page: str) -> None:
    service: Service = app.extensions["atlas"]
    ways = service.alignments()
    new, old = (ways[compared_id("NGB_BL", with_link=one)].km for one in (True, False))
    for km in (f"{new:,.1f}", f"{old:,.1f}", f"{old - new:,.1f}"):
        assert f">{km}</data>" in page
    assert 'data-observation="yj-rail--distance-saved--2017"' in page


@pytest.mark.parametrize("lang", LANGS)
def test_our_reading_of_two_ports_two_parks_one_axis_is_marked(
    client: FlaskClient, lang: str
) -> None:
    page = client.get(f"/corridor?lang={lang}").get_data(as_text=True)
    assert {"zh": "我们的解读", "en": "our reading"}[lang] in page
    for _, ids in PORTS_PARKS_AXIS:
        for feature_id in ids:
            assert f"/place/{feature_id}?lang={lang}" in page


def test_the_patterns_are_quoted_with_their_lines(page: str) -> None:
    assert "“两核一带两辐射”" in page
    assert "“两港双园一轴”" in page
    assert "line 206" in page


def test_sea_rail_trains_have_their_figures(page: str) -> None:
    for name in ("fastest-run--2021", "sea-rail-trains--20230101-20231130"):
        assert f'data-observation="yiwu-ningbo-sea-rail--{name}"' in page


def test_the_page_leads_to_the_board(page: str) -> None:
    assert 'href="/indicators/sea-rail-share?lang=en"' in page
