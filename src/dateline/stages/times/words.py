"""Text goes in; out come its words with the classes of time words that they belong to, each as one character.

The classes of all words, written one character a word, make a string beside the text: shapes of time expressions are
then plain regular expressions over that string, and finding them is one pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.model.calendar import Calendar, WordValue

_WORD = re.compile(
    r"""
    (?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:?\d\d(?::?\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
  | (?P<numdate>\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\w/]))
  | (?P<decade>\d{2,3}0['’]?s\b | ['’‘]?\d0['’]?s\b)
  | (?P<aposyear>(?<!\w)['’‘]\d\d(?!\w))
  | (?P<nth>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<clockam>\d{1,2}(?:[:.]\d\d)?[ ]?(?:[ap]\.[ ]?m\.?|[ap]m\b))
  | (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?!\d))
  | (?P<clockh>\d{1,2}h\d\d\b)
  | (?P<big>\d{1,3}(?:,\d{3})+(?:\.\d+)?)
  | (?P<decimal>\d+\.\d+)
  | (?P<number>\d+)
  | (?P<half>[½])
  | (?P<dotted>[ap]\.[ ]?m\.? | b\.[ ]?c\.(?:[ ]?e\.)? | a\.[ ]?d\. )
  | (?P<word>[^\W\d_]+)
  | (?P<poss>['’]s\b | (?<=s)['’](?!\w))
  | (?P<apos>['’])
  | (?P<hyphen>[-‐‑–—])
  | (?P<comma>,)
  | (?P<dot>\.)
  | (?P<open>\()
  | (?P<close>\))
  | (?P<slash>/)
  | (?P<money>[$€£¥])
  | (?P<percent>%)
  | (?P<break>\n\s*\n)
  | (?P<other>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_KINDS = {
    "iso": "ISO", "numdate": "NUMDATE", "decade": "DECADE", "aposyear": "APOSYEAR", "nth": "NTH",
    "clockam": "CLOCKAM", "clock": "CLOCK", "clockh": "CLOCK", "big": "BIG", "decimal": "DECIMAL", "half": "HALF",
    "poss": "POSS", "apos": "APOS", "hyphen": "HYPHEN", "comma": "COMMA", "dot": "DOT", "open": "OPEN",
    "close": "CLOSE", "slash": "SLASH", "money": "MONEY", "percent": "PERCENT", "break": "BREAK", "other": "OTHER",
}  # fmt: skip
_YEARS = range(1000, 2200)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, number or mark of the text, or several words that stand in the calendar as one."""

    start: int
    end: int
    text: str
    key: str
    values: dict[str, WordValue]

    def of(self, name: str) -> WordValue | None:
        """The value that the word has in class `name`, or None when it is not of that class."""
        return self.values.get(name)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, and their classes as a string with one character a word."""

    words: list[Word]
    classes: str


@dataclass
class Alphabet:
    """Which character stands for which set of classes; grows while the calendar's words are entered."""

    calendar: Calendar
    literals: frozenset[str]
    chars: dict[frozenset[str], str] = field(default_factory=dict)
    _entries: dict[str, tuple[str, dict[str, WordValue]]] = field(default_factory=dict)
    _phrases: dict[tuple[str, str], list[tuple[str, ...]]] = field(default_factory=dict)
    _unknown: tuple[tuple[str, dict[str, WordValue]], ...] = ()

    def __post_init__(self) -> None:
        keys = set(self.calendar.words) | self.literals
        for key in keys:
            parts = tuple(match[0].lower().replace("’", "'") for match in _WORD.finditer(key))
            values = dict(self.calendar.words.get(key, {}))
            if key in self.literals:
                values[f"={key}"] = 0
            name = " ".join(parts)
            self._entries[name] = (self._char(values), values)
            if len(parts) > 1:
                self._phrases.setdefault((parts[0], parts[1]), []).append(parts)
        for longest in self._phrases.values():
            longest.sort(key=len, reverse=True)
        for kinds in (
            "DAY NUM",
            "DAY NUM TWO",
            "YEAR NUM",
            "NUM",
            "NUM TWO",
            "NUM THREE",
            "DAYNTH NTH",
            "NTH",
            "WORD",
            "NAME",
        ):
            self._char(dict.fromkeys(kinds.split(), 0))
        for kind in {*_KINDS.values()}:
            self._char({kind: 0})
        self._unknown = tuple((self._char({kind: 0}), {kind: 0}) for kind in ("WORD", "NAME"))

    def _char(self, values: Iterable[str]) -> str:
        kinds = frozenset(values)
        return self.chars.setdefault(kinds, chr(0xE000 + len(self.chars)))

    def of(self, name: str) -> str:
        """The regular expression of one word of class `name`."""
        found = "".join(char for kinds, char in self.chars.items() if name in kinds)
        if not found:
            raise ValueError(f"no word is of class {name!r}")
        return f"[{found}]" if len(found) > 1 else found

    def read(self, text: str, start: int, end: int) -> Words:
        """The words of `text[start:end]`, offsets counted in `text`."""
        words: list[Word] = []
        classes: list[str] = []
        for match in _WORD.finditer(text, start, end):
            kind = match.lastgroup or "other"
            written = match[0]
            key = written.lower()
            if kind in ("word", "dotted"):
                entry = self._entries.get(key)
                if entry:
                    char, values = entry
                else:
                    char, values = self._unknown[written[0].isupper()]
            else:
                char, values = self._number(kind, written)
            words.append(Word(match.start(), match.end(), written, key, values))
            classes.append(char)
        return self._joined(words, classes, text)

    def _number(self, kind: str, written: str) -> tuple[str, dict[str, WordValue]]:
        """The class and value of what is not a word."""
        if kind == "sep":
            kind = "numdate"
        if kind == "number":
            value = int(written[:9])
            values: dict[str, WordValue] = {"NUM": value}
            if 1 <= value <= 31 and len(written) <= 2:
                values["DAY"] = value
            if len(written) == 4 and value in _YEARS:
                values["YEAR"] = value
            if len(written) == 2:
                values["TWO"] = value
            if len(written) == 3:
                values["THREE"] = value
        elif kind == "nth":
            value = int(written[:-2])
            values = {"NTH": value, "DAYNTH": value} if 1 <= value <= 31 else {"NTH": value}
        else:
            values = {_KINDS[kind]: 0}
        return self._char(values), values

    def _joined(self, words: list[Word], classes: list[str], text: str) -> Words:
        """The same with the phrases of the calendar as one word each."""
        joined: list[Word] = []
        chars: list[str] = []
        keys = [word.key.replace("’", "'") for word in words]
        copied = 0
        for at, pair in enumerate(pairwise(keys)):
            if at < copied or pair not in self._phrases:
                continue
            found = next((parts for parts in self._phrases[pair] if tuple(keys[at : at + len(parts)]) == parts), None)
            if found is None:
                continue
            char, values = self._entries[" ".join(found)]
            start, end = words[at].start, words[at + len(found) - 1].end
            joined.extend(words[copied:at])
            joined.append(Word(start, end, text[start:end], " ".join(found), values))
            chars.extend(classes[copied:at])
            chars.append(char)
            copied = at + len(found)
        return Words(joined + words[copied:], "".join(chars + classes[copied:]))
