"""Paragraphs go in; their quotations come out: straight, curly, single, guillemets, nested, run on, and odd ones."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model.span import Span, trim

_MARKS = re.compile(r"""["“”„«»‘’']|``|''""")
_PARTNER = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "'": "'", "``": "''"}
_LEFT = frozenset("([{—–-/‘“\"'«„")
_RIGHT = frozenset(",.;:!?)]}—–-…’”/\"'»")
_APOSTROPHE = re.compile(r"""['’](?:\d0s|\d\d\b|(?:tis|twas|em|til|cause|bout|round|n)\b)""", re.IGNORECASE)
_DEEPEST = 8
"""How many quotations may stand inside one another; more are marks that have lost their partners."""
_STOPS = frozenset(",.!?…;:")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quoted stretch of one paragraph; `continues` when the next paragraph takes it up again."""

    span: Span
    inner: Span
    continues: bool = False


@dataclass(frozen=True, slots=True)
class _Open:
    at: int
    mark: str


def quotations(text: str, paragraphs: Sequence[Span], sentences: Sequence[Span]) -> tuple[list[Quotation], list[Span]]:
    """All quotations in the order of the text, and the places of marks that have no partner."""
    found: list[Quotation] = []
    odd: list[Span] = []
    starts = [span.start for span in sentences]
    hanging: _Open | None = None
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        scan = _Scan(text, paragraph)
        scan.run()
        found.extend(scan.found)
        if hanging is not None and scan.strays and scan.strays[0][1] in _PARTNER[hanging.mark]:
            found.append(_quotation(text, paragraph.start, scan.strays.pop(0)[0].end))
        hanging = None
        left = scan.open[0] if scan.open else None
        if left is not None:
            sentence = sentences[max(0, bisect_right(starts, left.at) - 1)]
            end = min(sentence.end, paragraph.end)
            if following is not None and text.startswith(left.mark, following.start):
                found.append(_quotation(text, left.at, paragraph.end, left.mark, continues=True))
            elif following is not None and _closes_first(text, following, left.mark):
                found.append(_quotation(text, left.at, paragraph.end, left.mark, continues=True))
                hanging = left
            elif left.mark not in "'‘":
                found.append(_quotation(text, left.at, max(end, left.at + 1), left.mark))
                odd.append(Span(left.at, left.at + 1))
        latest = max((each.span.start for each in scan.found), default=-1)
        for stray, _ in scan.strays:
            sentence = sentences[max(0, bisect_right(starts, stray.start) - 1)]
            if text[stray.start - 1] in _STOPS and latest < sentence.start < stray.start:
                found.append(Quotation(Span(sentence.start, stray.end), Span(sentence.start, stray.start)))
            odd.append(stray)
    kept = [each for each in found if each.inner]
    return sorted(kept, key=lambda each: (each.span.start, -each.span.end)), odd


def _quotation(text: str, start: int, end: int, mark: str = "", continues: bool = False) -> Quotation:
    inner_end = end if continues or text[end - 1] not in "\"”»“’'" or end - 1 <= start else end - 1
    return Quotation(Span(start, end), trim(Span(min(start + len(mark), inner_end), inner_end), text), continues)


def _closes_first(text: str, paragraph: Span, mark: str) -> bool:
    """Whether the paragraph holds a closing mark before any opening one: speech that ran on without re-opening."""
    scan = _Scan(text, paragraph)
    scan.run()
    return bool(scan.strays) and scan.strays[0][1] in _PARTNER[mark]


class _Scan:
    """One walk over the quotation marks of a paragraph, with the stack of those that are open."""

    def __init__(self, text: str, paragraph: Span) -> None:
        self.text = text
        self.paragraph = paragraph
        self.open: list[_Open] = []
        self.found: list[Quotation] = []
        self.strays: list[tuple[Span, str]] = []
        self.marks = [(m.start(), m.group()) for m in _MARKS.finditer(text, paragraph.start, paragraph.end)]

    def run(self) -> None:
        for place, (at, mark) in enumerate(self.marks):
            if len(self.open) > _DEEPEST:
                del self.open[0]
            if mark in ("'", "’", "‘"):
                self._single(place, at, mark)
            elif mark == '"':
                self._straight(at)
            elif mark in ("“", "«", "„", "``"):
                if mark == "“" and any(each.mark == "„" for each in self.open):
                    self._close(at, mark)
                else:
                    self.open.append(_Open(at, mark))
            elif mark == "”" and not self._has("“„”") and self._left(at) and not self._right(at, 1):
                self.open.append(_Open(at, "“"))
            else:
                self._close(at, mark)

    def _left(self, at: int) -> bool:
        """Whether a mark at `at` stands at the left edge of words."""
        before = self.text[at - 1] if at > self.paragraph.start else " "
        return before.isspace() or before in _LEFT

    def _right(self, at: int, width: int) -> bool:
        after = self.text[at + width] if at + width < self.paragraph.end else " "
        return after.isspace() or after in _RIGHT

    def _has(self, marks: str) -> bool:
        return any(each.mark in marks for each in self.open)

    def _straight(self, at: int) -> None:
        left, right = self._left(at), self._right(at, 1)
        if self._has('"'):
            if left and not right and self.open[-1].mark == '"':
                # A second opening mark: the first one has lost its partner.
                self.strays.append((Span(self.open[-1].at, self.open[-1].at + 1), ""))
                self.open[-1] = _Open(at, '"')
            else:
                self._close(at, '"')
        elif right and not left:
            if not self.text[at - 1].isdigit():
                self.strays.append((Span(at, at + 1), '"'))
        else:
            self.open.append(_Open(at, '"'))

    def _single(self, place: int, at: int, mark: str) -> None:
        after = self.text[at + 1] if at + 1 < self.paragraph.end else " "
        if mark == "‘" or (mark == "'" and self._left(at)):
            if not after.isspace() and not _APOSTROPHE.match(self.text, at) and not self._has("'‘"):
                if mark == "‘" or self._closer(place + 1):
                    self.open.append(_Open(at, mark))
            elif mark == "'" and self._has("'"):
                self._close(at, mark)
            return
        opener = "‘" if mark == "’" else "'"
        if self._has(opener) and not after.isalnum() and not self.text[at - 1].isspace():
            possessive = self.text[at - 1] in "sS" and after == " " and self.text[at + 2 : at + 3].islower()
            if not (possessive and self._closer(place + 1)):
                self._close(at, mark)

    def _closer(self, place: int) -> bool:
        """Whether, before the next single mark that opens, one may close."""
        for at, mark in self.marks[place : place + 40]:
            if mark not in ("'", "’"):
                continue
            if mark == "'" and self._left(at) and not self._right(at, 1):
                return False
            if self._right(at, 1) and not self.text[at - 1].isspace():
                return True
        return False

    def _close(self, at: int, mark: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if mark in _PARTNER[self.open[place].mark]:
                opened = self.open[place]
                del self.open[place:]
                inner = trim(Span(opened.at + len(opened.mark), at), self.text)
                self.found.append(Quotation(Span(opened.at, at + len(mark)), inner))
                return
        if mark not in ("'", "’", "''"):
            self.strays.append((Span(at, at + len(mark)), mark))
