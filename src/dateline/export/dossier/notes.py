"""Entries go in one by one; out come the numbers of their footnotes and, at the end, notes and sources as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape

from dateline.export import Leave, Left
from dateline.export.dossier.words import link, quote, say
from dateline.model import wording
from dateline.model.entry import Entry
from dateline.model.iri import web
from dateline.model.report import Report
from dateline.model.span import Span

LONGEST = 1_200
"""How many characters of one passage a note quotes."""
_RIGHTS = {"full text": "", "short quotes": "only short quotes may be shown", "offsets": "its words may not be shown"}


@dataclass(slots=True)
class _Note:
    """One passage of one report, and the claims that rest on it."""

    source: int
    span: Span
    words: str
    cut: bool
    lit: dict[Span, None] = field(default_factory=dict)
    claims: dict[int, None] = field(default_factory=dict)


@dataclass(slots=True)
class _Source:
    """What is told of one report; not its text, so that a long dossier holds no texts."""

    id: str
    lines: str
    claims: int = 0


class Notes:
    """The footnotes and the sources of one dossier, each numbered from 1 in the order in which claims need them."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, Span], _Note] = {}
        self._numbers: dict[tuple[str, Span], int] = {}
        self._sources: dict[str, tuple[int, _Source]] = {}
        self._days: list[str] = []
        self._recorded: list[datetime] = []

    @property
    def reports(self) -> int:
        """How many reports are cited."""
        return len(self._sources)

    def period(self) -> str:
        """From when to when the reports appeared."""
        if not self._days:
            return ""
        first, last = min(self._days), max(self._days)
        return f"reports of {first}" if first == last else f"reports of {first} to {last}"

    def recorded(self) -> str:
        """When the newest claim was recorded: the state of the dossier. (Now would make no two exports alike.)"""
        return f"as recorded on {max(self._recorded):%Y-%m-%d %H:%M} UTC" if self._recorded else ""

    def cite(self, entry: Entry, claim: int, leave: Leave) -> str:
        """The references of one claim to its passages, as HTML."""
        self._recorded.append(entry.recorded)
        self._recorded = [max(self._recorded)]
        source = self._source(entry)
        numbers = []
        for span in dict.fromkeys((entry.sentence.span, *entry.claim.evidence)):
            at = (entry.claim.report, span)
            if at not in self._notes:
                words, cut = self._words(entry, span, leave)
                self._notes[at] = _Note(source, span, words, cut)
                self._numbers[at] = len(self._notes)
            note = self._notes[at]
            note.claims[claim] = None
            if span.contains(entry.claim.action.span):
                note.lit[entry.claim.action.span] = None
            numbers.append(self._numbers[at])
        return "".join(
            f'<sup><a href="#n{each}" aria-label="Note {each}">[{each}]</a></sup>' for each in sorted(numbers)
        )

    def pages(self) -> Iterator[str]:
        """The two sections, notes and sources."""
        yield '<section id="notes" aria-labelledby="h-notes"><h2 id="h-notes">Notes: the exact words</h2>\n'
        yield (
            '<p class="soft">As they stand in the report; the words that tell the act are underlined. Characters are '
            "counted from 0 in code points of the report’s text.</p>\n"
            '<ol class="notes">\n'
        )
        titles = dict(self._sources.values())
        for number, note in enumerate(self._notes.values(), start=1):
            back = ", ".join(link(f"#c{each}", str(each)) for each in note.claims)
            words = f'<blockquote dir="auto">“{_lit(note)}”</blockquote>' if note.words else "<p>Not to be quoted.</p>"
            yield (
                f'<li id="n{number}"><div class="number">{number}</div><div>{words}'
                f'<p class="fine">{titles[note.source].lines} · characters {note.span.start}–{note.span.end} of '
                f'{link(f"#s{note.source}", f"source {note.source}")}<span class="back"> · for '
                f"{'claim' if len(note.claims) == 1 else 'claims'} {back}</span></p></div></li>\n"
            )
        yield '</ol></section>\n<section id="sources" aria-labelledby="h-sources"><h2 id="h-sources">Sources</h2>\n'
        yield '<ol class="sources">\n'
        for number, source in self._sources.values():
            count = f"{source.claims} claim{'' if source.claims == 1 else 's'}"
            yield (
                f'<li id="s{number}"><div class="number">{number}</div><div>{source.lines}'
                f'<p class="fine">report {say(source.id)} · {count}</p></div></li>\n'
            )
        yield "</ol></section>\n"

    def _source(self, entry: Entry) -> int:
        name = entry.claim.report
        if name not in self._sources:
            self._sources[name] = (len(self._sources) + 1, _Source(name, _told(entry.report, _RIGHTS[entry.rights])))
            published = entry.report.published
            if published.state == "known" and published.earliest is not None:
                self._days.append(_day(published.earliest))
        number, source = self._sources[name]
        source.claims += 1
        return number

    def _words(self, entry: Entry, span: Span, leave: Leave) -> tuple[str, bool]:
        """The words of a passage as far as they may be shown and are at hand, and whether they are cut."""
        if not entry.quotable:
            leave(Left(entry.claim.id, "words that the rights to a report forbid to show", "evidence"))
            return "", False
        if span == entry.sentence.span and entry.sentence.text:
            words = entry.sentence.text
        elif entry.whole and span.end <= len(entry.report.text):
            words = span.of(entry.report.text)
        else:
            leave(Left(entry.claim.id, "passages of which only the place is kept", "evidence"))
            return "", False
        if len(words) > LONGEST:
            leave(Left(entry.claim.id, f"what a passage says after {LONGEST:,} characters", "evidence"))
        return words[:LONGEST], len(words) > LONGEST


def _lit(note: _Note) -> str:
    """The words of a note with its acts marked; acts that overlap are marked as one."""
    pieces: list[str] = []
    last = 0
    for act in sorted(note.lit):
        start, end = act.start - note.span.start, min(act.end - note.span.start, len(note.words))
        start = max(start, last)
        if start < end:
            pieces += [quote(note.words[last:start]), "<mark>", quote(note.words[start:end]), "</mark>"]
            last = end
    return "".join(pieces) + quote(note.words[last:]) + (" […]" if note.cut else "")


def _told(report: Report, rights: str) -> str:
    """A report as a line of a bibliography: title, outlet, by whom, when, where to find it."""
    url = web(report.url)
    title = f"<cite>{say(report.title)}</cite>" if report.title else "<cite>Report without a title</cite>"
    published = wording.when(report.published) if report.published.state == "known" else "no date"
    told = [
        report.publisher or ("" if report.agencies else "outlet not known"),
        ", ".join(report.agencies),
        ", ".join(f"by {each}" if each else "" for each in report.bylines[:3]),
        published + (f" (date from: {report.published_basis})" if report.published_basis != "none" else ""),
        f"retrieved {report.retrieved}" if report.retrieved else "",
        rights,
    ]
    line = ", ".join([title, *(say(each) for each in told if each)])
    if url:
        return f'{line} · <a href="{escape(url)}" rel="noreferrer noopener">{say(url)}</a>'
    return line + (f" · {say(report.url)}" if report.url else "")


def _day(bound: date | datetime) -> str:
    return bound.isoformat()[:10]
