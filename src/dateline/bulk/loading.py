"""A folder of shards and a record go in; onto the record goes what the shards hold: readings, rejects, and whence.

What stands already is left as it is, and a shard that was loaded is passed over, so a run that was stopped goes on when
it is run again. The publishers' rights are laid on here: the shards hold whole texts, the record what it may.
"""

from __future__ import annotations

import io
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from dateline.bulk.job import Job
from dateline.bulk.shard import MARKER
from dateline.bulk.tables import Place, readings
from dateline.errors import BadInput, DatelineError
from dateline.model.entry import Rights
from dateline.model.item import Item
from dateline.model.reading import Reading
from dateline.record import Record

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Loaded:
    """What became of one shard, counted; `skipped` when an earlier run had loaded it."""

    shard: int
    taken: int = 0
    same: int = 0
    rejected: int = 0
    claims: int = 0
    skipped: bool = False


def load(job: Job, record: Record) -> Iterator[Loaded]:
    """Take the finished shards of a folder into the record, one by one, in order."""
    for number in sorted(job.done()):
        shard = job.plan.shards[number]
        file = f"reports/{shard.name}.parquet"
        mark = job.folder.read(MARKER.format(shard.name)) or b""
        whole = Item(job.folder / file, job.folder.name, sha256(mark).hexdigest())
        before = record.item(whole.locator)
        if before and before.state == "taken" and before.hash == whole.hash:
            yield Loaded(number, skipped=True)
            continue
        data = job.folder.read(file)
        if data is None:
            raise BadInput(f"{job.folder / file}: is not there; dateline bulk check {job.folder.name} --mend")
        found = Loaded(number)
        for place, rights, reading in readings(io.BytesIO(data)):
            _keep(record, reading, place, rights, found)
        for line in (job.folder.read(f"rejects/{shard.name}.jsonl") or b"").decode().splitlines():
            row = json.loads(line)
            place = Place(row["source"], row["start"], row["number"])
            record.reject(Item(_locator(place), place.source), row["why"], row["stage"])
            found.rejected += 1
        record.finish(whole)
        yield found


def _locator(place: Place) -> str:
    """How the record calls a document: as `dateline code` does, with the byte from which it counts where that is not 0.

    >>> _locator(Place("/in/rows.jsonl", 0, 7)), _locator(Place("/in/rows.jsonl", 2048, 7))
    ('/in/rows.jsonl#7', '/in/rows.jsonl@2048#7')
    """
    return f"{place.source}#{place.number}" if place.start == 0 else f"{place.source}@{place.start}#{place.number}"


def _keep(record: Record, reading: Reading, place: Place, rights: Rights, found: Loaded) -> None:
    item = Item(_locator(place), place.source, reading.report.id)
    try:
        taken = record.add(reading, item=item, rights=rights if rights != "full text" else None)
    except DatelineError:
        raise  # the record cannot be written: nothing after this could be kept either
    except Exception as error:  # one report's failure is not the others'
        if os.environ.get("DATELINE_DEBUG"):
            raise
        log.exception("keeping %s", item.locator)
        record.reject(item, f"{item.locator}: cannot be kept ({type(error).__name__}: {error})", "keep")
        found.rejected += 1
        return
    found.taken += bool(taken)
    found.same += not taken
    found.claims += len(reading.claims) if taken else 0
