"""Where many pieces of work run: in this process, in several, or on a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from itertools import islice
from typing import Any, TypeVar

from geo.errors import ClusterError, SettingsError

Task = TypeVar("Task")
Answer = TypeVar("Answer")

PACK = 8
"""Pieces that go to a worker together: one that takes some milliseconds would wait for its way."""
AHEAD = 32
"""Packs that are on their way at once: enough for every worker, few enough that answers which
nobody has fetched yet take no memory to speak of."""
RETRIES = 2
"""How often a pack is tried again whose worker failed without dying; one whose worker died goes
to another worker by itself."""
PATIENCE_S = 30
"""How long a scheduler may take to answer, and to get its first worker."""


def is_available() -> bool:
    """Whether Dask is installed: the extra `cluster`."""
    return find_spec("distributed") is not None


def answered(
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    scheduler: str = "",
    processes: int = 1,
) -> Iterator[tuple[int, Answer]]:
    """Yield the number of each task and its answer, in the order in which answers come.

    The function is the same everywhere. Elsewhere than in this process it is found by its name,
    so it must be one of a module, and tasks and answers must pickle.

    Parameters
    ----------
    work
        What is to be done with a task; equal tasks have equal answers.
    tasks
        The pieces of work.
    scheduler
        Address of a Dask scheduler; blank for this machine.
    processes
        Processes on this machine; one is this process itself, and needs no Dask.

    Raises
    ------
    SettingsError
        Dask is not installed, or no scheduler with a worker is at the address.
    ClusterError
        The cluster failed while it worked.

    Examples
    --------
    >>> list(answered(len, ["a", "bc"]))
    [(0, 1), (1, 2)]
    """
    if not scheduler and processes == 1:
        for number, task in enumerate(tasks):
            yield number, work(task)
        return
    if not is_available():
        msg = (
            f"ATLAS_SCHEDULER is {scheduler!r} with {processes} processes; accepted is blank with "
            "1 process, or an installation of the extra `cluster`: pip install '.[cluster]'."
        )
        raise SettingsError(msg)
    with _client(scheduler, processes) as client:
        yield from _from_dask(client, work, tasks)


@contextmanager
def _client(scheduler: str, processes: int) -> Iterator[Any]:
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        place: Any = scheduler
        if not scheduler:
            # A dashboard would need more packages and a port; memory is the operator's affair.
            place = stack.enter_context(
                LocalCluster(
                    n_workers=processes,
                    threads_per_worker=1,
                    dashboard_address=None,
                    memory_limit=0,
                )
            )
        try:
            client = stack.enter_context(Client(place, timeout=PATIENCE_S, set_as_default=False))
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except (OSError, ValueError, TimeoutError) as error:
            msg = (
                f"ATLAS_SCHEDULER is {scheduler!r}, where no scheduler with a worker answers "
                f"({error}); accepted is an address such as tcp://host:8786, or blank."
            )
            raise SettingsError(msg) from error
        yield client


def _from_dask(
    client: Any,  # noqa: ANN401 Dask is not typed
    work: Callable[[Task], Answer],
    tasks: Sequence[Task],
) -> Iterator[tuple[int, Answer]]:
    from distributed import CancelledError, KilledWorker, as_completed
    from distributed.comm import CommClosedError

    starts = iter(range(0, len(tasks), PACK))
    start_of: dict[str, int] = {}

    def sent() -> Iterator[Any]:
        for start in starts:
            pack = tasks[start : start + PACK]
            future = client.submit(_each, work, pack, pure=False, retries=RETRIES)
            start_of[future.key] = start
            yield future

    coming = as_completed(list(islice(sent(), AHEAD)), loop=client.loop)
    try:
        for future in coming:
            answers = future.result()
            for another in islice(sent(), 1):
                coming.add(another)
            yield from enumerate(answers, start_of.pop(future.key))
            future.release()
    except (KilledWorker, CancelledError, CommClosedError) as error:
        msg = f"The cluster gave up ({error}); accepted is another run, which goes on from here."
        raise ClusterError(msg) from error


def _each(work: Callable[[Task], Answer], pack: Sequence[Task]) -> list[Answer]:
    return [work(task) for task in pack]
