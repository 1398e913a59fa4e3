"""The same function here and on Dask; what cannot run says why."""

from __future__ import annotations

import math
import os
import signal

import pytest

from geo.errors import SettingsError
from webmap import cluster
from webmap.cluster import answered


def test_here_answers_come_one_by_one_in_order() -> None:
    done = []

    def noted(task: int) -> int:
        done.append(task)
        return task * task

    coming = answered(noted, [3, 4])
    assert next(coming) == (0, 9)
    assert done == [3]
    assert list(coming) == [(1, 16)]


def test_two_processes_give_the_answers_of_one() -> None:
    tasks = list(range(3 * cluster.AHEAD))
    found = dict(answered(math.sqrt, tasks, processes=2))
    assert found == dict(answered(math.sqrt, tasks))


def test_an_error_of_the_work_is_raised_as_it_is() -> None:
    with pytest.raises(ValueError, match=r"math domain error|nonnegative"):
        list(answered(math.sqrt, [4.0, -1.0], processes=2))


def test_without_dask_more_than_one_process_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "is_available", lambda: False)
    with pytest.raises(SettingsError, match=r"2 processes; accepted is blank with 1 .*cluster"):
        list(answered(math.sqrt, [4.0], processes=2))
    assert list(answered(math.sqrt, [4.0])) == [(0, 2.0)]


def test_an_address_where_nobody_answers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE_S", 0.5)
    with pytest.raises(SettingsError, match=r"'tcp://127\.0\.0\.1:9', where no scheduler"):
        list(answered(math.sqrt, [4.0], scheduler="tcp://127.0.0.1:9"))


def test_workers_that_are_killed_in_the_middle_lose_nothing() -> None:
    from distributed import Client, LocalCluster

    tasks = list(range(3 * cluster.AHEAD))
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0
        ) as two,
        Client(two, set_as_default=False) as watcher,
    ):
        coming = answered(math.sqrt, tasks, scheduler=two.scheduler_address)
        found = dict([next(coming)])
        for process in watcher.run(os.getpid).values():
            os.kill(process, signal.SIGKILL)
        found |= dict(coming)
    assert found == dict(answered(math.sqrt, tasks))
