"""Words of the printed brief and of the page that orders it."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "brief_title": ("简报", "Brief"),
    "brief_of_places": ("{n} 个地点简报", "Brief on {n} places"),
    "brief_of_view": ("{view}简报", "{view}: a brief"),
    "brief_intro": (
        "两页中英对照的 PDF：地图、相同的项目、目标与实际、编号来源；未知处印“无数据”。",
        "Two pages in both languages: map, the same facts of each place, numbered sources.",
    ),
    "brief_places": ("地点", "Places"),
    "brief_facts": ("基本情况", "Facts"),
    "brief_figures": ("指标", "Indicators"),
    "brief_totals": ("分类合计", "Totals"),
    "brief_table": ("名录", "List"),
    "brief_sources": ("来源", "Sources"),
    "brief_operator": ("运营方", "Operator"),
    "brief_precision": ("位置精度", "Precision of place"),
    "brief_actual": ("实际", "actual"),
    "brief_more": ("另有 {n} 项，见档案", "{n} more in the profile"),
    "brief_more_rows": ("另有 {n} 项，见地图集", "{n} more in the atlas"),
    "brief_key_figure": ("主要数字", "Key figure"),
    "brief_where": ("所在地 – 合作国家", "Where – partner country"),
    "brief_kind": ("类型与状态", "Kind and status"),
    "brief_checksum": ("数据校验", "Data checksum"),
    "brief_made": ("制于", "Made on"),
    "brief_scan": ("扫码看最新数据", "Scan for the live view"),
    "brief_schematic": (
        "柔和的圆表示只精确到城市或国家；虚线空心表示尚未建成。",
        "A soft disc is known only to its city or country; a dashed mark does not exist yet.",
    ),
    "brief_download": ("下载简报 PDF", "Download the brief (PDF)"),
    "brief_download_one": ("只要中文", "English only"),
    "brief_choose": ("选择一至五个地点", "Choose one to five places"),
    "brief_choose_note": (
        "勾选后下载；也可以在短名单中选好再来。",
        "Tick up to five and download; or choose them in the shortlist first.",
    ),
    "brief_views": ("整个视图的简报", "Briefs of whole views"),
    "brief_chosen_places": ("所选地点", "Chosen places"),
    "brief_present": ("演示", "Present"),
    "brief_shortlist": ("短名单", "Shortlist"),
}
