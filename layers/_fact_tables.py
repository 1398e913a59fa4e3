"""Tables of what sources say: sources, indicators, observations, statements, names."""

from layers._spec import Field, Table, Term
from layers._support_fields import CONFIDENCE_FIELD, FEATURE, NOTE, SOURCE, id_field
from layers._units import UNITS
from layers._vocabulary import COMPARATOR, DIRECTION, OBSERVATION_KIND, PLAN

UNIT_TERMS = tuple(Term(id=unit.id, zh=unit.zh, en=unit.en) for unit in UNITS.values())

SOURCES = Table(
    id="sources",
    zh="来源",
    en="Sources",
    primary_key=("source_id",),
    description="One row an address or document; the row `unsourced` stands for general knowledge.",
    fields=(
        id_field("source_id", "source"),
        Field(
            name="title",
            zh="题名",
            en="Title",
            description="Title as published; blank was not collected.",
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
            name="linkable",
            dtype="boolean",
            zh="可链接",
            en="Linkable",
            required=True,
            description="False for odd mirrors and reposts: they are named, and not linked.",
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
        NOTE,
    ),
)

INDICATORS = Table(
    id="indicators",
    zh="指标",
    en="Indicators",
    primary_key=("indicator_id",),
    description="What is measured; observations name one of these.",
    fields=(
        id_field("indicator_id", "indicator"),
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
        id_field("observation_id", "observation"),
        FEATURE,
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
            name="hope",
            dtype="boolean",
            zh="力争",
            en="Aim",
            required=True,
            description="True where the clause of the document says 力争: a hope, not a promise.",
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
        SOURCE,
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
        Field(
            name="duplicate_of",
            zh="重复",
            en="Repeats",
            description="observation_id of the row that says the same; this one is not shown.",
            references="observations.observation_id",
        ),
        CONFIDENCE_FIELD,
        NOTE,
    ),
)

STATEMENTS = Table(
    id="statements",
    zh="陈述",
    en="Statements",
    primary_key=("statement_id",),
    description="Sourced facts that are words or dates, not quantities: milestones, wording.",
    fields=(
        id_field("statement_id", "statement"),
        FEATURE,
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
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)

NAMES = Table(
    id="names",
    zh="别名",
    en="Other names",
    primary_key=("name_id",),
    description="Old names, short names and spellings under which a feature is also found.",
    fields=(
        id_field("name_id", "name"),
        FEATURE,
        Field(name="name", zh="别名", en="Name", required=True, description="The other name."),
        Field(
            name="lang",
            zh="语言",
            en="Language",
            required=True,
            description="Language of the name; pinyin where a reading cannot be derived.",
            choices=(
                Term(id="zh", zh="中文", en="Chinese"),
                Term(id="en", zh="英文", en="English"),
                Term(id="pinyin", zh="拼音", en="pinyin"),
            ),
        ),
        SOURCE,
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
        NOTE,
    ),
)
