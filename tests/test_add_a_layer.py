"""Adding a layer is two files: map, legend, table, popup, search and API follow by themselves."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from layers import layer_table, registry

ROOT = Path(__file__).resolve().parents[1]
CODE = ("geo", "layers", "webmap")
BUILT = ("webmap/node_modules", "build")
MODULE = '''"""Lighthouses, to try out how a layer is added."""

from layers._spec import Field, Layer, Symbol, Term

LAYER = Layer(
    id="lighthouses",
    order=65,
    zh="灯塔",
    en="Lighthouses",
    geometry_type="Point",
    symbol=Symbol(shape="star", colour="#7a4a9a"),
    kinds=(Term(id="lighthouse", zh="灯塔", en="lighthouse"),),
    own_fields=(
        Field(name="height_m", dtype="number", unit="m", zh="灯高", en="Height", minimum=0,
              description="Height of the light."),
    ),
    popup=("height_m",),
    views=frozenset({"overseas"}),
)
'''
ROW = {
    "feature_id": "trial-light",
    "name_zh": "试验灯塔",
    "name_en": "Trial Light",
    "kind": "lighthouse",
    "status": "existing",
    "country": "CHN",
    "lon": "122.2",
    "lat": "30.0",
    "coord_precision": "site",
    "source_id": "unsourced",
    "confidence": "low",
    "height_m": "31.5",
}
ASK = """
import json, sys
from server import create_app
client = create_app({"ATLAS_TODAY": "2026-11-23"}).test_client()
json.dump({path: client.get(path).text for path in sys.argv[1:]}, sys.stdout)
"""
PATHS = (
    "/?lang=en",
    "/map/overseas?lang=zh",
    "/map/rail?lang=en",
    "/layer/lighthouses?lang=en",
    "/popup/trial-light?lang=en",
    "/place/trial-light?lang=zh",
    "/api/layers",
    "/api/layers/lighthouses.geojson",
    "/api/places/trial-light",
    "/api/maps/atlas.json",
    "/api/openapi.json",
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Copy the project, add the two files, and ask a server of its own."""
    house = tmp_path_factory.mktemp("house")
    skipped = shutil.ignore_patterns("node_modules", "__pycache__", "_derive")
    for room in CODE:
        shutil.copytree(ROOT / room, house / room, ignore=skipped)
    shutil.copytree(ROOT / "data", house / "data")
    shutil.copy(ROOT / "server.py", house)
    for folder in BUILT:
        (house / folder).symlink_to(ROOT / folder, target_is_directory=True)

    names = [field.name for field in layer_table(registry()["hubs"]).fields]
    header = [*names[: names.index("area_km2")], "height_m"]
    (house / "layers/lighthouses.py").write_text(MODULE, encoding="utf-8")
    row = ",".join(ROW.get(name, "") for name in header)
    (house / "data/lighthouses.csv").write_text(f"{','.join(header)}\n{row}\n", encoding="utf-8")

    command = [sys.executable, "-c", ASK, *PATHS]
    done = subprocess.run(command, cwd=house, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    return orjson.loads(done.stdout)


def test_it_is_on_the_map(answers: dict[str, str]) -> None:
    layers = {
        layer["id"]: layer for layer in orjson.loads(answers["/api/maps/atlas.json"])["layers"]
    }
    features = layers["lighthouses"]["features"]
    assert (features["id"], features["lon"], features["lat"]) == (["trial-light"], [122.2], [30.0])


def test_it_is_drawn_in_its_place_of_the_order(answers: dict[str, str]) -> None:
    ids = [layer["id"] for layer in orjson.loads(answers["/api/maps/atlas.json"])["layers"]]
    assert ids.index("lighthouses") == ids.index("hubs") - 1


def test_it_is_in_the_legend_with_its_count(answers: dict[str, str]) -> None:
    legend = answers["/?lang=en"].split('<li data-layer="lighthouses">')[1].split("</li>")[0]
    assert "Lighthouses" in legend
    assert ">1<" in legend


def test_it_is_in_the_views_that_it_names_and_in_no_other(answers: dict[str, str]) -> None:
    assert 'data-layer="lighthouses"' in answers["/map/overseas?lang=zh"]
    assert 'data-layer="lighthouses"' not in answers["/map/rail?lang=en"]


def test_it_has_a_table(answers: dict[str, str]) -> None:
    assert "Trial Light" in answers["/layer/lighthouses?lang=en"]
    assert "31.5 m" in answers["/layer/lighthouses?lang=en"]


def test_it_is_searched_by_both_names(answers: dict[str, str]) -> None:
    layers = {
        layer["id"]: layer for layer in orjson.loads(answers["/api/maps/atlas.json"])["layers"]
    }
    features = layers["lighthouses"]["features"]
    assert (features["zh"], features["en"]) == (["试验灯塔"], ["Trial Light"])


def test_it_has_a_popup_with_its_own_field_and_its_source(answers: dict[str, str]) -> None:
    popup = answers["/popup/trial-light?lang=en"]
    assert "Trial Light" in popup
    words = re.sub(r"<[^>]+>", "", popup).replace("\u202f", " ").replace("&#8239;", " ")
    assert "31.5 m" in words
    assert "lighthouse" in popup
    assert 'id="src-1"' in popup


def test_it_has_a_profile(answers: dict[str, str]) -> None:
    assert '<h1 id="place-title">试验灯塔</h1>' in answers["/place/trial-light?lang=zh"]


def test_it_is_in_the_api(answers: dict[str, str]) -> None:
    listed = {layer["id"]: layer for layer in orjson.loads(answers["/api/layers"])["layers"]}
    assert listed["lighthouses"]["count"] == 1
    (feature,) = orjson.loads(answers["/api/layers/lighthouses.geojson"])["features"]
    assert feature["properties"]["height_m"] == 31.5
    assert orjson.loads(answers["/api/places/trial-light"])["layer"] == "lighthouses"
    assert '"lighthouses"' in answers["/api/openapi.json"]
