"""Nothing goes in; out come what answers here, the codebook, the feed of changes, and the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline import __version__
from dateline.lexicon import codebook as files
from dateline.model.act import StatusValue
from dateline.model.change import Change
from dateline.questions.fields import FIELDS
from dateline.questions.settings import SORTS
from dateline.record.counting import KEYS
from dateline.web.api.described import Limit, tells
from dateline.web.api.nouns import Changes, Codebook, Field, Index, Mode, TypeOfAct
from dateline.web.api.sending import answered, streamed, wants_lines
from dateline.web.desk import Visit, visit

router = APIRouter(tags=["about"])
_PART = 1_000
Since = Annotated[int, Query(ge=0, le=2**63 - 1, description="After this change; 0 for all.")]
PATHS = ("claims", "counts", "reports", "events", "actors", "judgements", "changes", "codebook", "exports")


@router.get("", responses=tells(Index))
def index(request: Request) -> Response:
    """What answers here, and how much the record holds."""

    def make(here: Visit) -> Index:
        claims = here.record.count()[0][1]
        return Index(__version__, here.revision, len(here.record), claims, tuple(f"/api/v1/{each}" for each in PATHS))

    return answered(request, make)


@router.get("/codebook", responses=tells(Codebook))
def codebook(request: Request) -> Response:
    """What the words of the record mean: PLOVER's types, modes and contexts, statuses, and the fields of questions."""
    return answered(request, lambda _: _codebook())


@cache
def _codebook() -> Codebook:
    loaded = files.load()
    types = tuple(
        TypeOfAct(name, each.quad, each.score, each.definition, tuple(Mode(*mode) for mode in each.modes.items()))
        for name in files.EVENT_TYPES
        if (each := loaded.types[name])
    )
    fields = tuple(Field(name, each.says, each.example, each.values) for name, each in FIELDS.items())
    contexts = tuple(Mode(*each) for each in sorted(loaded.contexts.items()))
    return Codebook(types, contexts, get_args(StatusValue), fields, tuple(KEYS), SORTS)


@router.get("/changes", responses=tells(Changes, "A page of changes; all of them as JSON lines.", lines=Change))
def changes(request: Request, since: Since = 0, limit: Limit = 100) -> Response:
    """The feed: claims that were added, changed, withdrawn or judged, in order.

    A mirror that applies every change, and asks again with `since` set to `next`, misses nothing.
    """
    if wants_lines(request):
        return streamed(request, _lines(visit(request), since), "changes")

    def make(here: Visit) -> Changes:
        found = list(here.record.changes(since, limit + 1))
        some = tuple(found[:limit])
        return Changes(here.revision, some, some[-1].seq if some else since, len(found) > limit)

    return answered(request, make)


def _lines(here: Visit, since: int) -> Iterator[list[object]]:
    while some := list(here.record.changes(since, _PART)):
        yield list(some)
        since = some[-1].seq
