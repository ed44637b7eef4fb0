"""Rows of values go in; a tab-separated file without any quoting comes out, as the old tables of events are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from dateline.model.characters import carried

Cell = str | int | float | None


class Table:
    """An open table: `header` is its first line, or None where the format has none; `missing` stands for None.

    Use it in a `with` block.
    """

    def __init__(self, to: Path, columns: Sequence[str], *, header: bool = True, missing: str = "") -> None:
        self._columns = len(columns)
        self._missing = missing
        self._out: TextIO = to.open("w", encoding="utf-8", newline="\n")
        self.rows = 0
        if header:
            self._out.write("\t".join(columns) + "\n")

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._out.close()

    def add(self, row: Iterable[Cell]) -> None:
        """Write one row; ValueError when it has not as many cells as there are columns."""
        cells = [self._missing if each is None else cell(each) for each in row]
        if len(cells) != self._columns:
            raise ValueError(f"a row of {len(cells)} cells in a table of {self._columns} columns")
        self._out.write("\t".join(cells) + "\n")
        self.rows += 1


def cell(value: str | int | float) -> str:
    """A value as one cell: white space of any kind one blank, quotation marks single, for many readers take a double
    one for the beginning of a quoted cell; control characters by their pictures.

    >>> cell("the\\t\\"free\\n territory\\""), cell(1.0), cell(54.1)
    ("the 'free territory'", '1.0', '54.1')
    """
    if not isinstance(value, str):
        return str(value)
    return carried(" ".join(value.split()).replace('"', "'"))
