"""An act's token goes in; out comes its status by its own clause and by all the words that govern it.

The walk starts at the act and climbs: a governor is judged first, in the same way, and then says what becomes of the
act below it (`algebra`). Nothing here knows the act's type or who speaks: that is `standing`'s part.
"""

from __future__ import annotations

from dateline.model.clause import Clause, clause_of, nothing, verbal
from dateline.model.goods import Complement, Effect
from dateline.model.parse import Parse, Token
from dateline.stages.status.algebra import below, reported
from dateline.stages.status.finite import bare_complement, own_verdict
from dateline.stages.status.grammar import (
    CARRYING_OUT,
    CONTRADICTING,
    PRESUPPOSING,
    RANKS,
    REPORTS,
    UTTERED,
    VERSIONS,
    Grammar,
    Verdict,
    definite,
    finite_governor,
    for_another,
    given_up,
    indefinite,
    listed,
    misread_gerund,
    ranked,
    relatives,
    row_of_infinitives,
    was_first,
)

DEEPEST = 12
"""Governors that are climbed at most: a bound against freak parses, far above what sentences hold."""


def judge(grammar: Grammar, token: Token, depth: int = 0) -> Verdict:
    """The status of the act, or of the governor, that `token` names."""
    if depth > DEEPEST:
        return Verdict("happened", ("too deep",))
    if verbal(token):
        return _verb(grammar, token, depth)
    if token.pos in ("ADJ", "ADV") and token.dep in ("acomp", "oprd", "ccomp", "conj", "attr", "xcomp", "advmod"):
        return _predicate(grammar, token, depth)
    return _noun(grammar, token, depth)


def _predicate(grammar: Grammar, token: Token, depth: int) -> Verdict:
    """An adjective that is said of something ("is likely to"): real as far as its copula says."""
    head = grammar.parse.head(token)
    if head.i == token.i or not verbal(head):
        return Verdict("happened", ("adjective",), (token,))
    found = judge(grammar, head, depth + 1)
    negated = any(child.dep == "neg" for child in grammar.parse.children(token))
    return found.under("not" if negated else found.status, "predicate", token)


def _verb(grammar: Grammar, token: Token, depth: int) -> Verdict:
    row = row_of_infinitives(grammar.parse, token)
    if row is not None:
        return judge(grammar, row, depth + 1)
    clause = clause_of(grammar.parse, token)
    if clause.finite and not bare_complement(clause):
        told = own_verdict(grammar, clause)
        return _told(grammar, clause, told, depth)
    found = _governed(grammar, token, clause, depth)
    if clause.negation is not None and found.status not in ("not", "denied"):
        return found.under("not", "negation", clause.negation)
    return found


def _told(grammar: Grammar, clause: Clause, told: Verdict, depth: int) -> Verdict:
    """A finite clause under a governor that reports, doubts, foretells or denies it."""
    verb = clause.verb
    parse = grammar.parse
    if verb.dep == "conj" and parse.head(verb).i != verb.i and verbal(parse.head(verb)):
        head = parse.head(verb)
        while head.dep == "conj" and verbal(parse.head(head)):
            head = parse.head(head)
        governor = finite_governor(parse, head)
        if parse.children(verb, "nsubj", "nsubjpass") and head.dep == "ccomp":
            governor = None
    else:
        governor = finite_governor(parse, verb)
    asked = [child for child in parse.children(verb, "mark") if child.text.lower() in ("whether", "if")]
    awaited = [child for child in parse.children(verb, "mark") if child.text.lower() in ("until", "till", "before")]
    if awaited and clause.tense == "present" and told.status in ("happened", "ongoing"):
        return told.under("expected", f"awaited:{awaited[0].text.lower()}", awaited[0])
    if asked and verb.dep in ("ccomp", "pcomp", "acl") and told.status in ("happened", "ongoing", "planned"):
        return told.under("possible", "whether", asked[0])
    wondering = any(child.tag in ("WRB", "WP", "WDT", "WP$") for child in parse.children(verb))
    if governor is None or wondering:
        return told
    signature = grammar.signature(governor, "that")
    outer = judge(grammar, governor, depth + 1)
    version = [each for each in parse.children(governor, "nsubj") if each.lemma in VERSIONS]
    if version and governor.lemma in ("be", "remain") and told.status in ("happened", "ongoing"):
        return told.under("possible", "version", version[0])
    if clause.modal is None and verb.tag in ("VB", "VBP") and not parse.children(verb, "aux"):
        wished = grammar.signature(governor, "to") or grammar.signature(governor, "noun")
        if wished is not None and wished.effect == "request":
            signature = wished
    marked = any(child.dep == "mark" for child in parse.children(verb))
    if signature is None and outer.status == "not" and not marked:
        return told
    status = reported(signature.effect if signature else None, outer.status, told.status)
    if status == "expected" and governor.text.lower() in ("unlikely", "doubtful", "improbable"):
        status = "possible"
    if status == told.status:
        return told
    rule = f"that:{signature.effect if signature else 'said not'}"
    return told.under(status, rule, governor)


def _governed(grammar: Grammar, token: Token, clause: Clause, depth: int) -> Verdict:
    """An infinitive, gerund or participle: as real as its governor says."""
    head, dep = grammar.parse.head(token), token.dep
    if head.i == token.i:
        before = grammar.parse.unit(token.unit)[: token.i - grammar.parse.ranges[token.unit][0]]
        if clause.tense == "infinitive" and any(each.text.lower() in RANKS for each in before):
            return Verdict("happened", ("the first to",), (token,))
        if clause.tense == "infinitive":
            return Verdict("planned", ("headline infinitive",), (token,))
        return Verdict("happened", ("headline participle",), (token,))
    if dep == "conj":
        return _governed_by(grammar, token, head, clause, depth) if not verbal(head) else _shared(grammar, head, depth)
    if dep == "pcomp":
        of = grammar.parse.tokens[token.i - 1] if token.i else head
        return _after_preposition(grammar, token, of if of.text.lower() == "of" else head, "ing", depth)
    return _governed_by(grammar, token, head, clause, depth)


def _apart(grammar: Grammar, head: Token, infinitive: Token) -> bool:
    """Whether an infinitive only says what for: "appeared on air to announce it", "set up a body to look into it"."""
    between = [each for each in grammar.parse.children(head, "prep", "dobj") if head.i < each.i < infinitive.i]
    up = any(each.text.lower() == "up" for each in grammar.parse.children(head, "prt"))
    return (head.lemma == "appear" and bool(between)) or (head.lemma == "set" and up)


def _shared(grammar: Grammar, head: Token, depth: int) -> Verdict:
    found = judge(grammar, head, depth + 1)
    return found


def _governed_by(grammar: Grammar, token: Token, head: Token, clause: Clause, depth: int) -> Verdict:
    if misread_gerund(grammar.parse, token):
        head = grammar.parse.head(head)
        outer = judge(grammar, head, depth + 1)
        signature = grammar.signature(head, "ing")
        return (
            outer.under(below(signature.effect, outer.status), f"ing:{signature.effect}", head) if signature else outer
        )
    infinitive = clause.tense in ("infinitive", "bare")
    form: Complement = "to" if infinitive else "ing"
    dep = token.dep
    lists = listed(grammar, head) if not infinitive and dep in ("dobj", "xcomp", "ccomp", "attr", "advcl") else None
    if lists is not None:
        return judge(grammar, head, depth + 1).under(below(lists.effect, "happened"), f"ing:{lists.effect}", head)
    told = verbal(grammar.parse.head(head)) and clause_of(grammar.parse, grammar.parse.head(head)).modal is None
    one_of_row = (head.dep in ("appos", "nsubj", "pobj") or (head.dep == "attr" and told)) and ranked(grammar, head)
    if infinitive and ((dep in ("acl", "relcl") and one_of_row) or was_first(grammar, head)):
        return Verdict("happened", ("the first to",), (token,))
    if infinitive and head.pos == "ADP":  # "in Quito to attend the summit, she told reporters …"
        outer = judge(grammar, grammar.parse.head(head), depth + 1)
        past = outer.status == "happened" and outer.rules[0] in ("past", "participle")
        return outer.under("happened" if past else "planned", "purpose", head)
    participle = not infinitive and dep in ("acl", "advcl", "relcl", "amod", "appos", "dep", "nmod")
    outer = judge(grammar, head, depth + 1)
    if participle and clause.perfect and not infinitive:
        return Verdict("happened", ("participle",), (token,))  # "the governor having refused"
    if participle:
        carried = outer.status in ("planned", "expected", "possible", "conditional") and dep == "advcl"
        return outer if carried else Verdict("happened", ("participle",), (token,))
    signature = grammar.signature(head, form)
    if signature is not None and infinitive and _apart(grammar, head, token):
        signature = None
    if signature is None and dep in ("xcomp", "ccomp") and not infinitive:
        signature = grammar.signature(head, "to") or grammar.signature(head, "noun")
    if head.lemma == "go" and head.tag == "VBG" and infinitive:
        return outer.under("not" if outer.status == "not" else "planned", "going to", head)
    if infinitive and any(child.text.lower() == "yet" for child in grammar.parse.children(head, "advmod")):
        return outer.under("not", "yet to", head)
    if head.lemma == "be" and infinitive and clause.perfect:
        return outer.under("not", "was to have", head)
    if signature is None and infinitive and clause.perfect and verbal(head) and outer.status == "happened":
        return Verdict("happened", ("to have done",), (token,))  # "claims to have captured the hill"
    if signature is None:
        purpose = infinitive and dep in ("advcl", "acl", "relcl", "xcomp", "ccomp")
        if purpose and outer.status in ("happened", "ongoing"):
            others = for_another(grammar.parse, token, head)
            told = verbal(head) and not others and outer.rules[0] in ("past", "participle", "headline present")
            return outer.under("happened" if told else "planned", "purpose", head)
        return outer
    if signature.effect == "intent" and outer.status == "happened" and given_up(grammar, head):
        return outer.under("attempted", f"{form}:had {signature.effect}", head)
    if signature.effect == "going" and head.lemma == "go" and infinitive and outer.rules == ("past",):
        return outer.under("happened", "went on to", head)
    if signature.effect == "going" and head.lemma in ("begin", "start") and outer.rules == ("past",):
        perfect = clause_of(grammar.parse, head).perfect
        return outer.under("ongoing" if perfect else "happened", f"{form}:begun", head)
    return outer.under(below(signature.effect, outer.status), f"{form}:{signature.effect}", head)


_REAL_AFTER = frozenset({
    "after", "following", "since", "during", "despite", "amid", "over", "throughout", "by", "because", "upon",
    "through", "due", "owing", "besides", "given",
})  # fmt: skip


_NOT_AFTER = frozenset({"without", "instead", "rather", "short", "barring", "absent", "pending"})


_UP_TO = frozenset({"until", "till", "before", "prior"})
"""In a story told as past, what these lead up to has come about as well ("served there until her retirement")."""


_FUTURE_AFTER = frozenset({"before", "ahead", "prior", "until", "till", "towards", "toward"})


def _after_preposition(grammar: Grammar, token: Token, preposition: Token, form: Complement, depth: int) -> Verdict:
    """A gerund or noun after a preposition: what the preposition says, else what the word before it does."""
    parse = grammar.parse
    word = preposition.text.lower()
    head = parse.head(preposition)
    before = parse.tokens[preposition.i - 1].text.lower() if preposition.i else ""
    if (word == "of" and before in ("instead", "short")) or (word == "than" and before == "rather"):
        return Verdict("not", (f"prep:{before} {word}",), (preposition,))
    if word == "of" and before == "ahead":
        word = before
    while preposition.dep in ("prep", "pcomp") and head.dep == "prep" and head.i != preposition.i:
        word = head.text.lower()
        preposition, head = head, parse.head(head)
    if head.i == preposition.i:
        return Verdict("happened", ("preposition",), (preposition,))
    if word in _NOT_AFTER:
        return Verdict("not", (f"prep:{word}",), (preposition,))
    if word in _REAL_AFTER and (word != "by" or form == "ing"):
        outer = judge(grammar, head, depth + 1)
        carried = word == "by" and outer.status in ("planned", "expected", "possible", "conditional")
        if carried and outer.rules[0] == "purpose" and outer.rules[-1] in ("past", "participle"):
            return Verdict("happened", ("means",), (preposition,))  # "acted to protect the port by sinking the barge"
        return outer if carried else Verdict("happened", (f"prep:{word}",), (preposition,))
    outer = judge(grammar, head, depth + 1)
    if word in _FUTURE_AFTER and form == "noun":
        over = word in _UP_TO and outer.status == "happened" and outer.rules[0] in ("past", "participle")
        return outer.under("happened" if over else "planned", f"prep:{word}", preposition)
    signature = grammar.signature(head, form) if word not in ("with", "at") else None
    if word == "from" and form == "ing" and parse.children(head, "dobj", "nsubjpass"):  # "stopped them from sailing"
        signature = grammar.signature(head, "noun") or signature
    if signature is None and form == "ing":
        signature = grammar.signature(head, "noun") if head.pos in ("NOUN", "ADJ") else None
    if signature is not None and not (word == "in" and signature.effect in ("intent", "request", "attempt")):
        return _by_noun(parse, token, outer, signature.effect, form, head)
    loose = form == "ing" or not definite(parse, token)
    if outer.status in ("planned", "expected", "possible", "conditional", "attempted") and loose:
        return outer
    if outer.status == "not" and form == "ing":
        return outer
    return Verdict("happened", (f"prep:{word}",), (preposition,))


def _noun(grammar: Grammar, token: Token, depth: int) -> Verdict:
    """A nominal act: its own modifiers, then what is said of it, then what it depends on."""
    none = nothing(grammar.parse, token)
    placed = _placed(grammar, token, depth)
    own = _modified(grammar, token)
    if none is not None and placed.status in ("happened", "ongoing", "planned", "expected"):
        return placed.under("not", "no", none)
    if own is None or (placed.status in ("not", "denied") and own.rules != ("relative:false",)):
        return placed
    if own.rules == ("relative:false",):
        return own
    head = grammar.parse.head(token)
    carried_out = token.dep in ("dobj", "nsubjpass") and head.lemma in CARRYING_OUT and head.i != token.i
    if own.status in ("planned", "expected") and carried_out and placed.status in ("happened", "ongoing"):
        return placed
    if placed.status in ("happened", "ongoing") or own.status in ("attempted", "not", "denied", "possible"):
        return own
    return placed


def _modified(grammar: Grammar, token: Token) -> Verdict | None:
    """What the modifiers of a noun say: "planned", "alleged", "foiled", or "scheduled for Friday" after it."""
    for child in relatives(grammar.parse, token):
        undone = grammar.signature(child, "subject")
        if undone is not None and undone.effect == "false" and clause_of(grammar.parse, child).finite:
            return Verdict("not", ("relative:false",), (child,))
    for child in grammar.parse.children(token):
        word = child.text.lower()
        if child.dep in ("amod", "det", "nmod", "compound", "advmod", "acl"):
            status = grammar.words.adjectives.get(word)
            if status is not None and word != "no":
                return Verdict(status, (f"modifier:{word}",), (child,))
        if child.dep in ("acl", "relcl") and child.tag == "VBN" and not grammar.parse.children(child, "aux", "auxpass"):
            signature = grammar.signature(child, "subject") or grammar.signature(child, "noun")
            if signature is not None and signature.effect not in ("true", "real", "request"):
                return Verdict(below(signature.effect, "happened"), (f"participle:{signature.effect}",), (child,))
        if child.dep == "amod" and child.tag == "JJ" and word == "due":
            return Verdict("planned", ("modifier:due",), (child,))
    return None


def _placed(grammar: Grammar, token: Token, depth: int) -> Verdict:
    """What the noun's place in the sentence says of it."""
    parse, head, dep = grammar.parse, grammar.parse.head(token), token.dep
    if head.i == token.i:
        return Verdict("happened", ("fragment",), (token,))
    if dep in ("pobj", "pcomp"):
        return _after_preposition(grammar, token, head, "noun", depth)
    if dep in ("conj", "appos"):
        return judge(grammar, head, depth + 1)
    if dep in ("compound", "poss", "nmod", "amod", "npadvmod", "case"):
        return _part_of_phrase(grammar, token, head, depth)
    if not verbal(head):
        return Verdict("happened", ("noun",), (token,))
    outer = judge(grammar, head, depth + 1)
    if token.lemma in REPORTS and depth and dep in ("dobj", "nsubjpass") and head.lemma in CONTRADICTING:
        return outer.under("denied" if outer.status != "not" else "happened", "report denied", head)
    turned_down = head.lemma in ("reject", "dismiss", "refuse", "spurn", "ignore", "veto", "rebuff")
    if token.lemma in UTTERED and (definite(parse, token) or turned_down):
        return Verdict("happened", ("uttered",), (token,))
    subject = dep in ("nsubj", "nsubjpass", "csubj")
    form: Complement = "subject" if dep == "nsubj" else "noun"
    signature = grammar.signature(head, form)
    if signature is None and dep == "nsubjpass":
        signature = grammar.signature(head, "subject")
    if signature is None and subject and head.lemma == "be":
        return _predicated(grammar, token, head, outer)
    untouched = outer.status in ("not", "denied") and head.lemma in PRESUPPOSING and definite(parse, token)
    if untouched and nothing(parse, token) is None:
        return Verdict("happened", ("presupposed",), (token,))
    if signature is not None:
        return _by_noun(parse, token, outer, signature.effect, form, head)
    if outer.status in ("not", "denied") and (definite(parse, token) or dep == "nsubj"):
        return Verdict("happened", ("presupposed",), (token,))
    if dep in ("attr", "dobj", "nsubjpass", "oprd") or indefinite(parse, token):
        return outer
    if outer.status in ("planned", "expected", "possible", "conditional") and not definite(parse, token):
        return outer
    return Verdict("happened", ("argument",), (token,))


def _by_noun(parse: Parse, token: Token, outer: Verdict, effect: Effect, form: Complement, governor: Token) -> Verdict:
    """What a word does to a noun of action; "real" holds of any noun but one that nothing points to: "no victim of
    attack"."""
    pointed = definite(parse, token) or token.pos == "PROPN" or bool(parse.children(token, "amod", "prep", "compound"))
    if governor.lemma in ("begin", "start") and form == "noun" and outer.rules == ("past",) and verbal(governor):
        lasting = clause_of(parse, governor).perfect and clause_of(parse, governor).tense == "present"
        return outer.under("ongoing" if lasting else "happened", "noun:begun", governor)
    if effect == "real" and outer.status in ("not", "planned", "possible") and not pointed:
        return outer
    return outer.under(below(effect, outer.status), f"{form}:{effect}", governor)


def _part_of_phrase(grammar: Grammar, token: Token, head: Token, depth: int) -> Verdict:
    """A noun inside a compound: "attack plan" hangs on the plan, "missile attack" stands as the whole does."""
    signature = grammar.signature(head, "noun") if token.dep == "compound" else None
    outer = judge(grammar, head, depth + 1)
    if signature is not None and signature.effect not in ("true", "real"):
        return outer.under(below(signature.effect, outer.status), f"compound:{signature.effect}", head)
    return outer if token.dep == "compound" else Verdict("happened", ("noun",), (token,))


def _predicated(grammar: Grammar, noun: Token, copula: Token, outer: Verdict) -> Verdict:
    """A noun of which something is said with "be": "the visit is likely", "talks are under way", "is off"."""
    parse = grammar.parse
    for child in parse.children(copula, "acomp", "attr", "advmod", "prep", "prt", "oprd"):
        signature = grammar.signature(child, "to") if child.pos == "ADJ" else None
        if signature is not None:
            return outer.under(below(signature.effect, outer.status), f"is:{signature.effect}", child)
        word = child.text.lower()
        status = grammar.words.adjectives.get(word)
        if status is not None:
            return outer.under("not" if outer.status == "not" else status, f"is:{word}", child)
        if word == "off":
            return outer.under("not", "is:off", child)
        if word in ("underway", "under", "ongoing") and outer.status == "happened":
            return outer.under("ongoing", "is:under way", child)
    if outer.status in ("not", "denied") and noun.dep != "attr" and nothing(parse, noun) is None:
        return Verdict("happened", ("presupposed",), (noun,))
    return outer
