"""What programs ask goes in; the answers of the API come out, and the document that states them."""

from __future__ import annotations

from functools import cache

from fastapi import APIRouter
from starlette.responses import Response

from dateline.model.codec import dumps
from dateline.web.api import PREFIX, about, actors, claims, described, events, exports, judgements, reports

router = APIRouter()
for each in (claims, reports, events, actors, judgements, about, exports):
    router.include_router(each.router, prefix=PREFIX)


@router.get(f"{PREFIX}/openapi.json", include_in_schema=False)
def document() -> Response:
    """The OpenAPI document, whose schemas are those of the record."""
    return Response(_document(), media_type="application/json")


@cache
def _document() -> bytes:
    return dumps(described.document([router])).encode()
