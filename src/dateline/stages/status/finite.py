"""One finite clause goes in; out comes its status by its own tense, aspect, modal and negation, whoever governs it."""

from __future__ import annotations

from dateline.model.clause import Clause
from dateline.model.parse import Parse, Token
from dateline.stages.status.grammar import Grammar, Verdict


def bare_complement(clause: Clause) -> bool:
    """A bare infinitive that another verb governs ("helped build", "let them cross")."""
    return clause.tense == "bare" and clause.modal is None and clause.verb.dep in ("xcomp", "ccomp", "advcl", "acl")


def own_verdict(grammar: Grammar, clause: Clause) -> Verdict:
    """What tense, aspect, modal and negation of one finite clause say."""
    verb, modal = clause.verb, clause.modal
    if verb.head == verb.i and asks(grammar.parse, verb):
        return Verdict("possible", ("question",), (verb,))
    if modal is not None:
        later = [child for child in grammar.parse.children(verb, "advmod") if child.text.lower() in LATER]
        return modal_verdict(clause, modal, later[0] if later and verb.dep not in ("ccomp", "xcomp") else None)
    vain = in_vain(grammar.parse, verb)
    if vain is not None:
        return Verdict("attempted", ("in vain",), (vain,))
    if clause.negation is not None:
        none = clause.negation.dep == "det" or clause.negation.pos in ("NOUN", "PRON")
        after = none and clause.negation.start > verb.start
        return Verdict("not", ("nothing" if after else "negation",), (clause.negation,))
    if clause.progressive:
        coming = verb.lemma == "go" and any(
            child.tag == "TO"
            for below_it in grammar.parse.children(verb, "xcomp")
            for child in grammar.parse.children(below_it, "aux")
        )
        return Verdict("planned" if coming else "ongoing", ("going to" if coming else "progressive",), (verb,))
    if clause.tense == "present" and not clause.perfect:
        if verb.sentence in grammar.headlines or clause.passive:
            return Verdict("happened", ("headline present",), (verb,))
        return Verdict("happened", ("present",), (verb,))
    if clause.tense == "bare":
        commanded = verb.dep == "ROOT" and verb.sentence not in grammar.headlines
        if commanded and not grammar.parse.children(verb, "nsubj", "nsubjpass", "expl"):
            return Verdict("possible", ("imperative",), (verb,))
        return Verdict("happened", ("bare",), (verb,))
    return Verdict("happened", ("past",), (verb,))


LATER = frozenset({
    "later", "eventually", "subsequently", "ultimately", "afterwards", "sometimes", "often", "occasionally",
    "regularly", "frequently", "routinely",
})  # fmt: skip
"""Words that make "would" tell of what was done: later than the story stands, or again and again."""


def in_vain(parse: Parse, verb: Token) -> Token | None:
    """The words that say that an act came to nothing: "in vain", "unsuccessfully", "to no avail"."""
    for child in parse.children(verb, "advmod", "prep"):
        word = child.text.lower()
        if word in ("unsuccessfully", "fruitlessly", "vainly", "abortively"):
            return child
        objects = [each.text.lower() for each in parse.children(child, "pobj", "amod")]
        if (word == "in" and "vain" in objects) or (word in ("to", "without") and {"avail", "success"} & set(objects)):
            return child
    return None


def asks(parse: Parse, verb: Token) -> bool:
    """Whether a main clause asks: its helper stands before its subject, and a question mark closes it."""
    subjects = parse.children(verb, "nsubj", "nsubjpass")
    closed = any(each.text == "?" for each in (*parse.children(verb, "punct"), *parse.unit(verb.unit)[-2:]))
    if not closed or not subjects:
        return False
    return any(child.start < subjects[0].start for child in parse.children(verb, "aux", "auxpass"))


def modal_verdict(clause: Clause, modal: str, later: Token | None = None) -> Verdict:
    """`later` is the word that makes "would" a past seen from before: "she would later sign the pact"."""
    verb, denied = clause.verb, clause.negation
    if modal in ("will", "shall"):
        if denied is not None:
            return Verdict("not", ("will not",), (denied,))
        return Verdict("happened" if clause.perfect else "planned", (modal,), (verb,))
    if modal == "would":
        if clause.perfect:
            return Verdict("not", ("would have",), (verb,))
        if later is not None and denied is None:
            return Verdict("happened", ("would later",), (later,))
        return Verdict("not" if denied is not None else "planned", ("would",), (verb,))
    if modal in ("may", "might"):
        return Verdict("possible", (modal,), (verb,))
    if modal in ("can", "could"):
        if denied is not None:
            return Verdict("not", ("could not",), (denied,))
        return Verdict("possible", (modal,), (verb,))
    if modal in ("must", "should", "ought", "need"):
        return Verdict("not" if denied is not None else "possible", (modal,), (verb,))
    return Verdict("possible", (modal,), (verb,))
