"""Batch coverage: the same bytes here and on a cluster, nothing lost, every row answered."""

from __future__ import annotations

import csv
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import dask
import numpy as np
import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster
from flask import Flask

from geo.errors import ClusterError, ParameterError
from layers import base
from server import main
from tests.serving import TODAY
from webmap import batch, batch_coverage
from webmap.batch import Batch, Progress
from webmap.batch_coverage import Access, Job, Question, parse_question, reach
from webmap.batch_origins import Origin
from webmap.coverage_ask import asked_of
from webmap.freight import QUICKEST
from webmap.freight_reach import Terms, node_hours
from webmap.query import Query
from webmap.service import Service

VALUES = {"ATLAS_TODAY": TODAY}
QUESTION = Question(days=(3.0, 10.0, 20.0), terms=Terms(("rail", "road", "sea")))
ROWS = """origin_id,from
yiwu,Yiwu
by id,yiwu-cbz
madrid,"-3.70,40.42"
at sea,"-140,-40"
nowhere,Atlantis-on-Sea
rotterdam,"4.45,51.90"
"""


@pytest.fixture(scope="module", autouse=True)
def service(app: Flask) -> Iterator[Service]:
    """Let this process's batches use the atlas that is open, not another one."""
    held: Service = app.extensions["atlas"]
    patch = pytest.MonkeyPatch()
    patch.setattr(batch_coverage, "_opened", lambda _: held)
    yield held
    patch.undo()


@pytest.fixture
def origins(tmp_path: Path) -> Path:
    path = tmp_path / "origins.csv"
    path.write_text(ROWS, "utf-8")
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out.csv"


def answered(origins: Path, out: Path, **more: str) -> bytes:
    for _ in Batch(origins=origins, out=out).run(VALUES | more, QUESTION):
        pass
    return out.read_bytes()


def table(content: bytes) -> dict[str, dict[str, str]]:
    rows = csv.DictReader(content.decode("utf-8-sig").splitlines())
    return {row["origin_id"]: row for row in rows}


def test_every_row_has_its_answer_or_its_fault(origins: Path, out: Path) -> None:
    found = table(answered(origins, out))
    assert list(found) == ["yiwu", "by id", "madrid", "at sea", "nowhere", "rotterdam"]
    assert "at sea" in found["at sea"]["fault"]
    assert "'Atlantis-on-Sea'; accepted" in found["nowhere"]["fault"]
    for name in ("yiwu", "by id", "madrid", "rotterdam"):
        row = found[name]
        assert row["fault"] == ""
        assert int(row["places_0-3d"]) > 100
        assert int(row["population_3-10d"]) > 10_000_000
    assert found["nowhere"]["places_0-3d"] == ""


def test_two_workers_of_a_cluster_give_the_same_bytes_though_one_is_killed(
    origins: Path, out: Path, tmp_path: Path
) -> None:
    here = answered(origins, out)
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "5s"}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0
        ) as two,
        Client(two, set_as_default=False) as watcher,
    ):
        there = tmp_path / "there.csv"
        values = VALUES | {"ATLAS_SCHEDULER": two.scheduler_address}
        run = Batch(origins=origins, out=there).run(values, QUESTION)
        seen = [next(run), next(run)]
        process = min(watcher.run(os.getpid).values())
        os.kill(process, signal.SIGKILL)
        seen += run
    assert [progress.done for progress in seen] == list(range(7))
    assert there.read_bytes() == here


def test_a_second_run_asks_only_for_what_the_first_has_not_answered(
    origins: Path, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = answered(origins, tmp_path / "whole.csv")
    run = Batch(origins=origins, out=out).run(VALUES, QUESTION)
    assert [next(run).done for _ in range(3)] == [0, 1, 2]
    run.close()
    assert not out.exists()
    asked: list[Origin] = []

    def noted(task: tuple[Job, Origin]) -> batch_coverage.Reach:
        asked.append(task[1])
        return reach(task)

    monkeypatch.setattr(batch, "reach", noted)
    again = list(Batch(origins=origins, out=out).run(VALUES, QUESTION))
    assert again[0] == Progress(2, 6, 0)
    assert [origin.origin_id for origin in asked] == ["madrid", "at sea", "nowhere", "rotterdam"]
    assert out.read_bytes() == whole
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "origins.csv",
        "out.csv",
        "whole.csv",
    ]


def test_another_question_begins_anew(origins: Path, out: Path) -> None:
    run = Batch(origins=origins, out=out).run(VALUES, QUESTION)
    assert [next(run).done, next(run).done] == [0, 1]
    run.close()
    other = Question(days=(1.0,), terms=QUESTION.terms)
    assert next(Batch(origins=origins, out=out).run(VALUES, other)).done == 0


def test_hours_of_every_node_are_those_of_the_network(
    service: Service, origins: Path, out: Path, tmp_path: Path
) -> None:
    question = Question(days=(2.0,), terms=QUESTION.terms, with_hours=True)
    folder = tmp_path / "hours"
    list(Batch(origins=origins, out=out, hours=folder).run(VALUES, question))
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["line-2.npy", "line-3.npy", "line-4.npy", "line-7.npy", "nodes.npy"]
    found = np.load(folder / "line-4.npy")
    expected = node_hours(service.freight(), -3.70, 40.42, question.terms, limit=48.0)
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert len(np.load(folder / "nodes.npy")) == len(found)


@pytest.mark.parametrize("reverse", [False, True], ids=["to a place", "from a place"])
def test_hours_of_a_place_are_those_of_the_way(service: Service, reverse: bool) -> None:
    freight, modes, yiwu = service.freight(), ("rail", "road"), (120.07, 29.31)
    access = Access.of(freight, Terms(modes), outbound=reverse)
    hours = node_hours(freight, *yiwu, Terms(modes), reverse=reverse)
    router = freight.sweep(Terms(modes).shut).router(QUICKEST)
    rates = freight.network.table()[:, 0]
    places = base.places()
    for name in ("Madrid", "Moscow", "Almaty"):
        row = int(np.flatnonzero(places["name_en"] == name)[0])
        ends = [yiwu, tuple(places.loc[row, ["lon", "lat"]])]
        begins, goals = (
            freight.access(*end, modes, outbound=outbound)
            for end, outbound in zip(ends[::-1] if reverse else ends, (True, False), strict=True)
        )
        taken = [
            float(freight.amounts(way, [begin, goal]) @ rates)
            for begin in begins
            for goal in goals
            if (way := router.one_to_one(begin.node, goal.node)) is not None
        ]
        found = (hours[access.node[row]] + access.hours[row]).min()
        assert found == pytest.approx(min(taken), rel=1e-4)


def test_a_place_is_in_one_band_and_unknown_people_are_not_none() -> None:
    access = Access(
        node=np.array([[0, 1], [1, 1], [2, 2], [0, 2]]),
        hours=np.array([[1.0, 0.0], [2.0, np.inf], [0.0, 0.0], [30.0, 0.0]]),
        population=np.array([10.0, np.nan, 5.0, 7.0]),
    )
    # 6 by the second mode, 8, out of reach, 40 by the first.
    found = access.bands(np.array([10.0, 6.0, np.inf]), [7.0, 24.0, 48.0])
    assert found == [1, 10, 0, 1, 0, 1, 1, 7, 0]


def test_a_worker_with_other_data_is_refused() -> None:
    job = Job(question=QUESTION, values=tuple(VALUES.items()), inputs="other")
    with pytest.raises(ClusterError, match=r"A worker has the data .*; accepted are those of othe"):
        reach((job, Origin(2, "a", 120.0, 29.0, None)))


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"days": "", "modes": "rail"}, "days is empty; accepted are ascending numbers above 0"),
        ({"days": "3,1", "modes": "rail"}, "days is 3,1; accepted are ascending"),
        ({"days": "-1", "modes": "rail"}, "days is -1; accepted are ascending numbers above 0"),
        ({"days": "nan", "modes": "rail"}, "days is nan; accepted are ascending"),
        ({"days": "1,x", "modes": "rail"}, "days is '1,x'; accepted are numbers"),
        ({"days": "400", "modes": "rail"}, "days is 400; .* at most 365"),
        ({"days": "3", "modes": ""}, "modes is empty; accepted: one or more of rail"),
        ({"days": "3", "modes": "mule"}, "modes is mule; accepted"),
    ],
)
def test_what_cannot_be_asked_is_refused(asked: dict[str, str], message: str) -> None:
    with pytest.raises(ParameterError, match=message):
        parse_question(asked)


def test_page_batch_and_command_go_by_the_same_modes_unless_told(service: Service) -> None:
    modes = Question().terms.modes
    assert modes == asked_of(service, Query()).modes == ("rail", "road", "sea")
    option = next(one for one in main.commands["coverage-batch"].params if one.name == "modes")
    assert parse_question({"days": "3", "modes": option.default}).terms.modes == modes


def test_an_unknown_closure_is_refused_before_any_work(origins: Path, out: Path) -> None:
    question = Question(terms=Terms(closed=frozenset({"kiel"})))
    with pytest.raises(ParameterError, match="Closed is 'kiel'; accepted are passages"):
        next(Batch(origins=origins, out=out).run(VALUES, question))


def test_the_command_says_how_many_rows_have_a_fault(origins: Path, out: Path) -> None:
    asked = ["coverage-batch", str(origins), str(out), "--days", "3", "--modes", "road"]
    result = CliRunner().invoke(main, asked, env=VALUES)
    assert result.exit_code == 0
    assert "Wrote out.csv: 6 origins, 2 of them with a fault." in result.output
    assert "places_0-3d" in out.read_text("utf-8-sig")


def test_the_command_says_in_words_what_is_wrong(tmp_path: Path, out: Path) -> None:
    asked = ["coverage-batch", str(tmp_path / "none.csv"), str(out), "--days", "3"]
    result = CliRunner().invoke(main, asked, env=VALUES)
    assert result.exit_code == 1
    assert "none.csv cannot be read" in result.output
