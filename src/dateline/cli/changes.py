"""`dateline changes`: a record goes in; the feed of what became of its claims comes out, a line a change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import datetime


def command(
    since: Annotated[
        str, typer.Option(help="After this change: its number, or a day or time (UTC). From the first unless given.")
    ] = "0",
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="So many at most.")] = None,
    format: Annotated[str, typer.Option(help="text (one a line) or jsonl.")] = "text",
) -> None:
    """Show claims that were added, changed, withdrawn or judged, in order.

    A mirror that applies every line, and asks again from the last number that it saw, misses nothing.
    """
    from dateline.errors import BadInput
    from dateline.model.codec import dumps, to_json
    from dateline.record import Record
    from dateline.settings import Settings

    if format not in ("text", "jsonl"):
        raise BadInput(f"there is no format {format!r}: choose text or jsonl")
    after = _after(since)
    with Record.open(record or Settings().record, create=False) as kept:
        for change in kept.changes(after, limit):
            if format == "jsonl":
                typer.echo(dumps(to_json(change)))
                continue
            was = f" (was {change.was})" if change.was else ""
            what = f": {', '.join(change.what)}" if change.what else ""
            by = f" by {change.by}" if change.by else ""
            typer.echo(f"{change.seq:8} {change.at:%Y-%m-%d %H:%M:%S} {change.kind:9} {change.claim}{was}{what}{by}")


def _after(since: str) -> int | datetime:
    """The number of a change, or a moment.

    >>> _after("12"), _after("2024-03-05").isoformat()
    (12, '2024-03-05T00:00:00+00:00')
    """
    from datetime import UTC, datetime

    from dateline.errors import BadInput

    if since.isdigit() and len(since) != 8:
        return int(since)
    try:
        moment = datetime.fromisoformat(since)
    except ValueError:
        raise BadInput(f"{since!r} is no number of a change, and no day or time such as 2024-03-05T10:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
