"""Which industries places name, in the vocabulary of the atlas, so that they can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from layers import Atlas, Lang, industries_of

Industries = Mapping[str, frozenset[str]]
"""Industry ids by feature_id."""


def industry_ids(atlas: Atlas) -> Industries:
    """Return the industries of every feature that names any the vocabulary knows."""
    return {name: frozenset(ids) for name, ids in industries_of(atlas).items() if ids}


def industry_names(atlas: Atlas, ids: Iterable[str], lang: Lang) -> list[str]:
    """Return the names of industries in one language, in the order of their ids."""
    names = atlas.tables["industries"].set_index("industry_id")[f"name_{lang}"]
    return [str(names[name]) for name in sorted(ids)]
