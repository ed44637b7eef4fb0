"""The words of what is transferred and how sure: goods by category, measures, words of estimate, words of status."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from dateline.model.act import EventType, StatusValue

Effect = Literal["true", "going", "false", "fail", "attempt", "intent", "expect", "possible", "request", "deny", "real"]
"""What a word that governs an act says of it; `lexicon/goods/signatures.toml` tells them apart by example."""
Complement = Literal["to", "ing", "that", "noun", "subject"]
"""How the governed act stands: infinitive, gerund, finite clause, object of a verb or preposition, subject."""
WordClass = Literal["verb", "noun", "adjective"]
Carrier = Literal["give", "get", "swap", "stop"]
"""Which way goods go with a word: from its actor, to its actor, both ways, not at all."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A word of estimate and its probability band (MISP `estimative-language:likelihood-probability`)."""

    phrase: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Signature:
    """What one word does to an act in one kind of complement; `speech` where using the word is itself an act."""

    effect: Effect
    speech: bool = False


@dataclass(frozen=True, slots=True)
class GoodsCategory:
    """One node of the goods taxonomy, such as `arms.missiles`: label, parent, the control regimes it may fall under.

    `terms` are lemmas or phrases, lower case; `regimes` are ids of measures that control such goods anywhere.
    """

    id: str
    label: str
    parent: str | None
    terms: tuple[str, ...]
    regimes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One measure: who imposed it on what, from when to when, and where it is written down.

    `targets` are alpha-3 codes or entity names the measure is about (none: it holds for everybody); `directions` say
    whether the target is the recipient (`to`), the supplier (`from`) or either; `imposers` are those bound by it (none:
    all states). `goods` are ids of the taxonomy (a parent takes in its children), `acts` PLOVER types with modes
    ("MOBILIZE weapons") that it bears on without goods. `scope` is in our words; `citation` names the instrument.
    """

    id: str
    name: str
    kind: Literal["sanctions", "arms embargo", "control regime", "treaty", "programme"]
    authority: str
    scope: str
    citation: str
    start: date | None
    end: date | None = None
    targets: tuple[str, ...] = ()
    directions: tuple[Literal["to", "from"], ...] = ()
    imposers: tuple[str, ...] = ()
    goods: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    url: str | None = None

    def in_force(self, earliest: date | None, latest: date | None) -> bool:
        """Whether the measure stood on some day between the two (an open end is unknown and rules nothing out)."""
        return not ((self.start and latest and latest < self.start) or (self.end and earliest and earliest > self.end))


@dataclass(frozen=True, slots=True)
class GoodsLexicon:
    """Goods by term, the measures that may bear on them, and the words that tell status and certainty.

    `terms` leads from a term to its category; `signatures` from word class, lemma and complement to the effect;
    `adjectives` from a modifier of a noun of action to its status.
    """

    categories: dict[str, GoodsCategory] = field(default_factory=dict)
    terms: dict[str, str] = field(default_factory=dict)
    measures: tuple[Rule, ...] = ()
    estimates: dict[str, Estimate] = field(default_factory=dict)
    signatures: dict[tuple[WordClass, str, Complement], Signature] = field(default_factory=dict)
    adjectives: dict[str, StatusValue] = field(default_factory=dict)
    carriers: dict[tuple[WordClass, str], Carrier] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)

    def lineage(self, category: str | None) -> tuple[str, ...]:
        """The category and all above it, nearest first; empty for None."""
        found: list[str] = []
        while category is not None and category not in found:
            found.append(category)
            node = self.categories.get(category)
            category = node.parent if node else None
        return tuple(found)


SPEECH: frozenset[EventType] = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
)
"""The verbal types of PLOVER: acts that are done by speaking."""
