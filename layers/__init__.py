"""What is on the map: one public module per layer; the only room that opens data/."""

from layers import _base as base
from layers import _repairs as repairs
from layers import _vocabulary as vocabulary
from layers._assess import Assessment, assess, is_whole_year
from layers._datapackage import datapackage
from layers._load import DATA, Atlas, checksum, load
from layers._registry import all_tables, get_layer, layer_table, registry
from layers._spec import LANGS, Field, Lang, Layer, Stroke, Symbol, Table, Term
from layers._units import UNITS, Scale, Unit

__all__ = [
    "DATA",
    "LANGS",
    "UNITS",
    "Assessment",
    "Atlas",
    "Field",
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
    "datapackage",
    "get_layer",
    "is_whole_year",
    "layer_table",
    "load",
    "registry",
    "repairs",
    "vocabulary",
]
