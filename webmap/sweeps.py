"""Routers for sets of closures: the usual ones stay, others while they are asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from geo.pareto import Sweep

MOST_ROUTERS: Final = 12
"""Routers that are kept, one for each set of closures and each mix; each takes some 60 MB.

A plan needs six, and under closures six more of the usual network that it is held against.
"""

Situation = frozenset[str]
"""Closed things, by id: passages, borders, gauge changes, ports, stations, modes, countries."""


@dataclass(frozen=True)
class Sweeps:
    """What is kept of a network's routers. Threads share it."""

    usual: Sweep
    """The network with what is closed by default."""
    usually_closed: Situation
    edges_of: Callable[[Situation], npt.NDArray[np.int64]]
    """Edges that closures take away."""
    _kept: OrderedDict[Situation, Sweep] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def under(self, situation: Situation) -> Sweep:
        """Return the routers for what is closed, those closed by default among it."""
        if situation == self.usually_closed:
            return self.usual
        with self._lock:
            if situation not in self._kept:
                self._kept[situation] = self._made(situation)
            self._kept.move_to_end(situation)
            found = self._kept[situation]
            while self._count() > MOST_ROUTERS and len(self._kept) > 1:
                self._kept.popitem(last=False)
        return found

    def _count(self) -> int:
        return sum(len(sweep.routers) for sweep in (self.usual, *self._kept.values()))

    def _made(self, situation: Situation) -> Sweep:
        if situation > self.usually_closed:
            # Closing more is quicker than beginning anew.
            return self.usual.without(self.edges_of(situation - self.usually_closed))
        usual = self.usual
        return Sweep(usual.network, usual.prepared, usual.exchange, self.edges_of(situation))
