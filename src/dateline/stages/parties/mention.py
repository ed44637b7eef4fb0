"""The noun of the parties stage: a Mention, one phrase that stands for somebody, as far as its own words tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.actors import ActorHit
from dateline.model.gazetteer import GazetteerEntry
from dateline.model.party import How, PartyKind
from dateline.model.roles import Gender, Role
from dateline.model.span import Span

Form = Literal["name", "description", "pronoun", "relative"]

PRONOUNS: dict[str, tuple[str, Gender | None, bool]] = {
    "he": ("he", "m", False), "him": ("he", "m", False), "his": ("he", "m", False), "himself": ("he", "m", False),
    "she": ("he", "f", False), "her": ("he", "f", False), "hers": ("he", "f", False), "herself": ("he", "f", False),
    "it": ("it", None, False), "its": ("it", None, False), "itself": ("it", None, False),
    "they": ("they", None, True), "them": ("they", None, True), "their": ("they", None, True),
    "theirs": ("they", None, True), "themselves": ("they", None, True),
    "i": ("i", None, False), "me": ("i", None, False), "my": ("i", None, False), "myself": ("i", None, False),
    "we": ("we", None, True), "us": ("we", None, True), "our": ("we", None, True), "ours": ("we", None, True),
    "ourselves": ("we", None, True),
}  # fmt: skip
"""Pronoun to its base form, its gender, and whether it is plural."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase that stands for somebody. Token numbers are of `Parse.tokens`; `head` governs the phrase.

    `role` is the role noun that heads it, in the singular; `possessor` the token that heads the owner ("Kozlov" of
    "Kozlov's ministry"); `base` the base form of a pronoun; `refers` the token that a relative pronoun stands for.
    """

    span: Span
    text: str
    head: int
    first: int
    last: int
    form: Form
    kind: PartyKind
    how: How
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    name: str | None = None
    office: str | None = None
    organisation: str | None = None
    count: int | None = None
    role: Role | None = None
    gender: Gender | None = None
    plural: bool = False
    definite: bool = False
    possessor: int | None = None
    hits: tuple[ActorHit, ...] = ()
    base: str | None = None
    refers: int | None = None
    state: bool = False
    former: bool = False
    place: GazetteerEntry | None = None
