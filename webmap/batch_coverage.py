"""What many origins reach within so many days: one row each, worked out here or on a cluster."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from geo.errors import ClusterError, ParameterError
from geo.graph import FloatArray
from layers import base
from webmap.batch_origins import Origin
from webmap.build import freight_artefact
from webmap.coverage_ask import USUAL_MODES
from webmap.freight import Freight
from webmap.freight_reach import Terms, checked_modes, node_hours, starts
from webmap.service import Service
from webmap.settings import Settings
from webmap.spreadsheet import Cell

RECIPE = "1"
"""Change it when the same question has another answer: what an older run kept is then left."""
DAYS = (1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 14.0, 20.0)
MOST_DAYS = 365.0
HOURS_PER_DAY = 24.0
USUAL_TERMS = Terms(USUAL_MODES)
"""Those of the page: what is open by default, and no flights unless they are asked for."""
_OPENING = Lock()
_ELSEWHERE = "ATLAS_SCHEDULER"
"""The setting that says where the work runs, not what it is."""

IndexArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of every origin."""

    days: tuple[float, ...] = DAYS
    terms: Terms = USUAL_TERMS
    reverse: bool = False
    """What reaches the origin instead of what it reaches."""
    with_hours: bool = False
    """Whether the hours of every node are wanted too."""

    def __post_init__(self) -> None:
        checked_modes(self.terms.modes)
        ascending = all(here < there for here, there in pairwise((0.0, *self.days)))
        if not self.days or not ascending or self.days[-1] > MOST_DAYS:
            msg = (
                f"days is {','.join(f'{day:g}' for day in self.days) or 'empty'}; accepted are "
                f"ascending numbers above 0, at most {MOST_DAYS:g}."
            )
            raise ParameterError(msg)

    def columns(self) -> list[str]:
        """Return the names of the columns of an answer."""
        bands = [f"{low:g}-{high:g}d" for low, high in pairwise((0.0, *self.days))]
        kinds = ("places", "population", "places_without_population")
        return [f"{kind}_{band}" for band in bands for kind in kinds]


def parse_question(asked: Mapping[str, Any]) -> Question:
    """Return the question that texts ask: days, modes, closed, opened joined by commas.

    Raises
    ------
    ParameterError
        A number is none, or a mode is not known.

    Examples
    --------
    >>> parse_question({"days": "3,7", "modes": "sea,rail"}).terms.modes
    ('rail', 'sea')
    """
    texts = {name: _split(asked.get(name) or "") for name in ("days", "modes", "closed", "opened")}
    try:
        days = tuple(map(float, texts["days"]))
    except ValueError as error:
        msg = f"days is {asked['days']!r}; accepted are numbers joined by commas."
        raise ParameterError(msg) from error
    return Question(
        days=days,
        terms=Terms(
            checked_modes(texts["modes"]), frozenset(texts["closed"]), frozenset(texts["opened"])
        ),
        reverse=bool(asked.get("reverse")),
        with_hours=asked.get("hours") is not None,
    )


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


class Reach(NamedTuple):
    """What one origin reaches."""

    cells: tuple[Cell, ...]
    """Of each band: places, their population as far as known, places of unknown population;
    then what is wrong, if anything is."""
    hours: npt.NDArray[np.float32] | None = None
    """Hours of every node, if they were asked for; inf where there is no way."""


@dataclass(frozen=True, slots=True)
class Access:
    """How the populated places of the base map get onto the network, or off it."""

    node: IndexArray
    """A row for each place, a column for each mode."""
    hours: FloatArray
    """inf where there is nothing to travel by within reach."""
    population: FloatArray
    """nan where nobody says."""

    @classmethod
    def of(cls, freight: Freight, terms: Terms, *, outbound: bool) -> Access:
        """Work it out for all places: slow, so once for many origins."""
        modes = terms.modes
        places = base.places()
        node = np.zeros((len(places), len(modes)), np.int64)
        hours = np.full(node.shape, np.inf)
        for row, (lon, lat) in enumerate(places[["lon", "lat"]].to_numpy(np.float64).tolist()):
            for access, taken in starts(freight, lon, lat, terms, outbound=outbound):
                column = modes.index(access.part)
                node[row, column], hours[row, column] = access.node, taken
        return cls(node, hours, places["population"].to_numpy(np.float64, na_value=np.nan))

    def bands(self, node_hours: FloatArray, limits_hours: Sequence[float]) -> list[Cell]:
        """Return places, known population and places of unknown population in each band."""
        hours = (node_hours[self.node] + self.hours).min(axis=1)
        band = np.searchsorted(np.asarray(limits_hours), hours)
        unknown = np.isnan(self.population)
        found: list[Cell] = []
        for number in range(len(limits_hours)):
            inside = band == number
            known = self.population[inside & ~unknown]
            found += [int(inside.sum()), int(known.sum()), int((inside & unknown).sum())]
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A question, and what every worker must have in common to answer it."""

    question: Question
    values: tuple[tuple[str, str], ...]
    """ATLAS_* settings; what is not among them is as each worker's own atlas has it."""
    inputs: str
    """Hash of the facts and of the network."""

    @classmethod
    def of(cls, values: Mapping[str, str], question: Question) -> Job:
        """Return the job of a question under some settings."""
        given = tuple(sorted((k, v) for k, v in values.items() if k != _ELSEWHERE))
        # A closure that there is not is no fault of a row.
        service_of(given).freight().sweep(question.terms.shut, question.terms.opened)
        return cls(question=question, values=given, inputs=_inputs(given))

    def key(self, origins: Sequence[Origin]) -> str:
        """Return a hash of what is asked, of whom and of which data."""
        said = f"{RECIPE} {self.inputs} {_told(self.question)} {origins}"
        return hashlib.sha256(said.encode()).hexdigest()[:12]


def reach(task: tuple[Job, Origin]) -> Reach:
    """Return what one origin reaches: the same function on every machine.

    Raises
    ------
    ClusterError
        The worker has other facts or another network than who asks.
    """
    job, origin = task
    service, question = service_of(job.values), job.question
    if _inputs(job.values) != job.inputs:
        msg = f"A worker has the data {_inputs(job.values)}; accepted are those of {job.inputs}."
        raise ClusterError(msg)
    limits = [day * HOURS_PER_DAY for day in question.days]
    if origin.lon is None or origin.lat is None:
        return Reach((*[None] * len(question.columns()), origin.fault))
    try:
        hours = node_hours(
            service.freight(),
            origin.lon,
            origin.lat,
            question.terms,
            reverse=question.reverse,
            limit=limits[-1],
        )
    except ParameterError as error:
        return Reach((*[None] * len(question.columns()), str(error)))
    access = _access(job.values, question.terms, outbound=question.reverse)
    kept = hours.astype(np.float32) if question.with_hours else None
    return Reach((*access.bands(hours, limits), None), kept)


def _told(question: Question) -> str:
    """Return a question as a text that is the same in every process: a set has no order."""
    terms = question.terms
    parts = (question.days, terms.modes, sorted(terms.closed), sorted(terms.opened))
    return f"{parts} {question.reverse} {question.with_hours}"


def service_of(values: tuple[tuple[str, str], ...]) -> Service:
    """Return the atlas of this process, opened once however many threads ask."""
    with _OPENING:
        return _opened(values)


@cache
def _opened(values: tuple[tuple[str, str], ...]) -> Service:
    return Service.open(Settings.of(dict(values)))


@cache
def _inputs(values: tuple[tuple[str, str], ...]) -> str:
    """Return a hash of the facts and one of the network."""
    service = service_of(values)
    network = freight_artefact(service.settings.data).inputs()
    return f"{service.site.atlas.checksum[:12]}-{network}"


@cache
def _access(values: tuple[tuple[str, str], ...], terms: Terms, *, outbound: bool) -> Access:
    return Access.of(service_of(values).freight(), terms, outbound=outbound)
