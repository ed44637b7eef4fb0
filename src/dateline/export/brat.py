"""Entries go in; out comes a folder for brat: each report's text, and beside it its claims in standoff notation.

A claim is an event (`E`) whose trigger is the words of the act and whose arguments are its parties, place, time and
sources; its status, timing and certainty are attributes (`A`), entities known to registers are normalised (`N`), and
its id and chain stand in a note (`#`). brat shows whole texts, so that a report whose rights do not allow that is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import get_args

from dateline.export import Leave, Left, each_once, leave_fields
from dateline.lexicon.registers import registers
from dateline.model import wording
from dateline.model.act import EventType, StatusValue
from dateline.model.characters import carried, shown
from dateline.model.entry import Entry
from dateline.model.party import PartyKind
from dateline.model.span import Span

SUFFIX = ""
CARRIES = frozenset({"type", "status", "timing"})
_LOST = {
    "modes": "an event type of brat has no modes",
    "contexts": "an event of brat has no contexts",
    "others": "an event of brat has no other roles",
    "transfer": "an event of brat has no transfer",
    "measures": "an event of brat has no measures",
    "casualties": "an event of brat has no numbers",
    "quantities": "an event of brat has no numbers",
    "evidence": "an event of brat has no evidence but its words",
}
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_ENTITIES = (*get_args(PartyKind), "place", "time", "source", "condition", "estimate")


@dataclass(slots=True)
class _Sheet:
    """What one report's standoff file holds so far: the numbers given, and the entities by kind and span."""

    name: str
    numbers: dict[str, int] = field(default_factory=dict)
    entities: dict[tuple[str, Span], str] = field(default_factory=dict)
    claims: int = 0

    def number(self, letter: str) -> str:
        self.numbers[letter] = self.numbers.get(letter, 0) + 1
        return f"{letter}{self.numbers[letter]}"


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """`<report>.txt` and `<report>.ann` a report, and `annotation.conf`; the number of claims in them."""
    to.mkdir(exist_ok=True)
    (to / "annotation.conf").write_text(_configuration(), "utf-8", newline="\n")
    sheets: dict[str, _Sheet] = {}
    for entry in each_once(entries, leave):
        claim = entry.claim
        if not entry.whole:
            leave(Left(claim.id, "the rights to the report do not allow its whole text"))
            continue
        sheet = sheets.get(claim.report)
        if sheet is None:
            sheet = sheets[claim.report] = _Sheet(_name(claim.report))
            (to / f"{sheet.name}.txt").write_text(_text(entry.report.text), "utf-8", newline="")
            (to / f"{sheet.name}.ann").write_text("", "utf-8")
        if not claim.action.span.of(entry.report.text).strip():
            leave(Left(claim.id, "the words of the act are not in the text"))
            continue
        sheet.claims += 1
        leave_fields(claim, _LOST, leave)
        with (to / f"{sheet.name}.ann").open("a", encoding="utf-8", newline="\n") as out:
            out.writelines(line + "\n" for line in _lines(entry, sheet))
    return sum(sheet.claims for sheet in sheets.values())


def _lines(entry: Entry, sheet: _Sheet) -> Iterator[str]:
    claim, text = entry.claim, _text(entry.report.text)
    arguments: list[tuple[str, str]] = []
    for role, kind, span, entity in _parts(entry):
        if not span or span.end > len(text) or not text[span.start : span.end].strip():
            continue
        name = sheet.entities.get((kind, span))
        if name is None:
            name = sheet.entities[kind, span] = sheet.number("T")
            yield _bound(name, kind, span, text)
            wikidata = registers(entity).get("wikidata")
            if wikidata:
                yield f"{sheet.number('N')}\tReference {name} Wikidata:{wikidata}\t{shown(text[span.start : span.end])}"
        if (role, name) not in arguments:
            arguments.append((role, name))
    trigger = sheet.number("T")
    yield _bound(trigger, claim.type, claim.action.span, text)
    event = sheet.number("E")
    yield f"{event}\t{' '.join([f'{claim.type}:{trigger}', *_numbered(arguments)])}"
    yield f"{sheet.number('A')}\tStatus {event} {claim.status}"
    if claim.timing == "background":
        yield f"{sheet.number('A')}\tBackground {event}"
    notes = f"claim {claim.id}; {wording.kind(claim)}; on the word of {wording.chain(claim.attribution)}"
    yield f"{sheet.number('#')}\tAnnotatorNotes {event}\t{shown(notes)}"


def _numbered(arguments: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Arguments as brat wants several of one role: Actor, Actor2, Actor3."""
    seen: dict[str, int] = {}
    for role, name in arguments:
        seen[role] = seen.get(role, 0) + 1
        yield f"{role}{seen[role] if seen[role] > 1 else ''}:{name}"


def _parts(entry: Entry) -> Iterator[tuple[str, str, Span | None, str | None]]:
    claim = entry.claim
    for party in claim.actors:
        yield "Actor", party.kind, party.span, party.entity
    for party in claim.recipients:
        yield "Recipient", party.kind, party.span, party.entity
    yield "Place", "place", claim.where.span, None
    yield "Time", "time", claim.when.span, None
    for source in claim.attribution:
        yield "Source", "source", source.span, source.party.entity if source.party else None
    if claim.condition is not None:
        yield "Condition", "condition", claim.condition.span, None
    if claim.certainty is not None:
        yield "Estimate", "estimate", claim.certainty.span, None


def _bound(name: str, kind: str, span: Span, text: str) -> str:
    """A text-bound annotation; what runs over the end of a line is given in pieces, since none may hold one."""
    pieces: list[Span] = []
    for line in re.finditer(r"[^\t\r\n\x85\u2028\u2029]+", text[span.start : span.end]):
        start, end = span.start + line.start(), span.start + line.end()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            pieces.append(Span(start, end))
    where = ";".join(f"{piece.start} {piece.end}" for piece in pieces)
    return f"{name}\t{kind} {where}\t{' '.join(piece.of(text) for piece in pieces)}"


@lru_cache(maxsize=1)
def _text(words: str) -> str:
    """The text as the file has it; one is kept, since the claims of a report mostly come together."""
    return carried(words)


def _name(report: str) -> str:
    """The report's id as the name of a file; a hash of it where it is no safe name."""
    return report if _SAFE.fullmatch(report) else sha256(report.encode("utf-8", "replace")).hexdigest()[:16]


def _configuration() -> str:
    roles = ("Actor", "Recipient", "Place", "Time", "Source", "Condition", "Estimate")
    arguments = ", ".join(f"{role}*:<ENTITY>" for role in roles)
    types: tuple[str, ...] = get_args(EventType)
    statuses: tuple[str, ...] = get_args(StatusValue)
    return "\n".join(
        (
            "[entities]",
            *_ENTITIES,
            "",
            "[relations]",
            "",
            "[events]",
            *(f"{each}\t{arguments}" for each in types),
            "",
            "[attributes]",
            f"Status\tArg:<EVENT>, Value:{'|'.join(statuses)}",
            "Background\tArg:<EVENT>",
            "",
        )
    )
