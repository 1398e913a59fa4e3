"""Words of the planner."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "plan_title": ("运输方案", "Plan a shipment"),
    "plan_title_of": ("{origin} → {destination}", "{origin} → {destination}"),
    "plan_intro": (
        (
            "从一地到另一地的铁路、公路、海运、空运及联运方案：时间、费用与二氧化碳当量以区间给出，"
            "每一次换装、口岸、通关与停留都单列一步。全部为模型值，不是报价。"
        ),
        (
            "Ways from one place to another by rail, road, sea, air and their mixes: time, cost "
            "and CO2e as ranges, every transfer, border, clearance and wait a step of its own. "
            "All of it is a model, none of it a quotation."
        ),
    ),
    "plan_from": ("起点", "From"),
    "plan_to": ("终点", "To"),
    "plan_place_hint": (
        "地名、编号，或“经度，纬度”",
        "A name, an id, or longitude,latitude",
    ),
    "plan_via": ("途经", "By way of"),
    "plan_avoid": ("避开", "Avoiding"),
    "plan_many_hint": ("多个地点用分号隔开", "Several places: semicolons between"),
    "plan_depart": ("发运日期", "Departure"),
    "plan_teu": ("标箱数", "Containers (TEU)"),
    "plan_modes": ("运输方式", "Modes"),
    "plan_go": ("计算", "Plan"),
    "plan_closures": ("关闭与开放", "Close or open"),
    "plan_closures_hint": (
        "勾选即关闭；结果另与开放路网对照。",
        "What is ticked is closed; the answer is set against the open network.",
    ),
    "plan_closure_passage": ("海上要道", "Passages"),
    "plan_closure_border": ("口岸", "Borders"),
    "plan_closure_change": ("换轨点", "Gauge changes"),
    "plan_closure_country": ("国家（全境）", "Countries, all of them"),
    "plan_closure_northern": ("{name}（北方通道）", "{name} (northern corridor)"),
    "plan_closure_opened": ("平时关闭，勾选即开放", "Closed as a rule; ticked is open"),
    "plan_closure_other": ("其他（编号）", "Others, by id"),
    "plan_examples": ("例如", "For instance"),
    "plan_example_open": ("义乌到杜伊斯堡", "Yiwu to Duisburg"),
    "plan_example_suez": ("义乌到鹿特丹，苏伊士关闭", "Yiwu to Rotterdam with Suez closed"),
    "plan_example_sea_rail": ("义乌到洛杉矶", "Yiwu to Los Angeles"),
    "plan_example_rail": ("义乌到马德里，仅铁路", "Yiwu to Madrid by rail alone"),
    "plan_ways": ("方案", "Ways"),
    "plan_sort": ("排序", "Sort by"),
    "plan_sort_time": ("时间", "time"),
    "plan_sort_cost": ("费用", "cost"),
    "plan_sort_co2e": ("排放", "CO2e"),
    "plan_best_hours": ("最快", "quickest"),
    "plan_best_cost": ("最省", "cheapest"),
    "plan_best_co2e": ("排放最低", "lowest CO2e"),
    "plan_hours": ("时间", "Time"),
    "plan_cost": ("费用", "Cost"),
    "plan_co2e": ("二氧化碳当量", "CO2e"),
    "plan_unit_total_hours": ("天", "days"),
    "plan_unit_total_cost": ("美元", "USD"),
    "plan_unit_total_co2e": ("千克", "kg"),
    "plan_unit_km_hours": ("公里/时", "km/h"),
    "plan_unit_km_cost": ("美元/标箱公里", "USD per TEU-km"),
    "plan_unit_km_co2e": ("千克/标箱公里", "kg CO2e per TEU-km"),
    "plan_unit_step_hours": ("小时", "h"),
    "plan_unit_step_cost": ("美元/标箱", "USD per TEU"),
    "plan_unit_step_co2e": ("千克/标箱", "kg CO2e per TEU"),
    "plan_mode_rail": ("铁路", "Rail"),
    "plan_mode_road": ("公路", "Road"),
    "plan_mode_sea": ("海运", "Sea"),
    "plan_mode_air": ("空运", "Air"),
    "plan_mode_sea_rail": ("海铁联运", "Sea–rail"),
    "plan_mode_sea_road": ("公海联运", "Sea–road"),
    "plan_way_name": ("方案{letter}（{mode}）", "way {letter} ({mode})"),
    "plan_way_letter": ("方案", "Way"),
    "plan_quality_measured": ("实测", "measured"),
    "plan_quality_modelled": ("模型", "modelled"),
    "plan_quality_default": ("缺省值", "default"),
    "plan_quality_assumed": ("假定", "assumed"),
    "plan_quality_unknown": ("未知", "unknown"),
    "plan_no_range": ("区间未知", "range not known"),
    "plan_held": ("已计入里程", "within the kilometres"),
    "plan_without": ("未计入：{names}", "without: {names}"),
    "plan_arrival": ("到达", "Arrives"),
    "plan_between": ("{low} 至 {high}", "{low} to {high}"),
    "plan_km": ("公里", "km"),
    "plan_steps_of": ("方案{letter}的各步", "Step by step: way {letter}"),
    "plan_step": ("步骤", "Step"),
    "plan_step_rail": ("铁路", "Rail"),
    "plan_step_road": ("公路", "Road"),
    "plan_step_sea": ("海运", "Sea"),
    "plan_step_air": ("飞行", "Flight"),
    "plan_flight_declared": ("公布的货运航线{name}", "declared cargo flight {name}"),
    "plan_flight_model": ("模型航班，未见公布的航线", "model flight, none is declared"),
    "plan_step_access": ("集散公路", "Local road"),
    "plan_step_port": ("港口作业与等候", "Port, handling and wait"),
    "plan_step_terminal": ("场站作业", "Rail terminal"),
    "plan_step_border": ("口岸等候", "Border, wait"),
    "plan_step_gauge_change": ("换轨", "Gauge change"),
    "plan_step_customs": ("通关", "Customs"),
    "plan_step_airport": ("机场作业", "Airport"),
    "plan_step_canal": ("通过运河", "Canal transit"),
    "plan_through": ("经{names}", "through {names}"),
    "plan_col_km": ("里程（公里）", "Distance (km)"),
    "plan_col_hours": ("小时", "Hours"),
    "plan_col_cost": ("美元", "USD"),
    "plan_col_co2e": ("CO2e（千克）", "CO2e (kg)"),
    "plan_col_rates": ("依据", "Rests on"),
    "plan_total": ("合计", "Door to door"),
    "plan_key": (
        "每格为中位数（p50），其下为 p10–p90 区间与数据类别；点类别看依据。",
        (
            "Each cell has the median (p50), below it the range p10–p90 and the class of the data; "
            "the class leads to what it rests on."
        ),
    ),
    "plan_key_total": (
        "各步的中位数相加不等于合计的中位数。",
        "Medians of the steps do not add up to the median of the whole.",
    ),
    "plan_bar_key": (
        "横条为 p10 至 p90，竖线为 p50；各方案同一比例，自零起。排序与“最快”“最省”等标注均按 p50。",
        (
            "Bars run from p10 to p90, the line is p50; one scale from zero for all ways. Order "
            "and labels go by p50."
        ),
    ),
    "plan_changed": ("与开放路网对照", "What changed against the open network"),
    "plan_changed_hint": (
        "各项最佳方案，封闭前后。差值在同一组抽样下计算。地图上的灰色虚线为开放路网的最佳方案。",
        (
            "The best by each criterion, before and after. Differences are under the same draws. "
            "On the map the dashed grey lines are the best over the open network."
        ),
    ),
    "plan_criterion": ("按", "By"),
    "plan_before": ("开放路网", "Open network"),
    "plan_after": ("本次条件", "As asked"),
    "plan_difference": ("差值", "Difference"),
    "plan_none": ("无方案", "no way"),
    "plan_flips": ("什么会改变选择", "What would change the choice"),
    "plan_flips_hint": (
        (
            "本节按各费率的中值计算，不是上面抽样所得的 p50。每项给出最小的单项费率变动，"
            "有了它，另一方案就成为第一。"
        ),
        (
            "Worked out at the central value of each rate, not with the medians of the draws shown "
            "above: for each criterion the smallest change of one rate that makes another way the "
            "best."
        ),
    ),
    "plan_flip": (
        (
            "按中值{best}第一。若{rate}由 {now} 变为 {becomes} {unit}（{share}），"
            "{winner}就{superlative}。"
        ),
        (
            "At central values {best} leads. If {rate} became {becomes} {unit} (now {now}, "
            "{share}), {winner} would be {superlative}."
        ),
    ),
    "plan_flip_labelled": (
        "按所示的 p50，第一是{labelled}，不是{best}。",
        "By the medians shown, {labelled} is first, not {best}.",
    ),
    "plan_would_hours": ("最快", "the quickest"),
    "plan_would_cost": ("最省", "the cheapest"),
    "plan_would_co2e": ("排放最低", "the lowest in CO2e"),
    "plan_flip_inside": ("这在已知区间之内。", "That lies within its known range."),
    "plan_flip_outside": ("这超出已知区间。", "That lies outside its known range."),
    "plan_flip_none": (
        "按中值{best}第一；没有哪一个单项费率的变动能改变它。",
        "At central values {best} leads, and no change of a single rate makes another the best.",
    ),
    "plan_no_way": ("没有可行的方案", "There is no way"),
    "plan_reason_closed": (
        "关闭或避开之处切断了所有通路；全部开放时有路可走。",
        "What is closed or avoided cuts every way; with everything open there is one.",
    ),
    "plan_reason_modes": (
        "仅用所选的运输方式到不了；加上其他方式则可以。",
        "The chosen modes alone do not lead there; with the others there is a way.",
    ),
    "plan_reason_gauge": (
        "两段铁路轨距不同，相接之处没有换轨设施。",
        "The railways are of different gauges, and where they meet nothing changes the gauge.",
    ),
    "plan_reason_one_way": (
        "线路只通相反方向。",
        "The line runs in the other direction only.",
    ),
    "plan_reason_component": (
        "两地所在的路网互不相连。",
        "The two lie in parts of the network that nothing joins.",
    ),
    "plan_reason_remote": (
        "{place}附近没有可用的起讫点：{modes}。",
        "Near {place} there is nothing to travel by: {modes}.",
    ),
    "plan_gap": (
        "最窄的缺口在{here}与{there}之间，约 {km} 公里。",
        "The narrowest gap is between {here} and {there}, about {km} km.",
    ),
    "plan_map": ("方案地图", "The ways on a map"),
    "plan_map_open": ("开放路网的最佳方案", "Best over the open network"),
    "plan_map_chosen": ("粗线为所选方案", "The chosen way is drawn strong"),
    "plan_json": ("数据（JSON）", "Data (JSON)"),
    "plan_geojson": ("线路（GeoJSON）", "Lines (GeoJSON)"),
    "plan_changes_csv": ("对照表（CSV）", "Comparison (CSV)"),
    "plan_how": ("如何计算", "How it is worked out"),
    "plan_how_time": (
        (
            "沿途各费率的数量乘以费率；费率取自公开参数的低、中、高值，以固定种子抽样，"
            "同一费率在整条线路上取同一值。"
        ),
        (
            "Units of each rate along the way, times the rate. "
            "Rates have low, central and high from "
            "published parameters and are drawn with a fixed seed, each once for the whole way."
        ),
    ),
    "plan_how_co2e": (
        (
            "二氧化碳当量按 GLEC 框架与 ISO 14083 的活动法："
            "模型里程 × 公布的排放强度 × 每标箱载重。"
            "类别依其用语：实测（原始数据）、模型、缺省值；“假定”为本图集自定。"
            "各因子是油井到车轮还是油箱到车轮，见其说明；装卸部分只计二氧化碳。"
        ),
        (
            "CO2e is activity-based, as the GLEC Framework and "
            "ISO 14083 word it: modelled kilometres "
            "times a published emission intensity times the load of a TEU. Classes follow their "
            "wording: measured (primary data), modelled, default; assumed is our own. Whether a "
            "factor is well-to-wheel or tank-to-wheel stands with it; handling counts CO2 only."
        ),
    ),
    "plan_how_cost": (
        "费用为每标箱美元；参数年份为 {first} 至 {last}，未折算为同一年价格。",
        (
            "Cost is in US dollars; the parameters are of the years {first} to {last}, not brought "
            "to the prices of one year."
        ),
    ),
    "plan_how_unknown": (
        "没有数据的费率不计为零，而是列为“未计入”。",
        "A rate of which nothing is known is not zero: the figure says what it is without.",
    ),
    "plan_how_closed": (
        "北冰洋和若干陆路边境平时按关闭处理，可在“关闭与开放”中开放。",
        "The Arctic and some land borders count as closed as a rule; the form opens them.",
    ),
    "plan_how_names": (
        (
            "本图集各表中没有中文名的机场与港口，按所在城市的中文名称之，机场附国际航协代码；"
            "底图没有该城市中文名的，保留英文名。"
        ),
        "Airports and ports have their names from the tables of the atlas, or its base lists.",
    ),
    "plan_rates_link": ("全部费率与参数", "All rates and their parameters"),
    "plan_even_link": ("临界货值图", "Break-even map"),
    "plan_rates_title": ("费率与参数", "Rates and parameters"),
    "plan_rates_intro": (
        (
            "运输模型的每一个费率：低、中、高值，数据类别，以及所依据的公开参数。空格表示没有数据，"
            "该项合计中不含它，并在合计处写明。"
        ),
        (
            "Every rate of the freight model: low, central and high, the class of its data and the "
            "published parameters behind it. A blank is unknown: totals are without it and say so."
        ),
    ),
    "plan_rate": ("费率", "Rate"),
    "plan_rate_class": ("类别", "Class"),
    "plan_rate_inputs": ("参数", "Parameters"),
    "plan_parameters": ("所用参数", "The parameters"),
    "plan_closed_borders": ("平时关闭的陆路边境", "Land borders closed as a rule"),
    "plan_closed_borders_note": (
        "货物不从这些边境通过，除非在规划时勾选开放；情况以来源的时间为准。",
        "No freight crosses these unless they are opened in the form; the sources have dates.",
    ),
    "plan_closed_why": ("依据", "Why"),
    "plan_closed_border": ("边境", "Border"),
    "plan_closed_since": ("自", "Since"),
    "plan_parameters_rate": ("运价", "Prices of carriage"),
    "plan_parameters_emission": ("排放与能耗", "Emissions and energy"),
    "plan_parameters_speed": ("速度与在途时间", "Speeds and transit times"),
    "plan_parameters_stay": ("口岸、港口与停留", "Borders, ports and dwell"),
    "plan_parameters_handling": ("装卸费", "Handling charges"),
    "plan_parameters_assumption": ("假定", "Assumptions"),
    "plan_parameters_other": ("装载与货值", "Loads and cargo values"),
    "plan_rates_index": ("本页内容", "On this page"),
    "plan_parameter": ("参数", "Parameter"),
    "plan_value": ("数值", "Value"),
    "plan_low": ("低", "Low"),
    "plan_central": ("中", "Central"),
    "plan_high": ("高", "High"),
    "plan_unit": ("单位", "Unit"),
    "plan_year": ("年份", "Year"),
    "plan_source": ("来源与原文", "Source and quote"),
    "plan_back": ("运输方案", "Plan a shipment"),
    "js_plan_failed": ("无法载入方案地图。", "The map of the ways could not be loaded."),
}
