"""CSV, Parquet and XLSX, read back by the csv module, pyarrow and openpyxl."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline import __version__
from dateline.errors import MissingExtra
from dateline.export import Left, _columns, parquet, xlsx
from dateline.export import csv as table
from dateline.model.act import Words
from dateline.model.claim import Claim
from dateline.model.codec import from_json, to_json
from dateline.model.entry import Entry, entries
from dateline.model.reading import Reading

Make = Callable[..., Entry]


@pytest.fixture
def given(examples: dict[str, Reading]) -> list[Entry]:
    now = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)
    return [each for reading in examples.values() for each in entries(reading, now)]


def nobody(left: Left) -> None:
    raise AssertionError(left)


def test_csv_gives_back_every_claim(given: list[Entry], tmp_path: Path) -> None:
    """The flat columns with the JSON beside them hold all of a claim."""
    assert table.save(given, tmp_path / "x.csv", nobody) == len(given)
    csv.field_size_limit(10**7)
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, strict=True))
    assert tuple(rows[0]) == table.COLUMNS
    for row, entry in zip(rows, given, strict=True):
        plain = {name: row[name] for name in ("id", "report", "type", "cameo", "status", "timing")}
        numbers = {"quad": int(row["quad"]), "score": float(row["score"])}
        nested = {name: json.loads(row[f"{name}_json"]) for name in _columns.NESTED}
        assert from_json(Claim, {**plain, **numbers, **nested}) == entry.claim
        assert row["sentence"] == entry.sentence.text
        assert row["cameo"] == entry.claim.cameo, "zeros lead"


def test_flat_columns_are_named_once_and_explained() -> None:
    names = [column.name for column in _columns.FLAT]
    assert len(set(names)) == len(names)
    assert all(column.meaning.endswith((".", ";")) for column in _columns.FLAT)
    assert {*_columns.NESTED} <= {field.name for field in fields(Claim)}


def test_parquet_gives_back_every_claim(given: list[Entry], tmp_path: Path) -> None:
    assert parquet.save(given, tmp_path / "x.parquet", nobody) == len(given)
    read = pq.read_table(tmp_path / "x.parquet")
    for row, entry in zip(read.to_pylist(), given, strict=True):
        assert from_json(Claim, {field.name: row[field.name] for field in fields(Claim)}) == entry.claim
        assert row["recorded"] == entry.recorded
        assert row["sentence"] == entry.sentence.text


def test_parquets_types_and_metadata(given: list[Entry], tmp_path: Path) -> None:
    parquet.save(given, tmp_path / "x.parquet", nobody)
    read = pq.read_schema(tmp_path / "x.parquet")
    assert read.metadata[b"dateline.release"] == __version__.encode()
    assert json.loads(read.metadata[b"dateline.schema"])["title"] == "Claim"
    for name in ("type", "cameo", "status", "timing", "review"):
        assert pa.types.is_dictionary(read.field(name).type), name
    chain = read.field("attribution").type
    assert pa.types.is_list(chain)
    assert {"kind", "party", "cue"} <= {chain.value_type.field(at).name for at in range(chain.value_type.num_fields)}
    assert read.field("transfer").type.get_field_index("from") >= 0


def test_parquet_cuts_row_groups(given: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert parquet._GROUP < 128 * 1024 * 1024
    monkeypatch.setattr(parquet, "_BATCH", 10)
    monkeypatch.setattr(parquet, "_GROUP", 20_000)
    parquet.save(given, tmp_path / "x.parquet", nobody)
    data = pq.ParquetFile(tmp_path / "x.parquet").metadata
    assert data.num_rows == len(given)
    assert data.num_row_groups > 1


def test_parquet_tells_of_letters_that_it_cannot_hold(entry: Make, tmp_path: Path) -> None:
    left: list[Left] = []
    broken = entry(condition=Words("if \ud800 then", entry().claim.action.span))
    parquet.save([broken], tmp_path / "x.parquet", left.append)
    assert [each.field for each in left] == ["evidence"]
    assert pq.read_table(tmp_path / "x.parquet").to_pylist()[0]["condition"]["text"] == "if ? then"


def sheets(path: Path) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_xlsx_has_four_sheets(given: list[Entry], tmp_path: Path) -> None:
    assert xlsx.save(given, tmp_path / "x.xlsx", nobody) == len(given)
    read = sheets(tmp_path / "x.xlsx")
    assert list(read) == ["claims", "sources", "parties", "columns"]
    assert [row[0] for row in read["claims"][1:]] == [entry.claim.id for entry in given]
    assert len(read["sources"]) - 1 == sum(len(entry.claim.attribution) for entry in given)
    assert len(read["parties"]) - 1 == sum(len(entry.claim.actors) + len(entry.claim.recipients) for entry in given)
    cameo = read["claims"][0].index("cameo")
    assert all(isinstance(row[cameo], str) for row in read["claims"][1:])
    explained = {(row[0], row[1]) for row in read["columns"][1:]}
    assert explained == {(name, column) for name in ("claims", "sources", "parties") for column in read[name][0]}


def test_xlsx_takes_no_words_for_formulas(entry: Make, tmp_path: Path) -> None:
    sly = entry(action=Words('=HYPERLINK("http://evil.example")', entry().claim.action.span))
    xlsx.save([sly], tmp_path / "x.xlsx", nobody)
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")["claims"]
    cell = next(cell for cell in sheet[2] if str(cell.value).startswith("=HYPER"))
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_xlsx_tells_what_it_cuts_and_when_it_is_full(
    entry: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[Left] = []
    long = replace(entry(), sentence=Words("a" * 40_000, entry().sentence.span))
    xlsx.save([long], tmp_path / "x.xlsx", left.append)
    assert [(each.field, "and cut" in each.why) for each in left] == [("evidence", True)]
    monkeypatch.setattr(xlsx, "_ROWS", 3)
    left.clear()
    many = [entry(id=f"{at:016x}", actors=(), recipients=()) for at in range(4)]
    assert xlsx.save(many, tmp_path / "y.xlsx", left.append) == 2
    assert [each.claim for each in left] == [many[2].claim.id, many[3].claim.id]


@pytest.mark.parametrize(("name", "library"), [("xlsx", "xlsxwriter"), ("parquet", "pyarrow")])
def test_a_missing_library_is_named(name: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in [each for each in sys.modules if each.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    module = {"xlsx": xlsx, "parquet": parquet}[name]
    with pytest.raises(MissingExtra, match=rf"dateline\[{name}\]"):
        module.save([], tmp_path / "x", nobody)


def test_all_of_a_claim_is_json(given: list[Entry]) -> None:
    assert {*to_json(given[0].claim)} == {field.name for field in fields(Claim)}  # type: ignore[misc]
