"""A record goes in; out comes the queue of what a person should look at: doubtful claims, and names that may be one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from dateline.errors import BadJudgement
from dateline.link import rulings
from dateline.link.people import people
from dateline.link.review import Question, queue
from dateline.model.entry import Entry
from dateline.model.judgement import Verdict
from dateline.record import tables as t
from dateline.web import doubtful
from dateline.web.answering import answer, redirect
from dateline.web.desk import Visit, visit
from dateline.web.doubtful import Waiting

router = APIRouter()
NAV = ("review", "/review", 30)
_SHOWN = 30
_PAIRS = 8
_NEWEST = 1500
"""Claims among which names are compared, those of the newest reports."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one and the same: their ids and names, what speaks for and against, and a claim of each."""

    subject: str
    other: str
    names: tuple[str, str]
    sure: float
    reasons: tuple[str, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """How many claims wait (of the queue, which is cut off somewhere), the first of them, and names that may be one."""

    waiting: int
    next: Waiting | None
    entries: tuple[Entry, ...]
    pairs: tuple[Pair, ...]


@router.get("/review", include_in_schema=False)
def show(request: Request) -> Response:
    """The queue."""
    return answer(request, "review.html", review_page(visit(request)))


@router.post("/review/pair", include_in_schema=False)
def judge(
    request: Request,
    subject: Annotated[str, Form(max_length=300)],
    other: Annotated[str, Form(max_length=300)],
    verdict: Annotated[Verdict, Form()],
) -> Response:
    """Keep whether two are one and the same."""
    here = visit(request)
    person = here.need("review")
    if subject == other or not subject.strip() or not other.strip():
        raise BadJudgement("two are needed, each by its id")
    number = here.record.judge(subject, verdict, by=person.name, other=other)
    here.desk.store.note(person.name, verdict, f"{subject} and {other}: judgement {number}")
    return redirect("/review#pairs")


def review_page(here: Visit) -> ReviewPage:
    """The queue as it stands."""
    first = doubtful.waiting(here, _SHOWN)
    found = {entry.claim.id: entry for entry in here.record.entries([each.claim for each in first])}
    entries = tuple(found[each.claim] for each in first if each.claim in found)
    judged = {
        frozenset((each.subject, each.other)) for each in here.record.judgements() if each.other and not each.undone
    }
    pairs = [
        each
        for each in here.lately("pairs", lambda: _pairs(here), 120)
        if frozenset((each.subject, each.other)) not in judged
    ]
    return ReviewPage(len(doubtful.queue(here)), first[0] if first else None, entries, tuple(pairs[:_PAIRS]))


def _pairs(here: Visit) -> tuple[Pair, ...]:
    """The pairs of which a person must say whether they are one, the most doubtful first."""
    order = (t.claim.c.published.desc(), t.claim.c.version)
    entries = list(here.record.entries(None, here.as_of, order, _NEWEST))
    who = people(entries, rulings(here.record.judgements()), here.desk.knowledge)
    asked = [each for each in queue(entries, who) if each.other is not None][: _PAIRS * 4]
    return tuple(_pair(each, {id: figure.names[0] for id, figure in who.figures.items()}) for each in asked)


def _pair(question: Question, names: dict[str, str]) -> Pair:
    subject, other = question.subject, question.other or ""
    called = names.get(subject, subject), names.get(other, other)
    return Pair(subject, other, called, question.sure, question.reasons, question.entries)
