"""Administrative areas and totals of a kind: what figures are about when no single place is."""

from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="regions",
    order=120,
    zh="地区与合计",
    en="Regions and totals",
    zh_note="数字所指的行政区或一类对象的合计，不是地图上的点。",
    en_note="What a figure is about when it is no single place; not points of the map.",
    geometry_type="None",
    symbol=Symbol(shape="ring", colour="#5d6b75"),
    kinds=(
        Term(id="region", zh="行政区", en="administrative area"),
        Term(id="total", zh="合计", en="total of a kind"),
    ),
    popup=("admin",),
)
