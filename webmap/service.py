"""A running atlas: facts, settings, archives and kept answers, opened once per process."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import orjson

import layers
from geo.archive import TileArchive, read_tile
from geo.chain import ChainNetwork
from geo.errors import TileError, UnknownViewError
from geo.network_file import read_network
from geo.tile import checked_tile
from webmap.answers import AnswerCache
from webmap.assets import Assets, load_assets
from webmap.build import TILES, artefacts, built, network_artefact
from webmap.context import Site
from webmap.document import feature_count, map_document
from webmap.providers import raster_basemap
from webmap.settings import Settings
from webmap.tiles import FeatureTiles
from webmap.views import View, get_view


@dataclass
class Service:
    """What routes ask; nothing here knows of requests."""

    settings: Settings
    site: Site
    assets: Assets
    archives: dict[str, TileArchive]
    answers: AnswerCache = field(default_factory=AnswerCache)
    _feature_tiles: dict[str, FeatureTiles] = field(default_factory=dict)
    _networks: dict[str, tuple[ChainNetwork, dict[str, Any]]] = field(default_factory=dict)

    @classmethod
    def open(cls, settings: Settings) -> Service:
        """Load facts and open archives.

        Raises
        ------
        TableError, SettingsError, DatumError, NotBuiltError
            If the tables, the settings or `build/` are not fit to serve.
        """
        raster = raster_basemap(
            settings.tiles,
            key=settings.tiles_key,
            datum=settings.tiles_datum,
            attribution=settings.tiles_attribution,
        )
        site = Site(
            atlas=layers.load(settings.data),
            boundary_view=settings.boundaries,
            raster=raster,
            approval=settings.approval,
            inline_limit=settings.inline_limit,
        )
        archives = {
            artefact.name: TileArchive(built(artefact, settings.build))
            for artefact in artefacts(settings.boundaries, settings.data)
            if artefact.suffix == TILES
        }
        return cls(settings, site, load_assets(), archives)

    def today(self) -> date:
        """Return the day that ages are counted to."""
        return self.settings.day()

    def view(self, view_id: str) -> View:
        """Return a view by name."""
        return get_view(view_id)

    @cached_property
    def _ancestors_of_tiles(self) -> str:
        return "" if self.site.raster is None else f" {self.site.raster.host}"

    def content_security_policy(self, script_hashes: tuple[str, ...], ancestors: str) -> str:
        """Return the policy of a page: our own address only, inline scripts by hash."""
        scripts = " ".join(("'self'", *script_hashes))
        images = f"'self' data: blob:{self._ancestors_of_tiles}"
        return (
            f"default-src 'none'; script-src {scripts}; style-src 'self'; img-src {images}; "
            "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; "
            f"frame-ancestors {ancestors}"
        )

    def is_tiled(self, view: View) -> bool:
        """Tell whether a view has too many features for one document."""
        return feature_count(self.site.atlas, view) > self.settings.inline_limit

    def document(self, view_id: str) -> bytes:
        """Return the map document of a view."""
        view = get_view(view_id)
        tiles = f"/tiles/features/{view.id}/{{z}}/{{x}}/{{y}}.mvt" if self.is_tiled(view) else None
        return map_document(self.site.atlas, view, target=self.site.datum, tiles=tiles)

    def network(self, mode: str) -> tuple[ChainNetwork, dict[str, Any]]:
        """Return the network of a mode and the report of how it was made, opened when first asked.

        Raises
        ------
        NetworkError
            If there is no such network.
        NotBuiltError
            If it has not been built from today's inputs.
        """
        if mode not in self._networks:
            artefact = network_artefact(mode, self.settings.data)
            self._networks[mode] = read_network(built(artefact, self.settings.build))
        return self._networks[mode]

    def feature_tile(self, view_id: str, address: tuple[int, int, int]) -> bytes | None:
        """Return one tile of a view's features, None where it is empty."""
        view = get_view(view_id)
        tile = checked_tile(*address)
        if view.id not in self._feature_tiles:
            self._feature_tiles[view.id] = FeatureTiles.of(self.site.atlas, view, self.site.datum)
        return self._feature_tiles[view.id].tile(tile) or None

    def tile(self, archive: str, suffix: str, address: tuple[int, int, int]) -> bytes | None:
        """Return one tile of the ground, None where it is empty.

        Raises
        ------
        UnknownViewError
            If there is no such archive.
        TileError
            If there is no such tile address or format.
        """
        if archive not in self.archives:
            msg = f"No tiles {archive!r}; available: {', '.join(self.archives)}."
            raise UnknownViewError(msg)
        accepted = "webp" if archive == "relief" else "mvt"
        if suffix != accepted:
            msg = f"Tiles of {archive!r} are not {suffix!r}; accepted: {accepted}."
            raise TileError(msg)
        return read_tile(self.archives[archive], checked_tile(*address))

    def readiness(self) -> bytes:
        """Return what is loaded, for those who watch the service."""
        atlas = self.site.atlas
        counts = {layer_id: len(frame) for layer_id, frame in atlas.frames.items()}
        body = {"status": "ready", "data": atlas.checksum[:12], "asOf": atlas.as_of}
        return orjson.dumps({**body, "layers": counts})
