"""A Span goes in and out everywhere: where in the report's text something stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` in Unicode code points of `Report.text`.

    >>> Span(0, 5).of("Seoul said")
    'Seoul'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span must have 0 <= start <= end, not {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The exact characters of `text` that the span stands for."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether at least one code point belongs to both."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether every code point of `other` belongs to this span too."""
        return self.start <= other.start and other.end <= self.end


def cover(spans: Iterable[Span]) -> Span:
    """The shortest span that contains all of `spans`; ValueError when there are none.

    >>> cover([Span(4, 6), Span(1, 2)])
    Span(start=1, end=6)
    """
    every = list(spans)
    if not every:
        raise ValueError("no spans to cover")
    return Span(min(span.start for span in every), max(span.end for span in every))


def trim(span: Span, text: str) -> Span:
    """The same span without white space at its ends.

    >>> trim(Span(0, 7), " Seoul ")
    Span(start=1, end=6)
    """
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
