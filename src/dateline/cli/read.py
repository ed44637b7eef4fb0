"""`dateline read`: the paths of reports go in; their claims come out on standard output, in the format asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from dateline.errors import BadInput
    from dateline.model.reading import Reading
    from dateline.model.report import Report


def command(
    paths: Annotated[list[str], typer.Argument(help="Reports to read; - reads standard input.", show_default=False)],
    format: Annotated[str, typer.Option(help="table, json (one object a report), jsonl (one claim a line), html.")] = (
        "table"
    ),
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD; wins over headers.")] = None,
    sure: Annotated[
        float, typer.Option(help="Leave out claims less likely than this to be right, 0 to 1.", min=0, max=1)
    ] = 0.0,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline instead of the default.")] = None,
) -> None:
    """Print the claims of reports.

    A claim is what a report says was done, by whom, to whom, when and where, and on whose word.
    """
    import shutil

    from dateline import export
    from dateline.errors import BadInput
    from dateline.intake import day

    formats = export.formats()
    if format not in formats:
        raise BadInput(f"there is no format {format!r}: choose one of {', '.join(formats)}")
    readings = Readings(paths, day(published) if published else None, model, sure)
    colour = sys.stdout.isatty()
    look = export.Look(width=shutil.get_terminal_size((100, 24)).columns, colour=colour)
    out = sys.stdout
    if hasattr(out, "reconfigure"):
        out.reconfigure(encoding="utf-8", errors="backslashreplace")
    for piece in formats[format](readings, look):
        out.write(piece)
    out.flush()
    raise typer.Exit(readings.code)


class Readings:
    """The readings of several paths, one after the other; what cannot be read is told on standard error.

    Claims less likely than `sure` to be right are left out. `code` is the exit code so far: 0, or 2 when an input was
    bad, or 1 when dateline itself failed on one.
    """

    def __init__(
        self, paths: list[str], published: date | None = None, model: str | None = None, sure: float = 0.0
    ) -> None:
        from dateline import reader
        from dateline.settings import Settings

        self._paths = paths
        self._published = published
        self._sure = sure
        self._kit = reader.load(model or Settings().model)
        self.code = 0

    def __iter__(self) -> Iterator[Reading]:
        for number, path in enumerate(self._paths, start=1):
            if len(self._paths) > 1 and sys.stderr.isatty():
                print(f"{number}/{len(self._paths)} {path}", file=sys.stderr)
            yield from self._read(path)

    def _read(self, path: str) -> Iterator[Reading]:
        from dataclasses import replace

        from dateline import reader
        from dateline.errors import BadInput

        try:
            reports = self._reports(path)
        except BadInput as error:
            self._tell(str(error), 2)
            return
        for report in reports:
            try:
                reading = reader.read(report, self._kit)
            except Exception as error:  # one report's failure is not the others'
                if os.environ.get("DATELINE_DEBUG"):
                    raise
                self._tell(f"{path}: an error of dateline's own ({type(error).__name__}: {error})", 1)
                continue
            kept = tuple(claim for claim in reading.claims if claim.sure is None or claim.sure >= self._sure)
            yield reading if len(kept) == len(reading.claims) else replace(reading, claims=kept)

    def _reports(self, path: str) -> list[Report]:
        from dateline import intake

        if path == "-":
            return intake.from_bytes(sys.stdin.buffer.read(), "standard input", self._published, self._refuse)
        return intake.load(Path(path), self._published, self._refuse)

    def _refuse(self, error: BadInput) -> None:
        self._tell(str(error), 2)

    def _tell(self, sentence: str, code: int) -> None:
        print(f"dateline: {sentence}", file=sys.stderr)
        self.code = max(self.code, code)
