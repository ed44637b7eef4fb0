"""A reading goes in; out comes a view of it by sentence: tokens in the order of the text, and what stands in quotes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model.cues import CueEntry, Cues
from dateline.model.parse import Parse, Token
from dateline.model.reading import Reading
from dateline.model.span import Span

_OPENING = frozenset("\"“«„‘'")
_CLOSING = frozenset("\"”»’'")


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: its tokens in the order of the text, and the place of each among them by its `i`."""

    number: int
    span: Span
    tokens: Sequence[Token]
    place: dict[int, int]
    quotes: tuple[int, ...]
    """The outermost quotations that touch the sentence, by number."""


@dataclass
class View:
    """A reading as the finders of cues, sources and contents see it; built once a reading, by sentence on demand."""

    reading: Reading
    cues: Cues
    quotations: tuple[Span, ...] = ()
    _starts: list[int] = field(default_factory=list)
    _edges: dict[int, tuple[int, int]] = field(default_factory=dict)

    @staticmethod
    def of(reading: Reading, cues: Cues) -> View:
        outermost: list[Span] = []
        for mark in reading.marks:
            if mark.kind in ("quotation", "scare") and not (outermost and mark.span.start < outermost[-1].end):
                outermost.append(mark.span)
        return View(reading, cues, tuple(outermost), [span.start for span in outermost])

    @property
    def parse(self) -> Parse:
        return self.reading.parse

    @property
    def text(self) -> str:
        return self.reading.report.text

    def line(self, number: int) -> Line:
        """The sentence with this number."""
        tokens = self.parse.sentence(number)
        span = self.reading.sentences[number].span
        place = {token.i: at for at, token in enumerate(tokens)}
        first = max(0, bisect_right(self._starts, span.start) - 1)
        quotes = []
        for at in range(first, len(self.quotations)):
            if self.quotations[at].start >= span.end:
                break
            if self.quotations[at].overlaps(span):
                quotes.append(at)
        return Line(number, span, tokens, place, tuple(quotes))

    def quote_at(self, offset: int) -> int:
        """The outermost quotation that holds this code point, or -1."""
        at = bisect_right(self._starts, offset) - 1
        return at if at >= 0 and offset < self.quotations[at].end else -1

    def quotations_near(self, span: Span) -> list[Span]:
        """The outermost quotations that share a code point with `span`."""
        at = max(0, bisect_right(self._starts, span.start) - 1)
        found = []
        while at < len(self.quotations) and self.quotations[at].start < span.end:
            if self.quotations[at].overlaps(span):
                found.append(self.quotations[at])
            at += 1
        return found

    def edges(self, token: Token) -> tuple[int, int]:
        """The first and last `i` of the token's subtree."""
        known = self._edges.get(token.i)
        if known is None:
            low = high = token.i
            stack = [token.i]
            children = self.parse._children
            while stack:
                for child in children[stack.pop()]:
                    low, high = min(low, child), max(high, child)
                    stack.append(child)
            known = self._edges[token.i] = (low, high)
        return known

    def span(self, first: Token, last: Token) -> Span:
        """From one token to another, with the quotation marks that belong to what lies between."""
        start, end, text = first.start, last.end, self.text
        quote = self.quote_at(start)
        if quote >= 0 and start - self.quotations[quote].start <= 3 and text[start - 1] in _OPENING:
            start = self.quotations[quote].start
        quote = self.quote_at(end - 1)
        if quote >= 0:
            close = self.quotations[quote].end
            if 0 < close - end <= 2 and text[close - 1] in _CLOSING and not any(c.isalnum() for c in text[end:close]):
                end = close
        return Span(start, end)

    def lemma(self, token: Token) -> str:
        """The lemma in lower case; by the lexicon's own forms first, as taggers do not know all of them ("texted")."""
        word = token.text.lower()
        if token.pos in ("VERB", "AUX"):
            return "according" if word == "according" else self.cues.forms.get(word) or token.lemma.lower()
        return token.lemma.lower()

    def entry(self, token: Token) -> CueEntry | None:
        """What the lexicon knows of this token as a cue; a noun that it only knows as a verb may be mistagged."""
        if token.pos in ("VERB", "AUX"):
            lemma = self.lemma(token)
            for particle in self.parse.children(token, "prt"):
                phrasal = self.cues.verbs.get(f"{lemma} {particle.text.lower()}")
                if phrasal is not None:
                    return phrasal
            return self.cues.verbs.get(lemma)
        if token.pos in ("NOUN", "PROPN"):
            known = self.cues.nouns.get(token.lemma.lower())
            if known is None and token.dep not in ("dobj", "pobj", "compound", "conj"):
                known = self.cues.verbs.get(self.cues.forms.get(token.text.lower(), ""))
            return known
        if token.pos in ("ADJ", "ADV"):
            return self.cues.adjectives.get(token.lemma.lower())
        return None
