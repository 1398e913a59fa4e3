"""What is built once: the ground in two views of borders, keyed by its inputs."""

from pathlib import Path

import mapbox_vector_tile
import pytest

from geo.archive import TileArchive, read_tile
from geo.errors import NotBuiltError
from geo.tile import Tile
from layers import base
from server import create_app
from webmap import build
from webmap.ground import DETAIL_MAX_ZOOM, RELIEF_MAX_ZOOM, WORLD_MAX_ZOOM, ground_layers

LAND = {"land", "borders", "labels"}


@pytest.fixture(scope="module")
def ground() -> TileArchive:
    return TileArchive(build.built(build.artefacts("chn")[0]))


def layers_of(body: bytes | None) -> set[str]:
    assert body
    return set(mapbox_vector_tile.decode(body))


@pytest.mark.parametrize("view", base.VIEWS)
def test_every_layer_of_the_ground_is_valid(view: str) -> None:
    names = set()
    for frame, options in ground_layers(view):
        names.add(options.layer)
        assert len(frame)
        assert frame.crs.to_epsg() == 4326
        assert frame.geometry.is_valid.all()
        assert not frame.geometry.is_empty.any()
        assert set(options.columns) <= set(frame.columns)
        assert 0 <= options.minzoom <= options.maxzoom <= DETAIL_MAX_ZOOM
    assert names == LAND | {"lakes"}


def test_only_the_chinese_view_has_the_ten_dash_line() -> None:
    kinds = {
        view: {
            kind
            for frame, options in ground_layers(view)
            if options.layer == "borders"
            for kind in frame["kind"]
        }
        for view in base.VIEWS
    }
    assert "ten_dash" in kinds["chn"]
    assert "ten_dash" not in kinds["un"]


def test_the_archive_has_the_world_from_its_first_tile(ground: TileArchive) -> None:
    assert layers_of(read_tile(ground, Tile(0, 0, 0))) >= {"land", "borders"}
    assert layers_of(read_tile(ground, Tile(3, 6, 3))) >= LAND


@pytest.mark.parametrize("zoom", range(WORLD_MAX_ZOOM, DETAIL_MAX_ZOOM + 1))
def test_the_archive_has_zhejiang_at_every_zoom(ground: TileArchive, zoom: int) -> None:
    side = 2**zoom
    # Jinhua, 119.65 E 29.08 N.
    tile = Tile(zoom, int((119.65 / 360 + 0.5) * side), int(0.4139 * side))
    assert "land" in layers_of(read_tile(ground, tile))


def test_the_archive_of_the_relief_has_pictures() -> None:
    relief = TileArchive(build.built(build.artefacts("chn")[1]))
    picture = read_tile(relief, Tile(RELIEF_MAX_ZOOM, 13, 6))
    assert picture
    assert picture[:4] == b"RIFF"
    assert picture[8:12] == b"WEBP"


def test_what_is_built_is_not_missing_and_another_view_is() -> None:
    assert build.missing("chn") == []


def test_an_archive_that_is_not_built_says_how(tmp_path: Path) -> None:
    artefact = build.artefacts("un")[0]
    with pytest.raises(NotBuiltError, match="is not built; accepted is a run of `atlas build`"):
        build.built(artefact, tmp_path)


def test_an_app_without_its_build_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotBuiltError, match="is not built; accepted is a run of `atlas build`"):
        create_app({"ATLAS_BUILD": str(tmp_path)})


def test_a_build_writes_what_is_missing_and_drops_what_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = build.Artefact("base-chn", ".pmtiles", lambda path, _: path.write_text("tiles") and None)
    monkeypatch.setattr(build, "artefacts", lambda *_: (one,))
    (tmp_path / "base-chn-0.pmtiles").write_text("old")
    (tmp_path / "base-un-0.pmtiles").write_text("another")
    assert list(build.build("chn", tmp_path)) == [one]
    assert {path.name for path in tmp_path.iterdir()} == {
        one.path(tmp_path).name,
        "base-un-0.pmtiles",
    }
    assert list(build.build("chn", tmp_path)) == []


def test_a_build_that_fails_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error = OSError("disk full")

    def fail(path: Path, _folder: Path) -> None:
        path.write_text("half")
        raise error

    monkeypatch.setattr(build, "artefacts", lambda *_: (build.Artefact("base-chn", ".x", fail),))
    with pytest.raises(OSError, match="disk full"):
        list(build.build("chn", tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_another_input_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = build.inputs_hash()
    monkeypatch.setattr(build, "RECIPE", "another")
    assert build.inputs_hash() != before
