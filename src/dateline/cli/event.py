"""`dateline event`: the id of a claim goes in; the event that it is part of comes out, with where reports differ."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dateline.link.index import Index
    from dateline.model.entry import Entry
    from dateline.model.judgement import Event, Voice
    from dateline.record import Record

_LONG = 5_000
"""Changes from which on linking them is told of."""


def command(
    id: Annotated[str, typer.Argument(help="The id of a claim, or of an event.")],
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
) -> None:
    """Show everything that the record tells of one occurrence, claims that contradict each other side by side."""
    from dateline.errors import BadInput
    from dateline.model.codec import dumps, to_json
    from dateline.record import Record
    from dateline.settings import Settings

    if format not in ("text", "json"):
        raise BadInput(f"there is no format {format!r}: choose text or json")
    claim = id.removeprefix("event:")
    with Record.open(record or Settings().record, create=False) as kept:
        with index(kept) as linked:
            found = linked.events([claim])
        if not found and list(kept.entries([claim], rejected=True)):
            raise BadInput(f"claim {claim!r} was rejected, so it is in no event; `dateline judge undo` takes that back")
        if not found:
            raise BadInput(f"the record holds no claim {claim!r}; `dateline ask` shows the ids of those it holds")
        for each in found:
            if format == "json":
                typer.echo(dumps(to_json(each.event)))
                continue
            for line in lines(each.event, each.entries):
                typer.echo(line)


@contextmanager
def index(record: Record) -> Iterator[Index]:
    """The index of a record, brought up to date; what takes long is told on standard error.

    That of a record on a server is kept in the user's cache.
    """
    from hashlib import sha256

    from dateline.link.index import SUFFIX, Index
    from dateline.settings import own_cache

    here = own_cache() / f"{sha256(record.name.encode()).hexdigest()[:16]}{SUFFIX}" if record.path is None else None
    with Index(record, here) as found:
        found.catch_up(_progress)
        yield found


def _progress(done: int, of: int) -> None:
    if of >= _LONG:
        end = "\n" if done >= of else "\r"
        typer.echo(f"linking what is new on the record: {done:,} of {of:,} changes{end}", err=True, nl=False)


def lines(event: Event, entries: Mapping[str, Entry]) -> Iterator[str]:
    """An event for a person: its best values, how it came about, where reports differ, and every claim."""
    from dateline.model.characters import shown

    yield shown(f"{event.id}  {title(event, entries)}")
    yield f"  told by {counted(event, entries)}, first {event.first or 'on an unknown day'}"
    for phase in event.stages:
        yield f"  {phase.stage:<10} {phase.first or '':<12} {many(len(phase.claims), 'claim')}"
    for field, value, support in event.best:
        yield _row(field, f"{_value(field, value)}  ({many(len(support), 'claim')})")
    for disagreement in event.disagreements:
        yield f"  reports differ on {shown(disagreement.field)}:"
        for side in disagreement.sides:
            value, voices = _value(disagreement.field, side.value), "; ".join(map(_voice, side.voices))
            yield f"    {shown(value):<24} {shown(voices)}"
    for heading, some in (("confirmed by", event.confirmed), ("denied by", event.denied)):
        if some:
            yield _row(heading, "; ".join(map(_voice, some)))
    if event.silent:
        yield _row("nothing said by", "; ".join(event.silent))
    for name in event.claims:
        yield from _claim(entries[name])


def title(event: Event, entries: Mapping[str, Entry]) -> str:
    """An event in one line: who did what to whom, where, and how far it has come.

    The words of the act are those of a claim that tells it so far, and bears out most of the best values.
    """
    from dateline.model import wording

    best = {field: value for field, value, _ in event.best}
    support = [name for _, _, names in event.best for name in names]
    so_far = {name for phase in event.stages if phase.stage == event.stage for name in phase.claims}
    typical = next((names for field, _, names in event.best if field == "type"), ())
    told = [name for name in event.claims if name in entries]
    entry = entries[max(told, key=lambda each: (each in so_far, each in typical, support.count(each)))]
    words = wording.act(entry.claim) if entry.quotable else ""
    actors, recipients = best.get("actors", "somebody"), best.get("recipients", "")
    whom = f" → {recipients}" if recipients and recipients not in actors else ""
    deed = f"{actors} → {f'{words} ' if words else ''}[{wording.kind(entry.claim)}]{whom}"
    return " · ".join(each for each in (deed, best.get("where", ""), event.stage or "") if each)


def counted(event: Event, entries: Mapping[str, Entry]) -> str:
    """In how many outlets and reports an event is told, and how many origins these have, as far as can be told."""
    told = len({entry.report.id for entry in entries.values()})
    if told == 1:
        return "1 report"
    reports = many(told, "report")
    # What an outlet has from elsewhere without saying whence may be of as many origins as it has reports.
    most = "up to " if event.origins > event.outlets else ""
    return f"{many(event.outlets, 'outlet')} of {most}{many(event.origins, 'origin')} in {reports}"


def _value(field: str, value: str) -> str:
    from dateline.model import wording
    from dateline.model.time import Time

    return wording.when(Time(edtf=value)) if field == "when" else value


def _row(heading: str, words: str) -> str:
    from dateline.model.characters import shown

    return f"  {shown(heading):<20} {shown(words)}"


def many(count: int, noun: str) -> str:
    """A number of things.

    >>> many(1, "outlet"), many(40, "outlet")
    ('1 outlet', '40 outlets')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _voice(voice: Voice) -> str:
    where = f" in {voice.outlet}" if voice.outlet and voice.outlet != voice.name else ""
    return f"{voice.name}{where}{f' {voice.day}' if voice.day else ''}"


def _claim(entry: Entry) -> Iterator[str]:
    from dateline.model import wording
    from dateline.model.characters import shown

    claim = entry.claim
    published = entry.report.published.earliest
    told = " ".join(part for part in (published and str(published), entry.report.publisher) if part)
    deed = f"{wording.deed(claim, entry.quotable)} ({wording.status(claim)})"
    yield f"  - {shown(f'{told}: {deed} · claim {claim.id}')}"
    if entry.quotable and entry.sentence.text:
        yield "    " + shown(f"“{' '.join(entry.sentence.text.split())}”")
