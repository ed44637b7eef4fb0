"""The first lines of a body go in; out comes its Front: title, bylines, dates and wires that stand there in view."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.intake.text.header import names
from dateline.model.dateline import Dateline, dateline_at
from dateline.model.day import CLOCK, day_at
from dateline.model.furniture import LABEL, STOP, furniture
from dateline.model.paragraphs import paragraphs
from dateline.model.span import Span, trim
from dateline.model.time import Time
from dateline.model.wires import WIRE


@dataclass(frozen=True, slots=True)
class Front:
    """What the first lines say of the report; `filed` is the day of the dateline."""

    title: Span | None = None
    bylines: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    dates: tuple[Time, ...] = ()
    filed: Time | None = None

    @staticmethod
    def day(words: str, span: Span | None, year: int) -> Time:
        """The day that `words`, which stand at `span`, mean in a given year."""
        time = day_at(words, year=year)
        return replace(time, span=span) if time else Time(text=words, span=span, state="unresolved", reason="no day")


_PUBLISHED = re.compile(r"(?i)(?:.{0,40}?\b)?(?:published|posted|updated|issued|released)(?:\s(?:on|at))?\s*:?\s*")
_BYLINE = re.compile(r"(?i:by)\s+(?=[^\W\d_a-z])(?P<names>[^.!?|]{3,90}?)(?:\s*[|/]\s*(?P<wire>\S.{0,30}))?$")
_WIRE_LINE = re.compile(rf"(?:{WIRE})(?:\s*/\s*(?:{WIRE}))*")
_SIGNED = re.compile(rf"(?:[-–—/(\[]\s*)(?P<wires>(?:{WIRE})(?:\s*/\s*(?:{WIRE}))*)\s*[)\]]?\s*\Z")
_NEAR = 6
"""Lines among which a place in capitals and a dash are a dateline; later ones need a wire or a day."""
_LEAD = 40
"""Paragraphs that are looked at: pages saved as text carry menus and tickers before the first running text."""
_REACH = 20_000
_WIDEST = 2000
"""Code points of the body, and of one paragraph, that are looked at."""
_LONGEST_TITLE = 160


def front(text: str, body: Span, wants_title: bool) -> Front:
    """The front of `body`; the title is looked for only when the header gave none."""
    dates: list[Time] = []
    bylines: list[str] = []
    agencies: list[str] = []
    titles: list[Span] = []
    line_of: Dateline | None = None
    runs = False
    lines = _lines(text, body)
    for number, line in enumerate(lines):
        line_of = dateline_at(text, line.start, line.end)
        if line_of and (number < _NEAR or line_of.agencies or line_of.day):
            break
        line_of = None
        dated = _dated(text, line)
        by = _BYLINE.fullmatch(line.of(text)) if len(line) < 140 else None
        if dated:
            dates.append(dated[0])
            agencies += dated[1]
        elif by and not runs:
            bylines += names(by["names"])
            agencies += [by["wire"]] if by["wire"] else []
        elif _WIRE_LINE.fullmatch(text, line.start, line.end):
            agencies += re.split(r"\s*/\s*", line.of(text))
        elif not runs and furniture(text, line) is None:
            runs = _runs(text, line)
            titles += [] if runs else [line]
    title = _title(text, titles) if wants_title and (runs or line_of) else None
    if wants_title and not titles and lines and line_of is None:
        title = _inline_title(text, lines[0])
        line_of = dateline_at(text, trim(Span(title.end, body.end), text).start, body.end) if title else None
    if line_of:
        agencies += [_acronym(each.of(text)) for wire in line_of.agencies for each in _parts(text, wire)]
    signed = _SIGNED.search(text, max(body.start, body.end - 60), body.end)
    if signed:
        agencies += re.split(r"\s*/\s*", signed["wires"])
    filed = day_at(text, line_of.day.start, line_of.day.end) if line_of and line_of.day else None
    return Front(title, tuple(bylines), tuple(dict.fromkeys(agencies)), tuple(dates), filed)


def _lines(text: str, body: Span) -> list[Span]:
    """The first paragraphs, each cut to what a title or a dateline may take up."""
    head = paragraphs(text, Span(body.start, min(body.end, body.start + _REACH)))
    return [Span(each.start, min(each.end, each.start + _WIDEST)) for each in head[:_LEAD]]


def _runs(text: str, line: Span) -> bool:
    """Whether a line is running text: it ends as sentences do, it is longer than any title, or it is labelled."""
    words = _SIGNED.sub("", line.of(text)).rstrip()
    return len(line) > _LONGEST_TITLE or bool(LABEL.match(words) or (STOP.search(words) and not words.endswith("?")))


def _dated(text: str, line: Span) -> tuple[Time, list[str]] | None:
    """The day of a line that holds a day and nothing else but words of publishing, and the wire that it names."""
    if len(line) > 90:
        return None
    said = _PUBLISHED.match(text, line.start, line.end)
    at = said.end() if said else line.start
    time = day_at(text, at, line.end)
    if time is None or time.span is None:
        return None
    clock = CLOCK.match(text, time.span.end, line.end)
    rest = text[clock.end() if clock else time.span.end : line.end]
    if not said and len(re.sub(r"[\W\d_]|\b(?:GMT|UTC|E[SD]T|IST|PKT|[ap]\.?m)\b", "", rest)) > 0:
        return None
    wire = _WIRE_LINE.match(text, line.start, line.end) if said else None
    return time, [wire.group()] if wire else []


def _title(text: str, lines: list[Span]) -> Span | None:
    """The title among the lines before the running text: the longest of those of three words or more."""
    able = [line for line in lines if len(line.of(text).split()) >= 3 and not line.of(text).endswith((",", ":"))]
    return max(able, key=len, default=None)


def _inline_title(text: str, line: Span) -> Span | None:
    """The title on the same line as the body, when a dateline with its wire or day shows where the body begins."""
    for place in re.finditer(r"(?<=[^\W\d_.,;:]\s)(?=[^\W\d_a-z])", text[line.start : min(line.end, line.start + 200)]):
        at = line.start + place.start()
        found = dateline_at(text, at, line.end)
        if found and (found.agencies or found.day) and text[at : at + 2].isupper():
            title = trim(Span(line.start, at), text)
            return title if len(title.of(text).split()) >= 3 else None
    return None


def _parts(text: str, wire: Span) -> list[Span]:
    """The wires in one pair of parentheses: "MENAFN- Kuwait News Agency (KUNA)" are two."""
    return [
        Span(wire.start + part.start(), wire.start + part.end())
        for part in re.finditer(r"[^\s/–—-](?:(?!-\s|\s[–—-]\s|/).)*", wire.of(text))
    ]


def _acronym(name: str) -> str:
    """The wire by its short name when it gives one in brackets.

    >>> _acronym("Kuwait News Agency (KUNA)")
    'KUNA'
    """
    short = re.search(r"\(([A-Z]{2,6})\)$", name)
    return short.group(1) if short else name.strip()
