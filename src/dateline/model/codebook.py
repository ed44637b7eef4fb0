"""The ontology as the stages need it: PLOVER types with quad and score, and the frames by which words name acts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.model.act import EventType

FramePos = Literal["verb", "noun", "adj"]
Fills = Literal["actor", "recipient", "content", "nothing"]
Form = Literal["nominal", "infinitive", "gerund", "finite"]
SlotKind = Literal["party", "who", "person", "figure", "politician", "state", "body", "place", "armed"]
"""Of what kind a filler is: a `party` or a place at all; someone `who` can act; a `person`; a `figure` of public life
(in or of a state, an army, a parliament, a party …); a `politician` or a party of them, whose attacks are words; a
`state`, or a body of states; a `body` of people; a `place`; `armed` people."""


@dataclass(frozen=True, slots=True)
class TypeEntry:
    """One PLOVER type: quad (1 to 4), intensity score, our wording of the definition, modes by name.

    `cameo` is the broadest CAMEO code that says no more than the type ("040" for CONSULT).
    """

    name: str
    quad: int
    score: float
    definition: str = ""
    modes: Mapping[str, str] = field(default_factory=dict)
    cameo: str = ""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a frame: where in the grammar it stands, what may stand there, and which role that has in the act.

    `role` is `subject`, `object`, `dative`, `complement`, `particle`, `possessor` or a preposition; clauses stand
    under `object`, or under their preposition ("accused of plotting"), with their `form`. What heads it must be one of
    the lemmas in `words` or of one of the `kinds`; where both are empty anything may. What an `unwanted` slot
    describes must be absent.
    """

    role: str
    fills: Fills = "nothing"
    words: frozenset[str] = frozenset()
    form: Form = "nominal"
    required: bool = True
    kinds: frozenset[SlotKind] = frozenset()
    unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which words name an act: a head word, what must stand around it, and the act that this makes.

    `id` is file and line of the lexicon; `pattern` the frame as written there. `example` is a sentence in which it is
    found. Acts inside what fills a `content` slot are no acts of their own: "urged Oslo to recall its envoy" is one.
    """

    id: str
    pattern: str
    pos: FramePos
    heads: frozenset[str]
    slots: tuple[Slot, ...]
    type: EventType
    cameo: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    example: str = ""

    @property
    def weight(self) -> int:
        """How specific the frame is: the more it asks for, the sooner it is taken."""
        return sum(3 if slot.words else 2 if slot.kinds else 1 for slot in self.slots if slot.required)


@dataclass(frozen=True, slots=True)
class Combination:
    """What an act becomes by the act that is its content: to agree (outer) to withdraw (inner) is to concede.

    `inner` is the beginning of a CAMEO code; the longest that fits is taken. An empty `type` leaves the outer one.
    """

    outer: EventType
    inner: str
    type: EventType
    cameo: str
    modes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CameoEntry:
    """One CAMEO code: its Goldstein score, its name, and the PLOVER type that the mapping of 2021 gives it."""

    code: str
    name: str
    goldstein: float
    type: EventType | None


@dataclass(frozen=True, slots=True)
class Relevance:
    """What speaks against a political act: sectors by PLOVER's names, and the topic that a word tells of.

    Acts of a `political` sector count; those of `police` and `private` ones only if nothing else speaks against it.
    A body whose name holds a word of `technical` (science, space, weather) is none of politics by itself.
    Violence beside a word of `arms` is no private matter.
    `norms` are word lists by which a rule, a right or a duty is told from an act.
    """

    political: frozenset[str] = frozenset()
    police: frozenset[str] = frozenset()
    private: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    topics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    technical: frozenset[str] = frozenset()
    arms: frozenset[str] = frozenset()
    norms: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Codebook:
    """PLOVER's types, CAMEO's codes, and the frames that lead from words to them.

    `frames` is keyed by part of speech and head word; `supports` are the verbs that lend a noun its actor ("launched
    an attack"), with the role their subject then has; `classes` the named word lists of the lexicon.
    """

    types: Mapping[str, TypeEntry] = field(default_factory=dict)
    cameo: Mapping[str, CameoEntry] = field(default_factory=dict)
    contexts: Mapping[str, str] = field(default_factory=dict)
    frames: Mapping[tuple[FramePos, str], tuple[Frame, ...]] = field(default_factory=dict)
    combinations: Mapping[EventType, tuple[Combination, ...]] = field(default_factory=dict)
    supports: Mapping[str, Literal["actor", "recipient"]] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    relevance: Relevance = field(default_factory=Relevance)

    def combination(self, outer: EventType, inner: str) -> Combination | None:
        """How an act of type `outer` is coded whose content is an act with the CAMEO code `inner`."""
        fitting = [each for each in self.combinations.get(outer, ()) if inner.startswith(each.inner)]
        return max(fitting, key=lambda each: len(each.inner), default=None)

    @property
    def verbs(self) -> frozenset[str]:
        """Every verb that the frames know, and the verbs of support."""
        return frozenset(head for pos, head in self.frames if pos == "verb") | frozenset(self.supports)

    def entries(self) -> Iterator[Frame]:
        """Every frame once."""
        seen = set()
        for frames in self.frames.values():
            for frame in frames:
                if frame.id not in seen:
                    seen.add(frame.id)
                    yield frame
