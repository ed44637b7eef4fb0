"""The nouns of *where*: a Place, as the words give it and as a point or an area of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span
from dateline.model.state import State

Precision = Literal["site", "city", "district", "province", "country", "region", "sea"]
PlaceRole = Literal["location", "destination", "origin", "reference", "modifier", "mention", "dateline"]


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One place that a name may mean, with the score (0 to 1) that the context gave it."""

    id: str
    name: str
    country: str | None
    lat: float
    lon: float
    score: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where, as written and as resolved.

    `id` is `geonames:<number>` or `dateline:<slug>` for what only our own tables know; `country` is ISO 3166 alpha-3
    and `admin1` the name of the first-level region; `lat`, `lon` in degrees, WGS 84. `precision` is the size of what
    the words name: a country is never more exact than a country, whatever its coordinates. `how` names the rule that
    chose among `candidates`; when none could be chosen, `state` is `unresolved` and the candidates stay.

    `role` is what the place does in its clause: `location` (something is or happens there: "in Goma"), `destination`
    ("flew to Goma", "visited Goma"), `origin` ("came from Goma"), `reference` (it only says where another place lies:
    "30 km north of Goma", "near the border with Rwanda"), `modifier` (it describes something else: "Goma's mayor",
    "the Goma airport"), `dateline` (where the report was filed) and `mention` (named, but nothing is placed by it).
    Only a location, a destination or a dateline may be where something happened.
    """

    text: str | None = None
    span: Span | None = None
    name: str | None = None
    id: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    state: State = "known"
    reason: str | None = None
    how: str | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    role: PlaceRole = "mention"
    feature: str | None = None
    """GeoNames feature class and code, such as `P.PPLC` or `S.SPCP`; None where the place is not resolved."""

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude where the place is small enough for a pin on a map; None for areas and the unknown.

        >>> Place(name="Goma", lat=-1.67, lon=29.22, precision="city").point
        (-1.67, 29.22)
        >>> Place(name="Iraq", lat=33.0, lon=44.0, precision="country").point
        """
        if self.state != "known" or self.precision not in ("site", "city") or self.lat is None or self.lon is None:
            return None
        return (self.lat, self.lon) if -90 <= self.lat <= 90 and -180 <= self.lon <= 180 else None


NOWHERE_STATED = Place(state="not_stated")
"""The place of what the report locates nowhere."""
