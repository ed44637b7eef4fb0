"""Tables of reports: CSV, JSON lines, JSON and Parquet, with a map of columns, and rows that cannot be read."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import intake
from dateline.errors import BadInput
from dateline.model.report import Report

RAIN = {"title": "Rain in Accra", "text": "Rain fell on the city on Monday.", "date": "2024-03-05", "source": "Post"}
SNOW = {
    "headline": "Snow",
    "body": "<p>Snow fell on the hills.</p>",
    "published_at": "2024-03-06T01:00:00Z",
    "lang": "en",
}


def taken(data: str | bytes, name: str) -> tuple[list[Report], list[str]]:
    """The reports, and what was said of the rest."""
    refused: list[BadInput] = []
    raw = data.encode() if isinstance(data, str) else data
    return intake.from_bytes(raw, name, refuse=refused.append), [str(each) for each in refused]


def bodies(found: list[Report]) -> list[str]:
    return [each.body.of(each.text) for each in found]


def test_json_lines_with_the_usual_names() -> None:
    found, refused = taken("\n".join((json.dumps(RAIN), "", json.dumps(SNOW))), "a.jsonl")
    assert bodies(found) == ["Rain fell on the city on Monday.", "Snow fell on the hills."]
    assert [each.title for each in found] == ["Rain in Accra", "Snow"]
    assert [each.published.edtf for each in found] == ["2024-03-05", "2024-03-06"]
    assert found[0].publisher == "Post"
    assert found[0].dates[0].said_in == "column date"
    assert refused == []


def test_bad_lines_are_told_with_their_line_and_are_no_stop() -> None:
    lines = [json.dumps(RAIN).encode(), b"{no json", b'"a string"', b'{"text": ""}', b'{"text": "\xff"}', b'{"a": 1}']
    found, refused = taken(b"\n".join((*lines, json.dumps(SNOW).encode())), "a.jsonl")
    assert len(found) == 2
    assert refused == [
        "a.jsonl, line 2: is no JSON (expecting property name enclosed in double quotes, at character 2)",
        "a.jsonl, line 3: is no JSON object",
        "a.jsonl, line 4: has no text",
        "a.jsonl, line 5: is not UTF-8, at byte 10 of the line",
        "a.jsonl, line 6: no column holds the text (say which in a.jsonl.columns.toml; there are a)",
    ]


@pytest.mark.parametrize("wrap", [lambda each: each, lambda each: {"status": "ok", "articles": each}])
def test_one_json_value(wrap: object) -> None:
    assert callable(wrap)
    found, refused = taken(json.dumps(wrap([RAIN, 7, SNOW]), indent=1), "a.json")
    assert len(found) == 2
    assert refused == ["a.json, item 2: is no JSON object"]
    assert bodies(taken(json.dumps(RAIN), "a.json")[0]) == ["Rain fell on the city on Monday."]


def test_csv_with_embedded_lines_and_bad_rows() -> None:
    text = 'Title;Text;Date;Author\nRain;"Rain fell.\nIt was ""wet"".";05 March 2024;Mina Okafor and Jo Park\n'
    found, refused = taken("\ufeff" + text + "Snow;\nIce;;;\nWind;Wind blew.;soon;\n", "a.csv")
    assert bodies(found) == ['Rain fell.\nIt was "wet".', "Wind blew."]
    assert found[0].bylines == ("Mina Okafor", "Jo Park")
    assert (found[1].published.state, found[1].published.reason) == ("unresolved", "'soon' is no date")
    assert refused == ["a.csv, line 4: has 2 cells under 4 columns", "a.csv, line 5: has no text"]


def test_tabs_and_western_letters() -> None:
    found, _ = taken("text\tdate\nThe café’s owner said so.\t2024-03-05\n".encode("cp1252"), "a.tsv")
    assert bodies(found) == ["The café’s owner said so."]


def test_a_map_of_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {"lead": "Rain fell.", "rest": "It was wet.", "meta": {"Day": "2024-03-05", "text": "no"}, "text": "not this"}
    path.write_text(json.dumps(row))
    (tmp_path / "a.jsonl.columns.toml").write_text('text = ["lead", "rest"]\npublished = "meta.day"\n')
    (found,) = intake.load(path)
    assert found.text == "Rain fell.\n\nIt was wet."
    assert found.published.edtf == "2024-03-05"


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("text = ", "is no TOML"),
        ("title = 'a'", "which column holds the text"),
        ("text = 'a'\nauthor = 'b'", "'author' is nothing that a report has; choose from text, title"),
        ("text = 3", "text is no column's name"),
        ("text = 'story'", "no column holds the text \\('story' is none of them; there are a, b\\)"),
    ],
)
def test_a_map_that_is_wrong(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "a.csv.columns.toml").write_text(toml)
    with pytest.raises(BadInput, match=said):
        intake.load(tmp_path / "a.csv")


def parquet(rows: list[dict[str, object]]) -> bytes:
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(rows), sink)
    return bytes(sink.getvalue())


def test_parquet() -> None:
    rows: list[dict[str, object]] = [
        {"text": "Rain fell.", "date": datetime(2024, 3, 5, 22, 10), "authors": ["Mina Okafor", "Jo Park"]},
        {"text": None, "date": None, "authors": None},
    ]
    found, refused = taken(parquet(rows), "a.parquet")
    assert (found[0].published.edtf, found[0].bylines) == ("2024-03-05", ("Mina Okafor", "Jo Park"))
    assert refused == ["a.parquet, row 2: has no text"]
    assert len(taken(parquet(rows), "a.bin")[0]) == 1


def test_parquet_without_pyarrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadInput, match=r"needs pyarrow; install it with pip install 'dateline\[parquet\]'"):
        intake.from_bytes(b"PAR1PAR1", "a.parquet")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "a.csv", "is empty"),
        (b"", "a.jsonl", "is empty"),
        (b"", "a.parquet", "is empty"),
        (b"PAR1" + b"\x00" * 40 + b"PAR1", "a.parquet", "is Parquet that cannot be read"),
        (b"no parquet", "a.parquet", "is Parquet that cannot be read"),
        (b"\x01\xff\x02" * 60, "a.csv", "a.csv: is"),
        (b"[]", "a.json", "neither a report nor a list"),
        (b"7", "a.json", "neither a report nor a list"),
        (b"[" * 200_000, "a.json", "is no JSON"),
        (b"1" * 9000, "a.json", "is no JSON"),
        (b"a\nb\nc", "a.jsonl", "and 2 more like it"),
    ],
)
def test_what_is_no_table(data: bytes, name: str, said: str) -> None:
    with pytest.raises(BadInput, match=said) as caught:
        intake.from_bytes(data, name)
    assert str(caught.value).startswith(name)
    assert "\n" not in str(caught.value)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(["a.csv", "a.jsonl", "a.json", "a.parquet"]), st.integers(0, 3000), st.binary(max_size=8))
def test_torn_tables_are_reports_or_bad_input(name: str, cut: int, junk: bytes) -> None:
    made = {
        "a.csv": b'text,date\n"Rain\nfell",2024-03-05\nSnow,2024\n',
        "a.jsonl": json.dumps(RAIN).encode() + b"\n" + json.dumps(SNOW).encode(),
        "a.json": json.dumps([RAIN, SNOW]).encode(),
        "a.parquet": parquet([dict(RAIN)]),
    }[name]
    cut %= len(made)
    with suppress(BadInput):
        intake.from_bytes(made[:cut] + junk + made[cut + 1 :], name)
