"""A Part goes in, a stretch of one input; out come its reports, read from disk or by URL where the part is read."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from typing import IO

import fsspec
from fsspec.core import url_to_fs

from dateline import intake
from dateline.errors import BadInput
from dateline.model.report import Report

LARGEST = 1 << 30
"""Bytes of an input that cannot be cut, or unpacks to more: beyond, a worker would have no memory for it."""
PARQUET = (".parquet", ".pq")
PACKED = (".gz", ".bz2", ".xz", ".zst")
_ARCHIVES = (".warc.gz", ".arc.gz")
"""What is packed page by page, so that it is cut and read as it is."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one input: `start` to `stop` in bytes, or in row groups where it is Parquet; all of it by default.

    `size` is that of the whole input when the plan was made: another size tells that it was changed since.
    """

    url: str
    size: int
    start: int = 0
    stop: int | None = None

    @property
    def whole(self) -> bool:
        return self.start == 0 and self.stop is None


@dataclass(slots=True)
class Taken:
    """What of a part was taken: its bytes' hash goes into `digest`, which the parts of a shard share."""

    digest: str = ""


def reports(part: Part, published: date | None, taken: Taken) -> Iterator[Report | BadInput]:
    """The reports of a part, in order, and among them what could not be read and why; raises nothing of BadInput's."""
    try:
        data = _bytes(part)
        taken.digest = sha256(data).hexdigest()
        for each in intake.taken(data, part.url.removesuffix(_packing(part.url)), published):
            yield each if isinstance(each, Report) else _told(each, part)
    except BadInput as error:
        yield _told(error, part)
    except (OSError, ImportError, EOFError) as error:
        said = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield BadInput(f"{part.url}: cannot be read ({' '.join(said.split()).lower()})")


def _told(error: BadInput, part: Part) -> BadInput:
    """The error; of a part that does not begin where its input does, with where that is, for lines count from there."""
    if part.start == 0:
        return error
    of = "row group" if part.url.endswith(PARQUET) else "byte"
    return BadInput(f"{error} (counted from {of} {part.start})")


def _bytes(part: Part) -> bytes:
    fs, path = url_to_fs(part.url)
    size = fs.size(path)
    if size is not None and part.size >= 0 and size != part.size:
        raise BadInput(f"{part.url}: was changed since the plan was made; name a new folder for --out")
    if not part.whole and part.url.endswith(PARQUET):
        with fs.open(path, "rb") as file:
            return _row_groups(file, part)
    if not part.whole:
        data: bytes = fs.cat_file(path, start=part.start, end=part.stop)
        return data
    packing = _packing(part.url)
    if not packing and part.size > LARGEST:
        raise BadInput(f"{part.url}: has more than {LARGEST >> 30} GB and cannot be cut; write it as JSON lines")
    if not packing:
        data = fs.cat_file(path)
        return data
    with fsspec.open(part.url, "rb", compression="infer") as packed:
        data = packed.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadInput(f"{part.url}: unpacks to more than {LARGEST >> 30} GB; split it")
    return data


def _packing(url: str) -> str:
    """The suffix by which a file is packed as a whole; none for archives, which unpack themselves."""
    suffix = PurePosixPath(url).suffix.lower()
    return suffix if suffix in PACKED and not url.lower().endswith(_ARCHIVES) else ""


def _row_groups(file: IO[bytes], part: Part) -> bytes:
    """The row groups of a part as a Parquet file of their own."""
    import pyarrow.parquet as pq

    whole = pq.ParquetFile(file)
    stop = whole.num_row_groups if part.stop is None else part.stop
    sink = io.BytesIO()
    pq.write_table(whole.read_row_groups(list(range(part.start, stop))), sink)
    return sink.getvalue()
