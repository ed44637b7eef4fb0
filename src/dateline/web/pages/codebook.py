"""A record goes in; out comes the codebook: every type, mode, status and kind, with what it means and real examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from fastapi import APIRouter, Request
from sqlalchemy import case, func
from starlette.responses import Response

from dateline.lexicon import codebook
from dateline.model.act import EventType, Stage, StatusValue
from dateline.model.attribution import SourceKind
from dateline.model.entry import Entry
from dateline.record import tables as t
from dateline.web.answering import answer
from dateline.web.desk import Visit, visit
from dateline.web.gathering import Clause, Gathered

router = APIRouter()
NAV = ("codebook", "/codebook", 90)
_EXAMPLES = 2
_LONGEST = 260
"""Characters of a sentence that makes a good example."""


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type, or a context: what it means, and how many claims of the record have it."""

    name: str
    says: str
    claims: int


@dataclass(frozen=True, slots=True)
class Type:
    """One of PLOVER's types: its quad (1 to 4), intensity (-10 to 10), root of CAMEO, meaning, and real examples."""

    name: str
    quad: int
    score: float
    cameo: str
    says: str
    modes: tuple[Mode, ...]
    claims: int
    examples: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One value of another field, by its name in the record, how many claims have it, and real examples."""

    name: str
    claims: int
    examples: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Codes:
    """The whole codebook, with examples out of the record as of a revision."""

    revision: int
    claims: int
    types: tuple[Type, ...]
    statuses: tuple[Value, ...]
    voices: tuple[Value, ...]
    stages: tuple[Value, ...]
    contexts: tuple[Mode, ...]


@router.get("/codebook", include_in_schema=False)
def show(request: Request) -> Response:
    """The codebook."""
    here = visit(request)
    return answer(request, "codebook.html", here.lately("codebook", lambda: codes(here), 300))


def codes(here: Visit) -> Codes:
    """The codebook with examples."""
    found = Gathered.of(here.record, "", here.as_of)
    book = codebook.load()
    counts = {key: _counted(found, key) for key in ("type", "mode", "status", "stage", "speaker-kind", "context")}
    c = t.claim.c
    types = []
    for name in get_args(EventType):
        entry = book.types[name]
        modes = tuple(Mode(mode, says, counts["mode"].get(mode, 0)) for mode, says in entry.modes.items())
        types.append(Type(name, entry.quad, entry.score, entry.cameo, entry.definition, modes,
                          counts["type"].get(name, 0), _examples(found, c.type == name)))  # fmt: skip
    return Codes(
        found.revision, found.count(), tuple(types),
        tuple(Value(each, counts["status"].get(each, 0), _examples(found, c.status == each))
              for each in get_args(StatusValue)),
        tuple(Value(each, counts["speaker-kind"].get(each, 0), _examples(found, c.speaker_kind == each, many=1))
              for each in get_args(SourceKind)),
        tuple(Value(each, counts["stage"].get(each, 0), _examples(found, c.stage == each, many=1))
              for each in get_args(Stage)),
        tuple(Mode(name, says, counts["context"].get(name, 0)) for name, says in book.contexts.items()),
    )  # fmt: skip


def _counted(found: Gathered, key: str) -> dict[str, int]:
    return {value: count for (value,), count in found.by(key) if value is not None}


def _examples(found: Gathered, clause: Clause, many: int = _EXAMPLES) -> tuple[Entry, ...]:
    """Short sentences that say it: those that people checked first, then those that were read with most confidence."""
    c = t.claim.c
    checked = case((c.review.in_(("accepted", "mended")), 0), else_=1)
    short = func.length(c.sentence).between(30, _LONGEST)
    order = (checked, func.coalesce(c.confidence, 0).desc(), c.version)
    return tuple(found.record.entries(clause & short, found.revision, order, many))
