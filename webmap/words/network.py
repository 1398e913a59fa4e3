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
    "network_joins": ("连接的断头线", "Joined dead ends"),
    "network_joins_shown": (
        "共 {n} 处，按缺口宽度列出最宽的 {m} 处；其余见地图和下载文件。",
        "{n} in all; the {m} widest gaps are listed, the map and the download have the rest.",
    ),
    "network_gap": ("缺口（公里）", "Gap (km)"),
    "network_detour": ("原绕行（公里）", "Way around (km)"),
    "network_download": ("下载 GeoJSON", "Download GeoJSON"),
    "network_unconnected": ("不连通", "not connected"),
    "network_map": ("改动的位置", "Where the changes are"),
}
