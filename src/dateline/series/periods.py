"""Days go in; out come the weeks or months that they lie in, called as ISO 8601 has it, and those that follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

By = Literal["week", "month"]
SEASON: dict[By, int] = {"week": 52, "month": 12}
"""How many periods make a year, after which a season comes round."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A week from Monday on, or a month: its first and last day, both inclusive."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """What ISO 8601 calls it.

        >>> period(date(2020, 1, 1), "week").name, period(date(2020, 1, 1), "month").name
        ('2020-W01', '2020-01')
        """
        if (self.last - self.first).days > 6:
            return f"{self.first:%Y-%m}"
        year, week, _ = self.first.isocalendar()
        return f"{year}-W{week:02}"


def period(day: date, by: By) -> Period:
    """The period that a day lies in."""
    if by == "week":
        first = day - timedelta(days=day.weekday())
        return Period(first, first + timedelta(days=6))
    first = day.replace(day=1)
    return Period(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def following(start: Period, by: By) -> Iterator[Period]:
    """A period and all that come after it, without end."""
    while True:
        yield start
        start = period(start.last + timedelta(days=1), by)


def between(first: date, last: date, by: By) -> list[Period]:
    """The periods from that of one day to that of another."""
    found: list[Period] = []
    for each in following(period(first, by), by):
        if each.first > last:
            return found
        found.append(each)
    return found
