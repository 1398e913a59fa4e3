"""Words of the frame of every page: navigation, header, footer."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "nav_map": ("地图", "Map"),
    "nav_platforms": ("平台", "Platforms"),
    "nav_parks": ("园区", "Parks"),
    "nav_overseas": ("海外", "Overseas"),
    "nav_corridor": ("通道", "Corridor"),
    "nav_rail": ("线路", "Routes"),
    "nav_coverage": ("覆盖", "Reach"),
    "nav_plan": ("运输", "Plan"),
    "nav_network": ("网络", "Network"),
    "nav_maps": ("专题图", "Maps"),
    "nav_africa": ("中非", "Africa"),
    "brand": ("金华丝路地图集", "Jinhua Silk Road Atlas"),
    "title_separator": (" · ", " · "),
    "other_html_lang": ("en", "zh-CN"),
    "other_lang_name": ("EN", "中文"),
    "nav_label": ("主导航", "Main"),
    "nav_sources": ("来源", "Sources"),
    "nav_about": ("说明", "About"),
    "as_of": ("数据截至", "Data as of"),
    "skip_to_content": ("跳到正文", "Skip to content"),
    "skip_to_list": ("跳到列表", "Skip to the list"),
    "foot_note": (
        "每个数字都注明来源；未知不等于零。",
        "Every number names its source; unknown is not zero.",
    ),
    "colon": ("：", ": "),
    "open_paren": ("（", " ("),
    "close_paren": ("）", ")"),
    "list_separator": ("、", ", "),
    "in_brackets": ("{text}（{more}）", "{text} ({more})"),
    "full_stop": ("。", "."),
    "no_data": ("无数据", "no data"),
    "undated": ("日期不详", "undated"),
}
