"""A record goes in; out comes the front page: what is new, changed, planned next, overdue and disputed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from anyio.to_thread import run_sync
from fastapi import APIRouter, Request
from sqlalchemy import func, select
from starlette.responses import Response, StreamingResponse

from dateline.errors import BadQuestion
from dateline.link.diary import Ahead, ahead, overdue
from dateline.link.followups import Outcome, followups
from dateline.model.entry import Entry
from dateline.model.judgement import Event
from dateline.questions.days import days
from dateline.questions.syntax import Question, Term, Value
from dateline.record import Record
from dateline.record import tables as t
from dateline.record.looking import fitting, revision_at
from dateline.web import doubtful
from dateline.web.answering import answer
from dateline.web.desk import Desk, Visit, visit
from dateline.web.linked import MOST, Linked
from dateline.web.security import Refused

router = APIRouter()
NAV = ("today", "/", 10)
_NEWS = timedelta(days=3)
"""How long a story is new after the day of its report."""
_TALK = timedelta(days=21)
"""How long what reports differ on stays on the front page."""
_LATE = timedelta(days=120)
"""How far back what was to come is looked for."""
_AHEAD = timedelta(days=60)
_SHOWN = 8
_NOTICES = 60
"""Plans that fell due last, of which it is asked what became of them."""
_EVERY = 2.0
"""Seconds between two looks at what goes on."""
_STREAMS = 32
"""How many readers may follow live at once; the others see it when they reload."""


@dataclass(frozen=True, slots=True)
class Story:
    """An event with the claim that tells it best: of the most independent reports, the first that says it outright."""

    event: Event
    entry: Entry


@dataclass(frozen=True, slots=True)
class Altered:
    """A claim that was read otherwise, withdrawn or judged, and what changed of it."""

    entry: Entry
    kind: str
    at: datetime
    by: str | None
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the record holds and how long work goes on in it: reports a minute (0 where none goes on)."""

    revision: int
    reports: int
    claims: int
    rejects: int
    a_minute: int
    last: datetime | None


@dataclass(frozen=True, slots=True)
class Today:
    """The front page as of `day`, which is that of the newest report where the record is older than some days."""

    day: date
    newest: date | None
    figures: Figures
    waiting: int
    new: tuple[Story, ...]
    changed: tuple[Altered, ...]
    ahead: tuple[Ahead, ...]
    overdue: tuple[Outcome, ...]
    disputed: tuple[Story, ...]


@router.get("/", include_in_schema=False)
def show(request: Request, day: str = "") -> Response:
    """The front page."""
    here = visit(request)
    return answer(request, "today.html", today(here, _day(day) if day else None))


@router.get("/live", include_in_schema=False)
async def live(request: Request) -> Response:
    """The figures of the record as server-sent events, a line whenever they change."""
    desk = visit(request).desk
    if _following.count >= _STREAMS:
        raise Refused(503, "too many readers follow live; reload the page to see what is new")
    return StreamingResponse(
        _stream(request, desk), media_type="text/event-stream", headers={"cache-control": "no-store"}
    )


class _Following:
    count = 0


_following = _Following()


async def _stream(request: Request, desk: Desk) -> AsyncIterator[str]:
    _following.count += 1
    last = ""
    try:
        while not await request.is_disconnected():
            found = await run_sync(figures, desk)
            data = json.dumps({"claims": found.claims, "reports": found.reports, "rejects": found.rejects,
                               "a_minute": found.a_minute, "revision": found.revision})  # fmt: skip
            yield f"data: {data}\n\n" if data != last else ": still here\n\n"
            last = data
            await asyncio.sleep(_EVERY)
    finally:
        _following.count -= 1


def today(here: Visit, day: date | None = None) -> Today:
    """What the record tells on a day."""
    newest = here.lately("newest", lambda: _newest(here))
    if day is None:
        day = here.today
        if newest is not None and day - newest > _NEWS:
            day = newest
    at = day
    recent = here.lately(("recent", at), lambda: _recent(here, at), 60)
    stories = [Story(event, _telling(recent.of(event))) for event in recent.events]
    return Today(
        day, newest, figures(here.desk), len(doubtful.queue(here)),
        _news(stories, recent, at), _changed(here),
        here.lately(("ahead", at), lambda: _ahead(here, at), 60)[:_SHOWN],
        here.lately(("overdue", at), lambda: _overdue(here, at), 120)[:_SHOWN],
        _disputed(stories),
    )  # fmt: skip


def figures(desk: Desk) -> Figures:
    """How much the record holds; counted once a revision, however many readers follow it."""
    since = (datetime.now(UTC) - timedelta(minutes=1)).isoformat(timespec="microseconds")
    r = t.revision.c
    came = select(func.count()).select_from(t.revision).where(r.at > since, r.kind.in_(("added", "reread")))
    with desk.record.connection() as connection:
        newest = connection.execute(select(r.number, r.at).order_by(r.number.desc()).limit(1)).first()
        minute = connection.execute(came).scalar_one()
    revision = newest.number if newest else 0
    reports, claims, rejects = desk.shelf.get(("figures", revision), lambda: _counted(desk.record))
    return Figures(revision, reports, claims, rejects, minute, datetime.fromisoformat(newest.at) if newest else None)


def _counted(record: Record) -> tuple[int, int, int]:
    """Reports and claims that stand, and what could not be taken in."""
    standing = select(func.count()).select_from(t.reading).where(t.reading.c.state == "standing")
    # Every claim has a type; naming it lets the database count by an index that holds what stands alone.
    told = select(func.count()).select_from(t.claim).where(t.claim.c.superseded.is_(None), t.claim.c.type != "")
    open_ = select(func.count()).select_from(t.reject).where(t.reject.c.resolved.is_(None))
    with record.connection() as connection:
        reports, claims, rejects = (connection.execute(query).scalar_one() for query in (standing, told, open_))
    return reports, claims, rejects


def _day(words: str) -> date:
    """The day that an address asks for; BadQuestion where it is none."""
    first, _ = days(Value(words, 0), Question(words, Term("", (), 0)))
    if first is None:
        raise BadQuestion(f"{words!r} is no day; a day is YYYY-MM-DD")
    return date.fromisoformat(first)


def _newest(here: Visit) -> date | None:
    c = t.claim.c
    tomorrow = (here.today + timedelta(days=1)).isoformat()  # a date that a page got wrong is no newest day
    query = select(func.max(c.published)).where(c.superseded.is_(None), c.published <= tomorrow)
    with here.record.connection() as connection:
        found = connection.execute(query).scalar()
    return date.fromisoformat(found[:10]) if found else None


def _recent(here: Visit, day: date) -> Linked:
    """The events of the reports of some weeks, or of the newest claims of these where there are many."""
    question = f"published:{day - _TALK}..{day} sort:-published limit:{MOST}"
    return here.desk.linking.timeline(question, here.as_of)


def _telling(entries: Sequence[Entry]) -> Entry:
    """The claim that stands for an event: told as real and new, sure, and with words to show."""
    return min(
        entries,
        key=lambda each: (
            each.review == "rejected", each.claim.status not in ("happened", "ongoing"),
            each.claim.timing == "background", not each.claim.actors, not each.quotable,
            -(each.claim.sure or 0.0), each.claim.id,
        ),
    )  # fmt: skip


def _news(stories: Sequence[Story], recent: Linked, day: date) -> tuple[Story, ...]:
    """The stories of the last days, those of the most independent reports first."""
    since = (day - _NEWS).isoformat()
    fresh = [
        each for each in stories
        if each.entry.claim.timing == "new" and each.entry.claim.actors
        and any(str(entry.report.published.earliest or "")[:10] > since for entry in recent.of(each.event))
    ]  # fmt: skip

    def weight(each: Story) -> tuple[int, int, float, str]:
        told = str(each.entry.report.published.earliest or "")[:10]
        return -each.event.origins, -len(each.event.claims), -abs(each.entry.claim.score), told + each.event.id

    return tuple(sorted(fresh, key=weight)[:_SHOWN])


def _disputed(stories: Sequence[Story]) -> tuple[Story, ...]:
    """The stories of which one report says otherwise than another, or somebody denies what somebody confirms."""
    differ = [each for each in stories if each.event.disagreements or (each.event.confirmed and each.event.denied)]
    return tuple(sorted(differ, key=lambda each: (-len(each.event.claims), each.event.id))[:_SHOWN])


def _changed(here: Visit) -> tuple[Altered, ...]:
    """What became of claims after they were taken in, the latest first, each claim once."""
    c, r = t.change.c, t.revision.c
    query = (
        select(t.change, r.at, r.by)
        .join(t.revision, r.number == c.revision)
        .where(c.kind != "added")
        .order_by(c.seq.desc())
        .limit(_SHOWN * 5)
    )
    if here.as_of is not None:
        query = query.where(c.revision <= here.record.revision(here.as_of))
    with here.record.connection() as connection:
        rows = connection.execute(query).all()
    latest = {row.claim: row for row in reversed(rows) if row.what != "text"}
    chosen = sorted(latest.values(), key=lambda row: -row.seq)[:_SHOWN]
    found = {
        entry.claim.id: entry for entry in here.record.entries([row.claim for row in chosen], here.as_of, rejected=True)
    }
    # What was withdrawn stands no more: it is shown as it stood before.
    gone = [row for row in chosen if row.claim not in found]
    for row in gone:
        before = here.record.entries([row.claim], row.revision - 1, rejected=True)
        found.update((entry.claim.id, entry) for entry in before)
    return tuple(
        Altered(found[row.claim], row.kind, datetime.fromisoformat(row.at), row.by if row.kind == "judged" else None,
                tuple(row.what.split()))
        for row in chosen if row.claim in found
    )  # fmt: skip


def _ahead(here: Visit, day: date) -> tuple[Ahead, ...]:
    c = t.claim.c
    where = c.status.in_(("planned", "expected", "possible", "conditional", "not")) & (c.latest >= day.isoformat())
    entries = here.record.entries(where, here.as_of, (c.earliest, c.published.desc()), MOST)
    return ahead(entries, day, day + _AHEAD)


def _overdue(here: Visit, day: date) -> tuple[Outcome, ...]:
    """What was to be by now and of which nothing was heard, what fell due last first."""
    c = t.claim.c
    since = (day - _LATE).isoformat()
    where = c.published.between(since, day.isoformat())
    with here.record.connection() as connection:
        at = revision_at(connection, here.as_of)
        planned = (c.status == "planned") & (c.latest < day.isoformat()) & (c.latest >= since)
        query = select(c.id).where(fitting(where & planned, at, False)).order_by(c.latest.desc()).limit(_NOTICES)
        due = frozenset(connection.execute(query).scalars())
    if not due:
        return ()
    entries = list(here.record.entries(where, here.as_of, (c.published.desc(), c.version), MOST))
    late = overdue(followups(entries, day, only=due))
    return tuple(sorted(late, key=lambda each: (-(each.notice.term.last or 0), each.notice.claim.id)))
