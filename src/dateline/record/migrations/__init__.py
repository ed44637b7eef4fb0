"""A record of an older schema goes in, one of this dateline's comes out, by Alembic's steps; the old one is kept.

Each step is a module of `versions/`; they never change once released. `tables.py` states what they come to, and a test
compares the two. A new step: change `tables.py`, add `versions/v0002_….py` with `down_revision = "0001"`, and set
`opening.HEAD`.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dateline.errors import BadRecord, OtherVersion
from dateline.model.codec import Json, from_json
from dateline.model.reading import Reading
from dateline.record import opening

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BEFORE = ".before-migration"
"""What a file of an older schema is called afterwards: its name and this."""


def migrate(where: str | PathLike[str]) -> str:
    """Bring a record up to this dateline's schema; a sentence on what was done comes out.

    A SQLite file of the older schema is kept, its name with `.before-migration` behind. PostgreSQL does it in one
    transaction. BadRecord where there is no record, OtherVersion where it is newer than this dateline.
    """
    engine = opening.connect(opening.url_of(where))
    name = opening.shown(engine.url)
    path = Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None
    try:
        if path is not None and not path.exists():
            raise BadRecord(f"{name}: there is no record there")
        with opening.told(name), engine.connect() as connection:
            found = opening.version(connection)
        if found is None:
            raise BadRecord(f"{name}: there is no record there")
        if found == opening.HEAD:
            return f"{name}: is of this dateline's schema already ({opening.HEAD})"
        if found == opening.FIRST and path is not None:
            return _take_over(engine, path)
        if found > opening.HEAD:
            raise OtherVersion(f"{name}: is a record of a newer dateline; install that one")
        return _upgrade(engine, name, path, found)
    finally:
        engine.dispose()


def _upgrade(engine: Engine, name: str, path: Path | None, found: str) -> str:
    if path is not None:
        aside = _aside(path)
        with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(aside)) as copy:
            old.backup(copy)
    with opening.told(name), opening.writing(engine) as connection:
        upgrade(connection)
    return f"{name}: brought from schema {found} to {opening.HEAD}"


def upgrade(connection: Connection) -> None:
    """Run the steps that are missing, within the transaction that is open."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    script = ScriptDirectory(str(Path(__file__).parent))

    def missing(revision: object, context: object) -> list[object]:
        return list(script._upgrade_revs("head", cast(str, revision)))

    with EnvironmentContext(Config(), script, fn=missing) as steps:
        steps.configure(connection=connection)
        steps.run_migrations()


def _aside(path: Path) -> Path:
    aside = path.with_name(path.name + BEFORE)
    if aside.exists():
        raise BadRecord(f"{aside}: an older migration left this file; move it away first")
    return aside


def _take_over(engine: Engine, path: Path) -> str:
    """Take every reading of a record of the first schema into a new one, at the times at which they came in."""
    from dateline.record import Record

    aside = _aside(path)
    part = path.with_name(path.name + ".migrating")
    _remove(part)
    count = 0
    try:
        with closing(sqlite3.connect(path)) as old, Record(part) as record:
            last: dict[str, Reading] = {}
            for reading, at, stands in _first(old, path):
                count += bool(record.add(reading, at=at))
                if stands:
                    last[reading.report.id] = reading
            for reading in last.values():  # one that was taken in again stood again, under its first date
                record.add(reading)
            wrong = record.check()
            if wrong:
                raise BadRecord(f"{path}: could not be taken over: {wrong[0]}")
            record.vacuum()
    except BaseException:
        _remove(part)
        raise
    engine.dispose()
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.replace(path, aside)
    for tail in ("-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
    os.replace(part, path)
    return f"{path}: {count} readings taken over from the first schema; the old file is {aside.name}"


def _first(old: sqlite3.Connection, path: Path) -> Iterator[tuple[Reading, datetime, bool]]:
    """The readings of a record of the first schema in the order in which they came, each with whether it stands."""
    rows = old.execute("SELECT id, recorded, superseded IS NULL, body FROM reading ORDER BY recorded, rowid")
    for name, recorded, stands, body in rows:
        try:
            reading = from_json(Reading, cast(Json, json.loads(body)))
        except (ValueError, TypeError) as error:
            raise BadRecord(f"{path}: reading {name} cannot be taken over ({error}); read its report again") from None
        yield reading, datetime.fromisoformat(recorded), bool(stands)


def _remove(path: Path) -> None:
    for tail in ("", "-wal", "-shm"):
        path.with_name(path.name + tail).unlink(missing_ok=True)
