"""A record goes in; out comes the front page: what is new, changed, planned next, overdue and disputed."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.model.entry import Entry
from dateline.record import tables as t
from dateline.web.answering import answer
from dateline.web.desk import Visit, visit

router = APIRouter()
NAV = ("today", "/", 10)
_NEW = 12


@dataclass(frozen=True, slots=True)
class Today:
    """The front page."""

    new: tuple[Entry, ...]


@router.get("/", include_in_schema=False)
def show(request: Request) -> Response:
    """The front page."""
    here = visit(request)
    return answer(request, "today.html", here.once("today", lambda: today(here)))


def today(here: Visit) -> Today:
    """What the record tells today."""
    order = (t.claim.c.version.desc(),)
    return Today(tuple(here.record.entries(as_of=here.as_of, order=order, limit=_NEW)))
