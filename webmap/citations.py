"""Who reads a page, and which sources it cites, numbered in the order of first use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from layers import Atlas, Lang
from webmap.strings import strings

Row = dict[str, Any]
_LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z_-]*")
"""A word, a name or an id such as `yiwu-west-rail`."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads, and when: the language and the day that ages are counted to."""

    lang: Lang
    today: date
    translations: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Chinese by English free text, as the facts have it."""

    def said(self, text: object) -> str | None:
        """Return a free text of the tables, in Chinese for who reads Chinese; None where blank.

        Where there is no Chinese the text stays as it stands; `lang_of` tells its language.
        """
        stated = text_of(text)
        if stated is None or self.lang != "zh":
            return stated
        return self.translations.get(stated, stated)

    def word(self, key: str) -> str:
        """Return a word of the interface."""
        return strings(self.lang)[key]


@dataclass(slots=True)
class Citations:
    """Numbers the sources of one page in the order in which they are first used."""

    atlas: Atlas
    numbers: dict[str, int] = field(default_factory=dict)
    lines: dict[str, set[int]] = field(default_factory=dict)

    def cite(self, source_id: str, line: int | None = None) -> list[int]:
        """Return the number of a source, as the list that templates take."""
        number = self.numbers.setdefault(source_id, len(self.numbers) + 1)
        if line is not None:
            self.lines.setdefault(source_id, set()).add(line)
        return [number]

    def rows(self, reader: Reader) -> list[Row]:
        """Return the cited sources, numbered."""
        table = self.atlas.tables["sources"].set_index("source_id", drop=False)
        return [
            self._row(number, source_id, table.loc[source_id], reader)
            for source_id, number in self.numbers.items()
        ]

    def _row(self, number: int, source_id: str, source: pd.Series, reader: Reader) -> Row:
        lines = sorted(self.lines.get(source_id, ()))
        cited = reader.word("line").format(n=", ".join(map(str, lines))) if lines else None
        view = source_view(source, reader)
        note = _joined((cited, view["note"]), reader)
        return view | {"no": number, "note": note, "quote_line": None}


def source_view(source: pd.Series, reader: Reader) -> Row:
    """Return a source as readers see it: by its title, else by its host."""
    title = text_of(source["title"])
    if title is None:
        host = urlsplit(text_of(source["url"]) or "").hostname or source["source_id"]
        title = reader.word("untitled").format(host=host)
    reposted = None if source["linkable"] else reader.word("not_linked")
    return {
        "id": source["source_id"],
        "title": title,
        "title_lang": lang_of(title, reader.lang),
        "publisher": text_of(source["publisher"]),
        "url": text_of(source["url"]) if source["linkable"] else None,
        "date": text_of(source["published"]),
        "note": _joined((reposted, reader.said(source["note"])), reader),
    }


def _joined(parts: Iterable[str | None], reader: Reader) -> str | None:
    return reader.word("reason_separator").join(part for part in parts if part) or None


def text_of(value: object) -> str | None:
    """Return a table's value as text, None where it is missing."""
    return None if pd.isna(value) else str(value)


def lang_of(value: object, reading: Lang) -> str | None:
    """Return the language of a text where it is not the reader's, as `lang` takes it.

    A text in one language may quote words of the other: the more numerous decide.

    Examples
    --------
    >>> lang_of("金华市商务局", "en"), lang_of("Jinhua", "en"), lang_of("Jinhua", "zh")
    ('zh-CN', None, 'en')
    >>> lang_of("The plan says 建设.", "en"), lang_of("与DP World合资", "zh")
    (None, None)
    """
    text = text_of(value)
    if text is None or not any(char.isalpha() for char in text):
        return None
    han = sum("\u4e00" <= char <= "\u9fff" for char in text)
    chinese = han > 0 and han >= len(_LATIN_WORD.findall(text))
    if chinese == (reading == "zh"):
        return None
    return "zh-CN" if chinese else "en"
