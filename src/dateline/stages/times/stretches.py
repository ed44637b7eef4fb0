"""Years, months and days as numbers go in; stretches of the calendar come out, with bounds, TIMEX3 value and EDTF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

from dateline.model.calendar import add_months, last_day, monday_of
from dateline.model.time import Grain

SEASONS = {"SP": (3, 21), "SU": (6, 22), "FA": (9, 23), "WI": (12, 24)}
"""The first month of a season in the north, and its number in EDTF."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the calendar. Years before Christ are negative (490 BC is -490) and have no bounds as dates."""

    grain: Grain
    value: str
    edtf: str | None
    year: int
    first: date | None = None
    last: date | None = None


def _year_value(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def _year_edtf(year: int) -> str:
    return f"{year:04d}" if year > 0 else f"-{-year - 1:04d}" if year < -1 else "0000"


def _bounds(year: int, month: int, months: int) -> tuple[date | None, date | None]:
    if not 0 < year < MAXYEAR:
        return None, None
    first = date(year, month, 1)
    return first, add_months(first, months) - timedelta(days=1)


def of_day(day: date) -> Stretch:
    """One day."""
    return Stretch("day", day.isoformat(), day.isoformat(), day.year, day, day)


def of_month_day(year: int, month: int, day: int) -> Stretch | None:
    """A day by its numbers; None when there is no such day."""
    if year < 0:
        value = f"{_year_value(year)}-{month:02d}-{day:02d}"
        return Stretch("day", value, f"{_year_edtf(year)}-{month:02d}-{day:02d}", year)
    if not 1 <= year < MAXYEAR or day > last_day(year, month):
        return None
    return of_day(date(year, month, day))


def of_week(day: date) -> Stretch:
    """The ISO week that holds a day, Monday to Sunday."""
    first = monday_of(day)
    year, week, _ = first.isocalendar()
    last = first + timedelta(days=6)
    return Stretch("week", f"{year:04d}-W{week:02d}", f"{first}/{last}", first.year, first, last)


def of_weekend(day: date) -> Stretch:
    """The Saturday and Sunday of the ISO week that holds a day."""
    week = of_week(day)
    first = monday_of(day) + timedelta(days=5)
    last = first + timedelta(days=1)
    return Stretch("weekend", f"{week.value}-WE", f"{first}/{last}", first.year, first, last)


def of_month(year: int, month: int) -> Stretch:
    """A month."""
    return Stretch(
        "month", f"{_year_value(year)}-{month:02d}", f"{_year_edtf(year)}-{month:02d}", year, *_bounds(year, month, 1)
    )


def of_season(year: int, season: str) -> Stretch:
    """A season of the north; a winter may be told by either of its years, so its bounds take in both."""
    month, code = SEASONS[season]
    first, last = _bounds(year, month, 3)
    if season == "WI" and first and year > 1:
        first = add_months(first, -12)
    return Stretch("season", f"{_year_value(year)}-{season}", f"{_year_edtf(year)}-{code}", year, first, last)


def of_quarter(year: int, quarter: int) -> Stretch:
    """A quarter of the calendar year."""
    bounds = _bounds(year, quarter * 3 - 2, 3)
    return Stretch("quarter", f"{_year_value(year)}-Q{quarter}", f"{_year_edtf(year)}-{32 + quarter}", year, *bounds)


def of_half(year: int, half: int) -> Stretch:
    """A half of the calendar year."""
    bounds = _bounds(year, half * 6 - 5, 6)
    return Stretch("half", f"{_year_value(year)}-H{half}", f"{_year_edtf(year)}-{39 + half}", year, *bounds)


def of_year(year: int) -> Stretch:
    """A year."""
    return Stretch("year", _year_value(year), _year_edtf(year), year, *_bounds(year, 1, 12))


def of_years(first_year: int, first_month: int, months: int, value: str) -> Stretch:
    """A year that does not begin in January: fiscal, school, season."""
    first, last = _bounds(first_year, first_month, months)
    return Stretch("year", value, f"{first}/{last}" if first else None, first_year, first, last)


def of_decade(decade: int) -> Stretch:
    """A decade by its first three digits (199 is the 1990s)."""
    first, last = _bounds(decade * 10, 1, 120) if decade else (None, None)
    return Stretch("decade", f"{decade:03d}", f"{decade:03d}X", decade * 10, first, last)


def of_century(century: int, before_christ: bool = False) -> Stretch:
    """A century by its number (20 is 1901 to 2000, by habit 1900 to 1999)."""
    if before_christ:
        return Stretch("century", f"BC{century - 1:02d}", None, -century * 100)
    first, last = _bounds((century - 1) * 100, 1, 1200) if century > 1 else (None, None)
    return Stretch("century", f"{century - 1:02d}", f"{century - 1:02d}XX", (century - 1) * 100, first, last)


def unit_holding(unit: str, day: date) -> Stretch | None:
    """The stretch of one unit that holds a day."""
    if unit == "day":
        return of_day(day)
    if unit == "week":
        return of_week(day)
    if unit == "weekend":
        return of_weekend(day)
    if unit == "month":
        return of_month(day.year, day.month)
    if unit == "quarter":
        return of_quarter(day.year, (day.month + 2) // 3)
    if unit == "half":
        return of_half(day.year, 1 if day.month < 7 else 2)
    if unit == "year":
        return of_year(day.year)
    if unit == "decade":
        return of_decade(day.year // 10)
    if unit == "century":
        return of_century(day.year // 100 + 1)
    return None


def shifted(unit: str, n: int, day: date) -> date | None:
    """The day so many units on; None when that leaves the calendar."""
    try:
        if unit in ("day", "night"):
            return day + timedelta(days=n)
        if unit in ("week", "weekend"):
            return day + timedelta(days=7 * n)
        months = {
            "month": 1,
            "quarter": 3,
            "half": 6,
            "year": 12,
            "decade": 120,
            "century": 1200,
            "millennium": 12000,
        }.get(unit)
        return add_months(day, months * n) if months else None
    except (ValueError, OverflowError):
        return None
