"""HTTP: every page and address answers, every wrong request is told so in one shape."""

import gzip
import logging
import re
import socket
from datetime import date
from html import unescape

import brotli
import orjson
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from geo.errors import NotBuiltError
from layers import LANGS, registry
from server import MAX_PATH_LENGTH, MAX_QUERY_LENGTH, create_app, main, worker_app
from tests.serving import TODAY
from webmap import api, pages
from webmap.views import VIEWS

MAPS = ["/", *(f"/map/{view}" for view in VIEWS)]
EMBEDS = [f"/embed/{view}" for view in VIEWS]
PLAIN_PAGES = [
    "/place/yixinou",
    "/sources",
    "/about",
    "/indicators",
    "/indicators/china-europe-trains",
    "/indicators/checks",
    "/frames",
    "/frames/seven-platforms",
    *(f"/layer/{layer}" for layer in registry()),
]
PAGES = [*MAPS, *PLAIN_PAGES]
JSON = [
    "/api/indicators",
    "/api/indicators/china-europe-trains",
    "/api/indicators/checks",
    "/api/frames",
    "/api/frames/seven-platforms",
    "/api/layers",
    "/api/places/yixinou",
    "/api/openapi.json",
    "/api/network/joins.geojson",
    "/api/network/sea/joins.geojson",
    "/healthz",
    "/readyz",
    *(f"/api/layers/{layer}.geojson" for layer in registry()),
    *(f"/api/maps/{view}.json" for view in VIEWS),
]
TILES = [
    "/tiles/base-chn/0/0/0.mvt",
    "/tiles/relief/0/0/0.webp",
    "/tiles/features/atlas/0/0/0.mvt",
]
DATA = [*JSON, *TILES, "/popup/yixinou"]
ALL = [*PAGES, *EMBEDS, *DATA]
UNKNOWN = [
    "/indicators/nowhere",
    "/api/indicators/nowhere",
    "/indicators/",
    "/frames/nowhere",
    "/api/frames/nowhere",
    "/map/nowhere",
    "/embed/nowhere",
    "/place/nowhere",
    "/popup/nowhere",
    "/layer/nowhere",
    "/api/layers/nowhere.geojson",
    "/api/layers/hubs.csv",
    "/api/places/nowhere",
    "/api/maps/nowhere.json",
    "/api/nowhere",
    "/api/network/air/joins.geojson",
    "/network/air",
    "/tiles/nowhere/0/0/0.mvt",
    "/tiles/base-un/0/0/0.mvt",
    "/tiles/base-chn/0/0/0.webp",
    "/tiles/base-chn/0/1/0.mvt",
    "/tiles/base-chn/31/0/0.mvt",
    "/tiles/base-chn/-1/0/0.mvt",
    "/tiles/base-chn/1.5/0/0.mvt",
    f"/tiles/base-chn/{'9' * 500}/0/0.mvt",
    "/tiles/features/nowhere/0/0/0.mvt",
    "/tiles/features/atlas/11/0/0.mvt",
    "/static/x/js/nowhere.js",
    "/static/x/../server.py",
    "/static/x/js/../../settings.py",
    "/static/x/%2e%2e/%2e%2e/server.py",
    "/static/x/vendor/leaflet/../../../package.json",
    "/static/x//etc/passwd",
    "/static",
    "/map//atlas",
    "/healthz/",
    "/nowhere",
    "/%00",
    "/place/%ff%fe",
]
BAD = [
    "/indicators?plan=nowhere",
    "/indicators?verdict=MET",
    "/indicators?theme=rail&theme=port",
    "/indicators?county=330799",
    "/indicators?platform=project-1",
    "/indicators?group=rank",
    "/indicators.csv?plan=%00",
    "/api/indicators?plan=nowhere",
    "/?lang=fr",
    "/?lang=",
    "/?lang=EN",
    "/?lang=zh&lang=en",
    "/api/layers?lang=fr",
    "/popup/yixinou?lang=fr",
    "/place/yixinou?lang=%00",
    "/api/layers/hubs.geojson?bbox=",
    "/api/layers/hubs.geojson?bbox=1,2,3",
    "/api/layers/hubs.geojson?bbox=nan,0,1,1",
    "/api/layers/hubs.geojson?bbox=inf,0,1,1",
    "/api/layers/hubs.geojson?bbox=1e999,0,1,1",
    "/api/layers/hubs.geojson?bbox=0,2,1,1",
    "/api/layers/hubs.geojson?bbox=-181,0,1,1",
    "/api/layers/hubs.geojson?bbox=0,0,1,91",
    "/api/layers/hubs.geojson?bbox=a,b,c,d",
    "/api/layers/hubs.geojson?bbox=0,0,1,1&bbox=0,0,1,1",
    f"/api/layers?{'x' * (MAX_QUERY_LENGTH + 1)}",
    f"/place/{'x' * MAX_PATH_LENGTH}",
]
INLINE = re.compile(r"\son[a-z]+=|\sstyle=|<style|javascript:")


def shape(answer: TestResponse) -> tuple[str, str]:
    """Return code and description of an error, if it has the one shape and nothing else."""
    body = orjson.loads(answer.data)
    assert answer.mimetype == "application/json"
    assert body.keys() == {"code", "description"}
    assert "Traceback" not in answer.text
    return body["code"], body["description"]


def policy(answer: TestResponse) -> dict[str, list[str]]:
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: values for name, *values in (part.split() for part in parts)}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", [*PAGES, *EMBEDS])
def test_every_page_answers_in_its_language(client: FlaskClient, path: str, lang: str) -> None:
    answer = client.get(f"{path}?lang={lang}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert f'<html lang="{"zh-CN" if lang == "zh" else "en"}">' in answer.text


@pytest.mark.parametrize("path", DATA)
def test_every_machine_address_answers(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    if path in JSON:
        assert orjson.loads(answer.data)


@pytest.mark.parametrize("path", UNKNOWN)
def test_what_is_unknown_is_404_in_the_one_shape(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 404
    assert shape(answer)[1]


@pytest.mark.parametrize("path", BAD)
def test_a_bad_request_is_400_and_told_what_is_accepted(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert re.search(r"accepted|expected", shape(answer)[1])


def test_a_language_that_is_none_is_told_in_the_usual_one(client: FlaskClient) -> None:
    page = client.get("/?lang=fr", headers={"Accept": "text/html"})
    assert page.status_code == 400
    assert "语言为“fr”；可用：zh、en。" in unescape(page.text)


@pytest.mark.parametrize("path", ["/map/nowhere", "/place/nowhere"])
def test_people_get_an_error_as_a_page_with_the_same_words(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    code, description = shape(client.get(path, headers={"Accept": "application/json"}))
    assert page.mimetype == "text/html"
    text = unescape(page.text)
    assert code in text
    assert description in text


@pytest.mark.parametrize(("lang", "words"), [("zh", "这个地址没有内容"), ("en", "Nothing is kept")])
def test_people_are_told_in_their_language_that_nothing_is_here(
    client: FlaskClient, lang: str, words: str
) -> None:
    page = client.get(f"/nowhere?lang={lang}", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert words in page.text
    assert "If you entered the URL" not in page.text


def test_words_that_nothing_depends_on_are_no_new_answer(client: FlaskClient, app: Flask) -> None:
    app.extensions["atlas"].answers.clear()
    for query in ("", "?x=1", "?utm_source=a&x=2"):
        client.get(f"/api/layers{query}")
    assert app.extensions["atlas"].answers.count == 1


def test_an_unknown_view_names_those_there_are(client: FlaskClient) -> None:
    _, description = shape(client.get("/api/maps/nowhere.json"))
    assert description == f"No view 'nowhere'; available: {', '.join(VIEWS)}."


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/api/layers", "/tiles/relief/0/0/0.webp", "/healthz"])
def test_a_wrong_method_is_405_and_told_the_right_ones(
    client: FlaskClient, path: str, method: str
) -> None:
    answer = client.open(path, method=method, headers={"Accept": "application/json"}, data=b"x")
    assert answer.status_code == 405
    assert {part.strip() for part in answer.headers["Allow"].split(",")} == {
        "GET",
        "HEAD",
        "OPTIONS",
    }
    assert shape(answer)[0] == "MethodNotAllowed"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/api/layers", "/sources", *TILES])
def test_head_says_what_get_says_without_the_body(client: FlaskClient, path: str) -> None:
    get, head = client.get(path), client.head(path)
    assert head.data == b""
    assert dict(head.headers) == dict(get.headers)
    assert int(head.headers["Content-Length"]) == len(get.data)


@pytest.mark.parametrize("path", ["/", "/api/layers", "/healthz", *TILES])
def test_what_is_known_is_not_sent_again(client: FlaskClient, path: str) -> None:
    etag = client.get(path).headers["ETag"]
    strong = etag.removeprefix("W/")
    for value in (etag, strong, f'"other", {etag}', f'{etag},W/"x"', "*"):
        answer = client.get(path, headers={"If-None-Match": value})
        assert answer.status_code == 304
        assert answer.data == b""
        assert answer.headers["ETag"] == etag
        assert "Content-Type" not in answer.headers


@pytest.mark.parametrize(
    "change", [lambda tag: f'{tag[:-1]}x"', lambda tag: tag[2:-2], lambda _: ""]
)
def test_what_is_not_known_is_sent(client: FlaskClient, change) -> None:
    etag = client.get("/api/layers").headers["ETag"]
    assert client.get("/api/layers", headers={"If-None-Match": change(etag)}).status_code == 200


def test_a_tag_that_only_contains_another_is_another(client: FlaskClient) -> None:
    etag = client.get("/api/layers").headers["ETag"]
    longer = f'W/"x{etag[3:-1]}x"'
    assert client.get("/api/layers", headers={"If-None-Match": longer}).status_code == 200


def test_an_error_is_never_answered_as_known(client: FlaskClient) -> None:
    answer = client.get("/api/places/nowhere", headers={"If-None-Match": "*"})
    assert answer.status_code == 404
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("accepts", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP", "gzip"),
        ("br;q=0.5, gzip;q=1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br; q=0.000, gzip", "gzip"),
        ("br;q=0, gzip;q=0.0", None),
        ("*", "br"),
        ("*;q=0", None),
        ("br;q=0, *", "gzip"),
        ("identity", None),
        ("br;q=often", None),
        ("", None),
    ],
)
def test_the_client_chooses_the_encoding(
    client: FlaskClient, accepts: str, encoding: str | None
) -> None:
    plain = client.get("/api/layers").data
    answer = client.get("/api/layers", headers={"Accept-Encoding": accepts})
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert answer.headers.get("Content-Encoding") == encoding
    assert unpack(answer.data) == plain
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("path", ["/healthz", "/tiles/relief/0/0/0.webp"])
def test_what_would_not_shrink_is_sent_plain(client: FlaskClient, path: str) -> None:
    assert "Content-Encoding" not in client.get(path, headers={"Accept-Encoding": "br"}).headers


def test_an_empty_tile_is_204_without_body_and_length(client: FlaskClient) -> None:
    answer = client.get("/tiles/features/atlas/10/0/0.mvt")
    assert answer.status_code == 204
    assert answer.data == b""
    assert "Content-Length" not in answer.headers


def test_files_of_this_version_never_change_and_of_another_may(
    client: FlaskClient, app: Flask
) -> None:
    assets = app.extensions["atlas"].assets
    mine = client.get(assets.url("js/atlas.js"))
    other = client.get("/static/000/js/atlas.js")
    assert mine.data == other.data
    assert mine.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in other.headers["Cache-Control"]


def test_every_file_that_a_page_links_is_there(client: FlaskClient) -> None:
    linked: set[str] = set()
    for path in ("/", "/embed/atlas", "/sources", "/place/yixinou"):
        linked |= set(re.findall(r"(?:src|href)=\"(/static/[^\"]+)\"", client.get(path).text))
    assert len(linked) > 20
    assert not [path for path in linked if client.get(path).status_code != 200]


def test_every_link_of_every_page_leads_somewhere(client: FlaskClient) -> None:
    links: set[str] = set()
    for path in (*MAPS, *PLAIN_PAGES):
        links |= set(re.findall(r"href=\"(/[^\"#]*)", client.get(f"{path}?lang=en").text))
    own = {link.replace("&amp;", "&") for link in links if not link.startswith("/place/")}
    assert len(own) > 30
    assert not [link for link in own if client.get(link).status_code != 200]


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_a_page_runs_no_inline_script_but_its_own_and_cannot_be_framed(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    rules = policy(answer)
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == ["'none'"]
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"} & set(rules["script-src"])
    assert rules["style-src"] == ["'self'"]
    assert rules["connect-src"] == ["'self'"]
    assert not INLINE.search(re.sub(r"<script.*?</script>", "", answer.text, flags=re.DOTALL))


@pytest.mark.parametrize("path", EMBEDS)
def test_an_embed_may_be_framed_anywhere_unless_configured(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert policy(answer)["frame-ancestors"] == ["*"]
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_an_operator_names_the_sites_that_may_frame_an_embed() -> None:
    sites = "https://a.example https://b.example"
    app = create_app({"ATLAS_TODAY": TODAY, "ATLAS_EMBED_ANCESTORS": sites})
    client = app.test_client()
    assert policy(client.get("/embed/atlas"))["frame-ancestors"] == sites.split()
    assert policy(client.get("/map/atlas"))["frame-ancestors"] == ["'none'"]


@pytest.mark.parametrize("path", DATA)
def test_data_runs_nothing_and_is_framed_nowhere(client: FlaskClient, path: str) -> None:
    rules = policy(client.get(path))
    assert rules == {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}


@pytest.mark.parametrize("path", [*ALL, "/nowhere"])
def test_nothing_is_remembered_of_a_visitor(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "Set-Cookie" not in headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_health_says_ok_and_readiness_what_is_loaded(client: FlaskClient, app: Flask) -> None:
    assert orjson.loads(client.get("/healthz").data) == {"status": "ok"}
    ready = orjson.loads(client.get("/readyz").data)
    atlas = app.extensions["atlas"].site.atlas
    assert ready["status"] == "ready"
    assert ready["data"] == atlas.checksum[:12]
    assert ready["layers"].keys() == registry().keys()


def test_ages_count_to_the_day_that_is_set(app: Flask, client: FlaskClient) -> None:
    assert app.extensions["atlas"].today() == date.fromisoformat(TODAY)
    other = create_app({"ATLAS_TODAY": "2036-11-23"}).test_client()
    assert client.get("/place/yixinou").data != other.get("/place/yixinou").data


@pytest.mark.parametrize("path", ["/", "/place/yixinou", "/api/maps/atlas.json", *TILES])
def test_a_kept_answer_equals_a_fresh_one(app: Flask, client: FlaskClient, path: str) -> None:
    kept = [client.get(path), client.get(path)][1]
    app.extensions["atlas"].answers.clear()
    fresh = client.get(path)
    assert (kept.data, dict(kept.headers)) == (fresh.data, dict(fresh.headers))


def test_a_kept_answer_of_one_language_is_not_given_in_the_other(client: FlaskClient) -> None:
    assert client.get("/?lang=zh").data != client.get("/?lang=en").data
    assert client.get("/").data == client.get("/?lang=zh").data


@pytest.mark.parametrize("error", [RuntimeError("secret"), KeyError("secret"), MemoryError()])
def test_a_failure_gives_a_fixed_sentence_and_is_logged(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def fail(*_: object) -> bytes:
        raise error

    app.extensions["atlas"].answers.clear()
    monkeypatch.setattr(api, "layer_list", fail)
    with caplog.at_level(logging.ERROR, logger="server"):
        answer = client.get("/api/layers?a=%0Aforged")
    assert answer.status_code == 500
    assert shape(answer) == (
        "InternalError",
        "The atlas could not answer; see the server log.",
    )
    assert "GET '/api/layers' failed" in caplog.text
    assert caplog.records[0].exc_info[1] is error
    monkeypatch.undo()
    assert client.get("/api/layers?a=%0Aforged").status_code == 200


def test_a_failure_of_a_page_is_a_page_with_the_fixed_sentence(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = NotBuiltError("secret")

    def fail(*_: object) -> None:
        raise error

    app.extensions["atlas"].answers.clear()
    monkeypatch.setattr(pages, "sources_page", fail)
    answer = client.get("/sources", headers={"Accept": "text/html"})
    assert answer.status_code == 503
    assert "secret" not in answer.text
    assert "The atlas could not answer" in answer.text


@pytest.mark.parametrize(
    ("bbox", "inside"),
    [
        ("119,28,121,30", True),
        ("119,28,0,121,30,100", True),
        ("121,28,119,30", False),
        ("-10,-10,0,0", False),
    ],
)
def test_a_box_chooses_what_lies_in_it(client: FlaskClient, bbox: str, inside: bool) -> None:
    body = orjson.loads(client.get(f"/api/layers/bonded_zones.geojson?bbox={bbox}").data)
    assert ("yiwu-cbz" in {feature["id"] for feature in body["features"]}) == inside


@pytest.mark.parametrize("layer", registry())
def test_a_layer_as_geojson_holds_every_feature_with_every_field(
    app: Flask, client: FlaskClient, layer: str
) -> None:
    body = orjson.loads(client.get(f"/api/layers/{layer}.geojson").data)
    described = next(
        x for x in orjson.loads(client.get("/api/layers").data)["layers"] if x["id"] == layer
    )
    assert len(body["features"]) == described["count"]
    names = {field["name"] for field in described["fields"]}
    assert all(feature["properties"].keys() == names for feature in body["features"])


def test_forked_workers_inherit_the_app_that_was_made_before_them() -> None:
    worker_app.cache_clear()
    try:
        assert worker_app() is worker_app()
    finally:
        worker_app.cache_clear()


def test_serve_refuses_a_port_that_is_taken() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(main, ["serve"], env={"ATLAS_PORT": port})
    assert result.exit_code == 1
    assert f"127.0.0.1:{port} cannot be served" in result.output
    assert "accepted is a free port" in result.output
