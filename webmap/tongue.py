"""Say a thing in one language or in both, the reader's own leading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypedDict

import pandas as pd

from geo.errors import ParameterError
from layers import Lang
from webmap.citations import Reader
from webmap.naming import name_of

Languages = Literal["both", "one"]


class Pair(TypedDict):
    """A text and, where there is one and it differs, the same in the other language."""

    lead: str
    side: str | None


@dataclass(frozen=True, slots=True)
class Tongue:
    """In which languages a document speaks."""

    lead: Reader
    side: Reader | None

    @classmethod
    def of(cls, reader: Reader, text: str | None) -> Tongue:
        """Return the languages that a request asks for.

        Parameters
        ----------
        reader
            Who reads, and in which language first.
        text
            `both`, or `one` for the reader's alone; None is `both`.

        Raises
        ------
        ParameterError
            If it is neither.
        """
        if text not in {None, "both", "one"}:
            msg = f"languages is {text!r}; accepted: both, one."
            raise ParameterError(msg)
        other: Lang = "en" if reader.lang == "zh" else "zh"
        return cls(reader, None if text == "one" else replace(reader, lang=other))

    def pair(self, say: Callable[[Reader], str]) -> Pair:
        """Return what is said in the one and, where it differs, in the other language."""
        lead = say(self.lead)
        side = say(self.side) if self.side else None
        return {"lead": lead, "side": side if side != lead else None}

    def name(self, row: pd.Series) -> Pair:
        """Return what a record is called."""
        return self.pair(lambda reader: name_of(row, reader.lang))

    def word(self, key: str, **values: object) -> Pair:
        """Return a word of the interface with its blanks filled."""
        return self.pair(lambda reader: reader.word(key).format(**values))
