"""A date as machines write it goes in, from a page's metadata, a feed or a mail; out comes the Time that it means."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from email.utils import parsedate

from dateline.model.day import day_at, known
from dateline.model.time import Time

_SECONDS = re.compile(r"\d{9,10}(?:\.\d+)?")
_MILLISECONDS = re.compile(r"\d{12,13}")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ZEROS = frozenset((date(1, 1, 1), date(1900, 1, 1), date(1970, 1, 1)))
"""Days that programs write where they have none."""
_LONGEST = 100


def stamp(words: str) -> Time:
    """The day that a time stamp names, as its writer's clock had it: no zone is converted.

    ISO 8601 in both its forms, the dates of mail and RSS (RFC 5322), of C's asctime, seconds and milliseconds of the
    Unix clock. What cannot be read, and what is a program's zero, comes back unresolved with the reason.

    >>> stamp("Tue, 05 Mar 2024 22:10:00 GMT").edtf, stamp("20240305T221000Z").edtf, stamp("1709676600").edtf
    ('2024-03-05', '2024-03-05', '2024-03-05')
    >>> stamp("0001-01-01T00:00:00Z").reason
    "'0001-01-01T00:00:00Z' is a program's zero and no date"
    """
    written = " ".join(words.split())
    if _SECONDS.fullmatch(written):
        time: Time | None = known(datetime.fromtimestamp(float(written), UTC).date())
    elif _MILLISECONDS.fullmatch(written):
        time = known(datetime.fromtimestamp(int(written) / 1000, UTC).date())
    else:
        time = day_at(written[:_LONGEST])
        if time is None or (time.reason or "").endswith("has no year"):
            time = _mailed(written[:_LONGEST]) or time
    if time is None:
        return Time(text=written, state="unresolved", reason=f"{written[:_LONGEST]!r} is no date")
    if time.earliest in _ZEROS:
        return Time(text=written, state="unresolved", reason=f"{written!r} is a program's zero and no date")
    return replace(time, text=written, span=None)


def _mailed(words: str) -> Time | None:
    """What the standard library's reader of mail makes of it: the last resort, as it is lenient."""
    try:
        parts = parsedate(words) if _YEAR.search(words) else None
        return known(date(*parts[:3])) if parts else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
