"""Mentions go in with the pairs that may be one and what people have judged; clusters come out, one an occurrence.

What hangs together by pairs is clustered by itself, by average linkage: the two clusters whose pairs have the most
points on average are joined, as long as that is above 0. Ties go by name, so the order of arrival does not matter. A
judgement of a person joins or keeps apart whatever the points say; of two that contradict each other the later holds.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Points = Callable[[str, str], float]
Edges = Mapping[str, Mapping[str, float]]
LIMIT = 300
"""Above how many mentions what hangs together is first cut at a higher bar: average linkage takes their square."""
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Rulings:
    """What people decided of pairs: `same` and `apart`, by name, the latest judgement first."""

    same: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
    latest: tuple[tuple[str, str, bool], ...] = ()


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


def cut(part: Sequence[str], edges: Edges) -> list[list[str]]:
    """A part that is too large, cut at higher and higher bars until each piece is small or nothing falls off."""
    done: list[list[str]] = []
    waiting = [(0.0, list(part))]
    top = max((points for name in part for points in edges.get(name, {}).values()), default=0.0)
    while waiting:
        bar, piece = waiting.pop()
        if len(piece) <= LIMIT or bar > top:
            done.append(piece)
        else:
            waiting += [(bar + _STEP, each) for each in parts(piece, edges, bar + _STEP)]
    return sorted(done)


def linked(
    names: Sequence[str],
    points: Points,
    same: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
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
