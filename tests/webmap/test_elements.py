"""Folium composes the maps; what data says stays text, and equal input gives equal bytes."""

import re
from dataclasses import replace
from html import unescape

import folium
import folium.plugins
import pytest

from layers import LANGS, Lang
from tests.serving import TODAY
from tests.tables import HOSTILE, IMAGE, SCRIPT_END, STATEMENT, TEMPLATE
from webmap import maps
from webmap.citations import Reader
from webmap.context import RasterBasemap, Site
from webmap.elements import AtlasFigure, AtlasMap, Basemap, Features, Panel, Verbatim, csp_hash
from webmap.settings import Settings
from webmap.views import VIEWS, View, get_view

READER = Reader("en", Settings(today=TODAY).day())
URLS = dict.fromkeys(("leaflet_js", "leaflet_css", "module"), "/static/x.js")


def atlas_map(**settings: object) -> AtlasMap:
    return AtlasMap(location=(29.1, 119.6), zoom_start=5, urls=URLS, settings=settings)


def hostile_view() -> View:
    return replace(
        get_view("atlas"), zh=HOSTILE, en=HOSTILE, zh_description=HOSTILE, en_description=HOSTILE
    )


def scripts(html: str) -> list[str]:
    return re.findall(r"<script(?: type=\"(?:module|importmap)\")?>(.*?)</script>", html, re.DOTALL)


def outside_scripts(html: str) -> str:
    return re.sub(r"<script[^>]*>.*?</script>", "", html, flags=re.DOTALL)


def test_the_map_is_a_folium_map() -> None:
    assert isinstance(atlas_map(), folium.Map)
    assert isinstance(AtlasFigure("map.html", {}), folium.Figure)


def test_a_text_that_is_final_is_not_compiled() -> None:
    assert Verbatim(HOSTILE).render() == HOSTILE


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS)
def test_two_renders_are_byte_identical(site: Site, view: str, lang: Lang) -> None:
    reader = replace(READER, lang=lang)
    pages = {maps.map_page(site, get_view(view), reader, path="/").html for _ in range(2)}
    assert len(pages) == 1


@pytest.mark.parametrize("make", [maps.map_page, maps.embed_page])
def test_the_policy_names_the_inline_scripts_and_no_other(site: Site, make) -> None:
    path = {"path": "/"} if make is maps.map_page else {}
    page = make(site, get_view("atlas"), READER, **path)
    assert {csp_hash(script) for script in scripts(page.html)} == set(page.script_hashes)
    assert len(page.script_hashes) == 2


@pytest.mark.parametrize("lang", LANGS)
def test_a_hostile_title_stays_text(site: Site, lang: Lang) -> None:
    reader = replace(READER, lang=lang)
    html = maps.map_page(site, hostile_view(), reader, path="/map/x").html
    seen = outside_scripts(html)
    assert IMAGE not in html
    assert SCRIPT_END not in html
    assert unescape(seen).count(HOSTILE) >= 3
    assert "49" not in re.findall(r"<title>(.*?)</title>", html)[0].replace("&#39;", "")
    assert TEMPLATE in html
    assert STATEMENT in html


def test_a_hostile_attribution_stays_text(site: Site) -> None:
    raster = RasterBasemap(url=f"https://t/{HOSTILE}", attribution=HOSTILE, datum=site.datum)
    html = maps.map_page(replace(site, raster=raster), get_view("atlas"), READER, path="/").html
    (script,) = [text for text in scripts(html) if "addBasemap" in text]
    assert "<" not in script.split("addBasemap", 1)[1]
    assert TEMPLATE in script
    assert len(scripts(html)) == 2


def test_a_hostile_word_of_the_interface_stays_text() -> None:
    figure = AtlasFigure("map.html", {})
    atlas_map(strings={"a": HOSTILE}).add_to(figure)
    for child in figure._children.values():
        child.render()
    script = figure.script.render()
    assert "<" not in script
    assert TEMPLATE in script
    assert STATEMENT in script


def test_a_hostile_address_cannot_leave_its_attribute() -> None:
    figure = AtlasFigure("map.html", {})
    base = atlas_map().add_to(figure)
    Features({"url": '"><script>alert(1)</script>'}).add_to(base)
    for child in figure._children.values():
        child.render()
    assert "<script>alert" not in figure.header.render()


def parts_of(base: AtlasMap, *children: folium.Element) -> tuple[str, str]:
    figure = AtlasFigure("map.html", {})
    base.add_to(figure)
    for child in children:
        child.add_to(base)
    for child in figure._children.values():
        child.render()
    return figure.header.render(), figure.script.render()


def test_a_marker_of_folium_can_be_added() -> None:
    marker = folium.Marker((29.1, 119.6), popup="Jinhua", tooltip="Jinhua")
    _, script = parts_of(atlas_map(), Basemap({}), marker, Panel())
    assert "L.marker(" in script
    assert re.search(rf"\)\s*\.addTo\({atlas_map().get_name()}\)", script)
    assert marker.get_name() in script
    assert "Jinhua" in script


def test_a_plugin_of_folium_can_be_added() -> None:
    header, script = parts_of(atlas_map(), folium.plugins.MiniMap())
    assert "L.Control.MiniMap(" in script
    assert "minimap" in header.lower()


def test_geojson_of_folium_can_be_added() -> None:
    shape = {"type": "Point", "coordinates": [119.6, 29.1]}
    _, script = parts_of(atlas_map(), folium.GeoJson(shape))
    assert "L.geoJson(" in script


def test_children_are_drawn_in_the_order_in_which_they_were_added() -> None:
    _, script = parts_of(atlas_map(), Basemap({}), Features({"url": "/x"}), Panel())
    order = [
        script.index(f"atlas.{name}(")
        for name in ("createMap", "addBasemap", "addFeatures", "addPanel")
    ]
    assert order == sorted(order)


def test_the_centre_is_lat_lon_as_folium_has_it() -> None:
    _, script = parts_of(atlas_map())
    assert '"center": [29.1, 119.6]' in script


def test_nothing_comes_from_another_host(site: Site) -> None:
    html = maps.map_page(site, get_view("atlas"), READER, path="/").html
    fetched = re.findall(r"(?:src|href)=\"(https?://[^\"]*)\"", html)
    assert not fetched
