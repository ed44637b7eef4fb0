"""Plain text goes in, with or without a header that dates it; a Report comes out, the text exactly as received."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.intake.text.decoding import decode
from dateline.intake.text.front import Front, front
from dateline.intake.text.header import Header, header
from dateline.intake.text.language import language
from dateline.model.day import known
from dateline.model.report import DateCandidate, PublishedBasis, Report, report_id
from dateline.model.span import Span
from dateline.model.time import NOT_STATED, Time

SUFFIXES = (".txt", ".text", ".md", "")


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report]:
    """The one report in `data`; BadInput when its bytes are no text."""
    yield report(decode(data, name), published)


def report(text: str, published: date | None = None) -> Report:
    """The report that `text` is; `published`, when given, wins over what the text says of itself.

    Every date that the text offers as its own is kept in `dates`. One is chosen, the nearest to the publisher first:
    given, header, a line such as "Published on", the dateline. A dateline without a year takes it from the date chosen;
    when nothing dates the text, `published` is not stated. It is never today.
    """
    head = header(text)
    body = Span(head.end, len(text))
    lead = front(text, body, head.title is None)
    dates = _dates(head, lead, published)
    when, basis = chosen(dates)
    return Report(
        id=report_id(text, when),
        text=text,
        body=body,
        published=when,
        published_basis=basis,
        title=head.title.of(text) if head.title else lead.title.of(text) if lead.title else None,
        title_span=head.title or lead.title,
        publisher=head.publisher,
        bylines=head.bylines or lead.bylines,
        agencies=tuple(dict.fromkeys((*head.agencies, *lead.agencies))),
        language=head.language or language(text[body.start :]),
        url=head.url,
        retrieved=head.retrieved,
        dates=dates,
    )


def _dates(head: Header, lead: Front, published: date | None) -> tuple[DateCandidate, ...]:
    found = [DateCandidate(known(published), "given")] if published else []
    found += [DateCandidate(time, "header") for time in head.dates]
    found += [DateCandidate(time, "body") for time in lead.dates]
    if lead.filed:
        found.append(DateCandidate(lead.filed, "dateline"))
    anchor = next((each.time.earliest for each in found if each.time.state == "known"), None)
    return tuple(with_year(each, anchor) for each in found)


def with_year(candidate: DateCandidate, anchor: date | None) -> DateCandidate:
    """A dateline's day without a year is the one nearest to the date that is known."""
    time = candidate.time
    if candidate.basis != "dateline" or time.state == "known" or anchor is None or time.text is None:
        return candidate
    options = [Front.day(time.text, time.span, year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    days = [each for each in options if each.earliest is not None]
    if not days or not (time.reason or "").endswith("has no year"):
        return candidate
    return DateCandidate(min(days, key=lambda each: abs((each.earliest or anchor) - anchor)), "dateline")


def chosen(dates: tuple[DateCandidate, ...]) -> tuple[Time, PublishedBasis]:
    """The date of publication and what it rests on: the first that is known and no update's.

    What the text shows of itself, in a header, on a line or in its dateline, all counts as basis `header`; `dates`
    tells them apart.
    """
    for candidate in dates:
        if candidate.time.state == "known" and candidate.of == "published":
            return candidate.time, _basis(candidate)
    if dates and dates[0].basis not in ("body", "dateline"):
        return _only(dates[0]), _basis(dates[0])
    return NOT_STATED, "none"


def _basis(candidate: DateCandidate) -> PublishedBasis:
    basis = candidate.basis
    return "header" if basis == "body" or basis == "dateline" else basis


def _only(candidate: DateCandidate) -> Time:
    """The date of publication when there is nothing but this one, which is broken or an update's."""
    if candidate.of == "published":
        return candidate.time
    return Time(text=candidate.time.text, state="unresolved", reason=f"only an update is dated: {candidate.time.text}")
