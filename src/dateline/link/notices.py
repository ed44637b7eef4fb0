"""Entries go in; out come the notices in them: plans, promises, demands and threats, with their condition and term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.link.content import content
from dateline.link.copies import moment
from dateline.link.mention import NOWHEN, Extent
from dateline.link.telling import extent, who
from dateline.model.act import EventType
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.party import Party

NoticeKind = Literal["plan", "promise", "demand", "threat"]

_AHEAD = frozenset(("planned", "conditional", "expected", "possible"))
_REAL = frozenset(("happened", "ongoing"))
HARM: frozenset[EventType] = frozenset(("SANCTION", "COERCE", "ASSAULT", "MOBILIZE"))
YIELDING: frozenset[EventType] = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT")
)  # fmt: skip
_THREATENED: Mapping[str, frozenset[EventType]] = {
    "restrict": frozenset(("SANCTION", "COERCE")), "ban": frozenset(("COERCE",)), "arrest": frozenset(("COERCE",)),
    "relations": frozenset(("SANCTION", "REJECT")), "expel": frozenset(("COERCE", "SANCTION")),
    "territory": frozenset(("ASSAULT", "COERCE")), "violence": frozenset(("ASSAULT", "MOBILIZE")),
    "rights": frozenset(("COERCE",)),
}  # fmt: skip
_DEMANDED: Mapping[str, frozenset[EventType]] = {
    "assist": frozenset(("AID", "COOPERATE", "AGREE", "SUPPORT")), "change": frozenset(("CONCEDE", "AGREE")),
    "yield": frozenset(("CONCEDE", "RETREAT", "AGREE")), "meet": frozenset(("CONSULT", "AGREE")),
}  # fmt: skip
"""By which types of act PLOVER's modes of a threat or a request are carried out."""
NEAR: Mapping[EventType, frozenset[EventType]] = {
    "AID": frozenset(("COOPERATE",)), "COOPERATE": frozenset(("AID",)), "RETREAT": frozenset(("CONCEDE",)),
    "CONCEDE": frozenset(("RETREAT",)), "ASSAULT": frozenset(("MOBILIZE",)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody gave notice of. `entries` tell it, the earliest first, in all reports that do.

    `awaits` are the types of act that would carry it out; `doers` who would do it and `receivers` to whom; `term` the
    days within which; `condition` the words that it hangs on. Words that say what is promised, asked or threatened in
    claims of their own are taken from there.
    """

    kind: NoticeKind
    entries: tuple[Entry, ...]
    awaits: frozenset[EventType]
    doers: tuple[Party, ...]
    receivers: tuple[Party, ...]
    term: Extent
    condition: str | None
    hangs_on: tuple[Claim, ...] = ()

    @property
    def claim(self) -> Claim:
        """The claim that tells it first."""
        return self.entries[0].claim

    @property
    def given(self) -> date | None:
        """The day of the first report that tells it."""
        return day_of(self.entries[0])


def notices(told: Sequence[Entry], groups: Mapping[str, str]) -> list[Notice]:
    """The notices that entries tell, which stand in the order of time; those of one matter in many reports are one.

    `groups` gives the event of each claim by its id, where known. What was over by the time it was told is none.
    """
    of_report: dict[str, list[Entry]] = defaultdict(list)
    for entry in told:
        of_report[entry.report.id].append(entry)
    found: dict[object, Notice] = {}
    for entry in told:
        kind = _kind(entry)
        if kind is None:
            continue
        notice = _notice(entry, kind, of_report[entry.report.id])
        last, given = notice.term.last, notice.given
        if last is not None and given is not None and last < given.toordinal():
            continue  # what once was planned and is over when it is told
        key = _same(notice, groups)
        before = found.get(key)
        found[key] = notice if before is None else _joined(before, notice)
    return list(found.values())


def _kind(entry: Entry) -> NoticeKind | None:
    claim = entry.claim
    if claim.status == "planned":
        promised = any(source.stance == "promising" for source in claim.attribution)
        return "promise" if promised else "plan"
    if claim.timing == "background" or not (claim.status in _REAL or claim.status == "conditional"):
        return None
    if claim.type == "THREATEN":
        return "threat"
    if claim.type == "REQUEST":
        return "demand"
    return "promise" if claim.type == "AGREE" and claim.status == "happened" else None


def _notice(entry: Entry, kind: NoticeKind, beside: Sequence[Entry]) -> Notice:
    claim = entry.claim
    within = [
        each.claim for each in beside if claim.condition and claim.condition.span.contains(each.claim.action.span)
    ]
    hangs_on = tuple(each for each in within if each.id != claim.id)
    inner = [
        each.claim
        for each in beside
        if each.sentence.span == entry.sentence.span
        and each.claim.action.span.start > claim.action.span.start
        and each.claim.status in _AHEAD
        and each.claim not in hangs_on
    ]
    awaits, doers, receivers = _awaited(claim, kind)
    term = extent(claim.when) if kind == "plan" or claim.status == "planned" else NOWHEN
    if inner and kind in ("threat", "demand", "promise") and claim.status in _REAL:
        awaits = frozenset(kind for each in inner for kind in (each.type, *NEAR.get(each.type, ())))
        doers, receivers = inner[0].actors or doers, inner[0].recipients or receivers
        term = next((known for each in inner if (known := extent(each.when)).last is not None), term)
    if claim.type == "AGREE" and not term.known:
        ahead, given = extent(claim.when), day_of(entry)
        if given is not None and ahead.first is not None and ahead.first > given.toordinal():
            term = ahead
    words = " ".join(claim.condition.text.split()) if claim.condition else None
    return Notice(kind, (entry,), awaits, doers, receivers, term, words, hangs_on)


def _awaited(claim: Claim, kind: NoticeKind) -> tuple[frozenset[EventType], tuple[Party, ...], tuple[Party, ...]]:
    """By which types of act a notice would be carried out, by whom, and to whom."""
    if kind == "threat":
        types = frozenset(each for mode in claim.modes for each in _THREATENED.get(mode, ()))
        return types or HARM, claim.actors, claim.recipients
    if kind == "demand":
        types = frozenset(each for mode in claim.modes for each in _DEMANDED.get(mode, ()))
        return types or YIELDING, claim.recipients, claim.actors
    if claim.type == "AGREE":
        return YIELDING - {"AGREE"}, claim.actors, claim.recipients
    return frozenset((claim.type, *NEAR.get(claim.type, ()))), claim.actors, claim.recipients


def _same(notice: Notice, groups: Mapping[str, str]) -> object:
    """What makes notices of several reports one: the event; parties, term and word of the act; or all the wording."""
    claim = notice.claim
    if claim.id in groups:
        return notice.kind, groups[claim.id]
    sides = tuple(frozenset(who(each).key for each in side) for side in (claim.actors, claim.recipients))
    if not sides[0]:
        return claim.id
    if notice.term.known:
        return notice.kind, (claim.action.lemma or claim.action.text).casefold(), sides, notice.term
    return notice.kind, claim.type, sides, things(notice.entries[0])


def _joined(before: Notice, again: Notice) -> Notice:
    """One notice told again: what the first teller left open is taken from the next."""
    term = before.term if before.term.known else again.term
    condition, hangs_on = before.condition or again.condition, before.hangs_on or again.hangs_on
    return Notice(
        before.kind, before.entries + again.entries, before.awaits | again.awaits, before.doers or again.doers,
        before.receivers or again.receivers, term, condition, hangs_on,
    )  # fmt: skip


def things(entry: Entry) -> frozenset[str]:
    """What an act is about: the content words of its sentence and of what hangs on it, less its parties' names."""
    claim = entry.claim
    goods = claim.transfer.goods if claim.transfer is not None else ()
    texts = [other.text for other in claim.others if other.party is None] + [good.text for good in goods]
    texts.append(entry.sentence.text if entry.quotable else "")
    sources = [source.party for source in claim.attribution if source.party is not None]
    named = {word for each in (*claim.actors, *claim.recipients, *sources) for word in _named(each)}
    return frozenset(word for text in texts for word in content(text)) - named - _EMPTY


_EMPTY = frozenset("tell report reporter accord statement official minister president government country add".split())


def _named(party: Party) -> Iterator[str]:
    for text in (party.name, party.text, party.title, party.office):
        yield from content(text or "")


def day_of(entry: Entry) -> date | None:
    """The day on which the report of a claim appeared; None where it is not known."""
    day = moment(entry.report)[0]
    return date.fromisoformat(day) if day else None
