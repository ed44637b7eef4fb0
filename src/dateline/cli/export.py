"""`dateline export`: claims of the record, or of reports read on the spot, go in; a file of another format is made."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.cli.read import Readings
    from dateline.export import Saved
    from dateline.model.entry import Entry


def command(
    format: Annotated[str, typer.Argument(help="The format; `list` shows them all.", show_default=False)],
    paths: Annotated[
        list[str] | None, typer.Argument(help="Reports to read and export; without any, the record is exported.")
    ] = None,
    to: Annotated[
        Path | None,
        typer.Option(help="The file or folder to write, or a folder to write `dateline` and the format's ending to."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    ask: Annotated[str, typer.Option(help="Export only what fits this question, such as 'who:PRK when:2023-09'.")] = "",
    published: Annotated[str | None, typer.Option(help="Day of publication of reports, YYYY-MM-DD.")] = None,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline instead of the default.")] = None,
) -> None:
    """Write claims in the format of another tool.

    What the format cannot hold goes to a sidecar beside it, and what stays out is counted by why.
    """
    from dateline import export
    from dateline.errors import BadInput

    endings = export.files()
    if format == "list":
        typer.echo("\n".join(f"{name:16} {ending or 'a folder'}" for name, ending in endings.items()))
        return
    if format not in endings:
        raise BadInput(f"there is no format {format!r} to export: choose one of {', '.join(endings)}")
    if paths and (record or ask):
        raise BadInput("export either reports or a record: leave out the paths, or --record and --ask")
    name = f"dateline{endings[format]}"
    place = to / name if to and to.is_dir() and endings[format] else to or Path(name)
    if paths:
        readings = _readings(paths, published, model)
        saved = export.save(format, _read(readings), place, force=force)
        typer.echo("\n".join(_told(saved)))
        raise typer.Exit(readings.code)
    with _recorded(record, ask) as entries:
        saved = export.save(format, entries, place, force=force)
    typer.echo("\n".join(_told(saved)))


def _readings(paths: list[str], published: str | None, model: str | None) -> Readings:
    from dateline.cli.read import Readings
    from dateline.intake import day

    return Readings(paths, day(published) if published else None, model)


def _read(readings: Readings) -> Iterator[Entry]:
    from datetime import UTC, datetime

    from dateline.model.entry import entries

    now = datetime.now(UTC)
    for reading in readings:
        yield from entries(reading, now)


@contextmanager
def _recorded(record: str | None, question: str) -> Iterator[Iterator[Entry]]:
    """The entries of the record that fit the question; all that stand where there is none."""
    from dateline.questions import ask
    from dateline.record import Record
    from dateline.settings import Settings

    with Record.open(record or Settings().record, create=False) as kept:
        yield ask(kept, question)


def _told(saved: Saved) -> Iterator[str]:
    """What came of it: claims in, rows out, what stayed out or was changed and why, files written."""
    from dataclasses import fields

    from dateline.model.claim import Claim

    yield f"{_count(saved.claims, 'claim')} in, {_count(saved.rows, 'row')} out"
    names = {field.name for field in fields(Claim)}
    partly = [each for each in saved.left if each[0].partition(":")[0] in names]
    for head, group in (("left out", [each for each in saved.left if each not in partly]), ("not as it was", partly)):
        if group:
            yield f"{head}:"
            yield from (f"{count:7}  {why}" for why, count in group)
    yield from (f"written: {path}" for path in saved.files)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
