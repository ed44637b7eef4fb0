"""Entries go in; out come the acts that a table without status can hold, each with a day; the rest is left, with why.

Such tables (GDELT, ICEWS, POLECAT, ACLED, Phoenix) state bare events. Taken as they are: what is told as happened or
going on, speech acts among it. What its own actor has announced becomes the announcement (CAMEO 03, 13: an intent to
help, to yield, to harm); a conditional threat of the actor's own stays a threat (13). Nothing else becomes a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from itertools import combinations, product

from dateline.export import Leave, Left
from dateline.lexicon import codebook
from dateline.model.act import EventType
from dateline.model.claim import Claim
from dateline.model.codebook import Codebook
from dateline.model.entry import Entry
from dateline.model.party import Party, key
from dateline.model.time import Time

MUTUAL: frozenset[EventType] = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types whose actors act on one another where no recipient is named."""

_MONTH = 31
"""The longest stretch, in days, that is still given by its first day."""


@dataclass(frozen=True, slots=True)
class Coding:
    """What an act is to a table of bare events: the type, modes and CAMEO code of the claim, or of its announcement."""

    type: EventType
    modes: tuple[str, ...]
    cameo: str


@dataclass(frozen=True, slots=True)
class Act:
    """One claim as a bare event: its coding, the day for its column, and who did it to whom, each party once.

    `days` is how many days the stretch has that `day` begins, None where `day` is that of publication instead.
    """

    entry: Entry
    coding: Coding
    day: date
    days: int | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]

    @property
    def claim(self) -> Claim:
        """The claim that the act is made of."""
        return self.entry.claim

    def dyads(self) -> list[tuple[Party | None, Party | None]]:
        """Every pair of actor and recipient; several who meet, work together or agree pair up among themselves."""
        if self.coding.type in MUTUAL and not self.recipients and len(self.actors) > 1:
            return list(combinations(self.actors, 2))
        return list(product(self.actors or (None,), self.recipients or (None,)))


def acts(entries: Iterable[Entry], leave: Leave, book: Codebook) -> Iterator[Act]:
    """The acts of `entries`, in order; what is no bare event, has no party or no day is told to `leave`."""
    for entry in entries:
        claim = entry.claim
        if entry.review == "rejected":
            leave(Left(claim.id, "rejected by a person"))
            continue
        coding = _coding(claim, book)
        if isinstance(coding, str):
            leave(Left(claim.id, coding))
            continue
        if not claim.actors and not claim.recipients:
            leave(Left(claim.id, "no party is known on either side"))
            continue
        dated = _day(entry, leave)
        if dated is None:
            continue
        day, days = dated
        yield Act(entry, coding, day, days, _once(claim.actors, claim.report), _once(claim.recipients, claim.report))


def announcement(claim: Claim, book: Codebook) -> Coding | None:
    """What a planned act is now that it is only announced: to meet is to agree (036), to strike to threaten (138)."""
    if claim.cameo.startswith(("03", "13")):
        return Coding(claim.type, claim.modes, claim.cameo)
    becomes = book.combination("AGREE", claim.cameo)
    return Coding(becomes.type, becomes.modes, becomes.cameo) if becomes else None


@cache
def codes_of_acts() -> Codebook:
    """The codebook, loaded once, for formats that code acts anew."""
    return codebook.load()


def number(claim: Claim, row: int = 0) -> int:
    """The number of one row of a claim: the same at every export, below 2**52, so that a float holds it too."""
    return int(sha256(f"{claim.id} {row}".encode()).hexdigest()[:13], 16)


def published(entry: Entry) -> date | None:
    """The day of publication, None where it is not known to the day."""
    return _one_day(entry.report.published)


def day_of(moment: date | datetime) -> date:
    """The calendar day of a bound of a Time."""
    return moment.date() if isinstance(moment, datetime) else moment


def _coding(claim: Claim, book: Codebook) -> Coding | str:
    """How a claim is coded where only bare events are, or why it cannot be."""
    asis = Coding(claim.type, claim.modes, claim.cameo)
    if claim.status in ("happened", "ongoing"):
        return asis
    if claim.status == "planned":
        return announcement(claim, book) or "planned, without a code for the plan"
    if claim.status == "conditional":
        if claim.type == "THREATEN":
            return asis
        becomes = book.combination("THREATEN", claim.cameo) if claim.quad == 4 and _own_word(claim) else None
        if becomes:
            return Coding(becomes.type, becomes.modes, becomes.cameo)
    return f"{claim.status}, and the format holds no status"


def _own_word(claim: Claim) -> bool:
    """Whether an actor of the act says so himself."""
    first = claim.attribution[0].party
    return first is not None and any(key(first, claim.report) == key(each, claim.report) for each in claim.actors)


def _day(entry: Entry, leave: Leave) -> tuple[date, int | None] | None:
    """The day for a column that must hold one and nothing else, with the days of its stretch; None where none is fair.

    An announcement is dated by the report that has it, for the day that is stated is that of the thing announced.
    """
    claim, when = entry.claim, entry.claim.when
    announced = claim.status in ("planned", "conditional")
    if when.state == "known" and not announced:
        if when.earliest is None or when.latest is None:
            leave(Left(claim.id, "the time is open at one end, and the format has only a day"))
            return None
        first, last = day_of(when.earliest), day_of(when.latest)
        days = (last - first).days + 1
        if days > _MONTH:
            leave(Left(claim.id, "the time is wider than a month, and the format has only a day"))
            return None
        if days > 1:
            leave(Left(claim.id, "several days, of which the column holds the first", "when"))
        return first, days
    told = day_of_report(entry, leave)
    if told is None:
        return None
    if announced and when.state == "known":
        leave(Left(claim.id, "the day of what is announced; the column holds that of the report", "when"))
    return told, None


def day_of_report(entry: Entry, leave: Leave) -> date | None:
    """The day of publication for a claim without a day of its own; None, and why, where it would be no fair guess."""
    claim, told = entry.claim, published(entry)
    announced = claim.status in ("planned", "conditional")
    if claim.timing == "background" and not announced:
        leave(Left(claim.id, "told as history without a date, and the format needs one"))
        return None
    if told is None:
        leave(Left(claim.id, "neither its date nor that of the report is known, and the format needs one"))
    elif not announced:
        leave(Left(claim.id, "not known; the column cannot be empty and holds the day of publication", "when"))
    return told


def _one_day(time: Time) -> date | None:
    if time.earliest is None or time.latest is None:
        return None
    first = day_of(time.earliest)
    return first if first == day_of(time.latest) else None


def _once(parties: Iterable[Party], report: str) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for each in parties:
        found.setdefault(key(each, report), each)
    return tuple(found.values())
