"""Readings go in and stay; readings and claims come out as they were: the store, a first and small one on SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from importlib.resources import files
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import cast

from dateline.errors import BadInput
from dateline.model.claim import Claim
from dateline.model.codec import Json, from_json, to_json
from dateline.model.reading import INTERNAL, Reading

_VERSION = 1


class Record:
    """A file of readings. `Record(path)` opens or makes it; use it in a `with` block, or `close` it.

    One process writes at a time; SQLite lets others wait and read. BadInput when the file is no record.
    """

    def __init__(self, path: str | PathLike[str]) -> None:
        self.path = Path(path)
        try:
            self._sql = sqlite3.connect(self.path, timeout=30)
            version = self._sql.execute("PRAGMA user_version").fetchone()[0]
            if version > _VERSION:
                raise BadInput(f"{self.path}: is a record of a newer dateline; install that one")
            self._sql.execute("PRAGMA journal_mode = WAL")
            self._sql.executescript((files(__package__) / "schema.sql").read_text("utf-8"))
            self._sql.execute(f"PRAGMA user_version = {_VERSION}")
        except sqlite3.Error as error:
            raise BadInput(f"{self.path}: cannot be opened as a record ({error})") from None

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._sql.close()

    def add(self, reading: Reading, at: datetime | None = None) -> bool:
        """Keep a reading; False when the very same one stands already. An older reading of its report is superseded.

        `at` is when it came in; now, unless given. All of it goes in, or nothing.
        """
        body = _text(to_json(reading, INTERNAL))
        name = sha256(body.encode()).hexdigest()[:16]
        now = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        published = reading.report.published.earliest
        with self._sql as sql:
            sql.execute("BEGIN IMMEDIATE")
            standing = sql.execute("SELECT superseded IS NULL FROM reading WHERE id = ?", (name,)).fetchone()
            if standing == (1,):
                return False
            sql.execute(
                "UPDATE reading SET superseded = ? WHERE report = ? AND superseded IS NULL", (now, reading.report.id)
            )
            if standing:
                sql.execute("UPDATE reading SET superseded = NULL WHERE id = ?", (name,))
                return True
            day = published.isoformat()[:10] if published else None
            report = reading.report
            sql.execute(
                "INSERT INTO reading VALUES (?, ?, ?, ?, ?, ?, NULL, ?)",
                (name, report.id, day, _writable(report.title), _writable(report.publisher), now, body),
            )
            rows = (_row(name, place, claim) for place, claim in enumerate(reading.claims))
            sql.executemany("INSERT INTO claim VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return True

    def readings(self) -> Iterator[Reading]:
        """The readings that stand, in the order in which they came in; without the scaffolding of the stages."""
        rows = self._sql.execute("SELECT body FROM reading WHERE superseded IS NULL ORDER BY rowid")
        for (body,) in rows:
            yield from_json(Reading, cast(Json, json.loads(body)))

    def claims(self) -> Iterator[Claim]:
        """The claims of the readings that stand, in order."""
        for reading in self.readings():
            yield from reading.claims

    def __len__(self) -> int:
        """How many readings stand."""
        return int(self._sql.execute("SELECT count(*) FROM reading WHERE superseded IS NULL").fetchone()[0])


def _row(reading: str, place: int, claim: Claim) -> tuple[str | int | None, ...]:
    first, last = (day.isoformat() if day else None for day in (claim.when.earliest, claim.when.latest))
    return (reading, place, claim.id, claim.type, claim.status, first, last, _text(to_json(claim)))


def _text(value: Json) -> str:
    """JSON with every letter that UTF-8 cannot hold escaped, so that it comes back as it was."""
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def _writable(words: str | None) -> str | None:
    return words.encode("utf-8", "replace").decode() if words else words
