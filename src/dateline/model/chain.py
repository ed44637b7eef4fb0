"""A reading and some of its words go in; out comes the chain of sources on whose word they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate

from dateline.model.attribution import OWN_VOICE, Attribution, Source
from dateline.model.parse import Parse, Token
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.sentence import Mark
from dateline.model.span import Span
from dateline.model.tense import tense_of


def own_voice(report: Report) -> Source:
    """The last link of every chain: the report's own outlet, by name where the report gives one."""
    name = report.publisher or (report.agencies[0] if report.agencies else None)
    return Source(kind="own voice", text=name) if name else OWN_VOICE


def attribution_of(reading: Reading, span: Span) -> Attribution | None:
    """The innermost voiced attribution whose content holds all of `span`; None for the report's own words.

    A cue belongs to whoever reports the cue's sentence, not to its own content: the words "Peskov said" themselves are
    the outlet's. So do asides: what is put between dashes or brackets, or told as past in a relative clause behind a
    comma, is added by whoever writes the sentence and not by whom it reports, unless it stands in a quotation (Potts
    2005, *The Logic of Conventional Implicatures*).
    """
    best: Attribution | None = None
    length = 0
    aside = _aside_of(reading, span)
    for each in _contents(_Same(reading.attributions)).holding(span):
        if aside is not None and not any(piece.contains(span) and aside.contains(piece) for piece in each.contents):
            continue
        size = sum(map(len, each.contents))
        if best is None or (size, -len(each.sources)) < (length, -len(best.sources)):
            best, length = each, size
    return best


def chain_of(reading: Reading, span: Span) -> tuple[Source, ...]:
    """On whose word the words at `span` stand, from the inside out; the last link is the report's own outlet."""
    found = attribution_of(reading, span)
    return found.sources if found is not None else (own_voice(reading.report),)


def _aside_of(reading: Reading, span: Span) -> Span | None:
    """The innermost aside of the writer in which `span` stands, or None; never one inside a quotation."""
    token = reading.parse.at(span.start) if reading.parse.tokens else None
    if token is None:
        return None
    for mark in _marks_near(reading, span):
        if mark.kind in ("quotation", "scare") and mark.span.contains(span):
            return None
    for mark in _marks_near(reading, span):
        if mark.kind == "aside" and mark.inner.contains(span):
            return mark.inner
    return _relative(reading.parse, token)


def _marks_near(reading: Reading, span: Span) -> list[Mark]:
    """The marks that begin within a page before `span` or in it, the nearest first."""
    at = bisect_right(reading.marks, span.end, key=lambda mark: mark.span.start)
    found = []
    while at > 0 and span.start - reading.marks[at - 1].span.start < _LONGEST:
        at -= 1
        found.append(reading.marks[at])
    return found


_LONGEST = 2000
"""Code points to look back for the mark that holds some words; asides are far shorter, quotations seldom longer."""


def _relative(parse: Parse, token: Token) -> Span | None:
    """The relative clause of background in which the token stands: "the envoy, who flew to Minsk in July, …".

    It stands behind a comma, tells of the past and is inserted into its sentence or in the past perfect. What such a
    clause says of now or of times to come may well be the speaker's ("analysts say it needs grain from Chad, which
    wants arms in return"), and so may one at the end that goes on with the story ("he met Ruiz, who gave him a book").
    """
    for each in [token, *parse.ancestors(token)]:
        if each.dep != "relcl" or tense_of(parse, each) != "past":
            continue
        clause = sorted((word for word in parse.subtree(each) if word.unit == each.unit), key=lambda word: word.start)
        opens = next((word for word in clause if word.pos != "PUNCT"), each)
        before = parse.tokens[opens.i - 1] if opens.i else opens
        if opens.text.lower() in ("who", "whose", "whom", "which", "where") and before.text == ",":
            whole = Span(opens.start, max(word.end for word in clause))
            low, high = parse.ranges[each.unit]
            goes_on = any(word.start >= whole.end and word.pos != "PUNCT" for word in parse.tokens[low:high])
            perfect = any(word.lemma == "have" and word.tag == "VBD" for word in parse.children(each, "aux"))
            return whole if goes_on or perfect else None
    return None


class _Same:
    """Attributions as a key that is compared by identity: hashing them all at each look-up would take too long."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        self.attributions = attributions

    def __hash__(self) -> int:
        return id(self.attributions)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.attributions is self.attributions


@lru_cache(maxsize=2)
def _contents(key: _Same) -> _Contents:
    return _Contents(key.attributions)


class _Contents:
    """The pieces of all voiced contents by place, with how far those up to each of them reach."""

    def __init__(self, attributions: tuple[Attribution, ...]) -> None:
        pairs = [(piece, each) for each in attributions if each.voiced for piece in each.contents]
        self._pairs = sorted(pairs, key=lambda pair: (pair[0].start, -pair[0].end))
        self._starts = [piece.start for piece, _ in self._pairs]
        self._reach = list(accumulate((piece.end for piece, _ in self._pairs), max))

    def holding(self, span: Span) -> Iterator[Attribution]:
        """The attributions with a piece of content that holds all of `span`, from the right."""
        at = bisect_right(self._starts, span.start) - 1
        while at >= 0 and self._reach[at] >= span.end:
            piece, each = self._pairs[at]
            if piece.contains(span):
                yield each
            at -= 1
