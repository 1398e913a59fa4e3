"""The network abroad: eWTP hubs, logistics hubs, markets, colleges, sister cities."""

from layers._fields import HOME_CITY
from layers._spec import Layer, Symbol, Term

LAYER = Layer(
    id="network_abroad",
    order=60,
    zh="海外网络",
    en="Network abroad",
    geometry_type="Point",
    symbol=Symbol(shape="triangle", colour="#7a4a9a"),
    kinds=(
        Term(id="ewtp_hub", zh="eWTP 试验区", en="eWTP hub"),
        Term(id="overseas_hub", zh="海外物流枢纽", en="logistics hub abroad"),
        Term(id="overseas_market", zh="海外市场", en="market abroad"),
        Term(id="silk_road_college", zh="丝路学院", en="Silk Road college"),
        Term(id="sister_city", zh="友好城市", en="sister city"),
    ),
    own_fields=(HOME_CITY,),
    popup=("country", "home_city", "since", "industries"),
    views=frozenset({"overseas", "africa"}),
)
