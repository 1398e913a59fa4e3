"""Tile providers: each declares its datum or is refused, and only its host is let in."""

import re

import pytest
from flask.testing import FlaskClient

from geo.datum import Datum
from geo.errors import DatumError, SettingsError
from server import create_app
from tests.serving import TODAY
from webmap.providers import PROVIDERS, raster_basemap

ADDRESS = "https://tiles.example/{z}/{x}/{y}.png"


def client_of(**settings: str) -> FlaskClient:
    return create_app({"ATLAS_TODAY": TODAY, **settings}).test_client()


def policy_of_images(client: FlaskClient) -> list[str]:
    policy = client.get("/").headers["Content-Security-Policy"]
    return re.findall(r"img-src ([^;]*);", policy)[0].split()


@pytest.fixture(scope="module")
def amap() -> FlaskClient:
    return client_of(ATLAS_TILES="amap")


def test_without_a_provider_the_ground_is_our_own(client: FlaskClient) -> None:
    assert raster_basemap("") is None
    assert policy_of_images(client) == ["'self'", "data:", "blob:"]


def test_an_address_without_a_datum_is_refused() -> None:
    with pytest.raises(
        DatumError, match="declare no datum; accepted: wgs84, cgcs2000, gcj02, bd09"
    ):
        raster_basemap(ADDRESS, attribution="Example")


def test_an_address_with_an_unknown_datum_is_refused() -> None:
    with pytest.raises(DatumError, match="datum is 'mars'; expected one of wgs84, cgcs2000"):
        raster_basemap(ADDRESS, attribution="Example", datum="mars")


def test_an_address_without_an_attribution_is_refused() -> None:
    with pytest.raises(SettingsError, match="have no attribution; accepted is a text"):
        raster_basemap(ADDRESS, datum="wgs84")


@pytest.mark.parametrize("name", ["google", "https://tiles.example/", "OSM", "{z}"])
def test_an_unknown_provider_is_refused_with_those_there_are(name: str) -> None:
    with pytest.raises(SettingsError, match="accepted: blank, osm, tianditu, amap, an address"):
        raster_basemap(name)


def test_tianditu_needs_a_key() -> None:
    with pytest.raises(SettingsError, match="Tiles 'tianditu' need a key; accepted is the key"):
        raster_basemap("tianditu")


def test_the_key_is_in_the_address_of_the_tiles() -> None:
    basemap = raster_basemap("tianditu", key="k3y")
    assert basemap is not None
    assert basemap.url.endswith("&tk=k3y")
    assert "<insert" not in basemap.url


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_has_tiles_a_datum_and_an_attribution(name: str) -> None:
    basemap = raster_basemap(name, key="k")
    assert basemap is not None
    assert basemap.datum == PROVIDERS[name][1]
    assert basemap.attribution
    assert all(slot in basemap.url for slot in ("{z}", "{x}", "{y}"))
    assert basemap.host.startswith(("https://", "http://"))


def test_an_app_with_an_undeclared_basemap_is_not_made() -> None:
    with pytest.raises(DatumError, match="declare no datum"):
        create_app({"ATLAS_TILES": ADDRESS, "ATLAS_TILES_ATTRIBUTION": "Example"})


def test_features_over_amap_are_shifted_and_say_so(amap: FlaskClient, client: FlaskClient) -> None:
    plain, shifted = (c.get("/api/maps/atlas.json").json for c in (client, amap))
    assert (plain["datum"], shifted["datum"]) == (Datum.WGS84, Datum.GCJ02)
    zones = [next(x for x in d["layers"] if x["id"] == "bonded_zones") for d in (plain, shifted)]
    assert zones[0]["features"]["lon"] != zones[1]["features"]["lon"]


def test_coordinates_of_the_api_are_never_shifted(amap: FlaskClient, client: FlaskClient) -> None:
    path = "/api/layers/bonded_zones.geojson"
    assert amap.get(path).data == client.get(path).data


def test_only_the_host_of_the_provider_is_let_in(amap: FlaskClient) -> None:
    hosts = [source for source in policy_of_images(amap) if "://" in source]
    assert hosts == [raster_basemap("amap").host]
    others = amap.get("/").headers["Content-Security-Policy"].split("img-src")[0]
    assert "autonavi" not in others


def test_the_attribution_of_the_provider_is_on_the_map(amap: FlaskClient) -> None:
    assert ">Gaode.com<" in amap.get("/").text.replace("\\u003c", "<").replace("\\u003e", ">")
