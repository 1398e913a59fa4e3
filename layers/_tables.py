"""Tables that are not layers, in the order of the data package."""

from layers._air_table import AIR_ROUTES
from layers._asked_table import ASKED_FIELDS
from layers._document_tables import CONFLICTS, DOCUMENT_NUMERALS, RELATED_ACTUALS
from layers._fact_tables import INDICATORS, NAMES, OBSERVATIONS, SOURCES, STATEMENTS
from layers._freight_tables import CLOSED_BORDERS, CUSTOMS_AREAS, RATE_INPUTS, RATES
from layers._golden_table import GOLDEN_CORRIDORS
from layers._industry_tables import INDUSTRIES, INDUSTRY_TERMS
from layers._mention_tables import FRAME_ENTRIES, FRAME_LINKS, FRAMES, MENTIONS
from layers._network_tables import CORRIDOR_POINTS, GAUGES, NOT_FOUND, PARAMETERS, ROUTE_STOPS
from layers._port_tables import GATE_NAMES, MAINLINE_PORTS
from layers._repair_tables import (
    GAUGE_CHANGES,
    GAUGE_EXCEPTIONS,
    LINE_LENGTHS,
    LINE_POINTS,
    LINK_POINTS,
    LINKS,
    PASSAGES,
)
from layers._spec import Table
from layers._translation_tables import TRANSLATIONS

SUPPORT_TABLES: tuple[Table, ...] = (
    SOURCES,
    INDICATORS,
    OBSERVATIONS,
    CONFLICTS,
    RELATED_ACTUALS,
    DOCUMENT_NUMERALS,
    STATEMENTS,
    ROUTE_STOPS,
    CORRIDOR_POINTS,
    GAUGES,
    GAUGE_EXCEPTIONS,
    GAUGE_CHANGES,
    LINKS,
    LINK_POINTS,
    LINE_LENGTHS,
    LINE_POINTS,
    PASSAGES,
    PARAMETERS,
    RATES,
    RATE_INPUTS,
    CUSTOMS_AREAS,
    CLOSED_BORDERS,
    GOLDEN_CORRIDORS,
    AIR_ROUTES,
    MAINLINE_PORTS,
    GATE_NAMES,
    NAMES,
    INDUSTRIES,
    INDUSTRY_TERMS,
    MENTIONS,
    FRAMES,
    FRAME_ENTRIES,
    FRAME_LINKS,
    NOT_FOUND,
    ASKED_FIELDS,
    TRANSLATIONS,
)
