"""The frames of the two documents: their entries in order, what each is about."""

import pytest

from geo.errors import UnknownFrameError
from layers import Atlas, entries_about, get_frame
from tests.seeds import FILES, seed_lines

FRAMES = {
    "seven-platforms": (
        "中国（浙江）自由贸易试验区金义片区",
        "义乌国际贸易综合改革试验区",
        "金义新区",
        "境内境外合作园区",
        "横店影视文化产业集聚区",
        "中非经贸文化合作交流示范区",
        "华东联运新城",
    ),
    "five-plans": (
        "国际贸易畅通行动",
        "交通物流提升行动",
        "国际产能合作行动",
        "数字经济领航行动",
        "人文交流促进行动",
    ),
    "one-capital-one-port-three-zones": (
        "世界小商品之都",
        "国际内陆枢纽港",
        "产业合作示范区",
        "“数字丝路”先导区",
        "文化交流先行区",
    ),
    "ten-projects": (
        "浙江自贸试验区",
        "宁波舟山国际枢纽港",
        "“17+1”经贸合作示范区",
        "eWTP试验区",
        "中欧（义新欧）班列",
        "境外经贸合作区与系列服务站",
        "中外合作产业园",
        "国际人文交流",
        "华商华侨创业创新试验区",
        "“一带一路”综合服务平台",
    ),
    "six-tasks": (
        "建设数字“一带一路”",
        "建设物流“一带一路”",
        "建设浙商“一带一路”",
        "建设产业链“一带一路”",
        "建设文化“一带一路”",
        "建设健康“一带一路”",
    ),
    "three-windows": ("“数字丝绸之路”创新之窗", "国际产能合作示范之窗", "文明互学互鉴交流之窗"),
    "four-advantages": ("平台优势", "数字优势", "浙商优势", "通道优势"),
}


def test_there_are_seven_frames(atlas: Atlas) -> None:
    assert list(atlas.tables["frames"]["frame_id"]) == list(FRAMES)


@pytest.mark.parametrize("frame_id", FRAMES)
def test_a_frame_has_its_entries_in_the_order_of_the_document(atlas: Atlas, frame_id: str) -> None:
    frame = get_frame(atlas, frame_id)
    assert tuple(entry.row["name_zh"] for entry in frame.entries) == FRAMES[frame_id]
    assert [entry.row["seq"] for entry in frame.entries] == [*range(1, len(FRAMES[frame_id]) + 1)]


@pytest.mark.parametrize("source_id", FILES)
def test_names_stand_on_their_lines(atlas: Atlas, source_id: str) -> None:
    text = seed_lines(source_id)
    if text is None:
        return  # the run's summary says that the documents are not at hand
    frames = atlas.tables["frames"]
    own = frames[frames["source_id"] == source_id]
    entries = atlas.tables["frame_entries"]
    entries = entries[entries["frame_id"].isin(own["frame_id"])]
    for table in (own, entries):
        for _, row in table.iterrows():
            assert row["quote_zh"] in text[row["locator"] - 1], row["quote_zh"]
    assert all(text[line - 1].strip() for line in entries["locator_end"])


@pytest.mark.parametrize(
    ("entry_id", "locator"),
    [
        ("platform-1", 103),
        ("platform-7", 129),
        ("project-1", 88),
        ("project-10", 156),
        ("task-1", 182),
        ("task-6", 270),
        ("goal-1", 35),
        ("goal-5", 43),
        ("plan-1", 47),
    ],
)
def test_an_entry_begins_on_its_line(atlas: Atlas, entry_id: str, locator: int) -> None:
    entries = atlas.tables["frame_entries"].set_index("entry_id")
    assert entries.at[entry_id, "locator"] == locator


def test_nobody_is_made_an_owner(atlas: Atlas) -> None:
    assert atlas.tables["frame_entries"]["owner"].isna().all()


def test_every_feature_that_a_section_names_is_linked(atlas: Atlas) -> None:
    regions = atlas.features[atlas.features["layer_id"] == "regions"]
    home = set(regions.loc[regions["kind"] == "region", "feature_id"])
    mentions = atlas.tables["mentions"]
    for frame_id in FRAMES:
        frame = get_frame(atlas, frame_id)
        own = mentions[mentions["source_id"] == frame.row["source_id"]]
        for entry in frame.entries:
            here = own["locator"].between(entry.row["locator"], entry.row["locator_end"])
            assert set(own.loc[here, "feature_id"]) - home == set(entry.feature_ids)


@pytest.mark.parametrize("frame_id", FRAMES)
def test_every_figure_of_a_section_is_under_its_entry_alone(atlas: Atlas, frame_id: str) -> None:
    frame = get_frame(atlas, frame_id)
    observations = atlas.tables["observations"]
    own = observations[observations["source_id"] == frame.row["source_id"]]
    for entry in frame.entries:
        here = own["locator"].between(entry.row["locator"], entry.row["locator_end"])
        assert set(own.loc[here, "indicator_id"]) == set(entry.indicator_ids)


def test_the_crosswalk_of_tasks_and_plans_is_ours(atlas: Atlas) -> None:
    links = atlas.tables["frame_links"]
    across = links[links["other_entry_id"].notna()]
    assert set(across["basis"]) == {"ours"}
    tasks = across[across["entry_id"].str.startswith("task-")]
    assert dict(zip(tasks["entry_id"], tasks["other_entry_id"], strict=True)) == {
        "task-1": "plan-4",
        "task-2": "plan-2",
        "task-3": "plan-1",
        "task-4": "plan-3",
        "task-5": "plan-5",
        "task-6": "plan-5",
    }


def test_a_crosswalk_is_seen_from_both_ends(atlas: Atlas) -> None:
    plans = get_frame(atlas, "five-plans").entries
    assert plans[4].answers_to == ("goal-5", "task-5", "task-6")


def test_the_three_zones_are_goals_without_an_area(atlas: Atlas) -> None:
    zones = [
        "industrial-cooperation-demo-zone",
        "digital-silk-road-pioneer-zone",
        "cultural-exchange-vanguard-zone",
    ]
    features = atlas.features.loc[zones]
    assert set(features["kind"]) == {"goal"}
    assert features["lon"].isna().all()


def test_a_place_knows_the_entries_that_are_about_it(atlas: Atlas) -> None:
    about = entries_about(atlas, "feature_id", "hengdian-film-cluster")
    assert list(about["entry_id"]) == ["platform-5", "plan-5"]


def test_an_unknown_frame_names_those_there_are(atlas: Atlas) -> None:
    with pytest.raises(UnknownFrameError, match="No frame 'moon'; available: seven-platforms"):
        get_frame(atlas, "moon")
