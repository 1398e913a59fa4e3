"""Checks of coverage: yes and no rest on what is known, everything else is unknown."""

import pytest

from layers import (
    Atlas,
    CheckRow,
    Division,
    counties_of,
    load,
    park_coverage,
    pilot_cities,
    pilot_counties,
    zone_coverage,
)
from tests.tables import Tables

PARK = "sino-japanese-pinghu"
IN_LANXI = {"lon": "119.46", "lat": "29.21", "admin": "金华市", "name_zh": "试验产业合作园"}


def states(rows: list[CheckRow]) -> dict[str, str]:
    return {row.subject.name_zh: row.state for row in rows if isinstance(row.subject, Division)}


def checked(tables: Tables, **cells: str) -> dict[str, str]:
    tables.change("cooperation_parks", PARK, parent_id="", **{**IN_LANXI, **cells})
    return states(park_coverage(load(tables.folder)))


def test_every_county_of_jinhua_is_checked(atlas: Atlas) -> None:
    names = [county.name_zh for county in counties_of(330700)]
    assert list(states(park_coverage(atlas))) == names
    assert list(states(pilot_counties())) == names


def test_an_existing_park_known_to_its_district_is_a_yes(tables: Tables) -> None:
    assert checked(tables, coord_precision="district", status="existing")["兰溪市"] == "yes"


@pytest.mark.parametrize("status", ["unknown", "aspiration"])
def test_a_park_of_which_nobody_knows_whether_it_stands_is_unknown(
    tables: Tables, status: str
) -> None:
    assert checked(tables, coord_precision="district", status=status)["兰溪市"] == "unknown"


def test_a_planned_park_is_no_park(tables: Tables) -> None:
    assert checked(tables, coord_precision="district", status="planned")["兰溪市"] == "no"


def test_a_park_known_only_to_its_city_leaves_every_county_unknown(tables: Tables) -> None:
    found = checked(tables, coord_precision="city", status="existing")
    assert set(found.values()) == {"unknown"}


def test_a_park_named_after_its_county_leaves_the_others_alone(tables: Tables) -> None:
    cells = {"coord_precision": "city", "status": "existing", "name_zh": "兰溪产业合作园"}
    found = checked(tables, **cells)
    assert found["兰溪市"] == "unknown"
    assert found["磐安县"] == "no"


def test_evidence_names_parks_that_there_are(atlas: Atlas) -> None:
    checks = [*park_coverage(atlas), *pilot_cities(atlas), *zone_coverage(atlas)]
    assert {name for row in checks for name in row.evidence} <= set(atlas.features.index)


def test_a_yes_always_has_evidence_that_exists(atlas: Atlas) -> None:
    for row in [*park_coverage(atlas), *pilot_cities(atlas), *zone_coverage(atlas)]:
        if row.state == "yes":
            statuses = {atlas.features.at[name, "status"] for name in row.evidence}
            assert statuses == {"existing"}


def test_every_city_of_zhejiang_is_asked_for_its_pilot_zone(atlas: Atlas) -> None:
    found = states(pilot_cities(atlas))
    assert len(found) == 12
    assert found["金华市"] == found["义乌市"] == "yes"


def test_a_pilot_zone_that_is_not_in_the_table_is_no(tables: Tables) -> None:
    tables.change("markets", "cbec-quzhou", name_zh="衢州市场")
    assert states(pilot_cities(load(tables.folder)))["衢州市"] == "no"


def test_development_zones_are_never_a_false_no(atlas: Atlas) -> None:
    assert {row.state for row in zone_coverage(atlas)} <= {"yes", "unknown"}


@pytest.mark.parametrize(("status", "state"), [("existing", "yes"), ("planned", "unknown")])
def test_a_development_zone_has_a_park_where_one_of_its_own_stands(
    tables: Tables, status: str, state: str
) -> None:
    zone = {"name_zh": "试验经济技术开发区", "level": "provincial", "same_as": "", "parent_id": ""}
    tables.change("platforms", "yiwu-import-zone", **zone)
    tables.change("cooperation_parks", PARK, parent_id="yiwu-import-zone", status=status)
    rows = zone_coverage(load(tables.folder))
    assert [row.state for row in rows] == [state]


def test_a_development_zone_of_a_county_is_not_asked(tables: Tables) -> None:
    tables.change("platforms", "yiwu-import-zone", name_zh="试验开发区", level="county")
    assert zone_coverage(load(tables.folder)) == []


def test_county_pilots_are_unknown_while_no_table_lists_them() -> None:
    assert {row.state for row in pilot_counties()} == {"unknown"}
    assert {row.why for row in pilot_counties()} == {"no_list"}
