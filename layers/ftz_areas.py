"""Areas of the Zhejiang free trade zone and its linked innovation areas."""

from layers._fields import AREA_KM2
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="ftz_areas",
    order=30,
    zh="自贸试验区",
    en="Free-trade-zone areas",
    geometry_type="Point",
    symbol=Symbol(shape="hexagon", colour="#3d5fa8"),
    kinds=(
        Term(id="free_trade_zone", zh="自贸试验区", en="free trade zone"),
        Term(id="ftz_area", zh="自贸试验区片区", en="free-trade-zone area"),
        Term(id="linked_innovation_area", zh="联动创新区", en="linked innovation area"),
    ),
    own_fields=(AREA_KM2,),
    popup=("admin", "area_km2", "since"),
    views=frozenset({"platforms"}),
)
