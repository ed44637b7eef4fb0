"""A pronoun in its clause goes in; what the tree says of whom it can mean comes out: who is barred, who is near."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.stages.parties.reference import Memory

_GREETING = frozenset({"greet", "welcome", "meet", "receive", "host", "await", "see"})
_ARRIVING = frozenset({"arrive", "land", "come", "step", "enter", "return", "disembark"})
_JUDGING = frozenset(
    "thank criticise criticize blame praise condemn accuse fault punish congratulate rebuke chide scold applaud "
    "commend mock attack slam denounce rap upbraid laud reprimand ridicule sanction forgive".split()
)
_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_OBJECT = frozenset({"dobj", "dative", "pobj", "iobj"})


def nearness(memory: Memory, head: Token, token: Token) -> float:
    """What the tree around a pronoun says for a candidate in its sentence."""
    score = 0.0
    if memory.parse.units[token.unit].kind == "clause" and token.unit != head.unit:
        return -2.5
    noun = memory.tokens[head.head]
    if head.tag == "PRP$":
        if noun.dep == "conj" and noun.head == token.i:
            return 7.0
        preposition = memory.tokens[noun.head]
        if noun.dep == "pobj" and token.dep == "dobj" and preposition.head == token.head and preposition.dep == "prep":
            score += 5.0 if memory.tokens[token.head].lemma in _JUDGING else 0.0
    score += _level(memory, head, token)
    step = 0
    below = head
    for above in memory.parse.ancestors(head):
        if above.pos in ("VERB", "AUX"):
            own = memory.parse.children(above, "nsubj", "nsubjpass")
            if token.dep in ("nsubj", "nsubjpass") and token.head == above.i:
                score += max(0.5, 3.0 - step)
            elif (
                not own
                and below is not head
                and above.dep in ("xcomp", "pcomp", "acl", "advcl", "ccomp")
                and token.dep in _OBJECT
                and token.i in _steered(memory, above)
            ):
                score += 4.0
            step += 1
        below = above
    return score


def greeting(memory: Memory, head: Token, token: Token) -> float:
    """ "Ruiz greeted Lopez when he landed": who arrives is who is greeted."""
    verb = memory.tokens[head.head]
    above = memory.tokens[verb.head]
    if head.dep != "nsubj" or verb.dep != "advcl" or verb.lemma not in _ARRIVING or above.lemma not in _GREETING:
        return 0.0
    return 9.0 if token.dep in _OBJECT and token.head == above.i else 0.0


def barred(memory: Memory, head: Token) -> set[int]:
    """The tokens that a pronoun cannot mean: those beside it under the same verb, or steering its infinitive."""
    if head.text.lower().endswith(("self", "selves")) or head.tag == "PRP$":
        return set()
    verb = memory.tokens[head.head]
    if verb.pos == "ADP":
        verb = memory.tokens[verb.head]
        if verb.pos in ("NUM", "PRON", "DET") and verb.dep in ("dobj", "nsubj", "pobj", "nsubjpass"):
            verb = memory.tokens[verb.head]
    beside = {child.i for child in memory.parse.children(verb) if child.dep in ("nsubj", "nsubjpass", "dobj", "dative")}
    for child in memory.parse.children(verb, "prep", "agent"):
        beside |= {each.i for each in memory.parse.children(child, "pobj")}
    if not any(child.dep in ("nsubj", "nsubjpass") for child in memory.parse.children(verb)):
        beside |= _steered(memory, verb)
    beside |= {each.i for i in list(beside) for each in memory.parse.children(memory.tokens[i], "conj")}
    return beside - {head.i}


def _steered(memory: Memory, verb: Token) -> set[int]:
    """Whose act a verb without a subject is: "thanked X for inviting him", "X left, taking him"."""
    above = memory.tokens[verb.head]
    if verb.dep == "pcomp" and above.dep == "prep":
        above = memory.tokens[above.head]
        objects = memory.parse.children(above, "dobj")
        if objects:
            return {objects[0].i}
    elif verb.dep == "xcomp":
        objects = memory.parse.children(above, "dobj", "dative")
        if objects:
            return {objects[0].i}
    elif verb.dep == "conj":
        return _subjects(memory, above)
    elif verb.dep == "advcl" and above.dep == "advcl" and verb.tag == "VBG":
        above = memory.tokens[above.head]
    return _subjects(memory, above)


def _subjects(memory: Memory, verb: Token) -> set[int]:
    """The subject of a verb, its own or the one it shares: "kept him and refused to …"."""
    for _ in range(4):
        own = {child.i for child in memory.parse.children(verb, "nsubj", "nsubjpass")}
        if own or verb.dep not in ("conj", "xcomp"):
            return own
        verb = memory.tokens[verb.head]
    return set()


def thing_acts(memory: Memory, head: Token) -> bool:
    """Whether the subject of the clause around "it" or "its" is a single thing: "the expedition … its cameras"."""
    token = head
    for above in memory.parse.ancestors(head):
        if above.pos in ("VERB", "AUX"):
            for subject in memory.parse.children(above, "nsubj", "nsubjpass"):
                if subject.i == token.i or subject.i >= head.i or subject.pos not in ("NOUN", "PROPN"):
                    continue
                return subject.i not in memory.at and subject.tag in ("NN", "NNP") and not _owned(memory, subject)
        token = above
    return False


def _owned(memory: Memory, subject: Token) -> bool:
    """Whether a thing is somebody's, who may then be meant: "Seoul's plan … its army"."""
    below = memory.parse.children(subject, "poss", "amod", "compound", "nmod")
    return any(each.i in memory.at for each in below)


def _level(memory: Memory, head: Token, token: Token) -> float:
    """What a candidate's clause says: a main subject is meant beyond its clause, a subordinate one is not."""
    verb = memory.tokens[token.head]
    if memory.parse.units[head.unit].kind == "clause" and head.unit != token.unit:
        return 3.0 if head.tag == "PRP$" and verb.dep == "ROOT" and token.dep in _SUBJECT else 0.0
    if token.dep not in _SUBJECT or verb.dep not in ("advcl", "relcl", "acl", "pcomp"):
        return 0.0
    return 0.0 if any(above.i == verb.i for above in memory.parse.ancestors(head)) else -2.0


def rank(memory: Memory, token: Token) -> int:
    """How far from the start of its unit a token stands, in steps of five tokens, 6 at most: near ones bind first."""
    start, _ = memory.parse.ranges[token.unit]
    return min(6, (token.i - start) // 5)
