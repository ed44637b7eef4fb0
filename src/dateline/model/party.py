"""The nouns of *who*: a Party as one report names it, an Entity across reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dateline.model.span import Span
from dateline.model.state import State

PartyKind = Literal[
    "person", "government", "military", "organisation", "outlet", "group", "population", "unnamed"
]  # fmt: skip
How = Literal["named", "title", "apposition", "pronoun", "metonym", "description"]


@dataclass(frozen=True, slots=True)
class Party:
    """Who, as named here (`span`, `text`) and as resolved.

    `entity` is an id that stays the same across reports, or None where the words leave open who it is; `name` is the
    best full name known ("Vladimir Putin" for "he"); `country` is ISO 3166 alpha-3; `sectors` are PLOVER sectors
    (GOV, MIL, …). `title` is as written ("Russian Defense Minister"), `office` what it means ("minister of defence"),
    `organisation` whom the person speaks or works for. `antecedent` is the earlier mention that `how` rests on;
    `members` are the mentions that a plural ("the two leaders", "both sides") takes in.
    """

    span: Span
    text: str
    entity: str | None = None
    name: str | None = None
    kind: PartyKind = "unnamed"
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    count: int | None = None
    how: How = "named"
    office: str | None = None
    organisation: str | None = None
    antecedent: Span | None = None
    members: tuple[Span, ...] = ()
    state: State = "known"
    reason: str | None = None


def key(party: Party, report: str) -> str:
    """Under what a party counts as the same in several claims: its entity, else its words in that one report.

    "Riot police" of two reports are two; a pronoun that could not be resolved is nobody else at all.

    >>> key(Party(Span(0, 6), "Moscow", entity="iso:RUS"), "r1"), key(Party(Span(0, 11), "Riot police"), "r1")
    ('iso:RUS', 'r1:riot police')
    """
    if party.entity is not None:
        return party.entity
    words = " ".join((party.name or party.text).casefold().split())
    alone = not words or party.state != "known" or (party.how == "pronoun" and party.name is None)
    return f"{report}:{words}@{party.span.start}" if alone else f"{report}:{words}"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that an entity holds or held, from day to day inclusive; None where the day is not known."""

    title: str
    country: str | None = None
    organisation: str | None = None
    start: date | None = None
    end: date | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One actor across reports, with its names, its offices and its ids in public registers.

    `external` holds pairs of register and id, such as `("wikidata", "Q7747")`.
    """

    id: str
    name: str
    kind: PartyKind
    country: str | None = None
    aliases: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    external: tuple[tuple[str, str], ...] = ()
