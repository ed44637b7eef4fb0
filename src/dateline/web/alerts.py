"""A saved question and the feed of the record go in; out come the claims that are new to it or changed, and webhooks.

A webhook never reaches a machine of a private network (`dateline.internet`), and follows no redirect.
"""

from __future__ import annotations

import hmac
import http.client
import logging
import secrets
import ssl
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import urlsplit

from anyio.to_thread import run_sync
from sqlalchemy import Column, Integer, Row, Table, Text, func, select

from dateline import __version__, internet
from dateline.errors import BadInput, DatelineError
from dateline.model import wording
from dateline.model.change import Change
from dateline.model.codec import Json, dumps, to_json
from dateline.model.entry import Entry
from dateline.questions import compiled
from dateline.record import Record
from dateline.record import tables as t
from dateline.web.desk import Desk
from dateline.web.store import Store, metadata

log = logging.getLogger(__name__)

_saved = Table(
    "saved", metadata,
    Column("number", Integer, primary_key=True), Column("name", Text, nullable=False),
    Column("question", Text, nullable=False), Column("by", Text, nullable=False), Column("at", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True), Column("seen", Integer, nullable=False),
    Column("webhook", Text), Column("secret", Text), Column("failed", Text),
)  # fmt: skip
_PATIENCE = 10.0
"""Seconds that a webhook may take."""
_EVERY = 5.0
"""Seconds between two looks at the feed of the record."""
_AT_ONCE = 50
"""Claims in one message."""
_LOOK_BACK = 400
"""Changes in which a feed is looked for before it is taken for quiet, times the number that it shows."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A question that somebody saved. `key` opens its feeds without a login; `seen` is the last change that its webhook
    was told of; `failed` says why that could not be reached, if it could not."""

    number: int
    name: str
    question: str
    by: str
    at: str
    key: str
    seen: int
    webhook: str | None
    secret: str | None
    failed: str | None


@dataclass(frozen=True, slots=True)
class Alert:
    """A claim that is new to a question, changed, judged or withdrawn, as it is now, or was when it went."""

    change: Change
    entry: Entry


# Saved questions


def save(desk: Desk, name: str, question: str, by: str, webhook: str | None = None) -> Saved:
    """Save a question; what stands already is not told again. BadQuestion, and BadInput of the webhook."""
    compiled(desk.record, question)
    if webhook:
        to = address(webhook)
        internet.machines(to.host, to.port)
    row = {
        "name": " ".join(name.split())[:120] or question or "*", "question": question, "by": by,
        "at": datetime.now(UTC).isoformat(timespec="seconds"), "key": secrets.token_urlsafe(18),
        "seen": last(desk.record), "webhook": webhook or None,
        "secret": secrets.token_urlsafe(24) if webhook else None, "failed": None,
    }  # fmt: skip
    with desk.store.writing() as connection:
        number = connection.execute(select(func.coalesce(func.max(_saved.c.number), 0) + 1)).scalar_one()
        connection.execute(_saved.insert().values(number=number, **row))
    desk.store.note(by, "save question", f"{row['name']}: {question}" + (f" to {webhook}" if webhook else ""))
    return next(each for each in saved(desk.store) if each.number == number)


def saved(store: Store) -> list[Saved]:
    """The saved questions, by name."""
    with store.reading() as connection:
        return [_of(row) for row in connection.execute(select(_saved).order_by(_saved.c.name, _saved.c.number))]


def forget(store: Store, number: int, by: str) -> bool:
    """Save a question no more; False where there is none of this number."""
    with store.writing() as connection:
        found = connection.execute(_saved.delete().where(_saved.c.number == number)).rowcount > 0
    if found:
        store.note(by, "forget question", str(number))
    return found


def _of(row: Row[*tuple[object, ...]]) -> Saved:
    return Saved(
        row.number, row.name, row.question, row.by, row.at, row.key, row.seen, row.webhook, row.secret, row.failed
    )


# What is new to them


def last(record: Record) -> int:
    """The number of the last change of the record."""
    with record.connection() as connection:
        return int(connection.execute(select(func.max(t.change.c.seq))).scalar() or 0)


def since(record: Record, question: str, seq: int, limit: int | None = None) -> Iterator[Alert]:
    """What became of claims that fit a question, after change number `seq`, in order."""
    for found in _in_parts(record.changes(seq, limit)):
        yield from fitting(record, question, found)


def latest(record: Record, question: str, many: int = 50) -> list[Alert]:
    """The last alerts of a question, the latest first."""
    found: list[Alert] = []
    end = last(record)
    low = end
    while low > 0 and len(found) < many and end - low < _LOOK_BACK * many:
        high, low = low, max(0, low - 1000)
        some = [each for each in record.changes(low, 1000) if each.seq <= high]
        found = [*fitting(record, question, some), *found]
    return found[::-1][:many]


def fitting(record: Record, question: str, changes: list[Change]) -> Iterator[Alert]:
    """Those of some changes whose claim fits a question: as it stands after the change, or stood before it went."""
    told = [each for each in changes if each.what != ("text",)]
    if not told:
        return
    c = t.claim.c
    query = select(c.version, c.recorded, c.superseded).where(
        compiled(record, question).where, c.version.in_({each.version for each in told})
    )
    stood: dict[int | None, list[int]] = defaultdict(list)
    with record.connection() as connection:
        for version, recorded, superseded in connection.execute(query):
            # What was overtaken since, or went, is found as of the revision in which it came.
            stood[None if superseded is None else recorded].append(version)
    held: dict[int, Entry] = {}
    for as_of, versions in stood.items():
        found = record.entries(c.version.in_(versions), as_of, rejected=True)
        held.update((entry.version, entry) for entry in found)
    yield from (Alert(each, held[each.version]) for each in told if each.version in held)


def _in_parts(changes: Iterable[Change], size: int = 500) -> Iterator[list[Change]]:
    part: list[Change] = []
    for each in changes:
        part.append(each)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part


# Webhooks


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: the parts of its url."""

    scheme: str
    host: str
    port: int
    path: str


def address(url: str) -> Address:
    """Where a webhook leads; BadInput where it is no address of the web."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise BadInput(f"{url[:200]!r} is no address") from None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise BadInput("a webhook is an address that begins with https:// or http://, without a name or password")
    return Address(parts.scheme, host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def message(question: Saved, alerts: Iterable[Alert]) -> bytes:
    """What a webhook is told: the question, and each claim with what became of it, its words and where they stand."""
    rows: list[Json] = [
        {
            "seq": each.change.seq, "kind": each.change.kind, "at": each.change.at.isoformat(),
            "what": list(each.change.what), "by": each.change.by, "version": each.entry.version,
            "line": wording.line(each.entry.claim), "sentence": each.entry.sentence.text if each.entry.quotable else "",
            "report": {
                "id": each.entry.report.id, "title": each.entry.report.title, "url": each.entry.report.url,
                "publisher": each.entry.report.publisher, "published": each.entry.report.published.edtf,
            },
            "claim": to_json(each.entry.claim),
        }
        for each in alerts
    ]  # fmt: skip
    return dumps({"name": question.name, "question": question.question, "claims": rows}).encode()


def send(url: str, body: bytes, secret: str) -> None:
    """Post a message, signed (HMAC-SHA256 of the body, in `x-dateline-signature`); BadInput where it cannot be."""
    to = address(url)
    headers = {
        "host": to.host if to.port in (80, 443) else f"{to.host}:{to.port}", "content-type": "application/json",
        "user-agent": f"dateline/{__version__}",
        "x-dateline-signature": "sha256=" + hmac.new(secret.encode(), body, sha256).hexdigest(),
    }  # fmt: skip
    connection = http.client.HTTPConnection(to.host, to.port, timeout=_PATIENCE)
    try:
        connection.sock = plain = internet.connect(to.host, to.port, _PATIENCE)
        if to.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=to.host)
        connection.request("POST", to.path, body, headers)
        answer = connection.getresponse()
        if answer.status >= 300:
            raise BadInput(f"{to.host} answered {answer.status}")
    except (OSError, http.client.HTTPException) as error:
        raise BadInput(f"{to.host} could not be reached ({type(error).__name__})") from None
    finally:
        connection.close()


def deliver(desk: Desk) -> int:
    """Tell every webhook what is new to its question; how many messages went out. One that fails is tried again."""
    sent = 0
    end = last(desk.record)
    for question in saved(desk.store):
        if question.webhook is None or question.secret is None or question.seen >= end:
            continue
        try:
            sent += _tell(desk, question, end)
        except DatelineError as error:
            log.warning("webhook of %r: %s", question.name, error)
            _mark(desk.store, question.number, question.seen, str(error))
    return sent


def _tell(desk: Desk, question: Saved, end: int) -> int:
    assert question.webhook is not None
    assert question.secret is not None
    sent = 0
    waiting = [each for each in since(desk.record, question.question, question.seen) if each.change.seq <= end]
    for first in range(0, len(waiting), _AT_ONCE):
        part = waiting[first : first + _AT_ONCE]
        send(question.webhook, message(question, part), question.secret)
        sent += 1
        _mark(desk.store, question.number, part[-1].change.seq, None)
    _mark(desk.store, question.number, end, None)
    return sent


def _mark(store: Store, number: int, seen: int, failed: str | None) -> None:
    with store.writing() as connection:
        connection.execute(_saved.update().where(_saved.c.number == number).values(seen=seen, failed=failed))


@asynccontextmanager
async def work(desk: Desk) -> AsyncIterator[None]:
    """Deliver webhooks as long as the desk is open, in a thread of its own."""
    over = threading.Event()

    def run() -> None:
        pause = _EVERY
        while not over.wait(pause):
            try:
                deliver(desk)
                failing = any(each.failed for each in saved(desk.store))
                pause = min(pause * 2, 300.0) if failing else _EVERY
            except Exception:  # a bad moment of the record or the disk must not end the alerts for good
                log.exception("alerts")
                pause = 60.0

    thread = threading.Thread(target=run, name="alerts", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        await run_sync(thread.join, 2.0)
