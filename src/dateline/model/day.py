"""The words of one calendar day go in; out comes the Time that they mean, or one that says why they mean none."""

from __future__ import annotations

import re
from datetime import date

from dateline.model.span import Span
from dateline.model.time import Time, Timex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_TIME = r"(?:[T ,]\s?\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:Z|GMT|UTC|[+-]\d{2}:?\d{2}))?)?"
DAY = re.compile(
    rf"""(?ix)
    (?: (?:mon|tues|wednes|thurs|fri|satur|sun)day\s*,?\s+ | (?:mon|tue|wed|thu|fri|sat|sun)\.?,?\s+ )?
    (?: (?P<iso_year>\d{{4}})(?P<iso_mark>[-/.])(?P<iso_month>\d{{1,2}})(?P=iso_mark)(?P<iso_day>\d{{1,2}})(?!\d)
      | (?P<packed>(?:19|20)\d{{6}})(?!\d)
      | (?P<first_month>{_MONTH})\s*(?P<after_month>\d{{1,2}})(?:st|nd|rd|th)?(?:\s*,?\s+(?P<year_1>\d{{4}}))?(?![\d:])
      | (?P<first_day>\d{{1,2}})(?:st|nd|rd|th)?[\s-](?:of\s)?(?P<then_month>{_MONTH})
        (?:,?[\s-]'?(?P<year_2>\d{{4}}|\d\d))?(?![\d:])
      | (?P<slash_1>\d{{1,2}})(?P<slash>[/.-])(?P<slash_2>\d{{1,2}})(?P=slash)(?P<year_3>\d{{4}})(?!\d)
      | (?P<han_year>\d{{4}})\s?[年년]\s?(?P<han_month>\d{{1,2}})\s?[月월]\s?(?P<han_day>\d{{1,2}})\s?[日일]
    )"""
)
"""The words of one day: ISO 8601, "Sept. 13, 2023", "13 Sep 2023", "13.09.2023", "2023年9月13日"; the year may lack."""
CLOCK = re.compile(_TIME)
"""The time of day that may follow a day on a line of its own."""


def day_at(text: str, start: int = 0, end: int | None = None, year: int | None = None) -> Time | None:
    """The day whose words stand at `start`, as a Time of the calendar; None when none stand there.

    Words without a year are resolved only when `year` is given. Words that look like a day and are none
    ("2023-02-30"), or might be two ("03/04/2023"), come back unresolved, with the reason.

    >>> day_at("13 Sept 2023").earliest
    datetime.date(2023, 9, 13)
    >>> day_at("03/04/2023").reason
    '03/04/2023 may be 3 April or 4 March 2023'
    """
    found = DAY.match(text, start, len(text) if end is None else end)
    if found is None:
        return None
    words, span = found.group(), Span(found.start(), found.end())
    parts = _parts(found, year)
    if isinstance(parts, str):
        return Time(text=words, span=span, state="unresolved", reason=parts)
    try:
        day = date(*parts)
    except ValueError:
        return Time(text=words, span=span, state="unresolved", reason=f"{words} is no day of the calendar")
    return known(day, words, span)


def known(day: date, words: str | None = None, span: Span | None = None) -> Time:
    """The Time of one known day."""
    iso = day.isoformat()
    return Time(
        text=words,
        span=span,
        timex=Timex("DATE", iso),
        edtf=iso,
        earliest=day,
        latest=day,
        grain="day",
        anchor="absolute",
    )


def _parts(found: re.Match[str], year: int | None) -> tuple[int, int, int] | str:
    """Year, month and day; or the reason why they cannot be told."""
    part = found.groupdict()
    if part["iso_year"]:
        return int(part["iso_year"]), int(part["iso_month"]), int(part["iso_day"])
    if part["han_year"]:
        return int(part["han_year"]), int(part["han_month"]), int(part["han_day"])
    if part["packed"]:
        packed = part["packed"]
        return int(packed[:4]), int(packed[4:6]), int(packed[6:])
    if part["slash"]:
        return _slashed(found.group(), int(part["slash_1"]), part["slash"], int(part["slash_2"]), int(part["year_3"]))
    month = _MONTHS.index((part["first_month"] or part["then_month"])[:3].lower()) + 1
    day = int(part["after_month"] or part["first_day"])
    stated = part["year_1"] or part["year_2"]
    if stated is None and year is None:
        return f"{found.group()} has no year"
    return _century(stated) if stated else int(year or 0), month, day


def _century(year: str) -> int:
    """A year of two digits as wires wrote it: from 1970 to 2069."""
    return int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 70 else 2000)


def _slashed(words: str, first: int, mark: str, second: int, year: int) -> tuple[int, int, int] | str:
    """Day first with dots; with slashes the order is known only when one number is no month, or both are alike."""
    if mark == "." or first > 12 or first == second:
        return year, second, first
    if second > 12:
        return year, first, second
    names = [f"{day} {date(2000, month, 1):%B}" for day, month in ((first, second), (second, first))]
    return f"{words} may be {' or '.join(names)} {year}"
