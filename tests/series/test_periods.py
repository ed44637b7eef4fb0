"""Days go in; the weeks and months that they lie in come out, without a gap over the turn of a year."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from dateline.series.periods import between, period


def test_a_week_begins_on_monday_and_is_called_as_iso_has_it() -> None:
    week = period(date(2021, 1, 3), "week")  # a Sunday
    assert (week.first, week.last, week.name) == (date(2020, 12, 28), date(2021, 1, 3), "2020-W53")


def test_a_month_ends_on_its_own_last_day() -> None:
    assert period(date(2024, 2, 10), "month").last == date(2024, 2, 29)
    assert period(date(2023, 12, 31), "month").name == "2023-12"


def test_periods_follow_without_gap_or_overlap() -> None:
    for by in ("week", "month"):
        found = between(date(2019, 11, 20), date(2021, 2, 3), by)
        assert found[0].first <= date(2019, 11, 20)
        assert found[-1].last >= date(2021, 2, 3)
        assert all(two.first == one.last + timedelta(days=1) for one, two in pairwise(found))
