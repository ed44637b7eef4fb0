"""Words go in and a clause that finds them comes out, for either database; a user's SQL goes in, its rows come out."""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, text
from sqlalchemy.sql import literal_column

from dateline.errors import BadQuestion, BadRecord
from dateline.record import opening
from dateline.record import tables as t
from dateline.record.keeping import folded

_WORD = re.compile(r"[^\W_]+\*?")
Cell = str | int | float | bytes | None


@dataclass(frozen=True, slots=True)
class Table:
    """What a statement selected: the names of its columns, and its rows."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def words(dialect: str, wanted: str) -> ColumnElement[bool]:
    """See `Record.words`."""
    return _matching(t.claim.c.version, "claim_words", "claim", dialect, wanted)


def named(dialect: str, wanted: str) -> ColumnElement[bool]:
    """See `Record.named`."""
    return _matching(t.party.c.number, "party_words", "party", dialect, wanted)


def _matching(key: ColumnElement[int], index: str, column: str, dialect: str, wanted: str) -> ColumnElement[bool]:
    found = _WORD.findall(unicodedata.normalize("NFC", wanted))
    if not found:
        raise BadQuestion(f"there is no word in {wanted!r} to look for")
    if dialect == "sqlite":
        star = " *" if found[-1].endswith("*") else ""
        phrase = '"' + " ".join(each.rstrip("*") for each in found) + '"' + star
        query = text(f"SELECT rowid FROM {index} WHERE {index} MATCH :words_{index}")
    else:
        parts = [folded(each.rstrip("*")) + (":*" if each.endswith("*") else "") for each in found]
        phrase = " <-> ".join(parts)
        query = text(f"SELECT {column} FROM {index} WHERE words @@ to_tsquery('simple', :words_{index})")
    bound = query.bindparams(bindparam(f"words_{index}", phrase, unique=True))
    return key.in_(bound.columns(literal_column("rowid")).scalar_subquery())


def select(
    engine: Engine, name: str, query: str, values: dict[str, str | int | float | None], seconds: float | None
) -> Table:
    """See `Record.sql`."""
    statement = query.strip().rstrip(";")
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            driver = connection.connection.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            return _select_lite(driver, name, statement, values, seconds)
        connection.execute(text("SET TRANSACTION READ ONLY"))
        if seconds is not None:
            connection.execute(text(f"SET LOCAL statement_timeout = {int(seconds * 1000)}"))
        return _select_post(connection, name, statement, values)


def _select_post(
    connection: Connection, name: str, statement: str, values: dict[str, str | int | float | None]
) -> Table:
    """Prepared on the server, which takes one statement only: no second one can end the transaction that only reads."""
    if not _ASKS.match(statement):  # COPY, for one, writes files even where nothing else may write
        raise BadRecord(f"{name}: only what selects can be asked here")
    compiled = text(statement).compile(dialect=connection.dialect)
    driver = cast(_Driver, connection.connection.driver_connection)
    try:
        found = driver.execute(str(compiled), values, prepare=True)
    except Exception as error:
        raise opening.said(name, error) from None
    if found.description is None:
        raise BadRecord(f"{name}: only what selects can be asked here")
    return Table(tuple(each[0] for each in found.description), tuple(tuple(row) for row in found.fetchall()))


_ASKS = re.compile(r"(?:select|with|values|table|explain)\b", re.IGNORECASE)


class _Found(Protocol):
    @property
    def description(self) -> Sequence[Sequence[str]] | None: ...
    def fetchall(self) -> list[tuple[Cell, ...]]: ...


class _Driver(Protocol):
    """As much of psycopg's connection as is needed here: psycopg itself may not be installed."""

    def execute(self, query: str, params: dict[str, str | int | float | None], *, prepare: bool) -> _Found: ...


_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE})
_ASKING = frozenset({"data_version", "table_info", "table_xinfo", "table_list", "index_list", "index_info"})
"""The pragmas that only tell; the first is what the full text itself asks."""


def _allowed(action: int, first: str | None, *_: str | None) -> int:
    """SQLite asks this of every step of a statement: nothing may write, attach another file, or set anything."""
    if action in _READING or (action == sqlite3.SQLITE_PRAGMA and first in _ASKING):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _select_lite(
    driver: sqlite3.Connection, name: str, statement: str, values: dict[str, str | int | float | None],
    seconds: float | None,
) -> Table:  # fmt: skip
    end = time.monotonic() + seconds if seconds is not None else None
    driver.execute("PRAGMA query_only = ON")
    if end is not None:
        driver.set_progress_handler(lambda: int(time.monotonic() > end), 10_000)
    driver.set_authorizer(_allowed)
    try:
        found = driver.execute(statement, values)
        if found.description is None:
            raise BadRecord(f"{name}: only what selects can be asked here")
        return Table(tuple(each[0] for each in found.description), tuple(found.fetchall()))
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise BadRecord(f"{name}: the statement took longer than {seconds:.0f} s and was stopped") from None
        raise
    finally:
        driver.set_authorizer(None)
        driver.set_progress_handler(None, 0)
        driver.execute("PRAGMA query_only = OFF")
