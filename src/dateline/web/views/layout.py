"""Nodes and ties go in; out comes where to draw each node, so that those who are tied lie near and all can be read.

The same for the same input. The forces are those of networkx (Fruchterman and Reingold 1991).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dateline.errors import MissingExtra

_MIDDLE = "the middle"
_ROUNDS = 120
_ROW = 22.0
"""Units that a name takes up and down, its node with it."""


def places(
    nodes: Sequence[str],
    ties: Sequence[tuple[str, str, float]],
    width: float,
    height: float,
    lengths: Mapping[str, float],
) -> dict[str, tuple[float, float]]:
    """Where each node lies, in units from the upper left; `lengths` is how far its name reaches beside it."""
    try:
        import networkx
    except ImportError:
        raise MissingExtra("networks need networkx: pip install 'dateline[desk]'") from None
    if not nodes:
        return {}
    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(nodes)
    for left, right, weight in ties:
        graph.add_edge(left, right, weight=1 + math.log(weight))
    # Parts of a network that no tie joins would fly apart: a weak pull to the middle holds them.
    graph.add_node(_MIDDLE)
    for node in nodes:
        graph.add_edge(_MIDDLE, node, weight=0.12)
    found = networkx.spring_layout(graph, seed=7, weight="weight", iterations=200, k=2.4 / math.sqrt(len(nodes) + 1))
    del found[_MIDDLE]
    return _apart(_fitted({node: (float(x), float(y)) for node, (x, y) in found.items()}, width, height),
                  width, height, lengths)  # fmt: skip


def _fitted(points: Mapping[str, tuple[float, float]], width: float, height: float) -> dict[str, tuple[float, float]]:
    """The points stretched to the whole of the chart: by rank as much as by place, so that no corner stays empty."""
    found: dict[str, list[float]] = {node: [] for node in points}
    for axis, size in ((0, width), (1, height)):
        values = sorted(point[axis] for point in points.values())
        low, high = values[0], values[-1]
        order = {node: at for at, node in enumerate(sorted(points, key=lambda node: points[node][axis]))}
        for node, point in points.items():
            near = (point[axis] - low) / (high - low) if high > low else 0.5
            rank = order[node] / max(1, len(points) - 1) if high > low else 0.5
            found[node].append(size * (0.04 + 0.92 * (0.6 * near + 0.4 * rank)))
    return {node: (x, y) for node, (x, y) in found.items()}


def _apart(
    points: dict[str, tuple[float, float]], width: float, height: float, lengths: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """The points moved up and down, and a little to the side, until no name lies on another."""
    at = {node: [x, y] for node, (x, y) in points.items()}
    names = list(at)
    for _ in range(_ROUNDS):
        moved = False
        for number, one in enumerate(names):
            for other in names[number + 1 :]:
                left, right = _reach(at[one][0], lengths[one], width), _reach(at[other][0], lengths[other], width)
                across = min(left[1], right[1]) - max(left[0], right[0])
                down = _ROW - abs(at[one][1] - at[other][1])
                if across <= 0 or down <= 0:
                    continue
                moved = True
                sign = 1.0 if at[one][1] >= at[other][1] else -1.0
                at[one][1] += sign * (down / 2 + 0.1)
                at[other][1] -= sign * (down / 2 + 0.1)
        for node in names:
            at[node][0] = min(width - 12, max(12, at[node][0]))
            at[node][1] = min(height - 12, max(12, at[node][1]))
        if not moved:
            break
    return {node: (round(x, 1), round(y, 1)) for node, (x, y) in at.items()}


def _reach(x: float, length: float, width: float) -> tuple[float, float]:
    """From where to where a node and its name reach; on the right of a chart names stand to the left of their node."""
    return (x - 8, x + length) if x <= 0.78 * width else (x - length, x + 8)
