"""A sentence and what is quoted in it go in; out comes its surface: the words outside quotations, in segments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model.span import Span

QUOTED = "\x01"
"""Stands for each character of a quotation."""
_SEPARATOR = re.compile(r"\x01+|[,:](?!\d)|;|(?<=\s)(?:[—–]|--?)(?=\s)")
_WORD = re.compile(r"[^\W_][\w'’.&/-]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """The words between two separators; `before` and `after` are the separators, "" at the ends of the sentence.

    A separator is a comma, semicolon, colon or dash, or `QUOTED` for a quotation. `span` holds no blanks at its ends.
    """

    span: Span
    words: tuple[tuple[str, int], ...]
    before: str
    after: str

    def lower(self, place: int) -> str:
        """The word at `place` in lower case; "" where there is none."""
        return self.words[place][0].lower() if -len(self.words) <= place < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Surface:
    """One sentence as the clause finder sees it. `masked` has the length of the sentence; `at` is where it begins."""

    text: str
    span: Span
    masked: str
    segments: tuple[Segment, ...]

    @staticmethod
    def of(text: str, span: Span, quoted: Iterable[Span], asides: Iterable[Span]) -> Surface:
        """The surface of the sentence at `span`: quotations masked, asides blanked out."""
        masked = span.of(text)
        for each, mark in [*((q, QUOTED) for q in quoted), *((a, " ") for a in asides)]:
            start, end = max(each.start, span.start) - span.start, min(each.end, span.end) - span.start
            if start < end:
                masked = masked[:start] + mark * (end - start) + masked[end:]
        return Surface(text, span, masked, tuple(_segments(masked, span.start)))

    def has_words(self, start: int, end: int) -> bool:
        """Whether there is any word, quoted or not, between two code points."""
        part = self.masked[max(0, start - self.span.start) : max(0, end - self.span.start)]
        return QUOTED in part or any(char.isalnum() for char in part)

    def part(self, start: int, end: int) -> str:
        """The masked characters between two code points of the report."""
        return self.masked[max(0, start - self.span.start) : max(0, end - self.span.start)]


def _segments(masked: str, offset: int) -> Iterable[Segment]:
    at, before = 0, ""
    for separator in [*_SEPARATOR.finditer(masked), None]:
        end = separator.start() if separator else len(masked)
        mark = "" if separator is None else QUOTED if separator.group()[0] == QUOTED else separator.group()
        words = tuple((m.group().rstrip(".'’"), m.start() + offset) for m in _WORD.finditer(masked, at, end))
        if words:
            last, start = words[-1]
            yield Segment(Span(words[0][1], start + len(last)), words, before, mark)
        if words or mark == QUOTED or not before:
            before = mark
        at = separator.end() if separator else end
