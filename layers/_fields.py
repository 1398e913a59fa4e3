"""Fields that every layer's table has."""

from layers._spec import Field
from layers._vocabulary import CONFIDENCE, LEVEL, PRECISION, STATUS

ID_PATTERN = r"[A-Za-z0-9][A-Za-z0-9_-]*"
ISO3_LIST_PATTERN = r"[A-Z]{3}(\|[A-Z]{3})*"


def names_of(what: str = "") -> tuple[Field, Field]:
    """Return the fields of a name in both languages.

    Examples
    --------
    >>> [field.description for field in names_of("link")]
    ['Name of the link in Chinese.', 'Name of the link in English.']
    """
    name = f"Name of the {what}" if what else "Name"
    return (
        Field(
            name="name_zh",
            zh="中文名",
            en="Chinese name",
            required=True,
            description=f"{name} in Chinese.",
        ),
        Field(
            name="name_en",
            zh="英文名",
            en="English name",
            required=True,
            description=f"{name} in English.",
        ),
    )


BOTH_NAMES = names_of()

COMMON: tuple[Field, ...] = (
    Field(
        name="feature_id",
        zh="编号",
        en="Id",
        required=True,
        unique=True,
        pattern=ID_PATTERN,
        description="Stable id, unique over all layers, never reused.",
    ),
    *BOTH_NAMES,
    Field(
        name="kind",
        zh="类型",
        en="Kind",
        required=True,
        description="What it is; each layer lists its kinds.",
    ),
    Field(
        name="status",
        zh="状态",
        en="Status",
        required=True,
        choices=STATUS,
        description="Normalised status; planned is never existing.",
    ),
    Field(
        name="status_text",
        zh="状态原文",
        en="Status as worded",
        translated=True,
        description="Status in the words of the collected fact, where it says more.",
    ),
    Field(
        name="level",
        zh="级别",
        en="Level",
        choices=LEVEL,
        description="Who recognises it; blank is unknown.",
    ),
    Field(
        name="country",
        zh="所在国家",
        en="Country",
        pattern=r"[A-Z]{3}",
        description="ISO 3166-1 alpha-3 of the country it lies in; blank for lines over several.",
    ),
    Field(
        name="partner_country",
        zh="合作国家",
        en="Partner country",
        pattern=ISO3_LIST_PATTERN,
        description="ISO 3166-1 alpha-3 codes joined by |; blank is none or unknown.",
    ),
    Field(
        name="admin",
        zh="行政区",
        en="Admin area",
        description="Administrative area as the source names it.",
    ),
    Field(
        name="lon",
        dtype="number",
        unit="degrees",
        zh="经度",
        en="Longitude",
        minimum=-180,
        maximum=180,
        description="WGS 84; blank for an entry without a place of its own.",
    ),
    Field(
        name="lat",
        dtype="number",
        unit="degrees",
        zh="纬度",
        en="Latitude",
        minimum=-90,
        maximum=90,
        description="WGS 84; blank for an entry without a place of its own.",
    ),
    Field(
        name="coord_precision",
        zh="位置精度",
        en="Position",
        choices=PRECISION,
        description="How well the place is known; blank where there is no place.",
    ),
    Field(
        name="coord_error_m",
        dtype="number",
        unit="m",
        zh="位置误差",
        en="Position error",
        minimum=0,
        description="Stated error of the position; blank is not stated.",
    ),
    Field(
        name="coord_basis",
        zh="位置依据",
        en="Position from",
        translated=True,
        description="How the position was obtained.",
    ),
    Field(
        name="parent_id",
        zh="上级",
        en="Part of",
        description="feature_id of the record it belongs to.",
    ),
    Field(
        name="same_as",
        zh="同一地点",
        en="Same as",
        description="feature_id of the main record where two records are one place.",
    ),
    Field(
        name="since",
        dtype="partial_date",
        zh="起始",
        en="Since",
        description="When it was approved, founded or first run, as far as known.",
    ),
    Field(
        name="operator_zh",
        zh="运营方",
        en="Operator (zh)",
        translated=True,
        description="Operator or developer, in Chinese.",
    ),
    Field(
        name="operator_en",
        zh="运营方（英文）",
        en="Operator",
        translated=True,
        description="Operator or developer, in English.",
    ),
    Field(
        name="industries",
        zh="产业",
        en="Industries",
        description="Industries as the source names them, separated by ; .",
    ),
    Field(
        name="source_id",
        zh="来源",
        en="Source",
        required=True,
        references="sources.source_id",
        description="Where the record comes from.",
    ),
    Field(
        name="confidence",
        zh="可信度",
        en="Confidence",
        required=True,
        choices=CONFIDENCE,
        description="How far to trust the record.",
    ),
    Field(
        name="note",
        zh="备注",
        en="Note",
        translated=True,
        description="What a reader must know; contradictions stay here.",
    ),
)
"""Columns of every layer's table, in this order, before the layer's own."""

AREA_KM2 = Field(
    name="area_km2",
    dtype="number",
    unit="km2",
    zh="面积",
    en="Area",
    minimum=0,
    description="Area as approved or published.",
)
HOME_CITY = Field(
    name="home_city",
    zh="浙江对应城市",
    en="Home city",
    description="City in Zhejiang that it belongs to, in Chinese.",
)
TENANTS_COUNT = Field(
    name="tenants_count",
    dtype="integer",
    unit="count",
    zh="入驻企业",
    en="Tenants",
    minimum=0,
    description="Firms in the park in tenants_year.",
)
TENANTS_YEAR = Field(
    name="tenants_year",
    dtype="partial_date",
    zh="入驻企业年份",
    en="Tenants, year",
    description="Year of tenants_count.",
)
INVESTMENT_USD = Field(
    name="investment_usd",
    dtype="number",
    unit="USD",
    zh="投资额",
    en="Investment",
    minimum=0,
    description="Investment as published.",
)
