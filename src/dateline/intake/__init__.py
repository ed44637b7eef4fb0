"""Bytes in, Reports out: one file per format, found by being here.

A format is a module that states its `SUFFIXES` (lower case, with the dot) and has
`reports(data: bytes, name: str, published: date | None) -> Iterable[Report | BadInput]`. It raises BadInput, in one
sentence that opens with `name`, for what it cannot read at all; a part that it cannot read, a row of a table or a page
of an archive, it yields as a BadInput and goes on. A format that can be told by its bytes also has
`fits(data: bytes) -> bool`: that settles which of several formats of one suffix it is, and finds it behind a wrong
suffix or none. What nothing else fits is read as text.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dateline.errors import BadDate, BadInput
from dateline.model.report import Report
from dateline.rooms import modules

Reports = Callable[[bytes, str, date | None], Iterable[Report | BadInput]]
Refuse = Callable[[BadInput], None]
"""What is told of each part that could not be read."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Format:
    """One format: its name, what reads it, and by what its bytes are told, if they can be."""

    name: str
    suffixes: tuple[str, ...]
    reports: Reports
    fits: Callable[[bytes], bool] | None = None


@cache
def formats() -> dict[str, tuple[Format, ...]]:
    """The formats by suffix; some have a suffix in common, such as .xml."""
    found: dict[str, tuple[Format, ...]] = {}
    for name, module in modules(__name__).items():
        each = Format(name, tuple(module.SUFFIXES), module.reports, getattr(module, "fits", None))
        for suffix in each.suffixes:
            found[suffix] = (*found.get(suffix, ()), each)
    return found


def load(path: Path, published: date | None = None, refuse: Refuse | None = None) -> list[Report]:
    """The reports in one file; BadInput when there is no such file or nothing in it can be read.

    `refuse` is told of each part of it that cannot be; without it, they are logged as warnings.
    """
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
    return from_bytes(data, name, published, refuse)


def from_bytes(data: bytes, name: str, published: date | None = None, refuse: Refuse | None = None) -> list[Report]:
    """The reports in what was read from `name`; as `load`."""
    found: list[Report] = []
    refused: list[BadInput] = []
    for each in taken(data, name, published):
        if isinstance(each, Report):
            found.append(each)
        else:
            refused.append(each)
    if refused and not found:
        raise refused[0] if len(refused) == 1 else BadInput(f"{refused[0]} (and {len(refused) - 1} more like it)")
    for error in refused:
        if refuse:
            refuse(error)
        else:
            log.warning("%s", error)
    return found


def taken(data: bytes, name: str, published: date | None = None) -> Iterator[Report | BadInput]:
    """The reports in what was read from `name`, one by one, and among them what could not be read and why."""
    yield from told(data, name).reports(data, name, published)


def told(data: bytes, name: str) -> Format:
    """The format of `data`: among those of its suffix the one that fits, else any that fits, else its suffix's."""
    able = formats().get(Path(name).suffix.lower(), ())
    known = dict.fromkeys(each for group in (able, *formats().values()) for each in group)
    if data:
        for each in known:
            if each.fits and each.fits(data):
                return each
    open_to_all = [each for each in able if each.fits is None]
    if len(able) > 1 and not open_to_all:
        if not data.strip():
            raise BadInput(f"{name}: is empty")
        kinds = ", ".join(each.name for each in able)
        raise BadInput(f"{name}: is {Path(name).suffix} of no kind that is read here ({kinds})")
    return next(iter((*open_to_all, *able, *formats()[".txt"])))


def day(words: str) -> date:
    """The day that a user gave as YYYY-MM-DD; BadDate when it is none.

    >>> day("2023-09-13")
    datetime.date(2023, 9, 13)
    """
    try:
        return date.fromisoformat(words.strip())
    except ValueError:
        raise BadDate(f"{words!r} is no date: write it as YYYY-MM-DD, such as 2023-09-13") from None
