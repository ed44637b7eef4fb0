"""A question goes in; out come its claims week by week, above the number of reports that were read."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.series.periods import By
from dateline.series.recorded import read
from dateline.web.desk import Visit, visit
from dateline.web.gathering import Gathered
from dateline.web.viewing import narrowed, respond
from dateline.web.views import weeks
from dateline.web.views.weeks import Week, Weeks

router = APIRouter()
_PERIODS: dict[str, By | None] = {"": None, "week": "week", "month": "month"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A question, and its claims by week or month."""

    question: str
    revision: int
    series: Weeks


@router.get("/series", include_in_schema=False)
def show(request: Request, q: str = "", by: str = "") -> Response:
    """The series of a question."""
    here = visit(request)
    if by not in _PERIODS:
        raise BadInput(f"by is week or month, not {by!r}")
    page = here.lately(("series", q, by), lambda: _counted(here, q, _PERIODS[by]))
    return respond(request, "series.html", page, lambda: [
        weeks.drawn(page.series, here.desk.words, q, lambda week, quad: to_week(here, q, week, quad))
    ] if page.series.weeks else [])  # fmt: skip


def _counted(here: Visit, question: str, by: By | None) -> Counted:
    found = Gathered.of(here.record, question, here.as_of)
    return Counted(question, found.revision, weeks.weeks(found.days(), read(here.record, found.revision), by))


def to_week(here: Visit, question: str, week: Week, quad: int | None) -> str:
    """The address of the claims of one period, of one quad or all."""
    terms = [f"published:{week.first}..{week.last}", *([f"quad:{quad}"] if quad else [])]
    return here.link("/ask", q=narrowed(question, *terms))
