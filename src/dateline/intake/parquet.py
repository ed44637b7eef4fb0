"""A Parquet file goes in; a Report a row comes out, and a BadInput for each row without a text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dateline.errors import BadInput
from dateline.intake._table import columns, missing, row_report
from dateline.model.report import Report

SUFFIXES = (".parquet", ".pq")

_BATCH = 256
"""Rows that are held as Python values at a time."""


def fits(data: bytes) -> bool:
    """Whether `data` opens and ends as Parquet does."""
    return data.startswith(b"PAR1") and data.endswith(b"PAR1")


def reports(data: bytes, name: str, published: date | None = None) -> Iterable[Report | BadInput]:
    """A report for each row; BadInput when pyarrow is missing, or cannot read the file."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise BadInput(
            f"{name}: is Parquet, which needs pyarrow; install it with pip install 'dateline[parquet]'"
        ) from None
    if not data:
        raise BadInput(f"{name}: is empty")
    where = columns(name)
    try:
        file = pq.ParquetFile(pa.BufferReader(data))
        lack = missing(file.schema_arrow.names, name, where)
        if lack:
            raise BadInput(f"{name}: {lack}")
        number = 0
        for batch in file.iter_batches(_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield row_report(row, f"{name}, row {number}", where, published)
    except (pa.ArrowException, OSError, ValueError, OverflowError, NotImplementedError) as error:
        said = " ".join(str(error).split())[:120]
        yield BadInput(f"{name}: is Parquet that cannot be read ({said})")
