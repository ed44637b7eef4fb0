"""Entries go in; out comes a calendar of what is said to lie ahead (RFC 5545): an all-day event a claim, never a fact.

In it stands what was planned, expected, possible or conditional, and what was called off, when the report gives it a
day or a stretch of days that was not over when the report appeared. The words of the report are in the description,
with the status and on whose word. Days are dates without an hour or a zone (VALUE=DATE), so no VTIMEZONE is needed, and
a day stays that day wherever it is read.

`feed` writes matters instead, each one event however many claims tell of it: what `dateline diary` makes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal, TextIO

from dateline.export import Leave, Left, each_once, leave_fields
from dateline.model import wording
from dateline.model.act import StatusValue
from dateline.model.characters import shown
from dateline.model.entry import Entry
from dateline.model.iri import web

SUFFIX = ".ics"
CARRIES = frozenset({"type", "status"})
_STATUS: dict[StatusValue, Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]] = {
    "planned": "CONFIRMED",
    "expected": "TENTATIVE",
    "possible": "TENTATIVE",
    "conditional": "TENTATIVE",
    "not": "CANCELLED",
}
"""Announced by those who do it, talked of, called off."""
_TOLD = 5
"""Claims whose words stand in the description of one matter."""
_LOST = {
    "others": "a calendar event has no other roles",
    "transfer": "a calendar event has no transfer",
    "measures": "a calendar event has no measures",
    "casualties": "a calendar event has no numbers",
    "quantities": "a calendar event has no numbers",
}


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A VCALENDAR with a VEVENT a claim that lies ahead; the number of events."""
    written = 0
    with to.open("w", encoding="utf-8", newline="") as out:
        _lines(out, _HEAD)
        for entry in each_once(entries, leave):
            days = _days(entry)
            if isinstance(days, str):
                leave(Left(entry.claim.id, days))
            else:
                written += 1
                leave_fields(entry.claim, _LOST, leave)
                state = entry.claim.status
                matter = Matter(entry.claim.id, state, _STATUS[state], *days, (entry,))
                _lines(out, _event(matter))
        _lines(out, ["END:VCALENDAR"])
    return written


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing that lies ahead. `uid` stays the same while it does; `state` is how it stands, in words, and `status`
    what RFC 5545 has for that; `first` and `last` are its days, None where open, not both; `entries` tell of it.
    """

    uid: str
    state: str
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
    first: date | None
    last: date | None
    entries: tuple[Entry, ...]


def feed(matters: Iterable[Matter], out: TextIO) -> int:
    """Write a calendar of matters; the number of its events. `out` must leave line ends alone (newline="")."""
    _lines(out, _HEAD)
    written = 0
    for each in matters:
        _lines(out, _event(each))
        written += 1
    _lines(out, ["END:VCALENDAR"])
    return written


_HEAD = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//dateline//what is said to lie ahead//EN", "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH", "X-WR-CALNAME:Said to lie ahead", "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
    "X-PUBLISHED-TTL:PT6H",
)  # fmt: skip


def _days(entry: Entry) -> tuple[date | None, date | None] | str:
    """The first and the last day, None where open, not both; or why the claim has no place in the calendar."""
    claim, published = entry.claim, entry.report.published
    if claim.status not in _STATUS:
        return "told as done or denied, not as lying ahead"
    if claim.when.state != "known" or (claim.when.earliest is None and claim.when.latest is None):
        return "no day is given for it"
    if published.state != "known" or published.earliest is None:
        return "the report has no date to lie ahead of"
    first = _day(claim.when.earliest) if claim.when.earliest else None
    last = _day(claim.when.latest) if claim.when.latest else None
    if last is not None and last < _day(published.earliest):
        return "its day was over when it was reported"
    return first, last if last is None or first is None else max(first, last)


def _event(matter: Matter) -> Iterator[str]:
    entry = matter.entries[0]
    claim = entry.claim
    stamp = _stamp(max(each.recorded for each in matter.entries))
    yield from ("BEGIN:VEVENT", f"UID:{_escaped(matter.uid)}@dateline", f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}")
    # The number of the last row that tells of it: whatever changes, it grows.
    yield f"SEQUENCE:{max(each.version for each in matter.entries)}"
    yield from _dates(matter.first, matter.last)
    yield f"STATUS:{matter.status}"
    yield "TRANSP:TRANSPARENT"  # nobody's day is taken up by what a report says
    # A week or a month is when something may happen, not how long it lasts: the title says so.
    some_time = "" if matter.first == matter.last else f", {wording.when(claim.when)}"
    yield f"SUMMARY:{_escaped(f'{matter.state.capitalize()}{some_time}: {wording.deed(claim, entry.quotable)}')}"
    described = (line for each in matter.entries[:_TOLD] for line in _description(each))
    more = len(matter.entries) - _TOLD
    rest = [f"… and {more} more"] if more > 0 else []
    yield "DESCRIPTION:" + "\\n".join(_escaped(line) for line in (*described, *rest))
    if claim.where.state == "known":
        yield f"LOCATION:{_escaped(wording.where(claim.where))}"
        if claim.where.point is not None:
            yield "GEO:{:.5f};{:.5f}".format(*claim.where.point)
    yield f"CATEGORIES:{','.join((claim.type, *map(_escaped, claim.contexts)))}"
    url = web(entry.report.url)
    if url:
        yield f"URL:{url}"
    yield f"X-DATELINE-STATUS:{_escaped(matter.state)}"
    yield "END:VEVENT"


def _dates(first: date | None, last: date | None) -> Iterator[str]:
    """The days of an all-day event; what may come any day up to its last stands on that day."""
    begin = first or last
    assert begin is not None
    yield f"DTSTART;VALUE=DATE:{_compact(begin)}"
    if last is not None and last < date.max:
        yield f"DTEND;VALUE=DATE:{_compact(last + timedelta(days=1))}"  # the day after: DTEND is exclusive


def _description(entry: Entry) -> Iterator[str]:
    claim, report = entry.claim, entry.report
    yield f"Status: {wording.status(claim) if entry.quotable else claim.status}"
    yield f"On whose word: {wording.chain(claim.attribution)}"
    if claim.when.text and entry.quotable:
        yield f'When: "{claim.when.text}"'
    if entry.quotable and entry.sentence.text:
        yield f"“{entry.sentence.text}”"
    source = ", ".join(each for each in (report.title, report.publisher, wording.when(report.published)) if each)
    yield f"Report: {source} ({claim.report}, characters {entry.sentence.span.start}–{entry.sentence.span.end})"


def _day(bound: date | datetime) -> date:
    return bound.date() if isinstance(bound, datetime) else bound


def _compact(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _stamp(moment: datetime) -> str:
    return (moment if moment.tzinfo is None else moment.astimezone(UTC)).strftime("%Y%m%dT%H%M%SZ")


def _escaped(words: str) -> str:
    """TEXT as section 3.3.11 wants it, on one line and without what turns or hides the words around it."""
    return shown(words).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _lines(out: TextIO, lines: Iterable[str]) -> None:
    """Content lines with CRLF, folded at 75 octets between characters (section 3.1)."""
    for line in lines:
        room = 75
        for character in line:
            size = len(character.encode())
            if size > room:
                out.write("\r\n ")
                room = 74
            out.write(character)
            room -= size
        out.write("\r\n")
