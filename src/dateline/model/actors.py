"""What the parties stage may ask of the knowledge base: who bears a name, who held an office, what a word makes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from dateline.model.party import Entity, Office

Match = Literal[
    "name", "alias", "former name", "surname", "acronym", "adjective", "demonym", "capital", "metonym", "holder"
]
"""How a name led to its entity. `name` … `acronym`: the name is the entity's own. `adjective` ("Russian") and
`demonym` ("Russians") are derived from a state's name; `capital` ("Moscow") and `metonym` ("the Kremlin") are places
that stand for a government unless the words make them a place. `holder`: found by an office and not by a name."""

NAMING: frozenset[Match] = frozenset({"name", "alias", "former name", "surname", "acronym"})
"""The matches by which an entity is called by a name of its own."""


@dataclass(frozen=True, slots=True)
class ActorHit:
    """One entity that a name may mean, as it stood on the day asked for.

    `how` says how the name matched and `matched` which name it was. `office` is the office valid on the day, the most
    important one first held; None if there is none. `former` is true where all known offices had ended by the day.
    `country` (alpha-3) and `sectors` (PLOVER) are those of the day: a president out of office is no longer GOV but
    ELI. `score` (0 to 1) is how well the name and the day fit; hits that tie within 0.05 are ambiguous.
    """

    entity: Entity
    matched: str
    office: Office | None
    score: float
    how: Match = "name"
    country: str | None = None
    sectors: tuple[str, ...] = ()
    former: bool = False


@dataclass(frozen=True, slots=True)
class RoleHit:
    """What a common noun makes of somebody ("three soldiers", "the former foreign minister", "opposition lawmakers").

    `sectors` are PLOVER sectors, the first the primary one; `words` is the stretch of the phrase (start, end) that
    says so; `office` is the canonical office it names, if any, as `Actors.holder` takes it; `former` that the words
    put it in the past ("former", "ex-", "ousted").
    """

    sectors: tuple[str, ...]
    words: tuple[int, int]
    office: str | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """What a whole phrase says about a party, by name and by role: the best entity, country and sectors.

    `entity` is None where no known actor is named; `country` and `sectors` may be known all the same ("Ukrainian
    farmers": UKR, AGR). `why` is one line for a person.
    """

    entity: Entity | None = None
    office: Office | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    how: Match | None = None
    former: bool = False
    why: str = ""


class Actors(Protocol):
    """The knowledge base of actors. All methods are pure look-ups; `on` None means that no day is known."""

    def find(self, name: str, on: date | None = None) -> Sequence[ActorHit]:
        """Who bears `name` (full name, alias, surname, acronym, demonym, capital …), best first; empty if nobody."""
        ...

    def entity(self, id: str) -> Entity | None:
        """The entity with this id, if there is one."""
        ...

    def holder(self, office: str, country: str | None, on: date | None) -> Sequence[ActorHit]:
        """Who held `office` ("president", "defence minister") of `country` (alpha-3) on a day, best first.

        `country` may also be the id of an organisation ("org:nato") for "secretary-general" and the like.
        """
        ...

    def mentions(self, text: str) -> Sequence[tuple[int, int, str]]:
        """Every known name in `text`, longest first match, on word boundaries: start, end, and the name as keyed."""
        ...

    def role(self, phrase: str) -> RoleHit | None:
        """What the common nouns of `phrase` make of somebody, by the word that heads it; None if they say nothing."""
        ...

    def code(self, phrase: str, on: date | None = None) -> Coded:
        """Everything that a noun phrase says by itself about who is meant on a day: names, nationality, role."""
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

    def role(self, phrase: str) -> RoleHit | None:
        return None

    def code(self, phrase: str, on: date | None = None) -> Coded:
        return Coded()
