"""Tables that mend the base graphs: what they lack, which gauge lies where, which straits close."""

from layers._fields import names_of
from layers._spec import Field, Table, Term
from layers._support_fields import CONFIDENCE_FIELD, NOTE, SOURCE, id_field
from layers._vocabulary import STATUS

_GAUGES = r"\d{4}(\+\d{4})?"


def _degrees(name: str, zh: str, en: str, what: str) -> Field:
    limit = 90 if name.endswith(("lat", "north", "south")) else 180
    return Field(
        name=name,
        dtype="number",
        unit="degrees",
        zh=zh,
        en=en,
        minimum=-limit,
        maximum=limit,
        description=f"WGS 84; {what}.",
    )


_BOX = (
    _degrees("west", "西", "West", "western side of the area, blank without an area"),
    _degrees("south", "南", "South", "southern side of the area"),
    _degrees("east", "东", "East", "eastern side of the area"),
    _degrees("north", "北", "North", "northern side of the area"),
)
_GAUGES_MM = Field(
    name="gauges_mm",
    unit="mm",
    zh="轨距",
    en="Gauges",
    required=True,
    pattern=_GAUGES,
    description="Gauges, joined by +.",
)

LINKS = Table(
    id="links",
    zh="补充连接",
    en="Links",
    primary_key=("link_id",),
    description="Railways, roads and sea crossings that the base graphs lack, encoded by hand.",
    fields=(
        id_field("link_id", "link"),
        *names_of("link"),
        Field(
            name="mode",
            zh="方式",
            en="Mode",
            required=True,
            description="What runs on it.",
            choices=(
                Term(id="rail", zh="铁路", en="railway"),
                Term(id="road", zh="公路", en="road"),
                Term(id="ferry", zh="火车轮渡", en="train ferry"),
                Term(id="ship", zh="船运", en="ship"),
            ),
        ),
        Field(
            name="status",
            zh="状态",
            en="Status",
            required=True,
            choices=STATUS,
            description="Only an existing link is travelled on.",
        ),
        Field(
            name="gauge_mm",
            dtype="integer",
            unit="mm",
            zh="轨距",
            en="Gauge",
            minimum=600,
            maximum=1700,
            description="Gauge of the line, or of the ferry's trains; blank for roads and ships.",
        ),
        Field(
            name="length_km",
            dtype="number",
            unit="km",
            zh="长度",
            en="Length",
            minimum=0,
            description="Stated length; blank is modelled from the points.",
        ),
        Field(
            name="since",
            zh="起始",
            en="Since",
            dtype="partial_date",
            description="When it was opened.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)

LINK_POINTS = Table(
    id="link_points",
    zh="补充连接途经点",
    en="Points of links",
    primary_key=("link_id", "seq"),
    description="Ordered points of the links: a feature, or a position.",
    fields=(
        Field(
            name="link_id",
            zh="连接",
            en="Link",
            required=True,
            references="links.link_id",
            description="The link.",
        ),
        Field(
            name="seq",
            dtype="integer",
            zh="次序",
            en="Order",
            required=True,
            minimum=1,
            description="From 1.",
        ),
        Field(
            name="place_id",
            zh="地点",
            en="Place",
            references="features.feature_id",
            description="A feature with a position; blank where lon and lat say it.",
        ),
        _degrees("lon", "经度", "Longitude", "blank where a place says it"),
        _degrees("lat", "纬度", "Latitude", "blank where a place says it"),
        Field(
            name="node",
            zh="节点",
            en="Node",
            required=True,
            description="Which node of the network it is.",
            choices=(
                Term(id="base", zh="基础路网最近节点", en="nearest node of the base graph"),
                Term(id="new", zh="新节点", en="a new node"),
                Term(id="link", zh="此前连接的节点", en="a node that another link made"),
            ),
        ),
    ),
)

LINE_LENGTHS = Table(
    id="line_lengths",
    zh="线路公布里程",
    en="Published lengths of lines",
    primary_key=("line_id",),
    description="Existing railways that the base graph draws too short or too long, and their "
    "published lengths; and lines for passengers only, which carry no freight.",
    fields=(
        id_field("line_id", "line"),
        *names_of("line"),
        Field(
            name="traffic",
            zh="运输",
            en="Traffic",
            required=True,
            description="What it carries: a line for passengers only is left out.",
            choices=(
                Term(id="freight", zh="货运", en="freight"),
                Term(id="passengers", zh="仅客运", en="passengers only"),
            ),
        ),
        Field(
            name="length_km",
            dtype="number",
            unit="km",
            zh="公布里程",
            en="Published length",
            minimum=0,
            description="Between its first and last point; blank for a part that is left out.",
        ),
        Field(
            name="period",
            zh="时间",
            en="Period",
            dtype="partial_date",
            description="Of what time the length is; blank is not known.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)

LINE_POINTS = Table(
    id="line_points",
    zh="公布里程线路途经点",
    en="Points of lines",
    primary_key=("line_id", "seq"),
    description="Where a line with a published length begins, runs through and ends on the graph.",
    fields=(
        Field(
            name="line_id",
            zh="线路",
            en="Line",
            required=True,
            references="line_lengths.line_id",
            description="The line.",
        ),
        Field(
            name="seq",
            dtype="integer",
            zh="次序",
            en="Order",
            required=True,
            minimum=1,
            description="From 1.",
        ),
        _degrees("lon", "经度", "Longitude", "the nearest node of the base graph is taken"),
        _degrees("lat", "纬度", "Latitude", "the nearest node of the base graph is taken"),
    ),
)

GAUGE_CHANGES = Table(
    id="gauge_changes",
    zh="换轨点",
    en="Gauge changes",
    primary_key=("change_id",),
    description="The only places where a train or its load goes from one gauge to another.",
    fields=(
        id_field("change_id", "gauge change"),
        *names_of("place"),
        Field(
            name="station_id",
            zh="车站",
            en="Station",
            references="stations.feature_id",
            description="The station; blank where lon and lat say it.",
        ),
        _degrees("lon", "经度", "Longitude", "blank where a station says it"),
        _degrees("lat", "纬度", "Latitude", "blank where a station says it"),
        _GAUGES_MM,
        Field(
            name="parameter_id",
            zh="停留参数",
            en="Dwell parameter",
            references="parameters.parameter_id",
            description="What is known of the time that the change takes; blank is nothing.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)

GAUGE_EXCEPTIONS = Table(
    id="gauge_exceptions",
    zh="轨距例外",
    en="Gauge exceptions",
    primary_key=("exception_id",),
    description="Where the gauge is not the country's: areas with another, stretches with two.",
    fields=(
        id_field("exception_id", "exception"),
        *names_of("exception"),
        Field(
            name="kind",
            zh="类型",
            en="Kind",
            required=True,
            description="What it is about.",
            choices=(
                Term(id="area", zh="区域", en="area"),
                Term(id="stretch", zh="区段", en="stretch of line"),
            ),
        ),
        _GAUGES_MM,
        Field(
            name="country",
            zh="国家",
            en="Country",
            pattern=r"[A-Z]{3}",
            description="Of an area: only nodes of this country or X-code of the outlines.",
        ),
        *_BOX,
        _degrees("from_lon", "起点经度", "From, longitude", "start of a stretch"),
        _degrees("from_lat", "起点纬度", "From, latitude", "start of a stretch"),
        _degrees("to_lon", "终点经度", "To, longitude", "end of a stretch"),
        _degrees("to_lat", "终点纬度", "To, latitude", "end of a stretch"),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)

PASSAGES = Table(
    id="passages",
    zh="海上要道",
    en="Sea passages",
    primary_key=("passage_id",),
    description="Named parts of the sea lanes that can be closed.",
    fields=(
        id_field("passage_id", "passage"),
        *names_of("passage"),
        Field(
            name="label",
            zh="基础航路标签",
            en="Label in the base graph",
            description="What the base graph calls its edges; blank is nothing.",
        ),
        *_BOX,
        Field(
            name="default_open",
            dtype="boolean",
            zh="默认开放",
            en="Open by default",
            required=True,
            description="Whether ships pass unless someone closes or opens it.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)
