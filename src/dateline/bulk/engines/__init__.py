"""Who reads the shards of a job: one file an engine, found by being here.

An engine is a module with `run(job, numbers, workers, address)`: it has `job.read` read each of the shards `numbers`
somewhere, and yields the Outcome of each as it comes. It is handed a path and numbers and hands back counts; what is
read and written passes it by. `workers` are as many as it sees fit where None; `address` is that of a cluster, for an
engine that has one. Entry points in the group `dateline.bulk.engines` add others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.errors import BadInput
from dateline.rooms import modules

if TYPE_CHECKING:
    from dateline.bulk.job import Job
    from dateline.bulk.shard import Outcome

Begun = Callable[[int], None]


Engine = Callable[["Job", Sequence[int], int | None, str | None], "Iterator[Outcome]"]


def find(name: str) -> Engine:
    """The engine called `name`; BadInput when there is none."""
    found = modules(__name__)
    if name not in found:
        raise BadInput(f"there is no engine {name!r}; choose from {', '.join(found)}")
    run: Engine = found[name].run
    return run


def ignore(ordinal: int) -> None:
    """What is told of each report where nobody listens."""
