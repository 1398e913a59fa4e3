"""Words of the presentation."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "present_title": ("演示", "Presentation"),
    "present_help": (
        "方向键切换，Home 与 End 到首尾，Esc 退出。",
        "Arrow keys step, Home and End go to the ends, Escape leaves.",
    ),
    "present_previous": ("上一处", "Previous"),
    "present_next": ("下一处", "Next"),
    "present_leave": ("退出", "Leave"),
    "present_offline": ("已全部载入，可离线演示", "All loaded: works offline"),
    "present_unplaced": ("无单一位置，不在地图上", "No single place: not on the map"),
    "present_controls": ("演示控制", "Presentation controls"),
    "js_slideSays": ("第 {i} 处，共 {n} 处：{name}", "{i} of {n}: {name}"),
}
