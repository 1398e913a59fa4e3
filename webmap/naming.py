"""What a record is called in the language of the page, and in the other one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from layers import Lang

if TYPE_CHECKING:
    import pandas as pd

OTHER: dict[Lang, Lang] = {"zh": "en", "en": "zh"}
"""The other language of each."""


def name_column(lang: Lang) -> str:
    """Return the column that holds names in one language.

    Examples
    --------
    >>> name_column("zh")
    'name_zh'
    """
    return f"name_{lang}"


def names_of(row: Mapping[str, Any] | pd.Series, lang: Lang) -> tuple[str, str]:
    """Return a record's name in one language, and in the other.

    Examples
    --------
    >>> names_of({"name_zh": "义乌港", "name_en": "Yiwu Port"}, "en")
    ('Yiwu Port', '义乌港')
    """
    return str(row[name_column(lang)]), str(row[name_column(OTHER[lang])])


def name_of(row: Mapping[str, Any] | pd.Series, lang: Lang) -> str:
    """Return a record's name in one language.

    Examples
    --------
    >>> name_of({"name_zh": "义乌港", "name_en": "Yiwu Port"}, "en")
    'Yiwu Port'
    """
    return str(row[name_column(lang)])


def other_name(row: Mapping[str, Any] | pd.Series, lang: Lang) -> str | None:
    """Return a record's name in the other language, None where it is the same.

    Examples
    --------
    >>> other_name({"name_zh": "eWTP", "name_en": "eWTP"}, "en") is None
    True
    """
    other = name_of(row, OTHER[lang])
    return None if other == name_of(row, lang) else other
