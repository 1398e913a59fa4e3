"""Words of popups and profiles."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "actual": ("实际", "actual"),
    "source_no": ("来源", "Source"),
    "sources": ("来源", "Sources"),
    "full_profile": ("完整档案", "Full profile"),
    "related": ("相关", "Related"),
    "related_places": ("相关地点与线路", "Related places and routes"),
    "more_indicators": ("另有 {n} 项指标", "{n} more indicators"),
    "indicators": ("指标", "Indicators"),
    "location": ("位置", "Location"),
    "show_on_map": ("在地图上查看", "Show on the map"),
    "same_as": ("等同于", "same as"),
    "col_period": ("时期", "Period"),
    "col_kind": ("类型", "Kind"),
    "col_value": ("数值", "Value"),
    "col_note": ("口径与原文", "Scope and wording"),
}
