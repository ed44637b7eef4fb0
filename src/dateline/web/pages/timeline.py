"""A question goes in; out come the events that its claims tell of, each once, by their days, and how reports differ."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.questions.syntax import parse
from dateline.web.answering import quoted
from dateline.web.desk import Visit, visit
from dateline.web.gathering import Gathered
from dateline.web.viewing import respond
from dateline.web.views import line
from dateline.web.views.line import MOST, Moment, Timeline

router = APIRouter()
LINKED = 400
"""Claims that are put together for one page, those of the latest reports: some half a second of one processor."""


@dataclass(frozen=True, slots=True)
class Told:
    """A question, and some of the events that its claims tell of; `page` counts from 1, the latest, to `pages`."""

    question: str
    revision: int
    timeline: Timeline
    page: int
    pages: int


@router.get("/timeline", include_in_schema=False)
def show(request: Request, q: str = "", page: int = 1) -> Response:
    """The timeline of a question."""
    here = visit(request)
    whole = here.lately(("timeline", q), lambda: told(here, q))
    moments = whole.timeline.moments
    pages = max(1, -(-len(moments) // MOST))
    at = min(max(1, page), pages)
    last = len(moments) - (at - 1) * MOST
    some = Timeline(moments[max(0, last - MOST) : last], whole.timeline.claims, whole.timeline.of)
    value = Told(q, whole.revision, some, at, pages)
    return respond(request, "timeline.html", value, lambda: [
        line.drawn(some.moments, here.desk.words, q, lambda moment: to_event(here, moment))
    ] if some.moments else [])  # fmt: skip


def told(here: Visit, question: str) -> Told:
    """All events of a question, or of its latest claims where these are too many to be put together."""
    found = Gathered.of(here.record, question, here.as_of)
    of = found.count()
    asked = question
    if of > LINKED and not {term.field for term in parse(question).settings} & {"limit"}:
        order = "" if "sort" in {term.field for term in parse(question).settings} else " sort:-published"
        asked = f"{question}{order} limit:{LINKED}"
    linked = here.desk.linking.timeline(asked, found.revision)
    return Told(question, found.revision, line.timeline(linked.events, linked.entries, of), 1, 1)


def to_event(here: Visit, moment: Moment) -> str:
    """The address of an event."""
    return here.link(f"/event/{quoted(moment.id)}")
