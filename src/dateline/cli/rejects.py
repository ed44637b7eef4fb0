"""`dateline rejects`: a record goes in; what could not be taken into it comes out, with the reasons."""

from __future__ import annotations

from typing import Annotated

import typer


def command(
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    format: Annotated[str, typer.Option(help="text (one a line) or jsonl.")] = "text",
) -> None:
    """Show what could not be read, where it stands, and what to do about it."""
    from dateline.errors import BadInput
    from dateline.model.codec import dumps
    from dateline.record import Record
    from dateline.settings import Settings

    if format not in ("text", "jsonl"):
        raise BadInput(f"there is no format {format!r}: choose text or jsonl")
    with Record.open(record or Settings().record, create=False) as kept:
        for each in kept.rejects():
            if format == "text":
                typer.echo(each.why)
            else:
                typer.echo(
                    dumps({"locator": each.locator, "source": each.source, "stage": each.stage, "why": each.why})
                )
