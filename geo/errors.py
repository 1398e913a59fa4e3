"""Errors of the atlas: one base, one class per cause, each also a standard type."""

from __future__ import annotations

from collections.abc import Mapping


class AtlasError(Exception):
    """Base of every error that the atlas raises on purpose.

    Parameters
    ----------
    message
        In English: value, rule, what is accepted.
    key, values
        Which words say the same in another language, and what stands in them; empty where none do.

    Examples
    --------
    >>> error = ParameterError("teu is 0; accepted: 1 to 9.", key="teu", values={"most": 9})
    >>> str(error), error.key, error.values["most"]
    ('teu is 0; accepted: 1 to 9.', 'teu', 9)
    """

    def __init__(
        self, message: str, *, key: str = "", values: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message)
        self.key = key
        self.values = values or {}


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


class TableError(AtlasError, ValueError):
    """Tables of `data/` break their schemas; the message lists every fault."""


class NetworkError(AtlasError, ValueError):
    """Parts of a network do not fit together, or a place of it cannot be found."""


class UnknownLayerError(AtlasError, LookupError):
    """No layer is registered under the requested id."""


class UnknownPlaceError(AtlasError, LookupError):
    """No feature has the requested id."""


class UnknownViewError(AtlasError, LookupError):
    """No map view or boundary view has the requested name."""


class UnknownIndicatorError(AtlasError, LookupError):
    """No indicator has the requested id."""


class UnknownFrameError(AtlasError, LookupError):
    """No frame of the documents has the requested id."""


class UnknownAssetError(AtlasError, LookupError):
    """No static file has the requested path."""


class ParameterError(AtlasError, ValueError):
    """A request parameter is not one of the accepted values."""


class TooLargeError(AtlasError, ValueError):
    """A request brings more than is answered at once."""


class SettingsError(AtlasError, ValueError):
    """A setting of the operator cannot be used."""


class NotBuiltError(AtlasError, RuntimeError):
    """An artefact of `build/` is missing or older than its inputs."""


class ClusterError(AtlasError, RuntimeError):
    """A cluster failed before its work was done."""


class TessellationError(AtlasError, ValueError):
    """Polygons that must tile a surface leave gaps or overlap."""


class PackageError(AtlasError, ValueError):
    """A package that base data is derived from is not the one that was pinned."""
