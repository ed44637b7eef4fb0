"""Sources onto the record: what is taken in, passed over and refused, and a run that is killed and goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline import coder
from dateline.errors import BadInput
from dateline.model.kit import Kit
from dateline.record import Record

LINE = '{{"date": "2024-03-0{day}", "text": "{who} struck a deal with Norway on Monday, its foreign ministry said."}}\n'
COUNTRIES = ("Kenya", "Chad", "Peru", "Oman", "Laos", "Cuba", "Mali", "Fiji")


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder of three files: one of eight rows of which one is broken, a text, and junk."""
    folder = tmp_path / "pile"
    (folder / "deeper").mkdir(parents=True)
    rows = [LINE.format(day=day, who=who) for day, who in enumerate(COUNTRIES, start=1)]
    (folder / "rows.jsonl").write_text("".join([*rows[:4], '{"text": \n', *rows[4:]]), "utf-8")
    (folder / "deeper" / "one.txt").write_text("date 2024-03-05 Norway thanked Kenya for its help on Monday.", "utf-8")
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 40)
    (folder / ".hidden").write_text("nothing", "utf-8")
    return folder


def run(record: Record, source: Path, kit: Kit, **how: bool | int) -> coder.Coded:
    coded = coder.Coded()
    for step in coder.code([str(source)], record, lambda: kit, **how):  # type: ignore[arg-type]
        coded.add(step)
    return coded


def content(record: Record) -> list[tuple[str, str]]:
    return sorted((entry.claim.id, entry.report.id) for entry in record.entries())


def test_a_folder_is_taken_in_and_known_again(pile: Path, tmp_path: Path, kit: Kit) -> None:
    with Record(tmp_path / "record.db") as record:
        first = run(record, pile, kit)
        assert (first.taken, first.rejected, first.skipped) == (9, 2, 0)
        assert first.claims == len(content(record)) > 8
        rejected = {reject.locator.removeprefix(str(pile)): reject.why for reject in record.rejects()}
        assert sorted(rejected) == ["/junk.txt", "/rows.jsonl#4"]
        assert "line 5: is no JSON" in rejected["/rows.jsonl#4"]
        before, changes = content(record), len(list(record.changes()))
        second = run(record, pile, kit)
        assert (second.taken, second.same, second.skipped) == (0, 0, 2)
        assert (content(record), len(list(record.changes()))) == (before, changes)


def test_what_was_mended_is_taken_in(pile: Path, tmp_path: Path, kit: Kit) -> None:
    with Record(tmp_path / "record.db") as record:
        run(record, pile, kit)
        (pile / "junk.txt").write_text("date 2024-03-05 Norway accused Chad of spying on Monday.", "utf-8")
        assert run(record, pile / "junk.txt", kit).taken == 1
        assert [reject.locator for reject in record.rejects()] == [f"{pile}/rows.jsonl#4"]


def test_reading_anew_changes_nothing_by_itself(pile: Path, tmp_path: Path, kit: Kit) -> None:
    with Record(tmp_path / "record.db") as record:
        run(record, pile, kit)
        before = content(record)
        again = run(record, pile, kit, again=True)
        assert (again.taken, again.same) == (0, 9)
        assert (content(record), record.proposals()) == (before, [])


def test_side_by_side_is_the_same(pile: Path, tmp_path: Path, kit: Kit) -> None:
    with Record(tmp_path / "one.db") as one, Record(tmp_path / "two.db") as two:
        run(one, pile, kit)
        run(two, pile, kit, jobs=2)
        assert content(one) == content(two)
        assert [r.why for r in one.rejects()] == [r.why for r in two.rejects()]


def test_an_error_of_our_own_is_a_reject_and_no_stop(
    pile: Path, tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = coder.reader.read

    def fails(report: object, kit: Kit) -> object:
        if "Peru" in report.text:  # type: ignore[attr-defined]
            raise RuntimeError("a fault")
        return read(report, kit)  # type: ignore[arg-type]

    monkeypatch.setattr(coder.reader, "read", fails)
    with Record(tmp_path / "record.db") as record:
        assert run(record, pile, kit).taken == 8
        assert [(r.locator[-2:], r.stage) for r in record.rejects() if r.stage != "intake"] == [("#2", "read")]


@pytest.mark.parametrize("source", ["missing", "missing/*.txt"])
def test_a_source_that_is_not_there(source: str, tmp_path: Path, kit: Kit) -> None:
    with Record(tmp_path / "record.db") as record, pytest.raises(BadInput, match=r"no such file|fits no file"):
        list(coder.code([str(tmp_path / source)], record, lambda: kit))


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="folder without files"):
        coder.paths(str(tmp_path))


@pytest.mark.parametrize("after", [0.0, 0.15, 0.4])
def test_killed_at_any_point_it_goes_on(pile: Path, tmp_path: Path, kit: Kit, after: float) -> None:
    """kill -9 `after` seconds after the record is there, then another run: the record is that of a quiet one."""
    path = tmp_path / "record.db"
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "code", str(pile), "--record", str(path)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait(lambda: path.exists() or process.poll() is not None)
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with Record(path) as killed, Record(tmp_path / "quiet.db") as quiet:
        run(killed, pile, kit)
        run(quiet, pile, kit)
        assert content(killed) == content(quiet)
        assert killed.check() == []


def _wait(ready: Callable[[], bool]) -> None:
    for _ in range(600):
        if ready():
            return
        time.sleep(0.05)
    raise AssertionError("the run never began")
