"""The table of golden corridors: published facts that the laid services must meet."""

from layers._spec import Field, Table, Term
from layers._support_fields import CONFIDENCE_FIELD, SOURCE, id_field

GOLDEN_CORRIDORS = Table(
    id="golden_corridors",
    zh="模型须符合的公布事实",
    en="Golden corridors",
    primary_key=("golden_id",),
    description="Published facts that the services laid on the networks must meet.",
    fields=(
        id_field("golden_id", "fact"),
        Field(
            name="route_id",
            zh="线路",
            en="Route",
            required=True,
            references="routes.feature_id",
            description="The service.",
        ),
        Field(
            name="measure",
            zh="核对项",
            en="Measure",
            required=True,
            description="What is compared.",
            choices=(
                Term(id="length_km", zh="里程（公里）", en="length in km"),
                Term(id="gauge_changes", zh="换轨次数", en="number of gauge changes"),
                Term(id="passes", zh="经过", en="passes a station"),
            ),
        ),
        Field(
            name="value",
            dtype="number",
            zh="公布值",
            en="Published",
            minimum=0,
            description="Kilometres of a length, number of changes; blank for a station passed.",
        ),
        Field(
            name="station_id",
            zh="车站",
            en="Station",
            references="stations.feature_id",
            description="Station that is passed.",
        ),
        Field(
            name="tolerance_percent",
            dtype="number",
            unit="%",
            zh="允差",
            en="Tolerance",
            minimum=0,
            maximum=8,
            description="How far a modelled length may be from the published one; never tuned.",
        ),
        Field(
            name="reason",
            zh="超出原因",
            en="Reason",
            translated=True,
            description="Why the model is further away than the tolerance; blank where it is not.",
        ),
        SOURCE,
        CONFIDENCE_FIELD,
    ),
)
