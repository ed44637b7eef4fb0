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


class Gazetteer(Protocol):
    """Places by name. Pure look-ups."""

    def find(self, name: str) -> Sequence[GazetteerEntry]:
        """All places that bear `name` (case-sensitive, alternate names included), most populous first."""
        ...


class NoGazetteer:
    """A gazetteer that knows no place; for tests."""

    def find(self, name: str) -> Sequence[GazetteerEntry]:
        return ()
