"""Clusters from pairs: average linkage, walls and bonds, and parts that are too large."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from dateline.link import clusters
from dateline.link.clusters import cut, linked, parts

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
    assert linked("abcd", points) == [["a", "b"], ["c", "d"]]


def test_a_judgement_holds_together_or_apart() -> None:
    assert any({"a", "d"} <= set(each) for each in linked("abcd", points, same=[("a", "d")]))
    assert linked("abc", points, apart=[("a", "b")]) == [["a"], ["b", "c"]]
    assert linked("xy", points, same=[("x", "y")]) == [["x", "y"]]


def orders() -> Iterator[str]:
    for seed in range(5):
        yield "".join(random.Random(seed).sample("abcd", 4))


@pytest.mark.parametrize("order", list(orders()))
def test_the_order_does_not_matter(order: str) -> None:
    assert linked(order, points) == linked("abcd", points)


def test_a_large_part_is_cut_where_it_hangs_together_least(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "LIMIT", 2)
    assert cut("abcd", edges()) == [["a", "b"], ["c", "d"]]
