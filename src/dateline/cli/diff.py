"""`dateline diff`: a speaker and a topic go in; what they said of it then and now comes out, side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.link.said import Said


def command(
    speaker: Annotated[str, typer.Argument(help="Whose words, such as 'Dmitry Peskov'.")],
    topic: Annotated[str, typer.Argument(help="Words of what it was about, or a question such as 'whom:USA'.")] = "",
    changed: Annotated[bool, typer.Option("--changed", help="Only where something changed.")] = False,
    format: Annotated[str, typer.Option(help="text or jsonl.")] = "text",
    record: Annotated[
        str | None, typer.Option("--record", help="Path or URL; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
) -> None:
    """What the same voice said then and now, with what changed since it last spoke of the matter."""
    from dateline.errors import BadInput
    from dateline.link.said import said
    from dateline.questions import ask
    from dateline.record import Record
    from dateline.settings import Settings

    if format not in ("text", "jsonl"):
        raise BadInput(f"there is no format {format!r}: choose text or jsonl")
    name = speaker.replace('"', " ").strip()
    if not name:
        raise BadInput("say whose words to compare, such as 'Dmitry Peskov'")
    with Record.open(record or Settings().record, create=False) as kept:
        found = said(ask(kept, f'said:"{name}" {topic}'))
    found = tuple(each for each in found if each.changes or not changed)
    for each in found:
        for line in [_row(each)] if format == "jsonl" else _lines(each):
            typer.echo(line)
    if not found:
        typer.echo(f"nothing on the word of {name} fits", err=True)


def _lines(each: Said) -> Iterator[str]:
    from dateline.link.notices import day_of
    from dateline.model import wording
    from dateline.model.characters import shown

    entry = each.entry
    deed = wording.deed(entry.claim, entry.quotable)
    yield shown(f"{each.day or 'no day'} · {deed} ({wording.status(entry.claim)}) · claim {entry.claim.id}")
    if entry.quotable and entry.sentence.text:
        yield "    " + shown(f"“{entry.sentence.text}”")
    if not each.changes or each.before is None:
        return
    then = each.before
    day, act = day_of(then) or "no day", wording.deed(then.claim, then.quotable)
    yield "    " + shown(f"then, {day}: {act} ({wording.status(then.claim)}) · claim {then.claim.id}")
    if then.quotable and then.sentence.text:
        yield "        " + shown(f"“{then.sentence.text}”")
    for change in each.changes if entry.quotable else ():
        yield "    " + shown(f"{change.field}: then {change.then}, now {change.now}")


def _row(each: Said) -> str:
    from dateline.model.codec import Json, dumps

    changes: list[Json] = [{"field": one.field, "then": one.then, "now": one.now} for one in each.changes]
    row: dict[str, Json] = {
        "claim": each.entry.claim.id,
        "report": each.entry.report.id,
        "day": str(each.day) if each.day else None,
        "before": each.before.claim.id if each.before else None,
        "changes": changes if each.entry.quotable else [],
    }
    return dumps(row)
