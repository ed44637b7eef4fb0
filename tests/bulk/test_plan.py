"""Plans: what becomes of sources, where large inputs are cut, and that nothing is lost or read twice by it."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline import intake
from dateline.bulk import parts
from dateline.bulk.parts import Part, Taken
from dateline.bulk.plan import Plan, dumped, loaded, plan
from dateline.errors import BadInput
from dateline.model.report import Report

MADE_BY = (("dateline", "0"),)


def planned(*sources: Path | str, size: int = 1000) -> Plan:
    return plan(list(map(str, sources)), size=size, model="m", published=None, made_by=MADE_BY)


def texts(found: Plan) -> list[str]:
    """The titles of all reports of a plan, in the order of its shards."""
    every = (each for shard in found.shards for part in shard.parts for each in parts.reports(part, None, Taken()))
    return [each.title or "" if isinstance(each, Report) else f"! {each}" for each in every]


def lines(count: int) -> bytes:
    rows = (
        {"title": f"Report {n}", "text": f"Kenya met Tarsa for the {n}th time. " * (n % 5 + 1)} for n in range(count)
    )
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def test_small_files_come_together_and_large_ones_alone(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text("Rain fell. " * 30)
    (tmp_path / "9.txt").write_text("Snow fell. " * 500)
    (tmp_path / ".hidden.txt").write_text("no")
    (tmp_path / "a.columns.toml").write_text("no")
    found = planned(tmp_path)
    assert [len(shard.parts) for shard in found.shards] == [3, 3, 1]
    assert [shard.number for shard in found.shards] == [0, 1, 2]
    assert loaded(dumped(found), "plan") == found


def test_json_lines_are_cut_between_lines_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(lines(60))
    found = planned(path)
    assert len(found.shards) > 4
    assert texts(found) == [f"Report {n}" for n in range(60)]


def test_one_json_value_over_many_lines_is_not_cut(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps([json.loads(line) for line in lines(40).splitlines()], indent=1))
    found = planned(path)
    assert len(found.shards) == 1
    assert len(texts(found)) == 40


@pytest.mark.parametrize("packed", [True, False])
def test_archives_are_cut_between_pages(tmp_path: Path, packed: bool) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for number in range(40):
        page = f"<html><head><title>Report {number}</title></head><body><article><p>{'Kenya met Tarsa. ' * 30}"
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        url = f"https://post.example/{number}"
        payload = io.BytesIO((page + f"{number}</p></article></body></html>").encode())
        writer.write_record(writer.create_warc_record(url, "response", payload=payload, http_headers=headers))
    path = tmp_path / ("news.warc.gz" if packed else "news.warc")
    path.write_bytes(stream.getvalue())
    whole = [each.url for each in intake.load(path)]
    found = planned(path, size=path.stat().st_size // (8 * 6 if packed else 32 * 6))
    assert len(found.shards) > 3
    every = (each for shard in found.shards for part in shard.parts for each in parts.reports(part, None, Taken()))
    assert [each.url if isinstance(each, Report) else str(each) for each in every] == whole


def test_parquet_is_cut_between_row_groups(tmp_path: Path) -> None:
    rows = [json.loads(line) for line in lines(50).splitlines()]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "rows.parquet", row_group_size=10)
    found = planned(tmp_path / "rows.parquet", size=300)
    assert len(found.shards) == 5
    assert texts(found) == [f"Report {n}" for n in range(50)]


def test_a_listing_names_files_by_address_or_by_the_rest_of_one(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl").write_bytes(lines(2))
    (tmp_path / "news.paths.gz").write_bytes(gzip.compress(b"in/a.jsonl\n\n"))
    sources = [str(tmp_path / "news.paths.gz")]
    found = plan(sources, size=1000, model="m", published=None, made_by=MADE_BY, base=f"file://{tmp_path}/")
    assert texts(found) == ["Report 0", "Report 1"]


def test_packed_files_and_urls_are_read_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines(2)))
    fsspec.filesystem("memory").pipe_file("/bulk/b.jsonl", lines(1))
    found = planned(tmp_path / "a.jsonl.gz", "memory://bulk/*.jsonl")
    assert texts(found) == ["Report 0", "Report 1", "Report 0"]


def test_what_is_wrong_with_an_input_is_told_and_costs_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(lines(1) + b'{"text": \n' + lines(1))
    assert texts(planned(path))[1].startswith(f"! {path}, line 2: is no JSON")
    gone = Part(str(tmp_path / "gone.txt"), 3)
    assert "cannot be read" in str(next(parts.reports(gone, None, Taken())))
    changed = Part(str(path), 3)
    assert "was changed since the plan was made" in str(next(parts.reports(changed, None, Taken())))
    with pytest.raises(BadInput, match="there is no such file or folder"):
        planned(tmp_path / "nothing")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="is a folder without files"):
        planned(tmp_path / "empty")
