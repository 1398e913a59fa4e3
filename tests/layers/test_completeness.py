"""The meter is what is filled over what is asked, and answers turn stale on the right day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import TableError
from layers import Atlas, completeness, load, registry
from layers._completeness import stale_from
from tests.tables import Tables

DAY = date(2026, 11, 23)
PARK = "sino-italy-ningbo-ecological-park"
ZONE = "belmax-serbia"


def answer_to(atlas: Atlas, feature_id: str, question: str, today: date = DAY):
    found = completeness(atlas, feature_id, today).answers
    return next(answer for answer in found if answer.name_en == question)


def test_the_meter_equals_filled_over_asked(atlas: Atlas) -> None:
    meter = completeness(atlas, ZONE, DAY)
    record = atlas.frames["overseas_zones"].loc[ZONE]
    by_hand = {
        "Status": record["status"] != "unknown",
        "Since": record["since"] == record["since"],
        "Tenants": True,
        "Land available": False,
        "Floor space available": False,
    }
    states = {answer.name_en: answer.state != "missing" for answer in meter.answers}
    assert states | by_hand == states
    assert (meter.filled, meter.asked) == (sum(states.values()), len(states))


def test_no_place_has_more_answers_than_questions(atlas: Atlas) -> None:
    for feature_id in atlas.features.index[atlas.features["same_as"].isna()]:
        meter = completeness(atlas, feature_id, DAY)
        assert 0 <= meter.stale <= meter.filled <= meter.asked


def test_a_dated_field_turns_stale_the_day_after_its_last(atlas: Atlas) -> None:
    # 156 tenants of 2023, asked for 24 months: good until the last day of 2025.
    last, first = date(2025, 12, 31), date(2026, 1, 1)
    assert answer_to(atlas, ZONE, "Tenants", last).state == "fresh"
    assert answer_to(atlas, ZONE, "Tenants", first).state == "stale"
    assert answer_to(atlas, ZONE, "Tenants", first).stale_from == first


def test_what_has_no_age_never_turns_stale(atlas: Atlas) -> None:
    since = answer_to(atlas, "china-ceec-yuyao", "Since", date(2999, 1, 1))
    assert since.state == "fresh"


def test_an_unverified_status_is_no_answer(atlas: Atlas) -> None:
    unknown = atlas.frames["overseas_zones"].query("status == 'unknown'").index[0]
    assert answer_to(atlas, unknown, "Status").state == "missing"


def test_nobody_knows_how_old_an_answer_without_a_date_is(tables: Tables) -> None:
    source = next(
        row["source_id"] for row in tables.rows("overseas_zones") if row["feature_id"] == ZONE
    )
    tables.change("sources", source, published="")
    assert answer_to(load(tables.folder), ZONE, "Status").state == "undated"


def test_a_plan_is_no_answer(tables: Tables) -> None:
    zones = {row["feature_id"] for row in tables.rows("overseas_zones")}
    figures = [
        row
        for row in tables.rows("observations")
        if row["indicator_id"] == "tenants" and row["feature_id"] in zones
    ]
    zone = figures[0]["feature_id"]
    for row in figures:
        tables.change("observations", row["observation_id"], kind="planned")
    tables.change("overseas_zones", zone, tenants_count="", tenants_year="")
    assert answer_to(load(tables.folder), zone, "Tenants").state == "missing"


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 240))
def test_an_answer_is_fresh_for_its_months_and_not_a_day_longer(dated: date, months: int) -> None:
    last_fresh = stale_from(dated, months) - timedelta(days=1)
    passed = (last_fresh.year - dated.year) * 12 + last_fresh.month - dated.month
    assert passed == months
    assert last_fresh.day <= dated.day


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"layer_id": "castles"}, "asked_fields.csv:2 layer_id is 'castles': is no layer"),
        ({"fields": "moat_m"}, "asked_fields.csv:2 fields is 'moat_m': is not there"),
        ({"dated_by": "area_km2"}, "asked_fields.csv:2 dated_by is 'area_km2': is not there"),
        ({"indicators": "luck"}, "asked_fields.csv:2 indicators is 'luck': is not there"),
    ],
)
def test_a_question_about_nothing_is_refused(
    tables: Tables, cells: dict[str, str], said: str
) -> None:
    first = tables.rows("asked_fields")[0]["asked_id"]
    tables.change("asked_fields", first, **cells)
    with pytest.raises(TableError, match=said):
        load(tables.folder)


def test_every_layer_of_places_is_asked_something(atlas: Atlas) -> None:
    asked = set(atlas.tables["asked_fields"]["layer_id"])
    assert asked >= {"cooperation_parks", "overseas_zones", "bonded_zones", "platforms", "hubs"}
    assert asked <= registry().keys()
