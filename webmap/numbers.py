"""Write quantities for readers: scaled as each language counts, exact, never rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from babel.numbers import format_decimal

from layers import Lang, Scale, Unit

LOCALES: dict[Lang, str] = {"zh": "zh_CN", "en": "en_GB"}

_YI = Decimal(10**8)
_WAN = Decimal(10**4)
_BILLION = Decimal(10**9)
_MILLION = Decimal(10**6)


class Quantity(NamedTuple):
    """A number and its unit as a reader sees them."""

    number: str
    unit: str


_STEPS: dict[tuple[Lang, Scale], tuple[tuple[Decimal, str], ...]] = {
    ("zh", "money"): ((_YI, "亿{unit}"), (_WAN, "万{unit}")),
    ("en", "money"): ((_BILLION, "{unit} bn"), (_MILLION, "{unit} m")),
    ("zh", "teu"): ((_WAN, "万{unit}"),),
    ("zh", "mass"): ((_YI, "亿{unit}"), (_WAN, "万{unit}")),
    ("en", "mass"): ((_MILLION, "M{unit}"),),
    ("zh", "plain"): ((_YI, "亿{unit}"), (_WAN * 100, "万{unit}")),
    ("en", "plain"): (),
}


def format_quantity(value: float, unit: Unit, lang: Lang) -> Quantity:
    """Write a value in the scale of a language: 亿元 or CNY bn, 万标箱 or TEU.

    A step is taken only if the scaled number needs no more than two decimals,
    so nothing is ever rounded away.

    Examples
    --------
    >>> from layers import UNITS
    >>> format_quantity(600_000_000_000, UNITS["CNY"], "zh")
    Quantity(number='6,000', unit='亿元')
    >>> format_quantity(600_000_000_000, UNITS["CNY"], "en")
    Quantity(number='600', unit='CNY bn')
    >>> format_quantity(4_000_000, UNITS["TEU"], "zh")
    Quantity(number='400', unit='万标箱')
    >>> format_quantity(4_000_000, UNITS["TEU"], "en")
    Quantity(number='4,000,000', unit='TEU')
    >>> format_quantity(24_466, UNITS["TEU"], "zh")
    Quantity(number='24,466', unit='标箱')
    """
    # The shortest decimal that reads back as this number is what the table says.
    exact = Decimal(repr(float(value)))
    name = unit.zh if lang == "zh" else unit.en
    for step, pattern in _STEPS.get((lang, unit.scale), ()):
        scaled = exact / step
        if abs(scaled) >= 1 and scaled == round(scaled, 2):
            return Quantity(_decimal(scaled, lang), pattern.format(unit=name))
    return Quantity(_decimal(exact, lang), name)


def _decimal(value: Decimal, lang: Lang) -> str:
    pattern = "#,##0." + "#" * 10
    return str(format_decimal(value, format=pattern, locale=LOCALES[lang]))
