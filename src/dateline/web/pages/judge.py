"""A claim and what a person decided of it go in; the judgement goes onto the record, and the claim comes out anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from anyio.to_thread import run_sync
from fastapi import APIRouter, Form, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from dateline.errors import BadJudgement
from dateline.model.change import ReviewVerdict
from dateline.model.codec import Json, dumps
from dateline.model.entry import Entry
from dateline.web import mending
from dateline.web.answering import answer, redirect, render, wants_json
from dateline.web.desk import Visit, visit
from dateline.web.pages.report import Told, told
from dateline.web.security import Person, Refused

router = APIRouter()
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Mending:
    """A claim to mend: what may be mended of it, and where to go back to."""

    entry: Entry
    form: mending.Form
    back: str


@dataclass(frozen=True, slots=True)
class Done:
    """A claim after it was judged, and the numbers of the judgements by which it was."""

    told: Told
    judgements: tuple[int, ...]


@router.get("/claim/{id}/mend", include_in_schema=False)
def show(request: Request, id: str, back: str = "") -> Response:
    """The form by which a claim is mended; `part=form` is the form alone."""
    here = visit(request)
    here.need("review")
    entry = held(here, id)
    page = Mending(entry, mending.form(entry.claim, here.record.reading(entry.report.id)), back or _place(entry))
    if request.query_params.get("part") == "form":
        return Response(render("mend_form.html", here, page=page), media_type="text/html; charset=utf-8")
    return answer(request, "mend.html", page)


@router.post("/claim/{id}/mend", include_in_schema=False)
async def mend(request: Request, id: str) -> Response:
    """Mend the fields that the form changes; nothing is kept where one of them does not fit."""
    filled = await request.form()

    return await run_sync(_mend, request, id, filled)


def _mend(request: Request, id: str, filled: FormData) -> Response:
    here = visit(request)
    person = here.need("review")
    _now_only(here)
    entry = held(here, id)
    values = {name: [str(each) for each in filled.getlist(name)] for name in filled}
    fields = mending.mended(entry.claim, here.record.reading(entry.report.id), values)
    if not fields:
        raise BadJudgement("nothing was changed; choose another value, or accept the claim as it is")
    why = _why(str(filled.get("why", "")))
    numbers = tuple(_judge(here, person, id, "mend", why, field, value) for field, value in fields)
    return _done(request, here, entry, numbers, str(filled.get("back", "")))


@router.post("/claim/{id}/undo", include_in_schema=False)
def undo(request: Request, id: str, number: Annotated[int, Form()], back: Annotated[str, Form()] = "") -> Response:
    """Take one judgement of the claim back."""
    here = visit(request)
    person = here.need("review")
    _now_only(here)
    entry = held(here, id)
    if number not in {each.number for each in here.record.judgements(id)}:
        raise BadJudgement(f"judgement {number} is not of this claim; reload the page")
    taken = here.record.undo(number, by=person.name)
    here.desk.store.note(person.name, "undo", f"judgement {number} of claim {id}: judgement {taken}")
    return _done(request, here, entry, (taken,), back)


@router.post("/claim/{id}/{verdict}", include_in_schema=False)
def judge(
    request: Request, id: str, verdict: ReviewVerdict, back: Annotated[str, Form()] = "",
    why: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Accept or reject a claim."""
    here = visit(request)
    person = here.need("review")
    _now_only(here)
    entry = held(here, id)
    number = _judge(here, person, id, verdict, _why(why))
    return _done(request, here, entry, (number,), back)


def held(here: Visit, id: str) -> Entry:
    """The claim of an id as it stands, or stood at the time that is asked for; Refused where none did."""
    entry = next(here.record.entries([id], here.as_of, rejected=True), None)
    if entry is None:
        raise Refused(404, f"no claim {id!r} stands in this record; was it withdrawn, or is the id mistyped?")
    return entry


def _now_only(here: Visit) -> None:
    if here.as_of is not None:
        raise BadJudgement("only what stands now can be judged; leave as_of out")


def _why(words: str) -> str:
    if len(words) > _LONGEST:
        raise BadJudgement(f"why: {_LONGEST:,} characters are enough")
    return " ".join(words.split())


def _judge(
    here: Visit, person: Person, id: str, verdict: ReviewVerdict, why: str, field: str | None = None,
    value: Json = None,
) -> int:  # fmt: skip
    number = here.record.judge(id, verdict, by=person.name, why=why, field=field, value=value)
    change = f" {field} to {dumps(value)[:200]}" if field else ""
    here.desk.store.note(person.name, verdict, f"claim {id}{change}: judgement {number}")
    return number


def _done(request: Request, here: Visit, before: Entry, numbers: tuple[int, ...], back: str) -> Response:
    """The claim as it stands now: for a script the part of the page that shows it, for a browser the page itself."""
    part = request.headers.get("x-part")
    if part != "claim" and not wants_json(request):
        return redirect(back or _place(before))
    found = [each for each in told(here, before.report.id) if each.entry.claim.id == before.claim.id]
    if not found:
        raise Refused(404, f"claim {before.claim.id} stands no more; reload the page")
    done = Done(found[0], numbers)
    if part == "claim":
        return Response(render("told.html", here, told=done.told), media_type="text/html; charset=utf-8")
    return answer(request, "told.html", done)


def _place(entry: Entry) -> str:
    return f"/report/{entry.report.id}?claim={entry.claim.id}#claim-{entry.claim.id}"
