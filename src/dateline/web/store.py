"""What the desk keeps of its own goes in and out: people, tokens, the audit log; one SQLite file beside the record.

What is said of the world stands in the record; this file may be thrown away without losing a claim or a judgement. The
audit log is chained: each row holds a hash of the one before it, so that a row that was altered or taken out shows.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal, cast

from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, Text, create_engine, event, func, select
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from dateline.record import Record

Role = Literal["read", "review", "admin"]
"""What somebody may do: read and ask; judge claims and keep things too; see the audit log and all that is kept."""

metadata = MetaData()
"""The tables of the desk; a page that keeps something of its own states its table over this."""

_setting = Table("setting", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
_person = Table(
    "person", metadata,
    Column("name", Text, primary_key=True), Column("role", Text, nullable=False), Column("password", Text),
    Column("token", Text, unique=True), Column("at", Text, nullable=False),
)  # fmt: skip
_audit = Table(
    "audit", metadata,
    Column("number", Integer, primary_key=True), Column("at", Text, nullable=False), Column("by", Text, nullable=False),
    Column("did", Text, nullable=False), Column("what", Text, nullable=False), Column("hash", Text, nullable=False),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who may come to the desk: with a password, as people do, or with a token, as programs do."""

    name: str
    role: Role
    password: str | None
    since: str


@dataclass(frozen=True, slots=True)
class Audited:
    """One line of the audit log: who did what to what, when (UTC), and the hash that chains it to the line before."""

    number: int
    at: str
    by: str
    did: str
    what: str
    hash: str


class Store:
    """The desk's own file, made where there is none. Any number of threads may use one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine: Engine = create_engine(
            URL.create("sqlite", database=str(path)), connect_args={"check_same_thread": False, "timeout": 30}
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)
        path.touch(mode=0o600)
        self.complete()

    def complete(self) -> None:
        """Make the tables that are missing: those of pages that were met since the file was opened."""
        metadata.create_all(self._engine)

    @classmethod
    def beside(cls, record: Record) -> Store:
        """The file of the desk that belongs to a record: beside its file, or among the user's data."""
        if record.path is not None:
            return cls(record.path.with_suffix(".desk.db"))
        from platformdirs import user_data_path

        name = sha256(record.name.encode()).hexdigest()[:12]
        return cls(user_data_path("dateline", ensure_exists=True) / f"{name}.desk.db")

    def close(self) -> None:
        """Close the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that reads."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that writes, in one transaction, alone from the first statement on."""
        with self._engine.connect().execution_options(writing=True) as connection, connection.begin():
            yield connection

    def secret(self) -> str:
        """The key by which sessions are signed; made at random once."""
        with self.writing() as connection:
            query = select(_setting.c.value).where(_setting.c.name == "secret")
            found = connection.execute(query).scalar()
            if found is None:
                found = secrets.token_urlsafe(32)
                connection.execute(_setting.insert().values(name="secret", value=found))
            return str(found)

    # Who may come

    def members(self) -> list[Member]:
        """Everybody who may come, by name."""
        with self.reading() as connection:
            rows = connection.execute(select(_person).order_by(_person.c.name))
            return [Member(row.name, cast(Role, row.role), row.password, row.at) for row in rows]

    def member(self, name: str) -> Member | None:
        """Who is called so."""
        return next((each for each in self.members() if each.name == name), None)

    def holder(self, token: str) -> Member | None:
        """Whose token it is."""
        with self.reading() as connection:
            row = connection.execute(select(_person).where(_person.c.token == _digest(token))).first()
            return Member(row.name, cast(Role, row.role), None, row.at) if row else None

    def admit(self, name: str, role: Role, password: str | None = None) -> str | None:
        """Let somebody in, by a hashed password; without one by a token, which comes out and is never told again."""
        token = secrets.token_urlsafe(32) if password is None else None
        row = {
            "name": name, "role": role, "password": password, "token": _digest(token) if token else None, "at": _now(),
        }  # fmt: skip
        with self.writing() as connection:
            connection.execute(_person.delete().where(_person.c.name == name))
            connection.execute(_person.insert().values(row))
        return token

    def dismiss(self, name: str) -> bool:
        """Let somebody in no more; False where nobody is called so."""
        with self.writing() as connection:
            return connection.execute(_person.delete().where(_person.c.name == name)).rowcount > 0

    # The audit log

    def note(self, by: str, did: str, what: str) -> None:
        """Write a line into the audit log."""
        with self.writing() as connection:
            last = connection.execute(select(_audit).order_by(_audit.c.number.desc()).limit(1)).first()
            number, before = (last.number + 1, last.hash) if last else (1, "")
            line = Audited(number, _now(), by, did, what, "")
            connection.execute(
                _audit.insert().values(
                    number=number, at=line.at, by=by, did=did, what=what, hash=_chained(before, line)
                )
            )

    def audit(self, limit: int | None = None) -> list[Audited]:
        """The audit log, the latest line first."""
        with self.reading() as connection:
            rows = connection.execute(select(_audit).order_by(_audit.c.number.desc()).limit(limit))
            return [Audited(row.number, row.at, row.by, row.did, row.what, row.hash) for row in rows]

    def broken(self) -> int | None:
        """The number of the first line of the audit log that does not follow from the one before; None where all do."""
        before = ""
        for place, line in enumerate(reversed(self.audit()), start=1):
            if line.number != place or line.hash != _chained(before, line):
                return place
            before = line.hash
        return None

    def size(self) -> int:
        """How many lines the audit log has."""
        with self.reading() as connection:
            return int(connection.execute(select(func.count()).select_from(_audit)).scalar_one())


def _prepare(driver: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    driver.isolation_level = None  # transactions are begun by `_begin` and not by the driver
    driver.execute("PRAGMA journal_mode = WAL")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _chained(before: str, line: Audited) -> str:
    told = json.dumps([before, line.number, line.at, line.by, line.did, line.what], ensure_ascii=True)
    return sha256(told.encode()).hexdigest()


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
