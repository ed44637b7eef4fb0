"""`dateline judge`: what a person decided of a claim goes onto the record, laid over what was read and never lost."""

from __future__ import annotations

import getpass
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.model.codec import Json
    from dateline.record import Record

app = typer.Typer(help="Accept, mend or reject claims; never overwrites anything.", no_args_is_help=True)

Claim = Annotated[str, typer.Argument(help="The id of the claim, as dateline ask shows it.", show_default=False)]
By = Annotated[str | None, typer.Option(help="Who decides; your login unless given.", show_default=False)]
Why = Annotated[str, typer.Option(help="Why, in a few words.")]
Path = Annotated[
    str | None, typer.Option("--record", help="Path or URL; DATELINE_RECORD unless given.", show_default=False)
]


@app.command()
def accept(claim: Claim, why: Why = "", by: By = None, record: Path = None) -> None:
    """The claim is true to the text."""
    _judge(record, lambda kept, who: kept.judge(claim, "accept", by=who, why=why), by)


@app.command()
def reject(claim: Claim, why: Why = "", by: By = None, record: Path = None) -> None:
    """The claim is not what the text says; it stays out of answers from now on."""
    _judge(record, lambda kept, who: kept.judge(claim, "reject", by=who, why=why), by)


@app.command()
def mend(
    claim: Claim,
    field: Annotated[str, typer.Argument(help="Such as status, type, where.country, actors.0.name.")],
    value: Annotated[str, typer.Argument(help="What it should be: a word, or JSON.")],
    why: Why = "",
    by: By = None,
    record: Path = None,
) -> None:
    """One field of the claim should say something else."""
    _judge(record, lambda kept, who: kept.judge(claim, "mend", by=who, why=why, field=field, value=_value(value)), by)


@app.command()
def undo(
    number: Annotated[int, typer.Argument(help="The number of the judgement, as dateline judge list shows it.")],
    why: Why = "",
    by: By = None,
    record: Path = None,
) -> None:
    """Take a judgement back; it stays on the record, and so does this."""
    _judge(record, lambda kept, who: kept.undo(number, by=who, why=why), by)


@app.command("list")
def list_(
    claim: Annotated[str | None, typer.Argument(help="Only those of this claim.", show_default=False)] = None,
    orphaned: Annotated[
        bool, typer.Option("--orphaned", help="Only those whose claim is gone after a re-reading.")
    ] = False,
    record: Path = None,
) -> None:
    """Show what was decided, by whom and when."""
    with _open(record) as kept:
        for each in kept.judgements(claim, True if orphaned else None):
            mended = f" {each.field} = {each.value}" if each.field else f" and {each.other}" if each.other else ""
            notes = [each.why, "taken back" if each.undone else "", "its claim is gone" if each.orphaned else ""]
            note = "; ".join(filter(None, notes))
            takes = f" {each.undoes}" if each.undoes else ""
            said = f"{each.number:6} {each.at:%Y-%m-%d %H:%M} {each.by}: {each.verdict}{takes} {each.subject}{mended}"
            typer.echo(f"{said} ({note})" if note else said)


def _judge(record: str | None, work: Callable[[Record, str], int], by: str | None) -> None:
    with _open(record) as kept:
        typer.echo(f"judgement {work(kept, by or getpass.getuser())} kept")


def _open(record: str | None) -> Record:
    from dateline.record import Record
    from dateline.settings import Settings

    return Record.open(record or Settings().record, create=False)


def _value(words: str) -> Json:
    """JSON, or the words themselves.

    >>> _value("planned"), _value('["visit"]'), _value("null")
    ('planned', ['visit'], None)
    """
    try:
        found: Json = json.loads(words)
    except ValueError:
        return words
    return found
