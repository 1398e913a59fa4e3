"""Read pages for the numbers they show, and for what each of them claims to rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser

from layers import Atlas
from webmap.strings import STRINGS

DIGIT = re.compile(r"\d")
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
UNSEEN = {"script", "style", "template", "title", "head"}
MARKED = {"time", "code", "cite"}
"""Elements whose numbers are dates, identifiers and what sources call themselves."""
CLAIMS = (
    "data-observation",
    "data-record",
    "data-parameter",
    "data-count",
    "data-model",
)


@dataclass
class Shown:
    """What one page shows."""

    loose: list[str] = field(default_factory=list)
    """Texts with a digit that rests on nothing."""
    claims: list[tuple[str, str, str]] = field(default_factory=list)
    """Attribute, its value, and the text inside of the element."""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self._open: list[tuple[str, str | None, str]] = []
        self._claimed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        values = dict(attrs)
        claim = next((name for name in CLAIMS if name in values), None)
        if claim is None and (tag in MARKED or "cite" in (values.get("class") or "").split()):
            claim = tag
        if tag in UNSEEN:
            claim = "unseen"
        self._open.append((tag, claim, values.get(claim or "") or ""))
        if claim in CLAIMS:
            self._claimed.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in {name for name, _, _ in self._open}:
            return
        while self._open:
            name, claim, value = self._open.pop()
            if claim in CLAIMS:
                self.shown.claims.append((str(claim), value, self._claimed.pop().strip()))
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self._claimed:
            self._claimed[-1] += data
        elif DIGIT.search(data) and not any(claim for _, claim, _ in self._open):
            self.shown.loose.append(" ".join(data.split()))


def numbers_of(html: str) -> Shown:
    """Return the numbers of a page: those that claim a ground, and those that do not."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.shown


class KnownTexts:
    """Texts of the tables and of the pages' words: their digits are names, not figures."""

    def __init__(self, atlas: Atlas, others: Iterable[str] = ()) -> None:
        texts = {*others, *self._cells(atlas)}
        texts |= {part for pair in STRINGS.values() for part in pair}
        with_digits = {" ".join(text.split()) for text in texts if DIGIT.search(text)}
        self._texts = with_digits
        self._longest_first = sorted(with_digits, key=len, reverse=True)
        self.rest = lru_cache(maxsize=None)(self._rest)

    @staticmethod
    def _cells(atlas: Atlas) -> Iterator[str]:
        for frame in (*atlas.frames.values(), *atlas.tables.values(), atlas.features):
            for name in frame.columns:
                if name != "geometry":
                    yield from (cell for cell in frame[name] if isinstance(cell, str))

    def _rest(self, text: str) -> str:
        """Return what of a text stands in no table, blank where nothing with a digit does."""
        if text in self._texts:
            return ""
        for known in self._longest_first:
            if known in text:
                text = text.replace(known, " ")
                if not DIGIT.search(text):
                    return ""
        return text
