"""Entries go in; out comes a Parquet file: a row a claim, with lists and structs for what has parts, and all of it.

The columns are the fields of a Claim as `dateline schema --of claim` states them, in its types: chains, parties and
spans are lists of structs, closed sets of words are dictionary-coded, dates stay ISO 8601 text because some are days
and some moments. Beside them stand the report's and the record's own: `report_*`, `sentence`, `version`, `recorded` and
so on. The file's metadata names the release (`dateline.release`) and holds the JSON Schema (`dateline.schema`).
"""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Union, get_args, get_origin, get_type_hints

from dateline import __version__
from dateline.errors import MissingExtra
from dateline.export import Leave, Left
from dateline.model.claim import Claim
from dateline.model.codec import Json, dumps, schema, to_json
from dateline.model.entry import Entry

if TYPE_CHECKING:
    import pyarrow as pa

SUFFIX = ".parquet"
CARRIES = frozenset(field.name for field in fields(Claim))

_CODED = frozenset({"type", "cameo", "status", "timing"})
_REPORT = ("published", "published_basis", "publisher", "title", "url", "language")
_SURROGATE = re.compile("[\ud800-\udfff]")
_BATCH = 1024
"""Claims that are held as Python values at a time."""
_GROUP = 32 * 1024 * 1024
"""Bytes of a row group before it is coded and pressed; 128 MB is the most that readers like."""


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each claim; MissingExtra when pyarrow is not installed."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise MissingExtra("parquet needs pyarrow; install it with pip install 'dateline[parquet]'") from None
    shape = columns(pa)
    rows, held, waiting = 0, 0, list[pa.RecordBatch]()
    with pq.ParquetWriter(to, shape, compression="zstd") as writer:
        for part in _batches(entries, leave):
            batch = pa.RecordBatch.from_pylist(part, schema=shape)
            rows, held = rows + len(part), held + batch.nbytes
            waiting.append(batch)
            if held >= _GROUP:
                writer.write_table(pa.Table.from_batches(waiting, shape), row_group_size=rows)
                held, waiting = 0, []
        if waiting:
            writer.write_table(pa.Table.from_batches(waiting, shape), row_group_size=rows)
    return rows


def _batches(entries: Iterable[Entry], leave: Leave) -> Iterator[list[dict[str, object]]]:
    part: list[dict[str, object]] = []
    for entry in entries:
        part.append(row(entry, leave))
        if len(part) == _BATCH:
            yield part
            part = []
    if part:
        yield part


def row(entry: Entry, leave: Leave) -> dict[str, object]:
    """The row of one entry, by column."""
    whole = to_json(entry.claim)
    assert isinstance(whole, dict)
    report = entry.report
    day = report.published.earliest
    added: dict[str, Json] = {
        "report_published": day.isoformat() if day else None,
        "report_published_basis": report.published_basis,
        "report_publisher": report.publisher,
        "report_title": report.title,
        "report_url": report.url,
        "report_language": report.language,
        "sentence": entry.sentence.text,
        "review": entry.review,
        "rights": entry.rights,
        "version": entry.version,
        "made_by": [{"name": name, "version": version} for name, version in entry.made_by],
    }
    found: Json = whole | added
    if _SURROGATE.search(json.dumps(found, ensure_ascii=False)):
        leave(Left(entry.claim.id, "a lone surrogate, which UTF-8 cannot hold, as ?", "evidence"))
        found = _writable(found)
    assert isinstance(found, dict)
    return {**found, "recorded": entry.recorded, "superseded": entry.superseded}


def _writable(value: Json) -> Json:
    """The same with ? for each lone surrogate."""
    if isinstance(value, dict):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_writable(each) for each in value]
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def columns(pa: types.ModuleType) -> pa.Schema:
    """The columns of the file, from the types of a Claim."""
    moment = pa.timestamp("us", tz="UTC")
    made_by = pa.list_(pa.struct([("name", pa.string()), ("version", pa.string())]))
    hints = get_type_hints(Claim)
    columns = [(field.name, _arrow(pa, hints[field.name])) for field in fields(Claim)]
    coded = pa.dictionary(pa.int32(), pa.string())
    columns = [(name, coded if name in _CODED else kind) for name, kind in columns]
    columns += [(f"report_{name}", pa.string()) for name in _REPORT]
    columns += [("sentence", pa.string()), ("review", coded), ("rights", coded), ("version", pa.int64())]
    columns += [("made_by", made_by), ("recorded", moment), ("superseded", moment)]
    return pa.schema(columns, {"dateline.release": __version__, "dateline.schema": dumps(schema(Claim))})


def _arrow(pa: types.ModuleType, kind: object) -> object:
    """The Arrow type of a type of the model."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        rest = [each for each in parts if each is not type(None)]
        return _arrow(pa, rest[0])
    if origin is tuple:
        return pa.list_(_arrow(pa, parts[0]))
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        return pa.struct([(each.name.rstrip("_"), _arrow(pa, hints[each.name])) for each in fields(kind)])
    if origin is Literal or kind in (str, date, datetime):
        return pa.string()
    assert isinstance(kind, type)
    scalar: object = {int: pa.int64(), float: pa.float64(), bool: pa.bool_()}[kind]
    return scalar
