"""The desk's own file goes in; out comes the audit log: who judged, exported, logged in or was let in, and when."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.web.answering import answer
from dateline.web.desk import Visit, visit
from dateline.web.store import Audited

router = APIRouter()


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The last lines of the log, the latest first, of how many, and the first that does not follow from the last."""

    size: int
    broken: int | None
    lines: tuple[Audited, ...]


@router.get("/audit", include_in_schema=False)
def show(request: Request, limit: int = Query(200, ge=1, le=10_000)) -> Response:
    """The audit log, for admins."""
    here = visit(request)
    here.need("admin")
    return answer(request, "audit.html", audit_page(here, limit))


def audit_page(here: Visit, limit: int) -> AuditPage:
    """The log, and whether a line of it was altered or taken out."""
    store = here.desk.store
    return AuditPage(store.size(), store.broken(), tuple(store.audit(limit)))
