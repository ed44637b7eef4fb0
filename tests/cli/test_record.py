"""`dateline record` as it is typed: what it says, and what it does to the file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.record import Record
from tests.record.made import reading

Run = Callable[..., tuple[int, str, str]]
SOLD = reading("Kenya sold Norway tea.", "sold", "Kenya", "Norway")
MET = reading("Norway met Kenya.", "met", "Norway", "Kenya")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs `dateline record` on a record of two readings; gives the exit code, standard output and standard error."""
    monkeypatch.setenv("DATELINE_RECORD", str(tmp_path / "record.db"))
    with Record(tmp_path / "record.db") as record:
        for each in (SOLD, MET):
            record.add(replace(each, report=replace(each.report, publisher="Meridian")))

    def _run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", "record", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return _run


def test_info(run: Run) -> None:
    code, out, _ = run("info")
    shown = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert code == 0
    assert (shown["claims"], shown["reports"], shown["schema"]) == ("2", "2", "0001")
    assert "dateline 0 (2 reports)" in out


def test_backup_restore_check(run: Run, tmp_path: Path) -> None:
    saved = str(tmp_path / "saved.db")
    assert run("backup", saved)[0] == 0
    assert run("backup", saved)[0] == 2
    code, _, err = run("restore", saved)
    assert (code, "--replace" in err) == (2, True)
    code, out, _ = run("restore", saved, "--replace")
    assert (code, "2 readings restored" in out) == (0, True)
    assert (tmp_path / "record.db.replaced").exists()
    assert run("check")[:2] == (0, "the record is sound\n")


def test_check_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "record.db") as plain:
        plain.execute("UPDATE report SET text = 'other words' WHERE number = 1")
    plain.close()
    code, out, _ = run("check")
    assert code == 1
    assert "not the one that was taken in" in out


def test_migrate_and_vacuum(run: Run) -> None:
    assert "already" in run("migrate")[1]
    assert "0 refused readings" in run("vacuum")[1]


def test_rights(run: Run, tmp_path: Path) -> None:
    assert run("rights") == (0, "", "")
    code, out, _ = run("rights", "Meridian", "offsets", "--yes", "--by", "Ada")
    assert (code, out) == (0, "Meridian: offsets; words of 2 reports taken out\n")
    assert run("rights")[1] == "Meridian: offsets\n"
    assert run("rights", "Meridian", "everything")[0] == 2
    with Record(tmp_path / "record.db") as record:
        assert {entry.sentence.text for entry in record.entries()} == {""}


def test_nothing_is_taken_out_unasked(run: Run) -> None:
    """Standard input is empty here, as in a script: that is no yes."""
    assert run("rights", "Meridian", "offsets")[0] != 0
    assert run("rights")[1] == ""


def test_proposals(run: Run, tmp_path: Path) -> None:
    fresh = replace(MET.claims[0], id="f" * 16, action=replace(MET.claims[0].action, text="Norway met"))
    new = replace(
        MET, claims=(replace(MET.claims[0], status="planned"), fresh), made_by=(("dateline", "1"),),
        report=replace(MET.report, publisher="Meridian"),
    )  # fmt: skip
    with Record(tmp_path / "record.db") as record:
        record.propose(new)
    assert run("proposals")[1] == f"{MET.report.id}\n"
    _, out, _ = run("proposals", MET.report.id)
    assert f"~ {MET.claims[0].id}  no day  Norway CONSULT Kenya: met, planned  (status)" in out
    assert "+ ffffffffffffffff" in out
    assert "1 added, 1 changed, 0 withdrawn" in run("proposals", MET.report.id, "--accept", "--by", "Ada")[1]
    assert run("proposals") == (0, "", "")
    assert run("proposals", MET.report.id, "--refuse")[0] == 2
    assert run("proposals", MET.report.id, "--refuse", "--accept")[0] == 2


def test_no_record(run: Run, tmp_path: Path) -> None:
    for command in ("info", "check", "vacuum", "migrate"):
        code, _, err = run(command, "--record", str(tmp_path / "none.db"))
        assert (code, "no record" in err) == (2, True), command
    assert not (tmp_path / "none.db").exists()


def test_a_url_of_the_settings_stays_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_RECORD", "postgresql://me:secret@127.0.0.1:1/news")
    code, _, err = run("info")
    assert (code, "no PostgreSQL answers" in err, "secret" in err) == (2, True, False)


def test_who_names_no_record_has_one(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder for it is made, the record itself only by what takes in."""
    monkeypatch.delenv("DATELINE_RECORD")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    code, _, err = run("info")
    assert (code, "there is no record yet" in err) == (2, True)
