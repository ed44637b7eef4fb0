"""The nouns across reports: a Judgement that two things are the same or not, and the Event that claims are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Verdict = Literal["same", "not same", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision, by a person or a rule, that two things are or are not the same. Never overwritten."""

    left: str
    right: str
    verdict: Verdict
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field on which the claims of an event differ: pairs of a value and the ids of the claims that say it."""

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims judged to be about one occurrence. Recomputed from claims and judgements; never stored as a fact.

    `best` holds, per field, the best value with the ids of the claims that support it.
    """

    id: str
    claims: tuple[str, ...]
    best: tuple[tuple[str, str, tuple[str, ...]], ...]
    origins: int
    outlets: int
    disagreements: tuple[Disagreement, ...]
