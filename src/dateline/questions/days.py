"""A value of a term of time goes in; out come the first and last day that it takes in, as YYYY-MM-DD."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from dateline.questions.syntax import Question, Value

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_AGO = re.compile(r"(\d{1,4})([dwmy])")
_LONG = {"d": 1, "w": 7, "m": 30, "y": 365}


def days(value: Value, question: Question, today: date | None = None) -> tuple[str | None, str | None]:
    """The days of `2023`, `2023-09`, `2023-09-13`, two of them with `..`, `today`, `yesterday`, `7d`, the last seven.

    None is an open end. `today` is the day of asking, unless given. BadQuestion says what a time looks like.

    >>> days(Value("2023-09..2023-10", 0), Question("", None))
    ('2023-09-01', '2023-10-31')
    """
    first, mark, last = value.text.partition("..")
    now = today or date.today()
    try:
        low = _bounds(first, now)[0] if first else None
        high = _bounds(last, now)[1] if last else None if mark else _bounds(first, now)[1]
        if (low is None and high is None) or (low and high and low > high):
            raise ValueError(value.text)
    except (ValueError, OverflowError):
        message = "a time is YYYY, YYYY-MM, YYYY-MM-DD, today, 7d (12w, 3m, 1y), two with .. between, or unknown"
        raise question.bad(value.at, message) from None
    return (low.isoformat() if low else None, high.isoformat() if high else None)


def _bounds(words: str, today: date) -> tuple[date, date]:
    if words.casefold() in ("today", "yesterday"):
        day = today - timedelta(days=words.casefold() == "yesterday")
        return day, day
    ago = _AGO.fullmatch(words.casefold())
    if ago:
        return today - timedelta(days=int(ago[1]) * _LONG[ago[2]] - 1), today
    found = _DAY.fullmatch(words)
    if found is None:
        raise ValueError(words)
    year, month, day_of = (int(part) if part else None for part in found.groups())
    first = date(year or 0, month or 1, day_of or 1)
    last_day = day_of or calendar.monthrange(first.year, month or 12)[1]
    return first, date(first.year, month or 12, last_day)
