"""What the places stage may ask of the gazetteer: which places bear a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dateline.model.place import Precision


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One place: GeoNames or our own. `feature` is a GeoNames feature class and code such as `P.PPLC` or `S.BASE`.

    `lat`, `lon` in degrees (WGS 84); `population` 0 where not known; `country` ISO alpha-3 or None (seas).
    `within` is the id of what a site belongs to, where our own table says so.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    feature: str
    precision: Precision
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Bearer:
    """One place that bears a name; `main` when the name is its usual one and not an alternate."""

    entry: GazetteerEntry
    main: bool


class Gazetteer(Protocol):
    """Places by name. Pure look-ups; case, diacritics, apostrophes, full stops and hyphens do not count in names."""

    def find(self, name: str) -> Sequence[GazetteerEntry]:
        """All places that bear `name` (alternate names included), the best known first."""
        ...

    def bearers(self, name: str) -> Sequence[Bearer]:
        """As `find`, and whether the name is the usual one of each place."""
        ...

    def abbreviated(self, name: str) -> Sequence[GazetteerEntry]:
        """The regions that newspapers shorten so after a place: "Ala." in "Mobile, Ala."; with or without the stop."""
        ...

    def demonym(self, word: str) -> Sequence[GazetteerEntry]:
        """The countries and regions whose people or things are called so: "Congolese" is of both Congos."""
        ...


class NoGazetteer:
    """A gazetteer that knows no place; for tests."""

    def find(self, name: str) -> Sequence[GazetteerEntry]:
        return ()

    def bearers(self, name: str) -> Sequence[Bearer]:
        return ()

    def abbreviated(self, name: str) -> Sequence[GazetteerEntry]:
        return ()

    def demonym(self, word: str) -> Sequence[GazetteerEntry]:
        return ()
