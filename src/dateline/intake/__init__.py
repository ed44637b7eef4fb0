"""Bytes in, Reports out: one file per format, found by being here.

A format is a module that states its `SUFFIXES` (lower case, with the dot) and has
`reports(data: bytes, name: str, published: date | None) -> Iterable[Report]`, which raises BadInput, in one sentence
that opens with `name`, for what it cannot read. What has no format's suffix is read as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import cast

from dateline.errors import BadDate, BadInput
from dateline.model.report import Report
from dateline.rooms import modules

Format = Callable[[bytes, str, date | None], Iterable[Report]]


@cache
def formats() -> dict[str, Format]:
    """The formats by suffix."""
    return {suffix: cast(Format, each.reports) for each in modules(__name__).values() for suffix in each.SUFFIXES}


def load(path: Path, published: date | None = None) -> list[Report]:
    """The reports in one file; BadInput when there is no such file or nothing in it can be read."""
    name = str(path)
    try:
        if path.is_dir():
            raise BadInput(f"{name}: is a directory; name the files in it")
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadInput(f"{name}: there is no such file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadInput(f"{name}: cannot be read ({reason.lower()})") from None
    return from_bytes(data, name, published)


def from_bytes(data: bytes, name: str, published: date | None = None) -> list[Report]:
    """The reports in what was read from `name`, by its suffix."""
    known = formats()
    return list(known.get(Path(name).suffix.lower(), known[".txt"])(data, name, published))


def day(words: str) -> date:
    """The day that a user gave as YYYY-MM-DD; BadDate when it is none.

    >>> day("2023-09-13")
    datetime.date(2023, 9, 13)
    """
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise BadDate(f"{words!r} is no date: write it as YYYY-MM-DD, such as 2023-09-13") from None
