"""Refusals in words: an error says itself in English, and again in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple, TypeVar

from geo.errors import AtlasError
from layers import Lang
from webmap.strings import STRINGS

NAME: Final = "name"
"""The value that names a parameter: it has words of its own."""
GIVEN: Final = "value"
"""The value that was given: it stands in quotation marks."""
_JOINED: Final[dict[Lang, str]] = {"zh": "、", "en": ", "}
_E = TypeVar("_E", bound=AtlasError)


class Words(NamedTuple):
    """A text that is part of another: its key, and what stands in it."""

    key: str
    values: Mapping[str, object]


def worded(kind: type[_E], key: str, **values: object) -> _E:
    """Return an error with words in both languages.

    Parameters
    ----------
    kind
        Class of the error.
    key
        Of its words in `words/errors.py`, without `refused_`.
    values
        What stands in them: texts, numbers, several of them, or `Words`.

    Examples
    --------
    >>> from geo.errors import ParameterError
    >>> error = worded(ParameterError, "whole", name="teu", value="many", least=1, most=9)
    >>> print(error)
    teu is 'many'; accepted: a whole number from 1 to 9.
    >>> print(told(error, "zh"))
    标箱数为“many”；可用 1 至 9 的整数。
    """
    return kind(_filled(key, values, "en"), key=key, values=values)


def told(error: AtlasError, lang: Lang) -> str:
    """Return what an error says in a language; its English where it has no other words."""
    return _filled(error.key, error.values, lang) if error.key else str(error)


def phrase(words: Words, lang: Lang) -> str:
    """Return a text that is part of another, in a language."""
    return _filled(*words, lang)


def refusal_row(error: AtlasError, lang: Lang, fields: Mapping[str, str]) -> dict[str, str | None]:
    """Return what a page says above a form that was refused.

    Parameters
    ----------
    error
        Why.
    lang
        The reader's language.
    fields
        Ids of the form's fields by the parameters that they fill.
    """
    name = str(error.values.get(NAME, ""))
    label = _text(NAME, name, lang)
    return {"text": told(error, lang), "field": fields.get(name), "label": label}


def _filled(key: str, values: Mapping[str, object], lang: Lang) -> str:
    texts = {name: _text(name, value, lang) for name, value in values.items()}
    return _word(f"refused_{key}", lang).format(**texts)


def _text(name: str, value: object, lang: Lang) -> str:
    if isinstance(value, Words):
        return _filled(*value, lang)
    if isinstance(value, tuple | list):
        return _JOINED[lang].join(_text("", one, lang) for one in value)
    if isinstance(value, float):
        return f"{value:g}"
    if name == GIVEN:
        return repr(value) if lang == "en" else f"“{value}”"
    if name == NAME and f"parameter_{value}" in STRINGS:
        return _word(f"parameter_{value}", lang)
    return str(value)


def _word(key: str, lang: Lang) -> str:
    return STRINGS[key][0 if lang == "zh" else 1]
