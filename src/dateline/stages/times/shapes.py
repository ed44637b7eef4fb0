"""The register of shapes: a pattern over classes of words goes in with the function that reads it; matches come out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dateline.model.calendar import Calendar, WordValue
from dateline.stages.times.meanings import Meaning
from dateline.stages.times.words import Alphabet, Word

MACROS = {
    "MON": "(MONTH|MONTH_SHY|MONTH_SHORT DOT?)",
    "DAYN": "(DAY|DAYNTH)",
    "YR": "(YEAR|APOSYEAR)",
    "NUMERAL": "(NUM (NUM SLASH NUM|HALF)?|BIG|DECIMAL|HALF|NUMWORD ((HYPHEN|and|of)? NUMWORD)*)",
    "COUNT": (
        "(NUMERAL (and (a|one) half)?|(a|an|the)? SOME+ NUMWORD?|a|an|(a|the)? PAIR of?"
        "|half (a|an)|(a|an) half|quarter of (a|an)|another)"
    ),
    "ANYUNIT": "(UNIT|UNITS|UNIT_SHY)",
    "STOP": "(COMMA|DOT|BREAK|OTHER|CLOSE|OPEN|HYPHEN|$)",
}
NEVER_FIRST = ("WORD", "NAME", "COMMA", "DOT", "OTHER", "BREAK", "OPEN", "CLOSE", "POSS", "HYPHEN", "MONEY")
"""Classes that no shape begins with: most words of a text, passed over without trying the shapes."""
_ELEMENT = re.compile(r"[A-Z_]+|[a-z]+")


@dataclass(frozen=True, slots=True)
class Match:
    """The words that a shape covers (`first` to `last`, half-open, among all words of the text)."""

    words: list[Word]
    first: int
    last: int
    calendar: Calendar

    def of(self, name: str) -> WordValue | None:
        """The value of the first word of class `name`; None where there is none."""
        for at in range(self.first, self.last):
            value = self.words[at].values.get(name)
            if value is not None:
                return value
        return None

    def number(self, name: str) -> int | None:
        """The same, when it must be a number."""
        value = self.of(name)
        return value if isinstance(value, int) else None

    def word(self, name: str) -> Word | None:
        """The first word of class `name`."""
        return next((word for word in self.words[self.first : self.last] if name in word.values), None)

    def has(self, *names: str) -> bool:
        """Whether a word of one of these classes is among them; literal words as `=word`."""
        return any(name in word.values for word in self.words[self.first : self.last] for name in names)

    def before(self, distance: int = 1) -> Word | None:
        """The word that stands so far before the match."""
        at = self.first - distance
        return self.words[at] if at >= 0 else None

    def after(self, distance: int = 1) -> Word | None:
        """The word that stands so far after the match."""
        at = self.last + distance - 1
        return self.words[at] if at < len(self.words) else None

    def inner(self) -> list[Word]:
        """The words themselves."""
        return self.words[self.first : self.last]


Reader = Callable[[Match], Meaning | None]
SHAPES: list[tuple[str, Reader]] = []


def shape(*patterns: str) -> Callable[[Reader], Reader]:
    """Enter a function as the reader of what these patterns match; it may turn a match down by returning None."""

    def enter(reader: Reader) -> Reader:
        SHAPES.extend((pattern, reader) for pattern in patterns)
        return reader

    return enter


def expand(pattern: str) -> str:
    """The pattern with its macros written out."""
    while any(name in MACROS for name in _ELEMENT.findall(pattern)):
        pattern = _ELEMENT.sub(lambda found: MACROS.get(found[0], found[0]), pattern)
    return pattern


@dataclass(frozen=True, slots=True)
class Grammar:
    """All shapes compiled for one calendar."""

    alphabet: Alphabet
    shapes: list[tuple[re.Pattern[str], Reader]]
    anywhere: re.Pattern[str]


@lru_cache(maxsize=4)
def grammar(calendar: Calendar) -> Grammar:
    """The shapes compiled for a calendar; made once for each."""
    expanded = [(expand(pattern), reader) for pattern, reader in SHAPES]
    literals = frozenset(word for pattern, _ in expanded for word in _ELEMENT.findall(pattern) if word.islower())
    alphabet = Alphabet(calendar, literals)
    compiled = []
    for pattern, reader in expanded:
        over = _ELEMENT.sub(lambda found: alphabet.of(found[0] if found[0].isupper() else f"={found[0]}"), pattern)
        compiled.append((over.replace(" ", "").replace("(", "(?:").replace("(?:?", "(?"), reader))
    plain = "".join(alphabet.chars[frozenset({kind})] for kind in NEVER_FIRST)
    anywhere = re.compile(f"(?![{plain}])(?:{'|'.join(f'(?:{over})' for over, _ in compiled)})")
    return Grammar(alphabet, [(re.compile(over), reader) for over, reader in compiled], anywhere)
