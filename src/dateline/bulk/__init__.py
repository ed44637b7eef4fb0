"""Many reports: any number of inputs go in; shards of claims and reports come out as Parquet, and what joins them.

The contract, which no engine changes (`docs/howto/cluster.md`): a plan cuts the inputs into numbered shards. For each
there comes one Parquet file of claims, one of reports, a file of rejects and a manifest with versions and counts; its
marker comes last, when all of them are in place. A shard's files are the same bytes wherever and however often it is
read, so a run that is stopped anywhere, even by kill -9, goes on where it was when it is run again. Engines are handed
numbers and paths, never what stands in them.
"""

from __future__ import annotations

from importlib.util import find_spec

from dateline.errors import MissingExtra

_NEEDED = ("duckdb", "fsspec", "pyarrow", "warcio")

if lacking := [each for each in _NEEDED if find_spec(each) is None]:
    raise MissingExtra(f"dateline bulk needs {', '.join(lacking)}; install them with pip install 'dateline[bulk]'")
