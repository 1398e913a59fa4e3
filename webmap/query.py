"""The parameters of a request, and addresses that keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from geo.errors import ParameterError
from layers import LANGS, Lang
from webmap.refusal import worded


@dataclass(frozen=True, slots=True)
class Query:
    """The parameters of a request: only those that its route declares."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def one(self, name: str) -> str | None:
        """Return a parameter that may stand once, None where it is not given.

        Raises
        ------
        ParameterError
            If it is given more than once.

        Examples
        --------
        >>> Query({"plan": ("trade",)}).one("plan")
        'trade'
        """
        values = self.values.get(name, ())
        if len(values) > 1:
            raise worded(ParameterError, "twice", name=name, count=len(values))
        return values[0] if values else None

    def first(self, name: str) -> str:
        """Return a parameter as it was typed, however often; empty where it is not given.

        Examples
        --------
        >>> Query({"teu": ("many", "2")}).first("teu"), Query().first("teu")
        ('many', '')
        """
        return next(iter(self.values.get(name, ())), "")

    def many(self, name: str) -> tuple[str, ...]:
        """Return a parameter that may be repeated, or hold several values joined by commas.

        Examples
        --------
        >>> Query({"kind": ("market,port", "hub")}).many("kind")
        ('market', 'port', 'hub')
        """
        given = self.values.get(name, ())
        return tuple(dict.fromkeys(v for text in given for v in text.split(",") if v))

    def link(self, path: str, **changes: str | None) -> str:
        """Return an address with these parameters, some of them changed; None leaves one out.

        Examples
        --------
        >>> Query({"lang": ("en",), "plan": ("trade",)}).link("/indicators", plan=None)
        '/indicators?lang=en'
        """
        kept = [(k, v) for k, vs in self.values.items() if k not in changes for v in vs]
        kept += [(name, value) for name, value in changes.items() if value is not None]
        return f"{path}?{urlencode(kept, safe=',')}" if kept else path


def parse_lang(text: str | None) -> Lang:
    """Return the language that a request asks for; Chinese where it asks for none.

    Raises
    ------
    ParameterError
        If there is no such language.

    Examples
    --------
    >>> parse_lang(None), parse_lang("en")
    ('zh', 'en')
    """
    if text is None:
        return "zh"
    for lang in LANGS:
        if text == lang:
            return lang
    raise worded(ParameterError, "word", name="lang", value=text, known=LANGS)
