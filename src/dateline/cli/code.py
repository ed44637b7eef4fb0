"""`dateline code`: files, folders and globs go in; what their reports say goes onto the record."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.coder import Coded, Step

_EVERY = 10.0
"""Seconds between two lines of progress where no terminal can show a bar."""


def command(
    sources: Annotated[list[str], typer.Argument(help="Files, folders and globs of any format that is read here.")],
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD; wins over headers.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read anew what was taken in; what comes out otherwise becomes a proposal.")
    ] = False,
    jobs: Annotated[int, typer.Option(min=1, help="Processes that read side by side.")] = 1,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline instead of the default.")] = None,
) -> None:
    """Take reports into the record.

    Stop it at any time and run it again: it goes on where it was. What cannot be read is kept as a reject, with the
    reason (`dateline rejects`), and ends nothing.
    """
    from dateline import coder, reader
    from dateline.intake import day
    from dateline.record import Record
    from dateline.settings import Settings

    settings = Settings()
    total = sum(len(coder.paths(source)) for source in sources)
    coded = coder.Coded()
    with Record.open(record or settings.record) as kept:
        steps = coder.code(
            sources,
            kept,
            lambda: reader.load(model or settings.model),
            published=day(published) if published else None,
            again=again,
            jobs=jobs,
        )
        try:
            for step in _shown(steps, total, coded):
                coded.add(step)
        except KeyboardInterrupt:
            print(f"stopped: {_sum(coded)}; run the same command to go on", file=sys.stderr)
            raise typer.Exit(130) from None
        finally:
            if hasattr(steps, "close"):
                steps.close()
    print(_sum(coded))
    raise typer.Exit(2 if coded.rejected and not (coded.taken or coded.same or coded.skipped) else 0)


def _sum(coded: Coded) -> str:
    """What a run came to, in one line."""
    parts = [f"{coded.taken} reports taken in with {coded.claims} claims"]
    parts += [f"{coded.same} unchanged"] if coded.same else []
    parts += [f"{coded.skipped} known from an earlier run"] if coded.skipped else []
    parts += [f"{coded.rejected} rejected (dateline rejects)"] if coded.rejected else []
    return ", ".join(parts)


def _shown(steps: Iterator[Step], total: int, coded: Coded) -> Iterator[Step]:
    """The steps, with a bar on standard error, or a line every few seconds where that is no terminal."""
    if sys.stderr.isatty():
        yield from _bar(steps, total, coded)
        return
    last = time.monotonic()
    for step in steps:
        if step.why:
            print(f"dateline: {step.why}", file=sys.stderr)
        yield step
        if time.monotonic() - last > _EVERY:
            print(f"… {_sum(coded)}", file=sys.stderr)
            last = time.monotonic()


def _bar(steps: Iterator[Step], total: int, coded: Coded) -> Iterator[Step]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeRemainingColumn(),
        TextColumn("{task.description}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        seen: set[str] = set()
        for step in steps:
            if step.why:
                progress.console.print(step.why, style="red", markup=False)
            yield step
            seen.add(step.locator.partition("#")[0])
            progress.update(task, completed=len(seen), description=f"{coded.claims} claims, {coded.rejected} rejected")
