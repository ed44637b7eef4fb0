"""A question goes in; out comes what is said to lie ahead, by day, each matter once, with all who tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from sqlalchemy import and_, or_
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.link.diary import Ahead, ahead
from dateline.record import tables as t
from dateline.web.desk import Visit, visit
from dateline.web.gathering import Clause, Gathered
from dateline.web.viewing import respond

router = APIRouter()
NAV = ("diary", "/diary", 30)
_MOST = 300
"""Claims that one diary is made of, those of the nearest days; more than anybody reads."""
_AHEAD = ("planned", "expected", "possible", "conditional", "not")


@dataclass(frozen=True, slots=True)
class Day:
    """One day, or the stretch from `first` to `last` within which something is to be (None where open)."""

    first: date | None
    last: date | None
    matters: tuple[Ahead, ...]


@dataclass(frozen=True, slots=True)
class Diary:
    """What lies ahead of the day `on`, up to `until`; `claims` of `of` that tell of it."""

    question: str
    revision: int
    on: date
    until: date | None
    days: tuple[Day, ...]
    claims: int
    of: int


@router.get("/diary", include_in_schema=False)
def show(request: Request, q: str = "", start: str = "", until: str = "") -> Response:
    """The diary of a question, from today on unless `start` says otherwise."""
    here = visit(request)
    on, last = day_of(start) or here.today, day_of(until)
    page = here.lately(("diary", q, on, last), lambda: diary(here, q, on, last))
    return respond(request, "diary.html", page, lambda: [])


def day_of(words: str) -> date | None:
    """A day as a form has it, None where it is left out; BadInput where it is none."""
    if not words.strip():
        return None
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise BadInput(f"{words!r} is no day; write it as YYYY-MM-DD") from None


def diary(here: Visit, question: str, on: date, until: date | None = None) -> Diary:
    """What a question finds that lies ahead."""
    found = Gathered.of(here.record, question, here.as_of)
    clause = lies_ahead(on, until)
    c = t.claim.c
    where = and_(found.asked.where, clause)
    entries = list(
        here.record.entries(where, found.revision, (c.earliest.asc(), c.version), _MOST, found.asked.rejected)
    )
    matters = ahead(entries, on, until)
    days: dict[tuple[date | None, date | None], list[Ahead]] = {}
    for each in matters:
        days.setdefault((each.first, each.last), []).append(each)
    return Diary(
        question, found.revision, on, until, tuple(Day(*key, tuple(some)) for key, some in days.items()),
        len(entries), found.count(clause),
    )  # fmt: skip


def lies_ahead(on: date, until: date | None = None) -> Clause:
    """The clause that a claim gives a time that is not over on a day, of what is said to come, or not to come."""
    c = t.claim.c
    known = or_(c.earliest.is_not(None), c.latest.is_not(None))
    later = or_(c.latest.is_(None), c.latest >= on.isoformat())
    sooner = [or_(c.earliest.is_(None), c.earliest <= until.isoformat())] if until else []
    # What was no longer ahead when it was told never lay there.
    told = or_(c.latest.is_(None), c.published.is_(None), c.latest >= c.published)
    return and_(c.status.in_(_AHEAD), known, later, told, *sooner)
