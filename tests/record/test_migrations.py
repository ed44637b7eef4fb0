"""Older records go in and come out as this dateline's; each step of the schema comes to what the tables state."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.errors import BadRecord, OtherVersion
from dateline.model.codec import dumps, to_json
from dateline.model.reading import INTERNAL, Reading
from dateline.record import Record, opening
from dateline.record.migrations import BEFORE, migrate, upgrade
from tests.record.made import reading

FIRST = """
CREATE TABLE reading (id TEXT PRIMARY KEY, report TEXT NOT NULL, published TEXT, title TEXT, publisher TEXT,
    recorded TEXT NOT NULL, superseded TEXT, body TEXT NOT NULL) STRICT;
CREATE TABLE claim (reading TEXT NOT NULL REFERENCES reading (id), place INTEGER NOT NULL, id TEXT NOT NULL,
    type TEXT NOT NULL, status TEXT NOT NULL, earliest TEXT, latest TEXT, body TEXT NOT NULL,
    PRIMARY KEY (reading, place)) STRICT, WITHOUT ROWID;
PRAGMA user_version = 1;
"""
"""The first schema of this project, as far as it was ever read."""


def first(path: Path, *rows: tuple[Reading, str, str | None]) -> Path:
    """A record as the first version of this project wrote it: readings, when they came in, when they went."""
    with sqlite3.connect(path) as old:
        old.executescript(FIRST)
        for number, (each, recorded, superseded) in enumerate(rows):
            body = dumps(to_json(each, INTERNAL))
            row = (str(number), each.report.id, None, None, None, recorded, superseded, body)
            old.execute("INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    old.close()
    return path


MET = reading("Norway met Kenya.", "met", "Norway", "Kenya")
SOLD = reading("Kenya sold Norway tea.", "sold", "Kenya", "Norway")


def test_the_first_schema_is_taken_over(tmp_path: Path) -> None:
    again = replace(MET, made_by=(("dateline", "0.0.2"),), claims=())
    path = first(
        tmp_path / "record.db",
        (MET, "2024-03-05T10:00:00+00:00", "2024-03-06T10:00:00+00:00"),
        (again, "2024-03-06T10:00:00+00:00", None),
        (SOLD, "2024-03-07T10:00:00+00:00", None),
    )
    with pytest.raises(OtherVersion, match="dateline record migrate"):
        Record(path)
    assert "3 readings" in migrate(path)
    with Record(path) as record:
        assert list(record.readings()) == [again, SOLD]
        assert list(record.claims(as_of=1)) == list(MET.claims)
        assert record.sql("SELECT at FROM revision").rows[0] == ("2024-03-05T10:00:00.000000+00:00",)
        assert record.check() == []
    assert path.with_name(path.name + BEFORE).exists()
    assert "already" in migrate(path)


def test_what_stood_again_stands(tmp_path: Path) -> None:
    again = replace(MET, made_by=(("dateline", "0.0.2"),), claims=())
    path = first(
        tmp_path / "record.db",
        (MET, "2024-03-05T10:00:00+00:00", None),
        (again, "2024-03-06T10:00:00+00:00", "2024-03-07T10:00:00+00:00"),
    )
    migrate(path)
    with Record(path) as record:
        assert list(record.readings()) == [MET]


def test_a_failed_migration_changes_nothing(tmp_path: Path) -> None:
    path = first(tmp_path / "record.db", (MET, "2024-03-05T10:00:00+00:00", None))
    with sqlite3.connect(path) as old:
        old.execute("UPDATE reading SET body = ?", (json.dumps({"report": {}}),))
    old.close()
    before = path.read_bytes()
    with pytest.raises(BadRecord, match="cannot be taken over"):
        migrate(path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["record.db"]


def test_nothing_to_migrate(tmp_path: Path) -> None:
    with pytest.raises(BadRecord, match="no record there"):
        migrate(tmp_path / "record.db")
    (tmp_path / "record.db").touch()
    with pytest.raises(BadRecord, match="no record there"):
        migrate(tmp_path / "record.db")


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE recipes (name)")
    other.close()
    for attempt in (Record, migrate):
        with pytest.raises(BadRecord, match="no record of dateline"):
            attempt(tmp_path / "other.db")


def test_the_steps_come_to_what_the_tables_state(tmp_path: Path) -> None:
    """When this fails after a change of `tables.py`: add a step to `migrations/versions`, and set `opening.HEAD`."""
    stepped = opening.connect(opening.url_of(tmp_path / "stepped.db"))
    with opening.writing(stepped) as connection:
        upgrade(connection)
    with stepped.connect() as connection:
        query = text("SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name")
        steps = {name: " ".join((sql or "").split()) for name, sql in connection.execute(query)}
        head = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    stepped.dispose()
    with Record(tmp_path / "made.db") as record:
        made = {str(name): " ".join(str(sql or "").split()) for name, sql in record.sql(str(query)).rows}
    assert head == opening.HEAD
    steps.pop("alembic_version")
    made.pop("alembic_version")
    assert steps == made
