"""Reports go in, coded, asked and exported to every format; out comes whether record, answers and files agree.

    python tools/handout.py REPORTS… [--keep FOLDER]

The reports are coded into a record by `dateline code`. Then the claims are asked for by type and by status, which must
add up to all; each format takes all claims, and what its file holds, read back by that format's own reader, must be the
rows that it said it wrote; where a row is a claim, rows and left-outs must add up to all. A line a check, and exit code
1 when one fails. Only counts are printed.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path
from typing import get_args

import networkx
import openpyxl
import pyarrow.parquet as pq

from dateline import export
from dateline.export import Saved
from dateline.model.act import EventType, StatusValue
from dateline.model.claim import Claim
from dateline.questions import ask
from dateline.record import Record


def lines(path: Path) -> int:
    """How many lines a file has; the separators of Unicode end none."""
    with path.open("rb") as file:
        return sum(1 for _ in file)


def cells(path: Path) -> int:
    """How many rows a CSV file has below its header."""
    csv.field_size_limit(10**9)
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file, strict=True)) - 1


def sheet(path: Path) -> int:
    """How many rows the first sheet of a workbook has below its header."""
    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows()) - 1


def events(folder: Path) -> int:
    """How many events the standoff files of a folder hold."""
    return sum(line.startswith("E") for path in folder.glob("*.ann") for line in path.read_text("utf-8").splitlines())


def claims_of(edges: Iterable[tuple[object, object, dict[str, str]]]) -> int:
    """How many claims the edges of a graph stand for."""
    return len({data["claim"] for _, _, data in edges})


READERS: dict[str, Callable[[Path], int]] = {
    "acled": cells,
    "brat": events,
    "csv": cells,
    "dossier": lambda path: path.read_text("utf-8").count('<li class="claim '),
    "followthemoney": lambda path: sum('"schema": "Event"' in line for line in path.open(encoding="utf-8")),
    "gexf": lambda path: claims_of(networkx.read_gexf(path, version="1.3").edges(data=True)),
    "graphml": lambda path: claims_of(networkx.read_graphml(path).edges(data=True)),
    "gdelt1": lines,
    "gdelt2": lines,
    "geojson": lambda path: len(json.loads(path.read_text("utf-8"))["features"]),
    "icalendar": lambda path: path.read_text("utf-8").count("BEGIN:VEVENT"),
    "icews": lambda path: lines(path) - 1,
    "jsonl": lines,
    "parquet": lambda path: int(pq.ParquetFile(path).metadata.num_rows),
    "phoenix": lines,
    "plover": lines,
    "polecat": lambda path: lines(path) - 1,
    "rdf": lambda path: sum("/sem/Event>" in line for line in path.open(encoding="utf-8")),
    "stix": lambda path: sum(each["type"] == "incident" for each in json.loads(path.read_text("utf-8"))["objects"]),
    "timelinejs": lambda path: len(json.loads(path.read_text("utf-8"))["events"]),
    "webannotation": lambda path: sum(
        each["motivation"] == "classifying" for each in json.loads(path.read_text("utf-8"))["first"]["items"]
    ),
    "xlsx": sheet,
}
"""How many rows a file holds, by the reader of its format; what is not here is held to its sidecar alone."""
A_CLAIM_A_ROW = {*READERS} - {"gdelt1", "gdelt2", "icews", "phoenix"}


def faults(name: str, saved: Saved, claims: int) -> list[str]:
    """In what the export of a format does not agree with the record."""
    found = []
    to = saved.files[0]
    names = {field.name for field in fields(Claim)}
    whole = sum(count for why, count in saved.left if why.partition(":")[0] not in names)
    if saved.claims != claims:
        found.append(f"{saved.claims} claims went in, not {claims}")
    if name in READERS and (held := READERS[name](to)) != saved.rows:
        found.append(f"the file holds {held} rows, not {saved.rows}")
    if name in A_CLAIM_A_ROW and saved.rows + whole != claims:
        found.append(f"{saved.rows} rows and {whole} left out are not {claims}")
    beside = to.with_name(to.name + ".sidecar.jsonl")
    if beside in saved.files and lines(beside) != claims:
        found.append(f"the sidecar holds {lines(beside)} claims, not {claims}")
    return found


def main() -> int:
    """Runs it all; the exit code says whether all agreed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("reports", nargs="+")
    parser.add_argument(
        "--keep", type=Path, help="a folder for the record and all files; run again, it goes on where it was"
    )
    given = parser.parse_args()
    wrong = 0

    def told(what: str, bad: list[str]) -> None:
        nonlocal wrong
        wrong += bool(bad)
        print(f"{'FAILS' if bad else 'agrees':7} {what}{': ' + '; '.join(bad) if bad else ''}", flush=True)

    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch) / "out"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "record.db"
        code = "from dateline.cli import main; main()"
        started = time.monotonic()
        subprocess.run([sys.executable, "-c", code, "code", *given.reports, "--record", str(path)], check=True)
        print(f"{time.monotonic() - started:.0f} s to code")
        with Record(path) as record:
            claims = sum(1 for _ in record.entries())
            print(f"{len(record)} readings with {claims} claims stand on the record")
            for field, values in (("did", get_args(EventType)), ("status", get_args(StatusValue))):
                found = sum(sum(1 for _ in ask(record, f"{field}:{value}")) for value in values)
                told(f"asked by {field}", [] if found == claims else [f"{found} claims"])
            for name, suffix in export.files().items():
                begun = time.monotonic()
                saved = export.save(name, record.entries(), folder / f"{name}{suffix}", force=True)
                spent = time.monotonic() - begun
                told(f"{name}: {saved.rows} rows in {spent:.1f} s", faults(name, saved, claims))
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
