"""Passages close by name; what is closed by default opens only on purpose."""

import numpy as np
import pytest

from geo.bbox import Bbox
from geo.errors import NetworkError
from geo.network import Network, plain_network
from geo.passage import Passage, name_passages, open_edges

ARCTIC = Passage(id="arctic", area=Bbox(-180, 70, 180, 90), is_open=False)
SUEZ = Passage(id="suez", label="suez")


@pytest.fixture
def lanes() -> Network:
    sea = plain_network([0, 1, 2, 3], [0, 0, 75, 0], [0, 1, 2], [1, 2, 3])
    return name_passages(sea, ["", "suez"], [1, 0, 0], [SUEZ, ARCTIC])


def test_every_edge_that_ends_in_the_area_belongs_to_it(lanes: Network) -> None:
    assert [lanes.row_of(edge) for edge in range(3)] == ["suez", "arctic", "arctic"]


def test_the_arctic_is_closed_by_default(lanes: Network) -> None:
    assert open_edges(lanes, ["arctic"]).tolist() == [True, False, False]


def test_the_arctic_opens_on_purpose(lanes: Network) -> None:
    assert open_edges(lanes, ["arctic"], reopen=["arctic"]).all()


def test_closing_wins_over_opening(lanes: Network) -> None:
    assert not open_edges(lanes, [], close=["suez"], reopen=["suez"])[0]


def test_an_unknown_passage_names_those_there_are(lanes: Network) -> None:
    with pytest.raises(NetworkError, match="No passage 'kiel'; available: suez, arctic"):
        open_edges(lanes, [], close=["kiel"])


def test_a_passage_without_edges_is_refused() -> None:
    sea = plain_network([0, 1], [0, 0], [0], [1])
    with pytest.raises(NetworkError, match="'suez' has no edge; expected a label of open"):
        name_passages(sea, ["open"], np.zeros(1), [SUEZ])
