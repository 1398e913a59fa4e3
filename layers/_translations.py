"""English free texts of the facts in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from layers._base import manifest
from layers._fields import COMMON
from layers._registry import all_tables
from layers._spec import Field

if TYPE_CHECKING:
    from layers._load import Atlas

_ADDRESS = re.compile(r"https?://\S+")
_ENGLISH_WORD = re.compile(r"\b[A-Za-z][a-z]+")


def is_english(text: str) -> bool:
    """Tell whether a text has English words, though it may quote Chinese ones.

    Addresses, codes and figures are the same in both languages.

    Examples
    --------
    >>> is_english("the plan says 建设 (line 61)"), is_english("4E：飞行区"), is_english("100 TEU")
    (True, False, False)
    """
    return _ENGLISH_WORD.search(_ADDRESS.sub("", text)) is not None


def english_texts(atlas: Atlas) -> set[str]:
    """Return every English free text that a Chinese page would have to show in English.

    A column `x_en` counts only in the rows that leave `x_zh` blank. What the base map's manifest
    says of origins and licences counts too.
    """
    told = {entry[name] for entry in manifest() for name in ("upstream", "licence")}
    return {text for text in told if is_english(text)} | {
        text
        for fields, frame in _frames(atlas)
        for field in fields
        if field.translated
        for text in _without_twin(frame, field.name)
        if is_english(text)
    }


def _frames(atlas: Atlas) -> Iterator[tuple[tuple[Field, ...], pd.DataFrame]]:
    tables = all_tables()
    yield COMMON, atlas.features
    for layer in atlas.layers.values():
        yield layer.own_fields, atlas.frames[layer.id]
    for table_id, frame in atlas.tables.items():
        yield tables[table_id].fields, frame


def _without_twin(frame: pd.DataFrame, name: str) -> set[str]:
    """Return the texts of a column that have no Chinese beside them in the same row."""
    twin = f"{name.removesuffix('_en')}_zh"
    texts = frame[name].dropna()
    if twin in frame.columns:
        texts = texts[frame.loc[texts.index, twin].isna()]
    return set(texts.astype(str))


def untranslated(atlas: Atlas) -> list[str]:
    """Return the English free texts that `translations` has no Chinese for, sorted."""
    return sorted(english_texts(atlas) - set(atlas.translations))
