"""Entries go in; out comes the JSON that TimelineJS3 draws: a slide for each claim whose time is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from html import escape
from pathlib import Path

from dateline.export import Leave, Left, each_once, leave_fields
from dateline.model import wording
from dateline.model.act import StatusValue
from dateline.model.characters import shown
from dateline.model.codec import Json, dumps
from dateline.model.entry import Entry
from dateline.model.iri import web
from dateline.model.time import Grain

SUFFIX = ".timeline.json"
CARRIES = frozenset({"type"})
SLIDES = 200
"""As many as its makers hold to be readable; the rest is left, and told."""
_LOST = {
    "where": "a slide names its place and no more",
    "others": "a slide has no other roles",
    "transfer": "a slide has no transfer",
    "measures": "a slide has no measures",
    "casualties": "a slide has no numbers",
    "quantities": "a slide has no numbers",
}
_GROUPS: dict[StatusValue, str] = {
    "happened": "Told as real",
    "ongoing": "Told as real",
    "planned": "Said to lie ahead",
    "expected": "Said to lie ahead",
    "possible": "May be",
    "conditional": "May be",
    "attempted": "Not so",
    "denied": "Not so",
    "not": "Not so",
}
"""The rows of the timeline: few, since each takes height from the slides."""
_YEARS: frozenset[Grain | None] = frozenset({"year", "decade", "century"})
_MONTHS: frozenset[Grain | None] = frozenset({"month", "season", "quarter", "half"})


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A timeline with up to 200 slides in the order given (the viewer sorts them by date); the number of slides."""
    slides = 0
    words: Json = {"headline": "What the reports say", "text": "Claims of news reports, each on somebody’s word."}
    with to.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"scale": "human", "title": {{"text": {dumps(words)}}}, "events": [')
        for entry in each_once(entries, leave):
            slide = _slide(entry)
            if isinstance(slide, str):
                leave(Left(entry.claim.id, slide))
            elif slides == SLIDES:
                leave(Left(entry.claim.id, f"a timeline takes {SLIDES} slides: ask for fewer claims"))
            else:
                out.write((",\n" if slides else "\n") + dumps(slide))
                slides += 1
                leave_fields(entry.claim, _LOST, leave)
        out.write("\n]}\n")
    return slides


def _slide(entry: Entry) -> dict[str, Json] | str:
    """One slide, or why the claim can have none. All words are escaped: the viewer takes them for HTML."""
    claim = entry.claim
    first, last = claim.when.earliest, claim.when.latest
    if claim.when.state != "known" or (first is None and last is None):
        return "no time is given for it"
    if first is None:
        return "no first day is given for it"
    slide: dict[str, Json] = {
        "unique_id": f"claim-{claim.id}",
        "start_date": _date(first, claim.when.grain),
        "display_date": _safe(wording.when(claim.when)),
        "group": _GROUPS[claim.status],
        "text": {"headline": _safe(wording.deed(claim, entry.quotable)), "text": _body(entry)},
        "autolink": False,
    }
    if last is not None and last != first:
        slide["end_date"] = _date(last, claim.when.grain)
    return slide


def _body(entry: Entry) -> str:
    claim, report = entry.claim, entry.report
    status = wording.status(claim) if entry.quotable else claim.status
    words = entry.sentence.text if entry.quotable else ""
    name = ", ".join(each for each in (report.title, report.publisher, wording.when(report.published)) if each)
    url = web(report.url)
    source = f'<a href="{escape(url)}" rel="noreferrer">{_safe(name)}</a>' if url else _safe(name)
    where = f" · {_safe(wording.where(claim.where))}" if claim.where.state == "known" else ""
    return (
        f"<p><strong>{_safe(status)}</strong> · on the word of {_safe(wording.chain(claim.attribution))}{where}</p>"
        + (f"<blockquote>{_safe(words)}</blockquote>" if words else "")
        + f"<p>{source}</p>"
    )


def _date(bound: date | datetime, grain: Grain | None) -> dict[str, Json]:
    """As exact as the words are: a month of the report is no first day of it on the timeline."""
    told: dict[str, Json] = {"year": bound.year}
    if grain not in _YEARS:
        told["month"] = bound.month
        if grain not in _MONTHS:
            told["day"] = bound.day
    if isinstance(bound, datetime) and "day" in told:
        told |= {"hour": bound.hour, "minute": bound.minute}
    return told


def _safe(words: str) -> str:
    return escape(shown(words))
