"""Entries, events and changes go in; out come the answers that assistants get: short, with ids, versions and words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime

from dateline.model import wording
from dateline.model.act import EventType, StatusValue, Timing
from dateline.model.change import Change, ChangeKind, Judged
from dateline.model.claim import Claim
from dateline.model.entry import Entry, Review, Rights
from dateline.model.judgement import Disagreement, Event, Phase, StageOfEvent, Voice
from dateline.model.report import PublishedBasis, Report
from dateline.model.span import Span
from dateline.model.time import Time
from dateline.web.linked import Linked, when

LONGEST = 2_000
"""Characters of a sentence that an answer quotes; of a longer one it gives the beginning, and says so."""
SHOWN = 5
"""Claims of an event that a list of events shows; `event` shows all."""


@dataclass(frozen=True, slots=True)
class Told:
    """One claim in brief. `claim` and `version` name it for good; `quote` are the report's own words that say it.

    `span` is where the quote stands in the report's text, in code points. `cut` that only its first 2,000 characters
    are quoted; `withheld` why it is empty. `voice` is on whose word it stands, from the inside out.
    """

    claim: str
    version: int
    type: EventType
    modes: tuple[str, ...]
    did: str
    who: tuple[str, ...]
    whom: tuple[str, ...]
    when: str
    where: str
    status: StatusValue
    certainty: str | None
    condition: str | None
    timing: Timing
    voice: str
    quote: str
    span: Span
    cut: bool
    withheld: str | None
    report: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    review: Review


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims that fit a question, as the record held them at `revision`; `total` counts all, `cursor` asks for more."""

    question: str
    revision: int
    total: int
    claims: tuple[Told, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """The words of one field of a claim, and where they stand in the report's text, in code points."""

    field: str
    words: str
    span: Span


@dataclass(frozen=True, slots=True)
class Whole:
    """All of one claim: in brief, as the record holds it, the words of each field, and what people decided of it."""

    revision: int
    told: Told
    claim: Claim
    words: tuple[Marked, ...]
    judgements: tuple[Judged, ...]
    recorded: datetime
    superseded: datetime | None
    made_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Best:
    """The best value of one field of an event, with the ids of the claims that bear it out."""

    field: str
    value: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One event in brief, with its first claims; `more` counts those that are left out, which `event` shows.

    `origins` counts independent origins: forty copies of one wire are one.
    """

    event: str
    day: str | None
    stage: StageOfEvent | None
    best: tuple[Best, ...]
    origins: int
    outlets: int
    differ_on: tuple[str, ...]
    claims: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events that the answers of a question tell of, by their days; `total` counts all, `cursor` asks for more."""

    question: str
    revision: int
    total: int
    events: tuple[Occurrence, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class OneSide:
    """One value that is told, by whom, with the claims that say it; `more` counts those that are left out."""

    value: str
    voices: tuple[Voice, ...]
    claims: tuple[Told, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Differing:
    """One field of one event on which reports differ, side by side, the better supported value first."""

    event: str
    day: str | None
    about: str
    field: str
    sides: tuple[OneSide, ...]


@dataclass(frozen=True, slots=True)
class Disagreements:
    """Where reports differ, of the events that a question finds; `total` counts all, `cursor` asks for more."""

    question: str
    revision: int
    total: int
    disagreements: tuple[Differing, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class WholeEvent:
    """One event with all of its claims, how it was told, by whom, and where reports differ."""

    revision: int
    event: str
    day: str | None
    stage: StageOfEvent | None
    best: tuple[Best, ...]
    origins: int
    outlets: int
    stages: tuple[Phase, ...]
    confirmed: tuple[Voice, ...]
    denied: tuple[Voice, ...]
    silent: tuple[str, ...]
    disagreements: tuple[Differing, ...]
    claims: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """One row of the feed: what became of a claim, and the claim as it stood after it (if withdrawn, before)."""

    seq: int
    revision: int
    at: datetime
    kind: ChangeKind
    claim: str
    was: str | None
    version: int
    what: tuple[str, ...]
    by: str | None
    told: Told | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in order; `since` of the next call is `next`, and `more` tells whether there is anything yet."""

    revision: int
    changes: tuple[Became, ...]
    next: int
    more: bool


@dataclass(frozen=True, slots=True)
class ReportText:
    """One report: what is known of it, a part of its text from `start` to `end` (code points, of `length`), its claims.

    `text` is empty where `rights` forbid to show the whole of it.
    """

    revision: int
    report: str
    title: str | None
    outlet: str | None
    published: str | None
    published_basis: PublishedBasis
    url: str | None
    language: str | None
    agencies: tuple[str, ...]
    bylines: tuple[str, ...]
    rights: Rights
    length: int
    start: int
    end: int
    text: str
    claims: tuple[Told, ...]
    more: int


def told(entry: Entry) -> Told:
    """A claim in brief, with the words that say it as far as the rights to them allow."""
    claim, report, words = entry.claim, entry.report, entry.sentence.text
    withheld = None
    if not entry.quotable or not words:
        words, withheld = "", "the rights of the publisher do not allow to quote"
    return Told(
        claim=claim.id, version=entry.version, type=claim.type, modes=claim.modes,
        did=claim.action.text if entry.quotable else claim.action.lemma or "",
        who=tuple(map(wording.party, claim.actors)), whom=tuple(map(wording.party, claim.recipients)),
        when=wording.when(claim.when), where=wording.where(claim.where), status=claim.status,
        certainty=claim.certainty.text if claim.certainty and entry.quotable else None,
        condition=claim.condition.text if claim.condition and entry.quotable else None,
        timing=claim.timing, voice=wording.chain(claim.attribution), quote=words[:LONGEST], span=entry.sentence.span,
        cut=len(words) > LONGEST, withheld=withheld, report=report.id, outlet=report.publisher,
        published=day(report.published), title=report.title, url=report.url, review=entry.review,
    )  # fmt: skip


def whole(entry: Entry, judgements: Iterable[Judged], revision: int) -> Whole:
    """All of one claim, with the words of each of its fields."""
    return Whole(
        revision, told(entry), entry.claim, tuple(_marked(entry)), tuple(judgements), entry.recorded,
        entry.superseded, entry.made_by,
    )  # fmt: skip


def _marked(entry: Entry) -> Iterator[Marked]:
    """Every field of a claim that has words in the text, in its order; evidence as far as it may be shown."""
    if not entry.quotable:
        return
    seen = set()
    found = list(_words(entry.claim, ""))
    if entry.whole:
        found += [Marked("evidence", span.of(entry.report.text), span) for span in entry.claim.evidence]
    for each in sorted(found, key=lambda one: (one.span, one.field)):
        if each.words and (each.field, each.span) not in seen:
            seen.add((each.field, each.span))
            yield Marked(each.field, each.words[:LONGEST], each.span)


def _words(value: object, field: str) -> Iterator[Marked]:
    if isinstance(value, tuple):
        for each in value:
            yield from _words(each, field)
    elif is_dataclass(value):
        span, words = getattr(value, "span", None), getattr(value, "text", None)
        if isinstance(span, Span) and isinstance(words, str):
            yield Marked(field, words, span)
        for each in fields(value):
            if each.name not in ("span", "why", "confidence"):
                yield from _words(getattr(value, each.name), f"{field}.{each.name.rstrip('_')}".lstrip("."))


def occurrence(linked: Linked, event: Event) -> Occurrence:
    """One event in brief."""
    entries = linked.of(event)
    return Occurrence(
        event.id, _when(event), event.stage, best(event), event.origins, event.outlets,
        tuple(each.field for each in event.disagreements), tuple(map(told, entries[:SHOWN])),
        max(0, len(entries) - SHOWN),
    )  # fmt: skip


def whole_event(linked: Linked, event: Event) -> WholeEvent:
    """One event with everything that is told of it."""
    return WholeEvent(
        linked.revision, event.id, _when(event), event.stage, best(event), event.origins, event.outlets, event.stages,
        event.confirmed, event.denied, event.silent,
        tuple(differing(linked, event, each) for each in event.disagreements), tuple(map(told, linked.of(event))),
    )  # fmt: skip


def differing(linked: Linked, event: Event, disagreement: Disagreement) -> Differing:
    """One disagreement with the words of each side."""
    sides = tuple(
        OneSide(
            side.value, side.voices, tuple(told(linked.entries[claim]) for claim in side.claims[:SHOWN]),
            max(0, len(side.claims) - SHOWN),
        )
        for side in disagreement.sides
    )  # fmt: skip
    values = {each.field: each.value for each in best(event)}
    about = " → ".join(values[each] for each in ("actors", "type", "recipients") if each in values)
    return Differing(event.id, _when(event), about, disagreement.field, sides)


def best(event: Event) -> tuple[Best, ...]:
    """The best values of an event."""
    return tuple(Best(*each) for each in event.best)


def became(change: Change, entry: Entry | None) -> Became:
    """One row of the feed with its claim."""
    return Became(
        change.seq, change.revision, change.at, change.kind, change.claim, change.was, change.version, change.what,
        change.by, None if entry is None else told(entry),
    )  # fmt: skip


def report_text(
    report: Report, rights: Rights, entries: tuple[Entry, ...], start: int, length: int, most: int, revision: int
) -> ReportText:
    """A part of a report's text, `length` code points from `start`, with the claims (`most`) whose sentences it has."""
    shown = rights == "full text" and len(report.text) >= report.body.end > 0
    text = report.text if shown else ""
    start = min(start, len(text))
    end = min(start + length, len(text))
    within = [each for each in entries if not shown or start <= each.sentence.span.start < end]
    return ReportText(
        revision, report.id, report.title, report.publisher, day(report.published), report.published_basis, report.url,
        report.language, report.agencies, report.bylines, rights, len(text), start, end, text[start:end],
        tuple(map(told, within[:most])), max(0, len(within) - most),
    )  # fmt: skip


def day(time: Time) -> str | None:
    """The day of a time, ISO 8601."""
    return None if time.earliest is None else time.earliest.isoformat()[:10]


def _when(event: Event) -> str | None:
    return when(event)[0] or None
