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
class Voice:
    """Somebody who says something of an event: `name` as best known, `entity` where it is, `outlet` in whose report.

    `name` is the outlet's own where the report speaks in its own voice. `day` is the day of the report, ISO 8601.
    """

    name: str
    entity: str | None = None
    outlet: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a field on which reports differ, with the claims that say it and the voices, the earliest first."""

    value: str
    claims: tuple[str, ...]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field on which the claims of an event differ: pairs of a value and the ids of the claims that say it.

    `sides` are the same with their voices; the side with more support stands first. A time or a place that only says
    less than another does not differ from it.
    """

    field: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    sides: tuple[Side, ...] = ()


StageOfEvent = Literal["ahead", "tried", "under way", "done", "not so"]
"""How far reports have an occurrence: announced, foretold or possible; tried in vain; going on; done; denied."""


@dataclass(frozen=True, slots=True)
class Phase:
    """The claims by which an event is told as ahead, tried, under way, done, or not so, and the day of the first."""

    stage: StageOfEvent
    claims: tuple[str, ...]
    first: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Claims judged to be about one occurrence. Recomputed from claims and judgements; never stored as a fact.

    `claims` stand in the order of publication. `best` holds, per field, the best value with the ids of the claims that
    support it. `origins` counts independent origins, `outlets` publishers. `stages` says how the occurrence was told,
    in the order in which it comes about. `confirmed` and `denied` are the voices that say it was, or was not, so, each
    once; `silent` the known parties to it on whose word nothing of it is told.
    """

    id: str
    claims: tuple[str, ...]
    best: tuple[tuple[str, str, tuple[str, ...]], ...]
    origins: int
    outlets: int
    disagreements: tuple[Disagreement, ...]
    first: str | None = None
    stages: tuple[Phase, ...] = ()
    confirmed: tuple[Voice, ...] = ()
    denied: tuple[Voice, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def stage(self) -> StageOfEvent | None:
        """The stage that the event reached by what is told of it; a denial leaves it where it was told to be."""
        told = [each.stage for each in self.stages if each.stage != "not so"]
        return told[-1] if told else self.stages[-1].stage if self.stages else None
