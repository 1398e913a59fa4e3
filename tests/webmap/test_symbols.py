import re
from xml.etree import ElementTree as ET

import pytest

from layers._vocabulary import PRECISION, STATUS
from webmap.symbols import DASHES, HALO_PX, PATHS, symbol_svg


@pytest.mark.parametrize("precision", [term.id for term in PRECISION])
@pytest.mark.parametrize("status", [term.id for term in STATUS])
@pytest.mark.parametrize("shape", PATHS)
def test_every_symbol_is_well_formed(shape: str, status: str, precision: str) -> None:
    svg = ET.fromstring(symbol_svg(shape, "#0b63a5", status=status, precision=precision))
    assert svg.get("color") == "#0b63a5"
    assert svg.findall("path")[0].get("d") == PATHS[shape]


def test_a_symbol_carries_no_style_and_no_colour_of_its_own() -> None:
    svg = symbol_svg("star", "#b3352c", status="planned")
    assert "style" not in svg
    assert re.findall(r"#[0-9a-f]{6}", svg) == ["#b3352c"]


def test_existing_is_filled() -> None:
    assert 'fill="currentColor"' in symbol_svg("square", "#c4560a")


@pytest.mark.parametrize("status", DASHES)
def test_what_does_not_exist_yet_is_hollow_and_dashed(status: str) -> None:
    svg = symbol_svg("square", "#c4560a", status=status)
    assert 'fill="none"' in svg
    assert f'stroke-dasharray="{DASHES[status]}"' in svg


def test_closed_is_faded_and_crossed() -> None:
    svg = ET.fromstring(symbol_svg("circle", "#00806a", status="closed"))
    mark, crossing = svg.findall("path")
    assert mark.get("opacity") == ".45"
    assert crossing.get("fill") == "none"


@pytest.mark.parametrize("precision", HALO_PX)
def test_a_vague_place_is_a_soft_disc_around_a_smaller_mark(precision: str) -> None:
    svg = ET.fromstring(symbol_svg("circle", "#00806a", precision=precision))
    assert svg.find("circle") is not None
    assert svg.find("path").get("transform").startswith("scale(0.")


def test_a_known_site_has_no_halo() -> None:
    assert "<circle" not in symbol_svg("circle", "#00806a", precision="site")


def test_size_is_given_in_px() -> None:
    assert 'width="28" height="28"' in symbol_svg("circle", "#00806a", size=28)


def test_a_colour_cannot_break_out_of_its_attribute() -> None:
    assert "<script" not in symbol_svg("circle", '"><script>')
