"""Entries go in; out comes a table in POLECAT's 40 columns, tab-separated with a header, a row an act.

Source: Dataverse doi:10.7910/DVN/AJGVIT and the files themselves. Several actors stand in one row, joined with "; ",
in the same order in every column of theirs; what is not known is `None`. POLECAT's Wikipedia ids and its lists of all
people, organisations and places of a story are not in a claim, and `None` too. The actor's number in the Correlates of
War is of its country.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from dateline.export import Leave, Left
from dateline.export._acts import Act, acts, codes_of_acts, published
from dateline.export._tsv import Cell, Table
from dateline.lexicon import codes
from dateline.lexicon.codes import Codes
from dateline.model.codebook import Codebook
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import Place

SUFFIX = ".polecat.txt"
CARRIES = frozenset({"contexts"})

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Event Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A row for each act."""
    book, tables = codes_of_acts(), codes.load()
    with Table(to, COLUMNS, missing="None") as table:
        for act in acts(entries, leave, book):
            if act.claim.where.state == "unresolved":
                leave(Left(act.claim.id, "words that could not be resolved", "where"))
            table.add(cell if cell != "" else None for cell in _row(act, book, tables))
        return table.rows


def _row(act: Act, book: Codebook, tables: Codes) -> tuple[Cell, ...]:
    report, kind, day = act.entry.report, book.types[act.coding.type], published(act.entry)
    version = next((f"{name} {version}" for name, version in act.entry.made_by if name == "dateline"), None)
    return (
        act.claim.id, act.day.isoformat(), act.coding.type, "; ".join(act.coding.modes), kind.score, _QUADS[kind.quad],
        "; ".join(act.claim.contexts), *_side(act.actors, tables), *_side(act.recipients, tables),
        *_place(act.claim.where), report.publisher, day.isoformat() if day else None, None, None, None,
        report.language, version,
    )  # fmt: skip


def _side(parties: tuple[Party, ...], tables: Codes) -> tuple[Cell, ...]:
    """The eight columns of one side."""

    def each(value: Callable[[Party], str | None]) -> str | None:
        values = [(value(party) or "None").replace(";", ",") for party in parties]
        return "; ".join(values) if any(found != "None" for found in values) else None

    def cow(party: Party) -> str | None:
        country = tables.countries.get(party.country or "")
        return country.cow if country else None

    return (
        each(lambda party: party.name), each(lambda party: party.country), each(cow),
        each(lambda party: party.sectors[0] if party.sectors else None), each(lambda party: ", ".join(party.sectors)),
        each(lambda party: party.title), each(lambda party: party.text), None,
    )  # fmt: skip


def _place(place: Place) -> tuple[Cell, ...]:
    """The ten columns of the place: the level that is meant and those above it, by what the report says."""
    if place.state != "known":
        return (*(None,) * 8, place.text, None)
    city = place.name if place.precision in ("city", "site") else None
    district = place.name if place.precision == "district" else None
    number = (place.id or "").removeprefix("geonames:") if (place.id or "").startswith("geonames:") else None
    return (
        place.name, city, district, place.admin1, place.country, place.lat, place.lon, number, place.text,
        place.feature,
    )  # fmt: skip
