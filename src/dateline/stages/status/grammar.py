"""The parse and the words of status go in; out come a Verdict's shape and what the walk asks of a tree on its way."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.act import StatusValue
from dateline.model.clause import clause_of, verbal
from dateline.model.goods import Complement, GoodsLexicon, Signature, WordClass
from dateline.model.parse import Parse, Token


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status, the tokens that decided it from the act outwards, and the names of the rules."""

    status: StatusValue
    rules: tuple[str, ...]
    tokens: tuple[Token, ...] = ()

    def under(self, status: StatusValue, rule: str, token: Token) -> Verdict:
        return Verdict(status, (rule, *self.rules), (token, *self.tokens))


@dataclass(frozen=True, slots=True)
class Grammar:
    """What the walk needs: the parse and the words. `headlines` holds the sentences in headline grammar."""

    parse: Parse
    words: GoodsLexicon
    headlines: frozenset[int] = frozenset()

    def signature(self, token: Token, form: Complement) -> Signature | None:
        word_class: WordClass = (
            "adjective" if token.pos in ("ADJ", "ADV") else "noun" if token.pos in ("NOUN", "PROPN") else "verb"
        )
        lemma = token.lemma.lower()
        particle = self.parse.children(token, "prt") if word_class == "verb" else []
        if particle:
            phrasal = self.words.signatures.get((word_class, f"{lemma} {particle[0].text.lower()}", form))
            if phrasal is not None or lemma == "call":
                return phrasal
        found = self.words.signatures.get((word_class, lemma, form))
        if found is None and token.tag in ("VBN", "VBG", "JJ", "RB"):
            found = self.words.signatures.get(("adjective", token.text.lower(), form))
        return found


def _modifying(parse: Parse, participle: Token, verb: Token) -> bool:
    """Whether a "governor" only tells more of the verb's own subject: "men suspected to be rebels attacked it"."""
    bare = participle.tag == "VBN" and not parse.children(participle, "aux", "auxpass", "mark")
    below = parse.children(participle, "xcomp", "prep", "oprd", "acomp")
    subject = parse.children(participle, "nsubj", "nsubjpass")
    ordered = bool(below) and bool(subject) and subject[0].i < participle.i < below[0].i < verb.i
    return bare and ordered and verb.dep == "ccomp" and not parse.children(verb, "nsubj", "nsubjpass", "mark")


def finite_governor(parse: Parse, verb: Token) -> Token | None:
    """The word that a finite clause is told under: "said", "the fact", "likely"; None where it stands by itself."""
    head = parse.head(verb)
    if head.i == verb.i or _modifying(parse, head, verb):
        return None
    if verb.dep in ("ccomp", "csubj", "csubjpass") and (verbal(head) or head.pos in ("ADJ", "NOUN")):
        if head.lemma == "be":
            said = parse.children(head, "acomp", "attr")
            return said[0] if said and said[0].i != verb.i else head
        if parse.children(head, "ccomp")[0].i == verb.i if parse.children(head, "ccomp") else True:
            return head
        return None
    if verb.dep in ("acl", "relcl") and head.lemma in REPORTS:
        return head
    if verb.dep == "acl" and any(child.dep == "mark" for child in parse.children(verb)):
        return head
    if verb.dep == "advcl" and any(child.text.lower() in ("that", "as") for child in parse.children(verb, "mark")):
        return head if takes_a_clause(head) else None
    return None


REPORTS = frozenset({
    "report", "claim", "account", "allegation", "suggestion", "story", "rumour", "rumor", "accusation", "assertion",
    "insinuation", "version", "contention", "statement", "speculation", "idea", "notion", "suspicion", "charge",
    "evidence", "indication", "sign", "fact", "news", "word", "proof", "belief", "impression",
})  # fmt: skip
"""Nouns that a clause spells out, whether or not the parser takes it for a relative clause."""


CONTRADICTING = frozenset({
    "reject", "dismiss", "refute", "deny", "rubbish", "contradict", "dispute", "rebut", "counter", "debunk", "disavow",
    "ridicule", "scoff", "mock", "discount", "denounce", "disown", "quash", "brand", "repudiate", "knock", "wave",
    "shoot", "brush", "disprove", "belie",
})  # fmt: skip
"""Verbs that say of a report that it is not so: "dismissed the claim"."""


PRESUPPOSING = frozenset({
    "sign", "attend", "join", "receive", "see", "return", "implement", "approve", "adopt", "enforce", "lift", "lead",
    "accept", "respect", "honour", "honor", "extend", "renew",
})  # fmt: skip
"""Verbs whose object is there already when they are denied ("did not sign the accord")."""


UTTERED = frozenset({
    "demand", "request", "appeal", "offer", "proposal", "call", "invitation", "criticism", "plea", "petition", "threat",
    "warning", "ultimatum", "remark", "comment", "order", "complaint", "question", "answer", "decision", "ruling",
    "verdict", "vote", "objection", "bid", "challenge", "plan", "suggestion", "argument", "concern", "motion", *REPORTS,
})  # fmt: skip
"""What has been said or decided is real, whatever becomes of it ("rejected the appeal", "ignored her warning")."""


VERSIONS = frozenset({"version", "position", "line", "theory", "narrative", "hypothesis", "explanation", "account"})
"""Whose content is one side's: "the official version was that rogue officers did it"."""


def takes_a_clause(head: Token) -> bool:
    """Adjectives and passives take their that-clause as an adverbial in some parses ("it is false that …")."""
    return head.pos == "ADJ" or head.tag == "VBN"


def for_another(parse: Parse, verb: Token, head: Token) -> bool:
    """Whether an infinitive has a subject of its own after "for": "room was made for the army to enter"."""
    if any(child.text.lower() == "for" for child in parse.children(verb, "mark")):
        return True
    to = next((child for child in parse.children(verb, "aux") if child.tag == "TO"), None)
    for prep in parse.children(head, "prep"):
        nouns = parse.children(prep, "pobj") if prep.text.lower() == "for" and to is not None else []
        if any(to is not None and parse.subtree(noun)[-1].i == to.i - 1 for noun in nouns):
            return True
    return False


def listed(grammar: Grammar, verb: Token) -> Signature | None:
    """What the subject of a listing verb makes of what it lists: "their demands include dissolving the assembly"."""
    if verb.lemma not in ("include", "be", "involve", "comprise") or not verbal(verb):
        return None
    for subject in grammar.parse.children(verb, "nsubj"):
        found = grammar.signature(subject, "to") if subject.pos == "NOUN" else None
        if found is not None and found.effect in ("intent", "request"):
            return found
    return None


def ranked(grammar: Grammar, noun: Token) -> bool:
    """Whether the noun is one of a row: "the third president to be impeached", "the only town to resist"."""
    parse = grammar.parse
    hosts = [noun]
    if noun.dep == "pobj" and parse.head(parse.head(noun)).pos == "NOUN":
        hosts.append(parse.head(parse.head(noun)))  # "the first member of the board to resign"
    return any(
        child.text.lower() in RANKS
        or child.tag == "JJS"
        or any(each.tag == "RBS" for each in parse.children(child, "advmod"))
        for host in hosts
        for child in parse.children(host, "amod", "advmod", "nummod")
    )


def was_first(grammar: Grammar, head: Token) -> bool:
    """ "She was the first to cross", told as past."""
    copula = grammar.parse.head(head)
    ranks = head.text.lower() in RANKS and head.dep in ("acomp", "attr") and verbal(copula)
    return ranks and clause_of(grammar.parse, copula).tense == "past"


RANKS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth last only latest sole".split())
"""Words for one of a row, whose infinitive tells what was done."""


def misread_gerund(parse: Parse, token: Token) -> bool:
    """Whether a gerund was taken for a modifier of its own object ("is mulling sending minesweepers")."""
    noun = parse.head(token)
    verb = parse.head(noun)
    before = parse.tokens[token.i - 1] if token.i else token
    return token.tag == "VBG" and token.dep == "amod" and noun.dep == "dobj" and verbal(verb) and before.i == verb.i


def given_up(grammar: Grammar, governor: Token) -> bool:
    """An intention in the past perfect came to nothing ("had hoped to cross"), but for one decided or spoken."""
    if not verbal(governor) or governor.lemma.lower() not in HOPING:
        return False
    clause = clause_of(grammar.parse, governor)
    return clause.perfect and clause.tense == "past" and not clause.passive


HOPING = frozenset({
    "hope", "plan", "intend", "want", "aim", "mean", "wish", "aspire", "desire", "expect", "schedule", "slate", "plot",
    "prepare", "scheme", "conspire", "propose", "envisage", "contemplate",
})  # fmt: skip
"""What came to nothing where it stands in the past perfect: "had hoped to cross"."""


CARRYING_OUT = frozenset({
    "begin", "start", "launch", "hold", "conduct", "stage", "make", "pay", "open", "carry", "commence",
    "complete", "finish",
})  # fmt: skip
"""Verbs by which what was planned comes about: "began a planned shutdown"."""


def relatives(parse: Parse, noun: Token) -> list[Token]:
    """Passive relative clauses of a noun, or of a name behind it: "the trip to Hanoi, which was cancelled"."""
    names = [below for prep in parse.children(noun, "prep") for below in parse.children(prep, "pobj")]
    hosts = [noun, *(name for name in names if name.pos == "PROPN")]
    found = [clause for host in hosts for clause in parse.children(host, "relcl") if clause.tag == "VBN"]
    return [each for each in found if any(sub.tag in ("WDT", "WP") for sub in parse.children(each, "nsubjpass"))]


def definite(parse: Parse, noun: Token) -> bool:
    """Whether the noun points to something known: "the", "this", or whose it is."""
    return any(
        child.dep == "poss" or (child.dep == "det" and child.text.lower() in ("the", "this", "that", "these", "those"))
        for child in parse.children(noun)
    )


def indefinite(parse: Parse, noun: Token) -> bool:
    """Whether the noun is any of its kind: "a", "any", "another"."""
    return any(
        child.dep == "det" and child.text.lower() in ("a", "an", "any", "another") for child in parse.children(noun)
    )


def row_of_infinitives(parse: Parse, verb: Token) -> Token | None:
    """The infinitive with which a bare verb stands in a row, where the parser hung it on the verb above.

    "Promised to rearm the guard, close the port and expel the envoys": nothing but "promised" has a tense.
    """
    if verb.tag != "VB" or verb.dep != "conj" or parse.children(verb, "nsubj", "nsubjpass", "aux"):
        return None
    head = parse.head(verb)
    while head.dep == "conj" and head.tag == "VB":
        head = parse.head(head)
    if head.tag not in ("VBD", "VBZ", "VBP", "VBN", "VBG"):
        return None
    below = [each for each in parse.children(head, "xcomp", "advcl", "ccomp") if head.i < each.i < verb.i]
    row = [each for each in below if any(aux.tag == "TO" for aux in parse.children(each, "aux"))]
    return row[-1] if row else None
