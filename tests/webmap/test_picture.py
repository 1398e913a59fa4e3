"""Still maps: windows, the extent of China, precision and status as on the screen."""

import numpy as np
import pytest
from shapely.geometry import Point

from layers import get_layer
from webmap.lettering import Room, badges, names, take_symbols
from webmap.picture import Spot, picture_svg, window_of

ZONE = get_layer("bonded_zones")


def spot(lon: float, lat: float, *, precision: str = "site", status: str = "existing") -> Spot:
    return Spot(layer=ZONE, geometry=Point(lon, lat), kind="", status=status, precision=precision)


JINHUA, YIWU, MADRID = spot(119.65, 29.08), spot(120.07, 29.31), spot(-3.7, 40.4)


def test_a_map_of_zhejiang_is_local_and_shows_its_counties() -> None:
    window = window_of([JINHUA, YIWU], aspect=2)
    assert window.is_local
    assert "stroke-dasharray" in picture_svg(window, "chn", [JINHUA])


def test_a_map_that_reaches_abroad_shows_the_whole_of_china_with_the_ten_dashes() -> None:
    window = window_of([YIWU, MADRID], aspect=2)
    assert window.shows_china
    assert window.west < -3.7
    assert window.east > 135
    with_dashes, without = (picture_svg(window, view, []) for view in ("chn", "un"))
    assert 'stroke-width="1.4"' in with_dashes
    assert 'stroke-width="1.4"' not in without


def test_a_map_of_a_place_in_europe_does_not_reach_for_china() -> None:
    assert not window_of([MADRID], aspect=2).shows_china


@pytest.mark.parametrize("aspect", [0.8, 1.3, 2.4])
def test_every_spot_lies_inside_of_the_window(aspect: float) -> None:
    window = window_of([YIWU, MADRID], aspect=aspect)
    places = window.px(np.array([[120.07, 29.31], [-3.7, 40.4]]))
    assert (places > 0).all()
    assert (places < [window.width_px, window.height_px]).all()


def test_a_place_known_only_to_its_city_has_a_halo() -> None:
    window = window_of([YIWU], aspect=2)
    vague = spot(120.07, 29.31, precision="city")
    assert "<circle" in picture_svg(window, "chn", [vague])
    assert "<circle" not in picture_svg(window, "chn", [YIWU])


def test_what_is_planned_is_dashed() -> None:
    window = window_of([YIWU], aspect=2)
    planned = spot(120.07, 29.31, status="planned")
    assert 'stroke-dasharray="3 1.7"' in picture_svg(window, "chn", [planned])


def test_numbers_of_places_that_crowd_stand_apart() -> None:
    window = window_of([YIWU, MADRID], aspect=2)
    crowd = [spot(120.0 + 0.01 * step, 29.3) for step in range(5)]
    room = Room(window)
    take_symbols(room, crowd, 1.0)
    found = [(badge["x"], badge["y"]) for badge in badges(room, crowd)]
    gaps = [max(abs(a[0] - b[0]), abs(a[1] - b[1])) for a in found for b in found if a != b]
    assert min(gaps) > 17


def test_a_place_without_geometry_keeps_its_number_off_the_map() -> None:
    room = Room(window_of([YIWU], aspect=2))
    assert [badge["text"] for badge in badges(room, [None, YIWU])] == ["2"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_are_not_cut_and_do_not_touch(lang: str) -> None:
    room = Room(window_of([JINHUA, YIWU], aspect=2))
    found = names(room, "chn", lang)
    assert len(found) > 3
    assert all(0 < name["x"] < room.window.width_px - name["width"] for name in found)


def test_a_map_of_no_place_shows_zhejiang() -> None:
    window = window_of([], aspect=2.1)
    assert window.is_local
    assert window.west < 118 < 123 < window.east
