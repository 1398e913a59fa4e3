"""Words by which a request is refused: what was given, the rule, what is accepted.

The English is what programs and logs are told too. `{value}` is what was given: it comes quoted.
"""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "refused_title": ("无法计算", "This cannot be worked out"),
    "refused_at": ("到“{field}”一栏", "Go to the field: {field}"),
    "refused_twice": (
        "{name}给了 {count} 次；只能给一次。",
        "{name} is given {count} times; accepted is once.",
    ),
    "refused_lang": (
        "语言（lang）为{value}；可用：{known}。",
        "lang is {value}; accepted: {known}.",
    ),
    "refused_place_missing": (
        "没有填{name}；可填地点编号、地名，或“经度，纬度”，如 {name_id}=yiwu。",
        "{name} is missing; accepted: a place id, a name, or lon,lat, as in {name_id}=yiwu.",
    ),
    "refused_place_long": (
        "{name}有 {count} 个字符；可用 1 至 {most} 个。",
        "{name} has {count} characters; accepted are 1 to {most}.",
    ),
    "refused_place": (
        "{name}为{value}，查无此地；可填有坐标的地点的编号或名称，或“经度，纬度”（度）。",
        "{name} is {value}; accepted: id or name of a place with a point, or lon,lat in degrees.",
    ),
    "refused_place_near": (
        (
            "{name}为{value}，查无此地；可填有坐标的地点的编号或名称，或“经度，纬度”（度）；"
            "相近的有：{near}。"
        ),
        (
            "{name} is {value}; accepted: id or name of a place with a point, or lon,lat in "
            "degrees; near it: {near}."
        ),
    ),
    "refused_place_pointless": (
        "{name}为{value}，在图上没有坐标；可填有坐标的地点、地名，或“经度，纬度”（度）。",
        (
            "{name} is {value}, which has no point on the map; accepted: places with one, names, "
            "or lon,lat in degrees."
        ),
    ),
    "refused_place_id": (
        "编号为{value}；可用有坐标的地点的编号。",
        "id is {value}; accepted: id of a place with a point.",
    ),
    "refused_lonlat": (
        "{name}为{value}；可用“经度，纬度”：经度 -180 至 180 度，纬度 -90 至 90 度。",
        "{name} is {value}; accepted: lon,lat with -180 to 180 and -90 to 90 degrees.",
    ),
    "refused_at_sea": (
        "{name}为{value}，在海上；可用距陆地不超过 {most} 公里的点。顺序是先经度、后纬度。",
        (
            "{name} is {value}, at sea; accepted: points at most {most} km off land. The order is "
            "longitude, latitude."
        ),
    ),
    "refused_same_place": (
        "起点与终点是同一地；可用两个不同的地点。",
        "from and to are the same place; accepted are two places.",
    ),
    "refused_many_places": (
        "{name}有 {count} 个地点；最多 {most} 个。",
        "{name} has {count} places; accepted are at most {most}.",
    ),
    "refused_avoid_nothing": (
        (
            "{name}为{value}，那里没有线路经过；可填铁路、公路或航道旁的地点，"
            "或 /api/closures 的编号。"
        ),
        (
            "{name} is {value}, where no line of the network passes; accepted: places by a "
            "railway, a road or a sea lane, or ids of /api/closures."
        ),
    ),
    "refused_no_access": (
        (
            "{name}为 {at}，所选运输方式（{modes}）在可及范围内没有可用的线路；"
            "可用所开方式的公路、铁路、港口或机场附近的地点。"
        ),
        (
            "{name} is {at}, with nothing to travel by within reach for modes {modes}; "
            "accepted are places near a road, a railway, a port or an airport of an open mode."
        ),
    ),
    "refused_no_access_here": (
        (
            "{at} 附近，所选运输方式（{modes}）在可及范围内没有可用的线路；"
            "可用所开方式的公路、铁路、港口或机场附近的地点。"
        ),
        (
            "Nothing to travel by within reach of {at} for modes {modes}; accepted are "
            "places near a road, a railway, a port or an airport of an open mode."
        ),
    ),
    "refused_via_afar": (
        "{name}为 {at}，所选运输方式（{modes}）够不到；可用公路、铁路或港口附近的地点。",
        (
            "{name} is {at}, out of reach of modes {modes}; accepted are places near a "
            "road, a railway or a port."
        ),
    ),
    "refused_no_airport": (
        "{name}为 {at}，{most} 公里内没有模型所含的机场；可用机场附近的地点。",
        (
            "{name} is {at}, with no airport of the model within {most} km; accepted are "
            "places near one."
        ),
    ),
    "refused_modes": (
        "{name}为{given}；可用：{known}中的一种或几种。",
        "{name} is {given}; accepted: one or more of {known}.",
    ),
    "refused_modes_empty": ("空", "empty"),
    "refused_modes_shut": (
        "{name}为{modes}，全部关闭了；至少要有一种开放。",
        "{name} is {modes}, all of them closed; accepted: at least one open mode.",
    ),
    "refused_all_shut": (
        "{name}为 {given}，运输方式为 {modes}；至少要留一种开放。",
        "{name} is {given}, with modes {modes}; accepted: at least one mode left open.",
    ),
    "refused_none": ("无", "none"),
    "refused_closed": (
        (
            "关闭的有{value}，不在可关闭之列；可用 /api/closures 所列的要道、{border}，"
            "{gates} 加编号，{mode} 加 {modes} 之一，{country} 加 ISO 3166 三字码，"
            "{near} 加经度与纬度。"
        ),
        (
            "Closed is {value}; accepted are passages as in /api/closures, {border}, {gates} with "
            "an id, {mode} with one of {modes}, {country} with an ISO 3166 alpha-3 code, {near} "
            "with lon,lat."
        ),
    ),
    "refused_closed_near": (
        "{name}为{value}；可用 /api/closures 的编号，地点请填在“避开”一栏。",
        "{name} is {value}; accepted are ids of /api/closures; places go into avoid.",
    ),
    "refused_closed_many": (
        "{name}有 {count} 项；最多 {most} 项。",
        "{name} has {count} values; accepted are at most {most}.",
    ),
    "refused_opened": (
        "{name}为{value}；可用：{known}。",
        "{name} is {value}; accepted are {known}.",
    ),
    "refused_day": (
        "{name}为{value}；可用 {first}-01-01 至 {last}-12-31 之间的一天，写作 YYYY-MM-DD。",
        "{name} is {value}; accepted: a day from {first}-01-01 to {last}-12-31 as YYYY-MM-DD.",
    ),
    "refused_whole": (
        "{name}为{value}；可用 {least} 至 {most} 的整数。",
        "{name} is {value}; accepted: a whole number from {least} to {most}.",
    ),
    "refused_number": (
        "{name}为{value}；可用大于 0、不超过 {most} 的数。",
        "{name} is {value}; accepted: more than 0, at most {most}.",
    ),
    "refused_number_or_zero": (
        "{name}为{value}；可用 0 至 {most} 的数。",
        "{name} is {value}; accepted: 0 to {most}.",
    ),
    "refused_word": ("{name}为{value}；可用：{known}。", "{name} is {value}; accepted: {known}."),
    "refused_way": (
        "{name}为{value}；可用方案的编号，如 way-1。",
        "{name} is {value}; accepted: an id of an alternative, as in way-1.",
    ),
    "refused_together": (
        "{given} 不能与{other}同时给出；只能取其一。",
        "{given} is given with {other}; accepted is one without the other.",
    ),
    "refused_with_express": ("全球快递（express=1）", "express=1"),
    "refused_with_freight": ("货运，它们需要 express=1", "freight; they need express=1"),
    "refused_header_read": (
        "表头为{value}，{fault}；{accepted}",
        "The header is {value}, which {fault}; {accepted}",
    ),
    "refused_header": (
        "表头为{value}：{faults}；{accepted}",
        "The header is {value}: {faults}; {accepted}",
    ),
    "refused_header_accepted": (
        "可用的列为 {asked}，以逗号分隔，其中必须有 {needed}。",
        "accepted are {asked}, joined by commas, of which {needed} must be there.",
    ),
    "refused_header_needed": ("{first} 与 {second}", "{first} and {second}"),
    "refused_header_without": ("缺少列{value}", "no column {value}"),
    "refused_header_unknown": ("不认得{value}", "unknown {value}"),
    "refused_header_twice": ("{value}重复", "{value} more than once"),
    "refused_line_long": (
        "超过 {most} 个字符，最多如此",
        "has more than {most} letters; accepted are up to so many",
    ),
    "refused_line_code": ("不是 UTF-8，请用 UTF-8", "is no UTF-8; accepted is UTF-8"),
    "refused_line_character": (
        "含有字符 {character}，请去掉",
        "has the character {character}; accepted is text without such",
    ),
    "refused_line_csv": (
        "读不了（{error}），请用 CSV，一条记录占一行",
        "cannot be read ({error}); accepted is CSV, a row on one line",
    ),
    "refused_line_cells": (
        "有 {count} 格，应与表头同为 {most} 格",
        "has {count} cells; accepted are {most}, as in the header",
    ),
    "refused_size_rows": (
        "表格有 {count} 行；一次最多 {most} 行。{otherwise}",
        "The table has {count} rows; accepted are up to {most} at a time. {otherwise}",
    ),
    "refused_size_places": (
        "表格有 {count} 个不同的地点；一次最多 {most} 个。{otherwise}",
        "The table has {count} different places; accepted are up to {most} at a time. {otherwise}",
    ),
    "refused_size_terms": (
        "表格有 {count} 组不同的运输方式与关闭；一次最多 {most} 组。{otherwise}",
        (
            "The table has {count} different sets of modes and closures; accepted are up to "
            "{most} at a time. {otherwise}"
        ),
    ),
    "refused_otherwise": (
        "更大的表请用命令行：{command}。",
        "Larger tables are for the command line: {command}.",
    ),
    "refused_service": (
        "没有班列{value}；现有：{known}。",
        "No service {value}; available: {known}.",
    ),
    "refused_service_stops": (
        "班列{value}没有停站；有停站的：{known}。",
        "Service {value} has no stops; available: {known}.",
    ),
    "refused_bytes": (
        "请求有 {count} 字节；最多 {most} 字节。",
        "The request has {count} bytes; accepted are at most {most}.",
    ),
    "refused_length": (
        "{name}有 {count} 个字符；最多 {most} 个。",
        "The {name} has {count} characters; accepted are at most {most}.",
    ),
    "parameter_from": ("起点", "from"),
    "parameter_to": ("终点", "to"),
    "parameter_via": ("途经", "via"),
    "parameter_avoid": ("避开", "avoid"),
    "parameter_modes": ("运输方式", "modes"),
    "parameter_closed": ("关闭", "closed"),
    "parameter_opened": ("开放", "opened"),
    "parameter_depart": ("发运日期", "depart"),
    "parameter_teu": ("标箱数", "teu"),
    "parameter_sort": ("排序", "sort"),
    "parameter_way": ("方案", "way"),
    "parameter_days": ("天数", "days"),
    "parameter_rank": ("口径", "rank"),
    "parameter_reverse": ("方向", "reverse"),
    "parameter_express": ("全球快递", "express"),
    "parameter_pickup_h": ("揽收", "pickup_h"),
    "parameter_export_h": ("出港作业与清关", "export_h"),
    "parameter_flight_kmh": ("航速", "flight_kmh"),
    "parameter_import_h": ("进港清关", "import_h"),
    "parameter_last_mile_kmh": ("末端派送", "last_mile_kmh"),
    "parameter_by": ("选择路径的标准", "by"),
    "parameter_table": ("表格", "table"),
    "parameter_lang": ("语言", "lang"),
    "parameter_zoom": ("缩放级别", "zoom"),
    "parameter_path": ("地址", "path"),
    "parameter_query": ("查询", "query"),
}
