"""The facts themselves: nothing lost, known values as the documents print them, no mixing."""

import re
from collections import Counter
from datetime import date

import pytest

from tests.layers.facts import rows

LAYERS = (
    "bonded_zones",
    "cooperation_parks",
    "corridor",
    "events",
    "ftz_areas",
    "hubs",
    "initiatives",
    "institutions",
    "markets",
    "network_abroad",
    "overseas_zones",
    "platforms",
    "projects",
    "regions",
    "routes",
    "stations",
)
HOME_PLATFORMS = ("bonded_zones", "ftz_areas", "platforms", "hubs", "markets")
PARKS = ("cooperation_parks", "overseas_zones", "network_abroad")
ADDED_PLATFORMS = frozenset(
    [
        "bri-fintech-zone",
        "bulk-import-market",
        "digital-bonded-zone",
        "hangzhou-dsr-core",
        "hangzhou-dsr-zone",
        "huzhou-fdi-zone",
        "jiaxing-fdi-zone",
        "jinyi-cooperation-park",
        "jinyi-import-zone",
        "rcep-demo-zone",
        "small-commodities-digital-free-port",
        "yiwu-bonded-port-area",
        "yixinou-jinhua-platform",
        "yixinou-yiwu-platform",
        "yongzhou-park",
    ]
)
ADDED_STATIONS = frozenset(
    ["africa-station", "czech-station", "dubai-logistics-trade-city", "overseas-stations-programme"]
)
"""What only the two documents name, on layers whose other rows were collected before."""
PLAN, ARTICLE = "jinhua-bri-plan", "zhejiang-bri-hub"


def ids(*tables: str) -> list[str]:
    return [row["feature_id"] for table in tables for row in rows(table)]


def observed(feature_id: str, indicator_id: str, **wanted: str) -> list[dict[str, str]]:
    want = {"feature_id": feature_id, "indicator_id": indicator_id, **wanted}
    return [row for row in rows("observations") if want.items() <= row.items()]


def days(row: dict[str, str]) -> int:
    start, end = (date.fromisoformat(row[name]) for name in ("period_start", "period_end"))
    return (end - start).days + 1


def test_all_114_platforms_are_there() -> None:
    added = {"yixinou", "jinhua-yiwu-port", *ADDED_PLATFORMS}
    assert len(set(ids(*HOME_PLATFORMS)) - added | {"ewtp-yiwu"}) == 114


def test_all_100_parks_are_there() -> None:
    assert len(set(ids(*PARKS)) - ADDED_STATIONS) == 100


def test_a_place_collected_twice_under_one_id_is_one_record() -> None:
    assert [table for table in LAYERS if "ewtp-yiwu" in ids(table)] == ["network_abroad"]
    assert [row["date"] for row in rows("statements") if row["feature_id"] == "ewtp-yiwu"] == [
        "2019-06"
    ]


KNOWN_PART = 3
"""Stops of the service of no known origin: its border, where it ends, and Osh between them."""


@pytest.mark.parametrize(
    ("table", "count"),
    [
        ("routes", 30),
        ("route_stops", 166 + KNOWN_PART),
        ("stations", 91),
        ("searched_not_found", 9),
    ],
)
def test_table_has_every_collected_row(table: str, count: int) -> None:
    assert len(rows(table)) == count


def test_every_parameter_is_a_gauge_or_a_parameter() -> None:
    gauges, collected, found_for_the_freight_model, assumptions = 73, 176 - 73, 251, 5
    assert len(rows("gauges")) == gauges
    assert len(rows("parameters")) == collected + found_for_the_freight_model + assumptions


def test_every_figure_is_an_observation() -> None:
    platforms, parks, series, corridor = 178, 177, 82, 26
    ranges_from_two_rows, from_park_records, from_documents = 2, 3, 105
    collected = platforms + parks - ranges_from_two_rows + series + corridor
    assert len(rows("observations")) == collected + from_park_records + from_documents


def test_every_wording_of_the_corridor_is_a_statement() -> None:
    corridor_rows, numeric, of_ewtp, of_oil = 61, 26, 1, 1
    assert len(rows("statements")) == corridor_rows - numeric + of_ewtp + of_oil


def test_ids_are_unique_over_all_layers() -> None:
    assert [key for key, times in Counter(ids(*LAYERS)).items() if times > 1] == []


def test_half_of_2020_is_as_the_article_prints_it() -> None:
    trains = observed("yixinou", "china-europe-trains", source_id=ARTICLE)
    boxes = observed("yixinou", "china-europe-teu", source_id=ARTICLE)
    assert [(row["value"], row["locator"], row["period_end"]) for row in trains + boxes] == [
        ("294", "124", "2020-06-30"),
        ("24466", "124", "2020-06-30"),
    ]


@pytest.mark.parametrize(
    ("feature_id", "indicator_id", "comparator", "value", "line"),
    [
        ("yixinou", "china-europe-trains", "=", "3000", "37"),
        ("yixinou", "china-europe-trains", ">=", "3000", "59"),
        ("jinhua-yiwu-port", "container-throughput", "=", "4000000", "37"),
        ("yiwu-trade-city", "market-turnover", "=", "700000000000", "35"),
        ("jinhua", "trade-value", "=", "600000000000", "35"),
        ("jinhua", "sea-rail-teu", "=", "400000", "61"),
        ("jinyi-new-district", "gdp", "~", "50000000000", "115"),
        ("zj-ftz-jinyi", "cross-border-rmb", ">", "100000000000", "105"),
        ("hengdian-film-cluster", "visitors", "=", "70000000", "123"),
        ("huadong-intermodal-newcity", "sea-rail-share", "=", "30", "131"),
        ("agg-jinhua", "friendship-city-pairs", ">=", "50", "43"),
    ],
)
def test_target_of_2025_is_as_the_plan_prints_it(
    feature_id: str, indicator_id: str, comparator: str, value: str, line: str
) -> None:
    found = observed(feature_id, indicator_id, source_id=PLAN, kind="target", locator=line)
    assert {(row["comparator"], row["value"], row["period_end"]) for row in found} == {
        (comparator, value, "2025-12-31")
    }


def test_rank_keeps_out_of_how_many() -> None:
    (rank,) = observed("jinyi-cbz", "customs-zones-rank")
    assert (rank["kind"], rank["value"], rank["out_of"]) == ("rank", "51", "157")


def test_area_in_mu_is_converted_and_keeps_its_wording() -> None:
    (area,) = observed("yiwu-suxi-hub", "area-phase1")
    assert float(area["value"]) == pytest.approx(943 / 1500)
    assert area["unit_zh"] == "943 mu"


def test_no_target_is_an_actual() -> None:
    said = [row for row in rows("observations") if "target" in row["observation_id"]]
    assert {row["kind"] for row in said} == {"target"}


def test_no_document_target_lies_before_its_plan() -> None:
    targets = [row for row in rows("observations") if row["kind"] == "target"]
    ends = {row["period_end"] for row in targets if row["source_id"] == PLAN}
    assert ends == {"", "2025-12-31"}


UNDATED = {
    "49": {"brand-events", "export-brands", "trade-service-platforms"},
    "59": {"overseas-distribution-centres"},
    "63": {"passengers", "global-delivery-time"},
    "79": {"cbec-parks", "counties-with-cbec-pilot"},
}


@pytest.mark.parametrize(("line", "indicators"), UNDATED.items(), ids=UNDATED)
def test_no_year_is_added_where_the_plan_says_none(line: str, indicators: set[str]) -> None:
    said = [row for row in rows("observations") if row["source_id"] == PLAN]
    undated = [row for row in said if row["locator"] == line and not row["period_end"]]
    assert {row["indicator_id"] for row in undated} == indicators


def test_growth_and_targets_have_no_common_indicator() -> None:
    by_kind: dict[str, set[str]] = {}
    for row in rows("observations"):
        by_kind.setdefault(row["kind"], set()).add(row["indicator_id"])
    assert by_kind["growth"] & by_kind["actual"] == set()
    assert by_kind["rank"] & by_kind["actual"] == set()


def test_every_observation_of_a_document_has_its_line_and_words() -> None:
    cited = [row for row in rows("observations") if row["source_id"] in {PLAN, ARTICLE}]
    assert [
        row["observation_id"] for row in cited if not row["locator"] or not row["quote_zh"]
    ] == []


def test_only_documents_have_line_numbers() -> None:
    cited = {row["source_id"] for row in rows("observations") if row["locator"]}
    assert cited == {PLAN, ARTICLE}


@pytest.mark.parametrize("table", [*LAYERS, "observations", "statements", "gauges", "parameters"])
def test_unsourced_is_never_high(table: str) -> None:
    unsourced = [row for row in rows(table) if row["source_id"] == "unsourced"]
    assert {row["confidence"] for row in unsourced} <= {"medium", "low"}


def test_ranges_have_both_ends_in_order() -> None:
    ranges = [row for row in rows("observations") if row["comparator"] == "range"]
    assert len(ranges) == 4
    assert all(float(row["value"]) < float(row["value_high"]) for row in ranges)


def test_part_of_a_year_never_covers_the_year() -> None:
    words = ("H1", "Q1", "Jan-", "January-", "to about", "1-5月", "1-6月")
    parts = [
        row
        for row in rows("observations")
        if any(word in row["scope"] + row["unit_zh"] + row["quote_zh"] for word in words)
        and row["period_start"]
    ]
    assert parts
    assert [row["observation_id"] for row in parts if days(row) >= 365] == []


@pytest.mark.parametrize("word", ["cumulative", "since ", "累计", "累計", "已投資"])
def test_running_totals_are_marked(word: str) -> None:
    this_year_so_far = {"jinhua-south-rail--sea-rail-teu--20240101-20240731"}
    said = [
        row
        for row in rows("observations")
        if word in row["unit_zh"] + row["quote_zh"] + row["scope"]
    ]
    assert {row["observation_id"] for row in said if row["cumulative"] == "false"} <= (
        this_year_so_far
    )


def test_only_a_goal_without_a_number_has_no_value() -> None:
    blank = [row for row in rows("observations") if not row["value"]]
    assert sorted((row["unit_zh"], row["kind"]) for row in blank) == [
        ("全国前列", "target"),
        ("全国前列", "target"),
        ("若干", "target"),
        ("若干个", "target"),
    ]


def test_planned_by_its_words_is_never_existing() -> None:
    words = ("planned", "candidate", "applicant", "named in plan", "under construction in")
    worded = [row for table in LAYERS for row in rows(table) if row["status"] == "existing"]
    wrong = [row["feature_id"] for row in worded if row["status_text"].startswith(words)]
    assert wrong == []


def test_second_record_points_to_a_main_record() -> None:
    same = {row["feature_id"]: row["same_as"] for table in LAYERS for row in rows(table)}
    pairs = {key: main for key, main in same.items() if main}
    assert len(pairs) == 6
    assert [key for key, main in pairs.items() if same[main]] == []


def test_railway_runs_through_its_nine_stations() -> None:
    points = [row["place_id"] for row in rows("corridor_points") if row["corridor_id"] == "yj-rail"]
    assert (len(points), points[0], points[-1]) == (9, "YUNLONG", "YIWU")


def test_radiations_without_places_are_not_drawn() -> None:
    drawn = {row["corridor_id"] for row in rows("corridor_points")}
    assert {"yyz-radiation-east", "yyz-radiation-west"} & drawn == set()


def test_rows_are_in_order() -> None:
    for table in LAYERS:
        assert ids(table) == sorted(ids(table)), table


def test_one_source_gives_one_exact_value_for_one_thing_and_period() -> None:
    exact: dict[tuple[str, ...], set[str]] = {}
    names = ("feature_id", "indicator_id", "kind", "period_start", "period_end", "cumulative")
    for row in rows("observations"):
        if row["kind"] == "actual" and row["comparator"] == "=":
            key = (*(row[name] for name in names), row["source_id"])
            exact.setdefault(key, set()).add(row["value"])
    assert [key for key, values in exact.items() if len(values) > 1] == []


def test_a_statement_collected_twice_says_so() -> None:
    values = {row["observation_id"]: row["value"] for row in rows("observations")}
    twice = [row for row in rows("observations") if row["duplicate_of"]]
    assert len(twice) == 30
    assert [row for row in twice if values[row["duplicate_of"]] != row["value"]] == []


PLANNED_WORDS = re.compile(r"规划|計劃|计划|預計|planned|expected", re.IGNORECASE)
STANDS = {"jinyi-cbz--area--2020", "yiwu-cbz--area--2020"}
"""Areas of zones that exist, as a later plan states them."""


def test_what_is_planned_or_expected_is_no_actual() -> None:
    for row in rows("observations"):
        words = " ".join((row["indicator_id"], row["quote_zh"], row["scope"], row["note"]))
        if row["kind"] == "actual" and PLANNED_WORDS.search(words):
            assert row["observation_id"] in STANDS, row


def test_a_hope_is_a_target_whose_clause_says_so() -> None:
    hopes = [row for row in rows("observations") if row["hope"] == "true"]
    assert {row["kind"] for row in hopes} == {"target"}
    assert len(hopes) == 16


def test_a_year_that_the_article_does_not_print_is_marked_as_read_by_us() -> None:
    said = [row for row in rows("observations") if row["source_id"] == ARTICLE]
    in_2020 = [row for row in said if row["period_end"].startswith("2020")]
    assert in_2020
    assert {row["period_ours"] for row in in_2020} == {"true"}


def test_a_period_read_by_us_says_why() -> None:
    ours = [row for row in rows("observations") if row["period_ours"] == "true"]
    assert {row["source_id"] for row in ours} == {PLAN, ARTICLE}
    assert [row["observation_id"] for row in ours if not row["period_end"] or not row["note"]] == []


RESTATED = {
    "jinhua--services-trade--2025--target--2": ("53", "35"),
    "jinhua--st-carriers--2025--target--2": ("73", "39"),
    "ningbo-zhoushan-port--cargo-throughput--2019--3": ("84", "102"),
    "yiwu-trade-reform-zone--imports--2025--target--2": ("111", "111"),
    "yixinou--china-europe-trains--2025--target--4": ("59", "37"),
    "zhejiang--odi-filed-usd--2019--2": ("68", "36"),
}


def test_a_figure_that_a_document_states_twice_is_two_rows_that_know_each_other() -> None:
    by_id = {row["observation_id"]: row for row in rows("observations")}
    found = {
        key: (row["locator"], by_id[row["restates"]]["locator"])
        for key, row in by_id.items()
        if row["restates"]
    }
    assert found == RESTATED
    assert [key for key in found if by_id[key]["duplicate_of"]] == []
