"""Words of time and days of the calendar go in; month lengths, ISO weeks and the days of moving feasts come out."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta

WordValue = int | str


@dataclass(frozen=True, slots=True)
class Feast:
    """One feast: its names in lower case, the rule that finds its first day in a year, how many days it lasts.

    `rule` is written as `lexicon/calendar/feasts.toml` explains; `dates` are the first days where no rule gives them.
    """

    name: str
    names: tuple[str, ...]
    rule: str
    days: int = 1
    dates: tuple[date, ...] = ()


@dataclass(frozen=True, eq=False)
class Calendar:
    """The words of time: lower-case word or phrase to its classes, each with a value; and the feasts by name."""

    words: dict[str, dict[str, WordValue]] = field(default_factory=dict)
    feasts: dict[str, Feast] = field(default_factory=dict)


def last_day(year: int, month: int) -> int:
    """How many days a month has.

    >>> last_day(2024, 2)
    29
    """
    return monthrange(year, month)[1]


def add_months(day: date, months: int) -> date:
    """The day as many calendar months on, or back when negative; the last of a shorter month where need be.

    >>> add_months(date(2023, 3, 31), -1)
    datetime.date(2023, 2, 28)
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(day.day, last_day(year, month + 1)))


def monday_of(day: date) -> date:
    """The Monday of the ISO week that holds `day`."""
    return day - timedelta(days=day.weekday())


def feast_day(feast: Feast, year: int) -> date | None:
    """The first day of a feast in a Gregorian year; None where it has none or none is known.

    >>> feast_day(Feast("good friday", ("good friday",), "easter-2"), 2023)
    datetime.date(2023, 4, 7)
    >>> feast_day(Feast("ramadan", ("ramadan",), "islamic 09-01", 30), 2023)
    datetime.date(2023, 3, 23)
    """
    kind, _, rest = feast.rule.partition(" ")
    if kind == "table":
        return next((day for day in feast.dates if day.year == year), None)
    if kind == "nth":
        return _nth_weekday(year, rest)
    if kind in ("islamic", "hebrew"):
        month, day = (int(part) for part in rest.split("-"))
        return _islamic_in(year, month, day) if kind == "islamic" else _hebrew_in(year, month, day)
    for name, first in (("easter", western_easter), ("orthodox", orthodox_easter)):
        if kind.startswith(name):
            return first(year) + timedelta(days=int(kind.removeprefix(name)))
    month, day = (int(part) for part in kind.split("-"))
    return date(year, month, day)


def western_easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (the anonymous algorithm; Meeus, Astronomical Algorithms, ch. 8).

    >>> western_easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * weekday) // 433
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian computus, given in the Gregorian calendar (Meeus, ch. 8); years 1900 to 2099.

    >>> orthodox_easter(2023)
    datetime.date(2023, 4, 16)
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=13)


def _nth_weekday(year: int, rule: str) -> date:
    """`MM W N [+D]`: the Nth weekday W (1 is Monday) of month MM, from the end when N is negative, D days on."""
    month, weekday, nth, *later = (int(part) for part in rule.split())
    if nth > 0:
        first = date(year, month, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    else:
        last = date(year, month, last_day(year, month))
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7 - 7 * (nth + 1))
    return day + timedelta(days=sum(later))


_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_HEBREW_EPOCH = -1373427
"""Ordinals (proleptic Gregorian, 1 is 0001-01-01) of 1 Muharram 1 and of 1 Tishri 1 less one."""


def _islamic_in(year: int, month: int, day: int) -> date | None:
    """The day of the tabular Islamic calendar that falls in a Gregorian year (Reingold and Dershowitz, ch. 7)."""
    guess = (year - 622) * 33 // 32
    for islamic in (guess, guess + 1, guess + 2):
        ordinal = (
            _ISLAMIC_EPOCH - 1 + (islamic - 1) * 354 + (3 + 11 * islamic) // 30 + 29 * (month - 1) + month // 2 + day
        )
        if ordinal > 0 and date.fromordinal(ordinal).year == year:
            return date.fromordinal(ordinal)
    return None


def _hebrew_in(year: int, month: int, day: int) -> date | None:
    """The day of the Hebrew calendar (Nisan is month 1) in a Gregorian year (Reingold and Dershowitz, ch. 8)."""
    for hebrew in (year + 3760, year + 3761):
        last_month = 13 if _hebrew_leap(hebrew) else 12
        asked = last_month if month == 12 else month
        before = list(range(7, last_month + 1)) + list(range(1, 7))
        ordinal = _hebrew_new_year(hebrew) + day - 1
        for number in before[: before.index(asked)]:
            ordinal += _hebrew_month_days(number, hebrew)
        if date.fromordinal(ordinal).year == year:
            return date.fromordinal(ordinal)
    return None


def _hebrew_leap(year: int) -> bool:
    return (7 * year + 1) % 19 < 7


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if (3 * (day + 1)) % 7 < 3 else day


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_hebrew_elapsed(year + shift) for shift in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _hebrew_month_days(month: int, year: int) -> int:
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month in (2, 4, 6, 10, 13) or (month == 12 and not _hebrew_leap(year)):
        return 29
    if month == 8:
        return 30 if length % 10 == 5 else 29
    if month == 9:
        return 29 if length % 10 == 3 else 30
    return 30
