"""Units that observations may carry, and how to reach them from the wording of a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Scale = Literal["plain", "money", "teu", "mass", "area", "share"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """A standardised unit: what it measures and the two words a person reads."""

    id: str
    quantity: str
    zh: str
    en: str
    scale: Scale = "plain"
    """How a number in this unit is scaled for a reader: 亿元 or CNY bn, 万标箱 or TEU."""


def _units(*rows: tuple[str, str, str, str, Scale]) -> dict[str, Unit]:
    return {
        key: Unit(id=key, quantity=quantity, zh=zh, en=en, scale=scale)
        for key, quantity, zh, en, scale in rows
    }


UNITS: dict[str, Unit] = _units(
    ("CNY", "money", "元", "CNY", "money"),
    ("USD", "money", "美元", "USD", "money"),
    ("EUR", "money", "欧元", "EUR", "money"),
    ("THB", "money", "泰铢", "THB", "money"),
    ("TEU", "containers", "标箱", "TEU", "teu"),
    ("containers", "containers", "箱", "containers", "teu"),
    ("t", "mass", "吨", "t", "mass"),
    ("t/year", "mass per time", "吨/年", "t/year", "mass"),
    ("km2", "area", "平方公里", "km²", "area"),
    ("m2", "area", "平方米", "m²", "area"),
    ("m3", "volume", "立方米", "m³", "plain"),
    ("km", "length", "公里", "km", "plain"),
    ("m", "length", "米", "m", "plain"),
    ("m/year", "length per time", "米/年", "m/year", "plain"),
    ("h", "time", "小时", "h", "plain"),
    ("days", "time", "天", "days", "plain"),
    ("months", "time", "个月", "months", "plain"),
    ("years", "time", "年", "years", "plain"),
    ("km/h", "speed", "公里/小时", "km/h", "plain"),
    ("%", "share", "%", "%", "share"),
    ("pp", "share", "个百分点", "percentage points", "share"),
    ("MWh/year", "energy per time", "兆瓦时/年", "MWh/year", "plain"),
    ("t CO2", "emission", "吨二氧化碳", "t CO₂", "mass"),
    ("flights/week", "count per time", "班/周", "flights/week", "plain"),
    ("trains", "count", "列", "trains", "plain"),
    ("trains/year", "count per time", "列/年", "trains/year", "plain"),
    ("trains/day", "count per time", "列/天", "trains/day", "plain"),
    ("train pairs/day", "count per time", "对/天", "train pairs/day", "plain"),
    ("persons", "count", "人", "persons", "plain"),
    ("passengers", "count", "人次", "passengers", "plain"),
    ("passengers/year", "count per time", "人次/年", "passengers/year", "plain"),
    ("visits", "count", "人次", "visits", "plain"),
    ("orders", "count", "单", "orders", "plain"),
    ("parcels", "count", "件", "parcels", "plain"),
    ("items", "count", "件", "items", "plain"),
    ("routes", "count", "条", "routes", "plain"),
    ("count", "count", "个", "", "plain"),
    ("rank", "rank", "位", "", "plain"),
)
