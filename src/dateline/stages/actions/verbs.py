"""A parse and a verb come in; out comes its shape: its form, a passive in disguise, the verbs it is in a row with."""

from __future__ import annotations

from dateline.model.codebook import Form
from dateline.model.parse import Parse, Token

_TENSED = frozenset(("VBZ", "VBP", "VBD"))
_PREDICATES = frozenset(("VERB", "AUX"))
_INTRANSITIVE = frozenset("protest rally march demonstrate resign gather vote agree clash retreat surrender".split())
"""Verbs that nothing is done to: after a noun alone they are its verb, whatever the parser makes of their ending."""
_PLANS = frozenset("plot plan attempt bid conspiracy scheme effort proposal move decision threat".split())


def form_of(parse: Parse, verb: Token) -> Form:
    """Infinitive with "to", gerund, or anything else that has a tense or leans on one."""
    for child in parse.children(verb, "aux"):
        if child.tag == "TO" or child.text.lower() == "to":
            return "infinitive"
    if verb.tag == "VB" and not parse.children(verb, "aux", "mark"):
        return "infinitive"  # a bare one: "let them go"
    progressive = any(child.tag in _TENSED for child in parse.children(verb, "aux"))
    return "gerund" if verb.tag == "VBG" and not progressive else "finite"


def coordinated_verbs(parse: Parse, verb: Token) -> list[Token]:
    """The verb and all that stand in a row with it on its own level."""
    found = [verb]
    for each in found:
        joined = (child for child in parse.children(each, "conj") if child.pos in _PREDICATES)
        found.extend(child for child in joined if level(parse, child, each).i == each.i)
    return found


def level(parse: Parse, verb: Token, head: Token) -> Token:
    """The verb that a conjunct goes with: one with a tense goes with no infinitive ("asked X to go, and left")."""
    leading = min((verb, *parse.children(verb, "aux", "auxpass")), key=lambda each: each.start)
    if leading.tag not in ("VBZ", "VBD"):
        return head
    above = head
    while (above.tag == "VB" or form_of(parse, above) == "infinitive") and above.head != above.i:
        above = parse.head(above)
        if above.pos not in _PREDICATES and above.dep in ("ROOT", "dobj", "pobj", "attr"):
            return head
    return above if above.pos in _PREDICATES else head


def verbless(parse: Parse, clause: Token) -> bool:
    """Whether a clause only says what its subject is held to be: "found them guilty", "declared him unwelcome"."""
    return clause.pos in ("ADJ", "NOUN", "ADV") and not parse.children(clause, "cop", "aux", "auxpass", "mark")


def clipped(parse: Parse, verb: Token) -> bool:
    """Whether a passive has lost its "was", as in headlines: "Editor shot and killed by guards in Quito"."""
    if verb.tag not in ("VBD", "VBN") or parse.children(verb, "aux", "ccomp", "xcomp", "prt"):
        return False
    joined = [each for each in parse.children(verb, "conj") if each.tag == "VBN"]
    below = [each for each in joined if not parse.children(each, "nsubj", "nsubjpass", "aux", "auxpass", "dobj")]
    return any(parse.children(each, "agent") for each in below)


def gapped(parse: Parse, verb: Token) -> bool:
    """Whether a conjunct leaves out the "were" of the passive before it: "six were killed and forty wounded"."""
    around = parse.children(verb)
    return (
        verb.tag in ("VBN", "VBD")
        and any(child.dep in ("nsubj", "nsubjpass") for child in around)
        and not any(child.dep in ("dobj", "aux", "auxpass", "ccomp", "xcomp", "prt", "attr") for child in around)
        and verb.i - max(child.i for child in around if child.dep in ("nsubj", "nsubjpass")) == 1
    )


def active(parse: Parse, participle: Token) -> bool:
    """Whether a "participle" after a noun alone is its verb: nothing is done to it, or what is stands behind."""
    if participle.lemma in _INTRANSITIVE:
        return True
    if parse.children(participle, "agent") or participle.text.lower() == participle.lemma:
        return False
    calls = participle.lemma == "call" and any(
        child.text.lower() in ("for", "on", "upon") for child in parse.children(participle, "prep")
    )
    return calls or any(child.i > participle.i for child in parse.children(participle, "dobj"))


def unaccusative(parse: Parse, verb: Token) -> bool:
    """Whether a past form behind a noun says what those did, with nothing done to them: "nurses gathered outside"."""
    plain = not parse.children(verb, "agent", "aux", "auxpass", "dobj")
    return plain and verb.tag in ("VBN", "VBD") and verb.lemma in _INTRANSITIVE


def plan_before(parse: Parse, verb: Token) -> Token | None:
    """The plan right before an infinitive that the parser hung on the verb above ("foiled a plot to kill him")."""
    to = next((child for child in parse.children(verb, "aux") if child.tag == "TO"), None)
    before = parse.tokens[to.i - 1] if to is not None and to.i > 0 else None
    return before if before is not None and before.pos == "NOUN" and before.lemma.lower() in _PLANS else None
