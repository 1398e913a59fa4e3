"""Fields that several support tables share."""

from layers._fields import ID_PATTERN
from layers._spec import Field
from layers._vocabulary import CONFIDENCE


def id_field(name: str, what: str) -> Field:
    """Return the field of a table's own ids."""
    return Field(
        name=name,
        zh="编号",
        en="Id",
        required=True,
        unique=True,
        pattern=ID_PATTERN,
        description=f"Stable id of the {what}.",
    )


SOURCE = Field(
    name="source_id",
    zh="来源",
    en="Source",
    required=True,
    references="sources.source_id",
    description="Where the row comes from.",
)
CONFIDENCE_FIELD = Field(
    name="confidence",
    zh="可信度",
    en="Confidence",
    required=True,
    choices=CONFIDENCE,
    description="How far to trust the row.",
)
NOTE = Field(
    name="note",
    zh="备注",
    en="Note",
    translated=True,
    description="What a reader must know.",
)
FEATURE = Field(
    name="feature_id",
    zh="对象",
    en="Feature",
    required=True,
    references="features.feature_id",
    description="The feature that the row is about.",
)
