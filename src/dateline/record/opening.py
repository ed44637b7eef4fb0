"""The path or url of a record goes in; out comes its engine, with the schema in place and of this version."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import PathLike, fspath
from pathlib import Path
from weakref import WeakSet

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateColumn, CreateTable
from sqlalchemy.sql.compiler import DDLCompiler

from dateline.errors import BadRecord, Busy, MissingExtra, OtherVersion, TooSlow
from dateline.record import tables
from dateline.record.views import FULL_TEXT, VIEWS, create_view

HEAD = "0001"
"""The revision of the schema that this dateline writes: the newest of record/migrations/versions."""
FIRST = "the first schema"
"""What a record is called that was made before there were revisions of the schema."""
PATIENCE = 60.0
"""Seconds to wait for another process that writes."""
LOCK = 0x6461_7465
"""The advisory lock of PostgreSQL under which a record is written; one a database, as there is one record in it."""


def url_of(where: str | PathLike[str]) -> URL:
    """The url of a record; a plain path is a SQLite file.

    >>> str(url_of("postgres://me@db/news"))
    'postgresql+psycopg://me@db/news'
    """
    name = fspath(where)
    if "://" not in name:
        return URL.create("sqlite", database=name)
    try:
        url = make_url(name)
    except (ArgumentError, ValueError):
        raise BadRecord(f"{_masked(name)}: is no url; a record is a path or postgresql://user@host/database") from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in FULL_TEXT:
        raise BadRecord(f"{_masked(name)}: a record is a path (SQLite) or a url that begins with postgresql://")
    return url


def _masked(name: str) -> str:
    """`name` without the password that may stand in it."""
    return re.sub(r"(://[^/@:]*):[^@/]*@", r"\1:***@", name)


def shown(url: URL) -> str:
    """What a record is called in messages: its path, or its url without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or ""
    return url.set(drivername="postgresql").render_as_string(hide_password=True)


def connect(url: URL) -> Engine:
    """An engine for `url`; nothing is opened yet. MissingExtra where PostgreSQL needs psycopg."""
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, connect_args={"timeout": PATIENCE, "check_same_thread": False})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        _OPEN.add(engine)
        return engine
    try:
        engine = create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
        _OPEN.add(engine)
        return engine
    except (ImportError, NoSuchModuleError):
        raise MissingExtra(
            f"{shown(url)}: a record on PostgreSQL needs one more library: pip install 'dateline[postgres]'"
        ) from None


_OPEN: WeakSet[Engine] = WeakSet()


def _let_go() -> None:
    """A process that is forked off must not share connections: it opens its own."""
    for engine in list(_OPEN):
        engine.dispose(close=False)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_let_go)


def _prepare(driver: sqlite3.Connection, entry: ConnectionPoolEntry) -> None:
    """What each connection to SQLite starts with; transactions are begun by `_begin` and not by the driver."""
    driver.isolation_level = None
    for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "temp_store = MEMORY", "cache_size = -65536",
                   "mmap_size = 1073741824", "journal_size_limit = 67108864"):  # fmt: skip
        driver.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes, alone: others wait their turn. It is kept whole, or not at all."""
    # Each statement must see what was committed while this one waited for its turn, whatever the database's default is.
    options = {"isolation_level": "READ COMMITTED"} if engine.dialect.name == "postgresql" else {"writing": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(f"SET LOCAL lock_timeout = '{int(PATIENCE)}s'"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        yield connection


@contextmanager
def told(name: str) -> Iterator[None]:
    """What the database says went wrong comes out as one sentence that says what to do."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise said(name, error) from None


def said(name: str, error: Exception) -> BadRecord:
    """The one sentence for what a database said, without any password."""
    reason = str(error.orig) if isinstance(error, DBAPIError) and error.orig is not None else str(error)
    plain = reason.lower()
    for words, kind, sentence in _REASONS:
        if words in plain:
            return kind(f"{name}: {sentence}")
    first = _masked(" ".join(reason.split())).split(" DETAIL:")[0][:200]
    return BadRecord(f"{name}: the database cannot do this ({first})")


_REASONS: tuple[tuple[str, type[BadRecord], str], ...] = (
    (
        "locked",
        Busy,
        f"another process has been writing to this record for {PATIENCE:.0f} s; try again when it is done",
    ),
    ("statement timeout", TooSlow, "this takes longer than it may, and was stopped; ask for less at once"),
    ("interrupted", TooSlow, "this takes longer than it may, and was stopped; ask for less at once"),
    ("lock timeout", Busy, f"another process has been writing for {PATIENCE:.0f} s; try again when it is done"),
    ("busy", Busy, "another process is writing to this record; try again when it is done"),
    ("disk is full", BadRecord, "the disk is full; make room and try again: nothing that was kept is lost"),
    ("no space left", BadRecord, "the disk is full; make room and try again: nothing that was kept is lost"),
    ("not a database", BadRecord, "cannot be opened as a record, for it is no SQLite file; name another path"),
    (
        "malformed",
        BadRecord,
        "is damaged; `dateline record check` says where, `dateline record restore` takes a backup",
    ),
    ("readonly", BadRecord, "may only be read; give yourself the right to write to the file and its folder"),
    ("unable to open", BadRecord, "cannot be opened as a record; is there such a folder, and may you write to it?"),
    ("is a directory", BadRecord, "is a folder; name a file in it"),
    ("no password", BadRecord, "PostgreSQL asks for a password; put it into the url or into ~/.pgpass"),
    ("password", BadRecord, "PostgreSQL refuses this user or password; mend the url, or ~/.pgpass"),
    (
        "does not exist",
        BadRecord,
        "there is no such database, user or table; create it first (createdb), or mend the url",
    ),
    ("refused", BadRecord, "no PostgreSQL answers there; is it running, and are host and port right?"),
    ("no such file", BadRecord, "no PostgreSQL answers there; is it running, and are host and port right?"),
    ("could not translate", BadRecord, "there is no such host; mend the url"),
    ("failed to resolve", BadRecord, "there is no such host; mend the url"),
    ("timeout expired", BadRecord, "PostgreSQL does not answer in time; are host and port right?"),
    ("permission denied", BadRecord, "this user may not do that there; ask whoever runs the database for the right"),
)


def version(connection: Connection) -> str | None:
    """The revision of the schema: HEAD, an older one, FIRST; None where there is no record yet.

    BadRecord when the database holds tables that are no record's.
    """
    names = set(inspect(connection).get_table_names())
    if "alembic_version" in names and "claim" in names:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if {"reading", "claim"} <= names and connection.dialect.name == "sqlite":
        return FIRST
    if names:
        raise BadRecord("is a database, but no record of dateline; name another path")
    return None


def prepare(engine: Engine, name: str, create: bool) -> None:
    """Make sure that a record of this version stands; make it where there is none and `create` allows."""
    path = Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
    if path is not None and not path.exists() and not create:
        raise BadRecord(f"{name}: there is no record yet; `dateline code` makes one")
    with told(name):
        with engine.connect() as connection:
            found = _version(connection, name)
        if found is None:
            if not create:
                raise BadRecord(f"{name}: there is no record yet; `dateline code` makes one")
            if path is not None:
                with engine.connect() as connection:
                    connection.connection.cursor().execute("PRAGMA journal_mode = WAL")
            with writing(engine) as connection:
                found = _version(connection, name)
                if found is None:
                    build(connection)
                    found = HEAD
    if path is not None and found == HEAD:
        _let_read_while_written(engine)
    if found == FIRST or found < HEAD:
        raise OtherVersion(f"{name}: is a record of an older dateline; `dateline record migrate` takes it over")
    if found > HEAD:
        raise OtherVersion(f"{name}: is a record of a newer dateline; install that one")


def _let_read_while_written(engine: Engine) -> None:
    """Have readers and the writer not wait for each other: the file of a backup is not yet so. What may only be read
    stays as it is."""
    with suppress(SQLAlchemyError, sqlite3.Error), engine.connect() as connection:
        driver = connection.connection.cursor()
        if driver.execute("PRAGMA journal_mode").fetchone() != ("wal",):
            try:
                driver.execute("PRAGMA busy_timeout = 0")  # who has it open now does; it will be done next time
                driver.execute("PRAGMA journal_mode = WAL")
            finally:
                driver.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")


def _version(connection: Connection, name: str) -> str | None:
    try:
        return version(connection)
    except BadRecord as error:
        raise BadRecord(f"{name}: {error}") from None


def build(connection: Connection) -> None:
    """Make the whole schema in an empty database, and note its revision as Alembic does."""
    tables.metadata.create_all(connection)
    finish(connection)
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"))
    connection.execute(text("INSERT INTO alembic_version VALUES (:head)"), {"head": HEAD})


def finish(connection: Connection) -> None:
    """Make the views and the full-text indexes, once the tables stand."""
    for view in VIEWS:
        connection.exec_driver_sql(create_view(view))
        if connection.dialect.name == "postgresql":
            comment = view.comment.replace("'", "''")
            connection.exec_driver_sql(f"COMMENT ON VIEW {view.name} IS '{comment}'")
    for statement in FULL_TEXT[connection.dialect.name]:
        connection.exec_driver_sql(statement)


@compiles(CreateColumn, "sqlite")
def _commented_column(element: CreateColumn, compiler: DDLCompiler, **options: str) -> str:
    """SQLite has no comments on columns, but keeps those that stand in the statement."""
    plain = str(compiler.visit_create_column(element, **options))  # type: ignore[no-untyped-call]
    comment = element.element.comment
    return f"{plain} /* {comment} */" if plain and comment else plain


@compiles(CreateTable, "sqlite")
def _commented_table(element: CreateTable, compiler: DDLCompiler, **options: str) -> str:
    plain = str(compiler.visit_create_table(element, **options))  # type: ignore[no-untyped-call]
    comment = element.element.comment
    return plain.replace(" (\n", f" ( -- {comment}\n", 1) if comment else plain
