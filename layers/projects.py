"""Projects that the documents name: investments, infrastructure, digital services, trains."""

from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="projects",
    order=82,
    zh="项目与设施",
    en="Projects and facilities",
    zh_note="文件未写明地点的，只列不画。",
    en_note="Listed and not drawn where the documents name no place.",
    geometry_type="Point",
    symbol=Symbol(shape="square", colour="#00806a"),
    kinds=(
        Term(id="project", zh="项目", en="project"),
        Term(id="infrastructure", zh="基础设施与网络", en="infrastructure or network"),
        Term(id="digital", zh="数字设施与平台", en="digital facility or service"),
        Term(id="service_platform", zh="服务平台", en="service platform"),
        Term(id="base", zh="基地与中心", en="base or centre"),
        Term(id="train", zh="班列", en="train service"),
    ),
    popup=("admin", "partner_country", "since"),
    views=frozenset({"platforms", "africa"}),
)
