"""The Frictionless Data Package that describes every table, made from the same schemas."""

from __future__ import annotations

from typing import Any

from layers._registry import all_tables
from layers._spec import Dtype, Field, Table

_TYPES: dict[Dtype, str] = {
    "text": "string",
    "number": "number",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "partial_date": "string",
}
PARTIAL_DATE_PATTERN = r"\d{4}(-\d{2}(-\d{2})?)?"


def datapackage() -> dict[str, Any]:
    """Return the descriptor of `data/` as the Data Package standard (v1) has it."""
    return {
        "profile": "data-package",
        "name": "jinhua-atlas",
        "title": "Platforms and corridors of Jinhua, Yiwu and Zhejiang on the Belt and Road",
        "description": "Facts with sources; every row names its source.",
        "resources": [_resource(table) for table in all_tables().values()],
    }


def _resource(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.fields],
        "primaryKey": list(table.primary_key),
        "missingValues": [""],
    }
    # `features` is the union of all layers: no single resource that a foreign key may name.
    keys = [
        {
            "fields": [field.name],
            "reference": {
                "resource": field.references.split(".")[0],
                "fields": [field.references.split(".")[1]],
            },
        }
        for field in table.fields
        if field.references is not None and not field.references.startswith("features.")
    ]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table.id,
        "title": table.en,
        "description": table.description,
        "path": table.file_name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(field: Field) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.unique:
        constraints["unique"] = True
    if field.choices:
        constraints["enum"] = [term.id for term in field.choices]
    pattern = PARTIAL_DATE_PATTERN if field.dtype == "partial_date" else field.pattern
    if pattern is not None:
        constraints["pattern"] = pattern
    if field.minimum is not None:
        constraints["minimum"] = field.minimum
    if field.maximum is not None:
        constraints["maximum"] = field.maximum
    descriptor: dict[str, Any] = {
        "name": field.name,
        "type": _TYPES[field.dtype],
        "title": field.en,
        "description": field.description,
        "unit": field.unit,
    }
    if field.dtype == "boolean":
        descriptor |= {"trueValues": ["true"], "falseValues": ["false"]}
    if constraints:
        descriptor["constraints"] = constraints
    return descriptor
