"""Landmark platforms, pilot zones and facilities that the documents name."""

from layers._fields import AREA_KM2
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="platforms",
    order=10,
    zh="标志性平台",
    en="Landmark platforms",
    geometry_type="Point",
    symbol=Symbol(shape="star", colour="#b3352c"),
    kinds=(
        Term(id="landmark_platform", zh="标志性平台", en="landmark platform"),
        Term(id="zone", zh="示范区与先行区", en="demonstration or pioneer zone"),
        Term(id="rail_service", zh="铁路服务", en="rail service"),
        Term(id="facility", zh="重点设施", en="facility"),
    ),
    own_fields=(AREA_KM2,),
    popup=("admin", "area_km2", "since", "industries"),
    views=frozenset({"platforms", "africa"}),
)
