"""Feature tiles: nothing is lost, at any zoom, and at the last one all can be reached."""

import mapbox_vector_tile
import pytest
import shapely

from geo.datum import Datum
from geo.errors import TileError
from geo.tile import Tile, lonlat_to_mercator
from layers import Atlas
from server import create_app
from tests.serving import TODAY
from webmap.document import view_frame
from webmap.tiles import EQUATOR_M, FEATURE_MAX_ZOOM, FeatureTiles
from webmap.views import get_view

EXTENT = 4096


@pytest.fixture(scope="module")
def points(atlas: Atlas) -> dict[str, tuple[float, float]]:
    view = get_view("atlas")
    frames = [view_frame(atlas, layer, view) for layer in view.layers()]
    return {
        feature_id: (shape.x, shape.y)
        for frame in frames
        for feature_id, shape in frame.geometry.dropna().items()
        if isinstance(shape, shapely.Point)
    }


@pytest.fixture(scope="module")
def tiles(atlas: Atlas) -> FeatureTiles:
    return FeatureTiles.of(atlas, get_view("atlas"), Datum.WGS84)


def own_features(body: bytes) -> list[dict[str, object]]:
    """Return what a tile draws, without its margin: that belongs to its neighbours."""
    if not body:
        return []
    layers = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})
    return [
        feature["properties"]
        for layer in layers.values()
        for feature in layer["features"]
        if all(0 <= place < EXTENT for place in feature["geometry"]["coordinates"])
    ]


def tiles_with(points: dict[str, tuple[float, float]], zoom: int) -> set[Tile]:
    found = set()
    for lon, lat in points.values():
        x, y = lonlat_to_mercator(lon, lat)
        side = 2**zoom
        at = int((x / EQUATOR_M + 0.5) * side), int((0.5 - y / EQUATOR_M) * side)
        # A point may round to the tile beside.
        found |= {
            Tile(zoom, (at[0] + dx) % side, at[1] + dy)
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            if 0 <= at[1] + dy < side
        }
    return found


def test_at_the_last_zoom_every_feature_can_be_reached(
    tiles: FeatureTiles, points: dict[str, tuple[float, float]]
) -> None:
    drawn = [
        f for tile in tiles_with(points, FEATURE_MAX_ZOOM) for f in own_features(tiles.tile(tile))
    ]
    assert sorted(str(feature["id"]) for feature in drawn) == sorted(points)
    assert {feature["n"] for feature in drawn} == {1}


@pytest.mark.parametrize("zoom", [0, 1, 3])
def test_the_numbers_of_a_zoom_sum_to_the_number_of_points(
    tiles: FeatureTiles, points: dict[str, tuple[float, float]], zoom: int
) -> None:
    side = 2**zoom
    every = [Tile(zoom, x, y) for x in range(side) for y in range(side)]
    drawn = [f for tile in every for f in own_features(tiles.tile(tile))]
    assert sum(int(str(feature["n"])) for feature in drawn) == pytest.approx(len(points), abs=2)
    assert len(drawn) < len(points)


def test_a_feature_carries_what_the_map_draws_and_says(tiles: FeatureTiles) -> None:
    (first, *_) = own_features(tiles.tile(Tile(0, 0, 0)))
    assert {"id", "zh", "en", "kind", "status", "n"} <= first.keys()


def test_two_tiles_of_one_address_are_byte_identical(tiles: FeatureTiles, atlas: Atlas) -> None:
    again = FeatureTiles.of(atlas, get_view("atlas"), Datum.WGS84)
    assert tiles.tile(Tile(2, 3, 1)) == again.tile(Tile(2, 3, 1)) != b""


def test_tiles_are_shifted_to_the_datum_of_the_basemap(atlas: Atlas, tiles: FeatureTiles) -> None:
    shifted = FeatureTiles.of(atlas, get_view("atlas"), Datum.GCJ02)
    # Yiwu lies in this tile, some 500 m from where GCJ-02 draws it.
    tile = Tile(10, 853, 424)
    assert tiles.tile(tile) != shifted.tile(tile)


def test_a_deeper_zoom_than_the_last_is_refused(tiles: FeatureTiles) -> None:
    with pytest.raises(TileError, match="Tile zoom is 11; accepted is 0 to 10"):
        tiles.tile(Tile(11, 0, 0))


def test_a_view_above_the_limit_is_drawn_from_tiles() -> None:
    client = create_app({"ATLAS_TODAY": TODAY, "ATLAS_INLINE_LIMIT": "10"}).test_client()
    document = client.get("/api/maps/atlas.json").json
    assert document["mode"] == "tiles"
    address = document["tiles"].format(z=0, x=0, y=0)
    assert own_features(client.get(address).data)
