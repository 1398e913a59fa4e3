"""Events that the documents name: expos, forums, campaigns, meetings."""

from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="events",
    order=85,
    zh="活动与展会",
    en="Events and expos",
    zh_note="文件未写明地点的，只列不画。",
    en_note="Listed and not drawn where the documents name no place.",
    geometry_type="Point",
    symbol=Symbol(shape="star", colour="#7a4a9a"),
    kinds=(
        Term(id="expo", zh="展会", en="expo"),
        Term(id="forum", zh="大会与论坛", en="forum or conference"),
        Term(id="campaign", zh="系列活动", en="campaign"),
        Term(id="sport", zh="体育赛事", en="sports event"),
        Term(id="meeting", zh="会议", en="meeting"),
    ),
    popup=("admin", "since"),
    views=frozenset({"africa"}),
)
