"""A question goes in; out comes the network of who deals with whom in what it finds, by parties or by states."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.web.desk import Visit, visit
from dateline.web.gathering import Gathered
from dateline.web.viewing import respond, to_dyad, to_party
from dateline.web.views import ties
from dateline.web.views.ties import Network

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Joined:
    """A question, and the network of the parties that it finds."""

    question: str
    revision: int
    network: Network


@router.get("/network", include_in_schema=False)
def show(request: Request, q: str = "", by: str = "parties") -> Response:
    """The network of a question; `by=states` joins all who act for one."""
    here, states = visit(request), by == "states"
    page = here.lately(("network", q, states), lambda: _joined(here, q, states))
    return respond(request, "network.html", page, lambda: [
        ties.drawn(page.network, here.desk.words, q, lambda one: to_party(here, one),
                   lambda tie: to_dyad(here, tie.left.id, tie.right.id))
    ] if page.network.nodes else [])  # fmt: skip


def _joined(here: Visit, question: str, states: bool) -> Joined:
    found = Gathered.of(here.record, question, here.as_of)
    return Joined(question, found.revision, ties.network(found.pairs(), states))
