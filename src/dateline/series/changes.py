"""Amounts go in, each with what it is to be weighed by; out come the points at which their level changed.

Binary segmentation with a test by permutation: of a stretch, the split is taken at which two levels fit so much better
than one (the likelihood ratio of Poisson rates for counts, the sum of squares for means); were the order of the periods
of no matter, how often would some split of them shuffled fit as well? As in E-divisive (Matteson and James, JASA 2014),
the counts may vary by more than Poisson's law allows, since nothing is taken from that law but where to split. Counts
are weighed by what was read, so that a month of more reports is no change of what they tell.

What it does not see: a trend is told as steps; and bursts that last for weeks are taken for levels more often than the
p-value says, as neighbouring periods of a burst are not independent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import log
from random import Random
from typing import Literal

Kind = Literal["count", "mean"]
LEVEL = 0.01
"""Of series in which nothing changes, and periods are independent, one in a hundred is told to change."""
SHUFFLES = 999
LEAST = 4
"""Periods that a level lasts at least: two or three in a row are a burst."""
NEEDED = 12
"""Periods under which nothing is looked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of level: the number of the period from which on the new one holds, the levels of the stretches before
    and after it, up to the next steps, and how often (0 to 1) chance alone makes a split as good."""

    at: int
    before: float
    after: float
    p: float


def steps(amounts: Sequence[tuple[float, float]], kind: Kind) -> tuple[Step, ...]:
    """Where the level of a series changes; nothing for fewer than `NEEDED` periods.

    Each amount is a count with its exposure, such as the reports read, or a sum with the number of its summands; a
    period whose weight is 0 is passed over. The level is the sum of amounts by the sum of weights.

    >>> steps([(2, 10)] * 8 + [(9, 10)] * 8, "count")
    (Step(at=8, before=0.2, after=0.9, p=0.001),)
    """
    known = [number for number, (_, weight) in enumerate(amounts) if weight > 0]
    if len(known) < NEEDED:
        return ()
    pairs = [amounts[number] for number in known]
    cuts = sorted(_cuts(pairs, 0, _gain(kind), Random(0)))
    edges = [0, *(at for at, _ in cuts), len(pairs)]
    levels = [_level(pairs[first:last]) for first, last in pairwise(edges)]
    return tuple(Step(known[at], levels[number], levels[number + 1], p) for number, (at, p) in enumerate(cuts))


def _cuts(
    pairs: Sequence[tuple[float, float]], offset: int, gain: Callable[[float, float], float], chance: Random
) -> list[tuple[int, float]]:
    if len(pairs) < 2 * LEAST:
        return []
    best, at = _best(pairs, gain)
    if best <= 0:
        return []
    shuffled = list(pairs)
    as_good = 0
    for _ in range(SHUFFLES):
        chance.shuffle(shuffled)
        as_good += _best(shuffled, gain)[0] >= best
        if as_good >= LEVEL * (1 + SHUFFLES):
            return []  # it can only become less sure
    left = _cuts(pairs[:at], offset, gain, chance)
    right = _cuts(pairs[at:], offset + at, gain, chance)
    return [*left, (offset + at, (1 + as_good) / (1 + SHUFFLES)), *right]


def _best(pairs: Sequence[tuple[float, float]], gain: Callable[[float, float], float]) -> tuple[float, int]:
    """How much the best split gains, and at which number the second part begins."""
    amounts = list(accumulate(amount for amount, _ in pairs))
    weights = list(accumulate(weight for _, weight in pairs))
    whole, weight = amounts[-1], weights[-1]
    one = gain(whole, weight)
    found, at = 0.0, LEAST
    for number in range(LEAST - 1, len(pairs) - LEAST):
        amount, share = amounts[number], weights[number]
        value = gain(amount, share) + gain(whole - amount, weight - share) - one
        if value > found:
            found, at = value, number + 1
    return found, at


def _gain(kind: Kind) -> Callable[[float, float], float]:
    """What a stretch of one level contributes to the fit: Poisson's log-likelihood, or the explained sum of squares."""
    if kind == "count":
        return lambda amount, weight: amount * log(amount / weight) if amount > 0 else 0.0
    return lambda amount, weight: amount * amount / weight if weight else 0.0


def _level(pairs: Sequence[tuple[float, float]]) -> float:
    return sum(amount for amount, _ in pairs) / sum(weight for _, weight in pairs)
