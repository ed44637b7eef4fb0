"""`dateline export`: what it prints, what it refuses, from reports and from a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import cli
from dateline.export import files
from dateline.model.reading import Reading
from dateline.record import Record

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["dateline", "export", *args])
    try:
        cli.main()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_reports_go_out_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    to = tmp_path / "x.export.CSV"
    report = str(EXAMPLES / "2024-03-05-nairobi-wire.txt")
    code, out, err = run(monkeypatch, capsys, "gdelt2", report, "--to", str(to))
    assert (code, err) == (0, "")
    assert out.splitlines()[0].endswith("rows out")
    assert "not as it was:" in out
    for path in (to, tmp_path / "x.mentions.CSV", tmp_path / "x.export.CSV.sidecar.jsonl"):
        assert f"written: {path}" in out
        assert path.exists()
    code, out, err = run(monkeypatch, capsys, "gdelt2", report, "--to", str(to))
    assert (code, out) == (2, "")
    assert "--force" in err
    assert run(monkeypatch, capsys, "gdelt2", report, "--to", str(to), "--force")[0] == 0


def test_a_record_goes_out(
    tmp_path: Path, examples: dict[str, Reading], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = tmp_path / "record.db"
    with Record(kept) as record:
        for reading in examples.values():
            record.add(reading)
    claims = sum(len(reading.claims) for reading in examples.values())
    code, out, _ = run(monkeypatch, capsys, "csv", "--record", str(kept), "--to", str(tmp_path / "all.csv"))
    assert code == 0
    assert out.startswith(f"{claims} claims in, {claims} rows out")
    question = ("--ask", "did:CONSULT", "--to", str(tmp_path / "some.csv"))
    code, out, _ = run(monkeypatch, capsys, "csv", "--record", str(kept), *question)
    some = sum(claim.type == "CONSULT" for reading in examples.values() for claim in reading.claims)
    assert code == 0
    assert out.startswith(f"{some} claim")
    assert 0 < some < claims


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("morse",), "choose one of"),
        (("csv", "x.txt", "--record", "r.db"), "either reports or a record"),
        (("csv", "--record", "nowhere.db"), "nowhere.db"),
    ],
)
def test_what_it_refuses(
    args: tuple[str, ...],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(monkeypatch, capsys, *args)
    assert (code, out) == (2, "")
    assert said in err
    assert list(tmp_path.iterdir()) == []


def test_into_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with Record(tmp_path / "record.db"):
        pass
    record = ("--record", str(tmp_path / "record.db"))
    code, out, _ = run(monkeypatch, capsys, "jsonl", *record, "--to", str(tmp_path))
    assert (code, out) == (0, f"0 claims in, 0 rows out\nwritten: {tmp_path / 'dateline.jsonl'}\n")


def test_lists_the_formats(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(monkeypatch, capsys, "list")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(files())
