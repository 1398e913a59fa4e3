"""Words of the rail services: directory, profile with its time-distance chart, downloads."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "routes_title": ("班列线路", "Rail services"),
    "routes_intro": (
        (
            "每条线路依次经过所列各站，铺设在修补后的铁路、公路与航路网上。公布里程与天数来自资料；"
            "模型里程与天数由本图集计算，两者并列，里程相差 {share} 以上者标出。"
        ),
        (
            "Each service is laid through its stops, in their order, on the mended networks of "
            "rail, road and sea. Published lengths and days come from sources; modelled ones are "
            "our own. They stand side by side, and lengths more than {share} apart are marked."
        ),
    ),
    "routes_back": ("全部线路", "All services"),
    "routes_map": ("在地图上查看全部线路", "All services on the map"),
    "route_service": ("线路", "Service"),
    "route_operator": ("运营平台", "Operator"),
    "route_frequency": ("班期（原文）", "Frequency, as stated"),
    "route_published_km": ("公布里程（公里）", "Published, km"),
    "route_modelled_km": ("模型里程（公里）", "Modelled, km"),
    "route_difference": ("相差", "Difference"),
    "route_published_days": ("公布天数", "Published, days"),
    "route_modelled_days": ("模型天数", "Modelled, days"),
    "route_length": ("里程", "Length"),
    "route_time": ("时间", "Time"),
    "route_published": ("公布", "published"),
    "route_modelled": ("模型", "model"),
    "route_km": ("公里", "km"),
    "route_days": ("天", "days"),
    "route_hours": ("小时", "h"),
    "route_longer": ("模型比公布长 {share}", "model {share} longer than published"),
    "route_shorter": ("模型比公布短 {share}", "model {share} shorter than published"),
    "route_same": ("与公布一致", "as published"),
    "route_days_within": ("公布天数与模型范围相交", "published days and the model’s range overlap"),
    "route_days_slower": (
        "模型最快也比公布多 {days} 天",
        "even at its quickest the model takes {days} days more than published",
    ),
    "route_days_faster": (
        "模型最慢也比公布少 {days} 天",
        "even at its slowest the model takes {days} days less than published",
    ),
    "route_range": ("{low}–{high}", "{low}–{high}"),
    "route_no_length": ("未见公布里程", "no published length found"),
    "route_no_days": ("未见公布天数", "no published days found"),
    "route_countries": ("途经国家（模型里程）", "Countries crossed, modelled km"),
    "route_countries_stated": ("资料所列途经国家", "Countries as stated"),
    "route_gauge_changes": ("换轨", "Gauge changes"),
    "route_borders": ("过境", "Borders"),
    "route_none": ("无", "none"),
    "route_inferred": ("推断了什么", "What is inferred"),
    "route_inferred_stops": (
        "资料未写明、由本图集推断的停靠站：{names}。",
        "Stops that no source states and we infer: {names}.",
    ),
    "route_inferred_none": ("所有停靠站均有来源。", "Every stop is stated by a source."),
    "route_inferred_links": (
        "经过人工补充的线路：{names}。",
        "It runs over links added by hand: {names}.",
    ),
    "route_inferred_joins": (
        "基础铁路网有 {n} 处断头由规则连接，缺口合计 {km} 公里。",
        "The base graph is joined by rule at {n} dead ends, {km} km of gaps in all.",
    ),
    "route_inferred_away": (
        "{name}距最近的路网节点 {km} 公里。",
        "{name} lies {km} km from the nearest node of the network.",
    ),
    "route_inferred_way": (
        (
            "各站之间的走法是模型按时间最短求得的，资料没有写明实际经由；"
            "资料所列途经国首尾相接的，不出这些国家。"
        ),
        (
            "Between stops the way is the model’s quickest; sources do not state the actual one. "
            "Where the countries that a source names follow one another, the way stays in them."
        ),
    ),
    "route_chart": ("时间—距离图", "Time-distance chart"),
    "route_chart_label": (
        "{name}：横轴为里程，纵轴为时间；竖线为口岸、换轨与港口停留。",
        (
            "{name}: kilometres across, time upwards; vertical steps are stays at borders, gauge "
            "changes and ports."
        ),
    ),
    "route_chart_help": (
        "横轴里程，纵轴时间；竖线为停留。用方向键逐段查看，地图随之指出位置；按 Home、End 到两端。",
        (
            "Kilometres across, days upwards; vertical steps are stays. Arrow keys go from step to "
            "step while the map shows the place; Home and End go to the ends."
        ),
    ),
    "route_chart_method": (
        "画法依联合国亚太经社会的时间/成本—距离法；时间为模型值。",
        "Drawn after ESCAP’s Time/Cost-Distance method; times are modelled.",
    ),
    "route_map": ("线位", "Alignment"),
    "route_table": ("逐段明细", "Step by step"),
    "route_place": ("地点或区段", "Place or stretch"),
    "route_what": ("内容", "What"),
    "route_stretch": ("区段（公里）", "Stretch, km"),
    "route_takes": ("用时（小时）", "Takes, h"),
    "route_quality": ("数据等级", "Quality"),
    "route_quality_note": (
        "数据等级：用时所据速度与停留在当地实测，或取自他处的默认值，或由本图集假定；括注为低值至高值。",
        (
            "Quality: whether the speed or stay behind the hours was measured there, is a default "
            "from elsewhere, or is assumed by us; small figures are the low and high ends."
        ),
    ),
    "route_from_start_km": ("累计（公里）", "From start, km"),
    "route_from_start_days": ("累计（天）", "From start, days"),
    "route_takes_range": ("{central}（{low}–{high}）", "{central} ({low}–{high})"),
    "route_total": ("合计", "Total"),
    "route_by_rail": ("铁路", "by rail"),
    "route_by_road": ("公路", "by road"),
    "route_by_sea": ("船运", "by ship"),
    "route_by_air": ("空运", "by air"),
    "route_at_border": ("口岸过境", "border crossing"),
    "route_at_gauge_change": ("换轨", "gauge change"),
    "route_at_customs": ("海关", "customs"),
    "route_at_port": ("港口装卸", "port handling"),
    "route_at_terminal": ("场站换装", "terminal handling"),
    "route_at_airport": ("机场装卸", "airport handling"),
    "route_said_halt": (
        "{place}，{what}；累计 {km} 公里，{days} 天",
        "{place}, {what}; {km} km, {days} days from the start",
    ),
    "route_said_stay": (
        "{place}，{what}，停留 {hours} 小时；累计 {km} 公里，{days} 天",
        "{place}, {what}, {hours} h; {km} km, {days} days from the start",
    ),
    "route_said_move": (
        "{place}，{what}，{stretch} 公里，{hours} 小时；累计 {km} 公里，{days} 天",
        "{place}, {what}, {stretch} km, {hours} h; {km} km, {days} days from the start",
    ),
    "route_downloads": ("下载", "Download"),
    "route_profile": ("完整档案与来源", "Full profile and sources"),
    "route_open": ("线位与时间—距离图", "Alignment and time-distance chart"),
    "route_partial": (
        "始发城市未见说明，仅铺设已知的一段。",
        "The city of origin is not stated: only the known part is laid.",
    ),
    "route_model_note": (
        "模型：按时间最短在修补后的路网上铺设；速度与停留时间取自参数表。",
        "Model: the quickest way on the mended networks; speeds and stays from the parameters.",
    ),
    "route_model_networks": ("路网如何修补", "How the networks are mended"),
    "route_kml_stay": ("停留 {hours} 小时", "stays {hours} h"),
}
