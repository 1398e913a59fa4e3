"""Words for figures, and what is said of them."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
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
}
