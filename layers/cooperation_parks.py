"""Cooperation, merger and demonstration parks at home that have a foreign partner."""

from layers._fields import AREA_KM2, INVESTMENT_USD, TENANTS_COUNT, TENANTS_YEAR
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="cooperation_parks",
    order=40,
    zh="国际产业合作园",
    en="Industrial cooperation parks",
    geometry_type="Point",
    symbol=Symbol(shape="circle", colour="#00806a"),
    kinds=(
        Term(id="cooperation_park", zh="国际产业合作园", en="cooperation park"),
        Term(id="merger_park", zh="境外并购产业合作园", en="overseas-merger park"),
        Term(id="demonstration_zone", zh="示范区", en="demonstration zone"),
    ),
    own_fields=(AREA_KM2, TENANTS_COUNT, TENANTS_YEAR, INVESTMENT_USD),
    popup=("partner_country", "admin", "area_km2", "since", "industries"),
    views=frozenset({"parks", "africa"}),
)
