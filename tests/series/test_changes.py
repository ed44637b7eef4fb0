"""Series with and without a change of level go in; the change comes out, and seldom one that is none."""

from __future__ import annotations

import random

from dateline.series.changes import LEVEL, NEEDED, steps


def drawn(chance: random.Random, mean: float) -> int:
    """A count that varies more than Poisson's law allows, as news does."""
    level = chance.gammavariate(1.5, mean / 1.5)
    return sum(chance.random() < level / 400 for _ in range(400))


def test_a_change_of_level_is_found_where_it_is() -> None:
    chance = random.Random(4)
    counts = [(drawn(chance, 3.0 if week < 50 else 12.0), 80) for week in range(90)]
    (step,) = steps(counts, "count")
    assert abs(step.at - 50) <= 5
    assert step.before < step.after
    assert step.p <= LEVEL


def test_more_reading_is_no_change() -> None:
    """Twice as many reports with twice as many events: what they tell has not changed."""
    assert steps([(2, 50)] * 20 + [(4, 100)] * 20, "count") == ()
    assert len(steps([(2, 50)] * 20 + [(4, 50)] * 20, "count")) == 1


def test_where_nothing_changes_little_is_told() -> None:
    chance = random.Random(9)
    alarms = sum(
        bool(steps([(drawn(chance, 4.0), chance.randint(30, 120)) for _ in range(60)], "count")) for _ in range(60)
    )
    assert alarms <= 2


def test_scores_weigh_by_the_events_that_they_are_of() -> None:
    calm, tense = [(3.0 * 2, 2)] * 10, [(-5.0 * 4, 4)] * 10
    (step,) = steps(calm + tense, "mean")
    assert (step.at, step.before, step.after) == (10, 3.0, -5.0)


def test_periods_of_which_nothing_is_known_are_passed_over() -> None:
    counts = [(2, 10)] * 8 + [(0, 0)] * 5 + [(9, 10)] * 8
    (step,) = steps(counts, "count")
    assert step.at == 13


def test_two_changes_are_two_steps() -> None:
    found = steps([(1, 10)] * 12 + [(8, 10)] * 12 + [(2, 10)] * 12, "count")
    assert [step.at for step in found] == [12, 24]
    assert [step.before for step in found] == [0.1, 0.8]


def test_too_few_periods_tell_nothing() -> None:
    assert steps([(0, 10)] * 5 + [(9, 10)] * (NEEDED - 6), "count") == ()
    assert steps([], "count") == ()
