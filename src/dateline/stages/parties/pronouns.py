"""A pronoun and what has been told so far go in; whom it means comes out, or why that is left open."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.stages.parties.mentions import Mention
from dateline.stages.parties.reference import WINDOW, Chain, Link, Memory

_GREETING = frozenset({"greet", "welcome", "meet", "receive", "host", "await", "see"})
_ARRIVING = frozenset({"arrive", "land", "come", "step", "enter", "return", "disembark"})
_JUDGING = frozenset("thank criticise criticize blame praise condemn accuse fault punish congratulate rebuke chide scold applaud "
                     "commend mock attack slam denounce rap upbraid laud reprimand ridicule sanction forgive".split())  # fmt: skip
_OBJECT = frozenset({"dobj", "dative", "pobj", "iobj"})


def pronoun(memory: Memory, number: int) -> Link:
    """The link of a pronoun."""
    mention = memory.mentions[number]
    if mention.base == "who":
        return _relative(memory, number, mention)
    if mention.base in ("i", "we"):
        return _own(memory, number, mention)
    head = memory.tokens[mention.head]
    if mention.base == "he" and memory.speech.says(head):
        link = _speaker(memory, number, mention)
        if link is not None:
            return link
    if mention.base == "they":
        return _they(memory, number, mention)
    if mention.base == "it" and head.tag == "PRP$" and _thing_acts(memory, head):
        return Link(reason="it stands for a thing")
    ranked = _ranked(memory, number, mention)
    if not ranked:
        ahead = _ahead(memory, number, mention)
        if ahead is not None:
            return _to(memory, number, ahead)
        return Link(reason="nobody before it that the pronoun fits")
    best = ranked[0]
    sure = mention.gender == "f" and _gender(memory, best) == "f" and _gender(memory, ranked[min(1, len(ranked) - 1)]) != "f"
    if len(ranked) > 1 and _coordinated(memory, best, ranked[1]) and mention.base == "he" and not sure:
        return Link(reason="two people named together fit alike")
    return _to(memory, number, best)


def _gender(memory: Memory, number: int) -> str | None:
    chain = memory.links[number].chain
    return None if chain is None else chain.gender


def _to(memory: Memory, number: int, antecedent: int) -> Link:
    chain = memory.links[antecedent].chain
    if chain is None:
        return Link(reason="the word it refers to is itself open")
    link = memory.join(number, chain)
    link.antecedent = antecedent
    link.how = "pronoun"
    return link


def _thing_acts(memory: Memory, head: Token) -> bool:
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
    return _to(memory, number, antecedent)


def _own(memory: Memory, number: int, mention: Mention) -> Link:
    """"I" and "we": the speaker of the quotation, or of the sentence where the words are not quoted."""
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
    return _to(memory, number, found)


def _speaker(memory: Memory, number: int, mention: Mention) -> Link | None:
    """"he added": who spoke last, in this paragraph or the ones before."""
    sentence = memory.tokens[mention.head].sentence
    last = memory.last_speaker
    if last is None:
        return None
    chain = memory.links[last].chain
    spoke = memory.tokens[memory.mentions[last].head].sentence
    if chain is None or chain.kind != "person" or chain.plural or not _suits(chain, mention) or sentence - spoke > 8:
        return None
    going_on = memory.tokens[memory.tokens[mention.head].head].lemma in ("add", "continue", "go", "conclude")
    between = 0 if going_on else max(0, sentence - spoke - 1)
    unit = memory.tokens[mention.head].unit
    apart = memory.parse.units[unit].kind == "clause"
    nearer = [n for n in _before(memory, number, sentence, between) if memory.links[n].chain is not chain
              and not (apart and memory.tokens[memory.mentions[n].head].sentence == sentence
                       and memory.tokens[memory.mentions[n].head].unit != unit)
              and _is_person(memory, n, mention) and memory.tokens[memory.mentions[n].head].dep == "nsubj"]
    if nearer and spoke < sentence and memory.speech.quotation(memory.mentions[nearer[0]].span.start) is None:
        return None
    return _to(memory, number, chain.mentions[-1] if chain.mentions[-1] < number else last)


def _is_person(memory: Memory, number: int, mention: Mention) -> bool:
    chain = memory.links[number].chain
    return chain is not None and chain.kind == "person" and not chain.plural and _suits(chain, mention)


def _suits(chain: Chain, mention: Mention) -> bool:
    return chain.gender is None or mention.gender is None or chain.gender == mention.gender


def _before(memory: Memory, number: int, sentence: int, back: int) -> list[int]:
    """The mentions before this one, nearest first, of its own sentence and `back` sentences before."""
    found = []
    for other in range(number - 1, -1, -1):
        if memory.tokens[memory.mentions[other].head].sentence < sentence - back:
            break
        found.append(other)
    return found


def _ranked(memory: Memory, number: int, mention: Mention) -> list[int]:
    """Whom a singular pronoun may mean, likeliest first: one mention for each chain."""
    head = memory.tokens[mention.head]
    barred = _barred(memory, head)
    here: list[tuple[float, int, Chain]] = []
    before: list[tuple[float, int, Chain]] = []
    for other in _before(memory, number, head.sentence, WINDOW):
        chain = memory.links[other].chain
        each = memory.mentions[other]
        if chain is None or not _fits(chain, mention, each) or each.span.contains(mention.span):
            continue
        if memory.tokens[each.head].i in barred and head.tag != "PRP$":
            continue
        score = _score(memory, mention, other, head)
        (here if memory.tokens[each.head].sentence == head.sentence else before).append((score, other, chain))
    found: list[int] = []
    seen = _speaking(memory, number, head)
    banned = {id(memory.links[memory.at[i]].chain) for i in barred if i in memory.at and head.tag != "PRP$"}
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
        if chain.kind == "person" and not chain.full and "BUS" in chain.sectors and chain.gender is None:
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
        score += _greeting(memory, head, token) + _near(memory, head, token)
        if memory.speech.quotation(each.span.start) != memory.speech.quotation(mention.span.start):
            score -= 1
    else:
        score -= 0.5 * _rank(memory, token)
    if each.form == "description" and not each.definite and mention.base == "it":
        score -= 2
    if token.dep in ("poss", "compound", "amod") and mention.base == "he":
        score -= 1
    if each.how == "metonym" and token.dep in ("amod", "compound"):
        score -= 4
    if each.span.end < mention.span.start and token.dep == "pobj" and memory.tokens[token.head].text.lower() in ("of", "in", "at"):
        score -= 1.5
    if mention.base == "it" and chain is not None and chain.state and each.form == "name":
        score += 0.5
    if chain is not None and mention.base == "he" and chain.gender == mention.gender:
        score += 3.0 if mention.gender == "f" else 0.7
    return score


def _near(memory: Memory, head: Token, token: Token) -> float:
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
    step = 0
    below = head
    for above in memory.parse.ancestors(head):
        if above.pos in ("VERB", "AUX"):
            own = memory.parse.children(above, "nsubj", "nsubjpass")
            if token.dep in ("nsubj", "nsubjpass") and token.head == above.i:
                score += max(0.5, 3.0 - step)
            elif not own and above.dep in ("xcomp", "pcomp", "acl", "advcl", "ccomp") and below is not head:
                if token.i in _steered(memory, above) and token.dep in _OBJECT:
                    score += 4.0
            step += 1
        below = above
    return score


def _rank(memory: Memory, token: Token) -> int:
    start, _ = memory.parse.ranges[token.unit]
    return min(6, (token.i - start) // 5)


def _greeting(memory: Memory, head: Token, token: Token) -> float:
    """"Ruiz greeted Lopez when he landed": who arrives is who is greeted."""
    verb = memory.tokens[head.head]
    above = memory.tokens[verb.head]
    if head.dep != "nsubj" or verb.dep != "advcl" or verb.lemma not in _ARRIVING or above.lemma not in _GREETING:
        return 0.0
    return 9.0 if token.dep in _OBJECT and token.head == above.i else 0.0


def _barred(memory: Memory, head: Token) -> set[int]:
    """The tokens that a pronoun cannot mean: those that stand beside it under the same verb, or steer its infinitive."""
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
    """Whose act a verb without a subject is: "thanked X for inviting him", "asked X to free him", "X left, taking him"."""
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
    """The subject of a verb, its own or the one it shares with the verb that it goes with: "kept him and refused to …"."""
    for _ in range(4):
        own = {child.i for child in memory.parse.children(verb, "nsubj", "nsubjpass")}
        if own or verb.dep not in ("conj", "xcomp"):
            return own
        verb = memory.tokens[verb.head]
    return set()


def _coordinated(memory: Memory, one: int, other: int) -> bool:
    first, second = (memory.tokens[memory.mentions[each].head] for each in (one, other))
    return (first.dep == "conj" and first.head == second.i) or (second.dep == "conj" and second.head == first.i)


# -- they -----------------------------------------------------------------------------------------------------


def _they(memory: Memory, number: int, mention: Mention) -> Link:
    """"They": a plural, people named together, or a body of people; a state only where nothing else is near."""
    head = memory.tokens[mention.head]
    barred = _barred(memory, head)
    best: tuple[float, int, tuple[int, ...]] | None = None
    for other in _before(memory, number, head.sentence, 2):
        each = memory.mentions[other]
        token = memory.tokens[each.head]
        link = memory.links[other]
        if token.i in barred or each.span.contains(mention.span):
            continue
        members = coordination(memory, other)
        worth = _plural_worth(memory, other, members)
        if worth <= 0 or (link.chain is None and not link.members and len(members) < 2):
            continue
        distance = head.sentence - token.sentence
        subject = token.dep in ("nsubj", "nsubjpass") or each.base == "who"
        score = worth - 4.0 * distance + (2 if subject else 0) - 0.01 * (number - other)
        if distance == 0:
            score += _near(memory, head, token)
        if each.text.lower() in ("they", "their", "them"):
            score += 1
        if best is None or score > best[0]:
            best = (score, other, members)
    if best is None:
        return Link(reason="nobody before it that the pronoun fits")
    _, antecedent, members = best
    if len(members) > 1:
        return Link(None, members[0], "pronoun", members)
    link = memory.links[antecedent]
    if link.members:
        return Link(link.chain, antecedent, "pronoun", link.members)
    return _to(memory, number, antecedent)


def _plural_worth(memory: Memory, other: int, members: tuple[int, ...]) -> float:
    each = memory.mentions[other]
    chain = memory.links[other].chain
    if len(members) > 1:
        return 6.0
    if memory.links[other].members:
        return 7.0
    if each.plural or (chain is not None and chain.plural):
        return 7.0
    if chain is None:
        return 0.0
    if chain.kind in ("group", "population", "organisation", "outlet"):
        return 4.0
    if each.how == "metonym" and memory.tokens[each.head].dep in ("amod", "compound"):
        return 0.0
    return 2.5 if chain.kind in ("government", "military") else 0.0


def coordination(memory: Memory, number: int) -> tuple[int, ...]:
    """The mentions named together with this one, it first: "Kim and Putin"; only it when it begins no such row."""
    token = memory.tokens[memory.mentions[number].head]
    if token.dep == "conj":
        return (number,)
    found, row = [number], [token]
    while row:
        row = [child for each in row for child in memory.parse.children(each, "conj")]
        found.extend(memory.at[child.i] for child in row if child.i in memory.at)
    return tuple(found)
