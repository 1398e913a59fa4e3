"""What the documents claim is so: settings, commands, pages, errors, addresses of the API."""

import re
from pathlib import Path

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from geo import errors
from layers import Atlas
from server import STATUS_BY_ERROR
from webmap.readme import COUNTS, counts_table, with_block
from webmap.settings import settings_table

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
MARKED = re.compile(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", re.DOTALL)
MACHINE = ("/api/", "/tiles/", "/popup/", "/healthz", "/readyz")


def placeholders(address: str) -> str:
    """Return an address with every variable part as {}."""
    return re.sub(r"<[^>]*>|\{[^}]*\}", "{}", address)


def rules(app: Flask) -> set[str]:
    return {rule.rule for rule in app.url_map.iter_rules()}


def test_readme_lists_every_setting_with_default_and_meaning() -> None:
    found = MARKED.search(README)
    assert found, "README has no table between <!-- settings --> and <!-- /settings -->"
    assert found.group(1).strip() == settings_table()


def test_readme_counts_are_those_of_today(atlas: Atlas) -> None:
    assert with_block(README, COUNTS, counts_table(atlas)) == README, "run `atlas counts`"


def test_a_text_without_its_markers_is_refused() -> None:
    with pytest.raises(errors.ParameterError, match="no block 'counts'; accepted is one <!-- coun"):
        with_block("nothing here", COUNTS, "x")


def test_no_document_names_a_folder_of_the_machine_it_was_written_on() -> None:
    for text in (README, CONTRIBUTING):
        assert not re.search(r"/(home|root|work|tmp|Users)/", text)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_make_target_that_a_document_names_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:[A-Z]+=\S+ )*make ([a-z][\w-]*)", text))
    targets = set(re.findall(r"^([a-z][\w-]*):", MAKEFILE, re.MULTILINE))
    assert named <= targets


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_atlas_command_that_a_document_names_exists(name: str) -> None:
    from server import main

    text = (ROOT / name).read_text(encoding="utf-8")
    assert set(re.findall(r"`atlas ([a-z][\w-]*)", text)) <= main.commands.keys()


def test_every_page_that_readme_lists_exists(app: Flask) -> None:
    listed = re.findall(r"`(/(?:[\w<>{}.-]+/?)*)(?:\?[^`]*)?`", README)
    known = {placeholders(rule) for rule in rules(app)}
    written_out = {address for address in listed if placeholders(address) not in known}
    adapter = app.url_map.bind("localhost")
    assert not [address for address in written_out if not adapter.test(address)]


def test_every_file_that_a_document_names_exists() -> None:
    named = set(
        re.findall(r"`((?:layers|webmap|geo|data|tests)/[\w./-]+\.\w+)`", README + CONTRIBUTING)
    )
    assert not [path for path in named if not (ROOT / path).exists()]


def test_how_to_add_a_layer_names_the_two_files() -> None:
    section = CONTRIBUTING.split("## How to add a layer")[1].split("\n## ")[0]
    assert {"`layers/<id>.py`", "`data/<id>.csv`"} <= set(re.findall(r"`[^`\n]*`", section))


def test_every_error_has_a_status_and_every_status_an_error() -> None:
    assert set(STATUS_BY_ERROR) == set(errors.AtlasError.__subclasses__())


def test_every_error_is_also_a_standard_one() -> None:
    odd = [error for error in errors.AtlasError.__subclasses__() if len(error.__bases__) != 2]
    assert not odd


def test_every_machine_address_is_described(client: FlaskClient, app: Flask) -> None:
    described = {
        placeholders(path) for path in orjson.loads(client.get("/api/openapi.json").data)["paths"]
    }
    served = {placeholders(rule) for rule in rules(app) if rule.startswith(MACHINE)}
    assert described == served
