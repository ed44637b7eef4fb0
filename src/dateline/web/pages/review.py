"""A record goes in; out comes the queue of what a person should look at, the most doubtful first."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.model.entry import Entry
from dateline.web import doubtful
from dateline.web.answering import answer
from dateline.web.desk import Visit, visit
from dateline.web.doubtful import Waiting

router = APIRouter()
NAV = ("review", "/review", 30)
_SHOWN = 30


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """How many claims wait (of the queue, which is cut off somewhere), and the first of them."""

    waiting: int
    next: Waiting | None
    entries: tuple[Entry, ...]


@router.get("/review", include_in_schema=False)
def show(request: Request) -> Response:
    """The queue."""
    return answer(request, "review.html", review_page(visit(request)))


def review_page(here: Visit) -> ReviewPage:
    """The queue as it stands."""
    first = doubtful.waiting(here, _SHOWN)
    found = {entry.claim.id: entry for entry in here.record.entries([each.claim for each in first])}
    entries = tuple(found[each.claim] for each in first if each.claim in found)
    return ReviewPage(len(doubtful.queue(here)), first[0] if first else None, entries)
