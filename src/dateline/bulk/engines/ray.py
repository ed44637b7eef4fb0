"""The shards of a job go in; their outcomes come out, read by a pool of Ray actors: on this machine, or on a cluster.

Ray Data (https://docs.ray.io, Apache-2.0) keeps an actor for each processor, with the model warm in it, and hands it
numbers of shards; the actors read and write by path and URL, so every node must reach the inputs and the folder, and
have the same dateline installed. A node or actor that is lost costs the shards that it had in hand, which others read.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from dateline.bulk.engines import ignore
from dateline.bulk.shard import Outcome
from dateline.errors import BadInput, MissingExtra

if TYPE_CHECKING:
    from dateline.bulk.job import Job

_TRIES = 3
"""How often a shard is begun before it is given up: Ray would go on for ever with one that kills its reader."""


class Reader:
    """An actor of the pool: one process that reads shards, one after the other."""

    def __init__(self, where: str) -> None:
        from dateline.bulk.job import Job

        self._job = Job(where)

    def __call__(self, row: dict[str, int]) -> dict[str, object]:
        """The outcome of one shard."""
        number = row["shard"]
        tries = f"tries.{number:06}"
        before = int(self._job.folder.read(tries) or 0)
        if before == _TRIES:
            why = f"shard {number}: its readers died {_TRIES} times; --engine local tells which report it is"
            outcome = Outcome(number, "failed", why=why)
        else:
            self._job.folder.write(tries, str(before + 1).encode())
            outcome = self._job.read(number, ignore)
        self._job.folder.remove(tries)
        return asdict(outcome)


def run(job: Job, numbers: Sequence[int], workers: int | None = None, address: str | None = None) -> Iterator[Outcome]:
    """Read shards on the cluster at `address` (`auto`, `host:6379`, `ray://host:10001`), or on this machine.

    The pool has `workers` actors, or as many as the cluster has processors. MissingExtra without Ray; BadInput when no
    cluster answers at `address`.
    """
    try:
        import ray
        import ray.data
    except ImportError:
        raise MissingExtra("--engine ray needs Ray; install it with pip install 'dateline[ray]'") from None
    if not numbers:
        return
    mine = not ray.is_initialized()
    if mine:
        _reach(address, workers)
    try:
        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        most = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
        most = min(most, len(numbers))
        pool = ray.data.ActorPoolStrategy(
            min_size=1, max_size=most, initial_size=most, max_tasks_in_flight_per_actor=2
        )  # fmt: skip
        rows = ray.data.from_items([{"shard": number} for number in numbers], override_num_blocks=len(numbers)).map(
            Reader,
            fn_constructor_args=(job.folder.name,),
            compute=pool,
            num_cpus=1,  # Ray then gives its numerical libraries one thread as well
        )
        for row in rows.iter_rows():
            outcome = Outcome(**row)
            yield outcome
            if outcome.full:
                return
    finally:
        if mine:
            ray.shutdown()


def _reach(address: str | None, workers: int | None) -> None:
    import ray

    try:
        if address:
            ray.init(address=address, logging_level=logging.ERROR, log_to_driver=False)
        else:
            ray.init(
                num_cpus=workers, logging_level=logging.ERROR, log_to_driver=False, include_dashboard=False,
                configure_logging=False,
            )  # fmt: skip
    except Exception as error:  # Ray raises many kinds, and where a node does not start in time a bare one
        said = " ".join(str(error).split())[:200]
        raise BadInput(f"no cluster of Ray answers at {address or 'this machine'} ({said})") from None
