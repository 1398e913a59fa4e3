"""The parameters of a request, and addresses that keep them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from geo.errors import ParameterError


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
            msg = f"{name} is given {len(values)} times; accepted is once."
            raise ParameterError(msg)
        return values[0] if values else None

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
