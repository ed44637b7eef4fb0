"""`dateline ask`: a question goes to the record; the claims that fit come out with their evidence, or counts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dateline.model.entry import Entry

CONTEXT = {"ignore_unknown_options": True}  # -who:PRK is a term, and no option
_TO_SCREEN = ("table", "jsonl", "csv")


def command(
    question: Annotated[
        list[str] | None,
        typer.Argument(help="Such as: who:PRK did:THREATEN when:2023-09 'artillery shells'. Nothing asks for all."),
    ] = None,
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    count: Annotated[
        str | None, typer.Option(help="Count instead: by:month,type,status,who,…; `all` for one number.")
    ] = None,
    format: Annotated[str, typer.Option(help="table, jsonl, csv, or parquet (with --to).")] = "table",
    to: Annotated[Path | None, typer.Option(help="Write to this file.", dir_okay=False)] = None,
    fields: Annotated[bool, typer.Option("--fields", help="Show what can be asked, and stop.")] = False,
) -> None:
    """Ask the record.

    A question is terms side by side, with or, not and parentheses: who: whom: between: did: status: said: via: when:
    where: goods: and more (--fields), and free words. sort:, limit: and as-of: say how to answer.
    """
    from dateline.errors import BadInput
    from dateline.record import Record
    from dateline.settings import Settings

    if fields:
        _fields()
        return
    if format not in (*_TO_SCREEN, "parquet"):
        raise BadInput(f"there is no format {format!r}: choose table, jsonl, csv or parquet")
    if format == "parquet" and to is None:
        raise BadInput("parquet is no text: name the file to write with --to")
    asked = " ".join(_joined(word) for word in question or [])
    with Record.open(record or Settings().record, create=False) as kept:
        if count is not None:
            _count(kept, asked, count, format)
            return
        from dateline.questions import ask

        _answers(ask(kept, asked), format, to)


def _joined(word: str) -> str:
    """An argument as the question has it: the shell took the marks off what was one quoted phrase.

    >>> _joined("artillery shells"), _joined("said:Dmitry Peskov"), _joined("who:PRK or who:RUS")
    ('"artillery shells"', 'said:"Dmitry Peskov"', 'who:PRK or who:RUS')
    """
    field, colon, value = word.partition(":")
    if " " not in word or '"' in word or word.startswith(("(", "-", "not ")):
        return word
    if colon and field.replace("-", "").isalpha():
        return f'{field}:"{value}"' if ":" not in value and " or " not in value and " and " not in value else word
    return f'"{word}"' if not colon and " or " not in word else word


def _answers(entries: Iterable[Entry], format: str, to: Path | None) -> None:
    import shutil
    from itertools import chain
    from tempfile import TemporaryDirectory

    from dateline import export
    from dateline.export import table

    if format == "jsonl":
        pieces: Iterable[str] = (_row(entry) for entry in entries)
        _deliver(pieces, to)
        return
    if to is not None and format != "table":
        saved = export.save(format, entries, to)
        print(f"{saved.claims} claims, {saved.rows} rows: {', '.join(map(str, saved.files))}", file=sys.stderr)
        return
    if format == "table":
        look = export.Look(shutil.get_terminal_size((100, 24)).columns, sys.stdout.isatty() and to is None)
        shown = table.answers(entries, look)
        first = next(shown, None)
        if first is None:
            print("no claim fits", file=sys.stderr)
            return
        _deliver(chain([first], shown), to)
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "answers"
        export.save(format, entries, path)
        with path.open(encoding="utf-8", errors="backslashreplace", newline="") as lines:
            for line in lines:
                _write(line)


def _deliver(pieces: Iterable[str], to: Path | None) -> None:
    """Write the pieces one after the other, to the screen or to a file."""
    if to is None:
        for piece in pieces:
            _write(piece)
        return
    with to.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as out:
        out.writelines(pieces)


def _row(entry: Entry) -> str:
    """One answer as a line of JSON: the claim, the sentence to check it by, and the report that says it."""
    from dateline.model.codec import Json, dumps, to_json

    report = entry.report
    row: dict[str, Json] = {
        "version": entry.version,
        "review": entry.review,
        "sentence": to_json(entry.sentence),
        "report": {
            "id": report.id,
            "title": report.title,
            "publisher": report.publisher,
            "published": report.published.edtf,
            "url": report.url,
        },
        "claim": to_json(entry.claim),
    }
    return dumps(row) + "\n"


def _write(text: str) -> None:
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(text)


def _count(record: object, question: str, by: str, format: str) -> None:
    import csv

    from dateline.model.codec import dumps
    from dateline.questions import count
    from dateline.record import Record

    assert isinstance(record, Record)
    keys = tuple(key for key in by.removeprefix("by:").split(",") if key and key != "all")
    head = (*keys, "claims")
    rows = [(*values, str(number)) for values, number in count(record, question, keys)]
    if format == "jsonl":
        for values, number in count(record, question, keys):
            _write(dumps({**dict(zip(keys, values, strict=True)), "claims": number}) + "\n")
    elif format == "csv":
        csv.writer(sys.stdout, lineterminator="\n").writerows([head, *rows])
    else:
        shown = [[cell or "" for cell in row] for row in (head, *rows)]
        widths = [max(len(row[at]) for row in shown) for at in range(len(head))]
        for row in shown:
            cells = [cell.ljust(width) for cell, width in zip(row[:-1], widths, strict=False)]
            _write("  ".join([*cells, row[-1].rjust(widths[-1])]) + "\n")


def _fields() -> None:
    """What can be asked, one field a line with an example."""
    from dateline.questions.fields import FIELDS

    for name, field in FIELDS.items():
        _write(f"{(name + ':') if name else 'words':11} {field.says}\n{'':11}   {field.example}\n")
