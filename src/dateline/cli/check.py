"""`dateline check`: nothing goes in; out comes whether the installation is sound, a line a part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

_SAMPLE = " date 2024-03-05 The foreign ministers of Norway and Kenya met in Nairobi on Monday, officials said."


def command(
    model: Annotated[str | None, typer.Option(help="An installed spaCy pipeline to check instead.")] = None,
) -> None:
    """Say whether the installation is sound.

    Looks at the language model and the lexicon, and reads a sentence to the end.
    """
    import platform

    from dateline import __version__
    from dateline.settings import Settings

    name = model or Settings().model
    typer.echo(f"dateline {__version__}, Python {platform.python_version()}")
    parts: list[tuple[str, Callable[[], str]]] = [
        ("model", lambda: _model(name)),
        ("lexicon", lambda: _lexicon(name)),
        ("a reading", lambda: _reading(name)),
    ]
    sound = True
    for part, look in parts:
        try:
            said = look()
        except Exception as error:  # whatever is wrong is what this command is for
            sound = False
            said = f"NOT SOUND: {error}"
        typer.echo(f"  {part:<10} {said}")
        if not sound:
            break
    typer.echo("sound" if sound else "not sound")
    raise typer.Exit(0 if sound else 2)


def _model(name: str) -> str:
    from dateline.taggers import spacy

    _, version = spacy.load(name)
    return f"{name} {version}"


def _lexicon(name: str) -> str:
    from dataclasses import fields

    from dateline import reader
    from dateline.model.actors import NoActors
    from dateline.model.gazetteer import NoGazetteer

    kit = reader.load(name)
    empty = [each.name for each in fields(kit) if type(getattr(kit, each.name)) in (NoActors, NoGazetteer)]
    if empty:
        raise RuntimeError(f"{' and '.join(empty)} are not compiled; install dateline anew with `pip install .`")
    return "loaded"


def _reading(name: str) -> str:
    from dateline import reader
    from dateline.intake.text import report

    reading = reader.read(report(_SAMPLE), reader.load(name))
    errors = [each.message for each in reading.problems if each.severity == "error"]
    if errors:
        raise RuntimeError(errors[0])
    return f"sentences: {len(reading.sentences)}, claims: {len(reading.claims)}"
