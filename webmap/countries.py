"""Names of countries in both languages, from the base map."""

from __future__ import annotations

from functools import cache

from layers import Lang, base


@cache
def country_names() -> dict[str, tuple[str, str]]:
    """Return (zh, en) by ISO 3166-1 alpha-3."""
    frame = base.countries()
    return dict(
        zip(frame["iso3"], zip(frame["name_zh"], frame["name_en"], strict=True), strict=True)
    )


def country_name(code: str, lang: Lang) -> str:
    """Return a country's name, or its code where the base map has none.

    Examples
    --------
    >>> country_name("DEU", "en")
    'Germany'
    """
    zh, en = country_names().get(code, (code, code))
    return zh if lang == "zh" else en


def country_list(codes: str, lang: Lang) -> str:
    """Return names of codes that are joined by |.

    Examples
    --------
    >>> country_list("CHN|DEU", "en")
    'China, Germany'
    """
    names = [country_name(code, lang) for code in codes.split("|")]
    return ("、" if lang == "zh" else ", ").join(names)
