"""Build what is slow once: tiles of the ground and networks, keyed by the hash of their inputs."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geo.errors import NetworkError, NotBuiltError
from geo.network_file import read_network, write_network
from geo.pyramid import merge_pyramids, vector_pyramid
from geo.raster import mercator_pyramid
from layers import DATA, Atlas, base, checksum, freight, load, repairs
from webmap.alignment import write_alignments
from webmap.corridor_ways import lay_corridor
from webmap.coverage_ask import USUAL_ORIGIN, usual
from webmap.coverage_field import AHEAD, field_of, file_of
from webmap.even_store import ways_json
from webmap.freight import Freight
from webmap.freight_build import write_freight
from webmap.ground import FILES, RELIEF_MAX_ZOOM, ground_layers
from webmap.laying import Ground, lay_services
from webmap.network_build import rail_network, road_network, sea_network
from webmap.origin import spot_of
from webmap.plan_break_even import cities_abroad

BUILD = Path(__file__).resolve().parent.parent / "build"
RECIPE = "4"
"""Change it when a recipe below changes: archives of an older recipe are then rebuilt."""
NETWORK_RECIPE = "7"
"""Change it when the way that networks are made changes."""

FREIGHT_RECIPE = "11"
"""Change it when the way that the freight network is made changes."""

COVERAGE_RECIPE = "6"
"""Change it when the way that fields of hours are made changes."""

MODES = ("rail", "road", "sea")
_BORDERS = "outlines_chn.geojson"
_NETWORK_FILES = {mode: frozenset({f"{mode}.npz", _BORDERS}) for mode in MODES}
_FREIGHT_FILES = frozenset({"ports.csv", "airports.csv", "places.csv"})
TILES, NETWORK, ALIGNMENTS, FIELD, WAYS = ".pmtiles", ".npz", ".json", ".tif", ".json"
EVEN_RECIPE = "2"
"""Change it when the way that the break-even map finds ways changes."""
SERVICES_RECIPE = "5"
"""Change it when the way that services are laid changes."""
_LAID_TABLES = (
    "corridor",
    "corridor_points",
    "gauge_changes",
    "hubs",
    "platforms",
    "route_stops",
    "stations",
)
_COVERAGE_FILES = frozenset({"outlines_chn.geojson", "airports.csv", "places.csv"})
_COVERAGE_TABLES = ("hubs", "regions", "parameters")


@dataclass(frozen=True, slots=True)
class Artefact:
    """One file of `build/` and the pure function that writes it."""

    name: str
    suffix: str
    make: Callable[[Path, Path], None]
    """Writes it to a path, from what lies in the folder of things built before."""
    inputs: Callable[[], str] = lambda: inputs_hash()
    """Returns the hash of everything that it is made from."""

    def path(self, folder: Path) -> Path:
        """Return where the artefact of today's inputs lies."""
        return folder / f"{self.name}-{self.inputs()}{self.suffix}"


def artefacts(view: str, data: Path = DATA) -> tuple[Artefact, ...]:
    """Return everything that a server needs from `build/` for one boundary view and its facts."""
    return (
        Artefact(f"base-{view}", TILES, lambda path, _: ground_tiles(view, path)),
        Artefact("relief", TILES, lambda path, _: relief_tiles(path)),
        *(network_artefact(mode, data) for mode in MODES),
        freight_artefact(data),
        services_artefact(data),
        *coverage_artefacts(data),
        even_artefact(data),
    )


def network_artefact(mode: str, data: Path = DATA) -> Artefact:
    """Return the network of a mode, made from its base graph and the tables that mend it.

    Raises
    ------
    NetworkError
        If there is no network of this mode.
    """
    if mode not in MODES:
        msg = f"No network {mode!r}; available: {', '.join(MODES)}."
        raise NetworkError(msg)

    def make(path: Path, _folder: Path) -> None:
        network_file(mode, data, path)

    def inputs() -> str:
        files = inputs_hash(_NETWORK_FILES[mode])
        roads, others = repairs.ROAD_TABLES, repairs.NETWORK_TABLES
        tables = checksum(data, roads if mode == "road" else others)
        return hashlib.sha256(f"{NETWORK_RECIPE} {files} {tables}".encode()).hexdigest()[:12]

    return Artefact(f"network-{mode}", NETWORK, make, inputs)


def freight_artefact(data: Path = DATA) -> Artefact:
    """Return the freight network, made from the networks of all modes and the tables of rates."""

    def make(path: Path, folder: Path) -> None:
        networks = {
            mode: read_network(built(network_artefact(mode, data), folder)) for mode in MODES
        }
        chains = {mode: chain for mode, (chain, _) in networks.items()}
        write_freight(load(data), chains, networks["sea"][1]["default_closed"], path)

    def inputs() -> str:
        networks = " ".join(network_artefact(mode, data).inputs() for mode in MODES)
        files, tables = inputs_hash(_FREIGHT_FILES), checksum(data, freight.FREIGHT_TABLES)
        text = f"{FREIGHT_RECIPE} {networks} {files} {tables}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    return Artefact("freight", NETWORK, make, inputs)


def services_artefact(data: Path = DATA) -> Artefact:
    """Return the declared services and the corridor, laid on the freight network."""

    def make(path: Path, folder: Path) -> None:
        atlas = load(data)
        networks = {
            mode: read_network(built(network_artefact(mode, data), folder)) for mode in MODES
        }
        chains = {mode: chain for mode, (chain, _) in networks.items()}
        opened = Freight.open(built(freight_artefact(data), folder), atlas, chains)
        ground = Ground.of(atlas, opened, networks["rail"][1]["stations"])
        path.write_bytes(write_alignments([*lay_services(ground), *lay_corridor(ground)]))

    def inputs() -> str:
        tables = checksum(data, _LAID_TABLES)
        text = f"{SERVICES_RECIPE} {freight_artefact(data).inputs()} {tables}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    return Artefact("services", ALIGNMENTS, make, inputs)


def even_artefact(data: Path = DATA) -> Artefact:
    """Return the ways of the break-even map from its usual origin, to every large place abroad."""

    def make(path: Path, folder: Path) -> None:
        origin = spot_of(_loaded(data), USUAL_ORIGIN)
        places = [city.spot for city in cities_abroad()]
        path.write_bytes(ways_json(_opened(data, folder), origin, places))

    def inputs() -> str:
        files, tables = inputs_hash(_COVERAGE_FILES), checksum(data, _COVERAGE_TABLES)
        text = f"{EVEN_RECIPE} {freight_artefact(data).inputs()} {files} {tables}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    return Artefact(f"break-even-{USUAL_ORIGIN}", WAYS, make, inputs)


def coverage_artefacts(data: Path = DATA) -> tuple[Artefact, ...]:
    """Return the fields of hours that are built ahead."""
    return tuple(_coverage_artefact(name, data) for name in AHEAD)


def _coverage_artefact(name: str, data: Path) -> Artefact:
    def make(path: Path, folder: Path) -> None:
        atlas = _loaded(data)
        feature_id, express = AHEAD[name]
        asked = usual(atlas, feature_id, express=express)
        path.write_bytes(file_of(field_of(lambda: _opened(data, folder), asked)))

    def inputs() -> str:
        network = freight_artefact(data).inputs()
        files, tables = inputs_hash(_COVERAGE_FILES), checksum(data, _COVERAGE_TABLES)
        text = f"{COVERAGE_RECIPE} {network} {files} {tables}"
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    return Artefact(name, FIELD, make, inputs)


@lru_cache(maxsize=1)
def _loaded(data: Path) -> Atlas:
    return load(data)


@lru_cache(maxsize=1)
def _opened(data: Path, folder: Path) -> Freight:
    networks = {mode: read_network(built(network_artefact(mode, data), folder)) for mode in MODES}
    path = built(freight_artefact(data), folder)
    return Freight.open(path, _loaded(data), {mode: chain for mode, (chain, _) in networks.items()})


def inputs_hash(files: frozenset[str] = FILES) -> str:
    """Return the hash of base files: the manifest names every file's own."""
    digest = hashlib.sha256(RECIPE.encode())
    for entry in base.manifest():
        if entry["path"] in files:
            digest.update(f"{entry['path']} {entry['sha256']}".encode())
    return digest.hexdigest()[:12]


def missing(view: str, folder: Path = BUILD, data: Path = DATA) -> list[Artefact]:
    """Return the artefacts that have yet to be built."""
    return [artefact for artefact in artefacts(view, data) if not artefact.path(folder).exists()]


def build(view: str, folder: Path = BUILD, data: Path = DATA) -> Iterator[Artefact]:
    """Build what is missing, one artefact at a time, each written aside and then renamed."""
    folder.mkdir(parents=True, exist_ok=True)
    for artefact in missing(view, folder, data):
        path = artefact.path(folder)
        with tempfile.TemporaryDirectory(dir=folder) as aside:
            made = Path(aside) / path.name
            artefact.make(made, folder)
            made.replace(path)
        for old in folder.glob(f"{artefact.name}-*{artefact.suffix}"):
            if old != path:
                old.unlink()
        yield artefact


def built(artefact: Artefact, folder: Path = BUILD) -> Path:
    """Return the path of an artefact.

    Raises
    ------
    NotBuiltError
        If it has not been built from today's inputs.
    """
    path = artefact.path(folder)
    if not path.exists():
        msg = f"{path.name} is not built; accepted is a run of `atlas build`."
        raise NotBuiltError(msg)
    return path


def network_file(mode: str, data: Path, path: Path) -> None:
    """Write the network of a mode, and the report of what was done to it."""
    if mode == "rail":
        chain, meta = rail_network(load(data))
    elif mode == "road":
        chain, meta = road_network(load(data))
    else:
        chain, meta = sea_network(load(data))
    write_network(chain, path, meta)


def relief_tiles(path: Path) -> None:
    """Write the relief as picture tiles in the map's projection."""
    mercator_pyramid(base.relief_path(), path, minzoom=0, maxzoom=RELIEF_MAX_ZOOM)


def ground_tiles(view: str, path: Path) -> None:
    """Write land, lakes, borders and labels as one archive of vector tiles."""
    parts: list[Path] = []
    with tempfile.TemporaryDirectory(dir=path.parent) as aside:
        for number, (frame, options) in enumerate(ground_layers(view)):
            part = Path(aside) / f"{number}.pmtiles"
            vector_pyramid(frame, part, options)
            parts.append(part)
        merge_pyramids(parts, path)
