"""Our Chinese versions of English free texts; quotations and titles are never in this table."""

from layers._spec import Field, Table

TRANSLATIONS = Table(
    id="translations",
    zh="译文",
    en="Translations",
    primary_key=("text",),
    description="Chinese of the English free texts of the other tables, written for the atlas.",
    fields=(
        Field(
            name="text",
            zh="英文",
            en="English",
            required=True,
            unique=True,
            description="The whole text exactly as it stands in a table.",
        ),
        Field(
            name="zh",
            zh="中文",
            en="Chinese",
            required=True,
            description="The same in Chinese: nothing added, nothing left out.",
        ),
    ),
)
