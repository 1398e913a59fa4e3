"""Register of what the documents name and no place can show: pilots, goals, policies, indices."""

from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="initiatives",
    order=86,
    zh="试点、政策与倡议",
    en="Pilots, policies, initiatives",
    zh_note="登记册：文件点名城市的试点按城市绘出，其余只列不画。",
    en_note="A register: pilots of a named city are drawn at the city, the rest is listed.",
    geometry_type="Point",
    symbol=Symbol(shape="hexagon", colour="#8a6500"),
    kinds=(
        Term(id="pilot", zh="试点与示范称号", en="pilot or demonstration title"),
        Term(id="programme", zh="行动、工程与计划", en="programme"),
        Term(id="policy", zh="政策与机制", en="policy or mechanism"),
        Term(id="document", zh="文件与协议", en="document or agreement"),
        Term(id="index", zh="指数与名录", en="index or list"),
        Term(id="industry", zh="产业链", en="industry chain"),
        Term(id="brand", zh="品牌", en="brand"),
        Term(id="goal", zh="目标与定位", en="goal"),
        Term(id="concept", zh="倡议与格局", en="initiative or pattern"),
    ),
    popup=("admin", "partner_country", "since"),
    views=frozenset({"africa"}),
)
