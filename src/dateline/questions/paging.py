"""A question and a cursor go in; one page of its answers comes out, with the cursor of the next.

All pages of a question are of one revision of the record, so that nothing comes twice or is passed over while it is
written to.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import and_

from dateline.errors import BadQuestion
from dateline.model.entry import Entry
from dateline.questions import Compiled, compiled
from dateline.record import AsOf, Record
from dateline.record import tables as t

_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page:
    """Some answers of a question, as the record held them at `revision`; `cursor` asks for the next page, if any."""

    entries: tuple[Entry, ...]
    revision: int
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page begins: at which revision, after which version of a claim, and after how many answers."""

    revision: int
    after: int = 0
    done: int = 0


def page(record: Record, question: str, size: int = 50, cursor: str | None = None, as_of: AsOf = None) -> Page:
    """The first `size` answers of a question, or the next ones after `cursor`.

    `as_of` is the moment of which the record is asked, where the question does not name one itself. A `limit:` of the
    question is for all pages together. BadQuestion where the question or the cursor is not understood.
    """
    with record.still():
        return _page(record, question, size, cursor, as_of)


def _page(record: Record, question: str, size: int, cursor: str | None, as_of: AsOf) -> Page:
    asked = compiled(record, question, as_of)
    of = f"{question}\n{asked.as_of}"
    place = _Place(*numbers(cursor, of, 3)) if cursor else _Place(record.revision(asked.as_of))
    left = size if asked.limit is None else min(size, asked.limit - place.done)
    if left <= 0:
        return Page((), place.revision, None)
    found = list(_from(record, asked, place, left + 1))
    some, more = found[:left], len(found) > left
    done = place.done + len(some)
    if not more or done == asked.limit:
        return Page(tuple(some), place.revision, None)
    return Page(tuple(some), place.revision, cursor_of(of, place.revision, some[-1].version, done))


def pages(record: Record, question: str, size: int = 200, as_of: AsOf = None) -> Iterator[Page]:
    """All answers of a question, page by page, each page read by itself: for a reader who may be slow to take them."""
    cursor = None
    while True:
        found = page(record, question, size, cursor, as_of)
        yield found
        cursor = found.cursor
        if cursor is None:
            return


def _from(record: Record, asked: Compiled, place: _Place, many: int) -> Iterator[Entry]:
    if asked.order is None:  # in the order of arrival one can go on after a version, and need not count
        where = and_(asked.where, t.claim.c.version > place.after) if place.after else asked.where
        return record.entries(where, place.revision, None, many, asked.rejected)
    return record.entries(asked.where, place.revision, asked.order, many, asked.rejected, place.done)


def cursor_of(question: str, *numbers: int) -> str:
    """A cursor that holds some numbers, and fits `question` alone.

    >>> numbers(cursor_of("who:PRK", 7, 50), "who:PRK", 2)
    (7, 50)
    """
    told = json.dumps([_name(question), *numbers], separators=(",", ":"))
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def numbers(cursor: str, question: str, many: int) -> tuple[int, ...]:
    """So many numbers that a cursor holds, from wherever it comes; BadQuestion where it is none of `question`."""
    try:
        told = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        of, *found = told
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise BadQuestion("this cursor is none; ask without one, and go on with the `cursor` of each answer") from None
    if of != _name(question):
        raise BadQuestion("this cursor is of another question; ask without one, and go on with that of each answer")
    if len(found) != many or not all(type(each) is int and 0 <= each <= _LARGEST for each in found):
        raise BadQuestion("this cursor is none; ask without one, and go on with the `cursor` of each answer")
    return tuple(found)


def _name(question: str) -> str:
    return sha256(question.encode("utf-8", "surrogatepass")).hexdigest()[:12]
