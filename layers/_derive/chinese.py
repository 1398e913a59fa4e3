"""Which of GeoNames' unlabelled alternate names is the Chinese one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global
from opencc import OpenCC
from pypinyin import lazy_pinyin

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LAST_EVERYDAY_LEAD_BYTE = 0xD7
_TO_SIMPLE = OpenCC("t2s")
_TO_TRADITIONAL = OpenCC("s2t")


def chinese_name(alternates: Iterable[str], name_en: str, alpha_2: str) -> str:
    """Return the simplified Chinese name among alternate names, or nothing.

    Names in Han characters only are taken, made simplified, and counted without the class word of a
    city; the most frequent wins, and one that was already written in simplified form counts twice.
    In China the pinyin must agree if it can. In Japan the characters may be Japanese: there only
    simplified or everyday Chinese characters count.

    Parameters
    ----------
    alternates
        Names in any script, in no order, without a language.
    name_en
        Name in Latin letters.
    alpha_2
        ISO 3166 alpha-2 code of the country of the place.

    Returns
    -------
    name
        Simplified Chinese; empty if there is none that can be trusted.

    Examples
    --------
    >>> chinese_name(["Łódź", "羅茲", "罗兹", "羅茲市"], "Łódź", "PL")
    '罗兹'
    >>> chinese_name(["宝安", "深圳"], "Shenzhen", "CN")
    '深圳'
    """
    counts: Counter[str] = Counter()
    for name in alternates:
        simple = _TO_SIMPLE.convert(name)
        if _HAN.fullmatch(name) and _is_chinese(simple, everyday=alpha_2 == "JP"):
            counts[_bare(simple, alpha_2)] += 1 + _is_simplified_only(name)
    if alpha_2 == "CN":
        wanted = fold(name_en)
        agreeing = {name for name in counts if fold("".join(lazy_pinyin(name))) == wanted}
        counts = Counter({name: counts[name] for name in agreeing or counts})
    ranked = sorted(counts, key=lambda name: (-counts[name], len(name), name))
    return ranked[0] if ranked else ""


def cldr_city(name_en: str, alpha_2: str) -> str:
    """Return CLDR's Chinese name of a city that a time zone is called after, or nothing.

    Examples
    --------
    >>> cldr_city("Almaty", "KZ")
    '阿拉木图'
    """
    return _cldr_cities().get((alpha_2, fold(name_en)), "")


def fold(name: str) -> str:
    """Return a name in lower case without accents, apostrophes or hyphens.

    Examples
    --------
    >>> fold("Ürümqi"), fold("Xi’an")
    ('urumqi', 'xian')
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z]", "", plain.lower())


@cache
def _cldr_cities() -> dict[tuple[str, str], str]:
    chinese = Locale.parse("zh_CN").time_zones
    english = Locale.parse("en").time_zones
    found: dict[tuple[str, str], str] = {}
    for zone, territory in sorted(get_global("zone_territories").items()):
        city = chinese.get(zone, {}).get("city")
        if city and _HAN.fullmatch(city):
            for name in (zone.rsplit("/", 1)[-1], english.get(zone, {}).get("city", "")):
                found.setdefault((territory, fold(name)), city)
    return found


def _bare(name: str, alpha_2: str) -> str:
    classes = ("市",) if alpha_2 in {"CN", "TW"} else ("广域市", "都会区", "自治市", "市", "省")
    for word in classes:
        if name.endswith(word) and len(name) - len(word) > 1:
            return name.removesuffix(word)
    return name


def _is_simplified_only(name: str) -> bool:
    return bool(_TO_SIMPLE.convert(name) == name and _TO_TRADITIONAL.convert(name) != name)


def _is_chinese(name: str, *, everyday: bool) -> bool:
    """Return whether all characters are in GB 2312, or in its first level of 3,755.

    Characters that only Japan uses are in neither, or in the second level.
    """
    try:
        leads = [char.encode("gb2312")[0] for char in name]
    except UnicodeEncodeError:
        return False
    return not everyday or _is_simplified_only(name) or max(leads) <= _LAST_EVERYDAY_LEAD_BYTE
