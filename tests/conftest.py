"""One atlas, one app and one client for all tests; a fixed day; the same examples each time."""

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from layers import Atlas
from server import create_app
from tests.seeds import FILES, seed_lines, seeds_folder
from tests.serving import TODAY
from tests.tables import Tables, write_hostile
from webmap.context import Site

# A law holds on a slow machine too: time is measured in tests/bench. The same examples each time.
settings.register_profile("laws", deadline=None, derandomize=True, database=None)
settings.load_profile("laws")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say so where the documents were not there to be read."""
    absent = [name for source_id, name in FILES.items() if seed_lines(source_id) is None]
    if absent:
        terminalreporter.section("documents not at hand")
        terminalreporter.write_line(
            f"{', '.join(absent)} not in {seeds_folder()} (ATLAS_SEEDS): tables were checked, "
            "but not against the documents."
        )


@pytest.fixture(scope="session")
def app() -> Flask:
    return create_app({"ATLAS_TODAY": TODAY})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client(use_cookies=False)


@pytest.fixture(scope="session")
def site(app: Flask) -> Site:
    return app.extensions["atlas"].site


@pytest.fixture(scope="session")
def atlas(site: Site) -> Atlas:
    return site.atlas


@pytest.fixture
def tables(tmp_path: Path) -> Tables:
    return Tables.copied_to(tmp_path / "data")


@pytest.fixture(scope="session")
def hostile_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("hostile")
    write_hostile(Tables.copied_to(folder / "data"))
    return create_app({"ATLAS_TODAY": TODAY, "ATLAS_DATA": str(folder / "data")})


@pytest.fixture
def hostile(hostile_app: Flask) -> FlaskClient:
    return hostile_app.test_client(use_cookies=False)
