"""A parse, its parties and the acts found so far come in; out come verbs between two parties that no frame knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.act import Act, Why, Words
from dateline.model.codebook import Codebook
from dateline.model.judge import Judge, Pair
from dateline.model.parse import Token
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span, cover
from dateline.stages.actions.arguments import Grammar
from dateline.stages.actions.slots import Parties

_TOWARDS = ("to", "with", "against", "at", "on", "for", "from", "of", "over", "into", "towards", "upon")
_EMPTY = frozenset("be have do become remain seem appear go come get say tell add note".split())
_LONGEST = 600

SURE = 0.8
"""The least probability at which a verdict becomes an act; tuned on the development half of PLV and on news of sport."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verb that ties an actor to a recipient, with the pair that a judge is asked about."""

    token: Token
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    pair: Pair


def candidates(reading: Reading, grammar: Grammar, parties: Parties, taken: frozenset[int]) -> Iterator[Candidate]:
    """Verbs outside `taken` with a party on either side: subject against object, or against a preposition's object."""
    for token in reading.parse.tokens:
        if token.pos != "VERB" or token.i in taken or token.lemma.lower() in _EMPTY:
            continue
        arguments = grammar.of_verb(token)
        actors = _known(parties.of(arguments.nominal.get("subject", [])))
        if not actors:
            continue
        recipients = _known(parties.of(arguments.nominal.get("object", [])))
        for word in _TOWARDS:
            if not recipients:
                recipients = _known(parties.of(arguments.nominal.get(word, [])))
        recipients = tuple(party for party in recipients if not _same(party, actors))
        if not recipients:
            continue
        pair = _pair(reading, token, actors[0], recipients[0])
        if pair is not None:
            yield Candidate(token, actors, recipients, pair)


def _known(found: tuple[Party, ...]) -> tuple[Party, ...]:
    """Those who can act: no outlet, and nobody whom the parties stage does not know."""
    return tuple(
        party for party in found if party.kind != "outlet" and party.reason != "no party is known by these words"
    )


def _same(party: Party, others: tuple[Party, ...]) -> bool:
    return any(
        party.span.overlaps(other.span) or (party.entity is not None and party.entity == other.entity)
        for other in others
    )


def _pair(reading: Reading, token: Token, actor: Party, recipient: Party) -> Pair | None:
    """The pair inside its sentence; None where one of the two stands in another sentence or around the verb itself."""
    sentence = reading.sentences[token.sentence].span
    spans = (actor.span, recipient.span, token.span)
    if not all(sentence.contains(span) for span in spans):
        return None
    if actor.span.overlaps(recipient.span) or any(span.overlaps(token.span) for span in spans[:2]):
        return None
    if len(sentence) > _LONGEST:
        middle = cover(spans)
        sentence = Span(max(sentence.start, middle.start - 150), min(sentence.end, middle.end + 150))
    return Pair(sentence, actor.span, recipient.span, token.span)


def judged(
    reading: Reading, judge: Judge, codebook: Codebook, grammar: Grammar, parties: Parties, taken: frozenset[int]
) -> list[Act]:
    """The acts that the judge sees in verbs which no frame knows, where it is sure enough."""
    asked = list(candidates(reading, grammar, parties, taken))
    if not asked:
        return []
    verdicts = judge(reading.report.text, [each.pair for each in asked])
    found = []
    for each, verdict in zip(asked, verdicts, strict=True):
        if verdict.type is None or verdict.probability < SURE:
            continue
        clause = cover(token.span for token in reading.parse.subtree(each.token))
        found.append(
            Act(
                trigger=each.token.i,
                action=Words(each.token.text, each.token.span, each.token.lemma),
                type=verdict.type,
                modes=(),
                contexts=(),
                cameo=codebook.types[verdict.type].cameo,
                actors=each.actors,
                recipients=each.recipients,
                clause=clause,
                confidence=verdict.probability,
                why=(Why("type", "judge", f"no frame knows {each.token.lemma!r}; p = {verdict.probability:.2f}"),),
            )
        )
    return found
