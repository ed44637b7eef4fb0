"""Entries go in; out comes an event table of GDELT 1.0: 58 columns parted by tabs, no header, though called .CSV."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.export import Leave
from dateline.export._acts import acts, codes_of_acts
from dateline.export._gdelt import columns, events
from dateline.export._tsv import Table
from dateline.lexicon import codes
from dateline.model.entry import Entry

SUFFIX = ".export.CSV"
CARRIES = frozenset[str]()


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each pair of an act's actors and recipients."""
    book, tables = codes_of_acts(), codes.load()
    with Table(to, columns(adm2=False), header=False) as table:
        for act in acts(entries, leave, book):
            for event in events(act, book, tables, leave, adm2=False):
                table.add(event.row)
        return table.rows
