"""Entries and the record's other nouns go in; out come the answers of the API, whose schemas the document publishes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from dateline.model.act import EventType, Words
from dateline.model.change import AnyVerdict, Change, Judged
from dateline.model.claim import Claim
from dateline.model.entry import Entry, Review, Rights
from dateline.model.judgement import Event
from dateline.model.party import PartyKind
from dateline.model.report import PublishedBasis, Report
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Cited:
    """The report that makes a claim, as a reader needs it to find it; `published` is EDTF."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: PublishedBasis
    url: str | None
    language: str | None
    agencies: tuple[str, ...]
    bylines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One claim as the record holds it: `version` grows with every change; `sentence` are the words that say it.

    `sentence` has no text where the publisher's `rights` forbid to quote. `recorded` and `superseded` are when this
    version came in, and when another took its place.
    """

    version: int
    review: Review
    recorded: datetime
    superseded: datetime | None
    rights: Rights
    made_by: tuple[tuple[str, str], ...]
    sentence: Words
    report: Cited
    claim: Claim


@dataclass(frozen=True, slots=True)
class Claims:
    """Claims that fit a question, as the record held them at `revision`; `cursor` asks for the next page, if any."""

    question: str
    revision: int
    claims: tuple[Held, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class OneClaim:
    """One claim, with what people decided of it."""

    revision: int
    held: Held
    judgements: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many claims have these values of what is counted by; a value that is not known is null."""

    values: tuple[str | None, ...]
    claims: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Claims that fit a question, counted."""

    question: str
    revision: int
    by: tuple[str, ...]
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report in a list; `claims` counts those of it that stand."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None
    rights: Rights
    claims: int


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports in the order in which they came in."""

    revision: int
    reports: tuple[KnownReport, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class OneReport:
    """One report, with its text as far as `rights` allow, and the ids of its claims in the order of the text."""

    revision: int
    rights: Rights
    report: Report
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """Events that the answers of a question tell of, by their days; `total` counts all of them."""

    question: str
    revision: int
    total: int
    events: tuple[Event, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class OneEvent:
    """One event with the claims that tell of it."""

    revision: int
    event: Event
    claims: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody of whom the record tells, by the id that stays the same across reports; `claims` counts where they act,
    are acted upon, or have another part."""

    entity: str
    name: str | None
    kind: PartyKind
    country: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class Actors:
    """Actors, those in the most claims first; `total` counts all of them."""

    revision: int
    total: int
    actors: tuple[Actor, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class OneActor:
    """One actor, with the wordings, titles and offices under which reports name them, and what they did, by type."""

    revision: int
    actor: Actor
    wordings: tuple[str, ...]
    titles: tuple[str, ...]
    offices: tuple[str, ...]
    did: tuple[Counted, ...]
    undergone: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode or context, and what it stands for."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class TypeOfAct:
    """One of PLOVER's types: its quad (1 verbal, 2 material cooperation, 3 verbal, 4 material conflict) and score."""

    name: EventType
    quad: int
    score: float
    definition: str
    modes: tuple[Mode, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What may be asked of a claim in a question; `values` are all that may be said, where that is a closed list."""

    name: str
    says: str
    example: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """What the words of the record mean: types of acts, contexts, and the fields of questions."""

    types: tuple[TypeOfAct, ...]
    contexts: tuple[Mode, ...]
    statuses: tuple[str, ...]
    fields: tuple[Field, ...]
    counted_by: tuple[str, ...]
    sorted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judgements:
    """What people decided, in order."""

    revision: int
    judgements: tuple[Judged, ...]
    cursor: str | None


@dataclass(frozen=True, slots=True)
class Made:
    """A judgement that was kept, and the claim as it stands under it (null where it is about two things)."""

    number: int
    verdict: AnyVerdict
    revision: int
    held: Held | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes in order; `since` of the next call is `next`, and `more` tells whether there is anything yet."""

    revision: int
    changes: tuple[Change, ...]
    next: int
    more: bool


@dataclass(frozen=True, slots=True)
class Format:
    """A format of export: how its files end ("" for a folder, which comes as a zip)."""

    name: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of export."""

    formats: tuple[Format, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What answers here, and how much the record holds."""

    version: str
    revision: int
    reports: int
    claims: int
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong (RFC 9457): `detail` says it in one sentence, with what to do; `title` names the kind."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


def held(entry: Entry) -> Held:
    """A claim as the record holds it."""
    return Held(
        entry.version, entry.review, entry.recorded, entry.superseded, entry.rights, entry.made_by, entry.sentence,
        cited(entry.report), entry.claim,
    )  # fmt: skip


def cited(report: Report) -> Cited:
    """A report without its text."""
    return Cited(
        report.id, report.title, report.publisher, report.published.edtf, report.published_basis, report.url,
        report.language, report.agencies, report.bylines,
    )  # fmt: skip


def allowed(report: Report, rights: Rights) -> Report:
    """A report with as much of its text as may be shown: all, or none."""
    if rights == "full text" and len(report.text) >= report.body.end > 0:
        return report
    return replace(report, text="", body=Span(0, 0), title_span=None, pages=(), furniture=())
