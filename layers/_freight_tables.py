"""Tables of the freight model: what a kilometre or a step takes, and from which parameters."""

from layers._fields import BOTH_NAMES
from layers._spec import Field, Table, Term
from layers._support_fields import CONFIDENCE_FIELD, NOTE, SOURCE, id_field

QUALITY = (
    Term(id="measured", zh="实测", en="measured"),
    Term(id="default", zh="默认值", en="default"),
    Term(id="assumed", zh="假设", en="assumed"),
)
"""How near an input is to what it stands for; the words are those of GLEC and ISO 14083, and one
more for what nobody published."""

CRITERIA = (
    Term(id="hours", zh="时间", en="time"),
    Term(id="cost", zh="费用", en="cost"),
    Term(id="co2e", zh="排放", en="emissions"),
)

FORMS = (
    Term(id="speed", zh="由速度", en="hours per kilometre, from a speed"),
    Term(id="duration", zh="时长", en="hours, from a duration"),
    Term(id="transit", zh="过运河时长", en="hours, beyond what the length takes at sea"),
    Term(id="per_tkm", zh="每吨公里", en="per kilometre, from a value per tonne-kilometre"),
    Term(id="per_teu_km", zh="每标箱公里", en="per kilometre, from a value per TEU-kilometre"),
    Term(id="per_teu", zh="每标箱", en="per step, from a value per container"),
    Term(id="per_tonne", zh="每吨", en="per step, from a value per tonne"),
    Term(id="over", zh="按参考线路", en="per kilometre, from a rate for a whole way"),
    Term(id="in_kilometres", zh="已计入里程", en="nothing more: the kilometres hold it"),
)

RATES = Table(
    id="rates",
    zh="运输单元",
    en="Rates",
    primary_key=("rate_id",),
    description="What a kilometre by a mode or one step is called, and where it holds.",
    fields=(
        id_field("rate_id", "rate"),
        *BOTH_NAMES,
        Field(
            name="kind",
            zh="类型",
            en="Kind",
            required=True,
            description="Mode, or step.",
            choices=(
                Term(id="rail", zh="铁路", en="rail"),
                Term(id="road", zh="公路", en="road"),
                Term(id="sea", zh="海运", en="sea"),
                Term(id="air", zh="空运", en="air"),
                Term(id="port", zh="港口作业", en="port handling"),
                Term(id="terminal", zh="铁路场站作业", en="rail terminal handling"),
                Term(id="border", zh="口岸等候", en="border crossing"),
                Term(id="gauge_change", zh="换轨", en="gauge change"),
                Term(id="customs", zh="通关", en="customs clearance"),
                Term(id="airport", zh="机场作业", en="airport handling"),
                Term(id="canal", zh="通过运河", en="canal transit"),
            ),
        ),
        Field(
            name="mode",
            zh="方式",
            en="Of mode",
            description="Mode that a border or customs step belongs to; blank is any.",
            choices=(
                Term(id="rail", zh="铁路", en="rail"),
                Term(id="road", zh="公路", en="road"),
            ),
        ),
        Field(
            name="countries",
            zh="国家",
            en="Countries",
            pattern=r"[A-Z]{3}([;-][A-Z]{3})*",
            description=(
                "Countries joined by ; in which a mode runs or a port lies, pairs joined by - for "
                "borders, in alphabetical order; blank is everywhere else."
            ),
        ),
        Field(
            name="station_id",
            zh="车站",
            en="Station",
            references="stations.feature_id",
            description="The crossing, where a border has several with figures of their own.",
        ),
        Field(
            name="change_id",
            zh="换轨地点",
            en="Gauge change",
            references="gauge_changes.change_id",
            description="The one gauge change that the rate is for.",
        ),
        Field(
            name="passage_id",
            zh="运河",
            en="Canal",
            references="passages.passage_id",
            description="The passage of the sea that the rate is for.",
        ),
        Field(
            name="direction",
            zh="方向",
            en="Direction",
            description="Of a port or an airport; blank is both.",
            choices=(
                Term(id="export", zh="出口", en="onto the ship or aircraft"),
                Term(id="import", zh="进口", en="off the ship or aircraft"),
            ),
        ),
        NOTE,
    ),
)

RATE_INPUTS = Table(
    id="rate_inputs",
    zh="单元参数",
    en="Inputs of rates",
    primary_key=("rate_id", "criterion"),
    description="The parameters that the hours, cost and emissions of a rate come from.",
    fields=(
        Field(
            name="rate_id",
            zh="运输单元",
            en="Rate",
            required=True,
            references="rates.rate_id",
            description="The rate.",
        ),
        Field(
            name="criterion",
            zh="准则",
            en="Criterion",
            required=True,
            choices=CRITERIA,
            description="What the input is about.",
        ),
        Field(
            name="form",
            zh="算法",
            en="Form",
            required=True,
            choices=FORMS,
            description="How the parameter becomes hours, USD per TEU or kg CO2e per TEU.",
        ),
        Field(
            name="parameter_id",
            zh="参数",
            en="Parameter",
            required=True,
            references="parameters.parameter_id",
            description="Central value; its low and high too, unless others are named.",
        ),
        Field(
            name="low_id",
            zh="低值参数",
            en="Low from",
            references="parameters.parameter_id",
            description="Parameter whose central value is the low end.",
        ),
        Field(
            name="high_id",
            zh="高值参数",
            en="High from",
            references="parameters.parameter_id",
            description="Parameter whose central value is the high end.",
        ),
        Field(
            name="less_ids",
            zh="减去",
            en="Less",
            description=(
                "Parameters joined by ; that are steps of their own within a published total, "
                "taken off it; of a transit a length, as the hours that it takes at sea."
            ),
        ),
        Field(
            name="reference",
            zh="参考线路",
            en="Reference way",
            pattern=r"(rail|sea|air):[^>]+>[^>]+",
            description=(
                "For a rate for a whole way: rail between stations, sea between UN/LOCODE ports, "
                "air between IATA airports; its modelled kilometres divide the rate."
            ),
        ),
        Field(
            name="quality",
            zh="数据等级",
            en="Quality",
            required=True,
            choices=QUALITY,
            description="Measured here, a default from elsewhere, or assumed by us.",
        ),
        NOTE,
    ),
)

CUSTOMS_AREAS = Table(
    id="customs_areas",
    zh="关税区",
    en="Customs areas",
    primary_key=("country",),
    description="Countries without customs borders between them.",
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
            name="area_id",
            zh="关税区",
            en="Area",
            required=True,
            description="Short name of the area.",
        ),
        Field(
            name="source_id",
            zh="来源",
            en="Source",
            required=True,
            references="sources.source_id",
            description="Where the row comes from.",
        ),
        NOTE,
    ),
)

CLOSED_BORDERS = Table(
    id="closed_borders",
    zh="关闭的陆路边境",
    en="Closed land borders",
    primary_key=("pair",),
    description="Land borders that no freight crosses unless somebody opens them on purpose.",
    fields=(
        Field(
            name="pair",
            zh="国家",
            en="Countries",
            required=True,
            unique=True,
            pattern=r"[A-Z]{3}-[A-Z]{3}",
            description="ISO 3166-1 alpha-3 codes in alphabetical order.",
        ),
        Field(
            name="since",
            dtype="partial_date",
            zh="自",
            en="Since",
            description="When it was closed, as far as a source says.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)
