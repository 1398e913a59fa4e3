"""Administrative areas, partner countries, totals: what is meant where no single place is."""

from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="regions",
    order=120,
    zh="地区与合计",
    en="Regions and totals",
    zh_note="数字所指，不在图上。",
    en_note="What figures are about; not on the map.",
    geometry_type="None",
    symbol=Symbol(shape="ring", colour="#5d6b75"),
    kinds=(
        Term(id="region", zh="行政区", en="administrative area"),
        Term(id="country", zh="合作国家", en="partner country"),
        Term(id="group", zh="国家组与区域", en="group of countries or areas"),
        Term(id="total", zh="合计", en="total of a kind"),
    ),
    popup=("admin",),
)
