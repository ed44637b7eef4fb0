"""A report goes in; out comes what is a name among the words of a unit that is written as titles are: Each Word So.

Parsers take a capital for a name, and find no verb in "Canada Lifts Travel Ban". What is a name and what is not is told
by the running text of the same report, where it has the word, and else by what is known of names.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cached_property

from dateline.model.kit import Kit
from dateline.model.reading import Reading
from dateline.model.span import Span

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    "a an the and but or nor of to in on at by for from with as if into onto over than via vs versus per up off out "
    "about after before against amid under upon between during s t".split()
)
"""What titles write small, some of it only in some houses."""
_FEWEST = 4
"""Words with capitals that show how a line is written."""
_LONGEST = 250
"""Code points; no title is longer."""
_CITY = 100_000
"""People from which on a place is known by its bare name."""


class Titles:
    """The names in titles of one report."""

    def __init__(self, reading: Reading, kit: Kit) -> None:
        self._reading = reading
        self._kit = kit

    def names(self, pieces: tuple[Span, ...]) -> tuple[Span, ...] | None:
        """Where the names stand in a title made of these pieces; None if it is no title but running text."""
        if sum(map(len, pieces)) > _LONGEST:
            return None
        text = self._reading.report.text
        words = [word for piece in pieces for word in _WORD.finditer(text, piece.start, piece.end)]
        if not _titled([word.group() for word in words]):
            return None
        found = {
            Span(piece.start + start, piece.start + end)
            for piece in pieces
            for start, end, _ in self._kit.actors.mentions(piece.of(text))
        }
        found.update(Span(*word.span()) for word in words if self._name(word.group()))
        return tuple(sorted(found))

    def _name(self, word: str) -> bool:
        small, capital = self._told[word.lower()], self._told[word]
        if small or capital:
            return capital > small
        if self._kit.gazetteer.demonym(word):
            return True
        if any(each.main and each.entry.population >= _CITY for each in self._kit.gazetteer.bearers(word)):
            return True
        return any(not hit.former for hit in self._kit.actors.find(word, self._day))

    @property
    def _day(self) -> date | None:
        return self._reading.report.published.earliest

    @cached_property
    def _told(self) -> Counter[str]:
        """How often the running text has each word, capitals counting, leaving out the word that opens a sentence."""
        found: Counter[str] = Counter()
        for sentence in self._reading.sentences:
            words = _WORD.findall(sentence.span.of(self._reading.report.text))
            if sentence.kind == "body" and not _titled(words):
                found.update(words[1:])
        return found


def _titled(words: list[str]) -> bool:
    """Whether the words are written as in a title.

    >>> _titled("Canada Lifts Travel Ban on Cuba".split()), _titled("Canada lifts travel ban on Cuba".split())
    (True, False)
    """
    capital = [word for word in words if word not in _SMALL]
    return len(capital) >= _FEWEST and all(word[0].isupper() for word in capital)
