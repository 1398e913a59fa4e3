"""Economic and trade cooperation zones and service stations abroad."""

from layers._fields import AREA_KM2, HOME_CITY, INVESTMENT_USD, TENANTS_COUNT, TENANTS_YEAR
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="overseas_zones",
    order=50,
    zh="境外经贸合作区与服务站",
    en="Overseas zones and stations",
    geometry_type="Point",
    symbol=Symbol(shape="square", colour="#c4560a"),
    kinds=(
        Term(id="overseas_zone", zh="境外经贸合作区", en="overseas trade zone"),
        Term(id="overseas_station", zh="境外服务站", en="overseas service station"),
    ),
    own_fields=(HOME_CITY, AREA_KM2, TENANTS_COUNT, TENANTS_YEAR, INVESTMENT_USD),
    popup=("country", "home_city", "area_km2", "since", "industries"),
    views=frozenset({"parks", "overseas", "coverage", "africa"}),
)
