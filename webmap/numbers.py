"""Write quantities for readers: scaled as each language counts, exact, never rounded."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import format_decimal

from layers import Lang, Scale, Unit

LOCALES: dict[Lang, str] = {"zh": "zh_CN", "en": "en_GB"}

_YI = Decimal(10**8)
_WAN = Decimal(10**4)
_BILLION = Decimal(10**9)
_MILLION = Decimal(10**6)
MAX_DECIMALS = 2
"""Of a scaled number: with more, the unscaled one reads better."""


class Quantity(NamedTuple):
    """A number and its unit as a reader sees them."""

    number: str
    unit: str


class _Step(NamedTuple):
    """A larger unit of counting, and the least value that is worth it."""

    size: Decimal
    pattern: str
    least: Decimal


_BY_YI = _Step(_YI, "亿{unit}", _YI)
_BY_WAN = _Step(_WAN, "万{unit}", _WAN)
_STEPS: dict[tuple[Lang, Scale], tuple[_Step, ...]] = {
    ("zh", "money"): (_BY_YI, _BY_WAN),
    ("en", "money"): (
        _Step(_BILLION, "{unit} bn", _BILLION),
        _Step(_MILLION, "{unit} m", _MILLION),
    ),
    ("zh", "teu"): (_BY_WAN,),
    ("zh", "mass"): (_BY_YI, _BY_WAN),
    ("en", "mass"): (_Step(_MILLION, "M{unit}", _MILLION),),
    ("zh", "plain"): (_BY_YI, _Step(_WAN, "万{unit}", _MILLION)),
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
    >>> format_quantity(3_000_000, UNITS["passengers"], "zh")
    Quantity(number='300', unit='万人次')
    >>> format_quantity(24_466, UNITS["TEU"], "zh")
    Quantity(number='24,466', unit='标箱')
    """
    # The shortest decimal that reads back as this number is what the table says.
    exact = Decimal(repr(float(value)))
    name = unit.zh if lang == "zh" else unit.en
    for step in _STEPS.get((lang, unit.scale), ()):
        scaled = exact / step.size
        if abs(exact) >= step.least and _decimals(scaled) <= MAX_DECIMALS:
            return Quantity(_decimal(scaled, lang), step.pattern.format(unit=name))
    return Quantity(_decimal(exact, lang), name)


def _decimals(value: Decimal) -> int:
    return -int(value.normalize().as_tuple().exponent)


def _decimal(value: Decimal, lang: Lang) -> str:
    return str(
        format_decimal(value, format="#,##0.#", locale=_locale(lang), decimal_quantization=False)
    )


@cache
def _locale(lang: Lang) -> Locale:
    # Reading a locale by its name takes as long as writing twenty numbers.
    return Locale.parse(LOCALES[lang])
