"""A view of a reading goes in; out come the reported stretches of each sentence, still unchained."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.model.attribution import AttributionKind, Stance
from dateline.model.parse import Token
from dateline.model.span import Span, trim
from dateline.model.voices import Voices
from dateline.stages.attributions import contents, reporting, sources
from dateline.stages.attributions.kinds import cue_kind, kind_features
from dateline.stages.attributions.view import Line, View

THRESHOLD = 0.55
"""How sure a stretch must be to count; tuned on the held-out tenth of the training text and on figures of PolNeAR."""
_FLOOR = 0.3
"""Words less likely than this to be a cue are not looked at any further."""
_WEIGHT = 0.25
"""How much the choice of content and source counts beside the choice of the cue (as an exponent); tuned likewise."""


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
    kind: AttributionKind
    stance: Stance


def find(view: View, voices: Voices, threshold: float = THRESHOLD) -> Iterator[Found]:
    """All reported stretches, sentence by sentence, in the order of their cues."""
    for number in range(len(view.reading.sentences)):
        line = view.line(number)
        here = []
        for token in line.tokens:
            if not reporting.eligible(token):
                continue
            features = reporting.cue_features(view, line, token)
            sure = 1.0 if reporting.certain(view, line, token) else voices.cue.probability(features)
            if sure >= min(_FLOOR, threshold):
                found = _found(view, line, token, voices, sure, features)
                if found is not None and (found.sure >= threshold or sure == 1.0):
                    here.append(found)
        here.extend(_introduced(view, line, here))
        yield from _single([_parted(view, each, here) for each in here])


def _parted(view: View, each: Found, here: list[Found]) -> Found:
    """The stretch without a second speaker's clause set against it: "A said …, while B said …"."""
    last = each.pieces[-1]
    for other in here:
        if other is each or other.source is None or not last.contains(other.cue_span):
            continue
        start = _set_against(view, other.cue)
        if start is not None and last.start < start:
            before = trim(Span(last.start, start), view.text)
            while before.end > before.start and view.text[before.end - 1] in ",; ":
                before = Span(before.start, before.end - 1)
            if before:
                return replace(each, pieces=(*each.pieces[:-1], before))
    return each


def _set_against(view: View, cue: Token) -> int | None:
    """Where a clause begins that sets its own speaker against the one before: behind a comma, with while or but."""
    parse = view.parse
    subjects = parse.children(cue, "nsubj")
    if not subjects:
        return None
    if cue.dep == "advcl":
        for mark in parse.children(cue, "mark"):
            if mark.text.lower() in ("while", "whereas") and _after_comma(view, mark):
                return mark.start
    if cue.dep == "conj":
        first = parse.tokens[view.edges(cue)[0]]
        before = parse.tokens[first.i - 1] if first.i else first
        if before.text.lower() in ("but", "and") and _after_comma(view, before) and before.unit == cue.unit:
            return before.start
    return None


def _after_comma(view: View, token: Token) -> bool:
    return token.i > 0 and view.parse.tokens[token.i - 1].text in (",", ";")


def _introduced(view: View, line: Line, here: list[Found]) -> Iterator[Found]:
    """A quotation behind a colon, said by the subject before it, where no cue of the sentence reports it.

    "The mayor hit back last night: …"
    """
    for number in line.quotes:
        quote = view.quotations[number]
        before = [token for token in line.tokens if token.end <= quote.start]
        if not before or before[-1].text != ":" or any(piece.overlaps(quote) for each in here for piece in each.pieces):
            continue
        if any(view.quote_at(token.start) >= 0 for token in before):
            continue
        for cue in before:
            subjects = view.parse.children(cue, "nsubj")
            if cue.pos == "VERB" and subjects and subjects[0].i < cue.i:
                span = sources.phrase(view, subjects[0], cue)
                yield Found(
                    line.number, cue, cue.span, subjects[0], span, (quote,), "colon", 0.5, "statement", "neutral"
                )
                break


def _single(here: list[Found]) -> Iterator[Found]:
    """The stretches of one sentence without those that only say again who said the same: the surer one stays."""
    for each in here:
        twins = (o for o in here if o is not each and o.pieces == each.pieces and o.source == each.source)
        if not any((other.sure, -other.cue.i) > (each.sure, -each.cue.i) for other in twins):
            yield each


def _found(view: View, line: Line, cue: Token, voices: Voices, sure: float, features: list[str]) -> Found | None:
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
        if not sources.barred(view, cue, token) and not sources.is_reason(view, cue, token)
    ]
    tellers.append((voices.source.probability(sources.nobody_features(view, line, cue)), None))
    told = [pair for pair in told if not contents.barred(view, cue, pair[1])]
    clause = reporting.that_clause(view, cue) if cue.pos == "NOUN" else None
    if clause is not None:
        told = [pair for pair in told if pair[1].head is not None and pair[1].head.i == clause.i] or told
    if not told:
        return None
    told.sort(key=lambda pair: -pair[0])
    tellers.sort(key=lambda pair: -pair[0])
    best, content, teller = -1.0, told[0][1], tellers[0][1]
    for probability, candidate in told[:6]:
        for chance, token in tellers[:4]:
            if token is not None and token.i in candidate.tokens:
                continue
            if probability * chance > best:
                best, content, teller = probability * chance, candidate, token
    teller = (
        None if cue.pos == "ADV" or view.lemma(cue) in ("emerge", "transpire") else sources.cited(view, cue) or teller
    )
    span = None if teller is None else sources.phrase(view, teller, cue)
    opening = view.parse.at(content.pieces[0].start) or view.parse.at(content.pieces[0].start + 1)
    word = opening.text.lower() if opening else ""
    learned = voices.kind([*features, *kind_features(view, cue, word)])
    kind, stance = cue_kind(view, cue, word, learned)
    return Found(
        sentence=line.number,
        cue=cue,
        cue_span=_cue_span(view, line, cue, content),
        source=teller,
        source_span=span,
        pieces=content.pieces,
        shape=content.shape,
        sure=sure * max(best, 0.0) ** _WEIGHT,
        kind=kind,
        stance=stance,
    )


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
