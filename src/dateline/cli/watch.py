"""`dateline watch`: addresses of feeds go in; what is new in them goes onto the record, as long as it runs."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.record import Record

_LOOK = 30.0
"""Seconds between two looks at whether a feed is due."""


def command(
    feeds: Annotated[list[str] | None, typer.Argument(help="Addresses of feeds to watch from now on.")] = None,
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
    every: Annotated[int, typer.Option(min=1, help="Minutes between two looks at a feed.")] = 30,
    once: Annotated[bool, typer.Option("--once", help="Ask every feed once, take in what is new, and stop.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="Show the feeds that are watched, and stop.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Watch these feeds no longer, and stop.")] = False,
    pages: Annotated[bool, typer.Option(help="Fetch the pages of entries that carry a teaser only.")] = True,
    private: Annotated[bool, typer.Option("--private", help="Ask feeds and pages of the local network too.")] = False,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline instead of the default.")] = None,
) -> None:
    """Watch feeds and take in what is new and what changed.

    Stop it and start it at any time: feeds are remembered beside the record, and nothing is taken in twice.
    """
    from datetime import timedelta

    from dateline import reader
    from dateline.errors import BadInput, MissingExtra
    from dateline.record import Record
    from dateline.settings import Settings

    try:
        from dateline.watch import round_of
        from dateline.watch.feeds import Feeds
        from dateline.watch.pages import Pages
    except ImportError:
        raise MissingExtra("watching feeds needs more: pip install 'dateline[watch]'") from None
    settings = Settings()
    with (
        Record.open(record or settings.record) as kept,
        Feeds(_beside(kept), timedelta(minutes=every), private) as watched,
    ):
        for url in feeds or []:
            (watched.remove if remove else watched.add)(url)
        if list_ or remove:
            for url in watched.urls():
                typer.echo(url)
            return
        if not watched.urls():
            raise BadInput("no feed is watched yet: name one, such as dateline watch https://post.example/feed.xml")
        fetch = Pages(private=private) if pages else None
        try:
            while True:
                for event in round_of(watched, fetch, kept, lambda: reader.load(model or settings.model), once):
                    where = event.locator or event.feed
                    said = f"{event.claims} claims" if event.outcome == "taken" else event.why
                    print(" ".join(filter(None, [f"{event.outcome:8}", where, f"({said})" if said else ""])))
                    sys.stdout.flush()
                if once:
                    return
                time.sleep(_LOOK)
        except KeyboardInterrupt:
            raise typer.Exit(130) from None


def _beside(record: Record) -> Path:
    """The file of feeds: beside the record's own, or, for one on a server, among the user's data."""
    from hashlib import sha256

    from dateline.settings import own_record

    if record.path is not None:
        return record.path.with_name(record.path.name + ".feeds")
    return own_record().with_name(f"{sha256(record.name.encode()).hexdigest()[:12]}.feeds")
