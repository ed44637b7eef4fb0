"""A record goes in and a whole copy of it comes out: backup, restore, the move between databases, and tidying up."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from os import PathLike
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, select, text, update

from dateline.errors import BadRecord
from dateline.record import checking, opening
from dateline.record import tables as t
from dateline.record.keeping import folded

_AT_ONCE = 2000


def backup(engine: Engine, name: str, to: Path) -> Path:
    """See `Record.backup`. The file has its name only once it is whole."""
    if to.exists():
        raise BadRecord(f"{to}: is there already; name a file that is not")
    part = to.with_name(to.name + ".part")
    part.unlink(missing_ok=True)
    try:
        if engine.dialect.name == "sqlite":
            with engine.connect() as connection, closing(sqlite3.connect(part)) as copy:
                _driver(connection).backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
        else:
            _move(engine, part)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    os.replace(part, to)
    return to


def _move(engine: Engine, part: Path) -> None:
    """Copy the rows of a record on PostgreSQL into a new file, as one state of it."""
    lite = opening.connect(opening.url_of(part))
    try:
        still = engine.connect().execution_options(isolation_level="REPEATABLE READ")
        with still as source, opening.writing(lite) as target:
            opening.build(target)
            _copy(source, target)
    finally:
        lite.dispose()


def restore(backup: Path, to: str | PathLike[str], replace: bool) -> None:
    """See `Record.restore`."""
    if not backup.exists():
        raise BadRecord(f"{backup}: there is no such backup")
    source = opening.connect(opening.url_of(backup))
    target = opening.connect(opening.url_of(to))
    try:
        opening.prepare(source, str(backup), create=False)
        with opening.told(str(backup)):
            wrong = checking.check(source)
        if wrong:
            raise BadRecord(f"{backup}: is damaged and not restored: {wrong[0]}")
        if target.dialect.name == "sqlite":
            _restore_file(source, Path(target.url.database or ""), replace)
        else:
            _restore_rows(source, target, replace)
    finally:
        source.dispose()
        target.dispose()


def _restore_file(source: Engine, to: Path, replace: bool) -> None:
    if to.exists() and to.stat().st_size and not replace:
        raise BadRecord(f"{to}: is there already; `--replace` puts it aside as {to.name}.replaced")
    part = to.with_name(to.name + ".restoring")
    part.unlink(missing_ok=True)
    backup(source, str(to), part)
    if to.exists():
        with closing(sqlite3.connect(to)) as old:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.replace(to, to.with_name(to.name + ".replaced"))
        for tail in ("-wal", "-shm"):
            to.with_name(to.name + tail).unlink(missing_ok=True)
    os.replace(part, to)


def _restore_rows(source: Engine, target: Engine, replace: bool) -> None:
    name = opening.shown(target.url)
    opening.prepare(target, name, create=True)
    with opening.told(name), opening.writing(target) as connection:
        holds = connection.execute(select(t.revision.c.number).limit(1)).first() is not None
        if holds and not replace:
            raise BadRecord(f"{name}: holds a record already; `--replace` takes its rows out first")
        if holds:
            names = ", ".join(each.name for each in t.ORDER)
            connection.execute(text(f"TRUNCATE {names}, claim_words, party_words"))
        with source.connect() as rows:
            _copy(rows, connection)


def _copy(source: Connection, target: Connection) -> None:
    for table in t.ORDER:
        for some in _rows(source, table):
            target.execute(insert(table), some)
    fill_words(target)


def _rows(connection: Connection, table: Table) -> Iterator[Sequence[dict[str, object]]]:
    query = select(table).order_by(*table.primary_key.columns)
    result = connection.execution_options(yield_per=_AT_ONCE).execute(query)
    for some in result.mappings().partitions():
        yield [dict(row) for row in some]


def fill_words(connection: Connection) -> None:
    """Make the full-text indexes from the rows, in place of what they hold."""
    if connection.dialect.name == "sqlite":
        for name in ("claim_words", "party_words"):
            connection.execute(text(f"INSERT INTO {name}({name}) VALUES ('rebuild')"))
        return
    for index, view, key, column, words in _WORDS:
        connection.execute(text(f"TRUNCATE {index}"))
        query = text(f"SELECT {key} AS n, {words} AS w FROM {view} WHERE {key} > :last ORDER BY {key} LIMIT {_AT_ONCE}")
        fill = text(f"INSERT INTO {index}({column}, words) VALUES (:n, to_tsvector('simple', :w))")
        last = 0
        while some := [{"n": row.n, "w": folded(row.w)} for row in connection.execute(query, {"last": last})]:
            connection.execute(fill, some)
            last = some[-1]["n"]


_WORDS = (
    ("claim_words", "claim_text", "version", "claim", "concat_ws(chr(10), sentence, action, parties, title)"),
    ("party_words", "party_text", "number", "party", "words"),
)
"""For each index the view that it is made from, its key there and here, and the words."""


def settle(engine: Engine) -> None:
    """Move what is in SQLite's log into its file, so that what was taken out is nowhere any more."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            _driver(connection).execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


def vacuum(engine: Engine) -> int:
    """See `Record.vacuum`."""
    c = t.reading.c
    outdated = (c.state == "refused") & c.body.is_not(None)
    with opening.writing(engine) as connection:
        count = connection.execute(select(func.count()).select_from(t.reading).where(outdated)).scalar_one()
        connection.execute(update(t.reading).where(outdated).values(body=None))
        if any(checking.words(connection)):
            fill_words(connection)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver = _driver(connection)
            for statement in ("INSERT INTO claim_words(claim_words) VALUES ('optimize')", "PRAGMA optimize", "ANALYZE",
                              "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):  # fmt: skip
                driver.execute(statement)
    else:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE"))
    return int(count)
