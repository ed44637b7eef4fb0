"""Mentions go in with the pairs that may be one and what people have judged; clusters come out, one an occurrence.

What hangs together by pairs is clustered by itself, by average linkage: the two clusters whose pairs have the most
points on average are joined, as long as that is above 0. Ties go by name, so the order of arrival does not matter. A
judgement of a person joins or keeps apart whatever the points say; what is held together by judgements comes first.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence

Points = Callable[[str, str], float]
Pairs = Iterable[tuple[str, str]]
Edges = Mapping[str, Mapping[str, float]]
LIMIT = 300
"""Above how many mentions what hangs together is clustered in two steps: average linkage takes their square."""
_SHOWN = 5
"""How many members stand for a cluster in the second step."""


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
    """The clusters of what hangs together: by average linkage, in two steps where it is too large.

    Then some hundred at a time, by name, are clustered by themselves, which as names are hashes is as good as drawn by
    lot; and after that their clusters, for each of which some members stand.
    """
    same, apart = list(same), list(apart)
    if len(part) <= LIMIT:
        return linked(part, points, same, apart)
    order = sorted(part)
    pieces = [order[at : at + LIMIT] for at in range(0, len(order), LIMIT)]
    first = [cluster for piece in pieces for cluster in linked(piece, points, same, apart)]
    of = {name: cluster[0] for cluster in first for name in cluster}
    members = {cluster[0]: cluster for cluster in first}
    shown = {head: some[:: max(1, len(some) // _SHOWN)][:_SHOWN] for head, some in members.items()}

    def mean(left: str, right: str) -> float:
        pairs = [points(one, two) for one in shown[left] for two in shown[right]]
        return sum(pairs) / len(pairs)

    bound = [(of[left], of[right]) for left, right in same if of[left] != of[right]]
    walls = [(of[left], of[right]) for left, right in apart if of[left] != of[right]]
    near: dict[str, dict[str, float]] = {head: {} for head in members}
    for left, right in {(of[one], of[two]) for one in part for two in edges.get(one, ()) if two in of}:
        if left < right and mean(left, right) > 0:
            near[left][right] = near[right][left] = 1.0
    for left, right in bound:
        near[left][right] = near[right][left] = 1.0
    second = [group for some in parts(members, near) for group in linked(some, mean, bound, walls)]
    return sorted(sorted(name for head in group for name in members[head]) for group in second)


def linked(
    names: Sequence[str],
    points: Points,
    same: Pairs = (),
    apart: Pairs = (),
) -> list[list[str]]:
    """Average linkage over `names`, all pairs of which are weighed by `points`."""
    order = sorted(names)
    number = {name: at for at, name in enumerate(order)}
    members: dict[int, list[int]] = {at: [at] for at in range(len(order))}
    sums: dict[int, dict[int, float]] = {at: {} for at in range(len(order))}
    for at, name in enumerate(order):
        for other in range(at):
            sums[at][other] = sums[other][at] = points(order[other], name)
    walls: dict[int, set[int]] = {at: set() for at in members}
    for left, right in apart:
        if left in number and right in number:
            walls[number[left]].add(number[right])
            walls[number[right]].add(number[left])

    def join(one: int, two: int) -> None:
        members[one] += members.pop(two)
        for other, total in sums.pop(two).items():
            if other != one:
                sums[one][other] += total
                sums[other][one] = sums[one][other]
            del sums[other][two]
        walls[one] |= walls.pop(two)
        for other in walls[one]:
            walls[other].discard(two)
            walls[other].add(one)

    where = dict(enumerate(range(len(order))))
    for left, right in same:
        if left in number and right in number:
            one, two = sorted((_now(where, number[left]), _now(where, number[right])))
            if one != two:
                join(one, two)
                where[two] = one
    heap = [
        (-total / (len(members[one]) * len(members[two])), one, two, len(members[one]), len(members[two]))
        for one, row in sums.items()
        for two, total in row.items()
        if one < two and total > 0
    ]
    heapq.heapify(heap)
    while heap:
        _, one, two, first, second = heapq.heappop(heap)
        if one not in members or two not in members or len(members[one]) != first or len(members[two]) != second:
            continue
        if two in walls[one]:
            continue
        join(one, two)
        for other, total in sums[one].items():
            if total > 0:
                low, high = min(one, other), max(one, other)
                size = len(members[one]) * len(members[other])
                heapq.heappush(heap, (-total / size, low, high, len(members[low]), len(members[high])))
    return sorted(sorted(order[at] for at in each) for each in members.values())


def _now(where: Mapping[int, int], at: int) -> int:
    while where[at] != at:
        at = where[at]
    return at
