"""Claims that people choose go in; out come dossiers to be read, printed and sent, each claim with its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.export.dossier import Frame, document
from dateline.model.entry import Entry
from dateline.model.span import Span
from dateline.web import dossiers
from dateline.web.answering import answer, redirect
from dateline.web.desk import Visit, visit
from dateline.web.dossiers import Choice, Dossier
from dateline.web.gathering import Gathered
from dateline.web.security import Refused

router = APIRouter()
NAV = ("dossiers", "/dossiers", 70)
_AT_ONCE = 100
"""Claims that a question puts into a dossier at once."""

Standing = Literal["stands", "changed", "gone"]
"""Of a claim since it was chosen: it stands as it was, another version stands, or it stands no more."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All dossiers, and what is to be put into one of them: a claim by its id, or the answers of a question."""

    dossiers: tuple[Dossier, ...]
    claim: str
    question: str
    count: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """One claim of a dossier as the record has it, or had it when it was chosen, and how it stands since; `footnote` is
    the number of its words."""

    number: int
    footnote: int
    choice: Choice
    standing: Standing
    entry: Entry


@dataclass(frozen=True, slots=True)
class Footnote:
    """The exact words of one passage, of which several claims may be made; `entry` is the first of them."""

    number: int
    entry: Entry
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """One dossier with its claims and their words; `lost` are those whose words the record no longer has at all."""

    dossier: Dossier
    revision: int
    claims: tuple[Chosen, ...]
    footnotes: tuple[Footnote, ...]
    lost: tuple[Choice, ...]


@router.get("/dossiers", include_in_schema=False)
def show(request: Request, claim: str = "", q: str = "") -> Response:
    """All dossiers; with `claim` or `q`, the choice of the one to put claims into."""
    here = visit(request)
    count = Gathered.of(here.record, q, here.as_of).count() if q else 0
    return answer(request, "dossiers.html", Shelf(tuple(dossiers.dossiers(here.desk.store)), claim, q, count))


@router.post("/dossiers", include_in_schema=False)
def put(
    request: Request, into: Annotated[str, Form()] = "", name: Annotated[str, Form()] = "",
    claim: Annotated[str, Form()] = "", question: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Put a claim, or the first answers of a question, into a dossier, or into a new one."""
    here = visit(request)
    person = here.need("review")
    entries = _named(here, claim) if claim else _answers(here, question) if question else []
    number = _number(here, into) if into else dossiers.begin(here.desk.store, name, person.name)
    chosen = [(entry.claim.id, entry.version) for entry in entries]
    dossiers.choose(here.desk.store, number, chosen, here.revision, person.name)
    return redirect(f"/dossier/{number}#{chosen[-1][0]}" if chosen else f"/dossier/{number}")


@router.get("/dossier/{number}", include_in_schema=False)
def one(request: Request, number: int, format: str = "") -> Response:
    """A dossier as a page to work on and to print; with `format=file`, as one file to send."""
    here = visit(request)
    page = opened(here, number)
    if format != "file":
        return answer(request, "dossier.html", page)
    person = here.need("read")
    here.desk.store.note(person.name, "export", f"dossier {number}: {len(page.claims)} claims")
    name = f"dateline-dossier-{number}.html"
    frame = Frame(page.dossier.name, page.dossier.intro, {each.choice.claim: each.choice.note for each in page.claims})
    _, pieces = document((each.entry for each in page.claims), name, frame=frame)
    return Response("".join(pieces).encode("utf-8", "replace"), media_type="text/html; charset=utf-8",
                    headers={"content-disposition": f'attachment; filename="{name}"'})  # fmt: skip


@router.post("/dossier/{number}", include_in_schema=False)
def mend(
    request: Request, number: int, do: Annotated[str, Form()], claim: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "", name: Annotated[str, Form()] = "", intro: Annotated[str, Form()] = "",
) -> Response:  # fmt: skip
    """Change a dossier: its name, the note of a claim, the order; take a claim out, or throw all of it away."""
    here = visit(request)
    person = here.need("review")
    store = here.desk.store
    _number(here, str(number))
    if do == "rename":
        dossiers.rename(store, number, name, intro)
    elif do == "note":
        dossiers.remark(store, number, claim, note)
    elif do in ("up", "down"):
        dossiers.move(store, number, claim, do == "up")
    elif do == "remove":
        dossiers.remove(store, number, claim)
    elif do == "discard":
        dossiers.discard(store, number)
        store.note(person.name, "discard", f"dossier {number}")
        return redirect("/dossiers")
    else:
        raise BadInput(f"a dossier can be changed by rename, note, up, down, remove or discard, not by {do!r}")
    return redirect(f"/dossier/{number}" + (f"#{claim}" if claim and do != "remove" else ""))


def opened(here: Visit, number: int) -> Open:
    """A dossier with what the record has of its claims; Refused (404) where there is none."""
    found = dossiers.dossier(here.desk.store, number)
    if found is None:
        raise Refused(404, f"there is no dossier {number}")
    now = {each.claim.id: each for each in _standing(here, [choice.claim for choice in found.choices])}
    claims: list[Chosen] = []
    passages: dict[tuple[str, Span], list[Chosen]] = {}
    lost: list[Choice] = []
    for choice in found.choices:
        entry = now.get(choice.claim)
        standing: Standing = "gone" if entry is None else "stands" if entry.version == choice.version else "changed"
        entry = entry or next(iter(here.record.entries([choice.claim], choice.revision, rejected=True)), None)
        if entry is None:
            lost.append(choice)
        else:
            passage = passages.setdefault((entry.report.id, entry.sentence.span), [])
            footnote = passage[0].footnote if passage else len(passages)
            claims.append(Chosen(len(claims) + 1, footnote, choice, standing, entry))
            passage.append(claims[-1])
    footnotes = tuple(
        Footnote(some[0].footnote, some[0].entry, tuple(each.number for each in some)) for some in passages.values()
    )
    return Open(found, here.revision, tuple(claims), footnotes, tuple(lost))


def _standing(here: Visit, claims: Sequence[str]) -> Iterator[Entry]:
    for first in range(0, len(claims), 200):
        yield from here.record.entries(claims[first : first + 200], here.as_of)


def _number(here: Visit, into: str) -> int:
    number = int(into) if into.isdigit() and len(into) < 10 else 0
    if dossiers.dossier(here.desk.store, number) is None:
        raise Refused(404, f"there is no dossier {into}")
    return number


def _named(here: Visit, claims: str) -> list[Entry]:
    ids = claims.replace(",", " ").split()
    found = {entry.claim.id: entry for entry in here.record.entries(ids, here.as_of)}
    missing = [id for id in ids if id not in found]
    if missing:
        raise BadInput(f"the record holds no claim {missing[0]!r}; a question finds the ids of those it holds")
    return [found[id] for id in dict.fromkeys(ids)]


def _answers(here: Visit, question: str) -> list[Entry]:
    return Gathered.of(here.record, question, here.as_of).entries(limit=_AT_ONCE)
