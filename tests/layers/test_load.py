"""Broken tables refuse to start: every fault is listed at once, and nothing is dropped."""

# ruff: noqa: E501 one break on a line reads as a table

import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
import shapely
from click.testing import CliRunner

from geo.errors import TableError, UnknownPlaceError
from layers import Atlas, all_tables, checksum, get_layer, load, registry
from layers._schema import read_table
from server import create_app, main
from tests.tables import Tables

Break = Callable[[Tables], str]
# A line of the message: file, line, column, value, rule, accepted.
LINE = re.compile(r"  \w+\.csv(:\d+)?( [\w+]+)? is (?s:'.*'|\".*\"): .+; accepted: .+\.")

FIGURE = "yixinou--china-europe-trains--2025"
QUARTER = "yixinou--china-europe-trains--20250101-20250331"


def cell(table: str, key: str, column: str, value: str, rule: str) -> tuple[str, Break]:
    """Return the id of a test, and what breaks one cell and names its fault."""

    def broken(tables: Tables) -> str:
        line = tables.change(table, key, **{column: value})
        return f"{table}.csv:{line} {column} is {value!r}: {rule}."

    return f"{table}.{column}={value}", broken


def row(name: str, table: str, like: str, fault: str, **cells: str) -> tuple[str, Break]:
    """Return the id of a test, and what adds one broken row and names its fault."""

    def broken(tables: Tables) -> str:
        line = tables.add(table, like, **cells)
        return f"{table}.csv:{line} {fault}."

    return name, broken


def text(name: str, table: str, added: str, fault: str) -> tuple[str, Break]:
    """Return the id of a test, and what adds broken text to a file and names its fault."""

    def broken(tables: Tables) -> str:
        return f"{table}.csv:{tables.add_text(table, added)}{fault}."

    return name, broken


FEATURE_ID = "a value of features.feature_id"
# Each on a row of its own, so that no fault hides another.
CELLS = [
    cell("observations", FIGURE, "value", "about 3000", "no number; accepted: a number such as 12.5"),
    cell("observations", QUARTER, "value", "1e999", "no number; accepted: a number such as 12.5"),
    cell("parameters", "border-capacity-brest-ma-aszewicze", "value", "２０", "no number; accepted: a number such as 12.5"),
    cell("gauges", "AFG", "gauge_mm", "1520.5", "no integer; accepted: a whole number such as 12"),
    cell("gauges", "ALB", "gauge_mm", "143", "out of range; accepted: 600 to 1700"),
    cell("indicators", "china-europe-trains", "rank", "0", "out of range; accepted: 1 or more"),
    cell("hubs", "hgh-airport", "lon", "181", "out of range; accepted: -180 to 180"),
    cell("hubs", "hsn-airport", "lat", "-91", "out of range; accepted: -90 to 90"),
    cell("hubs", "hyn-airport", "coord_error_m", "-1", "out of range; accepted: 0 or more"),
    cell("hubs", "jiaxing-airport", "since", "2020-13", "no partial_date; accepted: YYYY, YYYY-MM or YYYY-MM-DD"),
    cell("markets", "cbec-jinhua", "status", "open", "not one of the terms; accepted: existing, under_construction, planned, aspiration, closed, unknown"),
    cell("markets", "cbec-hangzhou", "country", "China", "does not fit the pattern; accepted: [A-Z]{3}"),
    cell("markets", "cbec-jiaxing", "name_en", " Jiaxing ", "has blanks at an end; accepted: the text without them"),
    cell("markets", "cbec-yiwu", "name_zh", "", "is blank; accepted: text"),
    cell("bonded_zones", "yiwu-blc", "source_id", "hearsay", "names no row; accepted: a value of sources.source_id"),
    cell("bonded_zones", "jinyi-cbz", "kind", "castle", "not a kind of this layer; accepted: comprehensive_bonded_zone, bonded_zone, bonded_logistics_centre"),
    cell("bonded_zones", "hangzhou-blc", "parent_id", "atlantis", "names no other feature; accepted: the feature_id of another feature"),
    cell("bonded_zones", "huzhou-blc", "parent_id", "huzhou-blc", "names no other feature; accepted: the feature_id of another feature"),
    cell("bonded_zones", "jiaxing-cbz", "same_as", "jiaxing-cbz", "names no other main record; accepted: the feature_id of another main record"),
    cell("bonded_zones", "quzhou-cbz", "same_as", "ucas-yiwu-bri-college", "names no other main record; accepted: the feature_id of another main record"),
    cell("bonded_zones", "taizhou-cbz", "coord_precision", "", "is blank for a placed row; accepted: site, district, city"),
    cell("bonded_zones", "shaoxing-cbz", "country", "DEU", "(120.64, 30.085) is not in this country; accepted: the country within 25 km of the point"),
    cell("bonded_zones", "wenzhou-cbz", "country", "QQQ", "has no outline; accepted: an ISO 3166-1 alpha-3 code of the base map"),
    cell("statements", "NGB_BL--one-million-teu-in-a-year-reached", "feature_id", "atlantis", f"names no row; accepted: {FEATURE_ID}"),
    cell("names", "cbec-yiwu--1", "lang", "fr", "not one of the terms; accepted: zh, en, pinyin"),
    cell("sources", "10100-com-article-65962169", "url", "javascript:alert(1)", r"does not fit the pattern; accepted: https?://\S+"),
]  # fmt: skip
ROWS = [
    row("a date that is none", "observations", QUARTER, "period_start is '2025-02-30': no date; accepted: a day as YYYY-MM-DD", observation_id="x1", period_start="2025-02-30"),
    row("a week for a date", "observations", QUARTER, "period_end is '2025-W14-1': no date; accepted: a day as YYYY-MM-DD", observation_id="x2", period_end="2025-W14-1"),
    row("a unit that is none", "observations", QUARTER, "unit is 'wagons': is not the indicator's unit; accepted: the indicator's unit", observation_id="x3", unit="wagons"),
    row("another unit", "observations", QUARTER, "unit is 'km': is not the indicator's unit; accepted: the indicator's unit", observation_id="x4", unit="km"),
    row("an unknown indicator", "observations", QUARTER, "indicator_id is 'luck': names no row; accepted: a value of indicators.indicator_id", observation_id="x5", indicator_id="luck"),
    row("a range without its end", "observations", QUARTER, "value_high is '': and comparator disagree; accepted: an upper value with comparator range, and only there", observation_id="x6", comparator="range"),
    row("an end without a range", "observations", QUARTER, "value_high is '900': and comparator disagree; accepted: an upper value with comparator range, and only there", observation_id="x7", value_high="900"),
    row("a range that falls", "observations", QUARTER, "value_high is '700': is not above value; accepted: an upper value above value", observation_id="x8", comparator="range", value_high="700"),
    row("a period that runs back", "observations", QUARTER, "period_end is '2024-12-31': is before period_start or blank; accepted: a day on or after period_start", observation_id="x9", period_end="2024-12-31"),
    row("a period without an end", "observations", QUARTER, "period_end is '': is before period_start or blank; accepted: a day on or after period_start", observation_id="x10", period_end=""),
    row("neither true nor false", "observations", QUARTER, "cumulative is 'no': no boolean; accepted: true or false", observation_id="x11", cumulative="no"),
    row("an unknown kind of figure", "observations", QUARTER, "kind is 'rumour': not one of the terms; accepted: target, actual, planned, growth, rank, threshold", observation_id="x12", kind="rumour"),
    row("an id twice", "sources", "unsourced", "source_id is 'unsourced': stands twice; accepted: each value once"),
    row("a stop twice", "route_stops", "JHA-BAK", "route_id+seq is 'JHA-BAK, 1': stands twice; accepted: each value once"),
    row("an id of two layers", "ftz_areas", "zj-ftz-jinyi", "feature_id is 'yixinou': is also an id of platforms; accepted: a new id", feature_id="yixinou", name_zh="甲"),
    row("a name twice", "overseas_zones", "belmax-serbia", "name_zh is '塞尔维亚贝尔麦克商贸物流园': stands twice with one kind; accepted: one row, or same_as set", feature_id="belmax-again"),
    row("lon without lat", "overseas_zones", "belmax-serbia", "lon is '20.4012': stands without its pair; accepted: lon and lat, or neither", feature_id="belmax-half", name_zh="乙", lat=""),
    row("far from its county", "overseas_zones", "belmax-serbia", "admin is '金华市义乌市': (121.54, 29.87) lies 129 km outside; accepted: a point within 5 km of 义乌市", feature_id="far-zone", name_zh="丙", country="CHN", admin="金华市义乌市", lon="121.54", lat="29.87"),
    row("an id with a slash", "network_abroad", "ci-maputo", "feature_id is '../etc': does not fit the pattern; accepted: [A-Za-z0-9][A-Za-z0-9_-]*", feature_id="../etc", name_zh="丁"),
    row("a stop without a position", "corridor_points", "ningbo-jinhua-expressway", "place_id is 'yixinou': has no position; accepted: a feature with lon and lat", seq="99", place_id="yixinou"),
    row("a mention in no document", "mentions", "zj-ftz--article-46", "source_id is 'unsourced': is no document with lines; accepted: jinhua-bri-plan, zhejiang-bri-hub", mention_id="m1", source_id="unsourced"),
    row("a mention behind the end", "mentions", "zj-ftz--article-46", "locator is '900': lies behind the document; accepted: 1 to 280", mention_id="m2", locator="900"),
    row("a mention without a quote", "mentions", "zj-ftz--article-46", "quote_zh is '': is blank; accepted: text", mention_id="m3", quote_zh=""),
    row("a status without words", "mentions", "zj-ftz--article-46", "status is 'existing': has no words behind it; accepted: words_zh, or unknown", mention_id="m4", words_zh=""),
    row("a mention of a second record", "mentions", "zj-ftz--article-46", "feature_id is 'china-italy-ningbo': is a second record; accepted: the id of the main record", mention_id="m5", feature_id="china-italy-ningbo"),
    row("an entry out of order", "frame_entries", "advantage-4", "seq is '9': is not the next of its frame; accepted: 5: from 1 without gaps, in the order of the document", entry_id="advantage-9", seq="9", locator="85", locator_end="85"),
    row("a section that runs back", "frame_entries", "window-3", "locator_end is '178': is before locator; accepted: locator, or a later line", entry_id="window-4", seq="4", locator="279"),
    row("a section behind the end", "frame_entries", "platform-7", "locator_end is '156': lies behind the document; accepted: 1 to 155", entry_id="platform-8", seq="8", locator="155", locator_end="156"),
    row("a section in the one before", "frame_entries", "plan-5", "locator is '89': lies in the section before it; accepted: a line after that section", entry_id="plan-6", seq="6"),
    row("a link to nothing", "frame_links", "task-1--plan-4", "feature_id is '': and the other targets are not one; accepted: exactly one of feature_id, indicator_id, other_entry_id", link_id="l1", other_entry_id=""),
    row("a crosswalk as if stated", "frame_links", "task-1--plan-4", "basis is 'stated': is said of two frames; accepted: ours", link_id="l2", basis="stated"),
    row("a crosswalk in one frame", "frame_links", "task-1--plan-4", "other_entry_id is 'task-2': is of the same frame; accepted: an entry of another frame", link_id="l3", other_entry_id="task-2"),
    row("a feature that the section does not name", "frame_links", "platform-3--jinyi-cbz", "feature_id is 'yixinou': is not stated in the section; accepted: one that lines 113 to 115 state", link_id="l4", feature_id="yixinou"),
    row("an indicator without a figure there", "frame_links", "platform-3--indicator--gdp", "indicator_id is 'visitors': is not stated in the section; accepted: one that lines 113 to 115 state", link_id="l5", indicator_id="visitors"),
    text("a cut row", "searched_not_found", "Jinhua-Moon,no source found", " is 'Jinhua-Moon,no source found': has 2 cells; accepted: 3 cells, one for each column"),
    text("a row with a cell too many", "searched_not_found", "Jinhua-Mars,none,,1", " is 'Jinhua-Mars,none,,1': has 4 cells; accepted: 3 cells, one for each column"),
    text("a blank line", "searched_not_found", "", " is '': has 0 cells; accepted: 3 cells, one for each column"),
]  # fmt: skip
# Rows first: they are like rows that are still whole.
BREAKS = [*ROWS, *CELLS]


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(TableError, match="faults in the tables") as caught:
        load(folder)
    return str(caught.value).split("\n")[1:]


@pytest.fixture(scope="module")
def wreck(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[str], Path]:
    """Break everything in one folder; return what is expected, what is said, and the folder."""
    tables = Tables.copied_to(tmp_path_factory.mktemp("wreck") / "data")
    expected = {name: broken(tables) for name, broken in BREAKS}
    return expected, faults_of(tables.folder), tables.folder


@pytest.mark.parametrize("name", [name for name, _ in BREAKS])
def test_a_fault_is_named_among_all_others(
    wreck: tuple[dict[str, str], list[str], Path], name: str
) -> None:
    expected, said, _ = wreck
    assert f"  {expected[name]}" in said


def test_only_what_is_broken_is_said(wreck: tuple[dict[str, str], list[str], Path]) -> None:
    expected, said, _ = wreck
    # A word that is no unit is not one of the terms either; what is no date cannot be ordered.
    also = ("'wagons': not one of the terms", "'2025-02-30': ", "period_start or blank")
    assert not [
        line
        for line in said
        if line[2:] not in expected.values() and not any(part in line for part in also)
    ]


def test_every_fault_says_file_row_column_value_rule_and_what_is_accepted(
    wreck: tuple[dict[str, str], list[str], Path],
) -> None:
    assert not [line for line in wreck[1] if not LINE.fullmatch(line)]


def test_atlas_check_prints_every_fault_and_fails(
    wreck: tuple[dict[str, str], list[str], Path],
) -> None:
    _, said, folder = wreck
    result = CliRunner().invoke(main, ["check"], env={"ATLAS_DATA": str(folder)})
    assert result.exit_code == 1
    assert result.output.split("\n")[1:-1] == said


def test_atlas_serve_refuses_broken_tables(
    wreck: tuple[dict[str, str], list[str], Path],
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    env = {"ATLAS_DATA": str(wreck[2]), "ATLAS_PORT": port}
    result = CliRunner().invoke(main, ["serve"], env=env)
    assert result.exit_code == 1
    assert f"{len(wreck[1])} faults in the tables" in result.output


def test_an_app_with_one_fault_is_not_made(tables: Tables) -> None:
    tables.change("hubs", "hgh-airport", lat="95")
    with pytest.raises(TableError, match=r"1 faults in the tables[^\n]*\n  hubs.csv:2 lat is '95'"):
        create_app({"ATLAS_DATA": str(tables.folder)})


def test_files_that_cannot_be_read_are_all_named_and_nothing_else(tables: Tables) -> None:
    tables.path("names").unlink()
    tables.path("gauges").write_bytes(b"country,gauge_mm\n\xff\xfe\n")
    tables.path("searched_not_found").write_text('searched,result,note\n"open,quote\n')
    tables.path("statements").write_text("")
    for table, old, new in (("parameters", "unit", "units"), ("hubs", "note", "admin")):
        head, rest = tables.path(table).read_text(encoding="utf-8").split("\n", 1)
        head = ",".join(new if name == old else name for name in head.split(","))
        tables.path(table).write_text(f"{head}\n{rest}", encoding="utf-8")
    said = "\n".join(faults_of(tables.folder))
    assert "names.csv is '': file is missing; accepted: a CSV file with the columns name_id" in said
    assert "gauges.csv is \"'utf-8' codec can't decode" in said
    assert "searched_not_found.csv is 'unexpected end of data': unreadable; accepted: CSV" in said
    assert "parameters.csv:1 unit is '': column is missing; accepted: parameter_id, group" in said
    assert "parameters.csv:1 units is 'units': column is unknown; accepted: parameter_id" in said
    assert "hubs.csv:1 admin is 'admin': column stands twice; accepted: feature_id" in said
    assert "statements.csv:1 statement_id is '': column is missing; accepted: statement_id" in said
    # Rows of other tables that name a row of these are not judged.
    assert {line.split(".csv")[0].strip() for line in said.split("\n")} == {
        "gauges",
        "hubs",
        "names",
        "parameters",
        "searched_not_found",
        "statements",
    }


def test_a_route_with_one_stop_is_a_fault(tables: Tables) -> None:
    stops = tables.rows("route_stops")
    tables.write("route_stops", [r for r in stops if r["route_id"] != "JHA-BAK" or r["seq"] == "1"])
    said = faults_of(tables.folder)
    assert said == [
        "  route_stops.csv:2 route_id is 'JHA-BAK': has one stop; accepted: two stops or more."
    ]


def test_a_fault_after_a_cell_of_several_lines_names_its_own_line(tables: Tables) -> None:
    tables.change("hubs", "hgh-airport", note="one\ntwo\nthree")
    tables.change("hubs", "hsn-airport", lat="95")
    assert faults_of(tables.folder)[0].startswith("  hubs.csv:5 lat is '95'")


def test_a_byte_order_mark_is_not_part_of_the_first_column(tables: Tables) -> None:
    plain = tables.path("hubs").read_bytes()
    tables.path("hubs").write_bytes(b"\xef\xbb\xbf" + plain)
    assert read_table(all_tables()["hubs"], tables.folder)[1] == []


def test_tables_are_read_with_the_line_ends_of_any_machine(tables: Tables) -> None:
    plain = tables.path("hubs").read_bytes()
    tables.path("hubs").write_bytes(plain.replace(b"\n", b"\r\n"))
    frame, faults = read_table(all_tables()["hubs"], tables.folder)
    assert faults == []
    assert frame["feature_id"].tolist() == [row["feature_id"] for row in tables.rows("hubs")]


@pytest.mark.parametrize("table", all_tables())
def test_every_row_of_a_file_is_in_the_atlas(atlas: Atlas, tables: Tables, table: str) -> None:
    rows = tables.rows(table)
    if table in registry():
        ids = atlas.features.index[atlas.features["layer_id"] == table]
        assert list(ids) == [row["feature_id"] for row in rows]
    else:
        assert len(atlas.tables[table]) == len(rows)


def test_a_cell_comes_through_as_it_was_written(atlas: Atlas, tables: Tables) -> None:
    written = {row["source_id"]: row["title"] for row in tables.rows("sources")}
    titles = atlas.tables["sources"][["source_id", "title"]].fillna("")
    assert dict(titles.to_numpy()) == written


def test_blank_is_missing_and_never_zero(atlas: Atlas, tables: Tables) -> None:
    blank = {row["observation_id"] for row in tables.rows("observations") if not row["value_high"]}
    observations = atlas.tables["observations"].set_index("observation_id")
    assert observations.loc[sorted(blank), "value_high"].isna().all()


def test_a_second_record_leads_to_the_main_one(atlas: Atlas) -> None:
    assert atlas.main_id("ucas-yiwu-bri-college") == "ucas-yiwu"
    assert "ucas-yiwu-bri-college" not in atlas.frames["network_abroad"].index


def test_what_is_said_of_a_second_record_is_said_of_the_main_one(atlas: Atlas) -> None:
    second = atlas.features["same_as"].dropna()
    observations = atlas.tables["observations"]
    for feature_id, main_id in second.items():
        own = set(observations.loc[observations["feature_id"] == feature_id, "observation_id"])
        assert own <= set(atlas.about("observations", main_id)["observation_id"])


def test_an_unknown_place_says_what_is_accepted(atlas: Atlas) -> None:
    with pytest.raises(UnknownPlaceError, match="No place 'atlantis'; accepted is an id of /api"):
        atlas.main_id("atlantis")


def test_the_checksum_changes_with_any_byte(tables: Tables) -> None:
    before = checksum(tables.folder)
    tables.change("sources", "unsourced", note="x")
    assert checksum(tables.folder) != before == checksum()


def test_routes_are_lines_through_all_their_stops(atlas: Atlas) -> None:
    stops = atlas.tables["route_stops"]
    layer, rows = get_layer("routes"), atlas.frames["routes"]
    assert layer.geometry
    needed = {"route_stops": stops, "stations": atlas.frames["stations"]}
    routes = layer.geometry(rows, needed)
    assert set(routes.dropna().index) == set(stops["route_id"])
    assert set(routes.dropna().geom_type) <= {"LineString", "MultiLineString"}
    for route_id, group in stops.groupby("route_id"):
        places = atlas.features.loc[group["station_id"], ["lon", "lat"]].to_numpy()
        far = routes[route_id].distance(shapely.points(places))
        assert far.max() < 1e-6
