"""A name or an id goes in; out come the actors of whom the record tells, and what they did and underwent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import ColumnElement, Connection, func, select
from starlette.responses import Response

from dateline.questions.paging import cursor_of, numbers
from dateline.record import tables as t
from dateline.record.looking import fitting
from dateline.web.api.described import WORDS, Cursor, Id, Limit, Moment, tells
from dateline.web.api.nouns import Actor, Actors, Counted, OneActor
from dateline.web.api.sending import answered
from dateline.web.desk import Visit
from dateline.web.security import Refused

router = APIRouter(tags=["actors"])
Named = Annotated[
    str | None, Query(max_length=200, pattern=WORDS, description="Words of a name, title, office or organisation.")
]
_WORDINGS = 50


@router.get("/actors", responses=tells(Actors))
def actors(
    request: Request, name: Named = None, limit: Limit = 50, cursor: Cursor = None, as_of: Moment = None
) -> Response:
    """Actors who are known by an id, those in the most claims first."""

    def make(here: Visit) -> Actors:
        of = f"actors {name} {as_of}"
        revision, done = numbers(cursor, of, 2) if cursor else (here.record.revision(here.as_of), 0)
        where: list[ColumnElement[bool]] = []
        if name is not None and name.strip():
            named = select(t.party.c.entity).where(here.record.named(name), t.party.c.entity.is_not(None))
            where.append(t.party.c.entity.in_(named))
        found = here.desk.shelf.get(
            ("actors", name, revision, here.revision), lambda: _counted(here, revision, where)
        )  # fmt: skip
        last = min(done + limit, len(found))
        more = cursor_of(of, revision, last) if last < len(found) else None
        return Actors(revision, len(found), found[done:last], more)

    return answered(request, make)


@router.get("/actors/{id}", responses=tells(OneActor))
def actor(request: Request, id: Id, as_of: Moment = None) -> Response:
    """One actor, with the wordings, titles and offices under which reports name them, and what they did, by type."""

    def make(here: Visit) -> OneActor:
        revision = here.record.revision(here.as_of)
        found = _counted(here, revision, [t.party.c.entity == id])
        if not found:
            raise Refused(404, f"the record tells of no actor {id}; /api/v1/actors?name= finds those it tells of")
        with here.record.connection() as connection:
            wordings, titles, offices = (
                _distinct(connection, column, id) for column in (t.party.c.text, t.party.c.title, t.party.c.office)
            )
        did, undergone = (_types(here, revision, id, side) for side in ("actor", "recipient"))
        return OneActor(revision, found[0], wordings, titles, offices, did, undergone)

    return answered(request, make)


def _counted(here: Visit, revision: int, where: Sequence[ColumnElement[bool]]) -> tuple[Actor, ...]:
    """Actors with how many claims that stood tell of them."""
    p = t.party.c
    with here.record.connection() as connection:
        at = None if revision == here.revision else revision
        many = func.count(t.claim_party.c.claim.distinct())
        query = (
            select(p.entity, func.max(p.name), func.max(p.kind), func.max(p.country), many)
            .join(t.claim_party, t.claim_party.c.party == p.number)
            .join(t.claim, t.claim.c.version == t.claim_party.c.claim)
            .where(p.entity.is_not(None), fitting(None, at, False), *where)
            .group_by(p.entity)
            .order_by(many.desc(), p.entity)
        )
        return tuple(Actor(*row) for row in connection.execute(query))


def _distinct(connection: Connection, column: ColumnElement[str | None], entity: str) -> tuple[str, ...]:
    query = (
        select(column)
        .where(t.party.c.entity == entity, column.is_not(None), column != "")
        .distinct()
        .order_by(column)
        .limit(_WORDINGS)
    )
    return tuple(str(each) for each in connection.execute(query).scalars())


def _types(here: Visit, revision: int, entity: str, side: str) -> tuple[Counted, ...]:
    """What an actor did or underwent, by type and status."""
    parties = select(t.party.c.number).where(t.party.c.entity == entity)
    claims = select(t.claim_party.c.claim).where(t.claim_party.c.side == side, t.claim_party.c.party.in_(parties))
    found = here.record.count(t.claim.c.version.in_(claims), ("type", "status"), revision)
    return tuple(Counted(*each) for each in found)
