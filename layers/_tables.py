"""Tables that are not layers: sources, indicators, observations, stops, parameters."""

from layers._fields import ID_PATTERN
from layers._spec import Field, Table, Term
from layers._units import UNITS
from layers._vocabulary import COMPARATOR, CONFIDENCE, DIRECTION, OBSERVATION_KIND, PLAN

UNIT_TERMS = tuple(Term(id=unit.id, zh=unit.zh, en=unit.en) for unit in UNITS.values())


def _id(name: str, what: str) -> Field:
    return Field(
        name=name,
        zh="编号",
        en="Id",
        required=True,
        unique=True,
        pattern=ID_PATTERN,
        description=f"Stable id of the {what}.",
    )


_SOURCE = Field(
    name="source_id",
    zh="来源",
    en="Source",
    required=True,
    references="sources.source_id",
    description="Where the row comes from.",
)
_CONFIDENCE = Field(
    name="confidence",
    zh="可信度",
    en="Confidence",
    required=True,
    choices=CONFIDENCE,
    description="How far to trust the row.",
)
_NOTE = Field(name="note", zh="备注", en="Note", description="What a reader must know.")
_FEATURE = Field(
    name="feature_id",
    zh="对象",
    en="Feature",
    required=True,
    references="features.feature_id",
    description="The feature that the row is about.",
)

SOURCES = Table(
    id="sources",
    zh="来源",
    en="Sources",
    primary_key=("source_id",),
    description="One row an address or document; the row `unsourced` stands for general knowledge.",
    fields=(
        _id("source_id", "source"),
        Field(
            name="title", zh="题名", en="Title", required=True, description="Title as published."
        ),
        Field(
            name="publisher",
            zh="发布者",
            en="Publisher",
            description="Who published it; blank is unknown.",
        ),
        Field(
            name="url",
            zh="网址",
            en="Address",
            pattern=r"https?://\S+",
            description="Address; blank for a document without one.",
        ),
        Field(
            name="published",
            dtype="partial_date",
            zh="发布日期",
            en="Published",
            description="Date of publication.",
        ),
        Field(
            name="retrieved",
            dtype="partial_date",
            zh="取得日期",
            en="Retrieved",
            description="When it was read.",
        ),
        Field(
            name="licence",
            zh="许可",
            en="Licence",
            description="Licence, where the source states one.",
        ),
        _NOTE,
    ),
)

INDICATORS = Table(
    id="indicators",
    zh="指标",
    en="Indicators",
    primary_key=("indicator_id",),
    description="What is measured; observations name one of these.",
    fields=(
        _id("indicator_id", "indicator"),
        Field(
            name="name_zh",
            zh="中文名",
            en="Chinese name",
            required=True,
            description="Name in Chinese.",
        ),
        Field(
            name="name_en",
            zh="英文名",
            en="English name",
            required=True,
            description="Name in English.",
        ),
        Field(
            name="unit",
            zh="单位",
            en="Unit",
            required=True,
            choices=UNIT_TERMS,
            description="Standardised unit of its observations.",
        ),
        Field(
            name="quantity",
            zh="量",
            en="Quantity",
            required=True,
            description="Physical or economic quantity.",
        ),
        Field(
            name="direction",
            zh="方向",
            en="Direction",
            required=True,
            choices=DIRECTION,
            description="Which way is better.",
        ),
        Field(
            name="theme", zh="主题", en="Theme", required=True, description="Theme for grouping."
        ),
        Field(
            name="plan",
            zh="行动计划",
            en="Action plan",
            required=True,
            choices=PLAN,
            description="Which of the five action plans of the Jinhua plan it belongs to.",
        ),
        Field(
            name="rank",
            dtype="integer",
            zh="排序",
            en="Order",
            required=True,
            minimum=1,
            description="Most telling first: popups show the lowest numbers.",
        ),
        Field(
            name="definition",
            zh="定义",
            en="Definition",
            description="What is counted, and what is not.",
        ),
    ),
)

OBSERVATIONS = Table(
    id="observations",
    zh="观测值",
    en="Observations",
    primary_key=("observation_id",),
    description="One statement of one source about one indicator of one feature in one period.",
    fields=(
        _id("observation_id", "observation"),
        _FEATURE,
        Field(
            name="indicator_id",
            zh="指标",
            en="Indicator",
            required=True,
            references="indicators.indicator_id",
            description="What is measured.",
        ),
        Field(
            name="kind",
            zh="性质",
            en="Kind",
            required=True,
            choices=OBSERVATION_KIND,
            description="Target, actual, growth, rank or threshold; never mixed.",
        ),
        Field(
            name="comparator",
            zh="比较符",
            en="Comparator",
            required=True,
            choices=COMPARATOR,
            description="超过 and 突破 are bounds, 左右 is about; a range has value_high too.",
        ),
        Field(
            name="value",
            dtype="number",
            zh="数值",
            en="Value",
            description="In `unit`; blank where the source gives no number (若干).",
        ),
        Field(
            name="value_high",
            dtype="number",
            zh="上限",
            en="Upper value",
            description="Upper end of a range.",
        ),
        Field(
            name="unit",
            zh="单位",
            en="Unit",
            required=True,
            choices=UNIT_TERMS,
            description="Standardised unit, equal to the indicator's.",
        ),
        Field(
            name="unit_zh",
            zh="原文单位",
            en="Unit as written",
            description="Value and unit in the words of the collected fact.",
        ),
        Field(
            name="out_of",
            dtype="number",
            zh="总数",
            en="Out of",
            minimum=1,
            description="For ranks: of how many.",
        ),
        Field(
            name="period_start",
            dtype="date",
            zh="起",
            en="From",
            description="First day; blank for a state on the day period_end. Both blank: unseen.",
        ),
        Field(
            name="period_end",
            dtype="date",
            zh="止",
            en="To",
            description="Last day of the period, or the day of a state.",
        ),
        Field(
            name="cumulative",
            dtype="boolean",
            zh="累计",
            en="Cumulative",
            required=True,
            description="True for a running total, which is never compared with a year.",
        ),
        Field(
            name="scope",
            zh="口径（英文）",
            en="Scope",
            description="What the number covers where sources differ, such as outbound only.",
        ),
        Field(
            name="scope_zh",
            zh="口径",
            en="Scope (zh)",
            description="The scope in Chinese.",
        ),
        _SOURCE,
        Field(
            name="locator",
            dtype="integer",
            zh="行号",
            en="Line",
            minimum=1,
            description="Line in a seed document; blank elsewhere.",
        ),
        Field(
            name="quote_zh",
            zh="原文",
            en="Quote",
            description="The few decisive words of the source.",
        ),
        _CONFIDENCE,
        _NOTE,
    ),
)

STATEMENTS = Table(
    id="statements",
    zh="陈述",
    en="Statements",
    primary_key=("statement_id",),
    description="Sourced facts that are words or dates, not quantities: milestones, wording.",
    fields=(
        _id("statement_id", "statement"),
        _FEATURE,
        Field(
            name="topic",
            zh="主题",
            en="Topic",
            required=True,
            description="What the statement is about, in English.",
        ),
        Field(
            name="topic_zh",
            zh="主题（中文）",
            en="Topic (zh)",
            description="What the statement is about, in Chinese.",
        ),
        Field(
            name="text",
            zh="内容",
            en="Statement",
            required=True,
            description="The statement as collected.",
        ),
        Field(
            name="date",
            dtype="partial_date",
            zh="日期",
            en="Date",
            description="When it happened or was said.",
        ),
        _SOURCE,
        _CONFIDENCE,
        _NOTE,
    ),
)

ROUTE_STOPS = Table(
    id="route_stops",
    zh="线路停靠",
    en="Route stops",
    primary_key=("route_id", "seq"),
    description="Ordered stops of the declared services.",
    fields=(
        Field(
            name="route_id",
            zh="线路",
            en="Route",
            required=True,
            references="routes.feature_id",
            description="The service.",
        ),
        Field(
            name="seq",
            dtype="integer",
            zh="次序",
            en="Order",
            required=True,
            minimum=1,
            description="From 1 at the origin.",
        ),
        Field(
            name="station_id",
            zh="车站",
            en="Station",
            required=True,
            references="stations.feature_id",
            description="Where it stops or passes.",
        ),
        Field(
            name="stop_name_zh",
            zh="站名",
            en="Stop name (zh)",
            description="Name as collected, in Chinese.",
        ),
        Field(
            name="stop_name_en",
            zh="站名（英文）",
            en="Stop name",
            description="Name as collected, in English.",
        ),
        Field(
            name="role",
            zh="作用",
            en="Role",
            required=True,
            description="What happens there.",
            choices=(
                Term(id="origin", zh="始发", en="origin"),
                Term(id="stop", zh="经停", en="stop"),
                Term(id="border_exit", zh="出境口岸", en="border, exit"),
                Term(id="border_entry", zh="入境口岸", en="border, entry"),
                Term(id="gauge_change", zh="换轨", en="gauge change"),
                Term(id="ferry", zh="轮渡", en="ferry"),
                Term(id="terminal", zh="终到", en="terminal"),
            ),
        ),
        Field(
            name="evidence",
            zh="依据",
            en="Evidence",
            required=True,
            description="Stated by a source, or inferred.",
            choices=(
                Term(id="sourced", zh="有来源", en="sourced"),
                Term(id="inferred", zh="推断", en="inferred"),
            ),
        ),
    ),
)

CORRIDOR_POINTS = Table(
    id="corridor_points",
    zh="通道节点",
    en="Corridor points",
    primary_key=("corridor_id", "seq"),
    description="Ordered places that the parts of the corridor run through.",
    fields=(
        Field(
            name="corridor_id",
            zh="通道部分",
            en="Corridor part",
            required=True,
            references="corridor.feature_id",
            description="The part of the corridor.",
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
            required=True,
            references="features.feature_id",
            description="A feature with a position.",
        ),
    ),
)

GAUGES = Table(
    id="gauges",
    zh="轨距",
    en="Gauges",
    primary_key=("country",),
    description="Main railway gauge by country, with the range where a country has several.",
    fields=(
        Field(
            name="country",
            zh="国家",
            en="Country",
            required=True,
            unique=True,
            pattern=r"[A-Z]{3}",
            description="ISO 3166-1 alpha-3.",
        ),
        Field(
            name="gauge_mm",
            dtype="integer",
            unit="mm",
            zh="轨距",
            en="Gauge",
            required=True,
            minimum=600,
            maximum=1700,
            description="Main gauge.",
        ),
        Field(
            name="low_mm",
            dtype="integer",
            unit="mm",
            zh="最小",
            en="Narrowest",
            minimum=600,
            maximum=1700,
            description="Narrowest of several.",
        ),
        Field(
            name="high_mm",
            dtype="integer",
            unit="mm",
            zh="最大",
            en="Widest",
            minimum=600,
            maximum=1700,
            description="Widest of several.",
        ),
        Field(
            name="year",
            zh="年份",
            en="Year",
            dtype="partial_date",
            description="Year the value refers to.",
        ),
        Field(name="quote", zh="原文", en="Quote", description="Decisive words of the source."),
        _SOURCE,
        _CONFIDENCE,
        _NOTE,
    ),
)

PARAMETERS = Table(
    id="parameters",
    zh="参数",
    en="Parameters",
    primary_key=("parameter_id",),
    description="Speeds, dwell times, rates, emission factors: central value, low, high.",
    fields=(
        _id("parameter_id", "parameter"),
        Field(name="group", zh="组", en="Group", required=True, description="Kind of parameter."),
        Field(
            name="key", zh="名称", en="Key", required=True, description="What it is, as collected."
        ),
        Field(
            name="comparator",
            zh="比较符",
            en="Comparator",
            required=True,
            choices=COMPARATOR,
            description="Bound or approximation as the source words it.",
        ),
        Field(
            name="value",
            dtype="number",
            zh="中值",
            en="Central",
            required=True,
            description="Central value in `unit`.",
        ),
        Field(
            name="unit",
            zh="单位",
            en="Unit",
            required=True,
            description="Unit of value, low and high.",
        ),
        Field(
            name="low",
            dtype="number",
            zh="低值",
            en="Low",
            description="Low value; blank is not stated.",
        ),
        Field(
            name="high",
            dtype="number",
            zh="高值",
            en="High",
            description="High value; blank is not stated.",
        ),
        Field(
            name="year",
            zh="年份",
            en="Year",
            dtype="partial_date",
            description="Year the value refers to.",
        ),
        Field(name="quote", zh="原文", en="Quote", description="Decisive words of the source."),
        _SOURCE,
        _CONFIDENCE,
        _NOTE,
    ),
)

NAMES = Table(
    id="names",
    zh="别名",
    en="Other names",
    primary_key=("name_id",),
    description="Old names, short names and spellings under which a feature is also found.",
    fields=(
        _id("name_id", "name"),
        _FEATURE,
        Field(name="name", zh="别名", en="Name", required=True, description="The other name."),
        Field(
            name="lang",
            zh="语言",
            en="Language",
            required=True,
            description="Language of the name.",
            choices=(
                Term(id="zh", zh="中文", en="Chinese"),
                Term(id="en", zh="英文", en="English"),
            ),
        ),
        _SOURCE,
    ),
)

NOT_FOUND = Table(
    id="searched_not_found",
    zh="查而未得",
    en="Searched, not found",
    primary_key=("searched",),
    description="Services that were looked for and not found; the atlas never invents them.",
    fields=(
        Field(
            name="searched",
            zh="所查",
            en="Searched",
            required=True,
            unique=True,
            description="What was looked for.",
        ),
        Field(name="result", zh="结果", en="Result", required=True, description="What came of it."),
        _NOTE,
    ),
)

SUPPORT_TABLES: tuple[Table, ...] = (
    SOURCES,
    INDICATORS,
    OBSERVATIONS,
    STATEMENTS,
    ROUTE_STOPS,
    CORRIDOR_POINTS,
    GAUGES,
    PARAMETERS,
    NAMES,
    NOT_FOUND,
)
