"""Made series go in; out comes how often a change is found where there is one, or is not, and what forecasts are worth.

    python tools/bench_series.py

Counts are negative binomial, as uneven as those of news, with 30 to 120 reports read a week.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from math import exp
from statistics import fmean

from dateline.series.changes import steps
from dateline.series.forecasts import forecast

WEEKS = 104


def drawn(chance: random.Random, mean: float, shape: float) -> int:
    """A negative binomial count: a Poisson one whose mean is itself drawn."""
    least, count, product = exp(-chance.gammavariate(shape, mean / shape)), 0, chance.random()
    while product > least:
        count, product = count + 1, product * chance.random()
    return count


def counts(chance: random.Random, at: int, before: float, after: float) -> list[tuple[float, float]]:
    """A series whose level per 75 reports changes at a week."""
    read = [chance.randint(30, 120) for _ in range(WEEKS)]
    return [(drawn(chance, (before if week < at else after) * some / 75, 1.5), some) for week, some in enumerate(read)]


def main() -> None:
    """Print how changes and forecasts fare."""
    chance = random.Random(5)
    start = time.process_time()
    false = sum(bool(steps(counts(chance, WEEKS, 4, 4), "count")) for _ in range(100))
    each = 1e3 * (time.process_time() - start) / 100
    print(f"no change: told in {false} of 100 series, {each:.0f} ms each")
    for after in (6, 9, 16):
        found = [steps(counts(chance, 60, 4, after), "count") for _ in range(50)]
        near = sum(any(abs(step.at - 60) <= 5 for step in some) for some in found)
        print(f"from 4 to {after} at week 60: found in {sum(map(bool, found))} of 50, {near} to within five weeks")
    for name, wander in (("a level that walks at random", 0.6), ("no structure", 0.0)):
        skills, chosen, covered = [], Counter[str](), []
        for _ in range(20):
            level, values = 4.0, []
            for _ in range(WEEKS):
                level = max(0.5, level + chance.gauss(0, wander))
                values.append(float(drawn(chance, level, 3)))
            made = forecast(values, 52)
            assert made is not None
            skills.append(made.skill)
            chosen[made.method] += 1
            covered.append(made.tested[0].covered)
        best = ", ".join(f"{method} in {count}" for method, count in chosen.most_common())
        print(
            f"{name}: the recent past is {100 * fmean(skills):.1f} percent better than the best naive method; best: "
            f"{best}; {100 * fmean(covered):.0f} percent of outcomes between the outer quantiles"
        )


if __name__ == "__main__":
    main()
