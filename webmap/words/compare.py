"""Words of the comparison."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "compare_title": ("对比", "Compare"),
    "compare_choose": ("选择要对比的地点", "Choose places to compare"),
    "compare_choose_intro": (
        "选二至五处；同一项目并排显示，没有数据的写明无数据。",
        "Two to five; the same items side by side, and blanks are said to be blank.",
    ),
    "compare_slot": ("地点", "Place"),
    "compare_none": ("（不选）", "(none)"),
    "compare_go": ("对比", "Compare"),
    "compare_change": ("增减地点", "Change the places"),
    "compare_intro": (
        "标有 ≠ 的一行，已知的值互不相同；时期不同的数字只并列，不比较。",
        "A row marked ≠ has known values that differ; figures of other periods are not compared.",
    ),
    "compare_kind": ("类型", "Kind"),
    "compare_status": ("状态", "Status"),
    "compare_fields": ("字段", "Fields"),
    "compare_differs": ("不同", "differs"),
    "compare_other_periods": ("时期或性质不同，不比较", "other period or kind, not compared"),
    "compare_not_asked": ("不适用", "does not apply"),
    "compare_item": ("项目", "Item"),
    "compare_data": ("数据（JSON）", "Data (JSON)"),
    "compare_meter_of": ("{asked} 项中已知 {filled} 项", "{filled} of {asked} known"),
}
