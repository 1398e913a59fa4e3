"""Words of the break-even map."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "even_title": ("临界货值", "Break-even cargo value"),
    "even_intro": (
        (
            "从{origin}出发，一个标箱的货物值多少，铁路才胜过海运，空运才胜过铁路？货物在途每天损失"
            "其价值的一部分；货值高于临界值时，较快的方式连同时间成本更省。"
        ),
        (
            "From {origin}: how much must the cargo of a TEU be worth for rail to beat sea, and "
            "air to beat rail? Cargo loses a share of its value each day in transit; above the "
            "break-even the quicker way is the cheaper one, time included."
        ),
    ),
    "even_share": (
        "在途一天的成本：货值的 {value} %，区间 {low}–{high} %（{year} 年）。",
        "A day in transit costs {value} % of the cargo’s value, range {low}–{high} % ({year}).",
    ),
    "even_world": (
        "世界集装箱贸易的平均货值约为每标箱 {value} 美元（{year} 年）。",
        "The cargo of the world’s container trade is worth about {value} USD per TEU ({year}).",
    ),
    "even_how": (
        (
            "海运取铁路、公路、海运可用时最省的方案；"
            "铁路取只用铁路时最省的方案；空运取有航班的最快方案。"
            "均按中值费率计算。"
        ),
        (
            "Sea is the cheapest way by rail, road and sea; rail the cheapest by rail alone; air "
            "the quickest with a flight. All at central rates."
        ),
    ),
    "even_from": ("起点", "From"),
    "even_country": ("表中列出", "In the table"),
    "even_capitals": ("各伙伴国首都", "capitals of all partner countries"),
    "even_show": ("显示", "Show"),
    "even_places": (
        (
            "地图与下载含伙伴国首都及人口 {least} 以上的地点，共 {all} 处；人口未知的地点不列。"
            "选一个国家，表、地图与下载即只列其各地。"
        ),
        (
            "Map and downloads have the capitals of partner countries and their places of {least} "
            "people or more, {all} in all; places of unknown population are left out. With a "
            "country chosen, table, map and downloads have its places only."
        ),
    ),
    "even_go": ("计算", "Work out"),
    "even_place": ("地点", "Place"),
    "even_sea": ("海运", "Sea"),
    "even_rail": ("铁路", "Rail"),
    "even_air": ("空运", "Air"),
    "even_rail_sea": ("铁路胜过海运", "Rail beats sea"),
    "even_air_rail": ("空运胜过铁路", "Air beats rail"),
    "even_air_sea": ("空运胜过海运", "Air beats sea"),
    "even_days": ("天", "days"),
    "even_usd": ("美元", "USD"),
    "even_above": ("高于", "above"),
    "even_an_hour": ("美元/小时", "USD an hour"),
    "even_unit": (
        "美元/标箱；括号内为损失率高、低两端，其下为每标箱每小时的时间价值",
        (
            "USD per TEU; in brackets at the high and the low end of the daily loss, below it the "
            "value of an hour of a TEU"
        ),
    ),
    "even_always": ("任何货值", "at any value"),
    "even_never": ("任何货值都不", "at no value"),
    "even_missing": ("缺一种方式", "one of the two is missing"),
    "even_land": ("最省方案不经海运", "the cheapest way is overland"),
    "even_csv": ("下载 CSV", "Download CSV"),
    "even_geojson": ("数据（GeoJSON）", "Data (GeoJSON)"),
    "even_map": ("临界货值地图", "Break-even on a map"),
    "even_key": (
        "铁路胜过海运的货值（美元/标箱）",
        "Cargo value above which rail beats sea (USD/TEU)",
    ),
    "even_table": ("各地的临界值", "Break-even by place"),
    "even_band_from": ("{low} 以上", "{low} and more"),
    "even_band_to": ("不足 {high}", "below {high}"),
    "even_band_between": ("{low}–{high}", "{low}–{high}"),
    "even_band_none": ("不作比较", "not compared"),
}
