"""`dateline review`: a record goes in; what is in doubt comes out, worst first, to be judged by one key each."""

from __future__ import annotations

import getpass
import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.link.review import Question
    from dateline.model.change import AnyVerdict
    from dateline.record import Record

_OF_CLAIMS: dict[str, AnyVerdict] = {"a": "accept", "r": "reject"}
_OF_PAIRS: dict[str, AnyVerdict] = {"y": "same", "n": "not same", "u": "unsure"}


def command(
    ask: Annotated[str, typer.Option(help="Only claims that this question finds, such as 'who:RUS'.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many questions to show.")] = 20,
    keys: Annotated[bool, typer.Option("--keys", help="Judge them one by one, a key each.")] = False,
    format: Annotated[str, typer.Option(help="text or jsonl.")] = "text",
    by: Annotated[str | None, typer.Option(help="Who decides; your login unless given.", show_default=False)] = None,
    record: Annotated[
        str | None, typer.Option("--record", help="Path or URL; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
) -> None:
    """Show what a person should look at: doubtful fields, names that may be one, claims that may be of one event.

    With --keys: a accept, r reject; y the same, n not the same, u unsure; s or Enter skip, q stop. A judgement is never
    lost: `dateline judge list` shows them, `dateline judge undo` takes one back.
    """
    from dateline.cli.event import index
    from dateline.errors import BadInput
    from dateline.link import rulings
    from dateline.link.people import people
    from dateline.link.review import queue
    from dateline.questions import ask as asked
    from dateline.record import Record
    from dateline.settings import Settings

    if format not in ("text", "jsonl"):
        raise BadInput(f"there is no format {format!r}: choose text or jsonl")
    with Record.open(record or Settings().record, create=False) as kept:
        entries = list(asked(kept, ask))
        said = rulings(kept.judgements())
        with index(kept) as linked:
            ties = list(linked.ties(entry.claim.id for entry in entries))
        found = queue(entries, people(entries, said), ties, {(left, right) for left, right, _ in said})
        for number, question in enumerate(found[:limit], start=1):
            if format == "jsonl":
                typer.echo(_row(question))
                continue
            for line in _lines(question, f"{number}/{len(found)}"):
                typer.echo(line)
            if keys and not _judged(kept, question, by or getpass.getuser()):
                break
    if not found:
        typer.echo("nothing is in doubt", err=True)


def _lines(question: Question, place: str) -> Iterator[str]:
    from dateline.model import wording
    from dateline.model.characters import shown

    if question.field == "event":
        yield shown(f"{place}  one occurrence ({question.sure:.2f})? claims {question.subject} and {question.other}")
    elif question.other is not None:
        yield shown(f"{place}  one and the same ({question.sure:.2f})? {question.subject} and {question.other}")
    else:
        verb = "are" if question.field in ("actors", "recipients") else "is"
        yield shown(f"{place}  {verb} its {question.field} right? claim {question.subject}")
    yield "    " + shown("; ".join(question.reasons))
    for entry in question.entries:
        yield "    " + shown(f"{wording.deed(entry.claim, entry.quotable)} ({wording.status(entry.claim)})")
        if entry.quotable and entry.sentence.text:
            yield "    " + shown(f"“{entry.sentence.text}”")


def _judged(record: Record, question: Question, by: str) -> bool:
    """Ask for a key and keep what it says; False when the person wants to stop."""
    meant = _OF_PAIRS if question.other is not None else _OF_CLAIMS
    while True:
        typer.echo(f"    {', '.join(f'{key} {verdict}' for key, verdict in meant.items())}, s skip, q stop: ", nl=False)
        key = _key()
        typer.echo(key)
        if key == "q":
            return False
        if key == "s":
            return True
        if key in meant:
            record.judge(question.subject, meant[key], by=by, why="dateline review", other=question.other)
            return True


def _key() -> str:
    """One key of a terminal, or the first letter of a line of what is piped in; the end of it all is q, Enter is s."""
    if sys.stdin.isatty():
        pressed = typer.getchar()
        return "q" if pressed in ("\x03", "\x04") else pressed.strip().lower()[:1] or "s"
    line = sys.stdin.readline()
    return line.strip().lower()[:1] or ("s" if line else "q")


def _row(question: Question) -> str:
    from dateline.model.codec import Json, dumps

    row: dict[str, Json] = {
        "subject": question.subject,
        "other": question.other,
        "field": question.field,
        "sure": question.sure,
        "doubt": round(question.doubt, 3),
        "reasons": list(question.reasons),
        "claims": [entry.claim.id for entry in question.entries],
    }
    return dumps(row)
