"""What is asked of reports goes in; out come lists of them, and each with its text as far as rights allow."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from sqlalchemy import func, select
from starlette.responses import Response

from dateline.questions.fields import of_report
from dateline.questions.paging import cursor_of, numbers
from dateline.record import tables as t
from dateline.record.looking import stood
from dateline.web.api.described import WORDS, Cursor, Id, Limit, Moment, tells
from dateline.web.api.nouns import KnownReport, OneReport, Reports, allowed
from dateline.web.api.sending import answered
from dateline.web.desk import Visit
from dateline.web.security import Refused

router = APIRouter(tags=["reports"])
Outlet = Annotated[
    str | None, Query(max_length=300, pattern=WORDS, description="Only reports of this publisher, by its whole name.")
]


@router.get("/reports", responses=tells(Reports))
def reports(
    request: Request, outlet: Outlet = None, limit: Limit = 50, cursor: Cursor = None, as_of: Moment = None
) -> Response:
    """Reports in the order in which they came in, those too that make no claim."""

    def make(here: Visit) -> Reports:
        name = f"reports {outlet} {as_of}"
        revision, after = numbers(cursor, name, 2) if cursor else (here.record.revision(here.as_of), 0)
        found = _listed(here, revision, after, outlet, limit + 1)
        more = cursor_of(name, revision, found[limit - 1][0]) if len(found) > limit else None
        return Reports(revision, tuple(each for _, each in found[:limit]), more)

    return answered(request, make)


def _listed(here: Visit, revision: int, after: int, outlet: str | None, many: int) -> list[tuple[int, KnownReport]]:
    """Reports that stood at a revision, by number, from the one after `after` on."""
    r, s, c = t.report.c, t.reading.c, t.claim.c
    told = select(func.count()).where(
        c.article == r.article, c.report == r.number, stood(c.recorded, c.superseded, revision), c.review != "rejected"
    )
    query = (
        select(r.number, r.id, r.title, r.publisher, r.published, r.url, r.language, r.rights,
               told.correlate(t.report).scalar_subquery().label("claims"))
        .join(t.reading, s.report == r.number)
        .where(s.state.in_(("standing", "superseded")), stood(s.recorded, s.superseded, revision), r.number > after)
        .order_by(r.number)
        .limit(many)
    )  # fmt: skip
    if outlet is not None:
        query = query.where(r.publisher == outlet)
    with here.record.connection() as connection:
        return [
            (row.number, KnownReport(
                row.id, row.title, row.publisher, row.published, row.url, row.language, row.rights, row.claims,
            ))
            for row in connection.execute(query)
        ]  # fmt: skip


@router.get("/reports/{id}", responses=tells(OneReport))
def report(request: Request, id: Id, as_of: Moment = None) -> Response:
    """One report, with the ids of its claims; `q=report:ID` of /claims brings these themselves."""

    def make(here: Visit) -> OneReport:
        revision = here.record.revision(here.as_of)
        found = here.record.report(id, revision)
        if found is None:
            raise Refused(404, f"the record holds no report {id}; /api/v1/reports lists those it holds")
        entries = here.record.entries(of_report(id), revision)
        claims = sorted(entries, key=lambda each: (each.claim.action.span, each.claim.id))
        return OneReport(revision, found[1], allowed(*found), tuple(each.claim.id for each in claims))

    return answered(request, make)
