"""An act of a reading goes in; its Standing comes out: status, certainty, condition, news or background, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model.act import EventType, Standing, StatusValue, Why, Words
from dateline.model.attribution import Attribution, Source
from dateline.model.goods import SPEECH, Complement, GoodsLexicon
from dateline.model.parse import Token
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.stages.status.clause import clause_of, verbal
from dateline.stages.status.condition import Condition, conditions_of
from dateline.stages.status.estimate import Found, estimate_for, estimates_in
from dateline.stages.status.timing import timing_of
from dateline.stages.status.verdict import Grammar, Verdict, judge

_INNER: tuple[Complement, ...] = ("to", "ing", "noun")
_OPEN: frozenset[StatusValue] = frozenset({"planned", "expected", "possible"})
_FORETELLING = frozenset({
    "predict", "forecast", "foresee", "expect", "believe", "think", "reckon", "anticipate", "foretell", "guess", "bet",
    "suppose", "suspect", "estimate", "assess", "calculate", "convince", "fear", "warn", "speculate", "prophesy",
    "assume", "imagine", "doubt", "project", "augur", "judge",
})  # fmt: skip
_FIRST_PERSON = frozenset({"i", "we"})
_DENYING = frozenset({
    "deny", "insist", "reject", "dismiss", "refute", "protest", "retort", "dispute", "rebut", "swear", "maintain",
    "stress", "counter", "repudiate", "contradict", "clarify", "object", "shoot", "hit", "brush", "rubbish",
})  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What the stage looks up again and again while it goes through the acts of one reading."""

    reading: Reading
    words: GoodsLexicon
    grammar: Grammar
    conditions: dict[int, list[Condition]] = field(default_factory=dict)
    estimates: dict[int, list[Found]] = field(default_factory=dict)

    def conditions_in(self, sentence: int) -> list[Condition]:
        if sentence not in self.conditions:
            parse, text = self.reading.parse, self.reading.report.text
            self.conditions[sentence] = conditions_of(parse, text, parse.sentence(sentence))
        return self.conditions[sentence]

    def estimates_in(self, sentence: int) -> list[Found]:
        if sentence not in self.estimates:
            parse, text = self.reading.parse, self.reading.report.text
            self.estimates[sentence] = estimates_in(text, parse.sentence(sentence), self.words.estimates)
        return self.estimates[sentence]


def page_of(reading: Reading, words: GoodsLexicon) -> Page:
    """The page for one reading."""
    headlines = frozenset(
        number for number, sentence in enumerate(reading.sentences) if sentence.kind in ("headline", "heading")
    )
    return Page(reading, words, Grammar(reading.parse, words, headlines))


def standing_of(
    page: Page,
    token: Token,
    type: EventType | None = None,
    action: Span | None = None,
    actors: Sequence[Party] = (),
    voices: Sequence[Attribution] = (),
) -> Standing:
    """Whether the act that `token` heads is real.

    `type` tells acts of speech, which happen when they are spoken, from the rest; `action` are the act's words, in
    which a governor may stand before the act itself ("plotting to topple"); `voices` are the attributions in whose
    content the act stands, innermost first.
    """
    inner = innermost(page, token, type, action)
    verdict = judge(page.grammar, inner)
    verdict = _voiced(page, verdict, inner, actors, voices)
    verdict, condition = _conditional(page, verdict, inner, type)
    certainty = estimate_for(page.reading.parse, inner, page.estimates_in(inner.sentence))
    timing, timing_rule = timing_of(page.reading.parse, inner, page.reading.times, page.reading.report.published)
    return Standing(
        status=verdict.status,
        certainty=certainty,
        condition=condition,
        timing=timing,
        confidence=CONFIDENCE[verdict.status],
        why=(Why("status", " < ".join(verdict.rules), _quoted(verdict)), Why("timing", timing_rule)),
    )


CONFIDENCE: dict[StatusValue, float] = {
    "happened": 0.85, "ongoing": 0.6, "planned": 0.7, "expected": 0.6, "possible": 0.6, "conditional": 0.8,
    "attempted": 0.7, "denied": 0.7, "not": 0.7,
}  # fmt: skip


def _quoted(verdict: Verdict) -> str:
    return " < ".join(token.text for token in verdict.tokens)


def innermost(page: Page, token: Token, type: EventType | None, action: Span | None) -> Token:
    """The token whose status is asked: below governors that stand inside the action's own words.

    "plotting to topple" is judged at "topple", so that the plot counts; but a refusal coded as REJECT is judged at
    "refused", because refusing is the act.
    """
    if action is None:
        return token
    parse = page.reading.parse
    for _ in range(4):
        if not (verbal(token) or token.pos in ("ADJ", "NOUN")):
            return token
        deeper = None
        for child in parse.children(token, "xcomp", "ccomp", "dobj", "acl", "prep", "acomp"):
            if not action.contains(child.span):
                continue
            form: Complement = "to" if verbal(child) else "noun"
            signature = page.grammar.signature(token, form)
            if child.dep in ("acomp",) or signature is None or signature.effect in ("true", "real", "request", "deny"):
                continue
            if signature.speech and (type is None or type in SPEECH):
                continue
            deeper = child
            break
        if deeper is None or deeper.dep == "prep":
            return token
        token = deeper
    return token


def _voiced(
    page: Page, verdict: Verdict, token: Token, actors: Sequence[Party], voices: Sequence[Attribution]
) -> Verdict:
    """What the speaker adds: a denial, or a future that is foretold by another and not planned by its actor."""
    for voice in voices:
        if voice.denies is not None and voice.denies.contains(token.span) and verdict.status != "possible":
            return verdict.under("denied", "voice denies", token)
        for source in voice.sources:
            if source.stance == "denying" and verdict.status in ("happened", "ongoing") and voice.kind == "denial":
                return verdict.under("denied", "voice denies", token)
    if verdict.status == "not" and any(_own_denial(page, token, actors, voice) for voice in voices):
        return verdict.under("denied", "own denial", token)
    if verdict.status == "planned" and any(_foretold(page, actors, voice) for voice in voices[:1]):
        return verdict.under("expected", "foretold", token)
    return verdict


def _cue_lemma(page: Page, voice: Attribution) -> str | None:
    for source in voice.sources:
        if source.cue is not None:
            for token in page.reading.parse.within(source.cue.span):
                if verbal(token) and token.dep not in ("aux", "auxpass"):
                    return token.lemma.lower()
    return None


def _own_denial(page: Page, token: Token, actors: Sequence[Party], voice: Attribution) -> bool:
    """Whether who speaks says of his own side that it did not do it, or contradicts somebody."""
    if _cue_lemma(page, voice) in _DENYING:
        return True
    parse = page.reading.parse
    subjects = [
        child for above in (token, *parse.ancestors(token)) for child in parse.children(above, "nsubj", "nsubjpass")
    ]
    if any(child.text.lower() in _FIRST_PERSON for child in subjects):
        return True
    return any(_same_side(actor, source) for source in voice.sources for actor in actors)


def _foretold(page: Page, actors: Sequence[Party], voice: Attribution) -> bool:
    if any(source.kind in ("experts", "poll") for source in voice.sources):
        return True
    return _cue_lemma(page, voice) in _FORETELLING


def _same_side(actor: Party, source: Source) -> bool:
    """Whether a source speaks for an actor: the same entity, the same country, or one names the other."""
    party = source.party
    if party is not None:
        if party.entity and party.entity == actor.entity:
            return True
        if party.country and party.country == actor.country and party.kind != "population":
            return True
    said, done = (source.text or "").lower(), actor.text.lower()
    return bool(said) and bool(done) and (done in said or said in done)


def _conditional(page: Page, verdict: Verdict, token: Token, type: EventType | None) -> tuple[Verdict, Words | None]:
    """The condition on which the act stands, and what it makes of the status."""
    parse = page.reading.parse
    chain = {token.i, *(above.i for above in parse.ancestors(token))}
    for condition in page.conditions_in(token.sentence):
        if token.i in condition.inside:
            if verdict.status in ("attempted", "denied"):
                continue
            return verdict.under("conditional", "inside a condition", condition.head), condition.words
        scoped = condition.above.i in chain or condition.head.unit != token.unit or condition.head.dep == "ROOT"
        if not scoped:
            below = {each.i for each in parse.subtree(token)}
            if condition.head.i in below and type in SPEECH and verdict.status == "happened":
                return verdict, condition.words
            continue
        if verdict.status in _OPEN or verdict.rules[0] in ("present", "would have", "will not", "would"):
            if verdict.status == "not" and verdict.rules[0] == "would have":
                return verdict, condition.words
            return verdict.under("conditional", "condition", condition.head), condition.words
        if type in SPEECH and verdict.status == "happened" and verbal(token) and clause_of(parse, token).finite:
            return verdict, condition.words
    return verdict, None
