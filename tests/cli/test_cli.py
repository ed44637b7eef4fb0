"""The command line as a user meets it: each command, and one clear sentence for everything bad."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from dateline.cli import main

ROOT = Path(__file__).parents[2]
EXAMPLE = str(ROOT / "examples" / "2023-09-13-vostochny.txt")
OTHER = str(ROOT / "examples" / "2019-11-15-buenos-aires-court.txt")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `dateline` with arguments; gives the exit code, standard output and standard error."""

    def _run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return _run


def test_help_names_every_command_with_a_sentence(run: Run) -> None:
    code, out, _ = run("--help")
    assert code == 0
    for path in (ROOT / "src" / "dateline" / "cli").glob("[a-z]*.py"):
        assert re.search(rf"\n  {path.stem} +[A-Z]", out), "a command's docstring is its help"


def test_help_loads_nothing_heavy() -> None:
    """Time differs by machine; what makes the start slow does not."""
    code = (
        "import sys; from dateline.cli import app; app(); "
        "print([m for m in ('spacy', 'numpy', 'pydantic', 'ahocorasick', 'rich.console') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_read_prints_a_table(run: Run) -> None:
    code, out, err = run("read", EXAMPLE)
    assert (code, err) == (0, "")
    assert "Vladimir Putin → received [CONSULT" in out


def test_read_json_fits_the_schema_that_is_printed(run: Run) -> None:
    _, stated, _ = run("schema")
    _, out, _ = run("read", EXAMPLE, "--format", "json")
    jsonschema.validate(json.loads(out), json.loads(stated))
    _, stated, _ = run("schema", "--of", "claim")
    _, out, _ = run("read", EXAMPLE, OTHER, "--format", "jsonl")
    for line in out.splitlines():
        jsonschema.validate(json.loads(line), json.loads(stated))


def test_read_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Kenya signed a treaty with Norway on Monday.")))
    code, out, _ = run("read", "-", "--published", "2024-03-05", "--format", "json")
    assert code == 0
    assert json.loads(out)["report"]["published"]["edtf"] == "2024-03-05"


def test_bad_inputs_are_told_and_the_others_read(run: Run, tmp_path: Path) -> None:
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "legacy.txt").write_bytes("Министр прибыл".encode("cp1251"))
    (tmp_path / "empty.txt").write_bytes(b"")
    bad = [str(tmp_path), str(tmp_path / "none.txt"), str(tmp_path / "junk.txt"), str(tmp_path / "legacy.txt")]
    code, out, err = run("read", *bad, str(tmp_path / "empty.txt"), OTHER, "--format", "json")
    assert code == 2
    assert len(out.splitlines()) == 2
    assert len(err.splitlines()) == 4
    for line, path in zip(err.splitlines(), bad, strict=True):
        assert line.startswith(f"dateline: {path}: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read", EXAMPLE, "--published", "2023-13-45"], "dateline: '2023-13-45' is no date: write it as YYYY-MM-DD"),
        (["read", EXAMPLE, "--format", "pdf"], "dateline: there is no format 'pdf': choose one of html, json"),
        (
            ["read", EXAMPLE, "--model", "no_such_model"],
            "dateline: the spaCy pipeline 'no_such_model' is not installed",
        ),
        (["read", EXAMPLE, "--model", "json"], "dateline: 'json' is installed but does not load as a spaCy pipeline"),
        (["schema", "--of", "nothing"], "dateline: there is no schema of 'nothing'"),
        (["explain", "ffffffff", EXAMPLE], "dateline: no claim 'ffffffff' in these reports"),
        (["explain", "1", "none.txt"], "dateline: none.txt: there is no such file"),
        (["nothing"], "No such command 'nothing'"),
        (["read"], "Missing argument"),
    ],
)
def test_misuse_is_one_sentence_and_code_2(run: Run, arguments: list[str], said: str) -> None:
    code, out, err = run(*arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert out == ""


def test_an_error_of_our_own_is_a_sentence_too(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reader.STAGES", (lambda reading, kit: 1 / 0,))
    code, _, err = run("read", EXAMPLE)
    assert code == 1
    assert "an error of dateline's own (ZeroDivisionError" in err
    assert "Traceback" not in err


def test_explain_says_why(run: Run) -> None:
    code, out, _ = run("explain", "1", EXAMPLE)
    assert code == 0
    assert "evidence" in out
    assert "type " in out
    name = out.split()[0]
    assert run("explain", name[:8], EXAMPLE)[1] == out


def test_check_finds_the_installation_sound(run: Run) -> None:
    code, out, _ = run("check")
    assert out.endswith("sound\n")
    assert code == 0
    code, out, _ = run("check", "--model", "no_such_model")
    assert code == 2
    assert "pip install no_such_model" in out


def test_version(run: Run) -> None:
    from dateline import __version__

    assert run("--version")[1] == f"dateline {__version__}\n"
