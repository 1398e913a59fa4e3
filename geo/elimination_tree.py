"""The tree that an order of elimination makes: which nodes wait for which."""

import numpy as np
import numpy.typing as npt

from geo.graph import Graph, IntArray


def heights(graph: Graph, order: npt.ArrayLike) -> IntArray:
    """Return how high each node stands in the elimination tree of an order.

    A node is above all that lie on ways to it through nodes taken out earlier. The separators of
    a nested dissection stand high.

    Parameters
    ----------
    graph
        The graph.
    order
        Nodes in the order in which they are taken out.

    Returns
    -------
    height
        Of each node: steps down to the furthest leaf below it.

    Notes
    -----
    Liu, J.W.H. (1990). The role of elimination trees in sparse factorization. SIAM Journal on
    Matrix Analysis and Applications 11, 134-172. doi:10.1137/0611010

    Examples
    --------
    >>> heights(Graph.of(4, [0, 1, 2], [1, 2, 3]), [0, 3, 1, 2]).tolist()
    [0, 1, 2, 0]
    """
    nodes = np.asarray(order, np.int64)
    count = graph.node_count
    place = np.empty(count, np.int64)
    place[nodes] = np.arange(count)
    ends = np.sort(np.column_stack([place[graph.tail], place[graph.head]]), axis=1)
    ends = ends[ends[:, 0] != ends[:, 1]]
    ends = ends[np.argsort(ends[:, 1], kind="stable")]
    above = [-1] * count  # the furthest ancestor seen so far, every way to it made shorter
    height = [0] * count
    for low, node in ends.tolist():
        climber = low
        while (parent := above[climber]) not in (-1, node):
            above[climber] = node
            climber = parent
        if parent < 0:
            above[climber] = node
            height[node] = max(height[node], height[climber] + 1)
    found = np.empty(count, np.int32)
    found[nodes] = height
    return found
