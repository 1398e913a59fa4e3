"""Errors of the atlas: one base, one class per cause, each also a standard type."""


class AtlasError(Exception):
    """Base of every error that the atlas raises on purpose."""


class BboxError(AtlasError, ValueError):
    """A bounding box cannot be read or lies outside the globe."""


class CrsError(AtlasError, ValueError):
    """A geometry is not in the coordinate reference system that a function needs."""


class DatumError(AtlasError, ValueError):
    """A datum is unknown or undeclared."""


class GeometryError(AtlasError, ValueError):
    """A geometry, or a number that shapes one, cannot be used."""


class TileError(AtlasError, ValueError):
    """A tile, or a pyramid of tiles, cannot be addressed, read or written."""
