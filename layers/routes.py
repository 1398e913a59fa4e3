"""The declared rail services, as great circles through their ordered stops."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo.geodesic import great_circle
from layers._spec import Field, Layer, Symbol, Tables, Term


def _through_stops(routes: pd.DataFrame, tables: Tables) -> gpd.GeoSeries:
    """Return each service as a geodesic through its stops: schematic, no alignment is claimed."""
    stops = tables["route_stops"].sort_values(["route_id", "seq"])
    stations = tables["stations"].set_index("feature_id")[["lon", "lat"]]
    lines = {
        route_id: great_circle(
            list(stations.loc[group["station_id"]].itertuples(index=False, name=None))
        )
        for route_id, group in stops.groupby("route_id")
    }
    return gpd.GeoSeries(routes["feature_id"].map(lines), index=routes.index, crs=4326)


LAYER = Layer(
    id="routes",
    order=110,
    zh="中欧班列线路",
    en="China–Europe rail routes",
    zh_note="线位由模型推算：依次经过各站、用时最短的走法；未铺设者为大圆弧。",
    en_note="Modelled: the quickest way through the stops; what is not laid is a great circle.",
    geometry_type="Line",
    symbol=Symbol(shape="line", colour="#46525c"),
    kinds=(Term(id="rail_service", zh="铁路服务", en="rail service"),),
    own_fields=(
        Field(
            name="operator_platform",
            zh="运营平台",
            en="Platform",
            translated=True,
            description="Operating platform as collected.",
        ),
        Field(
            name="origin",
            zh="始发",
            en="Origin",
            required=True,
            translated=True,
            description="Origin as collected.",
        ),
        Field(
            name="destination",
            zh="终到",
            en="Destination",
            required=True,
            translated=True,
            description="Destination as collected.",
        ),
        Field(
            name="dest_country",
            zh="终到国",
            en="Destination country",
            required=True,
            pattern=r"[A-Z]{3}",
            description="ISO 3166-1 alpha-3.",
        ),
        Field(
            name="cn_border_port",
            zh="出境口岸",
            en="Chinese border port",
            description="Exit port as collected.",
        ),
        Field(
            name="cn_border_port_zh",
            zh="出境口岸",
            en="Chinese border port (zh)",
            description="Exit port in Chinese, as the stations are named.",
        ),
        Field(
            name="border_pairs",
            zh="口岸对",
            en="Border pairs",
            translated=True,
            description="Border crossings, separated by ; .",
        ),
        Field(
            name="countries",
            zh="途经国家",
            en="Countries",
            pattern=r"[A-Z]{3}(\|[A-Z]{3})*",
            description="ISO 3166-1 alpha-3 in order, joined by |.",
        ),
        Field(
            name="length_km",
            dtype="number",
            unit="km",
            zh="公布里程",
            en="Published length",
            minimum=0,
            description="Length that a source publishes.",
        ),
        Field(
            name="graph_km",
            dtype="number",
            unit="km",
            zh="模型里程",
            en="Modelled length",
            minimum=0,
            description="Length along the base rail graph: a model, not a publication.",
        ),
        Field(
            name="graph_route_note",
            zh="模型说明",
            en="Model note",
            translated=True,
            description="How the modelled length was found.",
        ),
        Field(
            name="transit_days_min",
            dtype="number",
            unit="days",
            zh="最短天数",
            en="Days, least",
            minimum=0,
            description="Shortest transit that a source gives.",
        ),
        Field(
            name="transit_days_max",
            dtype="number",
            unit="days",
            zh="最长天数",
            en="Days, most",
            minimum=0,
            description="Longest transit that a source gives.",
        ),
        Field(
            name="frequency_text",
            zh="班期",
            en="Frequency",
            translated=True,
            description="Frequency as the source words it.",
        ),
        Field(
            name="first_train_teu",
            dtype="number",
            unit="TEU",
            zh="首列载运",
            en="First train",
            minimum=0,
            description="Load of the first train.",
        ),
        Field(
            name="extra_source_ids",
            zh="其他来源",
            en="Further sources",
            description="source_ids joined by |.",
        ),
    ),
    popup=("cn_border_port", "length_km", "transit_days_min", "transit_days_max", "since"),
    geometry=_through_stops,
    needs=("route_stops", "stations"),
    views=frozenset({"rail"}),
)
