"""Errors of the atlas: one base, one class per cause, each also a standard type."""


class AtlasError(Exception):
    """Base of every error that the atlas raises on purpose."""


class BboxError(AtlasError, ValueError):
    """A bounding box cannot be read or lies outside the globe."""


class CrsError(AtlasError, ValueError):
    """A geometry is not in the coordinate reference system that a function needs."""


class DatumError(AtlasError, ValueError):
    """A datum is unknown or undeclared."""


class TileError(AtlasError, ValueError):
    """A tile address lies outside the pyramid."""


class TessellationError(AtlasError, ValueError):
    """Polygons that must tile a surface leave gaps or overlap."""


class UnknownViewError(AtlasError, LookupError):
    """No such view of the world's borders exists."""


class PackageError(AtlasError, ValueError):
    """A package that base data is derived from is not the one that was pinned."""
