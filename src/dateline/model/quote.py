"""The noun of verbatim speech: a Quote, who said it, and what an editor put into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.party import Party
from dateline.model.span import Span
from dateline.model.state import State

QuoteKind = Literal["speech", "scare", "title", "unclear"]


@dataclass(frozen=True, slots=True)
class Insertion:
    """Words that an editor put into a quote in brackets; `span` takes in the brackets, `text` does too."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words. `span` takes in the quotation marks; `continues` when it runs on from the paragraph before.

    `scare` marks words held at arm's length ("so-called"), `title` the name of a work; neither has a speaker.
    """

    span: Span
    text: str
    speaker: Party | None = None
    insertions: tuple[Insertion, ...] = ()
    continues: bool = False
    kind: QuoteKind = "speech"
    state: State = "known"
    reason: str | None = None
