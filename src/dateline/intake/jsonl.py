"""JSON objects go in, one a line or a list of them in one file; a Report an object comes out, or a BadInput."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from dateline.errors import BadInput
from dateline.intake._table import Columns, columns, missing, row_report
from dateline.intake.text.decoding import decode
from dateline.model.report import Report

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines", ".json")

_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00")
"""How a file in UTF-16 or UTF-32 opens."""


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """A report for each object; BadInput when there is none.

    A file that is one JSON value as a whole is taken as that: an object, a list of objects, or an object that holds
    such a list ("articles", "items", …). Otherwise each line is an object of its own.
    """
    if data.startswith(_WIDE):
        data = decode(data, name).encode()
    data = data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise BadInput(f"{name}: is empty")
    where = columns(name)
    whole = _whole(data)
    if whole is None:
        yield from _lines(data, name, where, published)
        return
    listed = _listed(whole, where)
    if listed is None:
        raise BadInput(f"{name}: is JSON, but neither a report nor a list of reports")
    for number, value in enumerate(listed, start=1):
        place = name if len(listed) == 1 else f"{name}, item {number}"
        yield _taken(value, place, name, where, published)


def _lines(data: bytes, name: str, where: Columns, published: date | None) -> Iterator[Report | BadInput]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}, line {number}"
        try:
            value: object = json.loads(line.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield BadInput(f"{place}: is not UTF-8, at byte {error.start} of the line")
        except (ValueError, RecursionError) as error:
            yield BadInput(f"{place}: is no JSON ({_reason(error)})")
        else:
            yield _taken(value, place, name, where, published)


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()}, at character {error.colno}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).partition(";")[0]


def _taken(value: object, place: str, name: str, where: Columns, published: date | None) -> Report | BadInput:
    if not isinstance(value, dict):
        return BadInput(f"{place}: is no JSON object")
    row = {str(key): each for key, each in value.items()}
    lack = missing(row, name, where)
    return BadInput(f"{place}: {lack}") if lack else row_report(row, place, where, published)


def _whole(data: bytes) -> object | None:
    """The one JSON value that `data` is; None when it is lines of them, or broken."""
    first, _, rest = data.strip().partition(b"\n")
    if rest and first.rstrip().endswith(b"}") and first.startswith(b"{"):
        return None
    try:
        value: object = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return value


def _listed(value: object, where: Columns) -> list[object] | None:
    """The reports in one JSON value."""
    if isinstance(value, list):
        return value or None
    if not isinstance(value, dict):
        return None
    if missing((str(key) for key in value), "", where) is None:
        return [value]
    lists = [each for each in value.values() if isinstance(each, list) and each and isinstance(each[0], dict)]
    return max(lists, key=len) if lists else [value]
