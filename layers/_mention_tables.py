"""Tables of what the two documents name, and of the frames that they set."""

from layers._fields import BOTH_NAMES
from layers._spec import Field, Table
from layers._support_fields import FEATURE, NOTE, SOURCE, id_field
from layers._vocabulary import LEVEL, LINK_BASIS, STATUS

LOCATOR = Field(
    name="locator",
    dtype="integer",
    zh="行号",
    en="Line",
    required=True,
    minimum=1,
    description="Line in the document.",
)
QUOTE = Field(
    name="quote_zh",
    zh="原文",
    en="Quote",
    required=True,
    description="The characters of that line, exactly, with the name or what stands of it there.",
)

MENTIONS = Table(
    id="mentions",
    zh="文件提及",
    en="Mentions",
    primary_key=("mention_id",),
    description="Where one of the two documents names a feature, and the status its words imply.",
    fields=(
        id_field("mention_id", "mention"),
        FEATURE,
        SOURCE,
        LOCATOR,
        QUOTE,
        Field(
            name="mended_zh",
            zh="修复后的名称",
            en="Name, mended",
            description="The name where the file breaks it, damages it or joins several.",
        ),
        Field(
            name="words_zh",
            zh="状态用词",
            en="Words",
            description="The decisive words, exactly, on that line or where its sentence goes on.",
        ),
        Field(
            name="status",
            zh="状态",
            en="Status",
            required=True,
            choices=STATUS,
            description="What the words imply; unknown where they say nothing of it.",
        ),
        Field(
            name="open_list",
            dtype="boolean",
            zh="未尽列举",
            en="Open list",
            required=True,
            description="True where the list that it stands in ends in 等: others are not named.",
        ),
        Field(
            name="level",
            zh="级别",
            en="Level",
            choices=LEVEL,
            description="Level that the words state; blank where they state none.",
        ),
        NOTE,
    ),
)

FRAMES = Table(
    id="frames",
    zh="框架",
    en="Frames",
    primary_key=("frame_id",),
    description="Lists by which the documents order their matter, such as seven platforms.",
    fields=(
        id_field("frame_id", "frame"),
        *BOTH_NAMES,
        SOURCE,
        LOCATOR,
        QUOTE,
        Field(
            name="ours",
            dtype="boolean",
            zh="本图集所拟",
            en="Ours",
            required=True,
            description="True where the list is ours; false where the document sets it.",
        ),
        NOTE,
    ),
)

FRAME_ENTRIES = Table(
    id="frame_entries",
    zh="框架条目",
    en="Frame entries",
    primary_key=("entry_id",),
    description="The entries of a frame in the order of the document.",
    fields=(
        id_field("entry_id", "entry"),
        Field(
            name="frame_id",
            zh="框架",
            en="Frame",
            required=True,
            references="frames.frame_id",
            description="The frame that it belongs to.",
        ),
        Field(
            name="seq",
            dtype="integer",
            zh="次序",
            en="Order",
            required=True,
            minimum=1,
            description="Place in the document's order, from 1 without gaps.",
        ),
        Field(
            name="name_zh",
            zh="中文名",
            en="Chinese name",
            required=True,
            description="Name as the document has it.",
        ),
        Field(
            name="name_en",
            zh="英文名",
            en="English name",
            required=True,
            description="Name in English.",
        ),
        LOCATOR,
        Field(
            name="locator_end",
            dtype="integer",
            zh="末行",
            en="Last line",
            required=True,
            minimum=1,
            description="Last line of the section of the document that is about it.",
        ),
        QUOTE,
        Field(
            name="owner",
            zh="责任单位",
            en="Owner",
            description="Who answers for it; blank, because neither document names anyone.",
        ),
        Field(
            name="status",
            zh="状态",
            en="Status",
            choices=STATUS,
            description="Status that the words state; blank where they state none.",
        ),
        NOTE,
    ),
)

FRAME_LINKS = Table(
    id="frame_links",
    zh="框架关联",
    en="Frame links",
    primary_key=("link_id",),
    description="What a frame's entry is about: features, indicators, entries of other frames.",
    fields=(
        id_field("link_id", "link"),
        Field(
            name="entry_id",
            zh="条目",
            en="Entry",
            required=True,
            references="frame_entries.entry_id",
            description="The entry.",
        ),
        Field(
            name="feature_id",
            zh="对象",
            en="Feature",
            references="features.feature_id",
            description="A feature that its section names.",
        ),
        Field(
            name="indicator_id",
            zh="指标",
            en="Indicator",
            references="indicators.indicator_id",
            description="An indicator of which its section states a figure.",
        ),
        Field(
            name="other_entry_id",
            zh="对应条目",
            en="Other entry",
            references="frame_entries.entry_id",
            description="An entry of another frame that answers to it.",
        ),
        Field(
            name="basis",
            zh="依据",
            en="Basis",
            required=True,
            choices=LINK_BASIS,
            description="Whether the document states the link or we read it so.",
        ),
        NOTE,
    ),
)
