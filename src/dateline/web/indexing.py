"""A desk goes in; as long as it is open, the index of events beside its record is kept up to date."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from dateline.errors import DatelineError
from dateline.link.index import Index
from dateline.record import Record
from dateline.web.desk import Desk

log = logging.getLogger(__name__)
EVERY = 3.0
"""Seconds between two looks at what is new."""
_MANY = 1_500
"""Changes from which on a process of its own links them, so that readers do not wait."""


@asynccontextmanager
async def indexing(desk: Desk) -> AsyncIterator[None]:
    """The work: a thread that goes on until the desk is closed. Records on a server have no index beside them."""
    stopped = threading.Event()
    thread = threading.Thread(target=_follow, args=(desk.record, stopped), daemon=True)
    if desk.record.path is not None:
        thread.start()
    try:
        yield
    finally:
        stopped.set()
        if thread.ident is not None:
            thread.join(10)


def _follow(record: Record, stopped: threading.Event) -> None:
    with Index(record) as index:
        while not stopped.is_set():
            try:
                behind = index.behind()
                if behind is None or behind[0] > _MANY:
                    _apart(record, stopped)
                elif behind != (0, False):
                    index.catch_up()
            except DatelineError as error:
                log.warning("events could not be linked: %s", error)
            stopped.wait(EVERY)


def _apart(record: Record, stopped: threading.Event) -> None:
    """Link what is new in a process of its own; it is ended with the desk, and goes on where it was the next time."""
    process = subprocess.Popen([sys.executable, "-m", "dateline.web.indexing", str(record.path)])
    while process.poll() is None:
        if stopped.wait(0.5):
            process.terminate()
            process.wait(10)
    if process.returncode and not stopped.is_set():
        log.warning("events could not be linked: the process ended with %s", process.returncode)
        stopped.wait(60)


def main(path: str) -> None:
    """Bring the index of a record up to date, giving way to whoever reads at the desk."""
    if hasattr(os, "nice"):
        os.nice(10)
    with Record.open(path, create=False) as record, Index(record) as index:
        index.catch_up()


if __name__ == "__main__":
    main(sys.argv[1])
