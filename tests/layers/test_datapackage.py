"""The data package describes the tables as the schemas have them, and frictionless agrees."""

import orjson
import pytest
from click.testing import CliRunner
from frictionless import Package, system

from layers import DATA, all_tables, datapackage
from layers._schema import is_partial_date
from server import main
from tests.tables import Tables

DESCRIPTOR = DATA / "datapackage.json"


def test_the_file_equals_the_schemas() -> None:
    assert orjson.loads(DESCRIPTOR.read_bytes()) == datapackage(), "run `atlas datapackage`"


def test_the_command_writes_the_file_byte_by_byte(tables: Tables) -> None:
    result = CliRunner().invoke(main, ["datapackage"], env={"ATLAS_DATA": str(tables.folder)})
    assert result.exit_code == 0, result.output
    assert (tables.folder / "datapackage.json").read_bytes() == DESCRIPTOR.read_bytes()


def test_every_table_is_a_resource_with_all_its_columns() -> None:
    described = {
        resource["name"]: [field["name"] for field in resource["schema"]["fields"]]
        for resource in datapackage()["resources"]
    }
    assert described == {
        table.id: [field.name for field in table.fields] for table in all_tables().values()
    }


def test_frictionless_finds_descriptor_and_data_valid() -> None:
    with system.use_context(trusted=True):
        report = Package(str(DESCRIPTOR)).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:20]
    assert report.stats["tasks"] == len(all_tables())


@pytest.mark.parametrize(
    ("table", "key", "column", "value"),
    [
        ("gauges", "AFG", "gauge_mm", "wide"),
        ("observations", "yixinou--china-europe-trains--2025", "unit", "wagons"),
        ("observations", "yixinou--china-europe-trains--2025", "indicator_id", "luck"),
        ("hubs", "hgh-airport", "since", "June"),
        ("hubs", "hgh-airport", "name_zh", ""),
    ],
)
def test_frictionless_refuses_what_we_refuse(
    tables: Tables, table: str, key: str, column: str, value: str
) -> None:
    tables.change(table, key, **{column: value})
    descriptor = tables.folder / "datapackage.json"
    descriptor.write_bytes(DESCRIPTOR.read_bytes())
    with system.use_context(trusted=True):
        report = Package(str(descriptor)).validate(name=table)
    assert not report.valid


def test_the_pattern_of_partial_dates_takes_what_we_take() -> None:
    assert all(is_partial_date(text) for text in ("2020", "2020-02", "2020-02-29"))
