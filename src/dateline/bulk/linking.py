"""A folder of shards goes in; out come what no shard can know: copies and origins of reports, and events across them.

    linked/copies.parquet     a row a pair: a report, and another with which it shares text
    linked/origins.parquet    a row a report and origin: whose reporting it is in the end
    linked/events.parquet     a row an event, with its best values, and all of it as JSON
    linked/members.parquet    a row a claim: the event that it tells of
    linked/done.json          the marker: of which shards, with which settings

DuckDB sorts the reports by day and hands them over stretch by stretch, each report once. `link/` then compares what is
new with what appeared shortly before. What is held in memory is one stretch and the weeks before it, however many years
there are. Where all reports fall into one stretch, the events are exactly those that `link.link` finds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from dateline.bulk.job import Job
from dateline.bulk.shard import MARKER
from dateline.bulk.tables import reading_of
from dateline.link import told
from dateline.link.events import event
from dateline.link.linker import Linker, Told
from dateline.link.origins import Origins, origins
from dateline.model.codec import dumps, to_json
from dateline.model.entry import Entry, entries
from dateline.model.judgement import Event
from dateline.model.report import Report

if TYPE_CHECKING:
    from dateline.bulk.folder import Folder

DAYS = 28
"""Days of a stretch."""
_STORY_DAYS = 21
"""Days back to which a story goes on: as far as the linker looks for neighbours."""
_COPY_DAYS = 7
"""Days back in which what a report copies is looked for."""
_SOME = 64
"""Readings that are fetched at a time."""
_NEVER = datetime(1970, 1, 1)
_DONE = "linked/done.json"
_BEST = ("type", "actors", "recipients", "when", "where")

TABLES = {
    "copies": pa.schema(
        [("report", pa.string()), ("of", pa.string()), ("extent", pa.string()), ("share", pa.float64()),
         ("back", pa.float64()), ("plain", pa.float64()), ("words", pa.int64())]
    ),
    "origins": pa.schema(
        [("report", pa.string()), ("origin", pa.string()), ("name", pa.string()), ("kind", pa.string()),
         ("main", pa.bool_()), ("basis", pa.string()), ("score", pa.float64())]
    ),
    "events": pa.schema(
        [("id", pa.string()), ("first", pa.string()), ("stage", pa.string()),
         *((name, pa.string()) for name in _BEST), ("claims", pa.int64()), ("reports", pa.int64()),
         ("origins", pa.int64()), ("outlets", pa.int64()), ("disagreements", pa.int64()), ("event", pa.string())]
    ),
    "members": pa.schema([("event", pa.string()), ("claim", pa.string()), ("report", pa.string())]),
}  # fmt: skip
"""The columns of each file."""

Row = dict[str, str | int | float | bool | None]


@dataclass(slots=True)
class Linked:
    """What linking came to, counted. `again` is False when the same shards were linked so before."""

    shards: int = 0
    reports: int = 0
    doubles: int = 0
    copies: int = 0
    events: int = 0
    shared: int = 0
    again: bool = True


def link(job: Job, days: int = DAYS) -> Linked:
    """Link the reports of all shards that are done, in stretches of `days` days; the files come into place at the end.

    `shared` counts the events that two reports or more tell of, `doubles` reports that stand in two shards.
    """
    names = [job.plan.shards[number].name for number in sorted(job.done())]
    marks = b"".join(job.folder.read(MARKER.format(name)) or b"" for name in names)
    key = sha256(marks + f"{job.plan.contract} {days} {job.plan.made_by}".encode()).hexdigest()
    before = job.folder.read(_DONE)
    if before is not None and json.loads(before)["key"] == key:
        return Linked(**json.loads(before)["counts"], again=False)
    counts = Linked(shards=len(names))
    job.folder.remove(_DONE)
    with job.folder.scratch() as scratch:
        files = _Files(scratch)
        window = _Window(counts, files)
        reports = _Reports(job.folder, names)
        counts.doubles = reports.doubles
        for first, last in reports.stretches(days):
            window.take(reports.between(first, last))
            window.forget(last)
        window.forget(None)
        window.take(reports.between(None, None))
        window.forget(None)
        files.close()
        for name in TABLES:
            job.folder.place(scratch / name, f"linked/{name}.parquet")
    summed = {name: value for name, value in asdict(counts).items() if name != "again"}
    job.folder.write(_DONE, (dumps({"key": key, "days": days, "counts": summed}, indent=1) + "\n").encode())
    return counts


class _Reports:
    """The reports of the shards as DuckDB sees them: each once, by day."""

    def __init__(self, folder: Folder, names: Sequence[str]) -> None:
        self._db = duckdb.connect()
        self._db.execute("SET threads = 1; SET preserve_insertion_order = true")
        folder.attach(self._db)
        self._files = [folder / f"reports/{name}.parquet" for name in names]
        self._db.execute("CREATE TABLE kept (id VARCHAR, published VARCHAR, file VARCHAR, row_number BIGINT)")
        for file in self._files:  # file by file: the first that holds a report keeps it
            self._db.execute(
                "INSERT INTO kept SELECT id, published, filename, file_row_number"
                " FROM read_parquet(?, filename = true, file_row_number = true)",
                [file],
            )
        (every,) = self._one("SELECT count(*) FROM kept")
        self._db.execute(
            "CREATE TABLE own AS SELECT * FROM kept"
            " QUALIFY row_number() OVER (PARTITION BY id ORDER BY file, row_number) = 1"
        )
        (single,) = self._one("SELECT count(*) FROM own")
        self.doubles = int(every) - int(single)

    def _one(self, sql: str) -> tuple[int, ...]:
        row = self._db.execute(sql).fetchone()
        assert row is not None
        return tuple(row)

    def stretches(self, days: int) -> Iterator[tuple[date, date]]:
        """The first and last day of each stretch; a stretch begins on a day with a report."""
        found = self._db.execute("SELECT DISTINCT published FROM own WHERE published IS NOT NULL ORDER BY 1").fetchall()
        last: date | None = None
        for (day,) in found:
            first = date.fromisoformat(day)
            if last is None or first > last:
                last = first + timedelta(days=days - 1)
                yield first, last

    def between(self, first: date | None, last: date | None) -> Iterator[tuple[Report, list[Entry]]]:
        """The reports of these days with their entries, by day and id; without days, those of no known day."""
        if not self._files:
            return
        when = "published IS NULL" if first is None or last is None else f"published BETWEEN '{first}' AND '{last}'"
        found = self._db.cursor()
        found.execute(
            f"WITH chosen AS (SELECT * FROM own WHERE {when}),"
            " every AS (SELECT text, report, reading, filename AS file, file_row_number AS row_number"
            f" FROM read_parquet(?, filename = true, file_row_number = true) WHERE {when})"
            " SELECT text, report, reading FROM chosen JOIN every USING (file, row_number) ORDER BY published, id",
            [self._files],
        )
        while rows := found.fetchmany(_SOME):
            for text, report, reading in rows:
                read = reading_of({"text": text, "report": report, "reading": reading})
                yield read.report, list(entries(read, _NEVER))


class _Files:
    """The tables of what was found, written as it comes."""

    def __init__(self, scratch: Path) -> None:
        self._writers = {
            name: pq.ParquetWriter(scratch / name, shape, compression="zstd", version="2.6")
            for name, shape in TABLES.items()
        }

    def put(self, name: str, rows: Sequence[Row]) -> None:
        """Add rows, a row group of their own."""
        if rows:
            table = pa.Table.from_pylist(list(rows), schema=TABLES[name])
            self._writers[name].write_table(table, row_group_size=len(rows))

    def close(self) -> None:
        for writer in self._writers.values():
            writer.close()


@dataclass(slots=True)
class _Window:
    """What is held of the last weeks: reports to compare with, and events to which more may come."""

    counts: Linked
    files: _Files
    linker: Linker = field(default_factory=Linker)
    reports: dict[str, Report] = field(default_factory=dict)
    held: dict[str, int | None] = field(default_factory=dict)
    event_of: dict[str, str] = field(default_factory=dict)
    members: dict[str, list[Entry]] = field(default_factory=dict)
    origin_of: dict[str, str] = field(default_factory=dict)

    def take(self, some: Iterator[tuple[Report, list[Entry]]]) -> None:
        """Link the reports of one stretch with each other and with those before."""
        new: dict[str, Report] = {}
        found: dict[str, Entry] = {}
        fresh: list[Told] = []
        for report, own in some:
            new[report.id] = report
            fresh.extend(told(own))
            bare = replace(report, text="")
            found.update((entry.claim.id, replace(entry, report=bare)) for entry in own)
        self.counts.reports += len(new)
        self._copied(new)
        self.held.update((each.report, each.published) for each in fresh)
        for cluster in sorted(self.linker.add(fresh)):
            self._put([name for name in cluster if name in found], cluster, found)

    def _copied(self, new: Mapping[str, Report]) -> None:
        """Tell whose words and whose reporting new reports are."""
        if not new:
            return
        self.reports.update(new)
        known = origins(self.reports.values())
        copies: list[Row] = []
        rows: list[Row] = []
        for id in sorted(new):
            for each in known.copies(id):
                words = sum(passage.words for passage in each.passages)
                copies.append({"report": id, "of": each.of, "extent": each.extent, "share": each.share,
                               "back": each.back, "plain": each.plain, "words": words})  # fmt: skip
            rows.extend(_origins(known, id))
        by_report = known.by_report()
        self.origin_of.update((id, by_report[id]) for id in new)
        self.counts.copies += len(copies)
        self.files.put("copies", copies)
        self.files.put("origins", rows)

    def _put(self, new: Sequence[str], cluster: Sequence[str], found: Mapping[str, Entry]) -> None:
        """Add the new claims of a cluster to the event that most of its older ones are of, or to one of their own."""
        if not new:
            return
        older = [self.event_of[name] for name in cluster if name in self.event_of]
        key = min(older, key=lambda each: (-older.count(each), each)) if older else new[0]
        for name in new:
            self.event_of[name] = key
            self.members.setdefault(key, []).append(found[name])

    def forget(self, last: date | None) -> None:
        """Let go of what appeared too long before the day after `last` to matter; of all, without a day."""

        def past(published: int | None, days: int) -> bool:
            return last is None or published is None or published <= last.toordinal() - days

        self.reports = {id: each for id, each in self.reports.items() if not past(_day(each), _COPY_DAYS)}
        for id in [id for id, published in self.held.items() if past(published, _STORY_DAYS)]:
            del self.held[id]
            self.linker.remove(id)
        over = [key for key, some in self.members.items() if not any(each.report.id in self.held for each in some)]
        self._close(over)

    def _close(self, over: Sequence[str]) -> None:
        """Write the events to which nothing more can come."""
        closed = [event(self.members[key], self.origin_of) for key in over]
        rows: list[Row] = []
        members: list[Row] = []
        for each in sorted(closed, key=lambda each: (each.first or "", each.id)):
            of = {entry.claim.id: entry.report.id for entry in self.members[self.event_of[each.claims[0]]]}
            rows.append(_event(each, len(set(of.values()))))
            members.extend({"event": each.id, "claim": claim, "report": of[claim]} for claim in each.claims)
            self.counts.shared += len(set(of.values())) > 1
        self.counts.events += len(rows)
        self.files.put("events", rows)
        self.files.put("members", members)
        for key in over:
            for entry in self.members.pop(key):
                del self.event_of[entry.claim.id]
        held = {entry.report.id for some in self.members.values() for entry in some} | self.reports.keys()
        self.origin_of = {id: origin for id, origin in self.origin_of.items() if id in held}


def _origins(known: Origins, id: str) -> Iterator[Row]:
    for each in known.of(id):
        best = max(each.grounds, key=lambda ground: ground.score)
        yield {"report": id, "origin": each.id, "name": _plain(each.name), "kind": each.kind, "main": each.main,
               "basis": best.basis, "score": best.score}  # fmt: skip


def _event(each: Event, reports: int) -> Row:
    best = {name: _plain(value) for name, value, _ in each.best if name in _BEST}
    return {
        **{name: best.get(name) for name in _BEST}, "id": each.id, "first": each.first, "stage": each.stage,
        "claims": len(each.claims), "reports": reports, "origins": each.origins, "outlets": each.outlets,
        "disagreements": len(each.disagreements), "event": dumps(to_json(each)),
    }  # fmt: skip


def _plain(words: str) -> str:
    """Words as Parquet can hold them."""
    return words.encode("utf-8", "replace").decode()


def _day(report: Report) -> int | None:
    first = report.published.earliest if report.published.state == "known" else None
    return first.toordinal() if first else None
