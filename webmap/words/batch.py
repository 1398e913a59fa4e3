"""Words of the page that answers tables of origins and destinations."""

from typing import Final

WORDS: Final[dict[str, tuple[str, str]]] = {
    "batch_title": ("批量起讫点计算", "Batch of origins and destinations"),
    "batch_intro": (
        (
            "上传或粘贴一张 CSV 表，每行一个起点和一个终点；返回同样顺序的 CSV 表，"
            "每行附上时间、费用、排放和各方式里程。有误的行会写明列、所填内容和可接受的内容，其余各行照常计算。"
        ),
        (
            "Send a CSV table with an origin and a destination in each row, as a file or as "
            "text. The answer is a CSV in the same order with hours, cost, emissions and "
            "kilometres by mode. A broken row says which column is wrong and what is "
            "accepted; the others are worked out."
        ),
    ),
    "batch_model": (
        "所有数值均为模型值：路径上各费率的数量乘以参数表中的中心值；最多一段航班。",
        (
            "All numbers are models: the amounts of each rate along a way times the central "
            "value of the table of parameters; at most one flight."
        ),
    ),
    "batch_form": ("提交表格", "Send a table"),
    "batch_file": ("CSV 文件，编码", "CSV file, encoded as"),
    "batch_text": ("或粘贴表格", "Or paste the table"),
    "batch_by": ("选择路径的标准", "Choose ways by"),
    "batch_by_hours": ("时间最短", "least hours"),
    "batch_by_cost": ("费用最低", "least cost"),
    "batch_by_co2e": ("排放最少", "least emissions"),
    "batch_go": ("计算并下载 CSV", "Work out and download CSV"),
    "batch_sample": ("下载示例表格", "Download a sample table"),
    "batch_limit": (
        (
            "网页和接口每次最多 {rows} 行、{places} 个不同地点、{terms} 组不同的方式与关闭条件。"
            "更大的表格请用命令行，可显示进度，中断后可继续："
        ),
        (
            "Page and API take up to {rows} rows, {places} different places and {terms} "
            "different sets of modes and closures at a time. Larger tables are for the command "
            "line, which shows its progress and goes on after a stop:"
        ),
    ),
    "batch_api": (
        "接口：以 POST 发送 CSV 正文；以 GET 取得各列说明、参数表的哈希和日期。",
        "API: POST the CSV as the body; GET says the columns, the hash of the parameters, the day.",
    ),
    "batch_asked": ("填写的列", "Columns to fill in"),
    "batch_answered": ("返回的列", "Columns of the answer"),
    "batch_column": ("列", "Column"),
    "batch_unit": ("单位", "Unit"),
    "batch_meaning": ("含义", "Meaning"),
    "batch_needed": ("必填", "required"),
    "batch_values": ("状态与原因", "Status and reason"),
    "batch_value": ("取值", "Value"),
    "batch_status_ok": ("找到路径。", "There is a way."),
    "batch_status_same": ("起点与终点相同，各数值为零。", "Both ends are one place; all is zero."),
    "batch_status_unreachable": (
        "没有路径，原因见 reason 列。",
        "There is no way; column reason says why.",
    ),
    "batch_status_error": (
        "该行有误，说明见 error 列。",
        "The row is broken; column error says how.",
    ),
    "batch_reason_no_access_from": (
        "起点附近没有所选方式的公路、铁路、港口或机场。",
        "No road, railway, port or airport of the chosen modes is near the origin.",
    ),
    "batch_reason_no_access_to": (
        "终点附近没有所选方式的公路、铁路、港口或机场。",
        "No road, railway, port or airport of the chosen modes is near the destination.",
    ),
    "batch_reason_closed": (
        "若不关闭所列项目，则有路径。",
        "There would be a way without the closures.",
    ),
    "batch_reason_modes": (
        "若允许所有方式，则有路径。",
        "There would be a way by all modes.",
    ),
    "batch_reason_one_way": (
        "两地相连，但这一方向不通。",
        "The two are joined, but not in this direction.",
    ),
    "batch_reason_component": (
        "两地在路网中互不相连。",
        "The two lie in parts of the network that nothing joins.",
    ),
    "batch_column_row": (
        "表格中的行号，表头为第一行。",
        "Line of the table; the header is the first.",
    ),
    "batch_column_id": ("自定编号，原样返回。", "Your own id, given back as it is."),
    "batch_column_from": (
        "起点：地点编号、名称，或以逗号相连的经度与纬度（度，用引号括起）。",
        "Origin: id of a place, a name, or longitude,latitude in degrees, in quotes.",
    ),
    "batch_column_from_id": ("起点在本图集中的编号。", "Id of the origin in this atlas."),
    "batch_column_from_name_zh": ("起点中文名。", "Chinese name of the origin."),
    "batch_column_from_name_en": ("起点英文名。", "English name of the origin."),
    "batch_column_from_lon": (
        "起点经度。",
        "Longitude of the origin.",
    ),
    "batch_column_from_lat": (
        "起点纬度。",
        "Latitude of the origin.",
    ),
    "batch_column_to": ("终点，写法同起点。", "Destination, written as the origin."),
    "batch_column_to_id": ("终点在本图集中的编号。", "Id of the destination in this atlas."),
    "batch_column_to_name_zh": ("终点中文名。", "Chinese name of the destination."),
    "batch_column_to_name_en": ("终点英文名。", "English name of the destination."),
    "batch_column_to_lon": (
        "终点经度。",
        "Longitude of the destination.",
    ),
    "batch_column_to_lat": (
        "终点纬度。",
        "Latitude of the destination.",
    ),
    "batch_column_modes": (
        "可用方式 rail、road、sea、air，以分号分隔；空白为全部。",
        "Modes out of rail, road, sea, air, joined by semicolons; blank is all of them.",
    ),
    "batch_column_closed": (
        "关闭的通道、口岸、换轨点、国家等的编号，以分号分隔。",
        (
            "Ids of closed passages, borders, gauge changes, countries, joined by semicolons, "
            "as in suez;border:CHN-KAZ."
        ),
    ),
    "batch_column_teu": (
        "箱量（标准箱）；空白为一。",
        "Containers as TEU; blank is one.",
    ),
    "batch_column_status": ("该行的状态。", "What came of the row."),
    "batch_column_hours": (
        "门到门时间，含口岸、换装、清关与停留。",
        "Door to door, with borders, transfers, customs and dwell.",
    ),
    "batch_column_days": ("同上，以日计。", "The same in days."),
    "batch_column_cost_usd_per_teu": ("每标准箱费用。", "Cost of a TEU."),
    "batch_column_co2e_kg_per_teu": (
        "每标准箱排放，二氧化碳当量。",
        "Emissions of a TEU, as carbon dioxide equivalent.",
    ),
    "batch_column_cost_usd": ("全部箱量的费用。", "Cost of all containers."),
    "batch_column_co2e_kg": ("全部箱量的排放。", "Emissions of all containers."),
    "batch_column_km": ("总里程，含两端接驳。", "Length of the way, access at both ends included."),
    "batch_column_km_rail": ("铁路里程。", "Of these by rail."),
    "batch_column_km_road": ("公路里程，含接驳。", "Of these by road, access included."),
    "batch_column_km_sea": ("海运里程。", "Of these by sea."),
    "batch_column_km_air": ("航空里程。", "Of these by air."),
    "batch_column_mode": (
        "主要方式：rail、road、sea、sea_rail（海铁联运）、sea_road（公海联运）或 air。",
        "Main mode: rail, road, sea, sea_rail, sea_road or air.",
    ),
    "batch_column_not_counted": (
        "没有数据、因而未计入的费率，写作“指标”与“费率”，以冒号相连。",
        "Rates for which nothing is known, so that a total is without them: criterion:rate.",
    ),
    "batch_column_reason": ("没有路径的原因。", "Why there is no way."),
    "batch_column_error": (
        "有误的列、所填内容与可接受的内容。",
        "Column that is wrong, its value, and what is accepted.",
    ),
}
