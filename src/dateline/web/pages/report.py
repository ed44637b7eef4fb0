"""The id of a report goes in; out come its text with all that was read lit in it, and its claims with their voices."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from fastapi import APIRouter, Request
from sqlalchemy import select
from starlette.responses import Response

from dateline.model.change import Judged
from dateline.model.entry import Entry, Rights
from dateline.model.paragraphs import paragraphs
from dateline.model.problem import Problem
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.model.time import Time
from dateline.record import tables as t
from dateline.web import doubtful
from dateline.web.answering import answer
from dateline.web.desk import Visit, visit
from dateline.web.doubtful import Waiting
from dateline.web.lighting import Light, Piece, lights, pieces, within
from dateline.web.security import Refused

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a report besides its words."""

    id: str
    title: str | None
    publisher: str | None
    published: Time
    published_basis: str
    url: str | None
    bylines: tuple[str, ...]
    agencies: tuple[str, ...]
    language: str | None
    rights: Rights


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some words of the report in a row; `gap` where words before it are left out, for we may not show them."""

    span: Span
    pieces: tuple[Piece, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of the report by its number in it, with what people decided of it and did not take back."""

    number: int
    entry: Entry
    judgements: tuple[Judged, ...]
    doubtful: bool


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the text of the same article: its id, when it came in, and a revision of the record in which it
    stood; `stands` where it still does."""

    report: str
    at: datetime
    revision: int
    stands: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report with its claims; `next` is the claim to look at after this report, `waiting` how many claims here are
    doubtful and open. `chosen` is the id of the claim that was asked for."""

    head: Head
    headline: tuple[Piece, ...]
    text: tuple[Paragraph, ...]
    claims: tuple[Told, ...]
    problems: tuple[Problem, ...]
    made_by: tuple[tuple[str, str], ...]
    waiting: int
    next: Waiting | None
    chosen: str | None
    versions: tuple[Version, ...]


@router.get("/report/{id}", include_in_schema=False)
def show(request: Request, id: str, claim: str | None = None) -> Response:
    """The report."""
    here = visit(request)
    page = report_page(here, id, claim)
    return answer(request, "report.html", page, numbers={each.entry.claim.id: each.number for each in page.claims})


def report_page(here: Visit, id: str, chosen: str | None = None) -> ReportPage:
    """The report as it stood at the time that is asked for; Refused where it did not stand then."""
    reading = here.record.reading(id, here.as_of)
    if reading is None:
        raise Refused(404, f"no report {id!r} stands in this record; was it replaced by a later version of its text?")
    claims = told(here, id)
    entries = [each.entry for each in claims]
    report = reading.report
    rights: Rights = entries[0].rights if entries else "full text"
    head = Head(
        report.id, report.title, report.publisher, report.published, report.published_basis, report.url,
        report.bylines, report.agencies, report.language, rights,
    )  # fmt: skip
    return ReportPage(
        head, headline(reading, entries), text(reading, entries), claims, reading.problems, reading.made_by,
        sum(each.doubtful for each in claims),
        doubtful.after(here, None, id) if here.as_of is None and here.may("review") else None, chosen,
        tuple(_versions(here, id)),
    )  # fmt: skip


def _versions(here: Visit, report: str) -> Iterator[Version]:
    """The versions of the text of an article that were read by then, in order, where there are several."""
    article = select(t.report.c.article).where(t.report.c.id == report)
    r, c = t.reading.c, t.revision.c
    query = (
        select(t.report.c.id, c.at, r.recorded, r.state)
        .join(t.reading, r.report == t.report.c.number)
        .join(t.revision, c.number == r.recorded)
        .where(t.report.c.article.in_(article), r.state.in_(("standing", "superseded")))
        .order_by(r.number)
    )
    at = here.record.revision(here.as_of)
    with here.record.connection() as connection:
        rows = [row for row in connection.execute(query) if row.recorded <= at]
    latest = {row.id: row for row in rows}
    if len(latest) > 1:
        for row in latest.values():
            yield Version(row.id, datetime.fromisoformat(row.at), row.recorded, row.state == "standing")


def told(here: Visit, report: str, claim: str | None = None) -> tuple[Told, ...]:
    """The claims of a report in the order of its text, rejected ones too; or one of them."""
    number = select(t.report.c.number).where(t.report.c.id == report)
    order = (t.claim.c.action_start, t.claim.c.original)
    entries = here.record.entries(t.claim.c.report.in_(number), here.as_of, order, rejected=True)
    return tuple(
        Told(place, entry, _judged(here, entry), doubtful.waits(entry))
        for place, entry in enumerate(entries, start=1)
        if claim is None or entry.claim.id == claim
    )


def _judged(here: Visit, entry: Entry) -> tuple[Judged, ...]:
    if entry.review == "open":
        return ()
    every = here.record.judgements(entry.claim.id, as_of=here.as_of)
    return tuple(each for each in every if each.verdict in ("accept", "mend", "reject") and not each.undone)


def text(reading: Reading, entries: Sequence[Entry]) -> tuple[Paragraph, ...]:
    """The words of a report, lit: all of them, or the sentences of its claims where no more may be shown."""
    report = reading.report
    lit = _claimed(entries)
    if len(report.text) >= report.body.end > 0:
        lit += _read(reading)
        return tuple(
            Paragraph(span, pieces(report.text, span, within(lit, span)))
            for span in paragraphs(report.text, report.body)
        )
    return _sentences(entries, lit)


def headline(reading: Reading, entries: Sequence[Entry]) -> tuple[Piece, ...]:
    """The headline, lit; empty where it does not stand in the text."""
    report, span = reading.report, reading.report.title_span
    if span is None or len(report.text) < span.end:
        return ()
    return pieces(report.text, span, within([*_claimed(entries), *_read(reading)], span))


def _claimed(entries: Sequence[Entry]) -> list[Light]:
    return [light for entry in entries if entry.review != "rejected" for light in lights(entry.claim)]


def _read(reading: Reading) -> Iterable[Light]:
    """What was read whether a claim rests on it or not."""
    yield from (Light(party.span, "party") for party in reading.parties if len(party.span))
    yield from (Light(time.span, "time") for time in reading.times if time.span is not None)
    yield from (Light(place.span, "place") for place in reading.places if place.span is not None)
    yield from (Light(quote.span, "quote") for quote in reading.quotes if quote.kind == "speech")


def _sentences(entries: Sequence[Entry], lit: Sequence[Light]) -> tuple[Paragraph, ...]:
    found = {entry.sentence.span: entry.sentence.text for entry in entries if entry.quotable and entry.sentence.text}
    shown = []
    for span, words in sorted(found.items()):
        moved = [
            Light(Span(light.span.start - span.start, light.span.end - span.start), light.layer, light.claims)
            for light in lit
            if span.contains(light.span)
        ]
        shown.append(Paragraph(span, pieces(words, Span(0, len(words)), moved), gap=True))
    return tuple(shown)
