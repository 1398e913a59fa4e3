"""The vocabulary of industries, ours, and which of the sources' terms belong to each."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from layers._fields import BOTH_NAMES
from layers._schema import read_table
from layers._spec import Field, Lang, Table
from layers._support_fields import id_field

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from layers._load import Atlas

INDUSTRIES = Table(
    id="industries",
    zh="产业",
    en="Industries",
    primary_key=("industry_id",),
    description="Industries in both languages; our own grouping, for filters and comparison.",
    fields=(
        id_field("industry_id", "industry"),
        *BOTH_NAMES,
    ),
)
INDUSTRY_TERMS = Table(
    id="industry_terms",
    zh="产业用语",
    en="Industry terms",
    primary_key=("term", "industry_id"),
    description="Terms as sources word them; one that names several industries has several rows.",
    fields=(
        Field(
            name="term",
            zh="用语",
            en="Term",
            required=True,
            description="As it stands in `industries` of a record.",
        ),
        Field(
            name="industry_id",
            zh="产业",
            en="Industry",
            required=True,
            references="industries.industry_id",
            description="The industry that it means.",
        ),
    ),
)


class Industry(NamedTuple):
    """One industry of the vocabulary."""

    id: str
    zh: str
    en: str


def split_terms(text: str) -> list[str]:
    """Return the terms of a record as its source words them.

    Examples
    --------
    >>> split_terms("auto parts; AI;")
    ['auto parts', 'AI']
    """
    return [term.strip() for term in text.split(";") if term.strip()]


def industry_vocabulary(terms: pd.DataFrame, names: pd.DataFrame) -> dict[str, list[Industry]]:
    """Return the industries that each term means, from the two tables."""
    rows = zip(names["industry_id"], names["name_zh"], names["name_en"], strict=True)
    known = {row[0]: Industry(*row) for row in rows}
    found: dict[str, list[Industry]] = {}
    for term, industry_id in zip(terms["term"], terms["industry_id"], strict=True):
        found.setdefault(term, []).append(known[industry_id])
    return found


def industries_of(atlas: Atlas) -> dict[str, tuple[str, ...]]:
    """Return the industry ids of every feature that names any, by feature_id."""
    known = industry_vocabulary(atlas.tables["industry_terms"], atlas.tables["industries"])
    named = atlas.features["industries"].dropna()
    return {
        str(feature_id): tuple(
            dict.fromkeys(
                industry.id for term in split_terms(text) for industry in known.get(term, ())
            )
        )
        for feature_id, text in named.items()
    }


@cache
def _own_vocabulary(folder: Path) -> dict[str, list[Industry]]:
    (terms, _), (names, _) = (read_table(table, folder) for table in (INDUSTRY_TERMS, INDUSTRIES))
    return industry_vocabulary(terms, names)


def industry_list(text: str, lang: Lang, folder: Path) -> str:
    """Return the industries of a record in one language; a term that has none as it is.

    Parameters
    ----------
    text
        Terms as the source words them, separated by semicolons.
    lang
        Of the names.
    folder
        With the tables.
    """
    known = _own_vocabulary(folder)
    names = [
        name
        for term in split_terms(text)
        for name in ([getattr(each, lang) for each in known.get(term, ())] or [term])
    ]
    return ("、" if lang == "zh" else ", ").join(dict.fromkeys(names))
