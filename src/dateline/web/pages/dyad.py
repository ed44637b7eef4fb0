"""The ids of two parties go in; out comes what each did to the other and both together, week by week and by event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.lexicon import actors as knowledge
from dateline.lexicon import codes
from dateline.link.transfers import Dealing, dealings
from dateline.model.entry import Entry
from dateline.record import tables as t
from dateline.series import Series
from dateline.series import series as series_of
from dateline.series.recorded import read
from dateline.series.rows import Told as ToldEvent
from dateline.web.desk import Visit, visit
from dateline.web.gathering import Gathered
from dateline.web.linked import Linked
from dateline.web.pages.series import to_week
from dateline.web.pages.timeline import LINKED, to_event
from dateline.web.security import Refused
from dateline.web.viewing import asked_for, respond
from dateline.web.views import line, weeks
from dateline.web.views.chart import Chart
from dateline.web.views.line import MOST, Timeline
from dateline.web.views.weeks import Weeks

router = APIRouter()
_FEW = 5


@dataclass(frozen=True, slots=True)
class Side:
    """One way of the dyad, or what is told ahead of it: the question, how many claims fit, and the latest of them."""

    name: str
    question: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties and what is told of them; `series` counts events, each once, where these could be put together.

    `timeline` holds the latest events; `disputed` are those among them on which reports differ.
    """

    one: str
    other: str
    names: tuple[str, str]
    question: str
    revision: int
    claims: int
    sides: tuple[Side, ...]
    weeks: Weeks
    series: Series | None
    timeline: Timeline
    dealings: tuple[Dealing, ...]


@router.get("/dyad/{one}/{other}", include_in_schema=False)
def show(request: Request, one: str, other: str) -> Response:
    """The page of two parties."""
    here = visit(request)
    page = here.lately(("dyad", one, other), lambda: dyad(here, one, other))
    say, q = here.desk.words, page.question

    def charts() -> Sequence[Chart]:
        made = []
        if page.weeks.weeks:
            made.append(weeks.drawn(page.weeks, say, q, lambda week, quad: to_week(here, q, week, quad)))
        if page.timeline.moments:
            made.append(line.drawn(page.timeline.moments, say, q, lambda moment: to_event(here, moment)))
        return made

    return respond(request, "dyad.html", page, charts)


def dyad(here: Visit, one: str, other: str) -> Dyad:
    """What the record tells of two parties; Refused (404) where nothing."""
    first, second = asked_for(_full(one)), asked_for(_full(other))
    question = f"between:{first},{second}"
    found = Gathered.of(here.record, question, here.as_of)
    claims = found.count()
    if not claims:
        raise Refused(404, f"nothing is told of both {one!r} and {other!r}")
    sides = (
        ("forth", f"who:{first} whom:{second} status:happened,ongoing"),
        ("back", f"who:{second} whom:{first} status:happened,ongoing"),
        ("together", f"who:{first} who:{second}"),
        ("ahead", f"between:{first},{second} status:planned,expected,possible,conditional"),
        ("denied", f"between:{first},{second} (status:denied,not,attempted or stance:denying)"),
    )
    limit = "" if claims <= LINKED else f" sort:-published limit:{LINKED}"
    linked = here.desk.linking.timeline(question + limit, found.revision)
    whole = line.timeline(linked.events, linked.entries, claims)
    moved = found.entries(t.claim.c.stage.is_not(None), limit=60)
    names = (_name(here, _full(one)), _name(here, _full(other)))
    return Dyad(
        _full(one), _full(other), names, question, found.revision, claims,
        tuple(side for each in sides if (side := _side(here, found.revision, *each)).count),
        weeks.weeks(found.days(), read(here.record, found.revision)),
        _series(here, linked, names, found.revision) if not limit else None,
        Timeline(whole.moments[-MOST:], whole.claims, claims), dealings(moved),
    )  # fmt: skip


def _full(id: str) -> str:
    """The id that an address holds, also of a state that is given by its code alone: `RUS`."""
    return f"iso:{id.upper()}" if id.upper() in codes.load().countries else id.replace("~", "/")


def _side(here: Visit, revision: int, name: str, question: str) -> Side:
    found = Gathered.of(here.record, question, revision)
    count = found.count()
    return Side(name, question, count, tuple(found.entries(limit=_FEW)) if count else ())


def _series(here: Visit, linked: Linked, names: tuple[str, str], revision: int) -> Series:
    """Events by week, each once, with changes of level and a forecast, by what was read."""
    told = []
    for event in linked.events:
        entries = {entry.claim.id: entry for entry in linked.of(event)}
        if any(entry.claim.timing != "background" for entry in entries.values()):
            told.append(ToldEvent(event, entries))
    days = read(here.record, revision)
    by = "month" if days and (days[-1].day - days[0].day).days > 900 else "week"
    return series_of(told, days, names, "month" if by == "month" else "week", min(here.today, date.max))


def _name(here: Visit, id: str) -> str:
    known = knowledge.load().entity(id)
    country = codes.load().countries.get(id.removeprefix("iso:"))
    return known.name if known else country.name if country else id.partition(":")[2] or id
