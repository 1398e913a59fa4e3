"""A file of origins made a file of what each reaches: resumable, with its progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from webmap.batch_coverage import Job, Question, Reach, reach, service_of
from webmap.batch_origins import ID, LAT, LON, Origin, read_origins
from webmap.cluster import answered
from webmap.origin import resolve
from webmap.resumable import Cells, Part
from webmap.service import Service
from webmap.settings import Settings

NODES = "nodes.npy"


class Progress(NamedTuple):
    """How far a run has got."""

    done: int
    total: int
    faults: int
    """Rows without an answer: broken ones, and places from which nothing can be travelled by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A file of origins, the file of answers, and how the work runs."""

    origins: Path
    out: Path
    hours: Path | None = None
    """Folder for the hours of every node, one file for each row; none by default."""
    processes: int = 1
    """On this machine, where no scheduler is set."""

    def run(self, values: Mapping[str, str], question: Question) -> Iterator[Progress]:
        """Answer every origin that has no answer yet; when all have one, write the file.

        Parameters
        ----------
        values
            ATLAS_* settings; ATLAS_SCHEDULER says where the work runs.
        question
            What is asked of every origin.

        Raises
        ------
        ParameterError
            The file of origins cannot be read, or the question cannot be asked.
        SettingsError, ClusterError
            The work cannot run where it should.
        """
        scheduler = Settings.of(values).scheduler
        job = Job.of(values, question)
        service = service_of(job.values)
        rows = read_origins(self.origins, lambda text: _located(service, text))
        part = Part.beside(self.out, job.key(rows))
        kept = part.kept()
        progress = Progress(len(kept), len(rows), sum(map(_is_fault, kept.values())))
        yield progress
        for number, cells in part.keep(self._answers(job, rows, kept, scheduler)):
            kept[number] = cells
            done, total, faults = progress
            progress = Progress(done + 1, total, faults + _is_fault(cells))
            yield progress
        header = ["line", ID, LON, LAT, *question.columns(), "fault"]
        table = [
            (row.line, row.origin_id, row.lon, row.lat, *kept[number])
            for number, row in enumerate(rows)
        ]
        part.finish(self.out, header, table)

    def _answers(
        self, job: Job, rows: list[Origin], kept: Mapping[int, Cells], scheduler: str
    ) -> Iterator[tuple[int, Cells]]:
        numbers = [number for number in range(len(rows)) if number not in kept]
        if self.hours is not None:
            self.hours.mkdir(parents=True, exist_ok=True)
            places = service_of(job.values).freight().network.places
            np.save(self.hours / NODES, places.astype(np.float32))
        for place, answer in answered(
            reach,
            [(job, rows[number]) for number in numbers],
            scheduler=scheduler,
            processes=self.processes,
        ):
            self._save(rows[numbers[place]], answer)
            yield numbers[place], answer.cells

    def _save(self, row: Origin, answer: Reach) -> None:
        if self.hours is not None and answer.hours is not None:
            np.save(self.hours / f"line-{row.line}.npy", answer.hours)


def _is_fault(cells: Cells) -> bool:
    return cells[-1] is not None


def _located(service: Service, text: str) -> tuple[float, float]:
    spot = resolve(service, text, parameter="from")
    return spot.lon, spot.lat
