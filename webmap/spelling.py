"""Spellings under which a name is looked for: plain letters, pinyin syllables."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin import lazy_pinyin

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_IS_HAN = re.compile(f"[{_HAN}]")
_HAN_RUN = re.compile(f"[{_HAN}]+")
_APOSTROPHES = re.compile(r"['’‘`ʼ]")
_NOT_PLAIN = re.compile(r"[^\w]+|_")
_TONE_DIGIT = re.compile(r"(?<=[a-z])[1-5](?![0-9])")
_PARTS = re.compile(r"[()（）/]")
# Letters that no normal form takes apart.
_BARRED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def plain(text: str) -> str:
    """Return letters and digits only: no case, accents, width; words apart by one space.

    Examples
    --------
    >>> plain("Yixin'ou: Małaszewicze (义新欧)")
    'yixinou malaszewicze 义新欧'
    """
    text = unicodedata.normalize("NFKD", text).casefold().translate(_BARRED)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return _NOT_PLAIN.sub(" ", _APOSTROPHES.sub("", text)).strip()


def has_han(text: str) -> bool:
    """Tell whether a text has a Chinese character."""
    return _IS_HAN.search(text) is not None


def syllables(text: str) -> tuple[str, ...]:
    """Return a plain text as syllables: Chinese characters as pinyin, other words as they are.

    A character with several readings has the one of its phrase: 重庆 is chong qing.

    Examples
    --------
    >>> syllables("乐清湾 port")
    ('yue', 'qing', 'wan', 'port')
    """
    spaced = _HAN_RUN.sub(lambda run: f" {_spoken(run.group())} ", text)
    return tuple(plain_pinyin(spaced).split())


@lru_cache(maxsize=65536)
def _spoken(characters: str) -> str:
    return " ".join(lazy_pinyin(characters))


def plain_pinyin(text: str) -> str:
    """Return typed pinyin without tones: digits go, and v stands for ü, which is written u.

    Examples
    --------
    >>> plain_pinyin("lv4 se4"), plain_pinyin("yi4wu1")
    ('lu se', 'yiwu')
    """
    return _TONE_DIGIT.sub("", text).replace("v", "u")


def parts(name: str) -> list[tuple[str, bool]]:
    """Return what a name holds in brackets and beside them, and whether it alone is a name.

    What stands before a bracket at the end is one; what is in brackets only explains.

    Examples
    --------
    >>> parts("义乌西站(义乌铁路口岸)"), parts("义乌港")
    ([('义乌西站', True), ('义乌铁路口岸', False)], [])
    >>> parts("中国(杭州)跨境电子商务综合试验区")[0]
    ('中国', False)
    """
    found = [part.strip() for part in _PARTS.split(name) if part.strip()]
    ends = name.rstrip().endswith((")", "）")) or "/" in name
    return [(part, ends and i == 0) for i, part in enumerate(found)] if len(found) > 1 else []
