"""`dateline bulk`: many reports go in; shards of claims come out, read on one machine or a cluster, and their links."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.bulk.shard import Outcome

app = typer.Typer(no_args_is_help=True, help="Read many reports, and past one machine.", rich_markup_mode=None)

Out = Annotated[str, typer.Argument(help="The folder that `dateline bulk code --out` filled: a path or URL.")]
_EVERY = 10.0
"""Seconds between two lines of progress where no terminal shows them."""


@app.command("code")
def code(
    sources: Annotated[
        list[str],
        typer.Argument(help="Files, folders, globs, URLs (s3://…, https://…) or listings (.paths, .paths.gz)."),
    ],
    out: Annotated[str, typer.Option(help="The folder for the shards: a path, or a URL that can be written to.")],
    engine: Annotated[
        str, typer.Option(help="local: this machine; ray: actors of Ray, here or on a cluster.")
    ] = "local",
    workers: Annotated[
        int | None, typer.Option(min=1, help="Readers side by side; as many as there are processors unless given.")
    ] = None,
    address: Annotated[str | None, typer.Option(help="A cluster of Ray: auto, host:6379 or ray://host:10001.")] = None,
    published: Annotated[str | None, typer.Option(help="Day of publication, YYYY-MM-DD; wins over headers.")] = None,
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline instead of the default.")] = None,
    size: Annotated[float, typer.Option(min=0.0001, help="Megabytes of text in a shard, roughly.")] = 2.0,
    base: Annotated[
        str, typer.Option(help="What the lines of a listing hang on that are no whole addresses.")
    ] = "https://data.commoncrawl.org/",
) -> None:
    """Read reports into shards: Parquet files of claims and of reports, with manifests and rejects.

    Stop it at any time, or kill it, and run it again: it goes on with the shards that are not done. The same inputs
    and versions give the same bytes, whichever engine reads them.
    """
    from dateline.bulk.job import begin
    from dateline.intake import day
    from dateline.settings import Settings

    job = begin(
        sources,
        out,
        model=model or Settings().model,
        published=day(published) if published else None,
        size=max(1, round(size * (1 << 20))),
        base=base,
    )
    whole, left = len(job.plan.shards), len(job.open())
    print(f"{job.folder.name}: {whole} shards, {whole - left} of them done already", file=sys.stderr)
    try:
        failed = _shown(job.run(engine, workers, address), left)
    except KeyboardInterrupt:
        print("stopped; run the same command to go on", file=sys.stderr)
        raise typer.Exit(130) from None
    counts = job.counts()
    print(
        f"{counts['shards']} of {whole} shards done: {counts.get('reports', 0)} reports with {counts.get('claims', 0)} "
        f"claims, {counts.get('rejects', 0)} rejected"
    )
    raise typer.Exit(1 if failed or counts["shards"] < whole else 0)


def _shown(outcomes: Iterator[Outcome], left: int) -> int:
    """Tell of the outcomes as they come; how many failed."""
    begun = last = time.monotonic()
    done = failed = words = 0
    for each in outcomes:
        done += each.state == "done"
        failed += each.state == "failed"
        words += each.words
        if each.why:
            print(f"dateline: {each.why}", file=sys.stderr)
        now = time.monotonic()
        if sys.stderr.isatty() or now - last > _EVERY:
            pace = words / max(now - begun, 0.001)
            print(f"… {done} of {left} shards, {words:,} words, {pace:,.0f} words a second", file=sys.stderr)
            last = now
    return failed


@app.command("check")
def check(
    out: Out,
    mend: Annotated[
        bool, typer.Option("--mend", help="Take the marker of a damaged shard away, to read it anew.")
    ] = False,
) -> None:
    """Show how far a folder is, and look whether its files are what was written. Exit code 1 when one is not."""
    from dateline.bulk.job import Job

    job = Job(out)
    counts = job.counts()
    print(f"{counts.pop('shards')} of {len(job.plan.shards)} shards done")
    for name, count in counts.items():
        print(f"{name.replace('_', ' '):<16} {count:>12,}")
    damaged = [(number, each) for number in sorted(job.done()) for each in job.wrong(number)]
    for _, each in damaged:
        print(each, file=sys.stderr)
    for number in sorted({number for number, _ in damaged}) if mend else ():
        job.again(number)
    raise typer.Exit(1 if damaged else 0)


@app.command("link")
def link(
    out: Out,
    days: Annotated[int, typer.Option(min=1, help="Days that are linked at a time; fewer need less memory.")] = 28,
) -> None:
    """Find across all shards which reports are copies, whose reporting each is, and which claims tell of one event."""
    from dateline.bulk.job import Job
    from dateline.bulk.linking import link as linked

    job = Job(out)
    left = len(job.open())
    if left:
        print(f"dateline: {left} shards of {job.folder.name} are not done; the others are linked", file=sys.stderr)
    found = linked(job, days)
    print(
        f"{found.reports} reports of {found.shards} shards: {found.copies} copies, {found.events} events, "
        f"{found.shared} of them told by two reports or more" + ("" if found.again else " (linked before)")
    )
