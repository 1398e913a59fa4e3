"""Tables of ports and airports: the largest container ports by published lists, and names."""

from layers._fields import BOTH_NAMES, ID_PATTERN
from layers._spec import Field, Table
from layers._support_fields import CONFIDENCE_FIELD, NOTE, SOURCE

MAINLINE_PORTS = Table(
    id="mainline_ports",
    zh="干线集装箱港",
    en="Main-line container ports",
    primary_key=("port_id",),
    description=(
        "Ports of the published lists of the hundred largest container ports. The freight model "
        "takes them to be called at by main-line container ships: volume stands in for the "
        "schedules of the lines, which no open source has."
    ),
    fields=(
        Field(
            name="port_id",
            zh="港口",
            en="Port",
            required=True,
            unique=True,
            pattern=ID_PATTERN,
            description="UN/LOCODE of the base list of ports, or id of a port in a layer.",
        ),
        *BOTH_NAMES,
        Field(
            name="listed_as",
            zh="榜单所列",
            en="Listed as",
            required=True,
            description="Port of the list, as it spells it; port areas of one port share it.",
        ),
        Field(
            name="rank",
            dtype="integer",
            zh="位次",
            en="Rank",
            required=True,
            minimum=1,
            maximum=100,
            description="Place of the listed port in its list, by volume.",
        ),
        Field(
            name="teu",
            dtype="integer",
            unit="TEU",
            zh="吞吐量",
            en="Volume",
            minimum=1,
            description=(
                "Containers handled in the year, the list's million TEU multiplied out; blank at "
                "a port area, whose listed port has the volume."
            ),
        ),
        Field(
            name="year",
            zh="年份",
            en="Year",
            dtype="partial_date",
            required=True,
            description="Year of the volume and the rank.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)

GATE_NAMES = Table(
    id="gate_names",
    zh="港口与机场名称",
    en="Names of ports and airports",
    primary_key=("gate_id",),
    description=(
        "Ports and airports of the base lists that no other table names in Chinese. The names are "
        "common knowledge and name no source."
    ),
    fields=(
        Field(
            name="gate_id",
            zh="港口或机场",
            en="Port or airport",
            required=True,
            unique=True,
            pattern=r"[A-Z]{3}([A-Z]{2})?",
            description="UN/LOCODE of a port or IATA code of an airport, of the base lists.",
        ),
        *BOTH_NAMES,
        SOURCE,
        CONFIDENCE_FIELD,
        NOTE,
    ),
)
