"""The China–Africa view: what the atlas holds of it, in both directions, theme by theme."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from layers import Atlas, vocabulary
from webmap.citations import Citations, Reader, Row
from webmap.figures import observation_view, shown_observations
from webmap.naming import name_column
from webmap.views import AFRICA

WORDS = ("中非", "非洲", "在非", "援非", "对非")
"""Words of Chinese names that tie a record to Africa where it lies elsewhere or nowhere."""


def is_african(record: pd.Series) -> bool:
    """Tell whether a record lies in an African country, or names Africa."""
    return record["country"] in AFRICA or any(word in record["name_zh"] for word in WORDS)


def _named(*words: str) -> Callable[[pd.Series], bool]:
    return lambda record: any(word in record["name_zh"] for word in words)


def _of_kind(*kinds: str) -> Callable[[pd.Series], bool]:
    return lambda record: record["kind"] in kinds


_THEMES: tuple[tuple[str, Callable[[pd.Series], bool]], ...] = (
    ("africa_sister_cities", _of_kind("sister_city")),
    ("africa_warehouses", _named("海外仓", "仓储")),
    ("africa_hospitals", _named("医院", "医疗")),
    ("africa_training", lambda r: r["kind"] == "silk_road_college" or _named("培训")(r)),
    ("africa_zones", _of_kind("overseas_zone", "overseas_station", "overseas_market", "ewtp_hub")),
)
"""Each record stands under the first theme that fits; the rest stand under `africa_others`."""


def africa_themes(atlas: Atlas, reader: Reader) -> list[Row]:
    """Return the records tied to Africa by theme; a theme without any says so."""
    features = atlas.features[atlas.features["same_as"].isna()]
    tied = features[[is_african(row) for _, row in features.iterrows()]]
    groups: dict[str, list[Row]] = {theme: [] for theme, _ in _THEMES}
    groups["africa_others"] = []
    titles = {term.id: term.title(reader.lang) for term in vocabulary.STATUS}
    for feature_id, row in tied.iterrows():
        if row["kind"] in {"country", "group"}:
            continue
        theme = next((name for name, fits in _THEMES if fits(row)), "africa_others")
        name = row[name_column(reader.lang)]
        href = f"/place/{feature_id}?lang={reader.lang}"
        groups[theme].append({"name": name, "href": href, "status": titles[row["status"]]})
    return [{"title": reader.word(theme), "rows": _by_name(rows)} for theme, rows in groups.items()]


def _by_name(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: str(row["name"]))


def africa_figures(atlas: Atlas, reader: Reader, citations: Citations) -> list[Row]:
    """Return the figures about Africa; one that the document leaves open has no number.

    若干 is a number that nobody set: it is listed as such, never as zero and never guessed.
    """
    indicators = atlas.tables["indicators"].set_index("indicator_id")
    about = indicators["name_zh"].str.contains("非洲|对非|在非|中非") | (
        indicators["theme"] == "africa"
    )
    rows = atlas.tables["observations"]
    rows = rows[rows["indicator_id"].isin(indicators.index[about]) & rows["duplicate_of"].isna()]
    found = []
    for _, row in rows.iterrows():
        main = atlas.main_id(row["feature_id"])
        shown = row["observation_id"] in set(shown_observations(atlas, main)["observation_id"])
        if not shown and not pd.isna(row["value"]):
            continue
        found.append(
            {
                "name": indicators.at[row["indicator_id"], name_column(reader.lang)],
                "place": atlas.features.at[main, name_column(reader.lang)],
                "href": f"/place/{main}?lang={reader.lang}",
                "figure": observation_view(row, reader, citations) if shown else None,
                "kind_text": reader.word(f"kind_{row['kind']}"),
                "quote": row["quote_zh"],
                "cite": citations.cite(row["source_id"]),
            }
        )
    return found
