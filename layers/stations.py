"""Stations, border crossings and ports that the services stop at or pass."""

from layers._spec import Field, Layer, Symbol, Term

LAYER = Layer(
    id="stations",
    order=90,
    zh="沿线站点与口岸",
    en="Stops and border stations",
    geometry_type="Point",
    symbol=Symbol(shape="ring", colour="#1d2a33"),
    kinds=(
        Term(id="origin_terminal", zh="始发场站", en="origin terminal"),
        Term(id="terminal", zh="终到场站", en="terminal"),
        Term(id="port_rail_terminal", zh="港口铁路站", en="port rail terminal"),
        Term(id="border_station", zh="口岸站", en="border station"),
        Term(id="gauge_change", zh="换轨站", en="gauge-change station"),
        Term(id="junction", zh="枢纽站", en="junction"),
        Term(id="station", zh="车站", en="station"),
        Term(id="waypoint", zh="途经点", en="waypoint"),
        Term(id="transfer", zh="公铁换装点", en="rail-road transfer"),
        Term(id="port", zh="港口", en="port"),
        Term(id="road_border", zh="公路口岸", en="road border"),
    ),
    own_fields=(
        Field(
            name="kind_text",
            zh="类型原文",
            en="Kind as collected",
            translated=True,
            description="Kind in the words of the collected fact.",
        ),
        Field(
            name="gauges_mm",
            unit="mm",
            zh="轨距",
            en="Gauges",
            pattern=r"\d{4}(\+\d{4})*",
            description="Gauges that meet here, joined by +.",
        ),
        Field(
            name="rail_node_km",
            dtype="number",
            unit="km",
            zh="距铁路网节点",
            en="To rail graph node",
            minimum=0,
            description="Distance to the nearest node of the base rail graph.",
        ),
        Field(
            name="rail_edge_chord_km",
            dtype="number",
            unit="km",
            zh="距铁路网边",
            en="To rail graph edge",
            minimum=0,
            description="Distance to the nearest straight edge of the base rail graph.",
        ),
        Field(
            name="rail_component",
            zh="铁路网连通分量",
            en="Rail graph component",
            translated=True,
            description="Part of the base rail graph that the nearest node belongs to.",
        ),
    ),
    popup=("country", "gauges_mm"),
    views=frozenset({"rail", "corridor"}),
)
