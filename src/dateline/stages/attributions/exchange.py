"""Reported stretches go in; the same come out with the speech that runs on from them into sentences without a cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.span import Span, trim
from dateline.stages.attributions.finding import Found
from dateline.stages.attributions.view import View


def run_on(view: View, found: Sequence[Found]) -> tuple[list[Found], list[int]]:
    """Give each quoted sentence that nobody is named for to the speaker before, or behind, in the same exchange.

    Returns the stretches, and the numbers of the quotations that remain without a speaker. A quotation belongs to the
    speech before it when it follows in the same paragraph, or opens the next paragraph; to the cue behind it when it
    is one quotation with words that the cue reports.
    """
    made = list(found)
    speaker: int | None = None
    paragraph_of = [sentence.paragraph for sentence in view.reading.sentences]
    by_sentence: dict[int, list[int]] = {}
    for place, each in enumerate(made):
        by_sentence.setdefault(each.sentence, []).append(place)
    claimed: dict[int, int] = {}
    for place, each in enumerate(made):
        for piece in each.pieces:
            for number in _numbers(view, piece):
                if view.quote_at(each.cue.start) != number:
                    claimed.setdefault(number, place)
    lost = []
    spoken_in = -9
    order = sorted(range(len(view.quotations)))
    sentence = 0
    for number in order:
        quote = view.quotations[number]
        while sentence + 1 < len(paragraph_of) and view.reading.sentences[sentence + 1].span.start <= quote.start:
            sentence += 1
        # Speech between two quotations by somebody else breaks the exchange.
        if number in claimed:
            speaker, spoken_in = claimed[number], paragraph_of[_sentence_of(view, quote.end - 1, sentence)]
            made[speaker] = _widened(view, made[speaker], quote)
            continue
        whole = _whole_sentences(view, quote, sentence)
        if not whole:
            continue
        near = speaker is not None and paragraph_of[sentence] - spoken_in in (0, 1)
        if near and speaker is not None and not _interrupted(view, made, speaker, quote):
            made[speaker] = replace(made[speaker], pieces=(*made[speaker].pieces, quote))
            spoken_in = paragraph_of[_sentence_of(view, quote.end - 1, sentence)]
        else:
            lost.append(number)
    return made, lost


def _numbers(view: View, piece: Span) -> list[int]:
    first = view.quote_at(piece.start)
    last = view.quote_at(piece.end - 1)
    return sorted({number for number in (first, last) if number >= 0})


def _sentence_of(view: View, offset: int, start: int) -> int:
    while start + 1 < len(view.reading.sentences) and view.reading.sentences[start + 1].span.start <= offset:
        start += 1
    return start


def _whole_sentences(view: View, quote: Span, sentence: int) -> bool:
    """Whether the quotation makes up all of the sentences that it touches."""
    first = view.reading.sentences[sentence].span
    last = view.reading.sentences[_sentence_of(view, quote.end - 1, sentence)].span
    before, after = view.text[first.start : quote.start], view.text[quote.end : last.end]
    return not any(char.isalnum() for char in before + after)


def _widened(view: View, each: Found, quote: Span) -> Found:
    """The stretch with all of the quotation of which it holds the part in its own sentence."""
    sentence = view.reading.sentences[each.sentence].span
    pieces = list(each.pieces)
    for place, piece in enumerate(pieces):
        if not piece.overlaps(quote):
            continue
        start, end = piece.start, piece.end
        if quote.start < sentence.start and piece.start - sentence.start <= 1:
            start = quote.start
        if quote.end > sentence.end and sentence.end - piece.end <= 2:
            end = quote.end
        pieces[place] = trim(Span(start, end), view.text)
        break
    return replace(each, pieces=tuple(pieces))


def _interrupted(view: View, made: Sequence[Found], speaker: int, quote: Span) -> bool:
    """Whether somebody else was reported between the speaker's words and the quotation."""
    since = max(made[speaker].cue_span.end, max(piece.end for piece in made[speaker].pieces))
    return any(
        since <= other.cue_span.start < quote.start and other.source is not None
        for other in made[speaker + 1 : speaker + 12]
    )
