"""The noun of judging while telling: a Label, an evaluative word, and whose voice it is."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.attribution import Source
from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Label:
    """One evaluative word ("sanctions-busting", "so-called") with the chain of those whose word it is.

    In the outlet's own sentence the chain is the outlet alone: the judgement is no part of what anybody is reported to
    have done or said.
    """

    span: Span
    text: str
    attribution: tuple[Source, ...]
