"""What a language tool knows of a report: tokens and trees, by code points of the untouched text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from dateline.model.span import Span


@dataclass(frozen=True, slots=True)
class Unit:
    """What is parsed as one: the pieces of a sentence that make up its main text, or one clause that was cut out.

    The parser is handed the pieces joined without anything between them. `names` is for titles, whose words have
    capitals whatever they are: where in the text those stand that are names. None where capitals mean what they do in
    running text.
    """

    sentence: int
    kind: Literal["main", "clause", "aside"]
    pieces: tuple[Span, ...]
    names: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """One token. `i` is its place in `Parse.tokens`; `head` the `i` of its governor (itself at a root).

    `pos` is Universal POS, `tag` Penn Treebank, `dep` a ClearNLP/spaCy English dependency label, `ent` an OntoNotes
    entity label or "". Offsets are code points of the report's text.
    """

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    ent: str
    ent_start: bool
    unit: int
    sentence: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parse:
    """All tokens of a report in the order of its text units, and the units themselves.

    Tokens of one unit are consecutive (`ranges[unit]` is its half-open range of `i`), heads stay inside the unit.
    Units of one sentence are consecutive, the main one first; so `i` is not quite the order of the text: sort by
    `start` where that order counts.
    """

    tokens: tuple[Token, ...]
    units: tuple[Unit, ...]
    ranges: tuple[tuple[int, int], ...]
    _children: tuple[tuple[int, ...], ...] = field(default=(), repr=False, compare=False)
    _order: tuple[tuple[int, int], ...] = field(default=(), repr=False, compare=False)
    _units_of: dict[int, list[int]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        below: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                below[token.head].append(token.i)
        units_of: dict[int, list[int]] = {}
        for number, unit in enumerate(self.units):
            units_of.setdefault(unit.sentence, []).append(number)
        object.__setattr__(self, "_children", tuple(tuple(each) for each in below))
        object.__setattr__(self, "_order", tuple(sorted((token.start, token.i) for token in self.tokens)))
        object.__setattr__(self, "_units_of", units_of)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """The tokens that `token` governs, in order; only those with one of the labels `deps` if any are given."""
        found = [self.tokens[i] for i in self._children[token.i]]
        return [child for child in found if child.dep in deps] if deps else found

    def head(self, token: Token) -> Token:
        """The governor; a root is its own."""
        return self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """The governors up to the root, nearest first."""
        while token.head != token.i:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """The token and all that it governs, directly or not, in order of `i`."""
        found, stack = [], [token.i]
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(self._children[i])
        return [self.tokens[i] for i in sorted(found)]

    def unit(self, number: int) -> Sequence[Token]:
        """The tokens of one unit."""
        start, end = self.ranges[number]
        return self.tokens[start:end]

    def at(self, start: int) -> Token | None:
        """The token that begins at this code point, if one does."""
        place = bisect_left(self._order, (start, -1))
        if place < len(self._order) and self._order[place][0] == start:
            return self.tokens[self._order[place][1]]
        return None

    def within(self, span: Span) -> list[Token]:
        """The tokens that lie wholly inside `span`, in the order of the text."""
        found = []
        for place in range(bisect_left(self._order, (span.start, -1)), len(self._order)):
            token = self.tokens[self._order[place][1]]
            if token.start >= span.end:
                break
            if token.end <= span.end:
                found.append(token)
        return found

    def units_of(self, sentence: int) -> list[int]:
        """The numbers of the units of one sentence, the main one first."""
        return self._units_of.get(sentence, [])

    def sentence(self, number: int) -> list[Token]:
        """The tokens of all units of one sentence, in the order of the text."""
        found = [token for unit in self.units_of(number) for token in self.unit(unit)]
        return sorted(found, key=lambda token: token.start)


EMPTY = Parse((), (), ())

Parser = Callable[[str, Sequence[Unit]], Parse]
"""A language tool: the report's text and the units to parse in, the Parse out."""
