"""Markets, cross-border e-commerce zones and science parks."""

from layers._fields import AREA_KM2
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="markets",
    order=80,
    zh="市场、电商综试区与科创园区",
    en="Markets, e-commerce, science parks",
    geometry_type="Point",
    symbol=Symbol(shape="pentagon", colour="#8a6500"),
    kinds=(
        Term(id="market", zh="市场", en="market"),
        Term(id="ecommerce_zone", zh="跨境电商综试区", en="e-commerce zone"),
        Term(id="science_park", zh="科创园区", en="science park"),
    ),
    own_fields=(AREA_KM2,),
    popup=("admin", "area_km2", "since", "industries"),
    views=frozenset({"platforms", "africa"}),
)
