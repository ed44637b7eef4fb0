"""The shards of a job go in; their outcomes come out, read on this machine by forked processes that share its memory.

A process reads one shard and ends, so that memory stays flat whatever is read. What is loaded once, before the first
fork, is held once for all of them. When a process dies (killed, out of memory), its shard is read again; a report at
which two processes died is rejected in the third attempt, and the rest of its shard is kept.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import tomllib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from multiprocessing.sharedctypes import Synchronized
from typing import TYPE_CHECKING

from dateline import publishers, reader
from dateline.bulk import tables
from dateline.bulk.shard import Outcome
from dateline.intake import text

if TYPE_CHECKING:
    from dateline.bulk.job import Job

log = logging.getLogger(__name__)

ATTEMPTS = 4
"""How often a shard is begun before it is given up: twice at any report that kills its reader, and once to be lucky."""
_NONE = -1


@dataclass(frozen=True, slots=True)
class _Task:
    number: int
    attempt: int = 1
    died_at: tuple[int, ...] = ()

    @property
    def deadly(self) -> frozenset[int]:
        """The ordinals of reports at which two readers died."""
        return frozenset(each for each in self.died_at if self.died_at.count(each) > 1)


@dataclass(frozen=True, slots=True)
class _Worker:
    task: _Task
    process: BaseProcess
    said: Connection
    at: Synchronized[int]


def run(job: Job, numbers: Sequence[int], workers: int | None = None, address: str | None = None) -> Iterator[Outcome]:
    """Read shards side by side, as many at once as there are processors unless `workers` says; `address` is nothing."""
    waiting = deque(_Task(number) for number in numbers)
    if not waiting:
        return
    _prepare(job)
    gc.collect()
    gc.freeze()  # what is shared must not be touched by the collector, or it is copied
    room = workers or len(os.sched_getaffinity(0))
    running: list[_Worker] = []
    full = False
    try:
        while running or (waiting and not full):
            while waiting and len(running) < room and not full:
                running.append(_begun(job, waiting.popleft()))
            ready = wait([each.process.sentinel for each in running])
            for worker in [each for each in running if each.process.sentinel in ready]:
                running.remove(worker)
                outcome = _ended(worker)
                if isinstance(outcome, _Task):
                    waiting.append(outcome)
                    continue
                full = full or outcome.full
                yield outcome
    finally:
        for worker in running:
            worker.process.terminate()
        for worker in running:
            worker.process.join()
        gc.unfreeze()


def _prepare(job: Job) -> None:
    """Load what every reader needs, and read a little: what is then in memory, they need not make each for itself."""
    kit = reader.load(job.plan.model)
    tables.prepare()
    for _, file in publishers.documents():
        for example in tomllib.loads(file.read_text("utf-8")).get("example", ()):
            reader.read(text.report(example["text"]), kit)


def _begun(job: Job, task: _Task) -> _Worker:
    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex=False)
    at = context.Value("q", _NONE, lock=False)
    process = context.Process(target=_read, args=(job, task, there, at), name=f"shard {task.number}")
    process.start()
    there.close()
    return _Worker(task, process, here, at)


def _read(job: Job, task: _Task, said: Connection, at: Synchronized[int]) -> None:
    """What a worker does: read its shard, and say in a few bytes what came of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent alone decides what comes of it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = os.getppid()

    def begun(ordinal: int) -> None:
        at.value = ordinal
        if os.getppid() != parent:  # who would have read on was killed, and whoever runs the job again does
            os._exit(1)

    said.send(job.elsewhere().read(task.number, begun, task.deadly))
    said.close()


def _ended(worker: _Worker) -> Outcome | _Task:
    """What a worker came to: its outcome, or its task anew, where it died before it said anything."""
    task = worker.task
    worker.process.join()
    try:
        outcome: Outcome = worker.said.recv()
    except EOFError:
        at, code = worker.at.value, worker.process.exitcode
        log.warning("the process that read shard %d died (%s) at report %d", task.number, code, at)
        if task.attempt == ATTEMPTS:
            why = f"shard {task.number}: its readers died {ATTEMPTS} times ({_cause(code)}); run the same command again"
            return Outcome(task.number, "failed", why=why)
        died_at = task.died_at if at == _NONE else (*task.died_at, at)
        return _Task(task.number, task.attempt + 1, died_at)
    finally:
        worker.said.close()
        worker.process.close()
    return outcome


def _cause(code: int | None) -> str:
    """Why a process ended, as its exit code has it.

    >>> _cause(-9)
    'SIGKILL, perhaps for want of memory'
    """
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return f"{name}, perhaps for want of memory" if name == "SIGKILL" else name
    return f"exit code {code}"
