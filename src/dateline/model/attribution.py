"""The nouns of *on whose word*: cues, sources, and the chain that each reported stretch hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.party import Party
from dateline.model.span import Span
from dateline.model.state import State

SourceKind = Literal[
    "named person", "official unnamed", "organisation", "government", "state media", "outlet", "experts", "witness",
    "document", "image", "video", "court", "poll", "unnamed", "own voice",
]  # fmt: skip
Stance = Literal["neutral", "asserting", "denying", "accusing", "promising", "warning", "speculating", "declining"]
AttributionKind = Literal[
    "statement", "belief", "intention", "decree", "perception", "support", "question", "denial"
]  # fmt: skip
Form = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True, slots=True)
class Certainty:
    """A word of estimate as written, with the probability band that the published scale gives it."""

    text: str
    span: Span
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Cue:
    """The verb, noun or phrase that reports: "said", "the claim", "according to"."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a chain: somebody on whose word something stands.

    `medium` is the form it took ("told AFP", "statement", "broadcast", "video"); `addressee` whom it was said to.
    `name` is the best name known: of the party, or of the speaker whom a pronoun takes up again ("he added").
    The report's own outlet, which ends every chain, has kind `own voice` and no cue; its span is None.
    """

    kind: SourceKind
    span: Span | None = None
    text: str | None = None
    name: str | None = None
    party: Party | None = None
    cue: Cue | None = None
    medium: str | None = None
    addressee: Party | None = None
    stance: Stance = "neutral"
    state: State = "known"
    reason: str | None = None


OWN_VOICE = Source(kind="own voice")
"""The reporter's own voice, for a report whose outlet is not known."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reported stretch: its content in pieces, the cue, and the chain of sources from the inside out.

    `contents` hold no white space at their ends; a quotation is given with its marks. `denies` is the span of what
    this attribution says is not so: what was reported before where it takes that up ("denied the accusation"), else its
    own content. `voiced` is False where the source does not vouch for the content but only plans, wants, orders or
    backs it: then it stands on the word of whoever tells of the plan.
    """

    contents: tuple[Span, ...]
    cue: Span | None
    sources: tuple[Source, ...]
    kind: AttributionKind = "statement"
    form: Form = "indirect"
    denies: Span | None = None
    inside: int | None = None
    """Index, among the reading's attributions, of the one in whose content this one stands."""
    voiced: bool = True
