"""What a page is to the server: its address, what may be asked of it, and who answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from webmap.citations import Reader
from webmap.context import Page
from webmap.query import Query

HTML = "text/html; charset=utf-8"
JSON, GEOJSON, CSV = "application/json", "application/geo+json", "text/csv; charset=utf-8"
KML = "application/vnd.google-earth.kml+xml"
MVT, WEBP, PDF = "application/vnd.mapbox-vector-tile", "image/webp", "application/pdf"
"""Media types of what routes return."""

HOUR, YEAR = 3600, 31_536_000
MOST_SENT = 262_144
"""Bytes that may be sent to a route that takes something."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came with a request."""

    body: bytes
    """As it is, or the file of a form."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Of a form."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request as pages see it."""

    reader: Reader
    query: Query
    path: str
    sent: Sent = Sent(b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """An answer that is not a page: data, a picture, a document."""

    content: bytes | str
    media_type: str
    seconds: int = 0
    """How long a client may keep it unasked; a year means for ever."""
    file_name: str | None = None
    """Name under which a browser saves it; None shows it."""
    kept: bool = True
    """Whether the server keeps it for the next who asks: not where each asks another thing."""
    empty: bool = False
    """There is nothing at this address, and that is right (204)."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address and who answers there.

    `make` is called with the service, the `Ask` and the parts of the rule by name.
    """

    rule: str
    name: str
    make: Callable[..., Page | Body]
    parameters: tuple[str, ...] = ()
    """What may stand in the query beside `lang`; other words of a query change nothing."""
    takes: Literal["", "body", "form"] = ""
    """What is sent to it by POST; nothing, for what is only read."""
    most_sent: int = MOST_SENT
    """Bytes of it."""
    refused: Callable[..., Page] | None = None
    """Makes the page for people whose request is refused: called with the service, the `Ask` and
    the error. Without it they see the page of errors."""
