"""Accounts of the documents that do not hold are refused, all at once."""

import pytest

from geo.errors import TableError
from layers import load
from tests.tables import Tables

PLAN, ARTICLE = "jinhua-bri-plan", "zhejiang-bri-hub"
TRADE = "jinhua--trade-value--2025--target"
TRAINS, MORE_TRAINS = (f"yixinou--china-europe-trains--2025--target{n}" for n in ("", "--4"))
COPY = "yixinou--china-europe-trains--2025--target--3"
ACTUAL = "yiwu--trade-value--2025"
NEW_PROJECTS = "china-africa-zone--new-two-way-projects--2025--target"
ODI = "zhejiang--odi-filed-usd--2019"
EITHER = "an observation_id or a reason, and not both"
# Table, key, cells, what is said, and what is accepted.
BREAKS = (
    ("document_numerals", f"{PLAN}--l35--n1", {"reason": ""},
     "numeral is '2025': is not accounted for", EITHER),
    ("document_numerals", f"{PLAN}--l35--n2", {"reason": "date"},
     "numeral is '6000亿': has an observation and a reason", EITHER),
    ("document_numerals", f"{PLAN}--l37--n2", {"also_observation_id": TRAINS},
     f"also_observation_id is '{TRAINS}': stands without a first",
     "a first observation_id as well"),
    ("document_numerals", f"{PLAN}--l35--n5", {"observation_id": TRADE},
     f"observation_id is '{TRADE}': is 600000000000", "the figure 1700亿"),
    ("document_numerals", f"{PLAN}--l37--n4", {"observation_id": MORE_TRAINS},
     f"observation_id is '{MORE_TRAINS}': is of line 59", "an observation of line 37"),
    ("document_numerals", f"{PLAN}--l59--n3", {"observation_id": COPY},
     f"observation_id is '{COPY}': is a statement collected twice", TRAINS),
    ("document_numerals", f"{ARTICLE}--l142--n1", {"observation_id": NEW_PROJECTS},
     f"observation_id is '{NEW_PROJECTS}': is of another source", f"an observation of {ARTICLE}"),
    ("document_numerals", f"{PLAN}--l127--n5", {"observation_id": NEW_PROJECTS},
     f"observation_id is '{NEW_PROJECTS}': is 500", "the figure 若干"),
    ("observations", MORE_TRAINS, {"restates": ACTUAL},
     f"restates is '{ACTUAL}': is no other statement of this figure",
     "another observation of the same feature, indicator, kind and source"),
    ("observations", TRADE, {"period_ours": "true"},
     "period_ours is 'true': and note is blank", "a period, and a note that says how it was read"),
    ("conflicts", "article-odi-2019", {"observation_b": ODI},
     f"observation_b is '{ODI}': is named twice", "another observation"),
    ("related_actuals", "trade-jinhua-yiwu", {"actual_id": TRAINS},
     f"actual_id is '{TRAINS}': is of kind target", "one of kind actual"),
)  # fmt: skip
# What follows of two of them: a year is not 3,000, and the copy is of another line.
ALSO = (": is 3000; accepted: the figure 2025.", ": is of line 37; accepted: an observation of")


def test_every_broken_account_is_named_at_once(tables: Tables) -> None:
    expected = {
        f"  {table}.csv:{tables.change(table, key, **cells)} {said}; accepted: {accepted}."
        for table, key, cells, said, accepted in BREAKS
    }
    with pytest.raises(TableError, match="faults in the tables") as caught:
        load(tables.folder)
    said = set(str(caught.value).split("\n")[1:])
    more = {line for line in said - expected if any(part in line for part in ALSO)}
    assert len(more) == len(ALSO)
    assert said == expected | more


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("document_numerals", "observation_id"),
        ("conflicts", "observation_c"),
        ("related_actuals", "target_id"),
        ("observations", "restates"),
    ],
)
def test_an_account_of_a_figure_that_is_not_there_is_refused(
    tables: Tables, table: str, column: str
) -> None:
    row = next(row for row in tables.rows(table) if row[column])
    line = tables.change(table, next(iter(row.values())), **{column: "nowhere"})
    with pytest.raises(
        TableError, match=f"1 faults in the tables.*\n  {table}.csv:{line} {column}"
    ):
        load(tables.folder)
