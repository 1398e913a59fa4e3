"""The table of cargo flights that a source states with both ends."""

from layers._fields import names_of
from layers._spec import Field, Table
from layers._support_fields import CONFIDENCE_FIELD, NOTE, SOURCE, id_field
from layers._vocabulary import STATUS


def _airport(name: str, zh: str, en: str) -> Field:
    return Field(
        name=name,
        zh=zh,
        en=en,
        required=True,
        pattern=r"[A-Z]{3}",
        description="IATA code of the airport, as the base list of airports has it.",
    )


AIR_ROUTES = Table(
    id="air_routes",
    zh="公布的货运航线",
    en="Declared cargo flights",
    primary_key=("route_id",),
    description="Cargo flights from the airports of the corridor that a source states with both "
    "ends. Every other flight of the model is a model flight.",
    fields=(
        id_field("route_id", "flight"),
        *names_of("flight"),
        _airport("from_iata", "起点机场", "From"),
        _airport("to_iata", "终点机场", "To"),
        Field(
            name="status",
            zh="状态",
            en="Status",
            required=True,
            choices=STATUS,
            description="Whether it is known to be flown today.",
        ),
        Field(
            name="since",
            dtype="partial_date",
            zh="起始",
            en="Since",
            description="When it was opened; blank is not stated.",
        ),
        Field(
            name="stated",
            dtype="partial_date",
            zh="所述时间",
            en="Stated",
            required=True,
            description="Of what time the source speaks.",
        ),
        Field(
            name="operator",
            zh="承运人",
            en="Operator",
            description="Who flies it, as the source says; blank is not stated.",
        ),
        Field(
            name="per_week",
            dtype="integer",
            unit="flights/week",
            zh="每周班次",
            en="Flights a week",
            minimum=1,
            description="As stated when it was opened; blank is not stated.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)
