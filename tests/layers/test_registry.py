"""Every layer, and every layer to come: what it declares holds together."""

import pytest

from geo.errors import UnknownLayerError
from layers import DATA, Layer, all_tables, get_layer, layer_table, registry
from layers._fields import COMMON
from layers._units import UNITS
from webmap.views import VIEWS

LAYERS = registry().values()
UNITLESS = {"-", "degrees", "mm"}


def by_id(layer: Layer) -> str:
    return layer.id


def test_layers_are_found_by_reading_the_folder() -> None:
    package = DATA.parent / "layers"
    found = {path.stem for path in package.glob("*.py") if not path.stem.startswith("_")}
    assert {layer.id for layer in LAYERS} == found


def test_the_legend_has_an_order_without_ties() -> None:
    orders = [layer.order for layer in LAYERS]
    assert orders == sorted(set(orders))


def test_an_unknown_layer_names_the_ones_there_are() -> None:
    with pytest.raises(UnknownLayerError, match="No layer 'castles'; available: platforms, bonded"):
        get_layer("castles")


def test_every_file_of_data_has_a_table_and_every_table_a_file() -> None:
    assert {path.stem for path in DATA.glob("*.csv")} == set(all_tables())


@pytest.mark.parametrize("layer", LAYERS, ids=by_id)
def test_a_layer_declares_what_its_popup_shows(layer: Layer) -> None:
    names = {field.name for field in layer_table(layer).fields}
    assert set(layer.popup) <= names


@pytest.mark.parametrize("layer", LAYERS, ids=by_id)
def test_a_layer_has_the_common_columns_and_then_its_own(layer: Layer) -> None:
    fields = layer_table(layer).fields
    assert fields == COMMON + layer.own_fields
    assert len({field.name for field in fields}) == len(fields)


@pytest.mark.parametrize("layer", LAYERS, ids=by_id)
def test_a_layer_is_shown_in_views_that_exist(layer: Layer) -> None:
    assert layer.views <= VIEWS.keys()


@pytest.mark.parametrize("layer", LAYERS, ids=by_id)
def test_a_layer_needs_tables_that_exist(layer: Layer) -> None:
    assert set(layer.needs) <= {"features", *all_tables()}


@pytest.mark.parametrize("layer", LAYERS, ids=by_id)
def test_a_layer_speaks_both_languages(layer: Layer) -> None:
    spoken = [layer, *layer.kinds, *layer.own_fields]
    assert all(part.zh and part.en for part in spoken)
    assert bool(layer.zh_note) == bool(layer.en_note)


@pytest.mark.parametrize("layer", LAYERS, ids=by_id)
def test_strokes_are_of_kinds_that_the_layer_has(layer: Layer) -> None:
    assert layer.strokes.keys() <= {kind.id for kind in layer.kinds}


@pytest.mark.parametrize("table", all_tables().values(), ids=lambda table: table.id)
def test_every_number_has_a_unit_and_every_field_a_description(table) -> None:
    assert all(field.description for field in table.fields)
    assert all(field.unit in UNITS.keys() | UNITLESS for field in table.fields)


@pytest.mark.parametrize("table", all_tables().values(), ids=lambda table: table.id)
def test_every_row_names_its_source(table) -> None:
    names = {field.name: field for field in table.fields}
    # The atlas's own choices and tables of links state no fact of a source.
    exempt = {
        "sources",
        "indicators",
        "asked_fields",
        "route_stops",
        "corridor_points",
        "line_points",
        "link_points",
        "searched_not_found",
        "rates",
        "rate_inputs",  # its parameters name theirs
    }
    exempt |= {"frame_entries", "frame_links"}  # their frame names it
    exempt |= {"industries", "industry_terms", "translations"}  # our own words
    of_sourced_rows = {"conflicts", "related_actuals"}
    assert table.id in exempt | of_sourced_rows or names["source_id"].required


@pytest.mark.parametrize("table", all_tables().values(), ids=lambda table: table.id)
def test_a_reference_names_a_column_that_exists(table) -> None:
    columns = {f"{t.id}.{field.name}" for t in all_tables().values() for field in t.fields}
    wanted = {field.references for field in table.fields if field.references}
    assert wanted <= columns | {"features.feature_id"}
