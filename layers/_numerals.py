"""Find the numerals of a Chinese text, and what each is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

_DIGIT = "[0-9０-９]"
_NUMBER = rf"{_DIGIT}+(?:[.．]{_DIGIT}+)?"
_ARABIC = (
    rf"{_NUMBER}"
    rf"(?:[-–~～]{_NUMBER}|\+[0-9A-Z]+|[A-Z](?![A-Za-z]))?"  # 2-3, 17+1, 4E
    r"(?:\s*[百千万亿]+)?"  # a line break may part a number from its 亿
    r"(?:\s*[%％]|倍)?"
)
_CHINESE = "[〇零一二三四五六七八九十百千万亿两半双首]+"
_NUMERAL = re.compile(rf"{_ARABIC}|{_CHINESE}|若干")

_PARTS = re.compile(
    rf"(?P<low>{_NUMBER})(?:[-–~～](?P<high>{_NUMBER}))?(?P<scale>[百千万亿]*)(?P<mark>[%％倍]?)"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "双": 2,
    "首": 1,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_WAN, _YI = 10**4, 10**8
_TIMES_AS_PERCENT = 100


class Numeral(NamedTuple):
    """A numeral, and where it begins."""

    line: int
    """Line of the text, from 1."""
    position: int
    """Which numeral of the line, from 1."""
    text: str
    """Its characters; blanks and line breaks within it are left out."""


def numerals(lines: Sequence[str]) -> Iterator[Numeral]:
    """Yield every numeral of a text, in the order of the text.

    Every Arabic number with its range, letter, 万 or 亿, 倍 and per cent sign; every run of
    Chinese digits wherever it stands, in words and names too (一带一路, 零售, 半导体); 两, 双, 半
    and 首, which count; and 若干, which has no number.

    Parameters
    ----------
    lines
        The lines of the text, without their ends. A numeral may be broken over lines, as by
        the layout of a page: it belongs to the line that it begins on.

    Examples
    --------
    >>> [n.text for n in numerals(["到 2025 年达到 2-3 家，总投资 230", "", "亿元，增长 1.9倍"])]
    ['2025', '2-3', '230亿', '1.9倍']
    >>> [tuple(n) for n in numerals(["“一带一路”", "4E级，年旅客千万级"])]
    [(1, 1, '一'), (1, 2, '一'), (2, 1, '4E'), (2, 2, '千万')]
    """
    text = "\n".join(lines)
    line, position, seen = 1, 0, 0
    for match in _NUMERAL.finditer(text):
        breaks = text.count("\n", seen, match.start())
        line, position, seen = line + breaks, 1 if breaks else position + 1, match.start()
        yield Numeral(line, position, "".join(match.group().split()))


def worth(numeral: str) -> tuple[Decimal, ...]:
    """Return what a numeral is worth: one number, two for a range, none for 若干, 4E or 17+1.

    A multiple (倍) is given as per cent, the unit of growth in the tables.

    Examples
    --------
    >>> [str(value) for value in worth("1-2")]
    ['1', '2']
    >>> [int(*worth(text)) for text in ("557.22亿", "千万", "万亿", "十四", "两", "１０")]
    [55722000000, 10000000, 1000000000000, 14, 2, 10]
    >>> worth("100.4%"), worth("1.9倍"), worth("若干"), worth("4E")
    ((Decimal('100.4'),), (Decimal('190.0'),), (), ())
    """
    parts = _PARTS.fullmatch(numeral)
    if parts:
        scale = _chinese(parts["scale"]) if parts["scale"] else 1
        scale *= _TIMES_AS_PERCENT if parts["mark"] == "倍" else 1
        ends = [parts["low"], parts["high"]] if parts["high"] else [parts["low"]]
        return tuple(Decimal(end.translate(_HALF_WIDTH)) * scale for end in ends)
    if numeral == "半":
        return (Decimal("0.5"),)
    if re.fullmatch(_CHINESE, numeral) and "半" not in numeral:
        return (Decimal(_chinese(numeral)),)
    return ()


def _chinese(run: str) -> int:
    """Return the value of a run of Chinese digits; 百 alone is 100."""
    total = section = digit = 0
    for char in run:
        if char in _DIGITS:
            digit = digit * 10 + _DIGITS[char]
        elif char in _TENS:
            section, digit = section + (digit or 1) * _TENS[char], 0
        elif char == "万":
            total, section, digit = total + (section + digit or 1) * _WAN, 0, 0
        else:
            total, section, digit = (total + section + digit or 1) * _YI, 0, 0
    return total + section + digit
