"""The id of a claim goes in; out comes its event: claims by voice and origin, and where reports differ of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from sqlalchemy import func, select
from starlette.responses import Response

from dateline.errors import BadInput, BadJudgement
from dateline.link.origins import Origins, Repeat, origins
from dateline.model.attribution import Source
from dateline.model.entry import Entry
from dateline.model.judgement import Event, Verdict
from dateline.record import tables as t
from dateline.web.answering import answer, redirect
from dateline.web.desk import Visit, visit
from dateline.web.linked import Linked
from dateline.web.security import Refused

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Saying:
    """One claim of the event with whose reporting it is; several where it is one of these and nobody can tell which."""

    entry: Entry
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """All that one voice says of the event, the earliest first; `source` is how it is first named."""

    source: Source
    said: tuple[Saying, ...]
    origins: int


@dataclass(frozen=True, slots=True)
class Telling:
    """One report of the tree of repetition: under what it stands, and by what that is known."""

    repeat: Repeat
    outlet: str
    title: str | None
    parent: str | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event, all that is said of it by voice, and who repeats whom. `asked` is the id of the claim it was found by;
    `others` are further events that judgements tie to it."""

    asked: str
    event: Event
    voices: tuple[Spoken, ...]
    tree: tuple[Telling, ...]
    others: tuple[str, ...]


@router.get("/event/{id}", include_in_schema=False)
def show(request: Request, id: str) -> Response:
    """The event."""
    here = visit(request)
    page = here.lately(("event", id, _judged(here)), lambda: event_page(here, id))
    return answer(request, "event.html", page, entries={
        saying.entry.claim.id: saying.entry for spoken in page.voices for saying in spoken.said
    })  # fmt: skip


def _judged(here: Visit) -> int:
    """The number of the last judgement: what people decide shows at once, while new reports may take some seconds."""
    with here.record.connection() as connection:
        return int(connection.execute(select(func.max(t.judgement.c.number))).scalar() or 0)


def event_page(here: Visit, id: str) -> EventPage:
    """The event that a claim is part of; Refused where the record holds no such claim."""
    claim = id.removeprefix("event:")
    try:
        linked = here.desk.linking.event(claim, here.as_of)
    except BadInput as error:
        raise Refused(404, str(error)) from None
    event = next(each for each in linked.events if claim in each.claims)
    entries = linked.of(event)
    found = origins({entry.report.id: entry.report for entry in entries}.values())
    others = tuple(each.id for each in linked.events if each is not event)
    return EventPage(claim, event, _voices(entries, found), _tree(linked, event, found), others)


def _voices(entries: tuple[Entry, ...], found: Origins) -> tuple[Spoken, ...]:
    """The claims by who says so first hand; the outlets' own voices stand together, last."""
    by: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by[_voice(entry)].append(entry)
    spoken = []
    for some in by.values():
        said = tuple(
            Saying(each, tuple(dict.fromkeys(origin.name for origin in found.of_claim(each)))) for each in some
        )
        spoken.append(Spoken(some[0].claim.attribution[0], said, found.count_claims(some)))
    return tuple(sorted(spoken, key=lambda each: each.source.kind == "own voice"))


def _voice(entry: Entry) -> str:
    source = entry.claim.attribution[0]
    if source.kind == "own voice":
        return "own voice"
    if source.party is not None and source.party.entity is not None:
        return source.party.entity
    words = " ".join((source.name or source.text or source.kind).casefold().split())
    named = source.kind in ("named person", "organisation", "government", "state media", "outlet")
    return words if named else f"{entry.report.id}:{words}"


def _tree(linked: Linked, event: Event, found: Origins) -> tuple[Telling, ...]:
    reports = {entry.report.id: entry.report for entry in linked.of(event)}
    names = {id: report.publisher or report.title or id for id, report in reports.items()}
    return tuple(
        Telling(
            each, names[each.report], reports[each.report].title,
            None if each.parent is None else names.get(each.parent, each.parent.split(":")[-1]),
        )
        for each in found.tree(reports)
    )  # fmt: skip


@router.post("/event/{id}/judge", include_in_schema=False)
def judge(request: Request, id: str, other: Annotated[str, Form()], verdict: Annotated[Verdict, Form()]) -> Response:
    """Keep that another claim is, or is not, about the same occurrence; events are put together anew at once."""
    here = visit(request)
    person = here.need("review")
    claim = id.removeprefix("event:")
    for each in (claim, other):
        if next(here.record.entries([each]), None) is None:
            raise BadJudgement(f"no claim {each!r} stands in this record; its id stands at the foot of its page")
    if claim == other:
        raise BadJudgement("this is one claim; give the id of the other one")
    number = here.record.judge(claim, verdict, by=person.name, other=other)
    here.desk.store.note(person.name, verdict, f"claims {claim} and {other}: judgement {number}")
    return redirect(f"/event/{claim}")
