"""Words of the coverage page and of the map with its slider."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "coverage_title": ("覆盖范围", "Coverage"),
    "coverage_title_from": ("从{name}出发的覆盖范围", "Coverage from {name}"),
    "coverage_title_to": ("可到达{name}的范围", "Who can reach {name}"),
    "coverage_title_express": ("从{name}出发的快递覆盖范围", "Parcel coverage from {name}"),
    "coverage_title_express_to": ("快递可到达{name}的范围", "Whose parcels can reach {name}"),
    "coverage_description": (
        "从义乌等地出发，若干天内可到达的区域、城镇、人口与国家。",
        "The ground, places, people and countries within some days of Yiwu and elsewhere.",
    ),
    "coverage_model": (
        "模型结果，不是公布的运输服务。",
        "Model, not published service.",
    ),
    "coverage_tabs": ("货运或快递", "Freight or parcels"),
    "coverage_freight": ("货运", "Freight"),
    "coverage_express": ("全球快递", "Parcels worldwide"),
    "coverage_from": ("起点", "Origin"),
    "coverage_to": ("终点", "Destination"),
    "coverage_from_hint": (
        "地点名称、编号，或“经度，纬度”。",
        "A name, an id, or lon,lat in degrees.",
    ),
    "coverage_direction": ("方向", "Direction"),
    "coverage_outbound": ("从这里出发", "from here"),
    "coverage_inbound": ("到达这里", "to here"),
    "coverage_modes": ("运输方式", "Modes"),
    "coverage_rail": ("铁路", "Rail"),
    "coverage_road": ("公路", "Road"),
    "coverage_sea": ("海运", "Sea"),
    "coverage_air": ("航空", "Air"),
    "coverage_closures": ("关闭的通道与口岸", "Closed passages and borders"),
    "coverage_rank": ("口径", "Which hours"),
    "coverage_rank_central": ("中心值", "central values"),
    "coverage_rank_p10": ("p10 乐观", "p10, hopeful"),
    "coverage_rank_p50": ("p50 中位", "p50, median"),
    "coverage_rank_p90": ("p90 保守", "p90, cautious"),
    "coverage_days": ("天数", "Days"),
    "coverage_show": ("计算", "Work it out"),
    "coverage_usual": ("常用起点", "Built ahead"),
    "coverage_limit": ("时限", "Limit"),
    "coverage_slider": ("时限", "Limit"),
    "coverage_unit_days": ("天", "days"),
    "coverage_places": ("可达城镇", "Places reached"),
    "coverage_people": ("城镇人口", "People in them"),
    "coverage_countries": ("国家和地区", "Countries and regions"),
    "coverage_zones": ("境外经贸合作区", "Trade zones abroad"),
    "coverage_legend": ("图例", "Key"),
    "coverage_within": ("{days} 天内", "within {days} days"),
    "coverage_unreached": (
        "未着色的陆地：时限内未达，或模型中没有路可到。",
        "Land without colour: not reached within the limit, or by no way of the model.",
    ),
    "coverage_still": (
        "静态图：{days} 天内可达的陆地，按天数分级着色。",
        "Still picture: land reached within {days} days, in bands.",
    ),
    "coverage_bands": ("各时段可达的城镇与人口", "Places and people, band by band"),
    "coverage_people_note": (
        (
            "人口是底图中各居民点自身人口之和（栅格化后按时段汇总），不是全部人口；"
            "人口未知的居民点只计个数。"
        ),
        (
            "People are the sum of the populated places of the base map, put on the grid and added "
            "up by band, not of everybody who lives there; a place of unknown population counts "
            "as a place only."
        ),
    ),
    "coverage_band": ("时段", "Band"),
    "coverage_from_to_days": ("{a}–{b} 天", "{a} to {b} days"),
    "coverage_band_countries": ("首次到达的国家和地区", "Countries first reached"),
    "coverage_by_country": (
        "各国和地区：首达天数与各时限内的城镇",
        "By country: first reached, and places within each limit",
    ),
    "coverage_country": ("国家或地区", "Country"),
    "coverage_first": ("首达（天）", "First (days)"),
    "coverage_all_places": ("全部城镇", "All places"),
    "coverage_missed": (
        "时限内未达的首都、港口与境外园区",
        "Capitals, ports and zones that are missed",
    ),
    "coverage_missed_note": (
        "伙伴国是图集记录所在或提到的国家。共 {all} 处，{n} 处在 {days} 天内未达；随滑块更新。",
        (
            "Partner countries are those that a record of the atlas lies in or names. Of {all}, "
            "{n} are not reached within {days} days; the slider changes the list."
        ),
    ),
    "coverage_trade_note": (
        (
            "与中国的贸易为推算值（十亿美元）：公布的中国占比（整数百分比）乘以公布的出口或进口总额；"
            "总额含服务，数字偏大，只表示量级。年份为占比年份，总额年份不同的写在斜线后。"
            "只公布前五大伙伴：中国不在其列即为空，不是零。按两个方向已知数之和排序，未知在后。"
        ),
        (
            "Trade with China is derived, in billions of US dollars: the published share of China "
            "in whole percent times the published total of exports or imports. Totals include "
            "services, so it is too high and an order of magnitude only. The year is that of the "
            "share, after the stroke that of the total where it is another. Only the five largest "
            "partners are published: blank means that China is not among them, not zero. The order "
            "is by what is known of both directions together, the unknown last."
        ),
    ),
    "coverage_link_title": ("最短缺失链接", "Shortest missing link"),
    "coverage_link_column": ("缺失链接", "Missing link"),
    "coverage_link_ask": ("求最短新线", "Find it"),
    "coverage_link_note": (
        (
            "缺失链接：加上它，该地即在时限内可达的最短新铁路。每公里造价未知，因此以长度衡量。"
            "新线取直线，不过海，按所经国家的铁路速率计时，计入边境、通关与换轨；"
            "起点为时限内可达的铁路节点或海港，终点为铁路节点或该地新建场站；"
            "每个十分之一度格内每国每轨距取最早可达的一个节点。"
        ),
        (
            "Missing link: the shortest new railway that brings a place within the limit. What a "
            "kilometre costs is not known, so length is the measure. It runs straight and over "
            "no sea, at the rail rates of the countries on its way, with their borders, customs "
            "and a change of gauge. It leaves from a node of a railway or a sea port and ends at "
            "a node of a railway or at a new terminal in the place; of each tenth of a degree, "
            "country and gauge the node that is reached first is tried."
        ),
    ),
    "coverage_link_model": (
        "模型结果，不是规划。",
        "Model, not a plan.",
    ),
    "coverage_link_found": (
        (
            "一条 {km} 公里的新铁路，从{start}到{end}，可使{name}在 {takes} 天内可达"
            "（时限 {days} 天）。"
        ),
        (
            "A new railway of {km} km from {start} to {end} would bring {name} to {takes} days, "
            "within the limit of {days}."
        ),
    ),
    "coverage_link_new": (
        "它止于该地的新场站，再计一次场站作业。",
        "It ends at a new terminal there, which takes the hours of one.",
    ),
    "coverage_link_before": (
        "所问之地与新线之间",
        "Between the place asked about and the new line",
    ),
    "coverage_link_running": ("新线运行", "On the new line"),
    "coverage_link_borders": ("新线上的边境与通关", "Borders and customs on it"),
    "coverage_link_gauge": ("换轨", "Change of gauge"),
    "coverage_link_after": ("新线与未达之地之间", "Between the new line and the missed place"),
    "coverage_link_hours": ("小时", "hours"),
    "coverage_link_label": (
        "模型新线 {km} 公里（非规划）",
        "Model: a new line of {km} km, not a plan",
    ),
    "coverage_link_reached": (
        "{name} 在 {days} 天内已可达。",
        "{name} is within {days} days already.",
    ),
    "coverage_link_express": (
        "快递不走铁路，没有缺失链接可求。",
        "Parcels go by air: there is no missing railway.",
    ),
    "coverage_link_rank": (
        "缺失链接只按中心值计算；请选“中心值”。",
        "The missing link is worked out at central values only; choose those.",
    ),
    "coverage_link_modes": (
        "未选铁路，新铁路无用；请选上铁路。",
        "Rail is not among the modes, so a new railway is of no use; choose it.",
    ),
    "coverage_link_air": (
        "含航空时不求缺失链接；请去掉航空。",
        "With flights the missing link is not worked out; leave air out.",
    ),
    "coverage_link_over_sea": (
        "没有新铁路可行：{days} 天内，{name}所在的陆块上没有铁路节点或海港可达，其间隔着海。",
        (
            "No new railway helps: within {days} days no node of a railway and no port on the "
            "landmass of {name} is reached. The sea lies between."
        ),
    ),
    "coverage_link_too_late": (
        "没有新铁路可行：仅两端的小时数之和就超过 {days} 天。",
        "No new railway helps: the hours at its two ends alone are more than {days} days.",
    ),
    "coverage_link_too_slow": (
        (
            "{most} 公里以内的直线新铁路都不够快，不能使{name}在 {days} 天内可达："
            "按模型的铁路速率和边境等候，公路常比新铁路快。去掉公路再试，可看铁路本身缺什么。"
        ),
        (
            "No straight new railway of up to {most} km brings {name} within {days} days: at the "
            "rail rates and border waits of the model roads are often quicker. Leave roads out to "
            "see what railways alone lack."
        ),
    ),
    "coverage_sort": ("排序", "Order"),
    "coverage_sort_trade": ("按国家贸易额", "By trade of the country"),
    "coverage_sort_days": ("按超出天数", "By days late"),
    "coverage_sells": ("对华出口（十亿美元）", "Sells to China (US$ bn)"),
    "coverage_buys": ("自华进口（十亿美元）", "Buys from China (US$ bn)"),
    "coverage_geojson_missed": ("未达 GeoJSON", "Missed, GeoJSON"),
    "coverage_missed_none": ("全部可达。", "All of them are reached."),
    "coverage_what": ("类别", "What"),
    "coverage_kind_capital": ("首都", "capital"),
    "coverage_kind_port": ("海港", "sea port"),
    "coverage_kind_zone": ("境外经贸合作区", "trade zone abroad"),
    "coverage_takes": ("需要（天）", "Takes (days)"),
    "coverage_late": ("超出（天）", "Missed by (days)"),
    "coverage_no_way": ("模型中没有路", "no way in the model"),
    "coverage_ask": ("条件", "What to work out"),
    "coverage_inputs": ("输入与来源", "Inputs and their sources"),
    "coverage_input": ("输入", "Input"),
    "coverage_value": ("取值", "Value"),
    "coverage_published": ("表中的值", "In the table"),
    "coverage_source": ("出处", "Source"),
    "coverage_note": ("说明", "Note"),
    "coverage_pickup_h": ("揽收（小时）", "Pick-up (hours)"),
    "coverage_export_h": ("出港作业与清关（小时）", "Export handling and clearance (hours)"),
    "coverage_flight_kmh": ("航速（公里/小时）", "Flight speed (km/h)"),
    "coverage_import_h": ("进港清关（小时）", "Import clearance (hours)"),
    "coverage_last_mile_kmh": ("末端派送（公里/小时）", "Last mile (km/h)"),
    "coverage_range_low": ("取范围的低端：包裹优先处理", "the low end: parcels go first"),
    "coverage_express_note": (
        (
            "目标“全球72小时必达”的模型检验：一次直飞，从最近的机场到模型中的任一机场，"
            "再按末端速度直线派送，不出国界、不过海。不代表有此航线。"
        ),
        (
            "A test of the stated goal of 72 hours worldwide: one direct flight from an airport "
            "near the sender to any airport of the model, then straight over land at the speed of "
            "the last mile, within one country. It does not say that such a flight exists."
        ),
    ),
    "coverage_freight_note": (
        (
            "小时数由货运网络算出：铁路、公路与海运，另选时含航空；含场站、口岸、换轨与通关。"
            "离开路网后以直线、按集散公路速度行进，不出国界、不过海。某格全部在时限内可达才着色。"
        ),
        (
            "Hours come from the freight network: rail, road and sea, by air only where it is "
            "chosen, with terminals, borders, gauge changes and customs; beyond it straight at the "
            "speed of local roads, within one country, over no water. A cell has a colour when "
            "all of it is reached."
        ),
    ),
    "coverage_closed_rule": (
        "北冰洋和若干陆路边境平时按关闭处理。",
        "The Arctic and some land borders count as closed as a rule.",
    ),
    "coverage_speed": ("路网以外的速度（公里/小时）", "Speed off the network (km/h)"),
    "coverage_downloads": ("下载", "Downloads"),
    "coverage_csv_places": ("城镇 CSV", "Places, CSV"),
    "coverage_csv_countries": ("国家 CSV", "Countries, CSV"),
    "coverage_csv_missed": ("未达 CSV", "Missed, CSV"),
    "coverage_geojson": ("时段范围 GeoJSON", "Bands, GeoJSON"),
    "coverage_tif": ("小时栅格 GeoTIFF", "Hours, GeoTIFF"),
    "js_reachText": (
        "{days} 天：{places} 个城镇，{people} 人",
        "{days} days: {places} places, {people} people",
    ),
}
