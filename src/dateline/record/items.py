"""Documents of sources go in, with what became of them; out comes what was met already and what was rejected."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dateline.model.item import Item, ItemState, Reject, RejectStage
from dateline.record import tables as t
from dateline.record.keeping import stamp
from dateline.record.rows import writable


def mark(connection: Connection, item: Item, state: ItemState, report: str | None, at: datetime | None) -> None:
    """Note what became of a document, in place of what was noted before; a reject that was taken in is resolved."""
    now = stamp(at or datetime.now(UTC))
    row = {
        "locator": writable(item.locator), "source": writable(item.source), "hash": item.hash, "state": state,
        "report": report, "at": now,
    }  # fmt: skip
    kind = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = kind.insert(t.item).values(row)
    connection.execute(statement.on_conflict_do_update(index_elements=["locator"], set_=row))
    if state == "taken":
        c = t.reject.c
        open_ones = (c.locator == row["locator"]) & c.resolved.is_(None)
        connection.execute(update(t.reject).where(open_ones).values(resolved=now))


def reject(connection: Connection, item: Item, why: str, stage: RejectStage, at: datetime | None) -> None:
    """Note that a document could not be taken in; the same reason again is not noted twice."""
    now = at or datetime.now(UTC)
    mark(connection, item, "rejected", None, now)
    c = t.reject.c
    row = {
        "locator": writable(item.locator), "source": writable(item.source), "why": writable(why), "stage": stage,
        "at": stamp(now), "resolved": None,
    }  # fmt: skip
    again = select(c.number).where(c.locator == row["locator"], c.why == row["why"], c.resolved.is_(None))
    if connection.execute(again).first() is None:
        number = (connection.execute(select(func.max(c.number))).scalar() or 0) + 1
        connection.execute(insert(t.reject).values(number=number, **row))


def items(
    connection: Connection, source: str | None = None, state: ItemState | None = None, locator: str | None = None
) -> Iterator[Item]:
    """The documents that were met, by locator."""
    c = t.item.c
    query = select(t.item).order_by(c.locator)
    for column, wanted in ((c.source, source), (c.state, state), (c.locator, locator)):
        if wanted is not None:
            query = query.where(column == writable(wanted))
    for row in connection.execution_options(yield_per=1000).execute(query):
        at = datetime.fromisoformat(row.at)
        yield Item(row.locator, row.source, row.hash, cast(ItemState, row.state), row.report, at)


def rejects(connection: Connection, source: str | None, resolved: bool) -> Iterator[Reject]:
    """The documents that could not be taken in, in order."""
    c = t.reject.c
    query = select(t.reject).order_by(c.number)
    if source is not None:
        query = query.where(c.source == source)
    if not resolved:
        query = query.where(c.resolved.is_(None))
    for row in connection.execution_options(yield_per=1000).execute(query):
        done = datetime.fromisoformat(row.resolved) if row.resolved else None
        stage = cast(RejectStage, row.stage)
        yield Reject(row.locator, row.source, stage, row.why, datetime.fromisoformat(row.at), done)
