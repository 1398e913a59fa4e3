"""Whatever is asked, the answer is never a failure, and every refusal has the one shape."""

from urllib.parse import quote

import orjson
import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation.modes import GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from layers import registry
from server import create_app
from tests.serving import TODAY
from webmap import openapi
from webmap.views import VIEWS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
FEW = settings(
    max_examples=25,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
ODD = [
    "",
    ".",
    "..",
    "%00",
    "\x00",
    "🚄",
    "义乌",
    "'\"",
    "{{7*7}}",
    "<x>",
    "-1",
    "1e9",
    "9" * 60,
    "NaN",
]
KNOWN = [*registry(), *VIEWS, "yixinou", "base-chn", "relief", "0", "1", "3", "mvt", "webp"]
part = st.one_of(st.sampled_from(KNOWN), st.sampled_from(ODD), st.text(max_size=12))
name = st.one_of(st.sampled_from(["lang", "bbox", "ids", "open"]), st.text(max_size=5))
value = st.one_of(
    st.sampled_from(["zh", "en", "1,2,3,4", "0,0,1,1", "180,0,-180,1", *ODD]), st.text(max_size=30)
)
query = st.lists(st.tuples(name, value), max_size=4)


@pytest.fixture(scope="session")
def schema() -> BaseSchema:
    # An app of its own: what is generated must not crowd the answers that other tests keep.
    app = create_app({"ATLAS_TODAY": TODAY})
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


@pytest.mark.parametrize("path", orjson.loads(openapi.description())["paths"])
def test_every_address_answers_as_described(schema: BaseSchema, path: str) -> None:
    @FEW
    @given(case=schema[path]["GET"].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def ask(case: schemathesis.Case) -> None:
        # In one process nobody unpacks bodies before they are judged.
        case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})

    ask()


def rules_of(app: Flask) -> list[tuple[str, list[str]]]:
    return [
        (rule.rule, sorted(rule.arguments, key=rule.rule.index))
        for rule in app.url_map.iter_rules()
    ]


@FEW
@given(data=st.data())
def test_no_path_and_no_query_breaks_any_route(app: Flask, data: st.DataObject) -> None:
    client = app.test_client(use_cookies=False)
    for rule, arguments in rules_of(app):
        path = rule
        for argument in arguments:
            kind = next(p for p in rule.split("<")[1:] if p.split(">")[0].endswith(argument))
            path = path.replace(f"<{kind.split('>')[0]}>", quote(data.draw(part), safe=""))
        check(client, path, data.draw(query))


@FEW
@given(
    path=st.text(max_size=60), asked=query, accept=st.sampled_from(["text/html", "*/*", "", ";q"])
)
def test_no_address_at_all_breaks_the_server(
    app: Flask, path: str, asked: list[tuple[str, str]], accept: str
) -> None:
    check(app.test_client(use_cookies=False), "/" + quote(path), asked, accept=accept)


@FEW
@given(
    headers=st.dictionaries(
        st.sampled_from(["Accept", "Accept-Encoding", "If-None-Match", "Host", "Cookie", "Range"]),
        st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
    )
)
def test_no_header_breaks_the_server(app: Flask, headers: dict[str, str]) -> None:
    answer = app.test_client(use_cookies=False).get("/api/layers", headers=headers)
    assert answer.status_code in {200, 304, 400}
    assert "Set-Cookie" not in answer.headers


@FEW
@given(bbox=st.lists(st.floats() | st.integers(-400, 400), min_size=3, max_size=7))
def test_every_box_is_answered_or_refused(app: Flask, bbox: list[float]) -> None:
    text = ",".join(map(str, bbox))
    check(app.test_client(use_cookies=False), "/api/layers/hubs.geojson", [("bbox", text)])


def check(
    client: FlaskClient,
    path: str,
    asked: list[tuple[str, str]],
    accept: str = "application/json",
) -> None:
    """Ask, and see that the answer is one of those that a client can live with."""
    text = "&".join(f"{quote(key, safe='')}={quote(word, safe=',')}" for key, word in asked)
    answer = client.get(f"{path}?{text}", headers={"Accept": accept})
    assert answer.status_code < 500, answer.text
    assert answer.status_code not in {301, 302, 307, 308}, path
    if answer.status_code >= 400 and answer.mimetype == "application/json":
        body = orjson.loads(answer.data)
        assert body.keys() == {"code", "description"}
        assert all(isinstance(part, str) and part for part in body.values())
    else:
        assert answer.status_code < 400 or accept != "application/json"
