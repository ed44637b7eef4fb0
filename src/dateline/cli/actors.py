"""`dateline actors`: names go in, who bears them comes out; a user's own files of actors are added and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.model.actors import ActorHit

app = typer.Typer(no_args_is_help=True, help="Ask who bears a name, and add actors of your own.", rich_markup_mode=None)


@app.command("find")
def find(
    name: Annotated[str, typer.Argument(help="A name, or words such as 'the Russian president'.")],
    on: Annotated[str | None, typer.Option(help="The day that it was written, YYYY-MM-DD; by default today.")] = None,
    limit: Annotated[int, typer.Option(help="How many to show.")] = 10,
) -> None:
    """Show who bears a name on a day: office, country, sectors, and how well it fits.

    Words that are no name are read as a phrase: its nationality, office and role.
    """
    from dateline.intake import day
    from dateline.lexicon import actors

    when = day(on) if on else date.today()
    known = actors.load()
    hits = known.find(name, when)
    for hit in hits[:limit]:
        typer.echo(line(hit))
    if hits:
        return
    coded = known.code(name, when)
    said = [coded.entity.name if coded.entity else "", coded.country or "", " ".join(coded.sectors), coded.why]
    if not any(said[:3]):
        typer.echo(f"nobody known by the name of {name!r}")
        raise typer.Exit(1)
    typer.echo("  ".join(part for part in said if part))


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="CSV, FollowTheMoney JSON lines, or an OpenSanctions export.")],
) -> None:
    """Add actors of your own, or override known ones by their id.

    A CSV has a column `name`, and may have id, kind, country, sectors, aliases, office, organisation, from, to and
    wikidata. Adding a file of the same name again replaces what it said before.
    """
    from dateline.lexicon.actors import additions, sources
    from dateline.lexicon.actors import compile as compiler

    kinds = sources.offices(compiler.DATA / "offices.toml")
    iso2 = {
        code: record.id.removeprefix("iso:")
        for record in sources.states(compiler.DATA / "states.tsv")
        for register, code in record.external
        if register == "iso2"
    }
    kept, count = additions.add(file, additions.folder(), kinds, iso2)
    typer.echo(f"{count} actors added; `dateline actors remove {kept.stem}` takes them back")


@app.command("list")
def added() -> None:
    """List the files that were added."""
    from dateline.lexicon.actors import additions

    for path in sorted(additions.folder().glob("*.json")):
        typer.echo(path.stem)


@app.command("remove")
def remove(name: Annotated[str, typer.Argument(help="What `dateline actors list` calls the file.")]) -> None:
    """Take back a file that was added."""
    from dateline.errors import BadInput
    from dateline.lexicon.actors import additions

    path = additions.folder() / f"{name}.json"
    if path.parent != additions.folder() or not path.exists():
        raise BadInput(f"nothing was added as {name!r}; `dateline actors list` shows what was")
    path.unlink()
    typer.echo(f"{name} is taken back")


def line(hit: ActorHit) -> str:
    """One hit as one line."""
    office = hit.office
    held = ""
    if office is not None:
        since = f" since {office.start}" if office.start else ""
        held = f"{office.title}{f' of {office.country}' if office.country else ''}{since}"
    elif hit.former and hit.entity.offices:
        last = max(hit.entity.offices, key=lambda each: each.end or date.max)
        held = f"formerly {last.title}{f', until {last.end}' if last.end else ''}"
    parts = [
        f"{hit.score:.2f}",
        hit.entity.name,
        hit.country or "",
        " ".join(hit.sectors),
        held,
        f"by {hit.how}",
        hit.entity.id,
    ]
    return "  ".join(part for part in parts if part)
