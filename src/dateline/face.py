"""A text or a path goes in; its Reading comes out, read with the pipeline that the settings name."""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path

from dateline import intake, reader
from dateline.errors import BadInput
from dateline.intake import text as plain
from dateline.model.reading import Reading
from dateline.settings import Settings

_LONGEST_PATH = 1000


def read(text_or_path: str | PathLike[str], *, published: date | str | None = None) -> Reading:
    """Everything that one report says was done, by whom, to whom, when, where, on whose word.

    A `Path` is a file; a `str` is one too when a file of that name exists, and otherwise the report itself.
    `published` (a date, or YYYY-MM-DD) wins over what the report says of itself. BadInput when the file is none, holds
    no report or several; BadDate when the date is none; MissingModel when the language model is not installed.
    """
    day = intake.day(published) if isinstance(published, str) else published
    kit = reader.load(Settings().model)
    path = _path(text_or_path)
    if path is None:
        return reader.read(plain.report(str(text_or_path), day), kit)
    reports = intake.load(path, day)
    if len(reports) != 1:
        raise BadInput(f"{path}: holds {len(reports)} reports, not one; read them with dateline.intake.load")
    return reader.read(reports[0], kit)


def _path(text_or_path: str | PathLike[str]) -> Path | None:
    if not isinstance(text_or_path, str):
        return Path(text_or_path)
    if not text_or_path or len(text_or_path) > _LONGEST_PATH or "\n" in text_or_path or "\0" in text_or_path:
        return None
    path = Path(text_or_path)
    named = " " not in text_or_path and path.suffix in intake.formats() and path.suffix != ""
    try:
        return path if named or path.exists() else None
    except OSError:  # longer than any name of a file may be
        return None
