"""A sentence goes in; its brackets and its stretches between dashes come out as marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.model.sentence import Mark
from dateline.model.span import Span, trim

_SQUARE = re.compile(r"\[([^\[\]\n]{1,400})\]")
_ROUND = re.compile(r"\(((?:[^()\n]|\([^()\n]{0,200}\)){1,600})\)")
_NO_WORDS = re.compile(r"\s*(?:sic|\.\.\.|…|[\d\W]+|[a-z]|citation needed|note \d+)\s*!?", re.IGNORECASE)
_DASH = re.compile(r"(?<=\s)(?:[—–―]|--?)(?=\s)")
_LONGEST_ASIDE = 300


def brackets(text: str, sentence: Span) -> Iterator[Mark]:
    """Square brackets are an editor's insertion, or an aside when they hold no words of the sentence ("[sic]").

    Round brackets are asides where they stand inside a sentence, and not where they begin it.
    """
    for found in _SQUARE.finditer(text, sentence.start, sentence.end):
        inner = trim(Span(*found.span(1)), text)
        if inner and _NO_WORDS.fullmatch(inner.of(text)):
            yield Mark(_with_blank(text, Span(*found.span()), sentence), inner, "aside")
        elif inner:
            yield Mark(Span(*found.span()), inner, "insertion")
    for found in _ROUND.finditer(text, sentence.start, sentence.end):
        before = text[found.start() - 1] if found.start() > sentence.start else ""
        inner = trim(Span(*found.span(1)), text)
        if inner and before and not before.isalnum():
            yield Mark(_with_blank(text, Span(*found.span()), sentence), inner, "aside")


def dashes(text: str, sentence: Span, quoted: Sequence[Span]) -> Iterator[Mark]:
    """The stretch between the only two dashes of a sentence, when both have blanks about them and match."""
    found = list(_DASH.finditer(text, sentence.start, sentence.end))
    if len(found) != 2:
        return
    first, second = found
    inner = trim(Span(first.end(), second.start()), text)
    whole = Span(first.start(), second.end())
    crossed = any(each.overlaps(whole) and not (each.contains(whole) or inner.contains(each)) for each in quoted)
    if (
        first.group() == second.group()
        and inner
        and len(inner) <= _LONGEST_ASIDE
        and not crossed
        and trim(Span(sentence.start, first.start()), text)
        and trim(Span(second.end(), sentence.end), text)
    ):
        yield Mark(_with_blank(text, whole, sentence), inner, "aside")


def _with_blank(text: str, span: Span, sentence: Span) -> Span:
    """`span` with the blank before it, so that what remains closes up to one blank."""
    start = span.start
    while start > sentence.start and text[start - 1].isspace():
        start -= 1
    return Span(start, span.end)
