"""Readings or the record's entries in, text or files for people and programs out: one file per format, found here.

A format is a module with one or both of two functions. `render(readings, look)` yields text in pieces, for `dateline
read`. `save(entries, to, leave)` writes a file or folder of the record's entries, for `dateline export`, and gives the
number of rows written; such a module also states `CARRIES`, the fields of a Claim that its rows hold in full, and
`SUFFIX`, how its files end ("" for a folder). What it writes besides `to` (a second table, a note) it puts beside `to`
under a name that begins like it; `save` here sees that all of it comes into place at once. Neither ever holds all of
its input in memory, unless its standard demands one document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import TextIO, cast

from dateline.errors import BadInput
from dateline.model.claim import Claim
from dateline.model.codec import dumps, from_json, to_json
from dateline.model.entry import Entry
from dateline.model.reading import Reading
from dateline.rooms import modules


@dataclass(frozen=True, slots=True)
class Look:
    """How wide the reader's page is, in columns, and whether it shows colours; only formats for people ask."""

    width: int = 100
    colour: bool = False


@dataclass(frozen=True, slots=True)
class Left:
    """What stays out of a format: a whole claim, or one `field` of it, and why in a few words that recur."""

    claim: str
    why: str
    field: str | None = None


def leave_fields(claim: Claim, why: Mapping[str, str], leave: Callable[[Left], None]) -> None:
    """Tell of each field in `why` that holds something in this claim that it stays out, and why."""
    for field, reason in why.items():
        value = getattr(claim, field)
        if value and getattr(value, "state", "known") != "not_stated":
            leave(Left(claim.id, reason, field))


def each_once(entries: Iterable[Entry], leave: Callable[[Left], None]) -> Iterator[Entry]:
    """The entries with each claim once, for formats in which two versions of one would run together into a third."""
    seen: set[str] = set()
    for entry in entries:
        if entry.claim.id in seen:
            leave(Left(entry.claim.id, "another version of it goes out"))
        else:
            seen.add(entry.claim.id)
            yield entry


@dataclass(frozen=True, slots=True)
class Saved:
    """What an export came to: how many claims went in, how many rows came out, and what stayed out, counted by why."""

    claims: int
    rows: int
    left: tuple[tuple[str, int], ...]
    files: tuple[Path, ...]


Render = Callable[[Iterable[Reading], Look], Iterator[str]]
Leave = Callable[[Left], None]
Save = Callable[[Iterable[Entry], Path, Leave], int]


def formats() -> dict[str, Render]:
    """The formats of `dateline read` by name.

    >>> sorted(formats())
    ['html', 'json', 'jsonl', 'table']
    """
    return {name: cast(Render, module.render) for name, module in _having("render").items()}


def files() -> dict[str, str]:
    """The formats of `dateline export` by name, each with how its files end; "" is a folder.

    >>> files()["jsonl"]
    '.jsonl'
    """
    return {name: cast(str, module.SUFFIX) for name, module in _having("save").items()}


def save(name: str, entries: Iterable[Entry], to: Path, *, force: bool = False) -> Saved:
    """Write `entries` in the format `name` to the path `to`, and beside it what that format cannot carry.

    The fields that the format's rows do not hold go to `<to>.sidecar.jsonl`, one object a claim with its `id`; the
    sidecar is left out where the format carries all. Everything is written under temporary names and moved into place
    when it is whole, so that a reader never sees half a file. BadInput when there is no such format, when `to` exists
    and `force` is not given, or when nothing can be written.
    """
    having = _having("save")
    if name not in having:
        raise BadInput(f"there is no format {name!r} to export: choose one of {', '.join(having)}")
    module = having[name]
    lost = sorted({field.name for field in fields(Claim)} - cast(frozenset[str], module.CARRIES) - {"id"})
    to = to.resolve() if to.name in ("", "..") else to
    _refuse([to], force, module.SUFFIX == "")
    tally = _Tally()
    try:
        with TemporaryDirectory(dir=to.parent, prefix=f".{to.name}.") as folder:
            aside = Path(folder) / to.name
            write = cast(Save, module.save)
            if lost:
                with aside.with_name(to.name + ".sidecar.jsonl").open("w", encoding="utf-8", newline="\n") as sidecar:
                    rows = write(tally.count(entries, lost, sidecar), aside, tally.leave)
            else:
                rows = write(tally.count(entries), aside, tally.leave)
            return tally.saved(rows, _settle(aside, to, force))
    except OSError as error:
        raise BadInput(f"{to}: cannot be written ({error.strerror or error})") from None


def _settle(aside: Path, to: Path, force: bool) -> tuple[Path, ...]:
    """Move what was written beside `aside` to beside `to`, the main file last; where everything now lies, it first."""
    found = sorted(aside.parent.iterdir(), key=lambda each: (each.name == to.name, each.name))
    places = [to.with_name(each.name) for each in found]
    _refuse(places, force, aside.is_dir())
    for each, place in zip(found, places, strict=True):
        if place.is_dir() and not place.is_symlink():
            rmtree(place)
        elif each.is_dir():
            place.unlink(missing_ok=True)
        each.replace(place)
    return tuple(reversed(places))


def _refuse(places: Iterable[Path], force: bool, folder: bool) -> None:
    """BadInput where something stands in a place already, unless it may go; of folders, only one that was written here.

    A sidecar beside it is the sign of that: `--to ~ --force` must not cost anybody his home.
    """
    for place in places:
        if force and place.is_dir() and not place.is_symlink():
            ours = Path(f"{place}.sidecar.jsonl").exists() or not any(place.iterdir())
            if not (folder and ours):
                raise BadInput(f"{place}: is a folder with other things in it; choose another name with --to")
        elif not force and (place.exists() or place.is_symlink()):
            raise BadInput(f"{place}: exists already; choose another name with --to, or overwrite it with --force")


class _Tally:
    """Counts what goes in and what stays out, and writes the sidecar on the way."""

    def __init__(self) -> None:
        self._claims = 0
        self._left: Counter[str] = Counter()

    def count(
        self, entries: Iterable[Entry], lost: Iterable[str] = (), sidecar: TextIO | None = None
    ) -> Iterator[Entry]:
        for entry in map(_shown, entries):
            self._claims += 1
            if sidecar is not None:
                whole = to_json(entry.claim)
                assert isinstance(whole, dict)
                sidecar.write(dumps({"id": entry.claim.id, **{field: whole[field] for field in lost}}) + "\n")
            yield entry

    def leave(self, left: Left) -> None:
        self._left[f"{left.field}: {left.why}" if left.field else left.why] += 1

    def saved(self, rows: int, written: tuple[Path, ...]) -> Saved:
        return Saved(self._claims, rows, tuple(sorted(self._left.items())), written)


def _shown(entry: Entry) -> Entry:
    """The entry without what its publisher's rights forbid to pass on, whatever it came from."""
    if entry.rights == "full text":
        return entry
    report = replace(entry.report, text="")
    if entry.rights == "short quotes":
        return replace(entry, report=report)
    from dateline.record.rights import without_words  # of all formats only these entries need the record's room

    claim = from_json(Claim, without_words(to_json(entry.claim)))
    return replace(entry, claim=claim, report=report, sentence=replace(entry.sentence, text="", lemma=None))


def _having(function: str) -> dict[str, ModuleType]:
    return {name: module for name, module in modules(__name__).items() if hasattr(module, function)}
