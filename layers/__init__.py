"""What is on the map: one public module per layer; the only room that opens data/."""

from layers import _base as base
from layers import _freight as freight
from layers import _repairs as repairs
from layers import _vocabulary as vocabulary
from layers._assess import Assessment, Reason, VerdictId, assess
from layers._board import BoardRow, board_rows
from layers._cities import OUTSIDE, WHOLE_PROVINCE, City, cities, cities_of
from layers._comparable import Figure, comparable, is_whole_year, scope_of
from layers._comparable import best_first as surest_first
from layers._completeness import AskedAnswer, Completeness, completeness, last_day
from layers._counts import DocumentCounts, document_counts
from layers._coverage import (
    CheckRow,
    park_coverage,
    pilot_cities,
    pilot_counties,
    zone_coverage,
)
from layers._datapackage import datapackage
from layers._divisions import Division, counties_of, division_of, divisions, english_admin
from layers._frames import Entry, Frame, entries_about, get_frame
from layers._industry_tables import industries_of, industry_list
from layers._load import DATA, Atlas, checksum, load
from layers._pace import Pace, Progress
from layers._registry import all_tables, get_layer, layer_table, registry
from layers._relative import Rates, is_relative
from layers._sections import PLATFORMS, holds
from layers._spec import LANGS, Field, Lang, Layer, Stroke, Symbol, Table, Term
from layers._translations import english_texts, untranslated
from layers._units import UNITS, Scale, Unit

__all__ = [
    "DATA",
    "LANGS",
    "OUTSIDE",
    "PLATFORMS",
    "UNITS",
    "WHOLE_PROVINCE",
    "AskedAnswer",
    "Assessment",
    "Atlas",
    "BoardRow",
    "CheckRow",
    "City",
    "Completeness",
    "Division",
    "DocumentCounts",
    "Entry",
    "Field",
    "Figure",
    "Frame",
    "Lang",
    "Layer",
    "Pace",
    "Progress",
    "Rates",
    "Reason",
    "Scale",
    "Stroke",
    "Symbol",
    "Table",
    "Term",
    "Unit",
    "VerdictId",
    "all_tables",
    "assess",
    "base",
    "board_rows",
    "checksum",
    "cities",
    "cities_of",
    "comparable",
    "completeness",
    "counties_of",
    "datapackage",
    "division_of",
    "divisions",
    "document_counts",
    "english_admin",
    "english_texts",
    "entries_about",
    "freight",
    "get_frame",
    "get_layer",
    "holds",
    "industries_of",
    "industry_list",
    "is_relative",
    "is_whole_year",
    "last_day",
    "layer_table",
    "load",
    "park_coverage",
    "pilot_cities",
    "pilot_counties",
    "registry",
    "repairs",
    "scope_of",
    "surest_first",
    "untranslated",
    "vocabulary",
    "zone_coverage",
]
