"""The words for those who act, as the parties stage needs them: role nouns, fields of office, forms of address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from dateline.model.party import PartyKind

Gender = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Role:
    """One noun that names somebody: the kind of party, its PLOVER sectors, a gender where the noun has one.

    `platform` marks what acts for those who man it: a warship, a warplane.
    """

    noun: str
    kind: PartyKind
    sectors: tuple[str, ...] = ()
    gender: Gender | None = None
    platform: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """All words by which a phrase shows that it stands for somebody. Keys and members are lower-case, singular.

    `fields` are words beside a role and the sectors that they add ("opposition": OPP); `offices` the field of a
    minister or ministry under one name ("external affairs": "foreign affairs"); `classes` the classes of words that
    may refer back to one another ("premier" and "prime minister"); `honorifics` forms of address with gender; `given`
    given names by gender where they have one, `given_names` all of them. `speech` and `motion` are verb lemmas,
    `idle` those that need nobody to act, `light` those that need nobody unless they have an object, `affect` those
    whose object is somebody. `nobody` are the last words of names that nobody bears (treaties, storms, days,
    straits), `nobody_before` their first ones; `things` nouns in -er and the like that are no persons; `relations`
    nouns whose owner is not their country ("Moscow's critics"); `family_first` surnames that stand before the given
    name; `weak` role nouns that as often name a thing ("office"); `measures` nouns of number ("dozens of", "a group
    of"); `lands` nouns for a state ("the country"). `ends` and `begins` are the last words of all nouns and the first
    of those of several words, for a quick look.
    """

    nouns: dict[str, Role] = field(default_factory=dict)
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)
    offices: dict[str, str] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)
    honorifics: dict[str, Gender | None] = field(default_factory=dict)
    given: dict[str, Gender] = field(default_factory=dict)
    given_names: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    motion: frozenset[str] = frozenset()
    idle: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    affect: frozenset[str] = frozenset()
    place_prepositions: frozenset[str] = frozenset()
    place_directions: frozenset[str] = frozenset()
    place_heads: frozenset[str] = frozenset()
    place_modified: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    nobody_before: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    family_first: frozenset[str] = frozenset()
    weak: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    lands: frozenset[str] = frozenset()
    ends: frozenset[str] = field(init=False)
    begins: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ends", frozenset(re.split(r"[ -]", noun)[-1] for noun in self.nouns))
        object.__setattr__(self, "begins", frozenset(re.split(r"[ -]", noun)[0] for noun in self.nouns if " " in noun))
