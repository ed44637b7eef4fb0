"""One shard of a plan goes in; its files come out in the folder, the marker last, and how many reports and claims.

claims/000007.parquet    a row a claim
reports/000007.parquet   a row a report, with its whole reading
rejects/000007.jsonl     what could not be taken or read, and why, a line each
manifests/000007.json    versions, inputs with their hashes, counts
done/000007.json         the marker: the four files with their sizes and hashes
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

from dateline import publishers, reader
from dateline.bulk.folder import Folder
from dateline.bulk.parts import Part, Taken, reports
from dateline.bulk.plan import Plan, Shard
from dateline.bulk.tables import Place, Tables
from dateline.errors import BadInput
from dateline.model.codec import Json, dumps, to_json
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report

log = logging.getLogger(__name__)

LONGEST = 5_000_000
"""Code points from which on a text is no report, but a book or a dump of data."""
FILES = ("claims/{}.parquet", "reports/{}.parquet", "rejects/{}.jsonl", "manifests/{}.json")
"""The files of a shard, by its name."""
MARKER = "done/{}.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a shard: done now, or failed, `why` in one sentence; the rest are counts.

    `same` are reports that stand in the shard already, word for word and of the same day. `full` says that the disk is.
    """

    shard: int
    state: Literal["done", "failed"]
    reports: int = 0
    claims: int = 0
    words: int = 0
    rejects: int = 0
    same: int = 0
    why: str | None = None
    full: bool = False


@dataclass(slots=True)
class _Counts:
    claims: int = 0
    reports: int = 0
    rejects: int = 0
    same: int = 0
    words: int = 0
    without_claims: int = 0
    other_languages: int = 0


@dataclass(slots=True)
class _Work:
    """A shard while it is read."""

    tables: Tables
    rejects: list[str] = field(default_factory=list)
    inputs: list[Json] = field(default_factory=list)
    counts: _Counts = field(default_factory=_Counts)
    seen: set[str] = field(default_factory=set)

    def reject(self, place: Place, stage: str, why: str) -> None:
        self.counts.rejects += 1
        row: Json = {"source": place.source, "start": place.start, "number": place.number, "stage": stage, "why": why}
        self.rejects.append(dumps(row))


Begun = Callable[[int], None]
"""Is told the ordinal of each report before it is read, so that one that kills its reader can be told."""


def read(
    plan: Plan,
    shard: Shard,
    folder: Folder,
    kit: Kit,
    begun: Begun = lambda ordinal: None,
    without: frozenset[int] = frozenset(),
) -> Outcome:
    """Read a shard and put its files in place; what was there of it is replaced by the same.

    Reports whose ordinal is in `without` are not read, but rejected: what reads them dies of it.
    """
    with folder.scratch() as scratch:
        work = _Work(Tables(scratch / "claims", scratch / "reports"))
        try:
            _all(work, plan, shard, kit, begun, without)
            work.tables.close()
        except BaseException:
            work.tables.abandon()
            raise
        (scratch / "rejects").write_text("".join(line + "\n" for line in work.rejects), "utf-8", "surrogatepass")
        (scratch / "manifest").write_text(_manifest(plan, shard, work), "utf-8", newline="\n")
        _place(folder, scratch, shard)
    counts = work.counts
    return Outcome(
        shard.number, "done", counts.reports, counts.claims, counts.words, counts.rejects, counts.same
    )  # fmt: skip


def _all(work: _Work, plan: Plan, shard: Shard, kit: Kit, begun: Begun, without: frozenset[int]) -> None:
    """Read all reports of a shard into its tables."""
    ordinal = 0
    for part in shard.parts:
        taken, number = Taken(), -1
        for number, found in enumerate(_found(part, plan, taken)):
            begun(ordinal)
            _one(work, found, Place(part.url, part.start, number), kit, ordinal in without)
            ordinal += 1
        whole = to_json(part)
        assert isinstance(whole, dict)
        work.inputs.append({**whole, "sha256": taken.digest, "documents": number + 1})


def _found(part: Part, plan: Plan, taken: Taken) -> Iterator[Report | BadInput]:
    """The reports of a part; a library that chokes on hostile bytes costs this part, not the shard."""
    try:
        yield from reports(part, plan.day, taken)
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        log.exception("intake of %s", part.url)
        yield BadInput(f"{part.url}: cannot be taken apart ({type(error).__name__}: {error})")


def _one(work: _Work, found: Report | BadInput, place: Place, kit: Kit, deadly: bool) -> None:
    if isinstance(found, BadInput):
        work.reject(place, "intake", str(found))
        return
    if len(found.text) > LONGEST:
        work.reject(place, "intake", f"is {len(found.text):,} characters long, which no report is; split it")
        return
    if deadly:
        work.reject(place, "read", "the process that read it was ended by it, twice; please tell us")
        return
    if found.id in work.seen:
        work.counts.same += 1
        return
    work.seen.add(found.id)
    try:
        reading = reader.read(found, kit)
    except Exception as error:  # one report's failure is not the others'
        if os.environ.get("DATELINE_DEBUG"):
            raise
        log.exception("reading %s", found.id)
        work.reject(place, "read", f"an error of dateline's own ({type(error).__name__}: {error}); please tell us")
        return
    _keep(work, reading, place)


def _keep(work: _Work, reading: Reading, place: Place) -> None:
    publisher = publishers.load().of(reading.report)
    work.tables.add(reading, place, publisher.rights if publisher else None)
    counts = work.counts
    counts.reports += 1
    counts.claims += len(reading.claims)
    counts.words += len(reading.report.text.split())
    counts.without_claims += not reading.claims
    counts.other_languages += reading.report.language not in (None, "en")


def _manifest(plan: Plan, shard: Shard, work: _Work) -> str:
    counts = work.counts
    whole: Json = {
        "contract": plan.contract,
        "shard": shard.number,
        "made_by": dict(plan.made_by),
        "published": plan.published,
        "inputs": work.inputs,
        "counts": {name: getattr(counts, name) for name in counts.__slots__},
    }
    return dumps(whole, indent=1) + "\n"


def _place(folder: Folder, scratch: Path, shard: Shard) -> None:
    """Put the files in their places and then, when all stand there, the marker."""
    about: dict[str, Json] = {}
    for made, pattern in zip(("claims", "reports", "rejects", "manifest"), FILES, strict=True):
        data = (scratch / made).read_bytes()
        about[pattern.format(shard.name)] = {"bytes": len(data), "sha256": sha256(data).hexdigest()}
        folder.place(scratch / made, pattern.format(shard.name))
    folder.write(MARKER.format(shard.name), (dumps({"files": about}, indent=1) + "\n").encode())


def marked(folder: Folder, name: str) -> bool:
    """Whether the shard called `name` is done: its marker stands."""
    return folder.has(MARKER.format(name))


def wrong(folder: Folder, name: str) -> list[str]:
    """What is wrong with the files of a shard that is marked as done: one sentence each."""
    data = folder.read(MARKER.format(name))
    if data is None:
        return []
    found = []
    for file, about in json.loads(data)["files"].items():
        held = folder.read(file)
        if held is None:
            found.append(f"{folder / file}: is not there")
        elif sha256(held).hexdigest() != about["sha256"]:
            found.append(f"{folder / file}: is not what was written ({len(held)} bytes instead of {about['bytes']})")
    return found
