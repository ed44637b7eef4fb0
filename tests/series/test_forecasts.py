"""Series go in whose next values are known by their make; the forecast says so, and its score is that of the past."""

from __future__ import annotations

import random
from statistics import fmean

import pytest

from dateline.series.forecasts import NEEDED, QUANTILES, crps, forecast


def test_the_score_of_a_point_is_its_distance_and_of_a_sample_less() -> None:
    assert crps([(3.0, 2.0)], 1.0) == 2.0
    # By definition: mean distance less half the mean distance of two draws.
    some = [(1.0, 1.0), (2.0, 3.0), (7.0, 2.0)]
    total = sum(weight for _, weight in some)
    distance = sum(weight * abs(value - 4.0) for value, weight in some) / total
    spread = sum(one * two * abs(left - right) for left, one in some for right, two in some) / total**2
    assert crps(some, 4.0) == pytest.approx(distance - spread / 2)


def test_too_few_known_periods_give_no_number() -> None:
    assert forecast([1.0] * (NEEDED - 1), 52) is None
    assert forecast([1.0, None] * (NEEDED - 1), 52) is None
    assert forecast([1.0, None] * NEEDED, 52) is not None


def test_quantiles_rise_and_nothing_falls_below_its_least() -> None:
    chance = random.Random(2)
    found = forecast([float(chance.randint(0, 6)) for _ in range(70)], 52)
    assert found is not None
    for ahead in found.ahead:
        assert list(ahead.quantiles) == sorted(ahead.quantiles)
        assert len(ahead.quantiles) == len(QUANTILES)
        assert ahead.quantiles[0] >= 0.0


def test_where_the_level_moves_the_recent_past_serves_better_than_all_of_it() -> None:
    chance = random.Random(8)
    values = [float(chance.randint(0, 9) + (10 if 30 <= week < 70 else 0)) for week in range(100)]
    found = forecast(values, 52)
    assert found is not None
    scores = {each.method: each.crps for each in found.tested}
    assert found.method == "recent past"
    assert found.half_life is not None
    assert scores["recent past"] < scores["mean"]
    assert found.skill > 0


def test_what_comes_round_with_the_year_is_told_by_the_season() -> None:
    chance = random.Random(3)
    values = [float(chance.randint(0, 1) + (20 if month % 12 in (5, 6) else 2)) for month in range(72)]
    found = forecast(values, 12)
    assert found is not None
    assert found.method == "same season"
    months = [number % 12 for number in range(72, 76)]
    assert [ahead.quantiles[3] > 10 for ahead in found.ahead] == [month in (5, 6) for month in months]


def test_the_score_is_that_of_standing_at_each_past_period() -> None:
    """The mean, done once more by hand: only what came before counts, and every step ahead."""
    chance = random.Random(5)
    values = [float(chance.randint(0, 9)) for _ in range(30)]
    found = forecast(values, 52, steps=2)
    assert found is not None
    mean = next(each for each in found.tested if each.method == "mean")
    places = [(at, step) for at in range(12, 30) for step in (1, 2) if at + step <= 30]
    by_hand = [crps([(value, 1.0) for value in values[:at]], values[at + step - 1]) for at, step in places]
    assert mean.forecasts == len(by_hand)
    assert mean.crps == pytest.approx(fmean(by_hand))


def test_the_future_changes_no_forecast_of_the_past() -> None:
    chance = random.Random(6)
    values = [float(chance.randint(0, 9)) for _ in range(60)]
    before = forecast(values, 52)
    assert before == forecast(list(values), 52)
    assert before is not None
    assert {each.method for each in before.tested} == {"recent past", "last value", "mean"}
