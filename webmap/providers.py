"""Tile providers that an operator may choose: each declares its datum, or is refused."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import xyzservices
import xyzservices.providers as xyz

from geo.datum import Datum, parse_datum
from geo.errors import DatumError, SettingsError
from webmap.context import RasterBasemap

_HOST = re.compile(r"(\{s\}\.)?[A-Za-z0-9.-]+(:\d{1,5})?")
_KEY_PLACE = "<insert your"

# Not in xyzservices. Streets without names, in the Web-Mercator matrix set `w`.
_TIANDITU = xyzservices.TileProvider(
    name="Tianditu",
    url=(
        "https://t0.tianditu.gov.cn/vec_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
        "&LAYER=vec&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
        "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={apikey}"
    ),
    apikey=f"{_KEY_PLACE} key here>",
    attribution='<a href="https://www.tianditu.gov.cn/">天地图</a>',
    max_zoom=18,
)

PROVIDERS: dict[str, tuple[xyzservices.TileProvider, Datum]] = {
    "osm": (xyz.query_name("OpenStreetMap.Mapnik"), Datum.WGS84),
    "tianditu": (_TIANDITU, Datum.CGCS2000),
    "amap": (xyz.query_name("Gaode.Normal"), Datum.GCJ02),
}
"""Names that a setting takes, the provider, and the datum that it publishes in."""


def raster_basemap(
    name: str, *, key: str = "", datum: str = "", attribution: str = ""
) -> RasterBasemap | None:
    """Return the basemap behind a setting; None for our own ground.

    Parameters
    ----------
    name
        Blank, one of `PROVIDERS`, or a tile address with {z}, {x} and {y}.
    key
        Key of a provider that needs one.
    datum, attribution
        Of a tile address; a named provider declares its own.

    Raises
    ------
    SettingsError
        If the name is none of these, or a key or an attribution is missing.
    DatumError
        If a tile address comes without a datum: features would lie up to 700 m beside it.
    """
    if not name:
        return None
    if "{z}" in name and "{x}" in name and "{y}" in name:
        if not attribution:
            msg = f"Tiles {name!r} have no attribution; accepted is a text that names the provider."
            raise SettingsError(msg)
        _check_address(name)
        return RasterBasemap(url=name, attribution=attribution, datum=_declared(name, datum))
    if name not in PROVIDERS:
        accepted = ", ".join(PROVIDERS)
        msg = f"Tiles are {name!r}; accepted: blank, {accepted}, an address with {{z}}/{{x}}/{{y}}."
        raise SettingsError(msg)
    return _named(name, key)


def _check_address(name: str) -> None:
    """Refuse what would not stand in a Content-Security-Policy as one host."""
    address = urlsplit(name)
    if address.scheme not in {"http", "https"} or not _HOST.fullmatch(address.netloc):
        msg = f"Tiles are {name!r}; accepted is an address such as https://host/{{z}}/{{x}}/{{y}}.png."
        raise SettingsError(msg)


def _declared(name: str, datum: str) -> Datum:
    if not datum:
        accepted = ", ".join(Datum)
        msg = f"Tiles {name!r} declare no datum; accepted: {accepted}."
        raise DatumError(msg)
    return parse_datum(datum)


def _named(name: str, key: str) -> RasterBasemap:
    provider, datum = PROVIDERS[name]
    if provider.requires_token():
        if not key:
            msg = f"Tiles {name!r} need a key; accepted is the key that the provider gave you."
            raise SettingsError(msg)
        slots = [slot for slot, text in provider.items() if _KEY_PLACE in str(text)]
        provider = xyzservices.TileProvider(provider | dict.fromkeys(slots, key))
    url = provider.build_url(scale_factor="", fill_subdomain=True)
    return RasterBasemap(
        # A page behind https may not load pictures without it.
        url=url.replace("http://", "https://", 1),
        attribution=provider.attribution,
        datum=datum,
        max_zoom=int(provider.get("max_zoom", 18)),
    )
