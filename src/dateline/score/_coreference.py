"""Two ways of sorting mentions into clusters go in, gold and found; MUC, B-cubed, CEAF-e and their mean come out.

A cluster is a set of mentions; both ways sort the same mentions or not. Precision and recall are kept as sums, so that
they can be added up. The CoNLL score is the mean of the three F1 (Pradhan et al. 2014, "Scoring coreference partitions
of predicted mentions", ACL; the worked examples of the tests are theirs and those of the papers named below).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall, each as what is right of how many."""

    right: float
    found: float
    right_of_gold: float
    gold: float

    @property
    def precision(self) -> float:
        """In percent."""
        return 100.0 * self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """In percent."""
        return 100.0 * self.right_of_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """In percent."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def muc(gold: Sequence[frozenset[T]], found: Sequence[frozenset[T]]) -> Figures:
    """How many links would have to be added to get from one way to the other (Vilain et al. 1995).

    >>> muc([frozenset("abcd")], [frozenset("ab"), frozenset("cd")]).recall
    66.66666666666667
    """
    right, links = _links(found, gold)
    right_of_gold, gold_links = _links(gold, found)
    return Figures(right, links, right_of_gold, gold_links)


def _links(key: Sequence[frozenset[T]], response: Sequence[frozenset[T]]) -> tuple[int, int]:
    """Links of `key` that `response` has too, and all links of `key`."""
    where = _places(response)
    right = links = 0
    for cluster in key:
        parts = {where[each] for each in cluster if each in where}
        lone = sum(each not in where for each in cluster)
        right += len(cluster) - len(parts) - lone
        links += len(cluster) - 1
    return right, links


def b_cubed(gold: Sequence[frozenset[T]], found: Sequence[frozenset[T]]) -> Figures:
    """For each mention, what share of its cluster is right (Bagga and Baldwin 1998)."""
    right, mentions = _shares(found, gold)
    right_of_gold, gold_mentions = _shares(gold, found)
    return Figures(right, mentions, right_of_gold, gold_mentions)


def _shares(key: Sequence[frozenset[T]], response: Sequence[frozenset[T]]) -> tuple[float, int]:
    where = _places(response)
    right, mentions = 0.0, 0
    for cluster in key:
        parts = Counter(where[each] for each in cluster if each in where)
        right += sum(count * count for count in parts.values()) / len(cluster)
        mentions += len(cluster)
    return right, mentions


def ceaf_e(gold: Sequence[frozenset[T]], found: Sequence[frozenset[T]]) -> Figures:
    """The best pairing of clusters, one to one, by 2 |G and F| / (|G| + |F|) (Luo 2005, phi 4)."""
    where = _places(gold)
    near: dict[tuple[int, int], float] = {}
    for number, cluster in enumerate(found):
        for other, count in Counter(where[each] for each in cluster if each in where).items():
            near[number, other] = 2.0 * count / (len(cluster) + len(gold[other]))
    right = sum(_best(part) for part in _parts(near))
    return Figures(right, len(found), right, len(gold))


def conll(gold: Sequence[frozenset[T]], found: Sequence[frozenset[T]]) -> float:
    """The mean of the three F1, in percent."""
    return sum(measure(gold, found).f1 for measure in (muc, b_cubed, ceaf_e)) / 3


def without_singletons(clusters: Iterable[frozenset[T]]) -> list[frozenset[T]]:
    """The clusters of two mentions and more."""
    return [cluster for cluster in clusters if len(cluster) > 1]


def _places(clusters: Sequence[frozenset[T]]) -> dict[T, int]:
    return {each: number for number, cluster in enumerate(clusters) for each in cluster}


def _parts(near: dict[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """The pairs, apart by which clusters hang together at all: each part can be paired by itself."""
    columns: dict[int, list[int]] = defaultdict(list)
    rows: dict[int, list[int]] = defaultdict(list)
    for row, column in near:
        columns[column].append(row)
        rows[row].append(column)
    seen: set[int] = set()
    parts = []
    for start in rows:
        if start in seen:
            continue
        seen.add(start)
        stack, members = [start], []
        while stack:
            row = stack.pop()
            members.append(row)
            new = {other for column in rows[row] for other in columns[column]} - seen
            seen |= new
            stack.extend(new)
        parts.append({(row, column): near[row, column] for row in members for column in rows[row]})
    return parts


def _best(near: dict[tuple[int, int], float]) -> float:
    """The greatest sum of a one-to-one pairing, by the Hungarian method with potentials (Kuhn 1955, Munkres 1957)."""
    if len(near) == 1:
        return next(iter(near.values()))
    lines, columns = sorted({row for row, _ in near}), sorted({column for _, column in near})
    if len(lines) > len(columns):
        near = {(column, row): value for (row, column), value in near.items()}
        lines, columns = columns, lines
    cost = [[-near.get((row, column), 0.0) for column in columns] for row in lines]
    width = len(columns)
    of_row, of_column = [0.0] * (len(lines) + 1), [0.0] * (width + 1)
    taken, way = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, len(lines) + 1):
        taken[0], at = row, 0
        least, used = [float("inf")] * (width + 1), [False] * (width + 1)
        while True:
            used[at] = True
            line, step, next_at = taken[at], float("inf"), 0
            costs, potential = cost[line - 1], of_row[line]
            for column in range(1, width + 1):
                if used[column]:
                    continue
                reduced = costs[column - 1] - potential - of_column[column]
                if reduced < least[column]:
                    least[column], way[column] = reduced, at
                if least[column] < step:
                    step, next_at = least[column], column
            for column in range(width + 1):
                if used[column]:
                    of_row[taken[column]] += step
                    of_column[column] -= step
                else:
                    least[column] -= step
            at = next_at
            if taken[at] == 0:
                break
        while at:
            taken[at], at = taken[way[at]], way[at]
    return -sum(cost[taken[column] - 1][column - 1] for column in range(1, width + 1) if taken[column])
