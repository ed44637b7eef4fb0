"""Reports go in; out come their copies: which share text, quotations and numbers, where exactly, and how much of it.

Texts are compared by fingerprints of their words: hashes of six words in a row, of which the least in every window of
six is kept (winnowing; Schleimer, Wilkerson, Aiken, SIGMOD 2003, the near relative of MinHash that keeps positions).
Any eleven words in common are found, wherever they stand, so that one agency's paragraph inside another's story is
found as well as a whole copy; what was found is then compared word by word. The hashes have no random seed: the same
reports give the same answer on any machine and in any order. `docs/decisions/0007-copies.md` says why no library.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import blake2b
from typing import Literal
from zlib import crc32

from dateline.model.report import Report
from dateline.model.span import Span

CopyKind = Literal["same text", "copy", "part", "passage", "quotes"]
"""How much of a report another holds: every word; most; a good part, or all of the other in a longer story; a passage;
quotations alone."""

_SHINGLE = 6
_WINDOW = 6
_FINE = 3
"""Words in a row that count when two reports are compared that have a passage in common."""
_CLEAR = 0.9
"""The share of a report's words from which on nothing finer need be looked for."""
_POSTINGS = 16
"""Of the reports that hold one fingerprint, this many of the earliest are remembered: whoever copied a later one also
shares words with these, and a phrase that everybody uses costs no more than any other."""
_CANDIDATES = 12
"""Reports that one is compared with, those with the most fingerprints in common."""
_LEAST = 14
"""Words in common from which on they are no chance; offices and names in a row make shorter ones."""
_GAP = 8
"""Words that an editor may have put in, or changed, within one passage."""
_CLOSE = 0.6
"""Of the words of a passage, those that both have."""
COPY, PART = 0.6, 0.25
"""Shares of a report's words outside quotations from which on it is a copy, or holds a good part."""
_QUOTE = 5
"""Words from which on a quotation cut at the same two ends says something."""
_WORD = re.compile(r"\d{1,40}(?:[.,]\d{1,40})*|[^\W\d_]{1,60}")
_QUOTED = re.compile(r'[“„«]([^“”„«»\n]{12,1500})[”“»]|(?<![\w"])"(?=\S)([^"\n]{12,1500})(?<=\S)"')
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand in two reports, edits aside: `here` in the one, `there` in the other, counted in code points.

    `words` are those that both have; `similarity` their part of the longer stretch, 0 to 1; `quoted` that most of them
    stand between quotation marks, so that they may come from the speaker and not from the other report.
    """

    here: Span
    there: Span
    words: int
    similarity: float
    quoted: bool


@dataclass(frozen=True, slots=True)
class Copy:
    """What a `report` has in common with another, `of`; which of the two was first it does not say.

    `share` is the part of this report's words that the other holds, `back` that of the other's words that this one
    holds, `plain` is `share` outside quotations (0 to 1 each). `quotes` are the quotations of this report that the
    other cuts at the same two ends; `numbers` the unusual numbers (as digits) that both have.
    """

    report: str
    of: str
    extent: CopyKind
    share: float
    back: float
    plain: float
    passages: tuple[Passage, ...]
    quotes: tuple[Span, ...] = ()
    numbers: tuple[str, ...] = ()


class Copies:
    """An index of reports by what they say word for word; a report costs what it is long, whatever the index holds.

    >>> from dateline.model.report import Report
    >>> told = "The river rose by two metres in the night and carried away the old bridge below the mill at Arn."
    >>> more = f"Farmers fear for the hay. {told}"
    >>> found = Copies(Report(str(n), text, Span(0, len(text))) for n, text in enumerate((told, more)))
    >>> [(each.of, each.extent, each.share, each.passages[0].here.of(more)[:14]) for each in found.of("1")]
    [('0', 'copy', 0.8, 'The river rose')]
    """

    def __init__(self, reports: Iterable[Report] = ()) -> None:
        self._sheets: dict[str, _Sheet] = {}
        self._holders: dict[int, list[str]] = {}
        for report in reports:
            self.add(report)

    def __len__(self) -> int:
        return len(self._sheets)

    def __contains__(self, report: str) -> bool:
        return report in self._sheets

    def add(self, report: Report) -> None:
        """Take in one report; one that is there already stays as it is."""
        if report.id in self._sheets:
            return
        sheet = _Sheet(report)
        self._sheets[report.id] = sheet
        for mark in (*sheet.seeds, *sheet.quotes, *([sheet.digest] if sheet.words else [])):
            holders = self._holders.get(mark)
            if holders is None:
                self._holders[mark] = [report.id]
                continue
            holders.append(report.id)
            if len(holders) > _POSTINGS:
                holders.remove(max(holders, key=lambda each: self._sheets[each].order))

    def of(self, report: str) -> tuple[Copy, ...]:
        """What this report shares with others, the largest share first; nothing for one that was never added."""
        sheet = self._sheets.get(report)
        if sheet is None:
            return ()
        tally: Counter[str] = Counter()
        for mark in (*sheet.seeds, *sheet.quotes):
            tally.update(self._holders.get(mark, ()))
        # The earliest report with the very same text counts, however many fingerprints others share.
        same = self._holders.get(sheet.digest, ()) if sheet.words else ()
        tally.update(dict.fromkeys(same, len(sheet.seeds) + 1))
        del tally[report]
        ranked = sorted(tally, key=lambda each: (-tally[each], self._sheets[each].order))[:_CANDIDATES]
        found = filter(None, (_compared(sheet, self._sheets[each]) for each in ranked))
        return tuple(sorted(found, key=lambda each: (-each.share, self._sheets[each.of].order)))


def appeared(report: Report) -> tuple[str, str, str]:
    """A key by which reports sort in the order in which they appeared, as far as known; those without a day come last.

    Of one day, those whose hour is known come first, in UTC; what remains is settled by id, so that it never wavers.
    """
    day, clock = moment(report)
    return day or "9999", clock or "~", report.id


def moment(report: Report) -> tuple[str | None, str | None]:
    """The day on which a report appeared, and the moment in UTC where its hour is known; None for what is not.

    >>> from dateline.model.time import Time
    >>> moment(Report("a", "", Span(0, 0), Time(earliest=datetime(2024, 5, 2, 23, 30))))
    ('2024-05-02', '2024-05-02T23:30:00')
    """
    first: date | datetime | None = report.published.earliest
    if first is None or report.published.state != "known":
        return None, None
    if not isinstance(first, datetime):
        return first.isoformat(), None
    try:
        at = first.astimezone(UTC) if first.tzinfo else first
    except OverflowError:
        at = first
    return at.date().isoformat(), at.replace(tzinfo=None).isoformat()


def normal(text: str) -> list[str]:
    """The words of `text` as they are compared: without case, accents, punctuation and commas in numbers.

    >>> normal("“Some 1,200 tonnes,” the attaché’s office said")
    ['some', '1200', 'tonnes', 'the', 'attache', 's', 'office', 'said']
    """
    return [_plain(match[0]) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    if word.isascii():
        return word.replace(",", "").lower()
    folded = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char)).replace(",", "")


@lru_cache(maxsize=100_000)
def _known(word: str) -> tuple[str, int]:
    """A word as it is compared, and its hash in 32 bits."""
    plain = _plain(word)
    return plain, crc32(plain.encode("utf-8", "surrogatepass"))


class _Sheet:
    """One report as the index keeps it: a hash and a place for every word, and the few hashes that stand for it."""

    __slots__ = ("digest", "ends", "id", "numbers", "order", "quoted", "quotes", "seeds", "starts", "words")

    def __init__(self, report: Report) -> None:
        self.id = report.id
        self.order = appeared(report)
        self.words, self.starts, self.ends = array("I"), array("I"), array("I")
        self.numbers: set[str] = set()
        for piece in _pieces(report):
            for match in _WORD.finditer(report.text, piece.start, piece.end):
                word, mark = _known(match[0])
                self.words.append(mark)
                self.starts.append(match.start())
                self.ends.append(match.end())
                if word[0].isdigit() and _unusual(word):
                    self.numbers.add(word)
        self.seeds = _seeds(self.words)
        self.digest = _mixed(self.words, 2)
        self.quoted, self.quotes = self._quotations(report)

    def _quotations(self, report: Report) -> tuple[bytearray, dict[int, Span]]:
        """Which words stand between quotation marks, and the quotations that are long enough to tell one by."""
        inside, quotes = bytearray(len(self.words)), dict[int, Span]()
        for piece in _pieces(report):
            for match in _QUOTED.finditer(report.text, piece.start, piece.end):
                first, last = bisect_right(self.starts, match.start()), bisect_right(self.starts, match.end() - 1)
                inside[first:last] = b"\1" * (last - first)
                if last - first >= _QUOTE:
                    quotes.setdefault(_mixed(self.words[first:last], 3), Span(match.start(), match.end()))
        return inside, quotes

    def span(self, first: int, last: int) -> Span:
        """Where the words from `first` up to `last`, exclusive, stand in the text."""
        return Span(self.starts[first], self.ends[last - 1])


def _pieces(report: Report) -> Iterator[Span]:
    """The body of a report, without the lines that are its publisher's own."""
    at, end = min(report.body.start, len(report.text)), min(report.body.end, len(report.text))
    for line in sorted(report.furniture):
        if at < line.start <= end:
            yield Span(at, line.start)
        at = max(at, line.end)
    if at < end:
        yield Span(at, end)


def _unusual(number: str) -> bool:
    """Whether a number is one that two reports seldom share by chance: three digits or more that make no year.

    >>> [_unusual(each) for each in ("12", "300", "2024", "1284", "17.4")]
    [False, False, False, True, True]
    """
    digits = number.replace(".", "").rstrip("0")
    return len(digits) >= 3 and not _YEAR.fullmatch(number)


def _mixed(words: array[int], salt: int) -> int:
    """One number for a stretch of words, in 64 bits; `salt` keeps apart what it is the number of."""
    return int.from_bytes(blake2b(words.tobytes(), digest_size=8, salt=bytes([salt])).digest()) | 1 << 40


def _hashes(words: array[int], size: int) -> list[int]:
    """A hash for every `size` words in a row."""
    data, wide = words.tobytes(), words.itemsize
    return [crc32(data[at : at + size * wide]) for at in range(0, len(data) - (size - 1) * wide, wide)]


def _seeds(words: array[int]) -> dict[int, int]:
    """The fingerprints of a text, each with the word at which it first stands; text of one repeated word has one."""
    hashes = _hashes(words, _SHINGLE)
    found: dict[int, int] = {}
    for at in range(max(1, len(hashes) - _WINDOW + 1) if hashes else 0):
        window = hashes[at : at + _WINDOW]
        least = min(window)
        if least not in found:
            found[least] = at + window.index(least)
    return found


def _compared(here: _Sheet, there: _Sheet) -> Copy | None:
    """What two reports have in common; None where that is nothing to speak of."""
    ours = dict(sorted((at, mark) for mark, at in here.seeds.items()))
    held = _passages(here, there, _runs(here, there, ours, {mark: [at] for mark, at in there.seeds.items()}))
    if held and sum(last - first for (first, last, _, _), _ in held) < _CLEAR * len(here.words):
        # A heavy hand leaves few stretches as long as a fingerprint; now that it is worth it, shorter ones count too.
        held = _passages(here, there, _runs(here, there, *_close_by(here, there), _FINE))
    shared = sorted(here.quotes[mark] for mark in here.quotes.keys() & there.quotes.keys())
    same = here.digest == there.digest and len(here.words) == len(there.words)
    if not held and not shared and not same:
        return None
    mine, others = bytearray(len(here.words)), bytearray(len(there.words))
    for (first, last, other_first, other_last), _ in held:
        mine[first:last] = b"\1" * (last - first)
        others[other_first:other_last] = b"\1" * (other_last - other_first)
    share, back = sum(mine) / max(1, len(mine)), sum(others) / max(1, len(others))
    outside = len(mine) - sum(here.quoted)
    covered = sum(1 for covers, quoted in zip(mine, here.quoted, strict=True) if covers and not quoted)
    plain = covered / outside if outside >= _LEAST else share
    if same:
        share = back = plain = 1.0
    found = tuple(passage for _, passage in held)
    numbers = tuple(sorted(here.numbers & there.numbers))
    extent = "same text" if same else _extent(plain, back, found)
    return Copy(here.id, there.id, extent, round(share, 3), round(back, 3), round(plain, 3), found,
                tuple(shared), numbers)  # fmt: skip


def _extent(plain: float, back: float, passages: tuple[Passage, ...]) -> CopyKind:
    if all(each.quoted for each in passages):
        return "quotes"
    if plain >= COPY:
        return "copy"
    return "part" if plain >= PART or back >= COPY else "passage"


_Run = tuple[int, int, int]
"""Where equal words begin in the one and in the other, and how many follow."""


def _close_by(here: _Sheet, there: _Sheet) -> tuple[dict[int, int], dict[int, list[int]]]:
    """Hashes of all short stretches: of one report with their first place, of the other with the first few."""
    places: dict[int, list[int]] = {}
    for at, mark in enumerate(_hashes(there.words, _FINE)):
        found = places.setdefault(mark, [])
        if len(found) < _POSTINGS:
            found.append(at)
    return {at: mark for at, mark in enumerate(_hashes(here.words, _FINE)) if mark in places}, places


def _runs(
    here: _Sheet, there: _Sheet, marks: Mapping[int, int], places: Mapping[int, Sequence[int]], least: int = _SHINGLE
) -> list[_Run]:
    """The longest stretches of equal words around every hash that both have, in order, of `least` words or more.

    `marks` gives the hash at a place of the one report, `places` where it stands in the other.
    """
    runs: list[_Run] = []
    mine, others = here.words, there.words
    done = behind = 0
    for at, mark in marks.items():
        if at < done or mark not in places:
            continue
        expected = at + behind  # where it stands several times, what goes on from the last stretch
        first, second = at, min(places[mark], key=lambda each: abs(each - expected))
        while first > done and second > 0 and mine[first - 1] == others[second - 1]:
            first, second = first - 1, second - 1
        last, end = at, second + at - first
        while last < len(mine) and end < len(others) and mine[last] == others[end]:
            last, end = last + 1, end + 1
        if last - first >= least:
            runs.append((first, second, last - first))
            done, behind = last, second - first
    return runs


def _passages(here: _Sheet, there: _Sheet, runs: Iterable[_Run]) -> list[tuple[tuple[int, int, int, int], Passage]]:
    return [each for row in _joined(runs) if (each := _passage(here, there, row)) is not None]


def _joined(runs: Iterable[_Run]) -> Iterator[list[_Run]]:
    """The runs that follow one on the other in both reports, with no more than an edit between."""
    row: list[_Run] = []
    for run in runs:
        if row:
            at, to, words = row[-1]
            if not (0 <= run[0] - at - words <= _GAP and 0 <= run[1] - to - words <= _GAP):
                yield row
                row = []
        row.append(run)
    if row:
        yield row


def _passage(here: _Sheet, there: _Sheet, row: list[_Run]) -> tuple[tuple[int, int, int, int], Passage] | None:
    """The passage that runs make, with the words that it covers in both; None where it is too short or too loose."""
    first, other_first = row[0][0], row[0][1]
    last, other_last = row[-1][0] + row[-1][2], row[-1][1] + row[-1][2]
    common = Counter(here.words[first:last]) & Counter(there.words[other_first:other_last])
    words = common.total()
    similarity = words / max(last - first, other_last - other_first)
    if words < _LEAST or similarity < _CLOSE:
        return None
    quoted = sum(here.quoted[first:last]) > 0.7 * (last - first)
    passage = Passage(here.span(first, last), there.span(other_first, other_last), words, round(similarity, 3), quoted)
    return (first, last, other_first, other_last), passage
