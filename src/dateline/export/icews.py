"""Entries go in; out comes a table in ICEWS's 20 columns, tab-separated with a header, a row each pair of parties.

Source: Dataverse doi:10.7910/DVN/28075. ICEWS holds only what one party does to another: an act with one side unknown
is left out. `Intensity` is CAMEO's Goldstein score, `Event Text` the name of the CAMEO code; the number of the sentence
is not in a claim. An Event ID alone is unique here, which it is not in ICEWS itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.export import Leave, Left
from dateline.export._acts import Act, acts, codes_of_acts, number
from dateline.export._tsv import Cell, Table
from dateline.lexicon import codes
from dateline.lexicon.codes import Codes
from dateline.model.codebook import Codebook
from dateline.model.entry import Entry
from dateline.model.party import Party

SUFFIX = ".tab"
CARRIES = frozenset[str]()

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each pair of an act's actors and recipients."""
    book, tables = codes_of_acts(), codes.load()
    with Table(to, COLUMNS) as table:
        for act in acts(entries, leave, book):
            pairs = [(left, right) for left, right in act.dyads() if left and right]
            if not pairs:
                leave(Left(act.claim.id, "one side is unknown, and ICEWS holds only pairs"))
            for at, (left, right) in enumerate(pairs):
                table.add(_row(act, number(act.claim, at), left, right, book, tables))
        return table.rows


def _row(act: Act, event: int, left: Party, right: Party, book: Codebook, tables: Codes) -> tuple[Cell, ...]:
    cameo, place = book.cameo.get(act.coding.cameo), act.claim.where
    known = place.state == "known"
    country = tables.countries.get(place.country or "") if known else None
    return (
        event, act.day.isoformat(), *_party(left, tables), cameo.name.capitalize() if cameo else None,
        act.coding.cameo, cameo.goldstein if cameo else None, *_party(right, tables), act.entry.report.id, None,
        act.entry.report.publisher, place.name if known and place.precision in ("city", "site") else None,
        place.name if known and place.precision == "district" else None, place.admin1 if known else None,
        country.name if country else None, place.lat if known else None, place.lon if known else None,
    )  # fmt: skip


def _party(party: Party, tables: Codes) -> tuple[Cell, ...]:
    """Name, sectors and country of one side, in ICEWS's words."""
    sectors = (tables.sectors[each].icews for each in party.sectors if each in tables.sectors)
    country = tables.countries.get(party.country or "")
    return (
        party.name or party.text, ",".join(dict.fromkeys(each for each in sectors if each)),
        country.name if country else None,
    )  # fmt: skip
