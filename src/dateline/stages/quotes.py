"""Marks and attributions go in; out come the quotes: verbatim words with their speaker and the editor's insertions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.model.attribution import Attribution, Source
from dateline.model.kit import Kit
from dateline.model.quote import Insertion, Quote, QuoteKind
from dateline.model.reading import Reading
from dateline.model.sentence import Mark
from dateline.model.span import Span

_SHORT = 4
"""Words. Quoted words that nobody is reported to have said are speech if longer, held at arm's length if not."""
_SPOKEN = frozenset(("statement", "denial", "question", "belief", "support"))
_WORKS = frozenset(
    "film movie book novel song album play series show documentary poem painting article essay episode musical "
    "opera programme program memoir game magazine report titled entitled called named headlined dubbed".split()
)


def quotes(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.quotes`: the outermost quotations, in the order of the text."""
    return replace(reading, quotes=tuple(_quotes(reading)))


def _quotes(reading: Reading) -> list[Quote]:
    text = reading.report.text
    said = _Said(reading.attributions)
    brackets = [mark for mark in reading.marks if text[mark.span.start : mark.span.end].lstrip()[:1] == "["]
    starts = [mark.span.start for mark in brackets]
    found: list[Quote] = []
    for mark, continues in _outermost(reading.marks):
        low = bisect_left(starts, mark.span.start)
        high = bisect_right(starts, mark.span.end)
        inserted = tuple(_insertion(each, text) for each in brackets[low:high] if mark.span.contains(each.span))
        words = mark.span.of(text)
        attribution = said.at(mark.span) or said.beside(mark.span, reading.sentences[_number(reading, mark.span)].span)
        kind = _kind(mark, attribution, text)
        if kind != "speech":
            found.append(Quote(mark.span, words, None, inserted, continues, kind))
        elif attribution is None:
            reason = "nobody near is reported to have said it"
            found.append(Quote(mark.span, words, None, inserted, continues, kind, "unresolved", reason))
        else:
            source = _speaker(attribution)
            state = source.state if source.party is None and source.span is None else "known"
            found.append(Quote(mark.span, words, source.party, inserted, continues, kind, state, source.reason))
    return found


def _speaker(attribution: Attribution) -> Source:
    """The innermost source that can speak: not the trip that "showed" something, if somebody told of the trip."""
    for source in attribution.sources:
        if source.kind not in ("unnamed", "own voice") or source.party is not None:
            return source
    return attribution.sources[0]


def _number(reading: Reading, span: Span) -> int:
    """The sentence in which the span begins."""
    return max(0, bisect_right(reading.sentences, span.start, key=lambda sentence: sentence.span.start) - 1)


def _outermost(marks: Sequence[Mark]) -> list[tuple[Mark, bool]]:
    """The quotations that stand in no other, each with whether it runs on from the paragraph before."""
    found: list[tuple[Mark, bool]] = []
    hanging = False
    end = -1
    for mark in marks:
        if mark.kind not in ("quotation", "scare") or mark.span.start < end:
            continue
        found.append((mark, hanging))
        hanging, end = mark.continues, mark.span.end
    return found


def _insertion(mark: Mark, text: str) -> Insertion:
    start = mark.span.start
    while text[start].isspace():
        start += 1
    span = Span(start, mark.span.end)
    return Insertion(span, span.of(text))


def _kind(mark: Mark, attribution: Attribution | None, text: str) -> QuoteKind:
    """Speech, words held at arm's length, or the name of a work."""
    words = mark.inner.of(text).split()
    before = text[max(0, mark.span.start - 30) : mark.span.start].split()
    led = before[-1].lower().strip(",") if before else ""
    capital = sum(word[:1].isupper() for word in words if len(word) > 3)
    long = sum(len(word) > 3 for word in words)
    ends = mark.inner.of(text)[-1:] in ".,!?…"
    if led in _WORKS and long and capital == long:
        return "title"
    if mark.kind == "scare":
        return "scare"
    if attribution is not None and (attribution.kind in _SPOKEN or len(words) > _SHORT or ends):
        return "speech"
    if long > 1 and capital == long and not ends:
        return "title"
    if len(words) <= _SHORT and not ends:
        return "scare"
    return "speech"


def _cue_start(attribution: Attribution) -> int:
    return attribution.cue.start if attribution.cue is not None else -1


@dataclass
class _Said:
    """Which attribution holds a quotation in its content: the narrowest."""

    attributions: Sequence[Attribution]

    def __post_init__(self) -> None:
        held = [(piece, each) for each in self.attributions for piece in each.contents]
        held.sort(key=lambda pair: pair[0].start)
        self._held = held
        self._starts = [piece.start for piece, _ in held]
        cued = [each for each in self.attributions if each.cue is not None and each.kind in ("statement", "denial")]
        self._by_cue = sorted(cued, key=_cue_start)
        self._cues = [_cue_start(each) for each in self._by_cue]
        self._longest = max((len(piece) for piece, _ in held), default=0)

    def at(self, span: Span) -> Attribution | None:
        best: Attribution | None = None
        length = 0
        low = bisect_left(self._starts, span.start - self._longest)
        for piece, each in self._held[low : bisect_right(self._starts, span.end)]:
            if not piece.overlaps(span) or (each.cue is not None and span.contains(each.cue)):
                continue
            if (best is None or len(piece) < length) and min(piece.end, span.end) - max(
                piece.start, span.start
            ) >= 0.5 * len(span):
                best, length = each, len(piece)
        return best

    def beside(self, span: Span, sentence: Span) -> Attribution | None:
        """The last attribution of the sentence whose cue stands before the quotation; for quotes that begin small."""
        low, high = bisect_left(self._cues, sentence.start), bisect_right(self._cues, span.start)
        return self._by_cue[high - 1] if low < high else None
