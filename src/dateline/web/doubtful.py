"""A record goes in; out come the claims that a person should look at, the most doubtful first, and the next of them.

The queue is put together once for some hundreds of judgements, so that who judges one claim a second waits for nothing;
what was judged meanwhile is passed over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from dateline.model.claim import Claim
from dateline.model.doubt import DOUBTFUL
from dateline.model.entry import Entry
from dateline.record import tables as t
from dateline.web.desk import Visit

_QUEUE = 1000
_STALE = 250
"""Revisions of the record after which the queue is put together anew."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """How likely a claim is to be right as a whole (0 to 1), and of which of its fields that is least sure."""

    sure: float
    field: str | None


def doubted(claim: Claim) -> Doubted | None:
    """What is doubtful of a claim; None where nothing is, or nothing was said of it."""
    if claim.sure is None or claim.sure >= DOUBTFUL:
        return None
    parts = [each for each in claim.confidence if each.field != "claim"]
    least = min(parts, key=lambda each: (each.value, each.field), default=None)
    return Doubted(claim.sure, least.field if least else None)


def waits(entry: Entry) -> bool:
    """Whether a claim waits for a person: doubtful, and nobody has judged it."""
    return entry.review == "open" and doubted(entry.claim) is not None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for a person: its id, that of its report, and how likely it is to be right as a whole."""

    claim: str
    report: str
    sure: float


def queue(here: Visit) -> tuple[Waiting, ...]:
    """The claims that wait, the most doubtful first; those of one report stand together, at its most doubtful one."""
    key = ("doubtful", here.revision // _STALE)
    return here.desk.shelf.get(key, lambda: _queue(here))


def _queue(here: Visit) -> tuple[Waiting, ...]:
    c = t.claim.c
    query = (
        select(c.id, t.report.c.id, c.confidence)
        .join(t.report, t.report.c.number == c.report)
        .where(c.superseded.is_(None), c.review == "open", c.confidence < DOUBTFUL)
        .order_by(c.confidence, c.version)
        .limit(_QUEUE)
    )
    with here.record.connection() as connection:
        found = [Waiting(claim, report, sure) for claim, report, sure in connection.execute(query)]
    first: dict[str, int] = {}
    for place, each in enumerate(found):
        first.setdefault(each.report, place)
    return tuple(sorted(found, key=lambda each: (first[each.report], each.sure)))


def waiting(here: Visit, many: int) -> tuple[Waiting, ...]:
    """The first of the queue that nobody has judged meanwhile."""
    found: list[Waiting] = []
    for each in _open(here, queue(here)):
        found.append(each)
        if len(found) == many:
            break
    return tuple(found)


def after(here: Visit, claim: str | None, report: str | None = None) -> Waiting | None:
    """What to look at after a claim, or after all of a report; from the beginning again where nothing follows."""
    every = queue(here)
    places = [
        place for place, each in enumerate(every) if each.claim == claim or (claim is None and each.report == report)
    ]
    start = places[-1] + 1 if places else 0
    rest = (*every[start:], *every[:start])
    return next((each for each in _open(here, rest) if each.claim != claim), None)


def _open(here: Visit, some: tuple[Waiting, ...]) -> Iterator[Waiting]:
    """Those that still stand and wait, looked up some at a time."""
    c = t.claim.c
    for first in range(0, len(some), 50):
        part = some[first : first + 50]
        query = select(c.id).where(c.id.in_([each.claim for each in part]), c.superseded.is_(None), c.review == "open")
        with here.record.connection() as connection:
            still = set(connection.execute(query).scalars())
        yield from (each for each in part if each.claim in still)
