"""A plural such as "the two leaders" and what has been told so far go in; the mentions that it takes in come out."""

from __future__ import annotations

from dateline.stages.parties.mention import Mention
from dateline.stages.parties.plurals import coordination
from dateline.stages.parties.reference import Chain, Link, Memory

_PAIRS = frozenset(
    "side | leader | country | nation | government | president | minister | man | woman | party | state | "
    "neighbour | neighbor | ally | rival | pair | duo | trio | army | capital | power | foreign minister | prime "
    "minister | official | diplomat | head of state | counterpart | foe | enemy | partner | statesman | general | "
    "premier | company | group | organisation".split(" | ")
)
_OF_STATES = frozenset(
    "side country nation government state neighbour neighbor ally rival capital power foe enemy partner army "
    "party".split()
)
_WARRING = frozenset(("REB", "SPY", "UAF", "MIL", "OPP", "UIS"))
"""Sectors of people in the plural who are a side of their own: "the rebels"."""


def group(memory: Memory, number: int, mention: Mention) -> Link | None:
    """The link of a definite plural to its members, an open one for "both sides" of nobody, None for any other noun."""
    role = mention.role
    if role is None or not ((mention.plural and role.noun in _PAIRS) or role.noun in ("pair", "duo", "trio")):
        return None
    if not mention.definite and not (mention.count is not None and _bare_both(mention)):
        return None
    members = _members(memory, number, mention)
    if members:
        chain = memory.new(number, mention)
        chain.plural = True
        return Link(chain, members[0], None, members)
    if _bare_both(mention):
        return Link(memory.new(number, mention), reason="the text names no such set before")
    return None


def _bare_both(mention: Mention) -> bool:
    return mention.text.lower().startswith(("both ", "the two ", "the three ", "the four ", "the five "))


def _members(memory: Memory, number: int, mention: Mention) -> tuple[int, ...]:
    """The mentions that a plural takes in: those named together last, or the actors of the sentences just before."""
    role = mention.role
    if role is None or mention.last > mention.head:
        return ()
    theirs = _whose(memory, mention)
    count = mention.count or (2 if mention.text.lower().startswith("both") or role.noun in ("pair", "duo") else None)
    wants_states = role.noun in _OF_STATES
    sentence = memory.tokens[mention.head].sentence
    chosen: list[tuple[Chain, int]] = []
    for other in range(number - 1, -1, -1):
        each = memory.mentions[other]
        if sentence - memory.tokens[each.head].sentence > 3:
            break
        chain = memory.links[other].chain
        earlier = memory.links[other].members
        if earlier and count in (None, len(earlier)) and each.role is not None and each.role.noun == role.noun:
            return earlier
        row = coordination(memory, other)
        named = [memory.links[n].chain for n in row]
        if (
            count is not None
            and len(row) == count > 1
            and all(
                one is not None and not one.plural and _member_fits(memory, one, mention, wants_states) for one in named
            )
        ):
            return tuple(sorted(row))
        if chain is None or chain.plural or any(chain is kept for kept, _ in chosen):
            continue
        if theirs is not None and chain.country not in theirs:
            continue
        if each.how == "metonym" and memory.tokens[each.head].dep in ("compound", "amod", "nmod"):
            continue  # "the Oslo talks": a place
        if wants_states and chain.country and any(chain.country == kept.country for kept, _ in chosen):
            continue
        if not _member_fits(memory, chain, mention, wants_states):
            continue
        chosen.append((chain, other))
    if count is None:
        near = [n for _, n in chosen if sentence - memory.tokens[memory.mentions[n].head].sentence <= 1]
        return tuple(sorted(near)) if len(near) == 2 else ()
    if len(chosen) < count:
        return ()
    if len(chosen) > count:
        nearest: list[tuple[Chain, int]] = sorted(
            chosen, key=lambda each: -_salience(memory, each[0], each[1], sentence)
        )
        if _salience(memory, *nearest[count - 1], sentence) <= _salience(memory, *nearest[count], sentence):
            return ()
        chosen = nearest[:count]
    return tuple(sorted(n for _, n in chosen))


def _whose(memory: Memory, mention: Mention) -> frozenset[str] | None:
    """The countries that the words before a plural ask for, none for a body or region; None where they ask for none.

    "The Fijian leaders" are Fiji's, and "the ECOWAS leaders" no leaders of one country.
    """
    before = memory.tokens[mention.first : mention.head]
    if not any(each.ent in ("NORP", "ORG", "GPE", "LOC") or each.pos == "PROPN" for each in before):
        return None
    return frozenset((mention.country,)) if mention.country is not None else frozenset()


def _salience(memory: Memory, chain: Chain, number: int, sentence: int) -> float:
    token = memory.tokens[memory.mentions[number].head]
    subject = 1.5 if token.dep.startswith("nsubj") or token.dep == "conj" else 0
    return subject + 1.0 * min(len(chain.mentions), 5) - 1.5 * (sentence - token.sentence)


def _member_fits(memory: Memory, chain: Chain, mention: Mention, wants_states: bool) -> bool:
    role = mention.role
    if role is None:
        return False
    if wants_states:
        if role.noun in ("side", "party"):
            armed = chain.plural and chain.kind in ("person", "group") and _WARRING & set(chain.sectors)
            return bool(armed) or (
                chain.kind in ("government", "group", "military", "organisation") and not chain.plural
            )
        return chain.state or (chain.kind in ("government", "military") and chain.country is not None)
    if role.kind != "person":
        return chain.kind == role.kind and chain.full
    if chain.kind != "person":
        return False
    if role.noun in ("man", "woman"):
        return chain.gender in (None, "m" if role.noun == "man" else "f")
    if role.noun in ("leader", "head of state", "statesman"):
        office = " ".join([chain.office or "", *chain.roles]).lower()
        known = any(
            word in office
            for word in (
                "president",
                "minister",
                "leader",
                "king",
                "chancellor",
                "premier",
                "emir",
                "head",
                "chief",
                "chairman",
            )
        )
        return known or (not chain.roles and chain.office is None)
    return role.noun in chain.roles or bool(
        memory.roles.classes.get(role.noun, frozenset())
        & {each for noun in chain.roles for each in memory.roles.classes.get(noun, frozenset())}
    )
