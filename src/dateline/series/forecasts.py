"""A series goes in; out comes what the next periods may bring, as a distribution, with how well that would have served.

The distribution is that of the past itself, in which what lies some periods back counts half (half-lives are tried, and
the one that served best so far is taken). It is held against three naive ones: the last value with the errors that it
made before, all the past alike, and the same season of the year before with its errors. Each stands at every past
period, knows what came before it alone, and is scored on what came then by the continuous ranked probability score
(Gneiting and Raftery, JASA 2007): the mean distance of forecast and outcome, less half the spread of the forecast, in
the unit of the series; smaller is better. The one with the least score is shown, and so are all the scores.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean
from typing import Literal

MethodName = Literal["recent past", "last value", "mean", "same season"]
Known = Sequence[float | None]
Drawn = list[tuple[float, float]]
"""What may come, each value with its weight."""
QUANTILES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
FIRST = 12
"""Known periods before the first forecast of the back-test."""
NEEDED = 24
"""Known periods under which no forecast is made: as many to learn from as to test on."""
_HALF_LIVES = (2.0, 4.0, 8.0, 16.0, 32.0)
_ERRORS = 6
"""Errors made before from which on a naive forecast has a spread."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is forecast for the period `step` after the last: the values at each of `QUANTILES`, in order."""

    step: int
    quantiles: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """How one method served on the past: its mean CRPS over as many forecasts, smaller is better.

    `covered` is the share of outcomes from the 5 to the 95 percent quantile, .9 or more where all is well: values that
    come again and again fill more than their share.
    """

    method: MethodName
    crps: float
    forecasts: int
    covered: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The forecast by the `method` that served best, and how all of them served; the best stands first.

    `half_life` in periods, where that is the method. `skill` is by how much of the best naive score the method that
    learns is better than it, below 0 where it is worse.
    """

    method: MethodName
    half_life: float | None
    ahead: tuple[Ahead, ...]
    tested: tuple[Tested, ...]
    skill: float


def forecast(values: Known, season: int, steps: int = 4, low: float | None = 0.0) -> Forecast | None:
    """What the next `steps` periods may bring; None for fewer than `NEEDED` known values, which are None where unknown.

    `season` is how many periods make a year; `low` what no value falls under.

    >>> forecast([3.0, 5.0] * 6, 52) is None
    True
    >>> level = forecast([3.0, 5.0] * 30, 52)
    >>> level.ahead[0].quantiles
    (3.0, 3.0, 3.0, 3.0, 5.0, 5.0, 5.0)
    """
    if sum(value is not None for value in values) < NEEDED:
        return None
    halves = _Halves(values)
    methods: Mapping[MethodName, Callable[[int, int], Drawn]] = {
        "recent past": halves.drawn,
        "last value": lambda at, step: _errors(values, at, step, _last, low),
        "mean": lambda at, step: [(value, 1.0) for value in values[:at] if value is not None],
        "same season": lambda at, step: _errors(values, at, step, lambda some, to: _then(some, to, season), low),
    }
    tests = sorted(_tested(values, steps, methods), key=lambda each: (each.crps, each.method))
    best = tests[0].method
    naive = min((each.crps for each in tests if each.method != "recent past"), default=0.0)
    own = next(each.crps for each in tests if each.method == "recent past")
    ahead = tuple(
        Ahead(step, tuple(_quantile(methods[best](len(values), step), each) for each in QUANTILES))
        for step in range(1, steps + 1)
    )
    half = halves.best(len(values)) if best == "recent past" else None
    return Forecast(best, half, ahead, tuple(tests), 1.0 - own / naive if naive else 0.0)


def crps(drawn: Drawn, outcome: float) -> float:
    """The continuous ranked probability score of a weighted sample: the mean distance, less half the mean spread.

    >>> crps([(2.0, 1.0)], 5.0), crps([(0.0, 1.0), (4.0, 1.0)], 4.0)
    (3.0, 1.0)
    """
    ordered = sorted(drawn)
    total = sum(weight for _, weight in ordered)
    distance = sum(weight * abs(value - outcome) for value, weight in ordered) / total
    below = spread = 0.0
    for (value, weight), (above, _) in pairwise(ordered):
        below += weight
        spread += (above - value) * below * (total - below)
    return distance - spread / (total * total)


def _tested(values: Known, steps: int, methods: Mapping[MethodName, Callable[[int, int], Drawn]]) -> list[Tested]:
    """Every method at every past period, only where all of them have something to say, so that all are scored alike.

    A method that has nothing to say in half of the places, as it needs a year of past, is not held against the others.
    """
    places = [
        (at, step)
        for at in range(_first(values), len(values))
        for step in range(1, steps + 1)
        if at + step <= len(values) and values[at + step - 1] is not None
    ]
    told = {name: {place: drawn for place in places if (drawn := method(*place))} for name, method in methods.items()}
    told = {name: some for name, some in told.items() if len(some) >= len(places) / 2}
    shared = [place for place in places if all(place in some for some in told.values())]
    found = []
    for name, some in told.items():
        scores, inside = [], 0
        for place in shared:
            outcome = values[sum(place) - 1]
            assert outcome is not None
            scores.append(crps(some[place], outcome))
            inside += _quantile(some[place], QUANTILES[0]) <= outcome <= _quantile(some[place], QUANTILES[-1])
        found.append(Tested(name, fmean(scores), len(scores), inside / len(scores)))
    return found


def _first(values: Known) -> int:
    """The number of the period before which there are `FIRST` known ones."""
    seen = 0
    for number, value in enumerate(values):
        if seen == FIRST:
            return number
        seen += value is not None
    return len(values)


class _Halves:
    """The past with weights that fall by half in some periods; which half-life is best is told by the past alone."""

    def __init__(self, values: Known) -> None:
        self._values = values
        self._lost: dict[float, list[float]] = {half: [0.0] for half in _HALF_LIVES}
        for at, value in enumerate(values):
            for half, lost in self._lost.items():
                drawn = self._weighed(at, half) if value is not None and at >= 2 else []
                lost.append(lost[-1] + (crps(drawn, value) if drawn and value is not None else 0.0))

    def best(self, at: int) -> float:
        """The half-life that served best on the periods before number `at`; the longest of equals."""
        return min(_HALF_LIVES, key=lambda half: (self._lost[half][at], -half))

    def drawn(self, at: int, step: int) -> Drawn:
        return self._weighed(at, self.best(at))

    def _weighed(self, at: int, half: float) -> Drawn:
        known = ((number, value) for number, value in enumerate(self._values[:at]) if value is not None)
        return [(value, 0.5 ** ((at - number) / half)) for number, value in known]


def _last(values: Known, to: int) -> float | None:
    return next((value for value in reversed(values) if value is not None), None)


def _then(values: Known, to: int, season: int) -> float | None:
    """The value of the same season of the year before period number `to`."""
    return values[to - season] if 0 <= to - season < len(values) else None


def _errors(values: Known, at: int, step: int, naive: Callable[[Known, int], float | None], low: float | None) -> Drawn:
    """What a naive forecast says of the period `step` after those before `at`, with the errors that it made before."""
    now = naive(values[:at], at + step - 1)
    if now is None:
        return []
    drawn: Drawn = []
    for past in range(1, at - step + 1):
        said, outcome = naive(values[:past], past + step - 1), values[past + step - 1]
        if said is not None and outcome is not None:
            value = now + outcome - said
            drawn.append((value if low is None else max(low, value), 1.0))
    return drawn if len(drawn) >= _ERRORS else []


def _quantile(drawn: Drawn, share: float) -> float:
    """The least value up to which at least this share of the weights lies."""
    ordered = sorted(drawn)
    wanted, seen = share * sum(weight for _, weight in ordered) - 1e-12, 0.0
    for value, weight in ordered:
        seen += weight
        if seen >= wanted:
            return value
    return ordered[-1][0]
