"""A table of comma- or tab-separated values goes in; a Report a row comes out, and a BadInput for each bad row."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date

from dateline.errors import BadInput
from dateline.intake._table import columns, missing, row_report
from dateline.intake.text.decoding import decode
from dateline.model.report import Report

SUFFIXES = (".csv", ".tsv")

_MARKS = ",\t;|"


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """A report for each row under a header row; BadInput when no column can hold a text."""
    text = decode(data, name).removeprefix("\ufeff")
    if not text.strip():
        raise BadInput(f"{name}: is empty")
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_mark(text))
    try:
        header = next(rows)
    except csv.Error as error:
        raise BadInput(f"{name}: is no table ({error})") from None
    where = columns(name)
    lack = missing(header, name, where)
    if lack:
        raise BadInput(f"{name}: {lack}")
    for line, row in _rows(rows, name):
        place = f"{name}, line {line}"
        if isinstance(row, BadInput):
            yield row
        elif len(row) != len(header):
            yield BadInput(f"{place}: has {len(row)} cells under {len(header)} columns")
        else:
            yield row_report(dict(zip(header, row, strict=True)), place, where, published)


def _rows(rows: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str] | BadInput]]:
    """The rows that are not blank, each with the line on which it begins."""
    while True:
        line = getattr(rows, "line_num", 0) + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, BadInput(f"{name}, line {line}: is no row ({error})")
            continue
        if any(cell.strip() for cell in row):
            yield line, row


def _mark(text: str) -> str:
    """What parts the cells: whichever of comma, tab, semicolon and bar the header row has most of."""
    head = text.lstrip("\r\n")[:10_000].splitlines()[0]
    return max(_MARKS, key=head.count)
