"""Tables that account for the two documents: numerals, clashes, actuals beside their targets."""

from layers._spec import Field, Table, Term
from layers._support_fields import NOTE, SOURCE, id_field

NUMERAL_REASON = (
    Term(id="date", zh="日期或时段", en="a date or a span of time"),
    Term(id="list_number", zh="编号", en="the number of a heading or list item"),
    Term(id="name", zh="名称或口号的一部分", en="part of a name, title or slogan"),
    Term(id="ordinal", zh="序数", en="first, second or new of its kind; no quantity"),
    Term(id="grade", zh="等级代码", en="the code of a grade"),
    Term(id="frame_count", zh="计文中所列之数", en="counts what the text itself lists"),
    Term(id="indefinite", zh="不定量", en="one as in a batch or a time; no number"),
    Term(id="word", zh="词的一部分", en="part of a word"),
)
CONFLICT_KIND = (
    Term(id="numbers_differ", zh="数值不同", en="the numbers differ"),
    Term(id="scope_differs", zh="口径不同", en="the scopes differ"),
    Term(id="comparator_differs", zh="界限词不同", en="the bounds differ"),
    Term(id="commitment_differs", zh="承诺程度不同", en="a promise and a hope"),
    Term(id="denominator_unclear", zh="基数不明", en="of what is unclear"),
    Term(id="arithmetic", zh="算术不符", en="the arithmetic does not hold"),
)


def _observation(name: str, zh: str, en: str, description: str, *, required: bool = False) -> Field:
    return Field(
        name=name,
        zh=zh,
        en=en,
        required=required,
        references="observations.observation_id",
        description=description,
    )


def _sentence(name: str, lang: str, description: str) -> Field:
    zh, en = ("中文说明", "In Chinese") if lang == "zh" else ("英文说明", "In English")
    return Field(name=name, zh=zh, en=en, required=True, description=description)


DOCUMENT_NUMERALS = Table(
    id="document_numerals",
    zh="文件数字清单",
    en="Numerals of the documents",
    primary_key=("numeral_id",),
    description="Every numeral of the two documents: the figure that covers it, or why none does.",
    fields=(
        id_field("numeral_id", "numeral"),
        SOURCE,
        Field(
            name="locator",
            dtype="integer",
            zh="行号",
            en="Line",
            required=True,
            minimum=1,
            description="Line that the numeral begins on.",
        ),
        Field(
            name="position",
            dtype="integer",
            zh="行内次序",
            en="Place in the line",
            required=True,
            minimum=1,
            description="Which numeral of the line it is.",
        ),
        Field(
            name="numeral",
            zh="数字",
            en="Numeral",
            required=True,
            description="Its characters, Arabic or Chinese, with 万 and 亿, without blanks.",
        ),
        _observation("observation_id", "观测值", "Observation", "The figure that covers it."),
        _observation(
            "also_observation_id",
            "另一观测值",
            "Second observation",
            "A second figure that the same numeral states.",
        ),
        Field(
            name="reason",
            zh="不计之因",
            en="Reason",
            choices=NUMERAL_REASON,
            description="Why no figure covers it; blank where one does.",
        ),
        NOTE,
    ),
)

CONFLICTS = Table(
    id="conflicts",
    zh="相左的陈述",
    en="Statements that clash",
    primary_key=("conflict_id",),
    description="Figures that do not agree, or not for certain; all of them stand.",
    fields=(
        id_field("conflict_id", "conflict"),
        _observation("observation_a", "陈述一", "First figure", "One of them.", required=True),
        _observation("observation_b", "陈述二", "Second figure", "Another.", required=True),
        _observation("observation_c", "陈述三", "Third figure", "A third, where it takes three."),
        Field(
            name="kind",
            zh="类别",
            en="Kind",
            required=True,
            choices=CONFLICT_KIND,
            description="In what they clash.",
        ),
        _sentence("what_zh", "zh", "How they clash, without picking a side, in Chinese."),
        _sentence("what_en", "en", "How they clash, without picking a side, in English."),
        NOTE,
    ),
)

RELATED_ACTUALS = Table(
    id="related_actuals",
    zh="目标旁列的实际值",
    en="Actuals beside a target",
    primary_key=("relation_id",),
    description="Actuals of another scope that may stand beside a target, and why not against it.",
    fields=(
        id_field("relation_id", "relation"),
        _observation("target_id", "目标", "Target", "The target.", required=True),
        _observation("actual_id", "实际值", "Actual", "What stands beside it.", required=True),
        _sentence("why_zh", "zh", "Why the two are not compared, in Chinese."),
        _sentence("why_en", "en", "Why the two are not compared, in English."),
    ),
)
