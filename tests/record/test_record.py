"""What goes into the record comes out as it was, once, and is superseded rather than overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dateline.errors import BadRecord
from dateline.model.codec import to_json
from dateline.model.parse import EMPTY
from dateline.model.reading import INTERNAL, Reading
from dateline.record import Record


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record(tmp_path / "record.db")


def test_readings_come_out_as_they_went_in(record: Record, examples: dict[str, Reading]) -> None:
    for reading in examples.values():
        assert record.add(reading)
    public = [to_json(reading, INTERNAL) for reading in examples.values()]
    assert [to_json(reading, INTERNAL) for reading in record.readings()] == public
    assert list(record.claims()) == [claim for reading in examples.values() for claim in reading.claims]
    assert all(reading.parse == EMPTY for reading in record.readings())


def test_adding_again_changes_nothing(record: Record, examples: dict[str, Reading]) -> None:
    reading = next(iter(examples.values()))
    assert [bool(record.add(reading)), bool(record.add(reading))] == [True, False]
    assert len(record) == 1


def test_a_newer_reading_supersedes_and_the_older_stays(record: Record, examples: dict[str, Reading]) -> None:
    old = next(iter(examples.values()))
    new = replace(old, claims=old.claims[:1], made_by=(("dateline", "9"),))
    record.add(old, at=datetime(2024, 3, 5, tzinfo=UTC))
    record.add(new, at=datetime(2024, 3, 6, tzinfo=UTC))
    assert list(record.claims()) == list(new.claims)
    rows = record.sql("SELECT recorded, superseded, state FROM reading ORDER BY number").rows
    assert rows == ((1, 2, "superseded"), (2, None, "standing"))
    assert record.sql("SELECT at FROM revision").rows[0] == ("2024-03-05T00:00:00.000000+00:00",)
    assert record.sql("SELECT count(*) FROM claims").rows == ((len(new.claims),),)
    assert list(record.claims(as_of=datetime(2024, 3, 5, 12))) == list(old.claims)
    record.add(old)
    assert list(record.claims()) == list(old.claims)


def test_it_stays_when_closed(tmp_path: Path, examples: dict[str, Reading]) -> None:
    with Record(tmp_path / "a.db") as record:
        record.add(next(iter(examples.values())))
    with Record(tmp_path / "a.db") as record:
        assert len(record) == 1


def test_odd_letters_are_kept(record: Record) -> None:
    from dateline.intake.text import report

    reading = Reading(report=report("\ud800 \x00 e\u0301 😀"))
    record.add(reading)
    assert next(record.readings()).report == reading.report


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database" * 100)
    with pytest.raises(BadRecord, match="cannot be opened as a record"):
        Record(tmp_path / "a.db")
    with pytest.raises(BadRecord):
        Record(tmp_path / "none" / "a.db")
