"""What the first two stages find on the surface: sentences, and the marks by which the text is cut before parsing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

SentenceKind = Literal["body", "headline", "heading", "dateline", "caption", "credit", "bullet", "boilerplate"]
MarkKind = Literal["quotation", "scare", "insertion", "clause", "aside"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, by its span; `paragraph` counts from 0; `kind` tells running text from headings and the rest."""

    span: Span
    paragraph: int
    kind: SentenceKind = "body"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that is to be cut out, or freed of its marks, before the rest is parsed.

    `quotation`: `span` with its quotation marks, `inner` without; the words are parsed, the marks are not. One mark
    per paragraph: a quote that runs on is several. `insertion`: an editor's bracket, alike. `clause`: an attribution
    clause ("Peskov said", "according to the ministry"), parsed on its own, apart from what it attributes. `aside`: a
    parenthesis or a stretch between dashes that the surrounding sentence is easier to parse without; parsed on its
    own. `continues`: the quotation has no closing mark here because the next paragraph re-opens it.
    """

    span: Span
    inner: Span
    kind: MarkKind
    continues: bool = False
