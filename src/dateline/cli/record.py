"""`dateline record`: a record goes in; out come its state, a backup, what is wrong with it, or a newer, smaller one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.model.claim import Claim
    from dateline.record import Record

app = typer.Typer(no_args_is_help=True, help="Look after the record: state, backup, check.", rich_markup_mode=None)

Where = Annotated[
    str | None,
    typer.Option("--record", help="The record: a path, or postgresql://user@host/database.", show_default="settings"),
]


def name_of(given: str | None) -> str:
    """The record that is meant: the one given, else the one of the settings."""
    if given is not None:
        return given
    from dateline.settings import Settings

    return Settings().record


def opened(given: str | None) -> Record:
    """The record that is meant, open; it must be there already."""
    from dateline.record import Record

    return Record.open(name_of(given), create=False)


@app.command("info")
def info(record: Where = None) -> None:
    """Show how much the record holds, since when, and how large it is."""
    with opened(record) as found:
        for what, value in found.info().items():
            typer.echo(f"{what:<12} {value}")


@app.command("backup")
def backup(
    to: Annotated[Path, typer.Argument(help="The file to write: a SQLite record of its own.")],
    record: Where = None,
) -> None:
    """Write the whole record, as it stands now, to a new file; others may go on writing meanwhile."""
    with opened(record) as found:
        typer.echo(f"{found.backup(to)}: {found.name} as it stands now")


@app.command("restore")
def restore(
    backup: Annotated[Path, typer.Argument(help="A file that `dateline record backup` wrote.")],
    record: Where = None,
    replace: Annotated[bool, typer.Option(help="Replace what is there; a file stays beside it as .replaced.")] = False,
) -> None:
    """Make the record what a backup holds, on SQLite or PostgreSQL."""
    from dateline.record import Record

    with Record.restore(backup, name_of(record), replace) as found:
        typer.echo(f"{found.name}: {len(found)} readings restored from {backup}")


@app.command("check")
def check(record: Where = None) -> None:
    """Look for what is wrong: damaged files, lost rows, words out of step. Exit code 1 when there is something."""
    with opened(record) as found:
        wrong = found.check()
    for each in wrong:
        typer.echo(each)
    if wrong:
        raise typer.Exit(1)
    typer.echo("the record is sound")


@app.command("migrate")
def migrate(record: Where = None) -> None:
    """Bring a record that an older dateline made up to this one; the old file is kept beside it."""
    from dateline.record.migrations import migrate as bring

    typer.echo(bring(name_of(record)))


@app.command("vacuum")
def vacuum(record: Where = None) -> None:
    """Take refused proposals out, make the indexes anew, and give room back to the disk."""
    with opened(record) as found:
        count = found.vacuum()
        typer.echo(f"{found.name}: {count} refused readings taken out")


@app.command("load")
def load(
    folder: Annotated[str, typer.Argument(help="A folder that `dateline bulk code --out` filled: a path or URL.")],
    record: Where = None,
) -> None:
    """Take what `dateline bulk code` read into the record; run it again at any time, and it goes on where it was."""
    from dateline.bulk.job import Job
    from dateline.bulk.loading import Loaded
    from dateline.bulk.loading import load as loading
    from dateline.record import Record

    summed = Loaded(0)
    skipped = 0
    job = Job(folder)
    with Record.open(name_of(record)) as found:
        for each in loading(job, found):
            skipped += each.skipped
            for count in ("taken", "same", "rejected", "claims"):
                setattr(summed, count, getattr(summed, count) + getattr(each, count))
    typer.echo(
        f"{summed.taken} reports taken in with {summed.claims} claims, {summed.same} known, "
        f"{summed.rejected} rejected; {skipped} shards known from an earlier run, {len(job.open())} not read yet"
    )


@app.command("rights")
def rights(
    publisher: Annotated[str | None, typer.Argument(help="A publisher as reports name it; without one, list.")] = None,
    may: Annotated[
        str | None, typer.Argument(help="What it lets us keep: full text, short quotes, offsets.", show_default=False)
    ] = None,
    record: Where = None,
    by: Annotated[str, typer.Option(help="Who says so.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before words are taken out.")] = False,
) -> None:
    """Show or say what publishers let us keep of their words.

    Stricter rights take the words of the reports that are kept already out at once, and for good.
    """
    import getpass

    from dateline.errors import BadInput
    from dateline.record.rights import STRICTNESS

    with opened(record) as found:
        if publisher is None or may is None:
            for name, allowed in found.rights().items():
                if publisher in (None, name):
                    typer.echo(f"{name}: {allowed}")
            return
        wanted = next((each for each in STRICTNESS if each == may), None)
        if wanted is None:
            raise BadInput(f"there are no rights {may!r}; they are {', '.join(STRICTNESS)}")
        if wanted != "full text" and not yes:
            typer.confirm(f"Take words of {publisher} out of {found.name} for good?", abort=True)
        count = found.set_rights(publisher, wanted, by=by or getpass.getuser())
        typer.echo(f"{publisher}: {wanted}; words of {count} reports taken out")


@app.command("proposals")
def proposals(
    report: Annotated[str | None, typer.Argument(help="The id of a report; without one, list.")] = None,
    accept: Annotated[bool, typer.Option("--accept", help="Let the proposed reading stand.")] = False,
    refuse: Annotated[bool, typer.Option("--refuse", help="Refuse it.")] = False,
    record: Where = None,
    by: Annotated[str, typer.Option(help="Who decides.")] = "",
    why: Annotated[str, typer.Option(help="Why.")] = "",
) -> None:
    """Show readings that wait to be accepted, and how they differ from what stands; accept or refuse one."""
    import getpass

    from dateline.errors import BadInput

    if accept and refuse:
        raise BadInput("a proposed reading is accepted or refused, not both")
    with opened(record) as found:
        if report is None:
            for each in found.proposals():
                typer.echo(each)
        elif accept:
            taken = found.accept(report, by=by or getpass.getuser(), why=why)
            typer.echo(f"{report}: {taken.added} added, {taken.changed} changed, {taken.withdrawn} withdrawn")
        elif refuse:
            found.refuse(report, by=by or getpass.getuser(), why=why)
            typer.echo(f"{report}: refused")
        else:
            _show(found, report)


def _show(record: Record, report: str) -> None:
    difference = record.difference(report)
    typer.echo(f"{report} as read by {', '.join(' '.join(each) for each in difference.made_by)}")
    for claim in difference.added:
        typer.echo(f"+ {line(claim)}")
    for each in difference.changed:
        typer.echo(f"~ {line(each.after)}  ({', '.join(each.fields)})")
    for claim in difference.withdrawn:
        typer.echo(f"- {line(claim)}")
    typer.echo(f"{difference.same} claims stay as they are")


def line(claim: Claim) -> str:
    """One claim on one line."""
    who, whom = ("; ".join(each.name or each.text for each in side) for side in (claim.actors, claim.recipients))
    when = claim.when.earliest.isoformat()[:10] if claim.when.earliest else "no day"
    return f"{claim.id}  {when}  {who or '?'} {claim.type} {whom or '?'}: {claim.action.text}, {claim.status}"
