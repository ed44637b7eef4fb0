"""Requests go in; those too large, too many or too long are refused with what to do, the rest go on.

Three limits hold: how much may be sent, how often one client may ask, and how long one answer may keep the record busy.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, event
from starlette.types import Message, Receive, Scope, Send

from dateline.web.security import Refused

_CLIENTS = 10_000
"""How many clients are remembered; whoever asked longest ago is forgotten first."""
_STEPS = 20_000
"""Steps of SQLite between two looks at the clock: about a millisecond."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is allowed: `rate` requests a second with at most `burst` at once (None: any number), the size of what is
    sent and of an address in bytes, seconds that one answer may ask the record, wrong passwords an hour and name."""

    rate: float | None = 20.0
    burst: int = 200
    body: int = 1_000_000
    address: int = 8_000
    seconds: float = 20.0
    tries: int = 10


class Buckets:
    """Counts what clients take: each has `burst` at first and gets `rate` a second back."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, burst, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str, cost: float = 1.0) -> float:
        """Seconds that the client must wait before it may take this; 0 where it has been given.

        >>> buckets = Buckets(1.0, 2, clock=lambda: 0.0)
        >>> [buckets.take("a"), buckets.take("a"), buckets.take("a"), buckets.take("b")]
        [0.0, 0.0, 1.0, 0.0]
        """
        now = self._clock()
        with self._lock:
            left, then = self._left.pop(client, (float(self._burst), now))
            left = min(self._burst, left + (now - then) * self._rate)
            given = left >= cost
            self._left[client] = (left - cost if given else left, now)
            while len(self._left) > _CLIENTS:
                self._left.popitem(last=False)
        return 0.0 if given else (cost - left) / self._rate


class TooLarge(Refused):
    """More was sent than the desk takes."""

    def __init__(self, most: int) -> None:
        super().__init__(413, f"this is more than the desk takes at once ({most:,} bytes)")


def measured(scope: Scope, receive: Receive, most: int) -> Receive:
    """What is received, up to `most` bytes; TooLarge beyond that."""
    stated = dict(scope["headers"]).get(b"content-length", b"0")
    if not stated.isdigit() or int(stated) > most:
        raise TooLarge(most)
    got = 0

    async def measured_receive() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooLarge(most)
        return message

    return measured_receive


_UNTIL: ContextVar[float | None] = ContextVar("until", default=None)


def within(seconds: float | None) -> None:
    """From now on, whatever this request asks of the record must be answered within so many seconds; None: whenever."""
    _UNTIL.set(None if seconds is None else time.monotonic() + seconds)


def watch(engine: Engine) -> None:
    """Stop what a request asks of `engine` when its time is over; what others ask of the same record is left alone."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "begin", _watch_lite)
    else:
        event.listen(engine, "begin", _watch_post)


def _watch_lite(connection: Connection) -> None:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    until = _UNTIL.get()
    if until is None or connection.get_execution_options().get("writing", False):
        driver.set_progress_handler(None, 0)
    else:
        driver.set_progress_handler(lambda: int(time.monotonic() > until), _STEPS)


def _watch_post(connection: Connection) -> None:
    until = _UNTIL.get()
    if until is not None:
        left = max(1, int((until - time.monotonic()) * 1000))
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {left}")


__all__ = ["Buckets", "Limits", "Send", "TooLarge", "measured", "watch", "within"]
