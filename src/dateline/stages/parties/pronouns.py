"""A pronoun and what has been told so far go in; whom it means comes out, or why that is left open."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.stages.parties.binding import barred, greeting, nearness, rank, thing_acts
from dateline.stages.parties.mention import Mention
from dateline.stages.parties.plurals import they
from dateline.stages.parties.reference import WINDOW, Chain, Link, Memory

_FIRMS = (
    "maker", "producer", "retailer", "supplier", "operator", "insurer", "exporter", "importer", "lender", "brewer",
    "contractor", "distributor", "manufacturer", "publisher", "wholesaler", "shipper", "grower",
)  # fmt: skip
"""Nouns in -er for firms, which may be "it"."""


_STORMS = frozenset(
    "hurricane typhoon cyclone storm tornado wildfire blaze fire flood earthquake quake tsunami virus disease outbreak "
    "epidemic pandemic eruption volcano avalanche".split()
)


def pronoun(memory: Memory, number: int) -> Link:
    """The link of a pronoun."""
    mention = memory.mentions[number]
    if mention.base == "who":
        return _relative(memory, number, mention)
    if mention.base in ("i", "we"):
        return _own(memory, number, mention)
    head = memory.tokens[mention.head]
    if head.text.lower().endswith(("self", "selves")):
        subject = _subject(memory, head)
        if subject is not None and subject < number and memory.links[subject].chain is not None:
            return memory.refer(number, subject)
    if mention.base == "he" and memory.speech.says(head):
        link = _speaker(memory, number, mention)
        if link is not None:
            return link
    if mention.base == "they":
        return they(memory, number, mention)
    if mention.base == "it" and head.tag == "PRP$" and thing_acts(memory, head):
        return Link(reason="it stands for a thing")
    if mention.base == "it":
        link = _spoken_for(memory, number, head)
        if link is not None:
            return link
        if _blows(memory, head):
            return Link(reason="it stands for a thing")
    ranked = _ranked(memory, number, mention)
    if not ranked:
        ahead = _ahead(memory, number, mention)
        if ahead is not None:
            return memory.refer(number, ahead)
        return Link(reason="nobody before it that the pronoun fits")
    best = ranked[0]
    sure = (
        mention.gender == "f"
        and _gender(memory, best) == "f"
        and _gender(memory, ranked[min(1, len(ranked) - 1)]) != "f"
    )
    if len(ranked) > 1 and _coordinated(memory, best, ranked[1]) and mention.base == "he" and not sure:
        return Link(reason="two people named together fit alike")
    return memory.refer(number, best)


def _spoken_for(memory: Memory, number: int, head: Token) -> Link | None:
    """ "Navy spokesman Luis Rojas said it had sunk the ship": the body for which somebody speaks.

    Only where no body but an outlet stands before the words of saying, and the report knows the body by a name.
    """
    verb = memory.tokens[head.head]
    above = memory.tokens[verb.head]
    if head.dep not in ("nsubj", "nsubjpass") or verb.dep != "ccomp" or above.lemma not in memory.speech.verbs:
        return None
    speaker = next((memory.at[each.i] for each in memory.parse.children(above, "nsubj") if each.i in memory.at), None)
    if speaker is None or speaker >= number:
        return None
    said = memory.mentions[speaker]
    classes = memory.roles.classes.get(said.role.noun, frozenset()) if said.role is not None else frozenset()
    if "spokesperson" not in classes and said.office != "spokesperson":
        return None
    for other in memory.before(number, head.sentence, 0):
        chain = memory.links[other].chain
        if chain is not None and chain.kind not in ("person", "population", "unnamed", "outlet") and other != speaker:
            return None
    for name in (said.organisation, *_words_before(memory, said)):
        for hit in memory.knowledge.find(name)[:1] if name else ():
            for chain in memory.by_key.get("id " + hit.entity.id, []):
                if chain.kind not in ("person", "outlet"):
                    link = memory.join(number, chain)
                    link.how = "pronoun"
                    return link
    return Link(reason="the body spoken for is not named in the report") if said.organisation else None


def _words_before(memory: Memory, mention: Mention) -> list[str]:
    """The names inside a title: "Houthi" of "Houthi military spokesman"."""
    inside = (memory.names.at.get(i) for i in range(mention.first, mention.last + 1))
    names = dict.fromkeys(name for name in inside if name is not None and name.label != "PERSON")
    return [" ".join(each.text for each in memory.tokens[name.first : name.last + 1]) for name in names]


def _blows(memory: Memory, head: Token) -> bool:
    """Whether "it" is a storm or the like that was told of just before: "Hurricane Ana reached Cuba. It killed …"."""
    if head.dep not in ("nsubj", "nsubjpass"):
        return False
    for sentence in (head.sentence, head.sentence - 1):
        if sentence < 0:
            continue
        for token in memory.parse.sentence(sentence):
            if token.i >= head.i or token.dep not in ("nsubj", "nsubjpass") or token.head == head.head:
                continue
            words = {token.lemma.lower(), *(each.lemma.lower() for each in memory.parse.children(token, "compound"))}
            if words & _STORMS and memory.tokens[head.head].lemma not in memory.speech.verbs:
                return True
    return False


def _subject(memory: Memory, head: Token) -> int | None:
    """The subject of the clause that "himself" stands in: whom it means."""
    for above in memory.parse.ancestors(head):
        if above.pos in ("VERB", "AUX"):
            for each in memory.parse.children(above, "nsubj", "nsubjpass"):
                if each.i != head.i:
                    return memory.at.get(each.i)
    return None


def _gender(memory: Memory, number: int) -> str | None:
    chain = memory.links[number].chain
    return None if chain is None else chain.gender


def _ahead(memory: Memory, number: int, mention: Mention) -> int | None:
    """The subject of the main clause, for a pronoun in a clause before it: "While he spoke, Ruiz …"."""
    head = memory.tokens[mention.head]
    above = next((each for each in memory.parse.ancestors(head) if each.dep in ("advcl", "pcomp")), None)
    if above is None:
        root = next((each for each in memory.parse.ancestors(head) if each.dep == "ROOT"), None)
        subjects = [] if root is None else memory.parse.children(root, "nsubj", "nsubjpass")
    else:
        subjects = memory.parse.children(memory.tokens[above.head], "nsubj", "nsubjpass")
    for subject in subjects:
        other = memory.at.get(subject.i)
        if other is not None and other > number and memory.mentions[other].form == "name":
            chain = memory.resolved(other).chain
            if chain is not None and _fits(chain, mention, memory.mentions[other]):
                return other
    return None


def _relative(memory: Memory, number: int, mention: Mention) -> Link:
    antecedent = memory.at.get(mention.refers) if mention.refers is not None else None
    if antecedent is None or antecedent >= number:
        return Link(reason="the noun it stands for is nobody")
    chain = memory.links[antecedent].chain
    if mention.text.lower() == "which" and chain is not None and chain.kind == "person":
        return Link(reason="the noun it stands for is nobody")
    return memory.refer(number, antecedent)


def _own(memory: Memory, number: int, mention: Mention) -> Link:
    """ "I" and "we": the speaker of the quotation, or of the sentence where the words are not quoted."""
    head = memory.tokens[mention.head]
    if memory.speech.quotation(head.start) is None:
        found = memory.speech.speaker_in(head.sentence)
    else:
        found = memory.speech.whose(head)
    if found is None or found == number:
        return Link(reason="no speaker is named for these words")
    link = memory.resolved(found)
    if link.chain is None:
        return Link(reason="its speaker is open")
    return memory.refer(number, found)


def _speaker(memory: Memory, number: int, mention: Mention) -> Link | None:
    """ "he added": who spoke last, in this paragraph or the ones before."""
    sentence = memory.tokens[mention.head].sentence
    last = memory.last_speaker
    if last is None or _told_of(memory, number, mention):
        return None
    chain = memory.links[last].chain
    if chain is not None and chain in _acted_on(memory, memory.tokens[mention.head]):
        return None
    spoke = memory.tokens[memory.mentions[last].head].sentence
    if chain is None or chain.kind != "person" or chain.plural or not _suits(chain, mention) or sentence - spoke > 8:
        return None
    going_on = memory.tokens[memory.tokens[mention.head].head].lemma in ("add", "continue", "go", "conclude")
    between = 0 if going_on else max(0, sentence - spoke - 1)
    unit = memory.tokens[mention.head].unit
    apart = memory.parse.units[unit].kind == "clause"
    nearer = [
        n
        for n in memory.before(number, sentence, between)
        if memory.links[n].chain is not chain
        and not (
            apart
            and memory.tokens[memory.mentions[n].head].sentence == sentence
            and memory.tokens[memory.mentions[n].head].unit != unit
        )
        and _is_person(memory, n, mention)
        and memory.tokens[memory.mentions[n].head].dep == "nsubj"
    ]
    if nearer and spoke < sentence and memory.speech.quotation(memory.mentions[nearer[0]].span.start) is None:
        return None
    return memory.refer(number, chain.mentions[-1] if chain.mentions[-1] < number else last)


def _acted_on(memory: Memory, head: Token) -> list[Chain]:
    """Those named as objects of the verb whose subject a pronoun is, who are not it: "He challenged Ruiz"."""
    if head.dep not in ("nsubj", "nsubjpass"):
        return []
    verb = memory.tokens[head.head]
    objects = [each for each in memory.parse.children(verb, "dobj", "dative") if each.i > head.i]
    for prep in memory.parse.children(verb, "prep", "agent"):
        objects.extend(each for each in memory.parse.children(prep, "pobj") if each.i > head.i)
    numbers = [memory.at[each.i] for each in objects if each.i in memory.at]
    named = [memory.resolved(n).chain for n in numbers if memory.mentions[n].form == "name"]
    return [chain for chain in named if chain is not None and chain.kind == "person"]


def _told_of(memory: Memory, number: int, mention: Mention) -> bool:
    """Whether "he" speaks in a that-clause after somebody named there: "The charge against Ruiz is that he called"."""
    head = memory.tokens[mention.head]
    verb = memory.tokens[head.head]
    if not any(child.text.lower() == "that" for child in memory.parse.children(verb, "mark")):
        return False
    own = (
        n for n in memory.before(number, head.sentence, 0) if memory.tokens[memory.mentions[n].head].unit == head.unit
    )
    return any(_is_person(memory, n, mention) and memory.mentions[n].form == "name" for n in own)


def _is_person(memory: Memory, number: int, mention: Mention) -> bool:
    chain = memory.links[number].chain
    return chain is not None and chain.kind == "person" and not chain.plural and _suits(chain, mention)


def _suits(chain: Chain, mention: Mention) -> bool:
    return chain.gender is None or mention.gender is None or chain.gender == mention.gender


def _ranked(memory: Memory, number: int, mention: Mention) -> list[int]:
    """Whom a singular pronoun may mean, likeliest first: one mention for each chain."""
    head = memory.tokens[mention.head]
    out = barred(memory, head)
    here: list[tuple[float, int, Chain]] = []
    before: list[tuple[float, int, Chain]] = []
    for other in memory.before(number, head.sentence, WINDOW):
        chain = memory.links[other].chain
        each = memory.mentions[other]
        if chain is None or not _fits(chain, mention, each) or each.span.contains(mention.span):
            continue
        if memory.tokens[each.head].i in out and head.tag != "PRP$":
            continue
        score = _score(memory, mention, other, head)
        (here if memory.tokens[each.head].sentence == head.sentence else before).append((score, other, chain))
    found: list[int] = []
    seen = [*_speaking(memory, number, head), *_acted_on(memory, head)]
    banned = {id(memory.links[memory.at[i]].chain) for i in out if i in memory.at and head.tag != "PRP$"}
    for _, other, chain in sorted(here + before, key=lambda each: (-each[0], -each[1])):
        if chain not in seen and id(chain) not in banned:
            seen.append(chain)
            found.append(other)
    return found


def _speaking(memory: Memory, number: int, head: Token) -> list[Chain]:
    """The speaker of the quotation that a pronoun of the third person stands in: not whom it means."""
    if memory.speech.quotation(head.start) is None:
        return []
    speaker = memory.speech.whose(head)
    if speaker is None or speaker == number:
        return []
    chain = memory.links[speaker].chain if speaker < number else None
    if chain is None:
        ahead = memory.mentions[speaker]
        chain = memory.resolved(speaker).chain if ahead.form == "name" else None
    return [] if chain is None else [chain]


def _fits(chain: Chain, mention: Mention, other: Mention) -> bool:
    if mention.base == "he":
        nobody = other.role is not None and other.role.noun in ("nobody", "anyone", "anybody", "no one")
        return chain.kind in ("person", "unnamed") and not chain.plural and _suits(chain, mention) and not nobody
    if mention.base == "it":
        if chain.kind == "person" and other.role is not None and other.role.noun.endswith(_FIRMS):
            return not chain.plural and other.form == "description"
        return chain.kind not in ("person", "population", "unnamed") and not (chain.plural and not chain.full)
    return False


def _score(memory: Memory, mention: Mention, other: int, head: Token) -> float:
    each = memory.mentions[other]
    token = memory.tokens[each.head]
    chain = memory.links[other].chain
    distance = head.sentence - token.sentence
    subject = token.dep in ("nsubj", "nsubjpass") or each.base == "who"
    score = 10.0 - 6 * distance + (4 if subject else 0)
    if distance == 0:
        score += 2 * min(1.0, each.span.start / max(1, mention.span.start))
        score += greeting(memory, head, token) + nearness(memory, head, token)
        if memory.speech.quotation(each.span.start) != memory.speech.quotation(mention.span.start):
            score -= 1
    else:
        score -= 0.5 * rank(memory, token)
    if each.form == "description" and not each.definite and mention.base == "it":
        score -= 2
    if token.dep in ("poss", "compound", "amod") and mention.base == "he":
        of_subject = distance == 0 and memory.tokens[token.head].dep in ("nsubj", "nsubjpass")
        score += 2 if of_subject and token.dep == "poss" else -1  # "his plans failed, and he"
    if each.how == "metonym" and token.dep in ("amod", "compound"):
        score -= 4
    if (
        each.span.end < mention.span.start
        and token.dep == "pobj"
        and memory.tokens[token.head].text.lower() in ("of", "in", "at")
    ):
        score -= 1.5
    if mention.base == "it" and chain is not None and chain.state and each.form == "name":
        score += 0.5
    if chain is not None and mention.base == "he" and chain.gender == mention.gender:
        score += (6.0 if distance < 2 else 3.0) if mention.gender == "f" else 0.7
    return score


def _coordinated(memory: Memory, one: int, other: int) -> bool:
    first, second = (memory.tokens[memory.mentions[each].head] for each in (one, other))
    return (first.dep == "conj" and first.head == second.i) or (second.dep == "conj" and second.head == first.i)
