"""Entries go in; out comes a workbook for people: claims, sources, parties, and a sheet that explains the columns.

Nothing in it is a formula or a link: words of reports stay words, whatever they begin with. Rows are written as they
come, so that memory does not grow with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import MissingExtra
from dateline.export import Leave, Left
from dateline.export._columns import FLAT, Value
from dateline.model import wording
from dateline.model.characters import carried
from dateline.model.entry import Entry

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

SUFFIX = ".xlsx"
CARRIES = frozenset({"report", "type", "modes", "contexts", "quad", "score", "cameo", "status", "timing"})

_ROWS = 1_048_576
"""The most rows that a sheet holds."""
_LONGEST = 32_767
"""The most characters that a cell holds."""
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The day that the workbook says it was made on, always the same, so that the same claims make the same file."""

_SOURCES = (
    ("id", "The claim's id, as on the sheet of claims."),
    ("place", "Place in the chain: 1 is the innermost speaker, the last is the report's own outlet."),
    ("kind", "What kind of source it is."),
    ("source", "Who says so: best name known."),
    ("words", "The words that name it."),
    ("cue", "The verb or phrase that reports."),
    ("medium", "The form that it took."),
    ("stance", "How the source stands to what it says."),
    ("publisher", "Who published the report."),
    ("published", "When."),
    ("title", "The report's title."),
    ("url", "The report's address."),
)
_PARTIES = (
    ("id", "The claim's id, as on the sheet of claims."),
    ("side", "actor or recipient."),
    ("place", "Its place among those of that side."),
    ("name", "Best name known."),
    ("words", "As written here."),
    ("entity", "An id that is the same across reports, if it is known who it is."),
    ("kind", "Person, government, organisation and so on."),
    ("country", "ISO 3166 alpha-3."),
    ("sectors", "PLOVER sectors, joined with ;"),
    ("title", "The title as written."),
    ("office", "The office that it means."),
    ("state", "known, unresolved and so on."),
)


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row a claim on the first sheet; MissingExtra when XlsxWriter is not installed."""
    try:
        import xlsxwriter
    except ImportError:
        raise MissingExtra("xlsx needs XlsxWriter; install it with pip install 'dateline[xlsx]'") from None
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(str(to), {"constant_memory": True, **plain}) as book:
            return _fill(book, entries, leave)
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(str(error)) from None


def _fill(book: Workbook, entries: Iterable[Entry], leave: Leave) -> int:
    book.set_properties({"title": "Claims", "comments": "Made by dateline", "created": _MADE.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    claims = _Sheet(book.add_worksheet("claims"), [column.name for column in FLAT], bold)
    sources = _Sheet(book.add_worksheet("sources"), [name for name, _ in _SOURCES], bold)
    parties = _Sheet(book.add_worksheet("parties"), [name for name, _ in _PARTIES], bold)
    columns = _Sheet(book.add_worksheet("columns"), ["sheet", "column", "meaning"], bold)
    columns.add(list(_meanings()))
    for entry in entries:
        added = [[column.of(entry) for column in FLAT]], list(_sources(entry)), list(_parties(entry))
        sheets = (claims, sources, parties)
        if not all(sheet.holds(rows) for sheet, rows in zip(sheets, added, strict=True)):
            leave(Left(entry.claim.id, f"the sheet is full: it holds {_ROWS} rows"))
            continue
        cut = [sheet.add(rows) for sheet, rows in zip(sheets, added, strict=True)]
        if any(cut):
            leave(Left(entry.claim.id, f"longer than a cell holds ({_LONGEST} characters), and cut", "evidence"))
    return claims.rows - 1


class _Sheet:
    """One sheet that grows downwards, its first line frozen; `rows` counts that line too."""

    def __init__(self, sheet: Worksheet, columns: Sequence[str], bold: Format) -> None:
        self._sheet = sheet
        self.rows = 1
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(columns) - 1, 18)
        for at, name in enumerate(columns):
            sheet.write_string(0, at, name, bold)

    def holds(self, rows: Sequence[Sequence[Value]]) -> bool:
        """Whether there is room for these rows."""
        return self.rows + len(rows) <= _ROWS

    def add(self, rows: Sequence[Sequence[Value]]) -> bool:
        """Write the rows; whether a value had to be cut."""
        cut = False
        for row in rows:
            for at, value in enumerate(row):
                if isinstance(value, str) and value:
                    cut |= len(value) > _LONGEST
                    self._sheet.write_string(self.rows, at, carried(value)[:_LONGEST])
                elif value is not None and not isinstance(value, str):
                    self._sheet.write_number(self.rows, at, value)
            self.rows += 1
        return cut


def _meanings() -> Iterator[list[Value]]:
    for column in FLAT:
        yield ["claims", column.name, column.meaning]
    for sheet, columns in (("sources", _SOURCES), ("parties", _PARTIES)):
        for name, meaning in columns:
            yield [sheet, name, meaning]


def _sources(entry: Entry) -> Iterator[list[Value]]:
    """The chain of a claim, from the inside out, with the report that it ends in."""
    report = entry.report
    day = report.published.earliest
    for at, each in enumerate(entry.claim.attribution, start=1):
        yield [
            entry.claim.id, at, each.kind, each.name or wording.source(each), each.text,
            each.cue.text if each.cue else None, each.medium, each.stance, report.publisher,
            day.isoformat() if day else None, report.title, report.url,
        ]  # fmt: skip


def _parties(entry: Entry) -> Iterator[list[Value]]:
    """Who did it and to whom, one a row."""
    for side, parties in (("actor", entry.claim.actors), ("recipient", entry.claim.recipients)):
        for at, each in enumerate(parties, start=1):
            yield [
                entry.claim.id, side, at, wording.party(each), each.text, each.entity, each.kind, each.country,
                "; ".join(each.sectors), each.title, each.office, each.state,
            ]  # fmt: skip
