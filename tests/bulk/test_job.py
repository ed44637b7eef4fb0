"""Jobs: the same bytes from any engine and any number of workers; stopped, killed, poisoned and full they go on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import duckdb
import pytest

from dateline import reader
from dateline.bulk import tables
from dateline.bulk.engines import local
from dateline.bulk.job import Job, begin
from dateline.bulk.shard import Outcome
from dateline.errors import BadInput, NoRoom
from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.taggers import spacy

TEXTS = (
    "Kenya signed a treaty with Tanzania on Monday, President William Ruto said.",
    "Police in Lagos arrested three protesters. The governor condemned the arrests.",
    "France will send ten tanks to Ukraine, the defence ministry in Paris announced on Tuesday.",
    "Japan expelled two Russian diplomats, Kyodo reported.",
)


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Eight reports on the lines of a file, one of them broken and one there twice."""
    rows = [{"title": f"News {n}", "text": text, "published": f"2024-03-0{n + 1}"} for n, text in enumerate(TEXTS * 2)]
    written = [json.dumps(row) for row in [*rows, rows[0]]]
    written.insert(3, '{"text": ')
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(written) + "\n")
    return path


def started(inputs: Path, out: Path, kit: Kit, size: int = 400) -> Job:
    assert kit.made_by == reader.load().made_by
    return begin([str(inputs)], str(out), model=spacy.DEFAULT, size=size)


def files(out: Path) -> dict[str, str]:
    """Every file of a folder by its hash."""
    found = {str(path.relative_to(out)): path for path in sorted(out.rglob("*")) if path.is_file()}
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in found.items()}


def test_a_shard_has_its_files_and_readings_come_back_as_they_were(inputs: Path, tmp_path: Path, kit: Kit) -> None:
    job = started(inputs, tmp_path / "out", kit, size=10_000)
    (outcome,) = job.run("local", workers=1)
    assert outcome == Outcome(0, "done", 8, outcome.claims, outcome.words, 1, 1)
    assert outcome.claims >= 8
    kept = list(tables.readings(tmp_path / "out/reports/000000.parquet"))
    assert [place.number for place, _, _ in kept] == [0, 1, 2, 4, 5, 6, 7, 8]
    for _, _, reading in kept:
        again = reader.read(reading.report, kit)
        assert reading.claims == again.claims
        assert reading.sentences == again.sentences
    sql = "SELECT count(*), count(DISTINCT report) FROM read_parquet(?)"
    assert duckdb.execute(sql, [str(tmp_path / "out/claims/*.parquet")]).fetchone() == (outcome.claims, 8)
    (reject,) = map(json.loads, (tmp_path / "out/rejects/000000.jsonl").read_text().splitlines())
    assert (reject["number"], reject["stage"]) == (3, "intake")
    counts = json.loads((tmp_path / "out/manifests/000000.json").read_text())["counts"]
    assert (counts["reports"], counts["rejects"], counts["same"]) == (8, 1, 1)


def test_the_same_bytes_from_one_worker_and_from_three_and_again(inputs: Path, tmp_path: Path, kit: Kit) -> None:
    one, three = tmp_path / "one", tmp_path / "three"
    job = started(inputs, one, kit)
    assert [each.state for each in job.run("local", workers=1)] == ["done"] * len(job.plan.shards)
    assert len(job.plan.shards) > 2
    list(started(inputs, three, kit).run("local", workers=3))
    assert files(one) == files(three)
    assert list(started(inputs, three, kit).run("local")) == []
    started(inputs, three, kit).again(1)
    assert [each.shard for each in started(inputs, three, kit).run("local")] == [1]
    assert files(one) == files(three)


def test_ray_gives_the_same_bytes(inputs: Path, tmp_path: Path, kit: Kit) -> None:
    pytest.importorskip("ray", reason="needs dateline[ray]")
    one, two = tmp_path / "one", tmp_path / "two"
    list(started(inputs, one, kit).run("local", workers=1))
    outcomes = list(started(inputs, two, kit).run("ray", workers=1))
    assert {each.state for each in outcomes} == {"done"}
    assert files(one) == files(two)


def test_a_run_that_is_killed_goes_on_where_it_was(inputs: Path, tmp_path: Path, kit: Kit) -> None:
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    list(started(inputs, whole, kit).run("local", workers=1))
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "bulk", "code", str(inputs)]
    command += ["--out", str(killed), "--size", str(400 / (1 << 20)), "--workers", "1"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    while run.poll() is None and not list(killed.glob("done/*.json")):
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    job = started(inputs, killed, kit)
    job.folder.sweep()
    assert files(killed).items() <= files(whole).items()
    list(job.run("local", workers=1))
    assert files(killed) == files(whole)


def deadly(word: str) -> Callable[[Report, Kit], Reading]:
    """A reader that kills its process when a report holds `word`."""
    read = reader.read

    def reads(report: Report, kit: Kit) -> Reading:
        if word in report.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(report, kit)

    return reads


def test_a_report_that_kills_its_readers_is_rejected_and_the_rest_kept(
    inputs: Path, tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "read", deadly("three protesters"))
    job = started(inputs, tmp_path / "out", kit, size=10_000)
    (outcome,) = job.run("local", workers=1)
    # Two reports of Lagos: each takes two attempts, and the fourth is the last.
    assert outcome.state == "failed"
    assert "died 4 times (SIGKILL" in (outcome.why or "")
    monkeypatch.setattr(local, "ATTEMPTS", 5)
    (outcome,) = job.run("local", workers=1)
    assert (outcome.state, outcome.reports, outcome.rejects) == ("done", 6, 3)
    assert "ended by it, twice" in (tmp_path / "out/rejects/000000.jsonl").read_text()


def test_an_error_of_our_own_costs_one_report(
    inputs: Path, tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reader.read

    def reads(report: Report, kit: Kit) -> Reading:
        if "two Russian diplomats" in report.text:
            raise ZeroDivisionError("by nothing")
        return read(report, kit)

    monkeypatch.setattr(reader, "read", reads)
    (outcome,) = started(inputs, tmp_path / "out", kit, size=10_000).run("local", workers=1)
    assert (outcome.state, outcome.reports, outcome.rejects) == ("done", 6, 3)


def test_a_full_disk_ends_the_run_and_the_next_goes_on(
    inputs: Path, tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = started(inputs, tmp_path / "out", kit)

    def full(self: tables.Tables) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(tables.Tables, "close", full)
        outcomes = list(job.run("local", workers=1))
    assert [(each.state, each.full) for each in outcomes] == [("failed", True)]
    assert "make room and run the same command" in (outcomes[0].why or "")
    assert not list((tmp_path / "out").glob(".scratch/*"))
    assert {each.state for each in job.run("local", workers=2)} == {"done"}


def test_a_folder_holds_one_job(inputs: Path, tmp_path: Path, kit: Kit, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    started(inputs, out, kit)
    with pytest.raises(BadInput, match="holds another job"):
        started(tmp_path, out, kit)
    plan = (out / "plan.jsonl").read_text()
    (out / "plan.jsonl").write_text(plan.replace(reader.load().made_by[0][1], "0.0.0"))
    with pytest.raises(BadInput, match=r"was begun with dateline 0\.0\.0"):
        started(inputs, out, kit)
    with pytest.raises(BadInput, match="is no folder of dateline bulk code"):
        Job(str(tmp_path)).plan  # noqa: B018
    with pytest.raises(BadInput, match="there is no engine 'steam'; choose from local, ray"):
        list(Job(str(out)).run("steam"))


def test_damage_is_found(inputs: Path, tmp_path: Path, kit: Kit) -> None:
    job = started(inputs, tmp_path / "out", kit, size=10_000)
    list(job.run("local", workers=1))
    assert job.wrong(0) == []
    (tmp_path / "out/claims/000000.parquet").write_bytes(b"PAR1")
    assert "is not what was written (4 bytes" in job.wrong(0)[0]


def test_a_folder_that_cannot_be_written_to_is_said_in_a_sentence(tmp_path: Path) -> None:
    from dateline.bulk.folder import Folder, unwritable

    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written"):
        Folder(str(tmp_path / "file")).write("plan", b"")
    assert isinstance(unwritable(OSError(28, "No space left on device"), "x"), NoRoom)


def test_the_folder_may_be_a_url(inputs: Path, kit: Kit) -> None:
    job = begin([str(inputs)], "memory://bulk-out", model=spacy.DEFAULT, size=10_000)
    outcome = job.read(0, lambda ordinal: None)
    assert outcome.state == "done"
    assert job.done() == {0}
    assert job.wrong(0) == []
