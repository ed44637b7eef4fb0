"""A question goes in; out come the claims that fit it, with its facets, its other views, and how it can be kept."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, Response

from dateline.errors import BadQuestion
from dateline.model.codec import to_json
from dateline.model.entry import Entry
from dateline.questions import compiled
from dateline.questions.fields import FIELDS
from dateline.questions.settings import SORTS
from dateline.record import tables as t
from dateline.web import completing, facets
from dateline.web.answering import answer
from dateline.web.desk import Visit, visit
from dateline.web.facets import Chip, Facet

router = APIRouter()
NAV = ("ask", "/ask", 20)
_SIZE = 25
_AT = re.compile(r"at character (?P<at>\d+): (?P<said>[^\n]*)")
_MEANT = re.compile(r"did you mean (?P<word>[\w-]+):? ?\?")


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a question, and at which character of it, from 0; None where that cannot be told.

    `instead` is the question that was probably meant.
    """

    said: str
    at: int | None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Askable:
    """A field of the question language, for people who have not learned it yet."""

    name: str
    says: str
    example: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A question, how many claims fit it, one page of them (from 1 on, of `pages`), and its facets.

    `wrong` says why there are none: the question could not be understood.
    """

    question: str
    count: int
    page: int
    pages: int
    entries: tuple[Entry, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    sort: str
    wrong: Wrong | None = None


@router.get("/ask", include_in_schema=False)
def show(request: Request, q: str = "", page: int = Query(1, ge=1, le=100_000), sort: str = "") -> Response:
    """What the record answers; `sort` is what a form without a script adds to the question."""
    here = visit(request)
    question = " ".join(f"{q} sort:{sort}".split()) if sort else " ".join(q.split())
    try:
        found = answers(here, question, page)
    except BadQuestion as error:
        wrong = Answers(question, 0, 1, 1, (), (), (), "", _wrong(question, str(error)))
        return answer(request, "ask.html", wrong, 400, fields=_fields(), sorts=SORTS)
    return answer(request, "ask.html", found, fields=_fields(), sorts=SORTS)


@router.get("/ask/complete", include_in_schema=False)
def complete(request: Request, q: str = Query("", max_length=2000), at: int = Query(0, ge=0)) -> Response:
    """How a question that is being typed may go on, for the script of the box."""
    found = completing.complete(visit(request).record, q, at)
    return JSONResponse(to_json(found), headers={"cache-control": "private, max-age=60"})


def answers(here: Visit, question: str, page: int = 1) -> Answers:
    """The answers to a question; BadQuestion where it cannot be understood. The newest reports come first."""
    asked = compiled(here.record, question, here.as_of)
    count = here.lately(
        ("count", question), lambda: here.record.count(asked.where, (), asked.as_of, asked.rejected)[0][1]
    )
    if asked.limit is not None:
        count = min(count, asked.limit)
    pages = max(1, -(-count // _SIZE))
    order = asked.order or (t.claim.c.published.desc(), t.claim.c.report.desc(), t.claim.c.action_start)
    start = (page - 1) * _SIZE
    size = _SIZE if asked.limit is None else max(0, min(_SIZE, asked.limit - start))
    entries = here.record.entries(asked.where, asked.as_of, order, size, asked.rejected, start) if size else ()
    sides = here.lately(("facets", question), lambda: facets.facets(here.record, asked, question))
    sort = next((term[5:] for term in question.split() if term.startswith("sort:")), "")
    return Answers(
        question, count, page, pages, tuple(entries), facets.chips(question) if question else (), sides, sort
    )


def _wrong(question: str, said: str) -> Wrong:
    """The error of a question, for people: where it is, and what was probably meant.

    >>> _wrong("who:KEN stat:planned", "at character 9: there is no field stat:, did you mean status: ?").instead
    'who:KEN status:planned'
    """
    found = _AT.match(said)
    if found is None:
        return Wrong(said.split("\n")[0], None)
    at, meant = int(found["at"]) - 1, _MEANT.search(found["said"])
    if meant is None:
        return Wrong(found["said"], at)
    rest = re.sub(r'^(?:"[^"]*"|[\w-]+)', lambda _: meant["word"], question[at:], count=1)
    return Wrong(found["said"][: meant.end()], at, question[:at] + rest)


def _fields() -> tuple[Askable, ...]:
    return tuple(Askable(name, field.says, field.example) for name, field in FIELDS.items())
