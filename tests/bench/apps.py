"""The applications that the atlas is measured against."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response

import layers
from tests.bench import naive
from webmap import answers

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

FOLDER = "BENCH_FOLDER"
LEAFLET = Path(__file__).resolve().parents[2] / "webmap/node_modules/leaflet/dist"


def folium_per_request() -> Flask:
    """Return the usual Flask application: every request renders its map anew."""
    app = Flask(__name__)
    atlas = layers.load()

    @app.get("/map/atlas")
    def show_map() -> str:
        return str(naive.geojson_map(naive.feature_collection(atlas)).get_root().render())

    @app.get("/api/layers/cooperation_parks.geojson")
    def show_layer() -> Response:
        body = atlas.frames["cooperation_parks"].to_json()
        return Response(body, content_type="application/geo+json")

    return app


class Pages:
    """Ready pages and Leaflet, compressed as the atlas compresses its own answers."""

    def __init__(self, folder: Path) -> None:
        paths = {f"/{path.name}": path for path in folder.glob("*.html")}
        paths |= {f"/leaflet/{path.relative_to(LEAFLET)}": path for path in LEAFLET.rglob("*.*")}
        self._answers = {url: self._answer(path) for url, path in paths.items()}

    def _answer(self, path: Path) -> answers.Answer:
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return answers.answer(200, [("Content-Type", kind)], path.read_bytes(), kind)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        found = self._answers.get(environ["PATH_INFO"])
        if found is None:
            start("404 Not Found", [("Content-Length", "0")])
            return [b""]
        encoding, body = found.encoded(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers = [*found.headers, ("Content-Length", str(len(body)))]
        if encoding is not None:
            headers.append(("Content-Encoding", encoding))
        start("200 OK", headers)
        return [body]


def __getattr__(name: str) -> Any:
    # Servers ask for an application by name; none is built at import.
    if name == "folium_app":
        return folium_per_request()
    if name == "pages_app":
        return Pages(Path(os.environ[FOLDER]))
    raise AttributeError(name)
