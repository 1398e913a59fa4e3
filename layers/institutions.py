"""Institutions that the documents name: universities, research bodies, firms, leagues."""

from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="institutions",
    order=84,
    zh="机构与企业",
    en="Institutions and companies",
    zh_note="文件未写明地点的，只列不画。",
    en_note="Listed and not drawn where the documents name no place.",
    geometry_type="Point",
    symbol=Symbol(shape="circle", colour="#3d5fa8"),
    kinds=(
        Term(id="university", zh="高校", en="university"),
        Term(id="research", zh="研究机构", en="research body"),
        Term(id="company", zh="企业", en="company"),
        Term(id="league", zh="联盟", en="league"),
        Term(id="service", zh="服务机构", en="service body"),
    ),
    popup=("admin", "since"),
    views=frozenset({"africa"}),
)
