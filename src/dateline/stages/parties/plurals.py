"""A plural pronoun and what has been told so far go in; whom it means comes out, one by one where they were named."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.stages.parties.binding import barred, nearness
from dateline.stages.parties.mention import Mention
from dateline.stages.parties.reference import Link, Memory

_ANSWERING = frozenset("reject refuse accept decline approve ignore deny grant dismiss endorse sign return".split())
_GIVING = frozenset("send give submit offer present hand show propose deliver forward issue serve file".split())


def they(memory: Memory, number: int, mention: Mention) -> Link:
    """ "They": a plural, people named together, or a body of people; a state only where nothing else is near."""
    head = memory.tokens[mention.head]
    out = barred(memory, head)
    best: tuple[float, int, tuple[int, ...]] | None = None
    for other in memory.before(number, head.sentence, 2):
        each = memory.mentions[other]
        token = memory.tokens[each.head]
        link = memory.links[other]
        if token.i in out or each.span.contains(mention.span) or each.base in ("i", "we"):
            continue
        members = coordination(memory, other)
        worth = _plural_worth(memory, other, members)
        if worth <= 0 or (link.chain is None and not link.members and len(members) < 2):
            continue
        distance = head.sentence - token.sentence
        subject = token.dep in ("nsubj", "nsubjpass") or each.base == "who"
        score = worth - 4.0 * distance + (2 if subject else 0) - 0.01 * (number - other)
        if distance == 0:
            score += nearness(memory, head, token) + _turned(memory, head, token)
            if head.dep in ("dobj", "dative") and memory.speech.says(token):
                score -= 4  # "officials said that he saw the twelve and questioned them"
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
    return memory.refer(number, antecedent)


def _turned(memory: Memory, head: Token, token: Token) -> float:
    """Who was given something and turns it down: "had sent the police a plan, which they rejected"."""
    verb = memory.tokens[head.head]
    given = token.dep == "dative" or (token.dep == "pobj" and memory.tokens[token.head].dep in ("dative", "prep"))
    giver = memory.tokens[token.head] if token.dep == "dative" else memory.tokens[memory.tokens[token.head].head]
    above = next((each for each in memory.parse.ancestors(verb) if each.i == giver.i), None)
    if head.dep != "nsubj" or verb.dep not in ("relcl", "conj") or not given or above is None:
        return 0.0
    return 6.0 if verb.lemma in _ANSWERING and giver.lemma in _GIVING else 0.0


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
