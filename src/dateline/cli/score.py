"""`dateline score`: measures the reading on gold sets and holds the figures against their floors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    names: Annotated[
        list[str] | None, typer.Argument(help="The sets to measure; all of them when none is named.")
    ] = None,
    gold: Annotated[Path, typer.Option(help="The folder that holds the gold sets.", exists=True)] = Path("gold"),
    floors: Annotated[Path, typer.Option(help="The file of floors.")] = Path("scores/floors.toml"),
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline.")] = None,
) -> None:
    """Measure the reading on annotated sets; exit code 1 when a figure falls under its floor."""
    from dateline import score
    from dateline.errors import BadInput
    from dateline.reader import load

    known = score.sets()
    unknown = [name for name in names or [] if name not in known]
    if unknown:
        raise BadInput(f"there is no set {unknown[0]!r}: name some of {', '.join(known)}")
    limits = score.floors(floors) if floors.exists() else {}
    kit = load(model) if model else load()
    short: list[str] = []
    for name in names or list(known):
        path = gold / known[name].gold
        if not path.exists():
            typer.echo(f"{name}: skipped, {path} is not there")
            continue
        result = known[name].score(path, kit)
        typer.echo(name)
        for figure, value in result.figures.items():
            floor = limits.get(name, {}).get(figure)
            typer.echo(f"  {figure:32} {value:8.3f}" + (f"   floor {floor:.3f}" if floor is not None else ""))
        typer.echo("  " + ", ".join(f"{count} {what}" for what, count in result.counts.items()))
        short += [f"{name}: {sentence}" for sentence in score.below(result, limits.get(name, {}))]
    for sentence in short:
        typer.echo(sentence, err=True)
    if short:
        raise typer.Exit(1)
