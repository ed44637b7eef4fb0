"""Loads how other codings of events call countries, sectors and organisations: the tables beside this file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from dateline.errors import BadLexicon


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory; a code is empty where that coding has none.

    `alpha3`, `alpha2` and `numeric` (three digits, "643") are ISO 3166-1; `cameo` is CAMEO's three letters, `fips` FIPS
    10-4, `cow` the number of the Correlates of War, `region` ACLED's.
    """

    alpha3: str
    alpha2: str
    numeric: str
    cameo: str
    fips: str
    cow: str
    region: str
    name: str


@dataclass(frozen=True, slots=True)
class Sector:
    """What a PLOVER sector is in CAMEO (a role, or a religion), in ICEWS, and to ACLED; empty where it is nothing."""

    sector: str
    cameo: str
    religion: str
    icews: str
    acled: str


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation with a CAMEO code of its own: its three letters, and its whole actor code."""

    entity: str
    group: str
    actor: str


@dataclass(frozen=True, slots=True)
class Codes:
    """All tables: countries by alpha-3, sectors by PLOVER's name, groups by entity, American states by name."""

    countries: Mapping[str, Country]
    sectors: Mapping[str, Sector]
    groups: Mapping[str, Group]
    american: Mapping[str, str]


@cache
def load() -> Codes:
    """The tables; BadLexicon names the line that does not fit."""
    folder = files(__package__)
    return Codes(
        {cells[0]: Country(*cells) for cells in _rows(folder / "countries.tsv", 8)},
        {cells[0]: Sector(*cells) for cells in _rows(folder / "sectors.tsv", 5)},
        {cells[0]: Group(*cells) for cells in _rows(folder / "groups.tsv", 3)},
        {cells[0]: cells[1] for cells in _rows(folder / "american_states.tsv", 2)},
    )


def _rows(file: Traversable, columns: int) -> Iterator[list[str]]:
    """The rows of a table below its comments and its line of column names."""
    lines = [(at, line) for at, line in enumerate(file.read_text("utf-8").splitlines(), 1) if not line.startswith("#")]
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != columns:
            raise BadLexicon(f"{file.name}:{number}: write {columns} cells parted by tabs, not {len(cells)}")
        yield cells
