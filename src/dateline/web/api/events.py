"""A question or a claim goes in; out come the events that claims tell of, with their stages and disagreements."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.questions.paging import cursor_of, numbers
from dateline.web.api.described import Cursor, Id, Limit, Moment, Q, tells
from dateline.web.api.nouns import Events, OneEvent, held
from dateline.web.api.sending import answered
from dateline.web.desk import Visit
from dateline.web.linked import Linked
from dateline.web.security import Refused

router = APIRouter(tags=["events"])
Origins = Annotated[int, Query(ge=1, le=10_000, description="Only events of so many independent origins at least.")]
Differing = Annotated[bool, Query(description="Only events on which reports differ.")]


@router.get("/events", responses=tells(Events))
def events(
    request: Request,
    q: Q = "",
    told: Origins = 1,
    differing: Differing = False,
    limit: Limit = 50,
    cursor: Cursor = None,
    as_of: Moment = None,
) -> Response:
    """Events in the order of their days, each once however many reports tell it; with `differing`, where they disagree.

    A question that more than 2,000 claims fit is refused: narrow it by day or party.
    """

    def make(here: Visit) -> Events:
        name = f"events {told} {differing} {as_of} {q}"
        pinned, done = numbers(cursor, name, 2) if cursor else (None, 0)
        linked = _linked(here, q, pinned)
        found = [
            each for each in linked.events if each.origins >= told and (each.disagreements or not differing)
        ]  # fmt: skip
        last = min(done + limit, len(found))
        more = cursor_of(name, linked.revision, last) if last < len(found) else None
        return Events(q, linked.revision, len(found), tuple(found[done:last]), more)

    return answered(request, make)


def _linked(here: Visit, question: str, pinned: int | None) -> Linked:
    """Events of a question as of a revision, made once for all who ask the same."""
    as_of = pinned if pinned is not None else here.as_of
    key = ("events", question, here.record.revision(as_of), here.revision, here.desk.today())
    return here.desk.shelf.get(key, lambda: here.desk.linking.timeline(question, as_of))


@router.get("/events/{id}", responses=tells(OneEvent))
def event(request: Request, id: Id, as_of: Moment = None) -> Response:
    """The event of this id, or that a claim of this id is part of, with all claims that tell of it."""

    def make(here: Visit) -> OneEvent:
        try:
            linked = here.desk.linking.event(id, here.as_of)
        except BadInput as error:
            raise Refused(404, str(error)) from None
        found = linked.events[0]
        return OneEvent(linked.revision, found, tuple(map(held, linked.of(found))))

    return answered(request, make)
