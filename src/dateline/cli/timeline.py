"""`dateline timeline`: a question goes in; the events that its claims tell of come out in the order of their days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.link.index import Linked
    from dateline.model.judgement import Event
    from dateline.record import Record


def command(
    question: Annotated[str, typer.Argument(help="Which claims, such as 'who:RUS did:CONSULT'.")] = "",
    format: Annotated[str, typer.Option(help="text (one event a line) or jsonl.")] = "text",
    told: Annotated[int, typer.Option(min=1, help="Only events of so many independent origins at least.")] = 1,
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
) -> None:
    """Events in order, each once and whole if any of its claims fits, with where reports differ."""
    from dateline.cli.event import index
    from dateline.errors import BadInput
    from dateline.model.codec import dumps, to_json
    from dateline.questions import ask, compiled
    from dateline.record import Record
    from dateline.settings import Settings

    if format not in ("text", "jsonl"):
        raise BadInput(f"there is no format {format!r}: choose text or jsonl")
    with Record.open(record or Settings().record, create=False) as kept:
        if compiled(kept, question).as_of is not None:
            found = _then(kept, question)
        else:
            with index(kept) as linked:
                found = linked.events(entry.claim.id for entry in ask(kept, question))
    for each in sorted(found, key=lambda each: _day(each.event)):
        if each.event.origins >= told:
            typer.echo(dumps(to_json(each.event)) if format == "jsonl" else _line(each))
    if not found:
        typer.echo("no claim fits", err=True)


def _line(linked: Linked) -> str:
    """One event on one line: its day, or the day on which it was first told, what, and how well it is borne out."""
    from dateline.cli.event import counted, title
    from dateline.model import wording
    from dateline.model.characters import shown
    from dateline.model.time import Time

    event = linked.event
    when = next((value for field, value, _ in event.best if field == "when"), None)
    day = wording.when(Time(edtf=when)) if when else f"(told {event.first})" if event.first else "day unknown"
    differing = ", ".join(each.field for each in event.disagreements)
    rest = f"; reports differ on {differing}" if differing else ""
    count = counted(event, linked.entries)
    return f"{day:<17} {shown(f'{title(event, linked.entries)} ({count}{rest}) · {event.id}')}"


def _then(record: Record, question: str) -> list[Linked]:
    """The events as they would have been at an earlier moment: of that there is no index, so they are linked here."""
    from dateline.link import link
    from dateline.link.index import Linked
    from dateline.link.origins import origins
    from dateline.link.recorded import sampled
    from dateline.questions import ask, compiled

    as_of = compiled(record, question).as_of
    entries = {entry.claim.id: entry for entry in ask(record, question)}
    of = origins({entry.report.id: entry.report for entry in entries.values()}.values()).by_report()
    found = link(entries.values(), record.judgements(as_of=as_of), of, sampled(record, as_of))
    return [Linked(event, {name: entries[name] for name in event.claims}) for event in found]


def _day(event: Event) -> tuple[str, str]:
    """When it occurred as best known, else when it was first told."""
    when = next((value for field, value, _ in event.best if field == "when"), None)
    return (when or event.first or "").lstrip("./~"), event.id
