"""What one voice said goes in, claim by claim; out comes what it said then and now of one matter, and what changed.

Two claims are of one matter where somebody has a part in both and they share the word for the act or two telling words.
What changed is put side by side; whether it is a change of mind, of the facts or of the translation is for a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dateline.link import fitting
from dateline.link.copies import appeared
from dateline.link.deeds import Deeds
from dateline.link.notices import day_of
from dateline.link.telling import extent, number, who
from dateline.model.claim import Claim
from dateline.model.entry import Entry

_SO = {"happened": "so", "ongoing": "so", "denied": "not so", "not": "not so"}
_TONE = {1: "friendly words", 2: "friendly deeds", 3: "hostile words", 4: "hostile deeds"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs: what the earlier claim has, and what the later one has."""

    field: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Said:
    """One claim on a voice's word, with the last one before it of the same matter, and what changed since."""

    entry: Entry
    day: date | None
    before: Entry | None
    changes: tuple[Change, ...]


def said(entries: Iterable[Entry]) -> tuple[Said, ...]:
    """What a voice said, in the order of time; `entries` are its claims, whatever their order."""
    told = sorted(entries, key=lambda each: (appeared(each.report), each.claim.action.span, each.claim.id))
    deeds = Deeds(told)
    found: list[Said] = []
    for place, entry in enumerate(told):
        earlier = (each for each in reversed(told[:place]) if each.report.id != entry.report.id)
        before = next((each for each in earlier if _one_matter(each, entry, deeds)), None)
        changes = tuple(_changes(before.claim, entry.claim)) if before is not None else ()
        found.append(Said(entry, day_of(entry), before, changes))
    return tuple(found)


def _one_matter(then: Entry, now: Entry, deeds: Deeds) -> bool:
    mine = {who(each).key for each in (*then.claim.actors, *then.claim.recipients)}
    if not mine & {who(each).key for each in (*now.claim.actors, *now.claim.recipients)}:
        return False
    shared = deeds.shared(then, False, now)
    return shared.act or len(shared.words) >= 2


def _changes(then: Claim, now: Claim) -> Iterator[Change]:
    if then.status != now.status:
        field = "whether it is so" if "not so" in (_SO.get(then.status), _SO.get(now.status)) else "status"
        yield Change(field, then.status, now.status)
    if then.quad != now.quad:
        yield Change("tone", _TONE.get(then.quad, str(then.quad)), _TONE.get(now.quad, str(now.quad)))
    numbers = [number(each) for each in (*then.casualties, *then.quantities)]
    later = [number(each) for each in (*now.casualties, *now.quantities)]
    if fitting.numbers(numbers, later).verdict == "conflicts":
        yield Change("number", _texts(then), _texts(now))
    if fitting.times(extent(then.when), extent(now.when)).verdict == "conflicts":
        yield Change("when", then.when.edtf or "", now.when.edtf or "")
    places = [each.where if each.where.state == "known" else None for each in (then, now)]
    if fitting.places(*places).verdict == "conflicts":
        yield Change("where", then.where.name or "", now.where.name or "")
    if then.transfer is not None and now.transfer is not None and then.transfer.stage != now.transfer.stage:
        yield Change("transfer", then.transfer.stage, now.transfer.stage)
    if bool(then.condition) != bool(now.condition):
        yield Change(
            "condition", *(" ".join(each.condition.text.split()) if each.condition else "none" for each in (then, now))
        )


def _texts(claim: Claim) -> str:
    return ", ".join(dict.fromkeys(" ".join(each.text.split()) for each in (*claim.casualties, *claim.quantities)))
