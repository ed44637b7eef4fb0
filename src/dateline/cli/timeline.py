"""`dateline timeline`: a question goes in; the events that its claims tell of come out in the order of their days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
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
    from dateline.cli.event import index, many, title
    from dateline.errors import BadInput
    from dateline.model.characters import shown
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
                found = [each.event for each in linked.events(entry.claim.id for entry in ask(kept, question))]
    for event in sorted(found, key=_day):
        if event.origins < told:
            continue
        if format == "jsonl":
            typer.echo(dumps(to_json(event)))
            continue
        differing = ", ".join(each.field for each in event.disagreements)
        count = f"{many(event.outlets, 'outlet')} of {many(event.origins, 'origin')}"
        rest = f"; reports differ on {differing}" if differing else ""
        typer.echo(shown(f"{_day(event)[0] or 'day unknown':<12} {title(event)} ({count}{rest}) · {event.id}"))
    if not found:
        typer.echo("no claim fits", err=True)


def _then(record: Record, question: str) -> list[Event]:
    """The events as they would have been at an earlier moment: of that there is no index, so they are linked here."""
    from dateline.link import link
    from dateline.link.origins import origins
    from dateline.link.recorded import sampled
    from dateline.questions import ask, compiled

    as_of = compiled(record, question).as_of
    entries = list(ask(record, question))
    of = origins({entry.report.id: entry.report for entry in entries}.values()).by_report()
    return link(entries, record.judgements(as_of=as_of), of, sampled(record, as_of))


def _day(event: Event) -> tuple[str, str]:
    """When it occurred as best known, else when it was first told."""
    when = next((value for field, value, _ in event.best if field == "when"), None)
    return (when or event.first or "").lstrip("./~"), event.id
