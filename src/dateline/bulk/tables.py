"""Readings go in, one by one; the two Parquet files of a shard come out, of its claims and its reports, and back again.

The same readings make the same bytes: the rows stand in the order of the input, row groups end after a fixed number of
reports, and nothing of the machine or the hour is written, but for the version of pyarrow in the foot of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.export import parquet
from dateline.model.codec import dumps, from_json, to_json
from dateline.model.entry import Rights, entries
from dateline.model.reading import INTERNAL, Reading

GROUP = 128
"""Reports whose rows make a row group; they are held in memory until then."""
_OF_RECORDS = frozenset({"review", "version", "recorded", "superseded"})
"""Columns of an exported claim that only a record can fill."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)

REPORTS = pa.schema(
    [
        ("id", pa.string()), ("source", pa.string()), ("start", pa.int64()), ("number", pa.int64()),
        ("published", pa.string()), ("published_basis", pa.string()), ("publisher", pa.string()),
        ("title", pa.string()), ("url", pa.string()), ("language", pa.string()), ("rights", pa.string()),
        ("words", pa.int64()), ("claims", pa.int64()), ("problems", pa.int64()),
        ("text", pa.string()), ("report", pa.string()), ("reading", pa.string()),
    ]
)  # fmt: skip
"""The columns of reports. `source` and `start` name the part that a report came with, `number` its place there from 0;
`report` and `reading` are JSON as `dateline schema` states it, without the text, which stands in `text`."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a report was found: the input, where the part of it begins, and the report's number in that part."""

    source: str
    start: int
    number: int


@dataclass(slots=True)
class Tables:
    """Writes both files as readings come; `close` ends them."""

    claims_at: Path
    reports_at: Path
    claims: int = 0
    reports: int = 0
    _claims: list[dict[str, object]] = field(default_factory=list)
    _reports: list[dict[str, object]] = field(default_factory=list)
    _writers: list[pq.ParquetWriter] = field(default_factory=list)

    def add(self, reading: Reading, place: Place, rights: Rights | None) -> None:
        """The rows of one reading."""
        self._reports.append(_report(reading, place, rights))
        self._claims.extend(_claims(reading, rights))
        self.reports += 1
        self.claims += len(reading.claims)
        if len(self._reports) == GROUP:
            self._flush()

    def close(self) -> None:
        """End both files; also those into which nothing came have their columns."""
        self._flush()
        for writer in self._writers:
            writer.close()

    def abandon(self) -> None:
        """Let go of both files, which will not be kept, and of what is still to be written: the disk may be full."""
        for writer in self._writers:
            with suppress(OSError):
                writer.close()
            writer.is_open = False

    def _flush(self) -> None:
        if not self._writers:
            shapes = (self.claims_at, claims_schema()), (self.reports_at, REPORTS)
            self._writers = [pq.ParquetWriter(path, shape, compression="zstd", version="2.6") for path, shape in shapes]
        for writer, rows in zip(self._writers, (self._claims, self._reports), strict=True):
            if rows:
                writer.write_table(pa.Table.from_pylist(rows, schema=writer.schema), row_group_size=len(rows))
                rows.clear()


def prepare() -> None:
    """Load what writing needs, so that forked processes share it: pyarrow brings in pandas, where it is installed."""
    pa.Table.from_pylist([{"id": "0"}], schema=pa.schema([("id", pa.string())]))


def claims_schema() -> pa.Schema:
    """The columns of claims: those of `dateline export --format parquet`, without what only a record knows."""
    whole = parquet.columns(pa)
    return pa.schema([each for each in whole if each.name not in _OF_RECORDS], whole.metadata)


def _claims(reading: Reading, rights: Rights | None) -> Iterator[dict[str, object]]:
    for entry in entries(reading, _NEVER):
        row = parquet.row(entry, lambda left: None)
        row["rights"] = rights or entry.rights
        if rights == "offsets":
            row["sentence"] = ""
        yield {name: value for name, value in row.items() if name not in _OF_RECORDS}


def _report(reading: Reading, place: Place, rights: Rights | None) -> dict[str, object]:
    report = reading.report
    about = to_json(report, frozenset({"text"}))
    plain = report.text.encode("utf-8", "replace").decode()
    if plain != report.text:  # what UTF-8 cannot hold stays, escaped, in the JSON
        about = to_json(report)
    day = report.published.earliest if report.published.state == "known" else None
    strings = {
        "source": place.source, "published_basis": report.published_basis, "publisher": report.publisher,
        "title": report.title, "url": report.url, "language": report.language, "rights": rights or "full text",
        "text": plain, "published": day.isoformat()[:10] if day else None, "report": dumps(about),
        "reading": dumps(to_json(reading, INTERNAL | {"report"})),
    }  # fmt: skip
    return {
        "id": report.id,
        "start": place.start,
        "number": place.number,
        "words": len(report.text.split()),
        "claims": len(reading.claims),
        "problems": len(reading.problems),
        **{name: value and value.encode("utf-8", "replace").decode() for name, value in strings.items()},
    }


def readings(file: Path | IO[bytes]) -> Iterator[tuple[Place, Rights, Reading]]:
    """The readings that stand in a file of reports, in order, as they were."""
    columns = ["source", "start", "number", "rights", "text", "report", "reading"]
    for batch in pq.ParquetFile(file).iter_batches(64, columns=columns):
        for row in batch.to_pylist():
            yield Place(row["source"], row["start"], row["number"]), row["rights"], reading_of(row)


def reading_of(row: dict[str, str]) -> Reading:
    """The reading of one row of reports, from its columns `text`, `report` and `reading`."""
    report = {"text": row["text"], **json.loads(row["report"])}
    return from_json(Reading, {**json.loads(row["reading"]), "report": report})
