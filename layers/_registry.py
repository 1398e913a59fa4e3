"""Find the layers by reading the folder: nobody edits a list."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

import layers
from geo.errors import UnknownLayerError
from layers._fields import COMMON
from layers._spec import Layer, Table
from layers._tables import SUPPORT_TABLES


@cache
def registry() -> dict[str, Layer]:
    """Return all layers by id, in the order of the legend.

    Examples
    --------
    >>> "bonded_zones" in registry()
    True
    """
    names = sorted(m.name for m in pkgutil.iter_modules(layers.__path__))
    modules = (importlib.import_module(f"layers.{n}") for n in names if not n.startswith("_"))
    found: list[Layer] = [module.LAYER for module in modules]
    return {layer.id: layer for layer in sorted(found, key=lambda layer: layer.order)}


def get_layer(layer_id: str) -> Layer:
    """Return one layer.

    Raises
    ------
    UnknownLayerError
        If there is no such layer; the message lists those there are.
    """
    try:
        return registry()[layer_id]
    except KeyError as error:
        msg = f"No layer {layer_id!r}; available: {', '.join(registry())}."
        raise UnknownLayerError(msg) from error


def layer_table(layer: Layer) -> Table:
    """Return the table behind a layer: the common fields, then its own."""
    return Table(
        id=layer.id,
        zh=layer.zh,
        en=layer.en,
        description=f"Layer: {layer.en}.",
        fields=COMMON + layer.own_fields,
        primary_key=("feature_id",),
    )


def all_tables() -> dict[str, Table]:
    """Return every table of `data/` by id: layers first, then the support tables."""
    tables = [layer_table(layer) for layer in registry().values()]
    return {table.id: table for table in [*tables, *SUPPORT_TABLES]}
