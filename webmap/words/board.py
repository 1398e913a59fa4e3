"""Words of the board of indicators, its checks and the frames."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "nav_indicators": ("指标", "Indicators"),
    "nav_frames": ("框架", "Frames"),
    "board_title": ("指标看板", "Board of indicators"),
    "board_intro": (
        "两份文件及其他来源的每一项目标，对照最近的实际数。目标与实际从不混同，口径不同从不相比。",
        (
            "Every target of the two documents and of other sources beside its latest "
            "actual. Targets and actuals are never mixed, and unlike figures are "
            "never compared."
        ),
    ),
    "board_filters": ("筛选", "Filter"),
    "board_apply": ("应用", "Apply"),
    "board_clear": ("清除筛选", "Clear filters"),
    "board_any": ("全部", "All"),
    "board_group": ("分组", "Group by"),
    "board_plan": ("行动计划", "Action plan"),
    "board_platform": ("标志性平台", "Landmark platform"),
    "board_county": ("县（市、区）", "County"),
    "board_theme": ("主题", "Theme"),
    "board_verdict": ("判定", "Verdict"),
    "board_whole": ("{name}（全域）", "{name} (whole area)"),
    "board_nowhere": ("未归入县市", "no county"),
    "board_no_plan": ("未归入行动计划", "In no action plan"),
    "board_no_platform": ("不在七大平台内", "in none of the seven platforms"),
    "board_none": ("没有符合筛选条件的目标。", "No target fits these filters."),
    "board_shown": ("显示 {n} 项，共 {all} 项", "{n} of {all} targets"),
    "board_summary": ("判定汇总", "Verdicts in sum"),
    "board_total": ("合计", "Total"),
    "board_col_target": ("目标", "Target"),
    "board_col_value": ("目标值", "To reach"),
    "board_col_actual": ("最近实际数", "Latest actual"),
    "board_col_progress": ("完成度", "Progress"),
    "board_col_pace": ("所需进度", "Required pace"),
    "board_col_verdict": ("判定", "Verdict"),
    "board_hope": ("力争", "aimed for"),
    "board_clash": ("有出入", "Statements clash"),
    "board_restated": ("另见", "Also stated as"),
    "board_no_actual": ("无实际数", "no actual"),
    "board_per_year": ("每年 {value}", "{value} a year"),
    "board_pace_over": ("当时需", "was needed"),
    "board_csv": ("下载所示（CSV）", "Download what is shown (CSV)"),
    "board_json": ("同样内容的 JSON", "The same as JSON"),
    "board_checks_link": ("覆盖检查", "Coverage checks"),
    "board_relative": ("相对目标", "Relative targets"),
    "board_relative_note": (
        "高于全省平均的百分点数，须有本区与全省两方同期增速方可判定；缺一即留空。",
        (
            "Percentage points above the province: both growth rates of the same "
            "period are needed, and where one is missing nothing is said."
        ),
    ),
    "board_unmeasured": ("无数值或无时期的目标", "Targets without a number or a period"),
    "board_unmeasured_note": (
        "原文写“若干”或未注明时期，图集不代为推定。",
        "The text says “several”, or names no period; the atlas does not guess.",
    ),
    "rate_own": ("本区增速", "Its own growth"),
    "rate_reference": ("全省增速", "Growth of the province"),
    "rules_title": ("怎样判定", "How verdicts are reached"),
    "rule_compare": (
        (
            "只有同一对象、同一指标、同一时期、同一口径的实际数才与目标相比；半年数不比全年数"
            "，累计数不比单年数，仅一方注明口径的不比。"
        ),
        (
            "A target is judged only by an actual of the same place, indicator, period "
            "and scope: never a half-year against a year, a running total against "
            "a year, or a figure whose scope only one side states."
        ),
    ),
    "rule_sign": (
        (
            "“以上”“超过”“突破”为下限；普通数值按指标方向视为下限或上限；区间按方向取其"
            "近端；“左右”没有容差，不作判定；约数的实际数不作精确数用。"
        ),
        (
            "“At least” and “over” are floors; a plain value is a floor or a "
            "ceiling by the direction of the indicator; a range is met from its near "
            "end; “about” has no tolerance and is not judged; an actual that is "
            "only “about” does not count as exact."
        ),
    ),
    "rule_course": (
        (
            "目标年未到时，以最近两个整年实际数连成直线，延至目标年达到目标的为进度正常，"
            "否则为落后；不足两个整年的不判定。"
        ),
        (
            "While the target year is not over, a straight line through the last "
            "two whole-year actuals is drawn on to it: on course where it meets the "
            "target, behind where it does not. With fewer whole years nothing is "
            "said."
        ),
    ),
    "rule_progress": (
        (
            "完成度为同口径最近实际数除以目标值。文件未给基期（第一部分略），故不是路程的百分"
            "比；没有实际数就没有完成度，不写作零。"
        ),
        (
            "Progress is the latest actual of the same basis over the target. The "
            "text gives no baseline (its first part is left out), so it is not a "
            "share of a way travelled; without an actual there is none, and it is "
            "not zero."
        ),
    ),
    "rule_pace": (
        "所需进度为由该实际数到目标年的年均增量与年均增速；目标年已过的写作当时所需。",
        (
            "The required pace is the yearly gain, and yearly growth, from that actual "
            "to the target year; where the year is over it says what was needed."
        ),
    ),
    "ind_definition": ("定义", "Definition"),
    "ind_unit": ("单位", "Unit"),
    "ind_direction": ("方向", "Direction"),
    "ind_baseline": ("基期", "Baseline"),
    "ind_no_baseline": ("无基期", "no baseline"),
    "ind_all": ("全部数据", "All figures"),
    "ind_none": ("没有可显示的数据。", "No figures to show."),
    "ind_chart": ("逐年实际数，虚线为目标", "Actuals by year; the dotted rule is the target"),
    "ind_inexact": ("空心点为界限或约数", "open dots are bounds or “about”"),
    "ind_scope": ("口径：{scope}", "Scope: {scope}"),
    "ind_back": ("全部指标", "All indicators"),
    "checks_title": ("覆盖检查", "Coverage checks"),
    "checks_intro": (
        (
            "计划要求“全覆盖”或“每个……一家”之处，逐一查对：有、名单内无、不明。名单未必齐全：名单内无，不等于没有。"
        ),
        (
            "Where the plan asks for full coverage, or one for each, every county, "
            "city and zone is looked up: yes, none listed, or unknown. The lists may "
            "not be complete: none listed does not mean that there is none."
        ),
    ),
    "state_yes": ("有", "yes"),
    "state_no": ("名单内无", "none listed"),
    "state_unknown": ("不明", "unknown"),
    "why_stands": ("名单内有已建成者", "one that stands is in the tables"),
    "why_undecided": ("名单内有，是否建成未核实", "in the tables, not verified that it stands"),
    "why_whereabouts": (
        "位置仅知到城市，在不在本县未定",
        "known only to its city: whether here is not settled",
    ),
    "why_not_built": ("仅有规划", "planned only"),
    "why_none_listed": ("名单内无", "none in the tables"),
    "why_no_list": ("没有名单可查", "no list to look it up in"),
    "checks_covered": ("已知覆盖", "Known to be covered"),
    "checks_gaps": ("名单内无", "None listed"),
    "checks_open": ("不明", "Unknown"),
    "checks_col_where": ("地区", "Area"),
    "checks_col_state": ("有无", "Is there one"),
    "checks_col_why": ("依据", "On what ground"),
    "checks_col_evidence": ("名单中的记录", "Records"),
    "checks_rule": ("规则", "Rule"),
    "check_parks": ("各县（市、区）国际产业合作园", "A cooperation park in every county"),
    "check_parks_rule": (
        (
            "已建成、位置精确到场址或区县的国际产业合作园，按坐标落在哪个县即计入该县。"
            "是否建成未核实、或仅知到城市的，记为不明。名单为图集所收，不保证齐全。"
        ),
        (
            "A cooperation park that stands and is known to its site or district "
            "counts for the county its point lies in. Where it is not verified that "
            "it stands, or it is known only to its city, the answer is unknown. The "
            "list is what the atlas has collected, and may not be complete."
        ),
    ),
    "check_zones": (
        "每个省级以上开发区一家国际产业合作园",
        "One cooperation park per development zone",
    ),
    "check_zones_rule": (
        "图集没有省级以上开发区的完整名单，未列出的不判为“无”：整体不明。",
        (
            "The atlas has no complete list of development zones of provincial level "
            "or above; what is not listed is never a “no”: on the whole, unknown."
        ),
    ),
    "check_zones_none": (
        "数据中没有省级以上开发区的名单：不明。",
        "The data hold no list of such zones: unknown.",
    ),
    "check_cities": (
        "各市跨境电商综合试验区",
        "A cross-border e-commerce pilot zone in every city of Zhejiang",
    ),
    "check_cities_rule": (
        "设区市及单独设区的县级市，名单内有该市的跨境电子商务综合试验区且在运行的为有。",
        (
            "Prefecture-level cities, and county-level ones with a zone of their "
            "own: yes where the tables hold a comprehensive pilot zone of that city "
            "that operates."
        ),
    ),
    "check_counties": (
        "各县（市、区）省级跨境电商产业集群试点",
        "A provincial e-commerce cluster pilot in every county",
    ),
    "check_counties_rule": (
        "图集没有省级跨境电商产业集群试点的名单，各县均为不明。",
        "The atlas has no list of provincial e-commerce cluster pilots: every county is unknown.",
    ),
    "check_source": ("计划原文", "Words of the plan"),
    "frames_title": ("框架", "Frames"),
    "frames_intro": (
        "两份文件用来组织内容的名单，每项列出其指标与对象。",
        (
            "The lists by which the two documents order their matter, each entry "
            "with its indicators and places."
        ),
    ),
    "frame_entries": ("条目", "Entries"),
    "frame_places": ("对象", "Places"),
    "frame_indicators": ("指标", "Indicators"),
    "frame_targets": ("目标", "Targets"),
    "frame_crosswalk": ("对应", "Answers to"),
    "frame_ours": ("本图集所拟", "our reading"),
    "frame_stated": ("文件所载", "as the document says"),
    "frame_owner": ("责任单位", "Owner"),
    "frame_status": ("状态", "Status"),
    "frame_no_owner": ("两份文件均未写明", "neither document names one"),
    "frame_no_status": ("未写明", "not stated"),
    "frame_lines": ("第 {first}–{last} 行", "lines {first}–{last}"),
    "frame_owned": ("{n} 项目标中有责任单位的：{owned}", "Targets with an owner: {owned} of {n}"),
    "frame_map_named": ("名单名称为图集所拟。", "The name of the list is ours."),
    "frame_no_targets": ("本节没有目标。", "Its section states no target."),
}
