"""Port and rail terminals, logistics hubs and airports, existing and planned."""

from layers._fields import AREA_KM2
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="hubs",
    order=70,
    zh="港口、铁路场站与机场",
    en="Ports, rail terminals, airports",
    geometry_type="Point",
    symbol=Symbol(shape="cross", colour="#1d2a33"),
    kinds=(
        Term(id="port", zh="港口", en="port"),
        Term(id="port_terminal", zh="港区", en="port terminal"),
        Term(id="rail_terminal", zh="铁路场站", en="rail terminal"),
        Term(id="logistics_hub", zh="物流枢纽", en="logistics hub"),
        Term(id="airport", zh="机场", en="airport"),
    ),
    own_fields=(AREA_KM2,),
    popup=("admin", "area_km2", "since"),
    views=frozenset({"platforms", "corridor"}),
)
