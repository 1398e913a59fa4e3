"""Words of the pages that lay the networks open."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "network_rail": ("铁路网", "Rail network"),
    "network_road": ("公路网", "Road network"),
    "network_sea": ("海上航路", "Sea lanes"),
    "network_modes": ("各路网", "Networks"),
    "network_intro": (
        (
            "路网由基础数据修补而成：断头线在绕行过远时与邻近节点相连，缺失的线路由人工补充，"
            "只有列出的地点可以换轨。地图与下表列出每一处改动；长度为模型值。"
        ),
        (
            "The network is mended base data: dead ends are joined to a near node where the way "
            "around is long, lines that are missing are added by hand, and gauges change only at "
            "the places listed. Map and tables show every change; lengths are modelled."
        ),
    ),
    "network_credit": (
        "铁路与公路 © OpenStreetMap 贡献者（ODbL）；航路：Eurostat SeaRoute（经 searoute）。",
        (
            "Railways and roads © OpenStreetMap contributors (ODbL); sea lanes: Eurostat SeaRoute, "
            "by way of searoute."
        ),
    ),
    "network_report": ("处理结果", "What was done"),
    "network_step": ("步骤", "Step"),
    "network_before": ("基础路网", "Base graph"),
    "network_joined": ("修补之后", "Mended"),
    "network_after": ("用于计算（收缩后）", "As used, lines contracted"),
    "network_nodes": ("节点", "Nodes"),
    "network_edges": ("边", "Edges"),
    "network_components": ("连通分量", "Components"),
    "network_length": ("总长（公里）", "Length (km)"),
    "network_named": ("补充线路、换轨点与海上要道", "Links, gauge changes and passages"),
    "network_kind": ("类型", "Kind"),
    "network_kind_link": ("补充线路", "link"),
    "network_kind_gauge_change": ("换轨点", "gauge change"),
    "network_kind_passage": ("海上要道", "passage"),
    "network_id": ("编号", "Id"),
    "network_note": ("说明", "Note"),
    "network_lines": ("按公布里程校正的线路", "Lines with published lengths"),
    "network_lines_note": (
        (
            "基础路网把部分线路画直，里程偏短。有公布里程的既有线路，其各边按“公布÷绘制”放大；线形不动，"
            "也不为任何班列另设系数。校正后经同样各点的最短走法若短于公布值，是另有线路可走。"
            "与既有货运线并行的客运专线不承运货物，予以剔除。"
        ),
        (
            "The base graph straightens some lines and makes them too short. The edges of an "
            "existing line with a published length are multiplied by published over drawn; nothing "
            "moves, and no service gets a factor of its own. Where the shortest way through the "
            "same points stays below the published length, another line is there. Lines for "
            "passengers only that run beside a line with freight are left out."
        ),
    ),
    "network_drawn": ("绘制（公里）", "Drawn, km"),
    "network_published": ("公布（公里）", "Published, km"),
    "network_ratio": ("公布÷绘制", "Published over drawn"),
    "network_way_after": ("校正后最短（公里）", "Shortest way after, km"),
    "network_line_out": ("客运专线，剔除", "passengers only, left out"),
    "network_joins": ("连接的断头线", "Joined dead ends"),
    "network_joins_shown": (
        "共 {n} 处，按缺口宽度列出最宽的 {m} 处；其余见地图和下载文件。",
        "{n} in all; the {m} widest gaps are listed, the map and the download have the rest.",
    ),
    "network_gap": ("缺口（公里）", "Gap (km)"),
    "network_before_join": ("连接之前", "Before"),
    "network_long_way": ("绕行 25 公里以上", "more than 25 km around"),
    "network_download": ("下载 GeoJSON", "Download GeoJSON"),
    "network_unconnected": ("不连通", "not connected"),
    "network_map": ("改动的位置", "Where the changes are"),
}
