"""Words of the page of the Yiwu-Ningbo-Zhoushan corridor."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "corridor_map": ("通道地图", "The corridor on the map"),
    "corridor_full_map": ("在大图上查看", "On the large map"),
    "corridor_structure": ("“两核一带两辐射”", "Two cores, one belt, two radiations"),
    "corridor_ours": ("我们的解读", "our reading"),
    "corridor_structure_note": (
        "文件只写格局，未列明各部分；下列各部分由另一来源写明，落图位置为本图集的解读。",
        (
            "The document names the pattern and no parts; another source names the parts below, "
            "where they are drawn is our reading."
        ),
    ),
    "corridor_ports": ("“两港双园一轴”", "Two ports, two parks, one axis"),
    "corridor_ports_note": (
        "文件未界定各部分；以下按紧接其后列出的海港、陆港、园区与主轴解读，为本图集的解读。",
        (
            "The document does not define the parts; the port, the dry port, the parks and the "
            "axis that it names right after are our reading of it."
        ),
    ),
    "corridor_port": ("港", "Port"),
    "corridor_park": ("园", "Park"),
    "corridor_axis": ("轴", "Axis"),
    "corridor_extension": ("东拓西延", "Extension east and west"),
    "corridor_extension_note": (
        "规划与在建部分在图上以虚线示意，不是现有线路。",
        "Planned parts and parts under construction are dashed on the map: they do not exist yet.",
    ),
    "corridor_parts": ("各部分的状态", "Which parts exist, which are planned"),
    "corridor_part": ("部分", "Part"),
    "corridor_kind": ("类型", "Kind"),
    "corridor_status": ("状态", "Status"),
    "corridor_reading": ("依据", "Ground"),
    "corridor_km": ("模型里程（公里）", "Modelled, km"),
    "corridor_not_laid": ("示意", "schematic"),
    "corridor_not_drawn": ("未绘", "not drawn"),
    "corridor_railway": ("甬金铁路省下多少路程", "What the Ningbo–Jinhua railway saves"),
    "corridor_saving_note": (
        (
            "模型分别在有、无甬金铁路的路网上，求义乌西至各港口站用时最短的走法。无甬金铁路时走沪昆铁路至杭州南，"
            "再走萧甬铁路；两线均按公布里程计，并行的客运专线不承运货物。"
            "公布的缩短里程指宁波港至义乌，未说明在哪些车站之间计算，因此与模型仍有差额；两者并列，不作修正。"
            "2019年义乌与宁波之间的旅客列车要先到杭州东站再折返，旧走法若经杭州东站则更长；货物列车是否如此，未见公布。"
        ),
        (
            "The model takes the quickest way from Yiwu West to each port station on the network "
            "with the new railway and without it. Without it the way is the Hukun railway to "
            "Hangzhou South and the Xiaoyong railway from there, both as long as is published; the "
            "passenger line beside the first carries no freight. The published saving is counted "
            "from Ningbo port to Yiwu; between which stations is not published, and a difference "
            "to the model remains. They stand side by side, nothing is corrected. In 2019 "
            "passenger trains between Yiwu and Ningbo ran to Hangzhou East first and turned there: "
            "that way would make the old one longer. Whether freight trains did is not published."
        ),
    ),
    "corridor_way": ("走法", "Way"),
    "corridor_way_to": ("义乌西至{name}", "Yiwu West to {name}"),
    "corridor_with": ("有甬金铁路（公里）", "With the railway, km"),
    "corridor_without": ("无甬金铁路（公里）", "Without it, km"),
    "corridor_saved": ("模型省下（公里）", "Modelled saving, km"),
    "corridor_saved_published": ("公布省下", "Published saving"),
    "corridor_hours": ("模型用时（小时）", "Modelled, h"),
    "corridor_searail": ("海铁联运", "Sea-rail trains"),
    "corridor_railway_figures": ("甬金铁路", "Ningbo–Jinhua railway"),
    "corridor_terminals": ("港口、场站与车站", "Ports, terminals and stations"),
    "corridor_terminal": ("名称", "Name"),
    "corridor_board": ("相关指标", "Figures on the board"),
    "corridor_board_all": ("全部指标", "The whole board"),
    "corridor_services": ("全部班列线路", "All rail services"),
    "corridor_page": ("通道专页", "The corridor’s own page"),
    "corridor_profile": ("完整档案", "Full profile"),
}
