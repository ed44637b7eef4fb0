"""Sentences go in; out come the marks by which the text is cut before parsing: quotations, brackets, clauses, asides.

Everything here is found from characters and words alone. A stretch is cut out only where what remains is sure to be a
whole sentence; a mark that is merely dropped (a quotation mark, a bracket) may be marked more freely.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.problem import Problem
from dateline.model.reading import Reading
from dateline.model.sentence import Mark
from dateline.model.span import Span, cover, trim
from dateline.stages.marks.brackets import brackets, dashes
from dateline.stages.marks.clauses import clauses
from dateline.stages.marks.quotations import Quotation, quotations
from dateline.stages.marks.surface import Surface


def marks(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.marks`, in the order of the text; a quotation that never closes leaves a Problem."""
    text, sentences = reading.report.text, reading.sentences
    quoted, odd = quotations(text, _paragraphs(reading), [sentence.span for sentence in sentences])
    found: list[Mark] = []
    quote = 0
    for sentence in sentences:
        span = sentence.span
        while quote < len(quoted) and quoted[quote].span.end <= span.start:
            quote += 1
        here, at = [], quote
        while at < len(quoted) and quoted[at].span.start < span.end:
            here.append(quoted[at].span)
            at += 1
        cuts = [*brackets(text, span), *dashes(text, span, here)]
        surface = Surface.of(text, span, here, [cut.span for cut in cuts if cut.kind == "aside"])
        if sentence.kind in ("body", "bullet", "caption", "headline"):
            cuts.extend(clauses(surface, kit.cues))
        found.extend(cuts)
    clause_starts = {mark.span.start for mark in found if mark.kind == "clause"}
    found.extend(_mark(each, text, each.span.end in clause_starts) for each in quoted)
    found.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    problems = tuple(
        Problem(stage="marks", message="a quotation mark without its partner", severity="note", span=span)
        for span in odd
    )
    return replace(reading, marks=tuple(found), problems=reading.problems + problems)


def _paragraphs(reading: Reading) -> list[Span]:
    """The paragraphs of running text, from the sentences."""
    spans: dict[int, list[Span]] = {}
    for sentence in reading.sentences:
        spans.setdefault(sentence.paragraph, []).append(sentence.span)
    return sorted(cover(each) for each in spans.values())


def _mark(quotation: Quotation, text: str, before_clause: bool) -> Mark:
    """The mark of one quotation; the comma that only leads over to an attribution clause is none of its words."""
    inner = quotation.inner
    if before_clause and text[inner.end - 1] == "," and len(inner) > 1:
        quotation = replace(quotation, inner=trim(Span(inner.start, inner.end - 1), text))
    words = quotation.inner.of(text).split()
    before = text[max(0, quotation.span.start - 12) : quotation.span.start].lower().rstrip()
    scare = before.endswith(("so-called", "so called", "dubbed")) and len(words) <= 4
    return Mark(quotation.span, quotation.inner, "scare" if scare else "quotation", quotation.continues)
