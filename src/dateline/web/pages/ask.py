"""A question goes in; out come the claims that fit it, with what else they could be narrowed by."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.model.entry import Entry
from dateline.questions import compiled
from dateline.web.answering import answer
from dateline.web.desk import Visit, visit

router = APIRouter()
NAV = ("ask", "/ask", 20)
_SIZE = 25


@dataclass(frozen=True, slots=True)
class Answers:
    """A question, how many claims fit it, and some of them."""

    question: str
    count: int
    entries: tuple[Entry, ...]


@router.get("/ask", include_in_schema=False)
def show(request: Request, q: str = "") -> Response:
    """What the record answers."""
    return answer(request, "ask.html", answers(visit(request), q))


def answers(here: Visit, question: str) -> Answers:
    """The answers to a question; BadQuestion where it cannot be understood."""
    asked = compiled(here.record, question)
    as_of = asked.as_of if asked.as_of is not None else here.as_of
    ((_, count),) = here.record.count(asked.where, (), as_of, asked.rejected)
    found = here.record.entries(asked.where, as_of, asked.order, _SIZE, asked.rejected)
    return Answers(question, count, tuple(found))
