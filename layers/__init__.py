"""What is on the map: one public module per layer; the only room that opens data/."""

from layers import _base as base
from layers import _vocabulary as vocabulary
from layers._assess import Assessment, assess, is_whole_year
from layers._cities import OUTSIDE, WHOLE_PROVINCE, City, cities, cities_of
from layers._completeness import AskedAnswer, Completeness, completeness, last_day
from layers._counts import DocumentCounts, document_counts
from layers._datapackage import datapackage
from layers._frames import Entry, Frame, entries_about, get_frame
from layers._industry_tables import industries_of, industry_list
from layers._load import DATA, Atlas, checksum, load
from layers._registry import all_tables, get_layer, layer_table, registry
from layers._spec import LANGS, Field, Lang, Layer, Stroke, Symbol, Table, Term
from layers._translations import english_texts, untranslated
from layers._units import UNITS, Scale, Unit

__all__ = [
    "DATA",
    "LANGS",
    "OUTSIDE",
    "UNITS",
    "WHOLE_PROVINCE",
    "AskedAnswer",
    "Assessment",
    "Atlas",
    "City",
    "Completeness",
    "DocumentCounts",
    "Entry",
    "Field",
    "Frame",
    "Lang",
    "Layer",
    "Scale",
    "Stroke",
    "Symbol",
    "Table",
    "Term",
    "Unit",
    "all_tables",
    "assess",
    "base",
    "checksum",
    "cities",
    "cities_of",
    "completeness",
    "datapackage",
    "document_counts",
    "english_texts",
    "entries_about",
    "get_frame",
    "get_layer",
    "industries_of",
    "industry_list",
    "is_whole_year",
    "last_day",
    "layer_table",
    "load",
    "registry",
    "untranslated",
    "vocabulary",
]
