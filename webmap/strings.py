"""Every word of the pages, the embeds and the browser modules, in Chinese and English."""

from __future__ import annotations

from typing import Final

from geo.errors import ParameterError
from layers import LANGS, Lang

STRINGS: Final[dict[str, tuple[str, str]]] = {
    # Navigation.
    "nav_map": ("地图", "Map"),
    "nav_platforms": ("平台", "Platforms"),
    "nav_parks": ("园区", "Parks"),
    "nav_overseas": ("海外", "Overseas"),
    "nav_corridor": ("通道", "Corridor"),
    "nav_rail": ("线路", "Rail"),
    "nav_africa": ("中非", "Africa"),
    # Figures, and what is said of them.
    "kind_target": ("目标", "target"),
    "kind_hope": ("目标（力争）", "target (aimed for)"),
    "kind_planned": ("规划或预计", "planned or expected"),
    "kind_actual": ("实际", "actual"),
    "kind_growth": ("增速", "growth"),
    "kind_rank": ("位次", "rank"),
    "kind_threshold": ("门槛", "threshold"),
    "verdict_met": ("已达到", "met"),
    "verdict_missed": ("未达到", "not met"),
    "verdict_passed_unknown": (
        "目标年已过，未见该期实际数",
        "target year passed, no actual of it known",
    ),
    "verdict_running": ("目标年未到", "target year not over"),
    "verdict_bound_only": ("只知界限，无法判定", "only a bound is known"),
    "verdict_about": ("约数目标，未给容差", "about: no tolerance stated"),
    "part_year": ("非整年数，不与年度数比较", "Part of a year: not compared with annual figures"),
    "cumulative": ("累计数，不与年度数比较", "Running total: not compared with annual figures"),
    "not_compared": (
        "最近实际数的时期或口径与目标不同，不作比较",
        "The latest actual is of another period or basis: not compared",
    ),
    "reason_separator": ("；", "; "),
    "low_confidence": ("可信度低", "low confidence"),
    "another_source": ("另一来源：", "another source: "),
    "untitled": ("{host}（题名待补）", "{host} (title not collected)"),
    "not_linked": ("转载页，未链接", "reposted copy, not linked"),
    "trend_label": (
        "{name}，{span}：由 {first} 到 {last}",
        "{name}, {span}: from {first} to {last}",
    ),
    "withheld": (
        "另有 {n} 个数字缺少时期或数值，未予显示。",
        "Not shown for want of a period or a value: {n}.",
    ),
    "status_text": ("状态原文", "Status as worded"),
    "error_km": ("，误差约 {km} 公里", ", within about {km} km"),
    "line": ("第 {n} 行", "line {n}"),
    "part_of": ("所属", "part of"),
    "contains": ("包含", "contains"),
    "route_through": ("经过的线路", "route through here"),
    "stop": ("停靠", "stop"),
    "col_name": ("名称", "Name"),
    "error_title": ("无法回答", "No answer"),
    "error_400": ("请求有误", "Request not understood"),
    "error_404": ("没有这个页面", "No such page"),
    "error_405": ("不支持的方法", "Method not supported"),
    "error_text_404": ("这个地址没有内容。", "Nothing is kept at this address."),
    "error_text_405": (
        "这个地址只接受 GET 请求。",
        "This address answers GET requests only.",
    ),
    "error_500": ("服务器出错", "The server failed"),
    "boundary_chn": (
        "国界采用中国官方画法，含十段线。",
        "Boundaries follow China’s official view, with the ten-dash line.",
    ),
    "boundary_un": (
        "国界采用联合国地理空间数据的中性画法，争议地区单列。",
        "Boundaries follow the United Nations’ neutral geodata; disputed areas stand apart.",
    ),
    # The frame of every page.
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
    "full_stop": ("。", "."),
    "no_data": ("无数据", "no data"),
    "undated": ("日期不详", "undated"),
    # The map page.
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
    # Popups and profiles.
    "actual": ("实际", "actual"),
    "source_no": ("来源", "Source"),
    "sources": ("来源", "Sources"),
    "full_profile": ("完整档案", "Full profile"),
    "related": ("相关", "Related"),
    "related_places": ("相关地点与线路", "Related places and routes"),
    "more_indicators": ("另有 {n} 项指标", "{n} more indicators"),
    "indicators": ("指标", "Indicators"),
    "statements": ("文件中的表述", "What the documents say"),
    "location": ("位置", "Location"),
    "show_on_map": ("在地图上查看", "Show on the map"),
    "updated": ("更新于", "Updated"),
    "same_as": ("等同于", "same as"),
    "col_period": ("时期", "Period"),
    "col_kind": ("类型", "Kind"),
    "col_value": ("数值", "Value"),
    "col_note": ("口径与原文", "Scope and wording"),
    # Tables, sources, errors.
    "rows_count": ("共 {n} 项。", "{n} entries."),
    "sources_title": ("数据来源", "Sources"),
    "sources_intro": (
        "地图集中的每个数字和每处地点都有编号来源。右栏为以该来源为依据的条目数。",
        "Every number and place rests on a numbered source; the last column counts them.",
    ),
    "col_no": ("编号", "No."),
    "col_title": ("标题", "Title"),
    "col_publisher": ("发布者", "Publisher"),
    "col_date": ("日期", "Date"),
    "col_rests": ("依据条目", "Entries"),
    "base_data": ("底图数据", "Base data"),
    "about_title": ("说明", "About"),
    "accepted": ("可用的值：", "Accepted:"),
    "back_to_map": ("返回地图", "Back to the map"),
    "error_not_found": ("没有这个页面", "No such page"),
    "error_bad_request": ("请求无法理解", "The request cannot be read"),
    "error_server": ("地图集暂时无法回答", "The atlas could not answer"),
    # What the browser modules say; {name}, {n} and the like are filled in there.
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
"""Word by key: Chinese, English. Keys that scripts need start with `js_`."""


def strings(lang: Lang) -> dict[str, str]:
    """Return all words in one language, by key.

    Examples
    --------
    >>> strings("en")["as_of"]
    'Data as of'
    """
    at = 0 if lang == "zh" else 1
    return {key: pair[at] for key, pair in STRINGS.items()}


def script_strings(lang: Lang) -> dict[str, str]:
    """Return the words that scripts show, by key without its `js_`.

    Examples
    --------
    >>> script_strings("zh")["zoomIn"]
    '放大'
    """
    prefix = "js_"
    words = strings(lang)
    return {key.removeprefix(prefix): words[key] for key in words if key.startswith(prefix)}


def parse_lang(text: str | None) -> Lang:
    """Return the language that a request asks for; Chinese where it asks for none.

    Raises
    ------
    ParameterError
        If there is no such language.

    Examples
    --------
    >>> parse_lang(None), parse_lang("en")
    ('zh', 'en')
    """
    if text is None:
        return "zh"
    for lang in LANGS:
        if text == lang:
            return lang
    msg = f"lang is {text!r}; accepted: {', '.join(LANGS)}."
    raise ParameterError(msg)
