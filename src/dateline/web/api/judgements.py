"""What a person decided goes in, and onto the record; what people decided so far comes out."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, ConfigDict, JsonValue
from pydantic import Field as Stated
from starlette.responses import Response

from dateline.errors import BadJudgement
from dateline.model.change import Judged
from dateline.model.codec import dumps, to_json
from dateline.questions.paging import cursor_of, numbers
from dateline.web.api.described import WORDS, Cursor, Limit, Moment, tells
from dateline.web.api.nouns import Judgements, Made, held
from dateline.web.api.sending import JSON, answered
from dateline.web.desk import Visit, visit
from dateline.web.security import Person, Refused

router = APIRouter(tags=["judgements"])
Subject = Annotated[
    str | None, Query(max_length=300, pattern=WORDS, description="Only judgements of this claim or actor, by its id.")
]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class Verdict(BaseModel):
    """A judgement to keep: of a claim `accept`, `reject`, or `mend` one `field` to `value`; of two things, `subject`
    and `other`, `same`, `not same` or `unsure`."""

    model_config = ConfigDict(extra="forbid")

    subject: Annotated[str, Stated(min_length=1, max_length=300, pattern=WORDS)]
    verdict: Literal["accept", "mend", "reject", "same", "not same", "unsure"]
    field: Annotated[str, Stated(max_length=100, pattern=WORDS)] | None = None
    value: JsonValue = None
    other: Annotated[str, Stated(max_length=300, pattern=WORDS)] | None = None
    why: Annotated[str, Stated(max_length=2_000, pattern=WORDS)] = ""
    version: Annotated[
        int | None, Stated(description="The version that was seen; 409 where the claim has changed since.")
    ] = None


class Undoing(BaseModel):
    """Why a judgement is taken back."""

    model_config = ConfigDict(extra="forbid")

    why: Annotated[str, Stated(max_length=2_000, pattern=WORDS)] = ""


@router.get("/judgements", responses=tells(Judgements))
def judgements(
    request: Request, subject: Subject = None, limit: Limit = 100, cursor: Cursor = None, as_of: Moment = None
) -> Response:
    """What people decided, in order; what was undone too, with that it was."""

    def make(here: Visit) -> Judgements:
        name = f"judgements {subject} {as_of}"
        revision, after = numbers(cursor, name, 2) if cursor else (here.record.revision(here.as_of), 0)
        found = [each for each in here.record.judgements(subject, as_of=revision) if each.number > after]
        more = cursor_of(name, revision, found[limit - 1].number) if len(found) > limit else None
        return Judgements(revision, tuple(found[:limit]), more)

    return answered(request, make)


@router.post("/judgements", responses=tells(Made, "The judgement was kept.", status=201), status_code=201)
def judge(request: Request, verdict: Verdict) -> Response:
    """Keep a judgement; it needs the role review. Nothing is overwritten, and all can be undone."""
    here = visit(request)
    person = here.need("review")
    _needs_now(here)
    if verdict.verdict in ("accept", "mend", "reject"):
        standing = next(here.record.entries([verdict.subject], rejected=True), None)
        if standing is None:
            raise Refused(404, f"the record holds no claim {verdict.subject}; /api/v1/claims?q= finds those it holds")
        if verdict.version is not None and verdict.version != standing.version:
            raise BadJudgement(
                f"claim {verdict.subject} is at version {standing.version} now; look at it again before you judge it"
            )
    number = here.record.judge(
        verdict.subject, verdict.verdict, by=person.name, why=verdict.why, field=verdict.field, value=verdict.value,
        other=verdict.other,
    )  # fmt: skip
    return _made(here, person, number)


@router.post("/judgements/{number}/undo", responses=tells(Made, "The judgement was taken back.", status=201),
             status_code=201)  # fmt: skip
def undo(request: Request, number: Number, undoing: Undoing) -> Response:
    """Take a judgement back: a judgement of its own, whose number comes out; it needs the role review."""
    here = visit(request)
    person = here.need("review")
    _needs_now(here)
    if not any(each.number == number for each in here.record.judgements()):
        raise Refused(404, f"there is no judgement {number}; /api/v1/judgements lists them")
    return _made(here, person, here.record.undo(number, by=person.name, why=undoing.why))


def _needs_now(here: Visit) -> None:
    if here.as_of is not None:
        raise Refused(409, "what was cannot be judged any more; leave out as_of")


def _made(here: Visit, person: Person, number: int) -> Response:
    """The judgement that was kept, and noted in the audit log, with the claim as it stands now."""
    kept = next(each for each in here.record.judgements() if each.number == number)
    claim = _of(here, kept)
    here.desk.store.note(person.name, "judgement", f"{number}: {kept.verdict} {claim}")
    entry = next(here.record.entries([claim], rejected=True), None)
    made = Made(number, kept.verdict, here.record.revision(), held(entry) if entry is not None else None)
    return Response(dumps(to_json(made)).encode(), 201, media_type=JSON, headers={"cache-control": "no-store"})


def _of(here: Visit, kept: Judged) -> str:
    if kept.undoes is None:
        return kept.subject
    return next((each.subject for each in here.record.judgements() if each.number == kept.undoes), kept.subject)
