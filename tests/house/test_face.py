"""The public face, pinned: what `import dateline` promises, and no more."""

from __future__ import annotations

import inspect
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import dateline
from dateline.errors import BadDate, BadInput

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "2024-03-05-nairobi-wire.txt"


def test_what_is_public() -> None:
    assert sorted(dateline.__all__) == ["Claim", "Reading", "Record", "Report", "ask", "read"]
    assert {name for name in dir(dateline) if not name.startswith("_")} == set(dateline.__all__)
    for name in dateline.__all__:
        assert inspect.getdoc(getattr(dateline, name)), name
    with pytest.raises(AttributeError, match="has no attribute 'write'"):
        _ = dateline.write


def test_signatures() -> None:
    assert str(inspect.signature(dateline.read)) == (
        "(text_or_path: 'str | PathLike[str]', *, published: 'date | str | None' = None) -> 'Reading'"
    )
    asked = "(record: 'Record', question: 'str', as_of: 'AsOf' = None) -> 'Iterator[Entry]'"
    assert str(inspect.signature(dateline.ask)) == asked
    assert list(inspect.signature(dateline.Record).parameters) == ["path"]


def test_import_is_light() -> None:
    code = "import sys, dateline; print([m for m in ('spacy', 'rich', 'pydantic', 'typer') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_path_and_its_text_read_alike() -> None:
    by_path = dateline.read(EXAMPLE)
    assert dateline.read(str(EXAMPLE)) == by_path
    assert dateline.read(EXAMPLE.read_text("utf-8")) == by_path


def test_published() -> None:
    assert dateline.read("Rain fell.").report.published.state == "not_stated"
    given = dateline.read("Rain fell.", published="2024-03-05")
    assert given == dateline.read("Rain fell.", published=date(2024, 3, 5))
    assert given.report.published_basis == "given"


def test_misuse() -> None:
    with pytest.raises(BadInput, match="no such file"):
        dateline.read("missing.txt")
    with pytest.raises(BadInput, match="is a directory"):
        dateline.read(ROOT)
    with pytest.raises(BadDate):
        dateline.read("Rain fell.", published="soon")


def test_read_keep_ask(tmp_path: Path) -> None:
    with dateline.Record(tmp_path / "record.db") as record:
        record.add(dateline.read(EXAMPLE))
        assert [answer.report.id for answer in dateline.ask(record, "")]


def test_a_long_line_is_a_report_and_no_path() -> None:
    line = "The army shelled the town of Gorn on Monday, the ministry said, " * 5 + "and then it left."
    assert dateline.read(line, published="2024-05-14").report.text == line
