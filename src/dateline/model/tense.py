"""A parse and a place in the text go in; the tense of the verb that governs the words there comes out."""

from __future__ import annotations

from typing import Literal

from dateline.model.parse import Parse, Token

Tense = Literal["past", "present", "future"] | None

_AHEAD = frozenset(
    "plan expect schedule intend aim hope set due agree propose promise pledge vow want prepare urge call ask order "
    "invite slate likely going ready poise design book about wait continue need decide".split()
)
"""Words whose infinitive lies ahead of them: "plans to meet Monday"."""
_PLANS = frozenset({"plan", "intend", "schedule", "expect", "slate", "due"})
"""Verbs whose own time words are those of what is planned: "scheduled for Monday"."""
_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo", "may", "might", "can", "should", "must", "ca"})


def tense_at(parse: Parse, start: int, end: int) -> Tense:
    """Past, present or future by the nearest verb above the words at `start`; None where no verb tells."""
    token = parse.at(start)
    if token is None:
        inside = [each for at in range(start, min(end, start + 40)) if (each := parse.at(at))]
        if not inside:
            return None
        token = inside[0]
    found = tense_of(parse, token)
    if found in (None, "past") and _led_ahead(parse, token):
        return "future"
    if found is None and parse.units[token.unit].kind != "main":
        main = parse.unit(parse.units_of(token.sentence)[0])
        before = [each for each in main if each.pos == "VERB" and each.end <= token.start]
        found = tense_of(parse, before[-1]) if before else None
    return found


def _led_ahead(parse: Parse, token: Token) -> bool:
    """Whether a word just above says that the date lies ahead: "effective June 1", "due Monday"."""
    above = parse.head(token)
    return above.text.lower() in ("effective", "due", "beginning", "starting", "scheduled", "upcoming")


def tense_of(parse: Parse, token: Token) -> Tense:
    """The tense of the nearest verb at or above `token`: "plans to meet" makes meeting future."""
    lines = [token, *parse.ancestors(token)]
    for at, each in enumerate(lines):
        if not each.tag.startswith("VB") and each.tag != "MD":
            continue
        helpers = [child for child in parse.children(each) if child.dep in ("aux", "auxpass")]
        if any(child.text.lower() in _FUTURE for child in helpers):
            return "future"
        if any(child.text.lower() in ("would", "could") for child in helpers):
            return "past" if any(child.lemma == "have" for child in helpers) else "future"
        if each.lemma in _PLANS and _is_plan(parse, each, helpers, lines[:at]):
            return "future"
        if each.tag == "VBD" or any(child.tag == "VBD" for child in helpers):
            return "past"
        if each.tag == "VBN" and any(child.lemma == "have" for child in helpers):
            return "past"
        if any(child.text.lower() == "to" and child.tag == "TO" for child in helpers):
            above = lines[at + 1] if at + 1 < len(lines) else None
            if above is None or above.lemma in _AHEAD or above.pos in ("NOUN", "ADJ"):
                return "future"
            continue
        if each.tag in ("VBZ", "VBP"):
            return "present"
        if any(child.tag in ("VBZ", "VBP") for child in helpers):
            return "present"
        if each.tag == "VBN" and each.dep in ("acl", "relcl", "amod", "advcl"):
            return "future" if each.lemma in _AHEAD else "past"
        if each.tag == "VBN" and at == len(lines) - 1:
            return "past"
    return None


def _is_plan(parse: Parse, verb: Token, helpers: list[Token], below: list[Token]) -> bool:
    """Whether a verb of planning dates what is planned: "is set for Monday", not "planned Monday"."""
    if any(child.lemma == "have" for child in helpers):
        return False
    return verb.tag != "VBD" or any(token.text.lower() == "for" for token in below)


NOT_TIMETABLE = frozenset(
    "be have say tell add report follow mean show suggest indicate represent contain include expect plan intend hope "
    "want need require think believe know fear call seek aim predict forecast warn urge propose demand ask".split()
)
"""Verbs whose plain present tells of now and not of a timetable, whatever date stands beside them."""


def is_timetable(parse: Parse, start: int) -> bool:
    """Whether the words at `start` hang on a plain present that tells of a timetable: "the court sits Monday"."""
    token = parse.at(start)
    if token is None:
        return False
    verb = next((each for each in parse.ancestors(token) if each.pos in ("VERB", "AUX")), token)
    return verb.tag in ("VBZ", "VBP") and verb.lemma not in NOT_TIMETABLE and not parse.children(verb, "aux", "auxpass")


_TRIES = frozenset("bid attempt effort try push drive struggle quest".split())


def tried_by(parse: Parse, token: Token) -> Token | None:
    """The verb that tells how a try went, for the act tried: "failed" of "failed on Monday in its bid to land"."""
    noun = parse.head(token)
    if token.dep not in ("acl", "relcl") or noun.lemma not in _TRIES or noun.dep != "pobj":
        return None
    verb = parse.head(parse.head(noun))
    return verb if verb.pos == "VERB" and verb.i != token.i else None
