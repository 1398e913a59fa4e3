"""Vector pyramids: nothing vanishes, nothing shows a seam."""

import geopandas as gpd
import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from pmtiles.tile import TileType
from shapely.geometry import shape

from geo.archive import TileArchive, read_tile, write_archive
from geo.bbox import Bbox
from geo.errors import CrsError, GeometryError, TileError
from geo.pyramid import VectorOptions, merge_pyramids, vector_pyramid
from geo.tile import Tile

# One square across four tiles of zoom 1, with a hole; one beside it.
SQUARE = shapely.box(-40, -40, 40, 40).difference(shapely.box(10, 10, 20, 20))
FRAME = gpd.GeoDataFrame(
    {"feature_id": ["a", "b"], "n": [1, 2], "note": [None, "x"]},
    geometry=[SQUARE, shapely.box(40, -40, 60, 40)],
    crs="EPSG:4326",
)


def options(**changes):
    return VectorOptions(
        **{"layer": "zones", "minzoom": 0, "maxzoom": 2, "columns": ["feature_id"], **changes}
    )


def features_of(path, tile, layer="zones"):
    with TileArchive(path) as archive:
        content = read_tile(archive, tile)
    return mapbox_vector_tile.decode(content, default_options={"y_coord_down": True})[layer][
        "features"
    ]


def drawn(feature):
    return shape(feature["geometry"])


@pytest.fixture
def path(tmp_path):
    return tmp_path / "zones.pmtiles"


def test_columns_asked_for_are_carried_and_no_other(path):
    vector_pyramid(FRAME, path, options(columns=["feature_id", "note"]))
    found = [feature["properties"] for feature in features_of(path, Tile(0, 0, 0))]
    assert found == [{"feature_id": "a"}, {"feature_id": "b", "note": "x"}]


def test_polygons_overlap_the_edge_of_their_tile_so_no_seam_shows(path):
    vector_pyramid(FRAME, path, options())
    west = drawn(features_of(path, Tile(1, 0, 0))[0])
    east = drawn(features_of(path, Tile(1, 1, 0))[0])
    assert west.bounds[2] == 4096 + 64
    assert east.bounds[0] == -64
    # Seen within their tiles, the two halves meet along the whole of the common edge.
    in_tile = shapely.box(0, 0, 4096, 4096)
    edge = shapely.LineString([(4096, west.bounds[1]), (4096, 4096)])
    assert west.intersection(in_tile).intersection(edge).length == edge.length
    moved = shapely.affinity.translate(east.intersection(in_tile), 4096, 0)
    assert moved.intersection(edge).length == edge.length


def test_rings_are_wound_as_the_specification_asks(path):
    vector_pyramid(FRAME, path, options())
    with TileArchive(path) as archive:
        for tile, _ in archive.tiles():
            for feature in features_of(path, tile):
                polygons = feature["geometry"]["coordinates"]
                if feature["geometry"]["type"] == "Polygon":
                    polygons = [polygons]
                for shell, *holes in polygons:
                    # In tile units y runs down: a shell that is clockwise on the screen
                    # has a positive area by the surveyor's formula, a hole a negative one.
                    assert shapely.LinearRing(shell).is_ccw
                    assert not any(shapely.LinearRing(hole).is_ccw for hole in holes)


def test_holes_stay_holes(path):
    vector_pyramid(FRAME, path, options())
    (feature, _) = features_of(path, Tile(0, 0, 0))
    assert len(drawn(feature).interiors) == 1


def test_tiles_where_nothing_lies_are_absent(path):
    far_east = gpd.GeoDataFrame({"feature_id": ["a"]}, geometry=[shapely.Point(120, 30)], crs=4326)
    vector_pyramid(far_east, path, options())
    with TileArchive(path) as archive:
        assert [tile for tile, _ in archive.tiles()] == [(0, 0, 0), (1, 1, 0), (2, 3, 1)]


def crowd_of(count):
    rng = np.random.default_rng(0)
    points = shapely.points(rng.uniform(119, 121, count), rng.uniform(28, 30, count))
    numbers = rng.integers(0, 2**53, (count, 4))
    names = ["-".join(map(str, row)) for row in numbers.tolist()]
    return gpd.GeoDataFrame({"name": names}, geometry=points, crs=4326)


def test_no_feature_is_dropped_from_a_crowded_tile(path):
    # Over 500 kB, where GDAL begins to drop features unless told otherwise.
    vector_pyramid(crowd_of(20_000), path, options(maxzoom=0, columns=["name"]))
    assert path.stat().st_size > 500_000
    assert len(features_of(path, Tile(0, 0, 0))) == 20_000


def test_antarctica_is_cut_at_the_edge_of_the_map(path):
    ice = gpd.GeoDataFrame(
        {"feature_id": ["ice", "pole"]},
        geometry=[shapely.box(-180, -90, 180, -70), shapely.box(0, -90, 9, -86)],
        crs=4326,
    )
    vector_pyramid(ice, path, options(maxzoom=0))
    (feature,) = features_of(path, Tile(0, 0, 0))
    assert drawn(feature).bounds[3] == 4096


def test_simplification_spares_the_last_zoom(path):
    angle = np.linspace(0, 2 * np.pi, 2000)
    disc = shapely.Polygon(np.column_stack([110 + 9 * np.cos(angle), 30 + 9 * np.sin(angle)]))
    frame = gpd.GeoDataFrame({"feature_id": ["disc"]}, geometry=[disc], crs=4326)
    vector_pyramid(frame, path, options(minzoom=1, maxzoom=2))
    exact = [len(drawn(features_of(path, t)[0]).exterior.coords) for t in TILES_OF_DISC]
    vector_pyramid(frame, path, options(minzoom=1, maxzoom=2, simplification=4.0))
    coarse = [len(drawn(features_of(path, t)[0]).exterior.coords) for t in TILES_OF_DISC]
    assert coarse[0] < exact[0] / 4
    assert coarse[1] == exact[1]


TILES_OF_DISC = [Tile(1, 1, 0), Tile(2, 3, 1)]


def test_bounds_choose_features(path):
    vector_pyramid(FRAME, path, options(bounds=Bbox(50, -10, 55, 10)))
    found = [feature["properties"]["feature_id"] for feature in features_of(path, Tile(0, 0, 0))]
    assert found == ["b"]


def test_same_frame_makes_the_same_bytes(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        vector_pyramid(FRAME, folder / "zones.pmtiles", options(maxzoom=4))
    first, second = [(folder / "zones.pmtiles").read_bytes() for folder in folders]
    assert first == second


def test_an_older_file_is_replaced(path):
    vector_pyramid(FRAME, path, options())
    vector_pyramid(FRAME.head(1), path, options())
    assert len(features_of(path, Tile(0, 0, 0))) == 1


def test_another_crs_is_refused(path):
    with pytest.raises(CrsError, match="CRS of layer 'zones' is EPSG:3857; expected EPSG:4326"):
        vector_pyramid(FRAME.to_crs(3857), path, options())


@pytest.mark.parametrize(
    "bad", [None, shapely.Polygon(), shapely.Polygon([(0, 0), (9, 9), (9, 0), (0, 9)])]
)
def test_a_geometry_that_gdal_would_leave_out_is_refused(path, bad):
    frame = gpd.GeoDataFrame({"feature_id": ["a"]}, geometry=[bad], crs=4326)
    with pytest.raises(GeometryError, match="has 1 missing, empty or invalid geometries"):
        vector_pyramid(frame, path, options())


def test_an_unknown_column_names_the_ones_there_are(path):
    with pytest.raises(GeometryError, match="no column 'name'; available: feature_id, n, note"):
        vector_pyramid(FRAME, path, options(columns=["name"]))


def test_no_feature_is_no_pyramid(path):
    with pytest.raises(TileError, match="0 features to cut; expected at least one"):
        vector_pyramid(FRAME, path, options(bounds=Bbox(170, 0, 175, 5)))


@pytest.mark.parametrize("zooms", [(3, 2), (-1, 2), (0, 23)])
def test_zooms_have_an_order_and_an_end(zooms):
    with pytest.raises(TileError, match="expected 0 <= minzoom <= maxzoom <= 22"):
        options(minzoom=zooms[0], maxzoom=zooms[1])


def two_layers(tmp_path, **second):
    paths = [tmp_path / "zones.pmtiles", tmp_path / "places.pmtiles"]
    vector_pyramid(FRAME, paths[0], options())
    places = gpd.GeoDataFrame({"n": [1]}, geometry=[shapely.Point(120, 30)], crs=4326)
    vector_pyramid(places, paths[1], options(**{"layer": "places", "columns": ["n"], **second}))
    return paths


def test_a_merged_tile_holds_all_layers_in_order(tmp_path):
    out = tmp_path / "all.pmtiles"
    merge_pyramids(two_layers(tmp_path), out)
    with TileArchive(out) as archive:
        layers = mapbox_vector_tile.decode(read_tile(archive, Tile(0, 0, 0)))
        assert list(layers) == ["zones", "places"]
        assert archive.bbox == Bbox(-40, -40, 120, 40)


def test_a_merged_pyramid_has_the_tiles_of_each(tmp_path):
    out, paths = tmp_path / "all.pmtiles", two_layers(tmp_path)
    merge_pyramids(paths, out)
    tiles = []
    for path in (*paths, out):
        with TileArchive(path) as archive:
            tiles.append({tile for tile, _ in archive.tiles()})
    assert tiles[2] == tiles[0] | tiles[1]


def test_a_merged_pyramid_is_the_same_each_time(tmp_path):
    paths = two_layers(tmp_path)
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        merge_pyramids(paths, folder / "all.pmtiles")
    one, two = (tmp_path / name / "all.pmtiles" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_one_layer_twice_at_one_zoom_is_refused(tmp_path):
    with pytest.raises(TileError, match="Layer 'zones' is in two pyramids at one zoom"):
        merge_pyramids(two_layers(tmp_path, layer="zones"), tmp_path / "all.pmtiles")


def test_one_layer_may_come_in_two_ranges_of_zoom(tmp_path):
    out = tmp_path / "all.pmtiles"
    merge_pyramids(two_layers(tmp_path, layer="zones", minzoom=3, maxzoom=4), out)
    with TileArchive(out) as archive:
        assert {tile.z for tile, _ in archive.tiles()} == {0, 1, 2, 3, 4}
        assert b'"minzoom": 0, "maxzoom": 4' in archive.metadata()


def test_pictures_do_not_merge(tmp_path):
    write_archive(tmp_path / "relief.pmtiles", [(Tile(0, 0, 0), b"x")], TileType.WEBP)
    with pytest.raises(TileError, match=r"relief\.pmtiles holds WEBP tiles; expected MVT"):
        merge_pyramids([tmp_path / "relief.pmtiles"], tmp_path / "all.pmtiles")


def test_nothing_does_not_merge(tmp_path):
    with pytest.raises(TileError, match=r"all\.pmtiles would merge 0 pyramids"):
        merge_pyramids([], tmp_path / "all.pmtiles")
