"""What the parties stage may ask of the knowledge base: who bears a name, and who held an office on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dateline.model.party import Entity, Office


@dataclass(frozen=True, slots=True)
class ActorHit:
    """One entity that a name may mean: how the name matched, the office valid on the day asked for, a score 0 to 1."""

    entity: Entity
    matched: str
    office: Office | None
    score: float


class Actors(Protocol):
    """The knowledge base of actors. All methods are pure look-ups; `on` None means that no day is known."""

    def find(self, name: str, on: date | None = None) -> Sequence[ActorHit]:
        """Who bears `name` (full name, alias, surname, acronym, demonym, capital …), best first; empty if nobody."""
        ...

    def entity(self, id: str) -> Entity | None:
        """The entity with this id, if there is one."""
        ...

    def holder(self, office: str, country: str | None, on: date | None) -> Sequence[ActorHit]:
        """Who held `office` ("president", "defence minister") of `country` (alpha-3) on a day, best first."""
        ...

    def mentions(self, text: str) -> Sequence[tuple[int, int, str]]:
        """Every known name in `text`, longest first match, on word boundaries: start, end, and the name as keyed."""
        ...


class NoActors:
    """A knowledge base that knows nobody; for tests."""

    def find(self, name: str, on: date | None = None) -> Sequence[ActorHit]:
        return ()

    def entity(self, id: str) -> Entity | None:
        return None

    def holder(self, office: str, country: str | None, on: date | None) -> Sequence[ActorHit]:
        return ()

    def mentions(self, text: str) -> Sequence[tuple[int, int, str]]:
        return ()
