"""Words of tables, sources and errors."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
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
}
