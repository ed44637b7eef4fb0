"""A question and a format go in, as a view's link or form names them; the file comes out."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.api.exports import deliver
from dateline.web.desk import visit

router = APIRouter()


@router.get("/export", include_in_schema=False)
def export(request: Request, format: str, q: str = "", whole: bool = False) -> Response:
    """The answers to a question, in any format of export."""
    return deliver(visit(request), format, q, whole)
