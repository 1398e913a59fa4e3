"""Words of the shortlist, which lives in the reader's browser alone."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "shortlist_title": ("短名单", "Shortlist"),
    "shortlist_intro": (
        "短名单和备注只保存在这个浏览器里，不会发送到服务器。",
        "The shortlist and its notes stay in this browser; they are not sent to the server.",
    ),
    "shortlist_star": ("列入短名单：{name}", "On the shortlist: {name}"),
    "shortlist_failed": (
        "浏览器不允许保存，无法列入短名单",
        "This browser does not let pages keep anything: not shortlisted",
    ),
    "shortlist_empty": (
        "还没有地点。在地图的卡片或档案页上点星号列入。",
        "Nothing here yet. The star on a card of the map or on a profile adds a place.",
    ),
    "shortlist_noscript": ("短名单需要 JavaScript。", "The shortlist needs JavaScript."),
    "shortlist_pick": ("选用", "Use"),
    "shortlist_note": ("备注（仅自己可见）", "Note (yours alone)"),
    "shortlist_remove": ("移出", "Remove"),
    "shortlist_compare": ("比较", "Compare"),
    "shortlist_brief": ("简报", "Brief"),
    "shortlist_present": ("演示", "Present"),
    "shortlist_limits": (
        "比较需选二至五处，简报一至五处。",
        "Comparing takes two to five ticked places, a brief one to five.",
    ),
    "shortlist_keep": ("导出与导入", "Export and import"),
    "shortlist_csv": ("导出 CSV", "Export CSV"),
    "shortlist_json": ("导出 JSON", "Export JSON"),
    "shortlist_import": ("导入 CSV 或 JSON", "Import CSV or JSON"),
    "shortlist_clear": ("清空", "Clear"),
    "shortlist_clear_ask": ("清空短名单和全部备注？", "Clear the shortlist and all notes?"),
    "shortlist_imported": ("已导入。", "Imported."),
    "shortlist_unreadable": (
        "无法读取这个文件；可用本页导出的 CSV 或 JSON。",
        "This file cannot be read; accepted is a CSV or JSON that this page exported.",
    ),
}
