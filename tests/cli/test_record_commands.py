"""The commands about the record, one after the other as a user types them: code, ask, judge, changes, rejects."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.errors import BadInput, BadJudgement, BadQuestion, BadRecord, DatelineError

ROOT = Path(__file__).parents[2]


def run(*words: str) -> Result:
    done = CliRunner().invoke(app(), list(words))
    if isinstance(done.exception, DatelineError):
        raise done.exception
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("coded")
    (folder / "pile").mkdir()
    for path in (ROOT / "examples").glob("*.txt"):
        (folder / "pile" / path.name).write_bytes(path.read_bytes())
    (folder / "pile" / "junk.bin").write_bytes(bytes(3000))
    path = str(folder / "record.db")
    assert "6 reports taken in with" in run("code", str(folder / "pile"), "--record", path).stdout
    return path


def test_asked_as_a_table(record: str) -> None:
    shown = run("ask", "who:PRK did:MOBILIZE", "--record", record).stdout
    assert "North Korea → " in shown
    assert "[MOBILIZE" in shown
    assert "claim " in shown
    nothing = run("ask", "who:ISL", "--record", record)
    assert (nothing.stdout, nothing.exit_code) == ("", 0)


def test_asked_for_programs(record: str, tmp_path: Path) -> None:
    lines = run("ask", "who:PRK", "--record", record, "--format", "jsonl").stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    assert {"version", "review", "sentence", "report", "claim"} == set(rows[0])
    assert all(row["claim"]["action"]["text"] in row["sentence"]["text"] for row in rows)
    table = run("ask", "who:PRK", "--record", record, "--format", "csv").stdout
    assert len(list(csv.DictReader(io.StringIO(table)))) == len(rows)
    with pytest.raises(BadInput, match="name the file to write"):
        run("ask", "--record", record, "--format", "parquet")
    run("ask", "who:PRK", "--record", record, "--format", "parquet", "--to", str(tmp_path / "a.parquet"))
    assert (tmp_path / "a.parquet").stat().st_size > 0


def test_counted(record: str) -> None:
    whole = int(run("ask", "--record", record, "--count", "all").stdout.split()[-1])
    rows = run("ask", "--record", record, "--count", "by:type,status", "--format", "csv").stdout.splitlines()
    assert rows[0] == "type,status,claims"
    assert sum(int(row.rpartition(",")[2]) for row in rows[1:]) == whole


@pytest.mark.parametrize("words", [["artillery shells"], ["said:Dmitry Peskov"], ["who:PRK or who:RUS"], ["-who:PRK"]])
def test_the_shell_takes_quotation_marks_off(record: str, words: list[str]) -> None:
    assert run("ask", *words, "--record", record).exit_code == 0


def test_judged_and_followed(record: str) -> None:
    one = json.loads(run("ask", "limit:1", "--record", record, "--format", "jsonl").stdout)["claim"]
    before = len(run("changes", "--record", record).stdout.splitlines())
    said = run("judge", "mend", one["id"], "status", "denied", "--by", "ada", "--why", "as said", "--record", record)
    assert said.stdout == "judgement 1 kept\n"
    assert one["id"] in run("ask", "status:denied review:mended", "--record", record, "--format", "jsonl").stdout
    run("judge", "undo", "1", "--by", "ada", "--record", record)
    kept = run("judge", "list", "--record", record).stdout.splitlines()
    assert "ada: mend" in kept[0]
    assert "taken back" in kept[0]
    new = run("changes", "--since", str(before), "--record", record, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["kind"] for line in new] == ["judged", "judged"]


def test_rejects(record: str) -> None:
    assert "junk.bin: is no text" in run("rejects", "--record", record).stdout
    (line,) = run("rejects", "--record", record, "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["stage"] == "intake"


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (["ask", "wen:2024"], BadQuestion, "did you mean when: ?"),
        (["ask", "x", "--format", "pdf"], BadInput, "choose table, jsonl, csv or parquet"),
        (["ask", "--count", "by:colour"], BadQuestion, "colour"),
        (["judge", "accept", "nosuch", "--by", "ada"], BadJudgement, "no claim 'nosuch' stands"),
        (["changes", "--since", "soon"], BadInput, "no number of a change"),
        (["rejects", "--format", "xml"], BadInput, "choose text or jsonl"),
        (["code", "missing.txt"], BadInput, "no such file"),
    ],
)
def test_mistakes_are_told(record: str, words: list[str], error: type[DatelineError], said: str) -> None:
    with pytest.raises(error, match=said.replace("?", r"\?")):
        run(*words, "--record", record)


def test_a_record_that_is_not_there(tmp_path: Path) -> None:
    for words in (["ask", "x"], ["rejects"], ["changes"], ["judge", "list"]):
        with pytest.raises(BadRecord, match="there is no record yet"):
            run(*words, "--record", str(tmp_path / "none.db"))
