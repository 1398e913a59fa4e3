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


def is_disputed(pair: str) -> bool:
    """Tell whether one of two codes is an area that the base map gives to no country.

    ISO 3166 leaves the codes from XAA to XZZ to users; the base map has them for such areas.

    Examples
    --------
    >>> is_disputed("CHN-KAZ"), is_disputed("IND-XJK")
    (False, True)
    """
    return any(code.startswith("X") for code in pair.split("-"))


def border_name(pair: str, lang: Lang) -> str:
    """Return what the border between two countries is called, by their codes.

    Examples
    --------
    >>> border_name("CHN-KAZ", "zh"), border_name("CHN-KAZ", "en")
    ('中国—哈萨克斯坦', 'China–Kazakhstan')
    >>> border_name("IND-XJK", "en")
    'India–Jammu and Kashmir (in dispute)'
    """
    joint, aside = ("—", "（有争议）") if lang == "zh" else ("–", " (in dispute)")
    name = joint.join(country_name(code, lang) for code in pair.split("-"))
    return f"{name}{aside}" if is_disputed(pair) else name


def country_list(codes: str, lang: Lang) -> str:
    """Return names of codes that are joined by |.

    Examples
    --------
    >>> country_list("CHN|DEU", "en")
    'China, Germany'
    """
    names = [country_name(code, lang) for code in codes.split("|")]
    return ("、" if lang == "zh" else ", ").join(names)
