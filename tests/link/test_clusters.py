"""Clusters from pairs: average linkage, walls and bonds, and parts that are too large."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from dateline.link.clusters import clustered, parts

PAIRS = {("a", "b"): 2.0, ("b", "c"): 1.0, ("a", "c"): -0.2, ("c", "d"): 1.5, ("b", "d"): -3.0, ("a", "d"): -3.0}


def points(left: str, right: str) -> float:
    return PAIRS.get((min(left, right), max(left, right)), -1.0)


def edges() -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (one, two), weight in PAIRS.items():
        if weight > 0:
            found.setdefault(one, {})[two] = found.setdefault(two, {})[one] = weight
    return found


def test_what_hangs_together_is_not_one_where_its_ends_conflict() -> None:
    assert parts("dcba", edges()) == [["a", "b", "c", "d"]]
    assert clustered("abcd", edges(), points) == [["a", "b"], ["c", "d"]]


def test_a_judgement_holds_together_or_apart() -> None:
    assert any({"a", "d"} <= set(each) for each in clustered("abcd", edges(), points, same=[("a", "d")]))
    assert clustered("abc", edges(), points, apart=[("a", "b")]) == [["a"], ["b", "c"]]
    assert clustered("xy", edges(), points, same=[("x", "y")]) == [["x", "y"]]


def orders() -> Iterator[str]:
    for seed in range(5):
        yield "".join(random.Random(seed).sample("abcd", 4))


@pytest.mark.parametrize("order", list(orders()))
def test_the_order_does_not_matter(order: str) -> None:
    assert clustered(order, edges(), points) == clustered("abcd", edges(), points)


def test_a_story_told_very_often_is_one_cluster() -> None:
    """However many tell it; what conflicts, or is judged apart, does not come in."""
    names = [f"n{number:02}" for number in range(23)]
    other = ["x1", "x2"]

    def weight(left: str, right: str) -> float:
        return 1.0 if left[0] == right[0] else -3.0

    near = {name: {each: 1.0 for each in names if each != name} for name in names}
    near |= {"x1": {"x2": 1.0, "n00": 0.1}, "x2": {"x1": 1.0}}
    near["n00"]["x1"] = 0.1
    assert clustered([*names, *other], near, weight) == [names, other]
    parted = clustered([*names, *other], near, weight, apart=[("n00", "n22")])
    assert not any({"n00", "n22"} <= set(each) for each in parted)
    joined = clustered([*names, *other], near, weight, same=[("n05", "x2")])
    assert any({"n05", "x2"} <= set(each) for each in joined)


def test_of_a_long_chain_only_what_is_near_is_weighed() -> None:
    """A story that goes on for a thousand days: each day is like the next, and unlike the day after that."""
    names = [f"n{number:04}" for number in range(1000)]
    near: dict[str, dict[str, float]] = {name: {} for name in names}
    for at, (one, two) in enumerate(pairwise(names)):
        near[one][two] = near[two][one] = 1.0 + at % 2
    weighed: list[tuple[str, str]] = []

    def weight(left: str, right: str) -> float:
        weighed.append((left, right))
        return -3.0

    found = clustered(names, near, weight)
    assert sorted({len(each) for each in found}) == [1, 2]
    assert len(weighed) < 10 * len(names)
