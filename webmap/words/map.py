"""Words of the map page."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "share": ("分享", "Share"),
    "print": ("打印", "Print"),
    "panel_label": ("图层与列表", "Layers and list"),
    "grip_label": ("展开或收起面板", "Open or close the panel"),
    "search_label": ("搜索", "Search"),
    "search_placeholder": ("搜索园区、线路、城市", "Search parks, routes, cities"),
    "tabs_label": ("面板内容", "What the panel shows"),
    "tab_layers": ("图层", "Layers"),
    "tab_list": ("列表", "List"),
    "legend": ("图例", "Legend"),
    "open_table": ("项，打开表格", ", open the table"),
    "key_status": ("状态", "Status"),
    "key_lines": ("线条", "Lines"),
    "key_precision": ("位置精度", "Precision of place"),
    "approval": ("审图号：", "Map approval number (审图号): "),
    "approval_missing": ("未填写", "not set"),
    "approval_required": ("（公开发布前必填）", " (required before publication in China)"),
    "noscript_map": (
        "地图需要 JavaScript。没有脚本也可以查看全部内容，各图层的表格如下：",
        "The map needs JavaScript. Everything on it is also in these tables:",
    ),
    "noscript_embed": (
        "地图需要 JavaScript；全部内容见：",
        "The map needs JavaScript; all of it is also here:",
    ),
    "full_map": ("完整地图", "Full map"),
}
