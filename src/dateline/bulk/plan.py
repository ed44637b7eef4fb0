"""Sources go in: files, folders, globs, URLs, listings; the Plan comes out, all of it cut into numbered shards.

A shard is some ten thousand to a few hundred thousand words: enough that starting one costs nothing, little enough that
losing one costs little. Small files are put together, large ones cut where their format allows it without reading them:
JSON lines at the end of a line, web archives between pages, Parquet between row groups.
"""

from __future__ import annotations

import gzip
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fsspec.core import url_to_fs

from dateline.bulk.parts import PARQUET, Part
from dateline.errors import BadInput
from dateline.model.codec import dumps, from_json, to_json

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

CONTRACT = 1
"""The version of the contract between plan, shards and engines."""
COMMON_CRAWL = "https://data.commoncrawl.org/"
"""Where the paths of Common Crawl's listings are found."""

MOST_FILES = 1000
"""Files that one shard takes at the most."""
_LISTINGS = (".paths", ".paths.gz", ".urls", ".urls.gz")
_LINES = (".jsonl", ".ndjson", ".jsonlines")
_ARCHIVES = (".warc", ".arc", ".warc.gz", ".arc.gz")
_LEFT_OUT = (".columns.toml", ".sidecar.jsonl", ".db", ".db-wal", ".db-shm", ".sqlite")
"""How names end of files in a folder that are no reports."""
_WEIGHTS = {".warc.gz": 1 / 8, ".arc.gz": 1 / 8, ".warc": 1 / 32, ".arc": 1 / 32, ".html": 1 / 16, ".htm": 1 / 16,
            ".pdf": 1 / 16, ".gz": 3.0, ".bz2": 4.0, ".xz": 4.0, ".zst": 3.0, ".parquet": 2.0, ".pq": 2.0}  # fmt: skip
"""Bytes of text in one byte of a file, by suffix, roughly; 1 where nothing is said."""
_WINDOW = 1 << 22
"""Bytes that are looked through for the end of a line or the beginning of a page."""
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")
"""How a file in UTF-16 or UTF-32 opens; it is not cut."""


@dataclass(frozen=True, slots=True)
class Shard:
    """What is read at one go, into one set of files; numbers count from 0 in the order of the inputs."""

    number: int
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """What its files are called."""
        return f"{self.number:06}"


@dataclass(frozen=True, slots=True)
class Plan:
    """All that decides what comes out: the sources, the shards they are cut into, what reads them.

    `published` is the day of publication for what states none of its own, as the user gave it; `made_by` pairs the
    components (dateline, the pipeline, the lexicon) with their versions.
    """

    contract: int
    sources: tuple[str, ...]
    size: int
    model: str
    published: str | None
    made_by: tuple[tuple[str, str], ...]
    shards: tuple[Shard, ...]

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.published) if self.published else None


def plan(
    sources: Sequence[str],
    *,
    size: int,
    model: str,
    published: date | None,
    made_by: tuple[tuple[str, str], ...],
    base: str = COMMON_CRAWL,
) -> Plan:
    """The plan for `sources`, with shards of some `size` bytes of text; BadInput where one of them is not there.

    `base` is what the lines of a listing hang on that are no whole addresses.
    """
    given = tuple(_absolute(each) for each in sources)
    parts = (part for source in given for url, length in _inputs(source, base) for part in _cut(url, length, size))
    shards = tuple(Shard(number, some) for number, some in enumerate(_together(parts, size)))
    day = published.isoformat() if published else None
    return Plan(CONTRACT, given, size, model, day, made_by, shards)


def dumped(plan: Plan) -> bytes:
    """The plan as a file: JSON, a line a shard."""
    head = to_json(plan, frozenset({"shards"}))
    lines = [dumps(head), *(dumps(to_json(shard)) for shard in plan.shards)]
    return ("\n".join(lines) + "\n").encode()


def loaded(data: bytes, name: str) -> Plan:
    """The plan that stands in a file; BadInput when none does."""
    try:
        head, *lines = data.decode().splitlines()
        return from_json(Plan, {**json.loads(head), "shards": [json.loads(line) for line in lines]})
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(f"{name}: is no plan of this dateline ({error}); name a new folder for --out") from None


def _absolute(source: str) -> str:
    """A path from the root, for workers elsewhere; a URL as it is."""
    return source if "://" in source else os.path.abspath(source)


def _inputs(source: str, base: str) -> Iterator[tuple[str, int]]:
    """The files of a source with their sizes in bytes, in the order of their names; -1 where a server says none."""
    try:
        fs, path = url_to_fs(source)
        if source.lower().endswith(_LISTINGS) and fs.isfile(path):
            yield from ((url, -1) for url in _listed(fs, path, base))
            return
        if _has_magic(path) and not fs.exists(path):
            found = fs.glob(path, detail=True)
        elif fs.isdir(path):
            found = fs.find(path, detail=True)
            found = {name: about for name, about in found.items() if _readable(name, path)}
        elif fs.exists(path):
            found = {path: fs.info(path)}
        else:
            raise BadInput(f"{source}: there is no such file or folder")
        files = {name: about for name, about in found.items() if about.get("type") == "file"}
        if not files:
            raise BadInput(f"{source}: fits no file" if _has_magic(path) else f"{source}: is a folder without files")
        for name in sorted(files):
            size = files[name].get("size")
            yield _url(fs, name), -1 if size is None else int(size)
    except (ImportError, ValueError, OSError) as error:
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise BadInput(f"{source}: cannot be read ({' '.join(said.split())})") from None


def _url(fs: AbstractFileSystem, name: str) -> str:
    """How workers find a file: a plain path on disk, else its URL."""
    return name if "file" in fs.protocol else str(fs.unstrip_protocol(name))


def _has_magic(path: str) -> bool:
    return any(sign in path for sign in "*?[")


def _readable(name: str, folder: str) -> bool:
    below = name[len(folder) :].strip("/").split("/")
    return not any(part.startswith(".") for part in below) and not name.endswith(_LEFT_OUT)


def _listed(fs: AbstractFileSystem, path: str, base: str) -> Iterator[str]:
    """The addresses in a listing: whole ones, or the rest of one, as Common Crawl lists its archives."""
    data: bytes = fs.cat_file(path)
    if data.startswith(b"\x1f\x8b"):
        data = gzip.decompress(data)
    for line in data.decode("utf-8", "replace").splitlines():
        if address := line.strip():
            yield address if "://" in address or address.startswith("/") else base.rstrip("/") + "/" + address


def _text_of(url: str, size: int) -> float:
    """Bytes of text that an input of `size` bytes holds, roughly."""
    name = url.lower()
    weight = next((each for suffix, each in _WEIGHTS.items() if name.endswith(suffix)), 1.0)
    return max(size, 0) * weight


def _cut(url: str, length: int, size: int) -> Iterator[Part]:
    """One input as parts of some `size` bytes of text; whole, where it is small or cannot be cut."""
    name = url.lower()
    if name.endswith((*_ARCHIVES, *_LINES, *PARQUET)) and length < 0:
        fs, path = url_to_fs(url)
        length = fs.size(path) or -1
    if _text_of(url, length) <= 2 * size or not name.endswith((*_ARCHIVES, *_LINES, *PARQUET)):
        yield Part(url, length)
        return
    fs, path = url_to_fs(url)
    if name.endswith(PARQUET):
        places = _row_groups(fs, path, size)
    else:
        step = int(size / (_text_of(url, length) / length))
        find = _page if name.endswith(_ARCHIVES) else _line
        places = _places(fs, path, length, step, find, name.endswith(".gz"))
    for start, stop in zip(places, [*places[1:], None], strict=True):
        yield Part(url, length, start, stop)


Find = Callable[[bytes, bool], int | None]


def _places(fs: AbstractFileSystem, path: str, length: int, step: int, find: Find, packed: bool) -> list[int]:
    """Where the parts begin: at the first place that `find` finds after each `step` bytes."""
    if find is _line and not _by_line(fs.cat_file(path, start=0, end=min(length, _WINDOW))):
        return [0]
    found = [0]
    at = step
    while at < length:
        window = fs.cat_file(path, start=at, end=min(length, at + _WINDOW))
        place = find(window, packed)
        if place is not None and at + place < length:
            found.append(at + place)
            at += place
        at += step
    return found


def _by_line(head: bytes) -> bool:
    """Whether a file that opens so has an object on each line, and is not one value over many."""
    first, end, _ = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
    return bool(end) and not head.startswith(_WIDE) and first.startswith(b"{") and first.rstrip().endswith(b"}")


def _line(window: bytes, packed: bool) -> int | None:
    """Where the first line begins that begins in the window."""
    end = window.find(b"\n")
    return None if end < 0 else end + 1


def _page(window: bytes, packed: bool) -> int | None:
    """Where the first record of an archive begins that begins in the window: a member of its own if packed."""
    mark = b"\x1f\x8b\x08" if packed else b"\r\n\r\nWARC/"
    at = window.find(mark)
    while at >= 0:
        if not packed:
            return at + 4
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(window[at : at + 4096], 16)
        except zlib.error:
            head = b""
        if head.startswith((b"WARC/", b"http://", b"https://")):
            return at
        at = window.find(mark, at + 1)
    return None


def _row_groups(fs: AbstractFileSystem, path: str, size: int) -> list[int]:
    """The row groups at which parts begin."""
    import pyarrow.parquet as pq

    with fs.open(path, "rb") as file:
        about = pq.ParquetFile(file).metadata
        found, held = [0], 0
        for number in range(about.num_row_groups):
            if held and held + about.row_group(number).total_byte_size > size:
                found.append(number)
                held = 0
            held += about.row_group(number).total_byte_size
    return found


def _together(parts: Iterable[Part], size: int) -> Iterator[tuple[Part, ...]]:
    """The parts of each shard: as many, one after the other, as hold some `size` bytes of text together."""
    some: list[Part] = []
    held = 0.0
    for part in parts:
        weight = float(size) if part.size < 0 or not part.whole else _text_of(part.url, part.size)
        if some and (held + weight > size or len(some) == MOST_FILES):
            yield tuple(some)
            some, held = [], 0.0
        some.append(part)
        held += weight
    if some:
        yield tuple(some)
