"""A verb of a parse goes in; out comes what its own clause says of it: tense, aspect, modal, voice, negation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.parse import Parse, Token

Tense = Literal["past", "present", "infinitive", "participle", "gerund", "bare"]
NEGATORS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "nowhere", "hardly", "scarcely"})
NOTHING = frozenset({"no", "neither", "none", "nobody", "nothing", "no-one", "nary"})
MODALS = {
    "ll": "will", "'ll": "will", "’ll": "will", "wo": "will", "ca": "can", "'d": "would", "’d": "would", "d": "would",
    "sha": "shall",
}  # fmt: skip
_CUT_HAD = frozenset({"'d", "’d"})
"""Cut short before a participle it is "had" ("he'd ordered it"), before an infinitive "would"."""
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What the words around one verb say: `modal` is "will", "may" …; `negation` the token that negates it."""

    verb: Token
    tense: Tense
    modal: str | None = None
    perfect: bool = False
    progressive: bool = False
    passive: bool = False
    negation: Token | None = None

    @property
    def finite(self) -> bool:
        return self.modal is not None or self.tense in ("past", "present", "bare")


def verbal(token: Token) -> bool:
    """Whether the token heads a clause rather than a noun phrase."""
    return token.pos in _VERBAL or (token.tag.startswith("VB") and token.dep not in ("amod", "compound"))


def clause_of(parse: Parse, verb: Token) -> Clause:
    """The clause of `verb`; a conjunct without auxiliaries of its own shares those of the verb that it is joined to."""
    auxiliaries = parse.children(verb, "aux", "auxpass")
    lender = _lender(parse, verb, auxiliaries)
    if lender is not None:
        auxiliaries = parse.children(lender, "aux", "auxpass")
    negation = negation_of(parse, verb)
    if negation is None and lender is not None:
        joined = {child.text.lower() for child in parse.children(lender, "cc")}
        negation = None if joined & {"but", "yet"} else negation_of(parse, lender)
    modal = None
    perfect = progressive = passive = infinitive = False
    tense: Tense = _TENSES.get(verb.tag, "bare")
    for auxiliary in auxiliaries:
        word = auxiliary.text.lower()
        if word in _CUT_HAD and verb.tag == "VBN" and not any(each.lemma == "be" for each in auxiliaries):
            perfect, tense = True, "past"
        elif auxiliary.tag == "MD" or (word in MODALS and auxiliary.tag not in ("VBD", "VBZ", "VBP")):
            modal = MODALS.get(word, word)
        elif word == "to" or auxiliary.tag == "TO":
            infinitive = True
        elif auxiliary.lemma == "have" or word in ("'ve", "’ve"):
            perfect = True
            tense = _finite(auxiliary, tense)
        elif auxiliary.dep == "auxpass" or (auxiliary.lemma in ("be", "get") and verb.tag == "VBN"):
            passive = True
            progressive = progressive or auxiliary.tag == "VBG"
            tense = _finite(auxiliary, tense)
        elif auxiliary.lemma == "be":
            progressive = verb.tag == "VBG" or progressive
            tense = _finite(auxiliary, tense)
        elif auxiliary.lemma == "do":
            tense = _finite(auxiliary, tense)
    if infinitive:
        tense = "infinitive"
    return Clause(verb, tense, modal, perfect, progressive, passive, negation)


_TENSES: dict[str, Tense] = {
    "VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "gerund", "VBN": "participle", "VB": "bare",
}  # fmt: skip


def _finite(auxiliary: Token, tense: Tense) -> Tense:
    if auxiliary.tag == "VBD":
        return "past"
    return "present" if auxiliary.tag in ("VBZ", "VBP") else tense


def _lender(parse: Parse, verb: Token, auxiliaries: list[Token]) -> Token | None:
    """The verb whose auxiliaries a bare conjunct shares ("will meet the king and sign a pact")."""
    if auxiliaries or verb.dep != "conj":
        return None
    head = parse.head(verb)
    if not verbal(head) or parse.children(verb, "nsubj", "nsubjpass"):
        return None
    seen = parse.children(head, "aux", "auxpass")
    if not seen and head.dep == "conj":
        return _lender(parse, head, seen) if head.tag == verb.tag else None
    if verb.tag == "VB":
        return head if any(each.tag in ("MD", "TO") or each.lemma == "do" for each in seen) else None
    if verb.tag == "VBP":  # no present agrees with the subject of "wants to cancel the vote and argue for years"
        return head if any(each.tag == "TO" for each in seen) else None
    if verb.tag in ("VBN", "VBD") and head.tag == "VBN":
        contrary = any(child.text.lower() in ("but", "yet") for child in parse.children(head, "cc"))
        modal = any(each.tag == "MD" for each in seen)
        return None if contrary and modal else head if seen else None  # "would have faced a vote but resigned"
    if verb.tag == "VBG" and head.tag == "VBG":
        return head if seen else None
    return None


def negation_of(parse: Parse, verb: Token) -> Token | None:
    """The token that negates the clause of `verb`: an adverb, or a subject or object that is none."""
    for child in parse.children(verb):
        word = child.text.lower()
        if word == "longer" and any(each.text.lower() == "no" for each in parse.children(child)):
            return child
        negates = word in NEGATORS and child.dep in ("neg", "advmod", "preconj", "cc")
        if negates and not _only(parse, child, verb):
            return child
        if child.dep in ("nsubj", "nsubjpass", "dobj", "attr", "dative", "oprd"):
            none = nothing(parse, child)
            if none is not None and child.dep != "attr":
                return none
            if none is not None and verb.lemma == "be":
                return none
    return None


def nothing(parse: Parse, noun: Token) -> Token | None:
    """The token that makes a noun phrase none at all: "no prisoner", "nobody", "not one bullet", "none of them"."""
    if noun.text.lower() in NOTHING:
        return noun
    kinds = ("det", "neg", "nummod", "preconj", "predet", "advmod", "quantmod", "amod", "compound", "nmod")
    for child in parse.children(noun, *kinds):
        word = child.text.lower()
        if word in ("no", "neither", "nary") and child.dep in ("det", "preconj", "predet"):
            return child
        if word != "not" and any(
            each.text.lower() == "neither" for each in parse.children(child, "preconj", "det", "cc")
        ):
            return child  # "neither US nor British officials"
        if child.dep == "nummod" and any(each.text.lower() == "not" for each in parse.children(child, "neg", "advmod")):
            return child
        if word == "not" and noun.text.lower() not in ("only",):
            follower = [each for each in parse.children(noun, "det", "nummod", "amod") if each.i > child.i]
            if not follower or follower[0].text.lower() in ("a", "an", "one", "any", "single"):
                return child
    return None


def _only(parse: Parse, negator: Token, verb: Token) -> bool:
    """Whether it is the "not only … but also" that denies nothing."""
    following = parse.tokens[negator.i + 1] if negator.i + 1 < len(parse.tokens) else None
    return (
        negator.text.lower() == "not" and following is not None and following.text.lower() in ("only", "just", "merely")
    )
