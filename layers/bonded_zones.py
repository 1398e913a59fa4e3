"""Comprehensive bonded zones and bonded logistics centres."""

from layers._fields import AREA_KM2
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="bonded_zones",
    order=20,
    zh="综合保税区",
    en="Bonded zones",
    geometry_type="Point",
    symbol=Symbol(shape="diamond", colour="#0b63a5"),
    kinds=(
        Term(id="comprehensive_bonded_zone", zh="综合保税区", en="comprehensive bonded zone"),
        Term(id="bonded_zone", zh="保税区", en="bonded zone"),
        Term(id="bonded_logistics_centre", zh="保税物流中心", en="bonded logistics centre"),
    ),
    own_fields=(AREA_KM2,),
    popup=("admin", "area_km2", "since", "industries"),
    views=frozenset({"platforms", "parks"}),
)
