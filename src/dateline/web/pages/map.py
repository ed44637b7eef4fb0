"""A question goes in; out comes the map of where what it finds is told to be, each place as exact as its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.desk import Visit, visit
from dateline.web.gathering import Gathered
from dateline.web.viewing import narrowed, respond
from dateline.web.views import places
from dateline.web.views.places import Atlas, Spot

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Map:
    """A question, and the places of what it finds."""

    question: str
    revision: int
    atlas: Atlas


@router.get("/map", include_in_schema=False)
def show(request: Request, q: str = "") -> Response:
    """The map of a question."""
    here = visit(request)
    page = here.lately(("map", q), lambda: _map(here, q))
    return respond(request, "map.html", page, lambda: [places.drawn(page.atlas, here.desk.words, q, _urls(here, page))])


def _map(here: Visit, question: str) -> Map:
    found = Gathered.of(here.record, question, here.as_of)
    return Map(question, found.revision, places.atlas(found.places()))


def _urls(here: Visit, page: Map) -> Mapping[Spot, str]:
    """Where each place leads: to the claims of it."""
    return {spot: here.link("/ask", q=narrowed(page.question, _term(spot))) for spot in page.atlas.spots}


def _term(spot: Spot) -> str:
    if spot.id and not any(mark in spot.id for mark in ' (),"'):
        return f"where:{spot.id}"
    return f'where:"{spot.name.replace(chr(34), " ")}"'
