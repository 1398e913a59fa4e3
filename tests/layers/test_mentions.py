"""What the two documents name: every mention on its line, every record with its words."""

import re
from collections import Counter, defaultdict

import pytest

from layers import Atlas, document_counts
from tests.seeds import FILES, seed_lines

STRONGEST_FIRST = ("existing", "under_construction", "planned", "aspiration", "unknown")
MENTIONS = "mentions"
AIMS = re.compile(r"争创|争取|谋划|力争|推动|打造|加快建设|创建|研究制定|布局")
DONE = re.compile(r"^已|建成投产|投入运营|落户|挂牌|上线|成功入选|成功举办|落地")
SENTENCE = 9
"""A sentence of the article goes on over at most so many lines, every other one blank."""


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def rows(atlas: Atlas) -> list[dict[str, object]]:
    table = atlas.tables[MENTIONS]
    return table.astype(object).where(table.notna(), None).to_dict("records")


def lines(source_id: str) -> list[str]:
    """Return the lines of a document; none where it is not at hand, as the summary then says."""
    return seed_lines(source_id) or []


@pytest.mark.parametrize("source_id", FILES)
def test_every_quote_stands_on_its_line(rows: list[dict[str, object]], source_id: str) -> None:
    text = lines(source_id)
    of_document = [row for row in rows if row["source_id"] == source_id and text]
    assert [r for r in of_document if r["quote_zh"] not in text[int(r["locator"]) - 1]] == []


@pytest.mark.parametrize("source_id", FILES)
def test_words_and_mended_names_stand_where_the_sentence_goes_on(
    rows: list[dict[str, object]], source_id: str
) -> None:
    text = lines(source_id)
    for row in rows:
        if row["source_id"] != source_id or not text:
            continue
        at = int(row["locator"])
        near = squeezed("".join(text[max(0, at - SENTENCE) : at + SENTENCE]))
        assert squeezed(row["words_zh"] or "") in near, row
        if "roken over" in (row["note"] or ""):
            # The article has some quotation marks on the wrong side of what they open.
            whole = re.sub(r"[“”。，、]", "", squeezed(row["mended_zh"]))
            assert whole in re.sub(r"[“”。，、]", "", near), row


@pytest.mark.parametrize("source_id", FILES)
def test_an_open_list_ends_in_its_word(rows: list[dict[str, object]], source_id: str) -> None:
    text = lines(source_id)
    for row in rows:
        if row["source_id"] == source_id and row["open_list"] and text:
            at = int(row["locator"])
            assert "等" in "".join(text[at - 1 : at + 4]), row


def test_every_record_that_rests_on_a_document_is_mentioned(atlas: Atlas) -> None:
    features = atlas.features
    main = features[features["same_as"].isna() & features["source_id"].isin(list(FILES))]
    assert set(main["feature_id"]) - set(atlas.tables[MENTIONS]["feature_id"]) == set()


def test_status_is_that_of_the_strongest_words_or_the_note_says_why_not(
    atlas: Atlas, rows: list[dict[str, object]]
) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        said[row["feature_id"]].add(row["status"])
    for feature_id, statuses in said.items():
        record = atlas.features.loc[feature_id]
        strongest = next(status for status in STRONGEST_FIRST if status in statuses)
        if strongest not in {"unknown", record["status"]}:
            assert "Status" in str(record["note"]), feature_id


def test_what_only_a_document_names_is_no_more_than_its_words_say(atlas: Atlas) -> None:
    table = atlas.tables[MENTIONS]
    statuses = table.groupby("feature_id")["status"].agg(set)
    features = atlas.features
    own = features[features["source_id"].isin(list(FILES)) & features["same_as"].isna()]
    own = own[own["layer_id"] != "regions"]
    exists = own[own["status"] == "existing"]["feature_id"]
    assert [key for key in exists if "existing" not in statuses[key]] == []


def test_an_aim_is_never_existing(rows: list[dict[str, object]]) -> None:
    aims = [row for row in rows if AIMS.search(row["words_zh"] or "")]
    allowed = {"planned", "aspiration", "under_construction", "unknown"}
    assert aims
    assert {row["status"] for row in aims} <= allowed


def test_what_is_done_is_existing(rows: list[dict[str, object]]) -> None:
    done = [row for row in rows if DONE.search(row["words_zh"] or "")]
    signed = [row for row in done if row["words_zh"] == "已签署框架合作协议"]
    assert {row["status"] for row in done if row not in signed} == {"existing"}
    assert {row["status"] for row in signed} == {"planned"}


def test_one_word_is_always_read_alike_but_for_what_it_is_said_of(
    rows: list[dict[str, object]],
) -> None:
    read: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row["words_zh"] and not row["note"]:
            read[row["words_zh"]].add(row["status"])
    assert {word: found for word, found in read.items() if len(found - {"unknown"}) > 1} == {}


@pytest.mark.parametrize(
    ("feature_id", "status"),
    [
        ("bulk-import-market", "aspiration"),
        ("rcep-demo-zone", "aspiration"),
        ("service-outsourcing-city-national", "aspiration"),
        ("green-petrochemical-phase-1", "existing"),
        ("czech-station-freight-yard", "existing"),
        ("ewtp-yiwu", "existing"),
        ("ncfi", "existing"),
        ("zj-bri-website", "existing"),
        ("bri-service-centre", "existing"),
        ("dubai-logistics-trade-city", "under_construction"),
        ("africa-station", "planned"),
        ("jinyi-airport", "planned"),
        ("yj-rail-double-stack", "planned"),
        ("hangzhou-ixp", "planned"),
        ("yiwu-internet-channel", "planned"),
    ],
)
def test_status_follows_the_words(atlas: Atlas, feature_id: str, status: str) -> None:
    assert atlas.features.at[feature_id, "status"] == status


@pytest.mark.parametrize(
    ("feature_id", "line", "quote", "mended"),
    [
        ("jinhua-polytechnic", 95, "金华职", "金华职业技术学院"),
        ("compound-semiconductors", 81, "化合", "化合物半导体"),
        ("ewtp-rwanda", 120, "卢 旺达", "卢旺达"),
        ("train-geely", 122, "“义新欧”吉利号“", "“义新欧”吉利号"),
        ("bri-service-centre", 156, "“。一带一路”综", "“一带一路”综合服务中心"),
    ],
)
def test_a_damaged_name_keeps_what_the_file_has(
    rows: list[dict[str, object]], feature_id: str, line: int, quote: str, mended: str
) -> None:
    found = [r for r in rows if (r["feature_id"], r["locator"]) == (feature_id, line)]
    assert [(r["quote_zh"], r["mended_zh"]) for r in found] == [(quote, mended)]


def test_ewtp_abroad_is_four_zones_in_an_open_list(rows: list[dict[str, object]]) -> None:
    zones = [
        row for row in rows if row["locator"] == 120 and str(row["feature_id"]).startswith("ewtp-")
    ]
    assert {row["feature_id"]: row["open_list"] for row in zones} == {
        "ewtp-public-service-platform": False,
        "ewtp-malaysia": True,
        "ewtp-belgium-liege": True,
        "ewtp-rwanda": True,
        "ewtp-ethiopia": True,
    }


def test_two_of_six_linkage_zones_are_named(rows: list[dict[str, object]], atlas: Atlas) -> None:
    zones = {str(row["feature_id"]) for row in rows if str(row["feature_id"]).startswith("lia-")}
    assert zones == {"lia-hangzhou", "lia-ningbo"}
    assert all("four" in atlas.features.at[zone, "note"] for zone in zones)


def test_a_level_that_the_words_state_is_the_records_own(
    atlas: Atlas, rows: list[dict[str, object]]
) -> None:
    other = {"wenzhou-overseas-chinese", "agg-zj-overseas-zones"}
    stated = {str(row["feature_id"]): row["level"] for row in rows if row["level"]}
    levels = {key: atlas.features.at[key, "level"] for key in stated.keys() - other}
    assert levels == {key: stated[key] for key in levels}


def test_both_together_count_what_both_name_once(atlas: Atlas) -> None:
    plan, article, both = document_counts(atlas)
    assert plan.mentions + article.mentions == both.mentions == len(atlas.tables[MENTIONS])
    assert both.features == atlas.tables[MENTIONS]["feature_id"].nunique()
    assert both.features < plan.features + article.features


def test_nothing_new_has_a_position_of_its_own(atlas: Atlas) -> None:
    for layer in ("institutions", "events", "projects", "initiatives"):
        placed = atlas.frames[layer].dropna(subset="lon")
        finer = placed[placed["coord_precision"] != "city"]
        assert finer["coord_basis"].str.startswith("as ").all()


def test_both_documents_are_read_from_end_to_end(rows: list[dict[str, object]]) -> None:
    count = Counter(row["source_id"] for row in rows)
    assert count["jinhua-bri-plan"] > 200
    assert count["zhejiang-bri-hub"] > 250
    assert len({row["feature_id"] for row in rows}) > 300
