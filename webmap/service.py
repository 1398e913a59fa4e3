"""A running atlas: facts, settings, archives and kept answers, opened once per process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
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
from layers import Atlas, BoardRow, Frame, Lang, board_rows, get_frame
from webmap.aligned import with_alignments
from webmap.alignment import Alignment, read_alignments
from webmap.answers import AnswerCache
from webmap.assets import Assets, load_assets
from webmap.build import (
    MODES,
    TILES,
    Artefact,
    artefacts,
    built,
    coverage_artefacts,
    even_artefact,
    freight_artefact,
    network_artefact,
    services_artefact,
)
from webmap.citations import Reader
from webmap.context import Site
from webmap.coverage_ask import USUAL_ORIGIN, Asked, usual
from webmap.coverage_field import AHEAD, FieldStore, field_of, file_of
from webmap.document import line_document, map_document
from webmap.even_store import EvenStore, key_of
from webmap.filters import Filter, FilterTable
from webmap.freight import Freight
from webmap.journeys import Trip
from webmap.origin import Spot, spot_of
from webmap.plan import Plan, make_plan
from webmap.plan_break_even import Ways
from webmap.providers import raster_basemap
from webmap.search import SearchIndex
from webmap.settings import Settings
from webmap.tiles import FeatureTiles
from webmap.views import View, get_view

MOST_FEATURE_TILES = 16
"""Views and filters whose points are kept ready to be cut into tiles."""
MOST_PLANS = 64
"""Trips whose plans are kept: a page, its map and its downloads ask for the same one."""


@dataclass
class Service:
    """What routes ask; nothing here knows of requests."""

    settings: Settings
    site: Site
    assets: Assets
    archives: dict[str, TileArchive]
    search: SearchIndex
    filters: FilterTable
    answers: AnswerCache = field(default_factory=AnswerCache)
    _boards: dict[date, list[BoardRow]] = field(default_factory=dict)
    _frames: dict[str, Frame] = field(default_factory=dict)
    _networks: dict[str, tuple[ChainNetwork, dict[str, Any]]] = field(default_factory=dict)
    _freight: Freight | None = None
    _alignments: Mapping[str, Alignment] | None = None
    _plans: OrderedDict[Trip, Plan] = field(default_factory=OrderedDict)
    _fields: FieldStore = field(default_factory=FieldStore)
    _evens: EvenStore = field(default_factory=EvenStore)
    _feature_tiles: dict[Filter, FeatureTiles] = field(default_factory=dict)

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
            atlas=_laid(layers.load(settings.data), settings),
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
        atlas = site.atlas
        search, filters = SearchIndex.of(atlas), FilterTable.of(atlas)
        return cls(settings, site, load_assets(), archives, search, filters)

    def today(self) -> date:
        """Return the day that ages are counted to."""
        return self.settings.day()

    def reader(self, lang: Lang) -> Reader:
        """Return who reads in a language today."""
        return Reader(lang, self.today(), self.site.atlas.translations)

    def board(self) -> list[BoardRow]:
        """Return every target with its verdict of today, worked out once a day."""
        today = self.today()
        if today not in self._boards:
            self._boards = {today: board_rows(self.site.atlas, today)}
        return self._boards[today]

    def frame(self, frame_id: str) -> Frame:
        """Return a frame of the documents, read once.

        Raises
        ------
        UnknownFrameError
            If there is no such frame.
        """
        if frame_id not in self._frames:
            self._frames[frame_id] = get_frame(self.site.atlas, frame_id)
        return self._frames[frame_id]

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

    def document(self, asked: Filter) -> bytes:
        """Return the map document of the places of a view that fit a filter."""
        ids = self.filters.apply(asked)
        tiles = None
        if len(ids) > self.settings.inline_limit:
            query = Filter(chosen=asked.chosen).query()
            tiles = f"/tiles/features/{asked.view}/{{z}}/{{x}}/{{y}}.mvt"
            tiles += f"?{query}" if query else ""
        only = None if asked.is_empty else frozenset(ids)
        atlas, target = self.site.atlas, self.site.datum
        return map_document(atlas, get_view(asked.view), target=target, tiles=tiles, only=only)

    def lines(self, view_id: str, zoom: int) -> bytes:
        """Return the lines of a view in the detail that a zoom shows."""
        return line_document(self.site.atlas, get_view(view_id), zoom, target=self.site.datum)

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

    def freight(self) -> Freight:
        """Return the freight network of all modes, opened when first asked.

        Raises
        ------
        NotBuiltError
            If it has not been built from today's inputs.
        """
        if self._freight is None:
            path = built(freight_artefact(self.settings.data), self.settings.build)
            chains = {mode: self.network(mode)[0] for mode in MODES}
            self._freight = Freight.open(path, self.site.atlas, chains)
        return self._freight

    def alignments(self) -> Mapping[str, Alignment]:
        """Return services and parts of the corridor by id as they lie, read when first asked.

        Raises
        ------
        NotBuiltError
            If they have not been laid from today's inputs.
        """
        if self._alignments is None:
            path = built(services_artefact(self.settings.data), self.settings.build)
            self._alignments = read_alignments(path.read_bytes())
        return self._alignments

    def plan(self, trip: Trip) -> Plan:
        """Return the plan of a trip, made when first asked.

        Raises
        ------
        ParameterError
            The ends are one place, one is out of reach, or a mode or closure is not known.
        """
        plan = self._plans.get(trip)
        if plan is None:
            plan = self._plans[trip] = make_plan(self.freight(), trip)
            if len(self._plans) > MOST_PLANS:
                self._plans.popitem(last=False)
        return plan

    @cached_property
    def _fields_ahead(self) -> dict[str, Artefact]:
        """What is built ahead, by the key of its question."""
        artefacts, atlas = coverage_artefacts(self.settings.data), self.site.atlas
        return {
            usual(atlas, AHEAD[one.name][0], express=AHEAD[one.name][1]).key: one
            for one in artefacts
        }

    def field_file(self, asked: Asked) -> bytes:
        """Return the file with the field that answers a question: built ahead, kept, or made now.

        Raises
        ------
        ParameterError
            A closure is not known, or nothing to travel by is within reach of the place.
        NotBuiltError
            If what it is made from has not been built from today's inputs.
        """
        if asked.key in self._fields_ahead:
            return built(self._fields_ahead[asked.key], self.settings.build).read_bytes()
        return self._fields.file(asked, lambda: file_of(field_of(self.freight, asked)))

    def ways_from(self, origin: Spot, places: list[Spot]) -> list[Ways]:
        """Return what each family of ways takes to places: built ahead, kept, or found now.

        Raises
        ------
        NotBuiltError
            If what it is made from has not been built from today's inputs.
        """

        def ahead() -> bytes | None:
            if key_of(origin) != key_of(spot_of(self.site.atlas, USUAL_ORIGIN)):
                return None
            return built(even_artefact(self.settings.data), self.settings.build).read_bytes()

        return self._evens.ways(self.freight, origin, places, ahead)

    def feature_tile(self, asked: Filter, address: tuple[int, int, int]) -> bytes | None:
        """Return one tile of the places of a view that fit a filter, None where it is empty."""
        tile = checked_tile(*address)
        if asked not in self._feature_tiles:
            if len(self._feature_tiles) >= MOST_FEATURE_TILES:
                del self._feature_tiles[next(iter(self._feature_tiles))]
            only = None if asked.is_empty else frozenset(self.filters.apply(asked))
            view = get_view(asked.view)
            self._feature_tiles[asked] = FeatureTiles.of(
                self.site.atlas, view, self.site.datum, only
            )
        return self._feature_tiles[asked].tile(tile) or None

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


def _laid(atlas: Atlas, settings: Settings) -> Atlas:
    """Return the facts with their alignments, where these were built from today's inputs."""
    path = services_artefact(settings.data).path(settings.build)
    return with_alignments(atlas, read_alignments(path.read_bytes())) if path.exists() else atlas
