"""Tables that are not layers, in the order of the data package."""

from layers._fact_tables import INDICATORS, NAMES, NOT_FOUND, OBSERVATIONS, SOURCES, STATEMENTS
from layers._network_tables import CORRIDOR_POINTS, GAUGES, PARAMETERS, ROUTE_STOPS
from layers._repair_tables import (
    GAUGE_CHANGES,
    GAUGE_EXCEPTIONS,
    LINK_POINTS,
    LINKS,
    PASSAGES,
)
from layers._spec import Table

SUPPORT_TABLES: tuple[Table, ...] = (
    SOURCES,
    INDICATORS,
    OBSERVATIONS,
    STATEMENTS,
    ROUTE_STOPS,
    CORRIDOR_POINTS,
    GAUGES,
    GAUGE_EXCEPTIONS,
    GAUGE_CHANGES,
    LINKS,
    LINK_POINTS,
    PASSAGES,
    PARAMETERS,
    NAMES,
    NOT_FOUND,
)
