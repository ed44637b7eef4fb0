"""The id of a claim goes in; out comes all that is known of it: every field with why and how sure, and its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.responses import Response

from dateline.model.change import Judged
from dateline.model.entry import Entry
from dateline.record import tables as t
from dateline.web.answering import answer
from dateline.web.desk import Visit, visit
from dateline.web.pages.judge import held

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a field has its value: the rule and its remark, and how likely it is to be right (0 to 1), where known."""

    field: str
    rule: str
    detail: str
    sure: float | None
    method: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the claim's history: what became of it, when, by whom, in which revision of the record."""

    revision: int
    at: datetime
    kind: str
    by: str | None
    what: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim with its reasons, its history and the judgements of it, the earliest first."""

    entry: Entry
    reasons: tuple[Reason, ...]
    history: tuple[Change, ...]
    judgements: tuple[Judged, ...]


@router.get("/claim/{id}", include_in_schema=False)
def show(request: Request, id: str) -> Response:
    """The claim."""
    return answer(request, "claim.html", claim_page(visit(request), id))


def claim_page(here: Visit, id: str) -> ClaimPage:
    """The claim as it stood at the time that is asked for; Refused where it did not."""
    entry = held(here, id)
    return ClaimPage(
        entry, tuple(_reasons(entry)), tuple(_history(here, id)), tuple(here.record.judgements(id, as_of=here.as_of))
    )


def _reasons(entry: Entry) -> Iterator[Reason]:
    sure = {each.field: each for each in entry.claim.confidence}
    for why in entry.claim.why:
        each = sure.pop(why.field, None)
        yield Reason(why.field, why.rule, why.detail, each.value if each else None, each.method if each else None)
    for field, each in sure.items():
        yield Reason(field, "", "", each.value, each.method)


def _history(here: Visit, id: str) -> Iterator[Change]:
    c, r = t.change.c, t.revision.c
    own = select(t.claim.c.version).where(t.claim.c.id == id)
    query = select(t.change, r.at, r.by).join(t.revision, r.number == c.revision).where(c.version.in_(own))
    if here.as_of is not None:
        query = query.where(c.revision <= here.record.revision(here.as_of))
    with here.record.connection() as connection:
        for row in connection.execute(query.order_by(c.seq)):
            at = datetime.fromisoformat(row.at)
            by = row.by if row.kind == "judged" else None
            yield Change(row.revision, at, row.kind, by, tuple(row.what.split()), row.version)
