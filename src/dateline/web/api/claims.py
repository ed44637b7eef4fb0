"""A question goes in; out come the claims that fit it, page by page or line by line, or counts of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.questions import compiled
from dateline.questions.paging import page, pages
from dateline.record.counting import KEYS
from dateline.web.api.described import WORDS, Cursor, Id, Limit, Moment, Q, tells
from dateline.web.api.nouns import Claims, Counted, Counts, Held, OneClaim, held
from dateline.web.api.sending import answered, streamed, wants_lines
from dateline.web.desk import Visit, visit
from dateline.web.security import Refused

router = APIRouter(tags=["claims"])
By = Annotated[
    str,
    Query(max_length=200, pattern=WORDS, description=f"What to count by, with commas: {', '.join(KEYS)}."),
]


@router.get("/claims", responses=tells(Claims, "A page of claims; all of them as JSON lines.", lines=Held))
def claims(request: Request, q: Q = "", limit: Limit = 50, cursor: Cursor = None, as_of: Moment = None) -> Response:
    """The claims that fit a question.

    With `Accept: application/jsonl` all of them come, a line each, whatever the limit.
    """
    if wants_lines(request):
        return streamed(request, _lines(visit(request), q), "claims")

    def make(here: Visit) -> Claims:
        found = page(here.record, q, limit, cursor, here.as_of)
        return Claims(q, found.revision, tuple(map(held, found.entries)), found.cursor)

    return answered(request, make)


def _lines(here: Visit, question: str) -> Iterator[list[object]]:
    for found in pages(here.record, question, as_of=here.as_of):
        yield [held(entry) for entry in found.entries]


@router.get("/claims/{id}", responses=tells(OneClaim))
def claim(request: Request, id: Id, as_of: Moment = None) -> Response:
    """One claim, with what people decided of it; one that was rejected too."""

    def make(here: Visit) -> OneClaim:
        revision = here.record.revision(here.as_of)
        entry = next(here.record.entries([id], revision, rejected=True), None)
        if entry is None:
            raise Refused(404, f"the record holds no claim {id}; /api/v1/claims?q= finds those it holds")
        return OneClaim(revision, held(entry), tuple(here.record.judgements(id, as_of=revision)))

    return answered(request, make)


@router.get("/counts", responses=tells(Counts))
def counts(request: Request, q: Q = "", by: By = "", as_of: Moment = None) -> Response:
    """Claims that fit a question, counted by month, type, status, who and more, or all together."""

    def make(here: Visit) -> Counts:
        asked = compiled(here.record, q, here.as_of)
        revision = here.record.revision(asked.as_of)
        keys = tuple(each.strip() for each in by.split(",") if each.strip())
        found = here.record.count(asked.where, keys, revision, asked.rejected)
        return Counts(q, revision, keys, tuple(Counted(*each) for each in found))

    return answered(request, make)
