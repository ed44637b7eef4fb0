"""An act of a reading goes in; its Standing comes out: status, certainty, condition, news or background, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model.act import EventType, Standing, StatusValue, Why, Words
from dateline.model.attribution import Attribution
from dateline.model.clause import clause_of, verbal
from dateline.model.goods import SPEECH, Complement, GoodsLexicon
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.span import Span
from dateline.model.time import Time
from dateline.stages.status.algebra import below
from dateline.stages.status.condition import Condition, conditions_of
from dateline.stages.status.estimate import Found, estimate_for, estimates_in
from dateline.stages.status.grammar import Grammar, Verdict
from dateline.stages.status.spoken import over_at_once, spoken_anyhow
from dateline.stages.status.timing import coming_time, lasting_word, timing_of, weekday_told
from dateline.stages.status.verdict import judge

_INNER: tuple[Complement, ...] = ("to", "ing", "noun")
_OPEN: frozenset[StatusValue] = frozenset({"planned", "expected", "possible"})
_FORETELLING = frozenset({
    "predict", "forecast", "foresee", "expect", "believe", "think", "reckon", "anticipate", "foretell", "guess", "bet",
    "suppose", "suspect", "estimate", "assess", "calculate", "convince", "fear", "warn", "speculate", "prophesy",
    "assume", "imagine", "doubt", "project", "augur", "judge",
})  # fmt: skip
_DENYING = frozenset({
    "deny", "insist", "reject", "dismiss", "refute", "protest", "retort", "dispute", "rebut", "swear", "maintain",
    "stress", "counter", "repudiate", "contradict", "clarify", "object", "shoot", "hit", "brush", "rubbish",
})  # fmt: skip
_CONTRADICTING = frozenset({"deny", "refute", "dispute", "rebut", "contradict", "disclaim", "disavow"})
_GRANTING = frozenset({
    "confirm", "note", "concede", "acknowledge", "admit", "lament", "regret", "complain", "find", "reveal", "show",
    "observe", "record", "own", "recognise", "recognize", "grant", "allow", "notice", "see", "learn", "hear", "ask",
    "accuse", "warn", "expect", "predict", "believe", "fear", "think", "hope",
})  # fmt: skip
"""Cues of those who grant or find that a thing was not done, and so deny nothing."""


@dataclass(frozen=True)
class Page:
    """What the stage looks up again and again while it goes through the acts of one reading."""

    reading: Reading
    words: GoodsLexicon
    grammar: Grammar
    conditions: dict[int, list[Condition]] = field(default_factory=dict)
    estimates: dict[int, list[Found]] = field(default_factory=dict)
    times: dict[int, list[Time]] = field(default_factory=dict)

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
    times: dict[int, list[Time]] = {}
    for time in reading.times:
        token = reading.parse.at(time.span.start) if time.span is not None else None
        if token is not None:
            times.setdefault(token.sentence, []).append(time)
    return Page(reading, words, Grammar(reading.parse, words, headlines), times=times)


def standing_of(
    page: Page,
    token: Token,
    type: EventType | None = None,
    action: Span | None = None,
    voices: Sequence[Attribution] = (),
) -> Standing:
    """Whether the act that `token` heads is real.

    `type` tells acts of speech, which happen when they are spoken, from the rest; `action` are the act's words, in
    which a governor may stand before the act itself ("plotting to topple"); `voices` are the attributions in whose
    content the act stands, innermost first.
    """
    inner = innermost(page, token, type, action)
    verdict = _coded(page, _led_up(page, judge(page.grammar, inner), inner, type), inner, type)
    verdict = _dated(page, verdict, inner, type)
    verdict = _voiced(page, verdict, inner, voices)
    verdict, condition = _conditional(page, verdict, inner, type)
    certainty = estimate_for(page.reading.parse, inner, page.estimates_in(inner.sentence))
    times = page.times.get(inner.sentence, [])
    timing, timing_rule = timing_of(page.reading.parse, inner, times, page.reading.report.published)
    return Standing(
        status=verdict.status,
        certainty=certainty,
        condition=condition,
        timing=timing,
        confidence=CONFIDENCE[verdict.status],
        why=(Why("status", " < ".join(verdict.rules), _quoted(verdict)), Why("timing", timing_rule)),
    )


CONFIDENCE: dict[StatusValue, float] = {
    "happened": 0.88, "ongoing": 0.75, "planned": 0.65, "expected": 0.88, "possible": 0.60, "conditional": 0.84,
    "attempted": 0.76, "denied": 0.73, "not": 0.69,
}  # fmt: skip
"""How often each status was right on the 3,278 acts of the training texts (`dateline score status`)."""


def _quoted(verdict: Verdict) -> str:
    return " < ".join(token.text for token in verdict.tokens)


_DEEPER = frozenset({"intent", "attempt", "expect", "possible", "fail"})
"""The effects of governors that only lead up to an act, where the act itself is what is coded."""


def innermost(page: Page, token: Token, type: EventType | None, action: Span | None) -> Token:
    """The token whose status is asked: below governors that stand inside the action's own words.

    "plotting to topple" is judged at "topple", so that the plot counts; but a refusal coded as REJECT is judged at
    "refused", because refusing is the act, and a wish coded as REQUEST at "wants".
    """
    if action is None:
        return token
    for _ in range(4):
        deeper = _deeper(page, token, type, action)
        if deeper is None:
            return token
        token = deeper
    return token


_WANTED: frozenset[EventType] = frozenset({"REQUEST", "REJECT", "THREATEN"})
_ORDERING = frozenset({"order", "command", "instruct", "direct"})
"""What is asked for by saying so, whether or not it is done."""
_WANTING = frozenset({"want", "wish", "seek", "hope", "look", "need", "eager", "keen", "desire"})
"""Words that are a request by themselves and so do not only lead up to one."""


def _deeper(page: Page, token: Token, type: EventType | None, action: Span) -> Token | None:
    for child in page.reading.parse.children(token, "xcomp", "ccomp", "acl", "advcl", "dobj", "acomp"):
        inside = action.contains(child.span)
        if child.dep == "acomp":
            if inside:
                return child
            continue
        gerund = verbal(child) and child.tag == "VBG"
        form: Complement = "ing" if gerund else "to" if verbal(child) else "noun"
        signature = page.grammar.signature(token, form)
        if signature is None or signature.effect not in _DEEPER:
            continue
        if form == "noun" and signature.effect in ("fail", "attempt"):
            continue  # "stopped patrols", "fought a war": what is coded is the stopping and the fighting
        if type in _WANTED and (not inside or form == "noun" or token.lemma.lower() in _WANTING):
            continue
        if type == "REQUEST" and token.lemma.lower() in _ORDERING:
            continue
        if signature.speech and (type is None or type in SPEECH):
            continue
        if inside or (child.dep in ("xcomp", "acl") and type in SPEECH):
            return child
    return None


def _led_up(page: Page, verdict: Verdict, token: Token, type: EventType | None) -> Verdict:
    """An act whose only words are those that lead up to it ("is likely", "plans"): as real as they make it."""
    if type in _WANTED or type is None or token.pos not in ("ADJ", "VERB"):
        return verdict
    going = page.grammar.signature(token, "ing") if token.pos == "VERB" else None
    lasts = going is not None and going.effect == "going" and verdict.status == "happened"
    if lasts and (page.reading.parse.children(token, "xcomp", "prt") or token.lemma.lower() in _LASTING):
        return verdict.under("ongoing", "leads up:going", token)
    form: Complement = "to" if token.pos == "ADJ" else "noun"
    signature = page.grammar.signature(token, form)
    leading = ("intent", "expect", "fail") if token.pos == "ADJ" else ("intent", "expect")
    if signature is None or signature.speech or signature.effect not in leading:
        return verdict
    return verdict.under(below(signature.effect, verdict.status), f"leads up:{signature.effect}", token)


_SPOKEN: frozenset[EventType] = frozenset({"REQUEST", "SUPPORT", "REJECT", "THREATEN", "CONCEDE"})
"""Types whose act is over once it is spoken, in whatever tense it is told."""
_ANNOUNCING = frozenset({"announce", "say", "declare", "tell", "state", "add", "write", "tweet", "confirm", "reveal"})


def _spoken_now(page: Page, token: Token) -> bool:
    """Whether a progressive is the speaking itself: "I am asking you", "announced she was endorsing him"."""
    parse = page.reading.parse
    clause = clause_of(parse, token)
    if clause.perfect or clause.passive:
        return False
    subjects = [child.text.lower() for child in parse.children(token, "nsubj")]
    announced = token.dep == "ccomp" and parse.head(token).lemma in _ANNOUNCING and clause.tense == "past"
    return bool({"i", "we"} & set(subjects)) or announced


def _handed(page: Page, token: Token) -> bool:
    """Whether a word of support is given and not only promised: "offered condolences", "offered her apologies"."""
    head = page.reading.parse.head(token)
    return token.pos == "NOUN" and token.dep == "dobj" and head.lemma in ("offer", "extend", "tender")


_NEGATIVE: frozenset[EventType] = frozenset({"REJECT", "SANCTION"})
"""Types whose acts may be told as something not done ("did not accept the offer")."""
_NEGATED = frozenset({"negation", "nothing", "will not", "would", "could not", "no"})
_UNDOING = frozenset({
    "reject", "spurn", "rebuff", "rule", "veto", "block", "boycott", "defy", "ignore", "snub", "sanction", "impose",
    "expel", "freeze", "sever", "cut", "ban", "recall", "convict", "revoke", "punish", "penalise", "penalize", "break",
    "shut", "close", "turn", "throw", "slap", "scrap", "walk", "decry", "throttle", "violate", "breach", "flout",
    "disobey", "contravene", "infringe", "obstruct", "hinder", "hamper", "thwart", "dismiss", "deny", "oppose",
    "resist", "contest", "postpone", "delay", "abandon", "overturn", "repeal", "undermine", "refuse",
})  # fmt: skip
"""Verbs that say such an act by themselves, so that their negation does undo it."""


def _coded(page: Page, verdict: Verdict, token: Token, type: EventType | None) -> Verdict:
    """Where not doing a thing is itself the act coded, the negation makes the act and does not undo it."""
    rule = verdict.rules[0]
    if spoken_anyhow(page.reading.parse, verdict, token, type):
        return verdict.under("happened", "speech", token)
    if type in _SPOKEN and rule == "progressive" and _spoken_now(page, token):
        return verdict.under("happened", "speech", token)
    if type in _SPOKEN and verdict.status == "planned" and rule == "noun:intent" and _handed(page, token):
        return verdict.under("happened", "speech", token)
    if type == "REQUEST" and verdict.status == "possible" and rule in ("must", "should", "ought"):
        return verdict.under("happened", "speech", token)  # what "must be released" is asked for by saying so
    if type == "THREATEN" and verdict.status == "planned" and rule in ("will", "would", "shall"):
        return verdict.under("happened", "threat spoken", token)
    if type in SPEECH and verdict.status == "planned" and rule in ("purpose", "participle"):
        return verdict.under("happened", "speech", token)
    if type == "REJECT" and verdict.status == "not" and {"to:intent", "negation"} <= set(verdict.rules):
        return verdict.under("happened", "negative act", token)  # "we are not prepared to risk it"
    if type not in _NEGATIVE or verdict.status != "not" or rule not in _NEGATED:
        return verdict
    own = page.grammar.signature(token, "noun") or page.grammar.signature(token, "to")
    kept = [each.text.lower() for each in page.reading.parse.children(token, "prt")] == ["up"]  # "will not give up"
    if (own is not None and own.effect in ("false", "fail", "deny") and not kept) or token.lemma.lower() in _UNDOING:
        return verdict
    if type == "SANCTION" and rule != "will not":
        return verdict
    return verdict.under("planned" if type == "SANCTION" else "happened", "negative act", token)


_LASTING = frozenset({"continue", "remain", "persist", "rage", "last"})
_DURATIVE = frozenset({
    "hold", "keep", "occupy", "besiege", "blockade", "camp", "surround", "patrol", "guard", "man", "picket", "strike",
    "protest", "detain", "fast", "starve", "house", "shelter", "feed", "host",
})  # fmt: skip
"""Verbs whose participle tells a state that lasts ("the gunmen holding the theatre")."""
_SETTLING = frozenset({
    "extend", "renew", "prolong", "impose", "declare", "order", "sentence", "suspend", "postpone", "delay", "appoint",
    "elect", "expel", "adjourn",
})  # fmt: skip
"""Verbs by which something is settled for a while."""
_HELD = frozenset({
    "detained", "jailed", "imprisoned", "besieged", "occupied", "captive", "interned", "striking", "hunger-striking",
    "blockaded", "impounded",
})  # fmt: skip
"""Modifiers that tell such a state."""


def _dated(page: Page, verdict: Verdict, token: Token, type: EventType | None) -> Verdict:
    """A present tense with a day to come is a plan; with "for a second day" or "since Monday" it goes on."""
    if verdict.status not in ("happened", "ongoing"):
        return verdict
    parse = page.reading.parse
    if verdict.rules[0] in ("present", "progressive", "headline present", "fragment", "purpose", "speech"):
        times = page.times.get(token.sentence, [])
        coming = coming_time(parse, token, times, page.reading.report.published)
        if coming is None and verdict.rules == ("present",) and type not in SPEECH:
            coming = weekday_told(parse, token, times)
        if coming is not None:
            return verdict.under("planned", f"coming:{coming}", token)
    if verdict.status == "happened" and type not in SPEECH:
        state = verdict.rules[0] == "participle" and token.tag == "VBG" and token.dep in ("acl", "amod")
        if (state and token.lemma.lower() in _DURATIVE) or (token.dep == "amod" and token.text.lower() in _HELD):
            return verdict.under("ongoing", "state", token)
        lasting = lasting_word(parse, token)
        settled = token.lemma.lower() in _SETTLING  # "extended it for another month": how long it will be
        over = lasting is not None and lasting.text.lower() == "since" and over_at_once(token, _DURATIVE | _LASTING)
        if lasting is not None and not over and not settled:
            return verdict.under("ongoing", "lasting", lasting)
    elif verdict.rules == ("progressive",) and verdict.status == "ongoing" and lasting_word(parse, token) is None:
        clause = clause_of(parse, token)
        if clause.tense == "past" and not clause.perfect:
            return verdict.under("happened", "was doing", token)  # "were marching when they were stopped"
    return verdict


def _voiced(page: Page, verdict: Verdict, token: Token, voices: Sequence[Attribution]) -> Verdict:
    """What the speaker adds: a denial, or a future that is foretold by another and not planned by its actor."""
    for voice in voices:
        told = verdict.status in ("happened", "ongoing") and verdict.rules[0] in ("past", "present", "progressive")
        denies = voice.kind == "denial" or (voice.denies is not None and voice.denies.contains(token.span))
        if told and denies and _cue_lemma(page, voice) in _CONTRADICTING and not _aside(page, token):
            return verdict.under("denied", "voice denies", token)
    kinds = ("statement", "denial", "question")
    speaking = [voice for voice in voices[:1] if voice.kind in kinds and not _is_governor(verdict, voice)]
    if verdict.status == "not" and any(_says_not(page, verdict, token, voice) for voice in speaking):
        return verdict.under("denied", "voice says not", token)
    if verdict.status == "planned" and any(_foretold(page, voice) for voice in voices[:1]):
        return verdict.under("expected", "foretold", token)
    return verdict


def _aside(page: Page, token: Token) -> bool:
    """Whether a relative clause tells it beside what is denied: "denied that Chad, which bought jets, …"."""
    parse = page.reading.parse
    for each in (token, *parse.ancestors(token)):
        if verbal(each) and clause_of(parse, each).finite:
            return each.dep == "relcl"
    return False


def _is_governor(verdict: Verdict, voice: Attribution) -> bool:
    """Whether the voice's cue is the very word that undid the act ("refused to sign"), which then denies nothing."""
    cues = [source.cue.span for source in voice.sources if source.cue is not None]
    undoing = (":false", ":fail")
    return any(rule.endswith(undoing) for rule in verdict.rules) and any(
        cue.contains(token.span) for cue in cues for token in verdict.tokens
    )


def _cue_lemma(page: Page, voice: Attribution) -> str | None:
    for source in voice.sources:
        if source.cue is not None:
            for token in page.reading.parse.within(source.cue.span):
                if verbal(token) and token.dep not in ("aux", "auxpass"):
                    return token.lemma.lower()
    return None


def _is_stance(page: Page, token: Token) -> bool:
    """Whether a plain present tells what its subject does not do at all ("does not recognise the vote"): no denial."""
    return token.tag == "VB" and any(
        child.lemma == "do" and child.tag in ("VBZ", "VBP") for child in page.reading.parse.children(token, "aux")
    )


def _not_yet(page: Page, token: Token) -> bool:
    """Whether it is told as still open: "no file has been opened yet"."""
    return any(child.text.lower() == "yet" for child in page.reading.parse.children(token, "advmod"))


def _says_not(page: Page, verdict: Verdict, token: Token, voice: Attribution) -> bool:
    """Whether a voice says that the act is not so, rather than grants, finds or reports that it did not come about."""
    if verdict.rules[0] == "relative:false" or _not_yet(page, token):
        return False
    if verdict.rules[0] in ("will not", "would", "would have", "could not", "contrary to fact"):
        return _cue_lemma(page, voice) in _DENYING
    if verdict.rules[0] == "negation" and _is_stance(page, token):
        return _cue_lemma(page, voice) in _DENYING
    return _cue_lemma(page, voice) not in _GRANTING


def _foretold(page: Page, voice: Attribution) -> bool:
    if any(source.kind in ("experts", "poll") for source in voice.sources):
        return True
    return _cue_lemma(page, voice) in _FORETELLING


def _conditional(page: Page, verdict: Verdict, token: Token, type: EventType | None) -> tuple[Verdict, Words | None]:
    """The condition on which the act stands, and what it makes of the status."""
    for condition in page.conditions_in(token.sentence):
        if token.i in condition.inside:
            tried = verdict.status == "attempted" and not any(each.i == condition.head.i for each in verdict.tokens)
            if tried or verdict.status == "denied" or (type in SPEECH and verdict.status == "happened"):
                continue
            if _there_anyhow(page, verdict, condition, token):
                return verdict, None
            return _protasis(page, verdict, condition, token), condition.words
        if verdict.status == "not" and verdict.rules[0] == "would have":
            return verdict, condition.words
        over = verdict.rules[0] == "negative act" and verdict.status == "happened" and _over(page, token)
        open_ended = verdict.status in _OPEN or (verdict.rules[0] in _CONDITIONAL_RULES and not over)
        if open_ended and (verdict.rules[0] == "would" or _scoped(page, condition, token)):
            spoken = type == "THREATEN"
            return verdict.under("happened" if spoken else "conditional", "condition", condition.head), condition.words
        if type in SPEECH and verdict.status == "happened" and _spoken_of(page, condition, token):
            return verdict, condition.words
    return verdict, None


def _there_anyhow(page: Page, verdict: Verdict, condition: Condition, token: Token) -> bool:
    """Whether a condition only speaks of an act that stands without it: "if they lose their battle", "the men who are
    seeking asylum"."""
    if verdict.status not in ("happened", "ongoing") or token.i == condition.head.i:
        return False
    parse = page.reading.parse
    if token.pos == "NOUN":
        before = [child.text.lower() for child in parse.children(token, "det", "poss")]
        return bool(before) and not {"a", "an", "any"} & set(before) and verdict.rules[0] in _POINTED_TO
    for each in (token, *parse.ancestors(token)):
        if each.i == condition.head.i:
            return False
        if each.dep in ("relcl", "acl") and verdict.rules[0] in ("past", "progressive", "participle"):
            noun = parse.head(each)
            words = {child.text.lower() for child in parse.children(noun, "det", "poss", "predet")}
            done = verbal(each) and clause_of(parse, each).tense == "past"  # "unless police who shot at them are tried"
            return bool(words & {"the", "their", "his", "its", "her"}) or (done and noun.pos == "NOUN" and not words)
    return False


_POINTED_TO = frozenset(
    {"argument", "presupposed", "uttered", "prep:over", "prep:during", "prep:with", "prep:after", "noun:real"}
)
_CONDITIONAL_RULES = frozenset({"present", "headline present", "would have", "will not", "would", "negative act"})


def _over(page: Page, token: Token) -> bool:
    """Whether what was not done is told as past, and hangs on no condition: "had not signed"."""
    return verbal(token) and clause_of(page.reading.parse, token).tense == "past"


def _scoped(page: Page, condition: Condition, token: Token) -> bool:
    if condition.loose or condition.head.unit != token.unit or condition.above.i == token.i:
        return True
    parse = page.reading.parse
    at = token
    while at.head != at.i:
        if at.dep == "relcl" and at.i != condition.above.i:  # "all three, who deny it, face prison if convicted"
            return False
        at = parse.head(at)
        if at.i == condition.above.i:
            return True
    return False


def _spoken_of(page: Page, condition: Condition, token: Token) -> bool:
    """Whether the condition is part of what an act of speech says ("warned that it would shell if …")."""
    parse = page.reading.parse
    if verbal(token) and clause_of(parse, token).finite and _scoped(page, condition, token):
        return True
    return any(above.i == token.i for above in parse.ancestors(condition.head))


def _protasis(page: Page, verdict: Verdict, condition: Condition, token: Token) -> Verdict:
    """An act inside the condition itself: it stands only as one, or did not happen ("had they shelled the port, …")."""
    clause = clause_of(page.reading.parse, condition.head) if verbal(condition.head) else None
    if clause is not None and clause.perfect and clause.tense == "past" and condition.words.text[:3].lower() == "had":
        status: StatusValue = "happened" if clause.negation is not None else "not"
        return verdict.under(status, "contrary to fact", condition.head)
    return verdict.under("conditional", "inside a condition", condition.head)
