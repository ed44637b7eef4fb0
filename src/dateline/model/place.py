"""The nouns of *where*: a Place, as the words give it and as a point or an area of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span
from dateline.model.state import State

Precision = Literal["site", "city", "district", "province", "country", "region", "sea"]


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


NOWHERE_STATED = Place(state="not_stated")
"""The place of what the report locates nowhere."""
