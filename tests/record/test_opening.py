"""Paths and urls go in; records come out, or one sentence that says what to do, and never a password."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.errors import BadRecord, Busy, DatelineError, MissingExtra
from dateline.record import Record, opening
from tests.record.made import reading

SOLD = reading("Kenya sold Norway tea.", "sold", "Kenya", "Norway")


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("mysql://me:secret@db/news", "begins with postgresql://"),
        ("postgresql://me:secret@127.0.0.1:1/news", "no PostgreSQL answers there"),
        ("postgresql://me:secret@nowhere.invalid/news", "no such host|no PostgreSQL answers"),
        ("postgresql://me:secret@db:port/news", "is no url"),
    ],
)
def test_urls_that_lead_nowhere(where: str, said: str) -> None:
    with pytest.raises(BadRecord, match=said) as caught:
        Record.open(where)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("reason", "kind", "said"),
    [
        ("database is locked", Busy, "try again when it is done"),
        ("database or disk is full", BadRecord, "make room"),
        ("file is not a database", BadRecord, "name another path"),
        ("database disk image is malformed", BadRecord, "takes a backup"),
        ("attempt to write a readonly database", BadRecord, "the right to write"),
        ("password authentication failed for user 'me'", BadRecord, "refuses this user or password"),
        ("fe_sendauth: no password supplied", BadRecord, "~/.pgpass"),
        ('database "news" does not exist', BadRecord, "createdb"),
        ("something else, at postgresql://me:secret@db", BadRecord, "the database cannot do this"),
    ],
)
def test_what_the_database_says_is_told_in_one_sentence(reason: str, kind: type[DatelineError], said: str) -> None:
    with pytest.raises(kind, match=said) as caught, opening.told("record.db"):
        raise sqlite3.OperationalError(reason)
    assert str(caught.value).startswith("record.db: ")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"dateline\[postgres\]"):
        Record.open("postgresql://me:secret@db/news")


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        record.add(SOLD)
        with record.engine.connect() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        long = reading("Kenya met Norway. " + "And so on. " * 20_000, "met", "Kenya", "Norway")
        with pytest.raises(BadRecord, match="make room"):
            record.add(long)
        assert list(record.readings()) == [SOLD]
        assert record.check() == []


def test_opening_loads_nothing_heavy(tmp_path: Path) -> None:
    """Nor does it import Alembic: only a migration needs it."""
    code = (
        "import sys; from dateline.record import Record; Record(sys.argv[1]).close(); "
        "print(sorted({'spacy', 'alembic', 'psycopg', 'pyarrow', 'numpy', 'lxml'} & set(sys.modules)))"
    )
    path = str(tmp_path / "record.db")
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_file_explains_itself(tmp_path: Path) -> None:
    """Whoever opens it with plain SQLite sees named views, and a comment on every table and column."""
    with Record(tmp_path / "record.db") as record:
        record.add(SOLD)
    with sqlite3.connect(tmp_path / "record.db") as plain:
        rows = plain.execute("SELECT who, type, whom FROM claims").fetchall()
        schema = dict(plain.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
        found = plain.execute(
            "SELECT who FROM claims WHERE version IN (SELECT rowid FROM claim_words WHERE claim_words MATCH 'tea')"
        ).fetchall()
    plain.close()
    assert rows == [("Kenya", "CONSULT", "Norway")]
    assert found == [("Kenya",)]
    assert "/* PLOVER's type, such as CONSULT */" in schema["claim"]
    assert "-- One row per claim that stands" in schema["claims"]


def test_every_table_and_column_has_a_comment() -> None:
    from dateline.record import tables as t

    silent = [str(column) for table in t.ORDER for column in table.columns if not column.comment]
    assert silent == []
    assert [table.name for table in t.ORDER if not table.comment] == []
    assert set(t.ORDER) == set(t.metadata.tables.values())


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    (tmp_path / "record.db").touch()
    with Record(tmp_path / "record.db") as record:
        assert len(record) == 0


def test_a_copy_is_not_overwritten(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        record.add(SOLD)
        record.backup(tmp_path / "backup.db")
    (tmp_path / "damaged.db").write_bytes((tmp_path / "backup.db").read_bytes()[:20_000])
    with pytest.raises(BadRecord):
        Record.restore(tmp_path / "damaged.db", tmp_path / "record.db", replace=True)
    with Record.restore(tmp_path / "backup.db", tmp_path / "record.db", replace=True) as record:
        assert list(record.readings()) == [SOLD]
    assert (tmp_path / "record.db.replaced").exists()


def test_a_backup_that_is_opened_is_read_while_it_is_written(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        record.add(SOLD)
        record.backup(tmp_path / "backup.db")
    with Record.open(tmp_path / "backup.db") as reader, Record.open(tmp_path / "backup.db") as writer:
        entries = reader.entries()
        assert next(entries).report == SOLD.report
        writer.judge(SOLD.claims[0].id, "accept", by="ada")  # would wait for the reader otherwise
        assert list(entries) == []
    with sqlite3.connect(tmp_path / "backup.db") as driver:
        assert driver.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_backup_that_may_only_be_read_is_read(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        record.add(SOLD)
        record.backup(tmp_path / "backup.db")
    with sqlite3.connect(tmp_path / "backup.db", isolation_level=None) as driver:
        driver.execute("BEGIN")
        driver.execute("SELECT count(*) FROM claim").fetchone()  # somebody reads it: its mode cannot be changed now
        with Record.open(tmp_path / "backup.db") as record:
            assert len(record) == 1


def test_all_that_is_read_still_is_of_one_state(tmp_path: Path) -> None:
    with Record(tmp_path / "record.db") as record:
        record.add(SOLD)
        with record.still():
            before = record.revision()
            with Record.open(tmp_path / "record.db") as other:
                other.judge(SOLD.claims[0].id, "reject", by="ada")
            with record.still():
                assert (record.revision(), record.count()) == (before, [((), 1)])
            assert [entry.review for entry in record.entries(as_of=before)] == ["open"]
            with record.connection() as connection:
                assert connection.execute(text("SELECT count(*) FROM judgement")).scalar() == 0
        assert (record.revision(), record.count()) == (before + 1, [((), 0)])
