"""Sources go in, and what their reports say goes onto the record: the one place where the reader meets the record.

A source is a file, a folder or a glob. Every document of it is an item of the record, marked in the same transaction
that takes in its reading: a run that is stopped anywhere, even by kill -9, goes on where it was when it is run again.
What cannot be taken in becomes a reject with its reason, never a stop.
"""

from __future__ import annotations

import glob
import logging
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import BoundedSemaphore

from dateline import intake, publishers, reader
from dateline.errors import BadInput, DatelineError
from dateline.model.item import Item, RejectStage
from dateline.model.kit import Kit
from dateline.model.parse import EMPTY
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.record import Record

log = logging.getLogger(__name__)

_AHEAD = 8
"""Reports a worker that may wait to be read or kept: enough to keep it busy, few enough to keep memory flat."""
LONGEST = 5_000_000
"""Code points from which on a text is no report, but a book or a dump of data: it is rejected, not read for an hour."""
_LEFT_OUT = (".columns.toml", ".sidecar.jsonl", ".db", ".db-wal", ".db-shm", ".sqlite")
"""How names end of files in a folder that are no reports: what belongs to a table, or to a record."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened: of which source, to which item, and what; `why` for a reject.

    `outcome` is taken (something new), same (nothing changed), rejected, or skipped (taken in by an earlier run).
    """

    source: str
    locator: str
    outcome: str
    claims: int = 0
    why: str | None = None


@dataclass(slots=True)
class Coded:
    """What a run came to, counted as it goes."""

    taken: int = 0
    same: int = 0
    rejected: int = 0
    skipped: int = 0
    claims: int = 0

    def add(self, step: Step) -> None:
        """Count one step."""
        setattr(self, step.outcome, getattr(self, step.outcome) + 1)
        self.claims += step.claims


@dataclass(frozen=True, slots=True)
class _Part:
    """One report of a file, or what was wrong with it."""

    item: Item
    found: Report | BadInput


@dataclass(frozen=True, slots=True)
class _Gone:
    """The end of a file: all before it was gone through. It comes in its turn, after what is still being read."""

    item: Item


_Due = _Part | Step | _Gone


def code(
    sources: Sequence[str],
    record: Record,
    kit: Callable[[], Kit],
    *,
    published: date | None = None,
    again: bool = False,
    jobs: int = 1,
) -> Iterator[Step]:
    """Take in what `sources` hold, one step for every document, in order.

    `kit` is called for when the first report is read. With `again`, what an earlier run took in is read anew: what
    newer versions read otherwise becomes a proposal, which `record.difference` shows and `record.accept` takes over.
    `jobs` processes read side by side; one alone writes. BadInput when a source is not there, before anything is read.
    """
    files = [(source, path) for source in sources for path in paths(source)]
    parts = _parts(files, record, published, again)
    with _readings(kit, jobs) as read:
        for part, reading in read(parts):
            if isinstance(part, _Gone):
                record.finish(part.item)
            else:
                yield _keep(record, part, reading, again)


def paths(source: str) -> list[Path]:
    """The files of a source in the order of their names: itself, all in a folder, or all that a glob fits.

    BadInput when there are none.
    """
    path = Path(source)
    if path.is_dir():
        found = [each for each in sorted(path.rglob("*")) if _readable(each, path)]
        if not found:
            raise BadInput(f"{source}: is a folder without files")
        return found
    if path.exists():
        return [path]
    fits = [Path(each) for each in sorted(glob.glob(source, recursive=True))] if glob.has_magic(source) else []
    files = [each for each in fits if each.is_file()]
    if not files:
        raise BadInput(f"{source}: there is no such file" if not glob.has_magic(source) else f"{source}: fits no file")
    return files


def _readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and not path.name.endswith(_LEFT_OUT)


def _parts(files: Iterable[tuple[str, Path]], record: Record, published: date | None, again: bool) -> Iterator[_Due]:
    """The reports of the files, each as an item; a Step for what needs no reading, since an earlier run did it."""
    for source, path in files:
        locator = str(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            why = f"{locator}: cannot be read ({(error.strerror or str(error)).lower()})"
            yield _Part(Item(locator, source), BadInput(why))
            continue
        digest = sha256(data).hexdigest()
        before = record.item(locator)
        if before and before.state == "taken" and before.hash == digest and not again:
            yield Step(source, locator, "skipped")
            continue
        yield from _reports(data, Item(locator, source, digest), record, published, again)


def _reports(data: bytes, whole: Item, record: Record, published: date | None, again: bool) -> Iterator[_Due]:
    try:
        for number, found in enumerate(intake.taken(data, whole.locator, published)):
            item = Item(f"{whole.locator}#{number}", whole.source, found.id if isinstance(found, Report) else None)
            if isinstance(found, Report) and len(found.text) > LONGEST:
                long = f"{item.locator}: is {len(found.text):,} characters long, which no report is; split it"
                yield _Part(item, BadInput(long))
                continue
            before = record.item(item.locator) if item.hash and not again else None
            if before and before.state == "taken" and before.hash == item.hash:
                yield Step(whole.source, item.locator, "skipped")
            else:
                yield _Part(item, found)
        yield _Gone(whole)
    except BadInput as error:
        yield _Part(whole, error)
    except Exception as error:  # a library that chokes on hostile bytes must not stop the run
        if os.environ.get("DATELINE_DEBUG"):
            raise
        log.exception("intake of %s", whole.locator)
        yield _Part(whole, BadInput(f"{whole.locator}: cannot be taken apart ({type(error).__name__}: {error})"))


def _keep(record: Record, part: _Part | Step, reading: Reading | BaseException | None, again: bool) -> Step:
    """What became of one part, on the record."""
    if isinstance(part, Step):
        return part
    source, locator = part.item.source, part.item.locator
    if isinstance(part.found, BadInput):
        return _reject(record, part.item, str(part.found), "intake")
    if not isinstance(reading, Reading):
        said = f"{type(reading).__name__}: {reading}"
        return _reject(record, part.item, f"{locator}: an error of dateline's own ({said}); please tell us", "read")
    publisher = publishers.load().of(reading.report)
    rights = publisher.rights if publisher else None
    try:
        if again and record.reading(reading.report.id) is not None:
            new = record.propose(reading, rights=rights)
            return Step(source, locator, "taken" if new else "same", len(reading.claims) if new else 0)
        taken = record.add(reading, item=part.item, rights=rights)
    except DatelineError:
        raise  # the record cannot be written: nothing after this could be kept either
    except Exception as error:  # one report's failure is not the others'
        if os.environ.get("DATELINE_DEBUG"):
            raise
        log.exception("keeping %s", locator)
        return _reject(record, part.item, f"{locator}: cannot be kept ({type(error).__name__}: {error})", "keep")
    return Step(source, locator, "taken" if taken else "same", len(reading.claims) if taken else 0)


def _reject(record: Record, item: Item, why: str, stage: RejectStage) -> Step:
    record.reject(item, why, stage)
    return Step(item.source, item.locator, "rejected", why=why)


Read = Callable[[Iterable[_Due]], Iterator[tuple[_Due, Reading | BaseException | None]]]


@contextmanager
def _readings(kit: Callable[[], Kit], jobs: int) -> Iterator[Read]:
    """How the parts are read: here, or by `jobs` forked processes that share the kit's memory; in order, either way."""
    if jobs <= 1:

        def here(parts: Iterable[_Due]) -> Iterator[tuple[_Due, Reading | BaseException | None]]:
            for part in parts:
                report = _report(part)
                yield part, _read(report, kit()) if report else None

        yield here
        return
    global _KIT  # forked workers find it in the memory that they share
    _KIT = kit()
    room = BoundedSemaphore(jobs * _AHEAD)
    with multiprocessing.get_context("fork").Pool(jobs, initializer=_ignore_interrupts) as pool:

        def side_by_side(
            parts: Iterable[_Due],
        ) -> Iterator[tuple[_Due, Reading | BaseException | None]]:
            waiting: list[_Due] = []

            def reports() -> Iterator[Report | None]:
                for part in parts:
                    room.acquire()
                    waiting.append(part)
                    yield _report(part)

            for reading in pool.imap(_read_shared, reports()):
                room.release()
                yield waiting.pop(0), reading

        yield side_by_side


_KIT: Kit | None = None


def _ignore_interrupts() -> None:
    """Ctrl-C goes to the whole group of processes; the parent alone decides what comes of it."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_shared(report: Report | None) -> Reading | BaseException | None:
    assert _KIT is not None
    return _read(report, _KIT) if report else None


def _read(report: Report, kit: Kit) -> Reading | BaseException:
    """The reading without its scaffolding, which nobody keeps; or the error of dateline's own that it ended in."""
    try:
        whole = reader.read(report, kit)
    except Exception as error:  # one report's failure is not the others'
        if os.environ.get("DATELINE_DEBUG"):
            raise
        log.exception("reading %s", report.id)
        return error
    return replace(whole, marks=(), parse=EMPTY, actions=(), status=(), transfers=())


def _report(part: _Due) -> Report | None:
    return part.found if isinstance(part, _Part) and isinstance(part.found, Report) else None
