"""The terms of a question that say how to answer go in; order, moment and number of the answers come out."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import ColumnElement, nulls_last

from dateline.errors import BadQuestion
from dateline.questions.syntax import Question, Term
from dateline.record import tables as t

_COLUMNS = {
    "when": t.claim.c.earliest, "published": t.claim.c.published, "recorded": t.claim.c.version, "type": t.claim.c.type,
    "status": t.claim.c.status, "score": t.claim.c.score, "who": t.claim.c.who, "whom": t.claim.c.whom,
    "where": t.claim.c.place, "confidence": t.claim.c.confidence,
}  # fmt: skip
_DIGITS = 18
"""More than any record will ever count, and no more than a database can."""
SORTS = tuple(_COLUMNS)
"""By what answers can be sorted; a `-` before it turns the order round."""


def order(term: Term | None, question: Question) -> tuple[ColumnElement[object], ...] | None:
    """The columns to sort by, the arrival last, so that the order is always the same; None for that order alone.

    `sort:when,-score` sorts by day and then by falling score; what is not known comes last.
    """
    if term is None:
        return None
    columns: list[ColumnElement[object]] = []
    for value in term.values:
        name = value.text.casefold().removeprefix("-")
        if name not in _COLUMNS:
            raise question.bad(value.at, f"answers can be sorted by {', '.join(SORTS)}; - before it turns it round")
        column = _COLUMNS[name]
        columns.append(nulls_last(column.desc() if value.text.startswith("-") else column.asc()))
    return (*columns, t.claim.c.version)


def as_of(term: Term | None, question: Question) -> datetime | int | None:
    """The moment as of which the record is asked: the end of a day, a time, or the number of a revision."""
    if term is None:
        return None
    value = term.values[0]
    try:
        return moment(value.text)
    except BadQuestion as error:
        raise question.bad(value.at, str(error)) from None


def moment(words: str) -> datetime | int:
    """The moment that words name: a day is taken to its end, a time without a zone is UTC; BadQuestion if none.

    >>> moment("2024-03-05").isoformat(), moment("12")
    ('2024-03-05T23:59:59.999999+00:00', 12)
    """
    try:
        if words.isdecimal() and words.isascii() and len(words) != 8:
            return int(words[:_DIGITS])
        if len(words) <= 10:
            day = date.fromisoformat(words)
            return datetime(day.year, day.month, day.day, 23, 59, 59, 999999, UTC)
        found = datetime.fromisoformat(words)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise BadQuestion("a moment is YYYY-MM-DD, YYYY-MM-DDThh:mm, or the number of a revision") from None


def limit(term: Term | None, question: Question) -> int | None:
    """How many answers at most."""
    if term is None:
        return None
    value = term.values[0]
    if not (value.text.isascii() and value.text.isdecimal()) or not value.text.strip("0"):
        raise question.bad(value.at, "a limit is a number from 1 on")
    return int(value.text.lstrip("0")[:_DIGITS])
