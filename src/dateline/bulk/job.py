"""Sources and a folder go in; a Job comes out: the plan in that folder, what of it is done, and who does the rest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from dateline import reader
from dateline.bulk import engines
from dateline.bulk.folder import Folder, unwritable
from dateline.bulk.plan import COMMON_CRAWL, CONTRACT, Plan, dumped, loaded, plan
from dateline.bulk.shard import MARKER, Outcome, read, wrong
from dateline.errors import BadInput, NoRoom
from dateline.model.codec import Json

PLAN = "plan.jsonl"
SIZE = 2 << 20
"""Bytes of text in a shard: some 350,000 words, one to two minutes' reading."""


@dataclass(frozen=True)
class Job:
    """A folder with its plan. Cheap to send: a worker elsewhere makes one of the folder's path, and reads the plan."""

    where: str

    @cached_property
    def folder(self) -> Folder:
        return Folder(self.where)

    @cached_property
    def plan(self) -> Plan:
        """The plan; BadInput when the folder holds none."""
        data = self.folder.read(PLAN)
        if data is None:
            raise BadInput(f"{self.folder.name}: is no folder of dateline bulk code; it holds no {PLAN}")
        found = loaded(data, self.folder / PLAN)
        if found.contract != CONTRACT:
            raise BadInput(f"{self.folder.name}: was made by another dateline (contract {found.contract})")
        return found

    def elsewhere(self) -> Job:
        """The same job for a forked process, which needs connections of its own to what is no disk."""
        job = Job(self.where)
        job.__dict__["plan"] = self.plan
        return job

    def done(self) -> set[int]:
        """The numbers of the shards whose marker stands."""
        return {int(name.partition(".")[0]) for name in self.folder.names(MARKER.partition("/")[0])}

    def open(self) -> list[int]:
        """The numbers of the shards that are still to be read, in order."""
        done = self.done()
        return [shard.number for shard in self.plan.shards if shard.number not in done]

    def read(self, number: int, begun: engines.Begun, without: frozenset[int] = frozenset()) -> Outcome:
        """Read one shard here; what goes wrong with the whole of it is told in the outcome, not raised."""
        try:
            kit = reader.load(self.plan.model)
            return read(self.plan, self.plan.shards[number], self.folder, kit, begun, without)
        except NoRoom as error:
            return Outcome(number, "failed", why=str(error), full=True)
        except BadInput as error:
            return Outcome(number, "failed", why=str(error))
        except OSError as error:
            told = unwritable(error, self.folder.name)
            return Outcome(number, "failed", why=str(told), full=isinstance(told, NoRoom))

    def run(self, engine: str, workers: int | None = None, address: str | None = None) -> Iterator[Outcome]:
        """Read all shards that are open, in any order; an outcome for each, as it comes.

        Ends early when the disk is full. BadInput when there is no such engine; MissingExtra when it is not installed.
        """
        chosen = engines.find(engine)
        self.folder.sweep()
        yield from chosen(self, self.open(), workers, address)

    def wrong(self, number: int) -> list[str]:
        """What is wrong with the files of a shard that is marked as done: one sentence each."""
        return wrong(self.folder, self.plan.shards[number].name)

    def again(self, number: int) -> None:
        """Take a shard's marker away, so that the next run reads it anew."""
        self.folder.remove(MARKER.format(self.plan.shards[number].name))

    def counts(self) -> dict[str, int]:
        """What the manifests of the finished shards count, summed."""
        summed: dict[str, int] = {"shards": 0}
        for number in sorted(self.done()):
            data = self.folder.read(f"manifests/{self.plan.shards[number].name}.json")
            counts: dict[str, int] = json.loads(data)["counts"] if data else {}
            summed["shards"] += 1
            for name, count in counts.items():
                summed[name] = summed.get(name, 0) + count
        return summed


def begin(
    sources: Sequence[str],
    where: str,
    *,
    model: str,
    published: date | None = None,
    size: int = SIZE,
    base: str = COMMON_CRAWL,
) -> Job:
    """The job of reading `sources` into the folder `where`: a new one, or the one that was begun there.

    BadInput when the folder holds the job of other sources, or was begun with other versions, for then what comes out
    would not be of one kind.
    """
    job = Job(where)
    made_by = reader.load(model).made_by
    if not job.folder.has(PLAN):
        made = plan(sources, size=size, model=model, published=published, made_by=made_by, base=base)
        job.folder.write(PLAN, dumped(made))
        return job
    held = job.plan
    asked = plan(sources, size=held.size, model=model, published=published, made_by=held.made_by, base=base)
    if _head(asked) != _head(held):
        raise BadInput(
            f"{job.folder.name}: holds another job, of {', '.join(held.sources)}; name a new folder for --out"
        )
    if made_by != held.made_by:
        begun, now = (", ".join(" ".join(each) for each in some) for some in (held.made_by, made_by))
        raise BadInput(
            f"{job.folder.name}: was begun with {begun}, and this is {now}; go on with those, or name a new folder"
        )
    return job


def _head(whole: Plan) -> Json | Plan:
    """A plan without its shards: inputs that came since belong to another job, those of this one are in the plan."""
    return replace(whole, shards=())
