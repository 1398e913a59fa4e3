"""Every numeral of the two documents is accounted for, and every quote stands where it says."""

import re
from collections import Counter
from functools import cache

import pytest

from layers._numerals import numerals
from tests.layers.facts import rows
from tests.seeds import FILES, seed_lines

NEAR = 2
"""Lines between the halves of a sentence that the layout of the page breaks."""
IN_WORDS = {"全覆盖", "全国前列", "最大", "最好", "最高", "最重要", "单体最大"}
"""Figures that the documents state without a numeral."""


@cache
def of_documents() -> tuple[dict[str, str], ...]:
    return tuple(row for row in rows("observations") if row["source_id"] in FILES)


@pytest.mark.parametrize(
    ("source_id", "count"), [("jinhua-bri-plan", 218), ("zhejiang-bri-hub", 269)]
)
def test_list_has_every_numeral_of_a_document(source_id: str, count: int) -> None:
    listed = [row for row in rows("document_numerals") if row["source_id"] == source_id]
    found = [(int(row["locator"]), int(row["position"]), row["numeral"]) for row in listed]
    assert len(found) == count
    lines = seed_lines(source_id)
    if lines is not None:
        assert found == [tuple(numeral) for numeral in numerals(lines)]


def test_every_numeral_has_a_figure_or_a_reason_and_not_both() -> None:
    wrong = [
        row["numeral_id"]
        for row in rows("document_numerals")
        if bool(row["observation_id"]) == bool(row["reason"])
    ]
    assert wrong == []


def test_a_figure_and_its_numeral_stand_on_one_line() -> None:
    locators = {row["observation_id"]: row["locator"] for row in rows("observations")}
    apart = [
        row["numeral_id"]
        for row in rows("document_numerals")
        if row["observation_id"]
        and abs(int(locators[row["observation_id"]]) - int(row["locator"])) > NEAR
    ]
    assert apart == []


def test_every_figure_of_a_document_has_its_numeral_or_is_stated_in_words() -> None:
    named = {
        row[column]
        for row in rows("document_numerals")
        for column in ("observation_id", "also_observation_id")
    }
    once = [row for row in of_documents() if not row["duplicate_of"]]
    without = {row["unit_zh"] for row in once if row["observation_id"] not in named}
    assert without == IN_WORDS


@pytest.mark.parametrize("source_id", FILES)
def test_a_year_of_a_figure_is_no_figure(source_id: str) -> None:
    years = [
        row
        for row in rows("document_numerals")
        if row["source_id"] == source_id and re.fullmatch("20[12][0-9]", row["numeral"])
    ]
    assert {row["reason"] for row in years} == {"date"}


def test_names_and_words_are_the_characters_that_their_note_shows() -> None:
    shown = [row for row in rows("document_numerals") if row["reason"] in {"name", "word"}]
    assert [row["numeral_id"] for row in shown if row["note"] == ""] == []


def places(words: str, lines: list[str]) -> list[range]:
    """Return the lines that each occurrence of some words covers, blanks aside."""
    characters = [
        (char, number)
        for number, line in enumerate(lines, start=1)
        for char in line
        if not char.isspace()
    ]
    text, wanted = "".join(char for char, _ in characters), "".join(words.split())
    starts = [match.start() for match in re.finditer(re.escape(wanted), text)]
    return [
        range(characters[start][1], characters[start + len(wanted) - 1][1] + 1) for start in starts
    ]


@pytest.mark.parametrize("column", ["quote_zh", "unit_zh"])
@pytest.mark.parametrize("source_id", FILES)
def test_words_of_a_document_stand_on_the_line_that_is_given(source_id: str, column: str) -> None:
    lines = seed_lines(source_id)
    if lines is None:
        return
    said = [row for row in of_documents() if row["source_id"] == source_id]
    missing = [
        (row["observation_id"], row["locator"])
        for row in said
        if not any(
            abs(int(row["locator"]) - line) <= (NEAR if column == "unit_zh" else 0)
            for covered in places(row[column], lines)
            for line in covered
        )
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("plan", "first", "last"),
    [
        ("trade", 47, 53),
        ("transport", 55, 65),
        ("capacity", 67, 75),
        ("digital", 77, 87),
        ("people", 89, 99),
    ],
)
def test_a_target_in_the_chapter_of_an_action_plan_belongs_to_it(
    plan: str, first: int, last: int
) -> None:
    indicators = {row["indicator_id"]: row for row in rows("indicators")}
    inside = {
        row["indicator_id"]
        for row in of_documents()
        if row["source_id"] == "jinhua-bri-plan" and first <= int(row["locator"]) <= last
    }
    of_plan = {key for key, row in indicators.items() if row["plan"] == plan}
    assert inside <= of_plan
    assert {key for key in of_plan if indicators[key]["plan_ours"] == "false"} == inside


def test_clashes_name_figures_that_are_shown() -> None:
    hidden = {row["observation_id"] for row in rows("observations") if row["duplicate_of"]}
    named = {
        row[column]
        for row in rows("conflicts")
        for column in ("observation_a", "observation_b", "observation_c")
    }
    assert named & hidden == set()


def test_every_kind_of_clash_that_the_documents_hold_is_there() -> None:
    assert Counter(row["kind"] for row in rows("conflicts")) == {
        "comparator_differs": 5,
        "denominator_unclear": 4,
        "scope_differs": 4,
        "numbers_differ": 3,
        "arithmetic": 1,
        "commitment_differs": 1,
    }


def value(observation_id: str) -> float:
    (row,) = (row for row in rows("observations") if row["observation_id"] == observation_id)
    return float(row["value"])


def test_trade_with_eastern_europe_is_not_the_share_that_the_article_says() -> None:
    of_all = value("zhejiang--bri-trade--20200101-20200531")
    share = 100 * value("zhejiang--trade-with-ceec--20200101-20200531") / of_all
    assert round(share, 1) == 7.4
    assert value("zhejiang--ceec-share-of-bri-trade--20200101-20200531") == 10.4


def test_sea_rail_of_the_city_is_a_tenth_of_its_port() -> None:
    port = value("jinhua-yiwu-port--container-throughput--2025--target")
    assert value("jinhua--sea-rail-teu--2025--target") / port == 0.1


def test_what_stands_beside_a_target_is_of_another_feature_indicator_or_period() -> None:
    by_id = {row["observation_id"]: row for row in rows("observations")}
    same = ("feature_id", "indicator_id", "period_start", "period_end")
    for row in rows("related_actuals"):
        target, actual = by_id[row["target_id"]], by_id[row["actual_id"]]
        assert [target[name] for name in same] != [actual[name] for name in same], row
