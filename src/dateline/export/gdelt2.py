"""Entries go in; out come tables of GDELT 2.0: events (61 columns) and, beside them, mentions (16), without header."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.export import Leave
from dateline.export._acts import acts, codes_of_acts
from dateline.export._gdelt import MENTION, columns, events
from dateline.export._tsv import Table
from dateline.lexicon import codes
from dateline.model.entry import Entry

SUFFIX = ".export.CSV"
CARRIES = frozenset[str]()


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each pair of an act's actors and recipients; its mention goes to `<to>` with `.mentions.CSV`."""
    book, tables = codes_of_acts(), codes.load()
    mentions = to.with_name(to.name.removesuffix(SUFFIX) + ".mentions.CSV")
    with (
        Table(to, columns(adm2=True), header=False) as table,
        Table(mentions, MENTION, header=False) as beside,
    ):
        for act in acts(entries, leave, book):
            for event in events(act, book, tables, leave, adm2=True):
                table.add(event.row)
                beside.add(event.mention)
        return table.rows
