"""A view of a reading goes in; out come the reported stretches of each sentence: cue, source and content, still loose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.parse import Token
from dateline.model.span import Span
from dateline.model.voices import Voices
from dateline.stages.attributions import contents, reporting, sources
from dateline.stages.attributions.view import Line, View

THRESHOLD = 0.4
"""How likely a word must be a cue to be one; tuned on the held-out tenth of the training text and on counts of PolNeAR."""


@dataclass(frozen=True, slots=True)
class Found:
    """One reported stretch as found in its sentence. `source` is None where nobody is named; `sure` is 0 to 1."""

    sentence: int
    cue: Token
    cue_span: Span
    source: Token | None
    source_span: Span | None
    pieces: tuple[Span, ...]
    shape: str
    sure: float


def find(view: View, voices: Voices, threshold: float = THRESHOLD) -> Iterator[Found]:
    """All reported stretches, sentence by sentence, in the order of their cues."""
    for number in range(len(view.reading.sentences)):
        line = view.line(number)
        for token in line.tokens:
            if not reporting.eligible(token):
                continue
            sure = voices.cue.probability(reporting.cue_features(view, line, token))
            if sure >= threshold:
                found = _found(view, line, token, voices, sure)
                if found is not None:
                    yield found


def _found(view: View, line: Line, cue: Token, voices: Voices, sure: float) -> Found | None:
    """The likeliest pair of content and source for this cue; None where no stretch may be its content."""
    told = [
        (voices.content.probability(contents.content_features(view, line, cue, each)), each)
        for each in contents.candidates(view, line, cue)
    ]
    if not told:
        return None
    tellers: list[tuple[float, Token | None]] = [
        (voices.source.probability(sources.source_features(view, line, cue, token, path)), token)
        for token, path in sources.candidates(view, line, cue)
    ]
    tellers.append((voices.source.probability(sources.nobody_features(view, line, cue)), None))
    told.sort(key=lambda pair: -pair[0])
    tellers.sort(key=lambda pair: -pair[0])
    best, content, teller = -1.0, told[0][1], tellers[0][1]
    for probability, candidate in told[:6]:
        for chance, token in tellers[:4]:
            if token is not None and token.i in candidate.tokens:
                continue
            if probability * chance > best:
                best, content, teller = probability * chance, candidate, token
    span = None if teller is None else sources.phrase(view, teller, cue)
    return Found(line.number, cue, _cue_span(view, line, cue, content), teller, span, content.pieces, content.shape, sure)


def _cue_span(view: View, line: Line, cue: Token, content: contents.Candidate) -> Span:
    """The cue with its auxiliaries, negation, adverbs and particle, as far as they stand together."""
    parse, tokens, at = view.parse, line.tokens, line.place[cue.i]
    own = {child.i for child in parse.children(cue, "aux", "auxpass", "neg", "advmod", "prt")}
    head = parse.head(cue)
    copular = cue.dep in ("acomp", "attr", "oprd") and head.pos in ("AUX", "VERB")
    if copular:
        own.add(head.i)
        own.update(child.i for child in parse.children(head, "aux", "neg", "advmod", "auxpass"))
    if cue.dep == "nsubj" and head.lemma == "be":
        own.add(head.i)
    first = last = at
    while first > 0 and tokens[first - 1].i in own:
        first -= 1
    while first < at and tokens[first].dep == "advmod":
        first += 1
    while last + 1 < len(tokens) and tokens[last + 1].i in own and tokens[last + 1].dep != "advmod":
        last += 1
    if last + 1 < len(tokens):
        following = tokens[last + 1]
        linked = content.pieces[0].start >= following.end and content.shape.startswith(("prep.", "beside.prep"))
        if (following.dep == "prep" and following.head == cue.i and linked) or cue.text.lower() == "according":
            last += 1
    return Span(tokens[first].start, tokens[last].end)
