"""Mentions go in with the pairs that may be one and what people have judged; clusters come out, one an occurrence.

What hangs together by pairs is clustered by itself, by average linkage: the two clusters whose pairs have the most
points on average are joined, as long as that is above 0. Only clusters between which an edge runs are candidates, so
that of a story told for a year no more is weighed than what may be one; on ECB+ that costs nothing. Ties go by name, so
the order of arrival does not matter. A judgement of a person joins or keeps apart whatever the points say; what is held
together by judgements comes first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Points = Callable[[str, str], float]
Pairs = Iterable[tuple[str, str]]
Edges = Mapping[str, Mapping[str, float]]
_SHOWN = 6
"""How many members stand for a cluster where two that are far apart are weighed."""


def parts(names: Iterable[str], edges: Edges, bar: float = 0.0) -> list[list[str]]:
    """What hangs together by edges above `bar`, each part in the order of names."""
    wanted = set(names)
    found, seen = [], set[str]()
    for name in sorted(wanted):
        if name in seen:
            continue
        seen.add(name)
        stack, part = [name], []
        while stack:
            each = stack.pop()
            part.append(each)
            for other, points in edges.get(each, {}).items():
                if points > bar and other in wanted and other not in seen:
                    seen.add(other)
                    stack.append(other)
        found.append(sorted(part))
    return found


def clustered(
    part: Sequence[str], edges: Edges, points: Points, same: Pairs = (), apart: Pairs = ()
) -> list[list[str]]:
    """The clusters of what hangs together, by average linkage; `points` weighs pairs that no edge joins."""
    order = sorted(part)
    number = {name: at for at, name in enumerate(order)}
    sums: dict[int, dict[int, float]] = {
        at: {number[other]: weight for other, weight in edges.get(name, {}).items() if other in number}
        for at, name in enumerate(order)
    }
    members: dict[int, list[int]] = {at: [at] for at in range(len(order))}

    def total(one: int, two: int) -> float:
        """The points of all pairs of two clusters: counted before, or weighed now, by some members of large ones."""
        known = sums[one].get(two)
        if known is not None:
            return known
        first, second = (members[each][:: max(1, len(members[each]) // _SHOWN)][:_SHOWN] for each in (one, two))
        weighed = sum(points(order[min(left, right)], order[max(left, right)]) for left in first for right in second)
        return weighed * len(members[one]) * len(members[two]) / (len(first) * len(second))

    def mean(one: int, two: int) -> float:
        return sums[one][two] / (len(members[one]) * len(members[two]))

    walls = _walls(number, apart)

    def join(one: int, two: int) -> None:
        for other in (sums[one].keys() | sums[two].keys()) - {one, two}:
            both = total(one, other) + total(two, other)
            sums[one][other] = sums[other][one] = both
            sums[other].pop(two, None)
        sums.pop(two)
        sums[one].pop(two, None)
        members[one] += members.pop(two)
        _wall_off(walls, one, two)

    where = dict(enumerate(range(len(order))))
    for left, right in same:
        if left in number and right in number:
            one, two = sorted((_now(where, number[left]), _now(where, number[right])))
            if one != two:
                join(one, two)
                where[two] = one
    heap = [
        (-mean(one, two), one, two, len(members[one]), len(members[two]))
        for one, row in sums.items()
        for two in row
        if one < two
    ]
    heapq.heapify(heap)
    while heap:
        negative, one, two, first, second = heapq.heappop(heap)
        if negative >= 0:
            break
        if one not in members or two not in members or len(members[one]) != first or len(members[two]) != second:
            continue
        if two in walls[one]:
            continue
        join(one, two)
        for other in sums[one]:
            low, high = min(one, other), max(one, other)
            heapq.heappush(heap, (-mean(low, high), low, high, len(members[low]), len(members[high])))
    return sorted(sorted(order[at] for at in each) for each in members.values())


def _walls(number: Mapping[str, int], apart: Pairs) -> dict[int, set[int]]:
    """By number, what each may not be joined with."""
    walls: dict[int, set[int]] = {at: set() for at in number.values()}
    for left, right in apart:
        if left in number and right in number:
            walls[number[left]].add(number[right])
            walls[number[right]].add(number[left])
    return walls


def _wall_off(walls: dict[int, set[int]], one: int, two: int) -> None:
    """Let what `two` may not be joined with be what `one`, which took it in, may not be joined with."""
    walls[one] |= walls.pop(two)
    for other in walls[one]:
        walls[other].discard(two)
        walls[other].add(one)


def _now(where: Mapping[int, int], at: int) -> int:
    while where[at] != at:
        at = where[at]
    return at
