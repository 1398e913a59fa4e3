"""What the browser modules say; {name}, {n} and the like are filled in there."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "js_map": ("地图", "Map"),
    "js_mapHelp": (
        "方向键移动地图，加减号缩放，回车逐个查看地点。",
        "Arrow keys move the map, plus and minus zoom, Enter steps through the places.",
    ),
    "js_mapButtons": ("地图按钮", "Map buttons"),
    "js_zoomIn": ("放大", "Zoom in"),
    "js_zoomOut": ("缩小", "Zoom out"),
    "js_home": ("回到起始视图", "Back to the first view"),
    "js_fullscreen": ("全屏", "Full screen"),
    "js_exitFullscreen": ("退出全屏", "Leave full screen"),
    "js_pan": ("移动地图", "Move the map"),
    "js_panUp": ("上移", "Move up"),
    "js_panDown": ("下移", "Move down"),
    "js_panLeft": ("左移", "Move left"),
    "js_panRight": ("右移", "Move right"),
    "js_close": ("关闭", "Close"),
    "js_loading": ("正在载入……", "Loading…"),
    "js_failed": (
        "无法载入，请检查网络后重试。",
        "This could not be loaded. Check the connection and try again.",
    ),
    "js_stack": ("此处有 {n} 个地点", "{n} places here"),
    "js_choose": ("此处有 {n} 项，请选择", "{n} entries here; choose one"),
    "js_navStep": (
        "{name}，{kind}，第 {i} 个，共 {n} 个。回车查看，方向键切换，Esc 返回。",
        "{name}, {kind}, {i} of {n}. Enter opens, arrow keys step, Escape leaves.",
    ),
    "js_navEmpty": ("当前范围内没有地点", "No places in view"),
    "js_navLeft": ("回到地图", "Back on the map"),
    "js_listView": ("当前范围内 {n} 项，共 {all} 项", "{n} in view of {all}"),
    "js_listFound": ("找到 {n} 项", "{n} found"),
    "js_listNone": (
        "没有找到“{query}”。可用汉字名或英文名。",
        "Nothing found for “{query}”. Chinese and English names both work.",
    ),
    "js_unplaced": ("无单一位置，只在列表中", "no single place, listed only"),
    "js_more": ("再显示 {n} 项", "Show {n} more"),
    "js_countInView": ("{n} / {all}", "{n} / {all}"),
    "js_credits": ("底图数据来源", "Map data"),
    "js_copied": ("链接已复制", "Link copied"),
    "js_copyByHand": ("请复制此链接：", "Copy this link:"),
    "js_sheetPeek": ("展开面板", "Open the panel"),
    "js_sheetHalf": ("再展开面板", "Open the panel fully"),
    "js_sheetFull": ("收起面板", "Close the panel"),
}
