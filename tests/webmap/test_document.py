"""The map document: every feature once, in columns, for both languages, in the basemap's datum."""

from itertools import pairwise
from typing import Any

import orjson
import prcoords
import pytest

from geo.datum import Datum, convert
from geo.measure import distance_km
from layers import Atlas, registry
from webmap.document import COORDINATE_DECIMALS, feature_count, map_document, view_frame
from webmap.views import VIEWS, View, get_view

ALL = list(VIEWS.values())
CHINA = ("CHN",)


def document(atlas: Atlas, view: View, datum: Datum = Datum.WGS84) -> dict[str, Any]:
    return orjson.loads(map_document(atlas, view, target=datum))


def points(drawn: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {
        feature_id: (lon, lat)
        for layer in drawn["layers"]
        for feature_id, lon, lat in zip(
            *(layer["features"][name] for name in ("id", "lon", "lat")), strict=True
        )
        if lon is not None
    }


def by_id(view: View) -> str:
    return view.id


@pytest.mark.parametrize("view", ALL, ids=by_id)
def test_columns_are_equally_long_and_as_long_as_the_count(atlas: Atlas, view: View) -> None:
    for layer in document(atlas, view)["layers"]:
        lengths = {len(column) for column in layer["features"].values()}
        assert lengths == {layer["count"]}


def test_every_feature_is_on_the_full_map_once(atlas: Atlas) -> None:
    drawn = document(atlas, get_view("atlas"))
    ids = [feature_id for layer in drawn["layers"] for feature_id in layer["features"]["id"]]
    main = atlas.features.index[atlas.features["same_as"].isna()]
    assert sorted(ids) == sorted(main)


def test_every_layer_is_on_the_full_map_in_the_order_of_the_legend(atlas: Atlas) -> None:
    drawn = document(atlas, get_view("atlas"))
    assert [layer["id"] for layer in drawn["layers"]] == list(registry())


@pytest.mark.parametrize("view", ALL, ids=by_id)
def test_the_count_of_a_view_is_what_it_draws(atlas: Atlas, view: View) -> None:
    drawn = document(atlas, view)["layers"]
    assert feature_count(atlas, view) == sum(layer["count"] for layer in drawn) > 0


def test_a_feature_is_drawn_where_its_table_says(atlas: Atlas) -> None:
    drawn = points(document(atlas, get_view("atlas")))
    placed = atlas.features[atlas.features["lon"].notna() & atlas.features["same_as"].isna()]
    own = placed[placed["layer_id"] != "corridor"]
    for feature_id, row in own.iterrows():
        exact = round(row["lon"], COORDINATE_DECIMALS), round(row["lat"], COORDINATE_DECIMALS)
        assert drawn[feature_id] == exact


def test_a_feature_without_a_place_is_listed_without_one(atlas: Atlas) -> None:
    layer = next(x for x in document(atlas, get_view("atlas"))["layers"] if x["id"] == "platforms")
    at = layer["features"]["id"].index("yixinou")
    assert layer["features"]["lon"][at] is None
    assert layer["features"]["zh"][at] == "中欧班列（义新欧）"


def test_one_document_serves_both_languages(atlas: Atlas) -> None:
    for layer in document(atlas, get_view("atlas"))["layers"]:
        assert {"zh", "en"} <= layer["features"].keys() & layer.keys()


def test_every_word_that_a_document_uses_is_explained_in_both_languages(atlas: Atlas) -> None:
    drawn = document(atlas, get_view("atlas"))
    for layer in drawn["layers"]:
        for name in ("kind", "status", "precision", "level", "country"):
            used = set(layer["features"].get(name, [])) - {None}
            assert used <= drawn["terms"][name].keys()
    assert all(len(pair) == 2 and all(pair) for pair in drawn["terms"]["status"].values())


@pytest.mark.parametrize("view", ALL, ids=by_id)
def test_two_builds_are_byte_identical(atlas: Atlas, view: View) -> None:
    assert len({map_document(atlas, view, target=Datum.WGS84) for _ in range(2)}) == 1


def test_lines_are_drawn_in_parts_that_do_not_jump_over_the_map(atlas: Atlas) -> None:
    layer = next(x for x in document(atlas, get_view("rail"))["layers"] if x["id"] == "routes")
    parts = [part for line in layer["features"]["lines"] if line for part in line]
    assert parts
    for part in parts:
        lon = part[::2]
        assert max(abs(a - b) for a, b in pairwise(lon)) < 180


def test_features_in_china_are_shifted_to_gcj02_as_published(atlas: Atlas) -> None:
    plain, shifted = (
        points(document(atlas, get_view("atlas"), d)) for d in (Datum.WGS84, Datum.GCJ02)
    )
    home = [i for i in plain if atlas.features.at[i, "country"] in CHINA]
    assert len(home) > 100
    for feature_id in home:
        lon, lat = plain[feature_id]
        wanted = prcoords.wgs_gcj((lat, lon))
        drawn_lon, drawn_lat = shifted[feature_id]
        assert distance_km(drawn_lon, drawn_lat, wanted.lon, wanted.lat) < 0.005
        assert distance_km(drawn_lon, drawn_lat, lon, lat) > 0.1


def test_features_outside_of_the_published_rectangle_stay(atlas: Atlas) -> None:
    plain, shifted = (
        points(document(atlas, get_view("atlas"), d)) for d in (Datum.WGS84, Datum.GCJ02)
    )
    outside = [
        i for i, (lon, lat) in plain.items() if not 72.004 <= lon <= 137.8347 or lat < 0.8293
    ]
    assert len(outside) > 20
    assert all(plain[feature_id] == shifted[feature_id] for feature_id in outside)


def test_lines_are_shifted_too(atlas: Atlas) -> None:
    plain, shifted = (
        next(x for x in document(atlas, get_view("corridor"), d)["layers"] if x["id"] == "corridor")
        for d in (Datum.WGS84, Datum.GCJ02)
    )
    pairs = zip(plain["features"]["lines"], shifted["features"]["lines"], strict=True)
    first, moved = next((a[0][:2], b[0][:2]) for a, b in pairs if a)
    wanted = convert(*first, source=Datum.WGS84, target=Datum.GCJ02)
    # Schematic lines are drawn to 0.001 degrees.
    assert moved == pytest.approx([float(x) for x in wanted], abs=0.0016)
    assert moved != first


def test_a_large_view_names_its_tiles_instead_of_features(atlas: Atlas) -> None:
    body = map_document(atlas, get_view("atlas"), target=Datum.WGS84, tiles="/t/{z}/{x}/{y}.mvt")
    drawn = orjson.loads(body)
    assert drawn["mode"] == "tiles"
    assert drawn["tiles"] == "/t/{z}/{x}/{y}.mvt"
    held = [layer["features"] for layer in drawn["layers"]]
    assert sum(len(columns["id"]) for columns in held) > 0
    assert not [lon for columns in held for lon in columns["lon"] if lon is not None]


def test_a_view_by_country_shows_what_lies_there_or_is_tied_to_it(atlas: Atlas) -> None:
    view = get_view("africa")
    shown = {i for layer in view.layers() for i in view_frame(atlas, layer, view).index}
    assert "ci-maputo" in shown
    assert "belmax-serbia" not in shown


def test_a_view_by_country_without_words_shows_no_more(atlas: Atlas) -> None:
    base = get_view("africa")
    names = {field: getattr(base, field) for field in View.__dataclass_fields__}
    view = View(**{**names, "words": (), "countries": frozenset({"MOZ"})})
    layer = registry()["network_abroad"]
    frame = view_frame(atlas, layer, view)
    assert set(frame["country"]) | set(frame["partner_country"].dropna()) <= {"MOZ"}


def test_documents_hold_no_number_that_json_has_not(atlas: Atlas) -> None:
    assert b"NaN" not in map_document(atlas, get_view("atlas"), target=Datum.WGS84)
