"""`dateline ledger` and `dateline diary` as a user types them, over a record of five reports."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.errors import BadInput, BadRecord, DatelineError
from dateline.intake import text as plain
from dateline.reader import load, read
from dateline.record import Record

REPORTS = {
    "2024-05-02": "The United States threatened to impose sanctions on Georgia if Georgia arrests opposition leaders. "
    "French President Emmanuel Macron will visit Japan on May 14, his office said.",
    "2024-05-06": "Georgia arrested two opposition leaders on Monday.",
    "2024-05-10": "The United States imposed sanctions on Georgia on Friday.",
    "2024-05-11": "Norway promised to give Ukraine six F-16 fighter jets.",
    "2024-05-12": "Armenia demanded that Azerbaijan withdraw its troops from the border villages.",
}


def run(*words: str) -> Result:
    done = CliRunner().invoke(app(), list(words))
    if isinstance(done.exception, DatelineError):
        raise done.exception
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("ledger")
    for day, text in REPORTS.items():
        (folder / f"{day}.txt").write_text(f"date {day}\n\n{text}\n", "utf-8")
    path = str(folder / "record.db")
    assert "5 reports" in run("code", *(str(each) for each in sorted(folder.glob("*.txt"))), "--record", path).stdout
    return path


def test_a_threat_its_condition_and_what_came_of_it(record: str) -> None:
    shown = run("ledger", "threats", "--as-of", "2024-05-20", "--record", record).stdout
    assert shown.startswith("DONE · 2024-05-02 · United States")
    assert "condition: if Georgia arrests opposition leaders" in shown
    assert "→ condition met · 2024-05-06" in shown
    assert "→ done · 2024-05-10" in shown
    assert "1 outlet, 1 origin" in shown
    early = run("ledger", "threats", "--as-of", "2024-05-08", "--record", record).stdout
    assert early.startswith("CONDITION MET")
    assert run("ledger", "threats", "--as-of", "2024-05-20", "--open", "--record", record).stdout == ""


def test_answers_are_found_beyond_the_question(record: str) -> None:
    words = ("ledger", "threats", "--as-of", "2024-05-20", "--ask", "did:THREATEN", "--record", record)
    assert run(*words).stdout.startswith("DONE")
    assert run("ledger", "threats", "--ask", "who:FRA", "--record", record).stdout == ""


def test_the_other_ledgers(record: str) -> None:
    assert "Norway" in run("ledger", "promises", "--record", record).stdout
    assert "Armenia" in run("ledger", "demands", "--record", record).stdout
    assert "OVERDUE" in run("ledger", "plans", "--as-of", "2024-06-01", "--record", record).stdout
    assert "fighter jets" in run("ledger", "transfers", "--record", record).stdout


def test_ledgers_for_programs(record: str) -> None:
    rows = [
        json.loads(line)
        for name in ("threats", "demands", "promises", "plans")
        for line in run("ledger", name, "--format", "jsonl", "--record", record).stdout.splitlines()
    ]
    assert {row["kind"] for row in rows} == {"threat", "demand", "promise", "plan"}
    assert all(0.6 <= answer["score"] <= 1 and answer["reasons"] for row in rows for answer in row["answers"])
    lines = run("ledger", "transfers", "--format", "jsonl", "--record", record).stdout.splitlines()
    assert "UKR" in [party["country"] for line in lines for party in json.loads(line)["to"]]


def test_the_diary(record: str, tmp_path: Path) -> None:
    shown = run("diary", "--from", "2024-05-03", "--record", record).stdout
    assert shown.startswith("2024-05-14  Emmanuel Macron")
    assert run("diary", "--from", "2024-05-15", "--record", record).stdout == ""
    late = run("diary", "--from", "2024-05-15", "--overdue", "--record", record).stdout
    assert late.startswith("overdue since 2024-05-14: Emmanuel Macron")
    calendar = tmp_path / "ahead.ics"
    run("diary", "--from", "2024-05-03", "--ics", str(calendar), "--record", record)
    assert "DTSTART;VALUE=DATE:20240514" in calendar.read_text("utf-8")
    with pytest.raises(BadInput, match="--force"):
        run("diary", "--ics", str(calendar), "--record", record)
    with pytest.raises(BadInput, match="cannot be written"):
        run("diary", "--ics", str(tmp_path / "none" / "ahead.ics"), "--record", record)
    assert (
        "0 events" in run("diary", "--from", "2030-01-01", "--ics", str(calendar), "--force", "--record", record).stdout
    )


def test_the_calendar_keeps_its_ids_and_counts_up(tmp_path: Path) -> None:
    """A second report of the same visit, of an earlier day even: the same event, told anew, to who subscribed to it."""
    texts = (
        (
            "Valley Post",
            date(2024, 5, 3),
            "French President Emmanuel Macron will visit Japan on 14 May, his office said.",
        ),
        ("Harbour Mail", date(2024, 5, 2), "Emmanuel Macron will visit Japan on May 14, the Elysee said on Thursday."),
    )
    place, calendar, found = tmp_path / "record.db", tmp_path / "ahead.ics", []
    with Record(place) as record:
        for outlet, day, words in texts:
            record.add(read(replace(plain.report(words, day), publisher=outlet), load()))
            run("diary", "--from", "2024-05-01", "--ics", str(calendar), "--force", "--record", str(place))
            (event,) = icalendar.Calendar.from_ical(calendar.read_bytes()).walk("VEVENT")
            found.append(event)
    assert found[0]["UID"] == found[1]["UID"]
    assert found[0]["SEQUENCE"] < found[1]["SEQUENCE"]
    assert str(found[1]["DESCRIPTION"]).count("On whose word") == 2


def test_misuse_is_told(record: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="table or jsonl"):
        run("ledger", "threats", "--format", "xml", "--record", record)
    with pytest.raises(BadInput):
        run("ledger", "threats", "--as-of", "soon", "--record", record)
    with pytest.raises(BadRecord):
        run("diary", "--record", str(tmp_path / "none.db"))


def test_a_review_keeps_what_the_keys_say(record: str) -> None:
    rows = [json.loads(line) for line in run("review", "--format", "jsonl", "--record", record).stdout.splitlines()]
    assert [row["doubt"] for row in rows] == sorted((row["doubt"] for row in rows), reverse=True)
    assert all(row["claims"] for row in rows)
    keys = "?\nx\n" + "a\n" * len(rows)
    done = CliRunner().invoke(app(), ["review", "--keys", "--by", "ada", "--record", record], input=keys)
    assert done.exit_code == 0, done.output
    kept = run("judge", "list", "--record", record).stdout.splitlines()
    assert len(kept) == sum(row["field"] is not None for row in rows)
    assert all("ada: accept" in line for line in kept)
    again = run("review", "--record", record)
    assert again.stdout == "" or len(kept) < len(rows)
    stopped = CliRunner().invoke(app(), ["review", "--keys", "--record", record], input="")
    assert stopped.exit_code == 0


def test_what_a_voice_said(record: str) -> None:
    shown = run("diff", "office", "visit", "--record", record).stdout
    assert shown.startswith("2024-05-02 · Emmanuel Macron → visit")
    assert run("diff", "office", "--changed", "--record", record).stdout == ""
    (row,) = run("diff", "office", "--format", "jsonl", "--record", record).stdout.splitlines()
    assert json.loads(row)["changes"] == []
    assert run("diff", "Nobody At All", "--record", record).stdout == ""
    with pytest.raises(BadInput, match="whose words"):
        run("diff", '"', "--record", record)
    with pytest.raises(BadInput, match="text or jsonl"):
        run("diff", "x", "--format", "xml", "--record", record)
