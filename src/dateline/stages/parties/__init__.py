"""A parsed report goes in; every mention of somebody who can act, speak, own or be acted upon comes out, resolved.

Names, titles, descriptions, metonyms and pronouns are found by their own words first (`mentions`), then read in the
order of the text, each against what was said before it (`reference`, `descriptions`, `pronouns`). A mention's span is
the shortest full noun phrase with its article, its title and complements with "of", without a relative clause. Owners
("Kozlov" in "Kozlov's ministry") and appositions are mentions of their own; a nationality or organisation before a
title is not ("Russian Defense Minister Sergei Shoigu" is one mention).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.model.kit import Kit
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.stages.parties.descriptions import description
from dateline.stages.parties.mention import Mention
from dateline.stages.parties.mentions import Finder
from dateline.stages.parties.names import Knowledge, day_of, names
from dateline.stages.parties.pronouns import pronoun
from dateline.stages.parties.reference import Link, Memory
from dateline.stages.parties.speech import speech_verbs

_SHARED = frozenset("officer sergeant captain lieutenant commander".split())
"""Ranks that armies and police forces share."""


def parties(reading: Reading, kit: Kit) -> Reading:
    """Fill `Reading.parties`, sorted by where they start, the longer first."""
    knowledge = Knowledge(kit.actors, day_of(reading))
    known = names(reading, kit, knowledge)
    verbs = speech_verbs(kit)
    found = _policed(Finder(reading, kit, knowledge, known, verbs).mentions())
    memory = Memory(reading, kit, knowledge, found, _link, known, verbs)
    for number in range(len(found)):
        memory.resolved(number)
        if memory.speech.says(memory.tokens[found[number].head]):
            memory.last_speaker = number
    kept = [number for number in range(len(found)) if _stands(memory, number)]
    return replace(reading, parties=tuple(_party(memory, number) for number in kept))


def _policed(found: list[Mention]) -> list[Mention]:
    """The mentions with officers as policemen where a report tells of police more than of soldiers.

    Other ranks that both have are policemen's only where no soldier is told of at all.
    """
    ranked = {n for n, each in enumerate(found) if each.role is not None and each.role.noun in _SHARED}
    others = [each.sectors for n, each in enumerate(found) if n not in ranked]
    police, soldiers = (sum(sector in each for each in others) for sector in ("COP", "MIL"))
    if police <= soldiers:
        return found
    return [
        replace(each, sectors=("COP",))
        if n in ranked and each.sectors == ("MIL",) and (not soldiers or (each.role and each.role.noun == "officer"))
        else each
        for n, each in enumerate(found)
    ]


def _stands(memory: Memory, number: int) -> bool:
    """Whether a pronoun is of somebody at all: "it" and "which" are only where what they stand for is."""
    mention, link = memory.mentions[number], memory.links[number]
    return mention.base not in ("it", "who") or link.chain is not None or bool(link.members)


def _link(memory: Memory, number: int) -> Link:
    mention = memory.mentions[number]
    if mention.form == "name":
        return memory.name(number)
    return description(memory, number) if mention.form == "description" else pronoun(memory, number)


def _party(memory: Memory, number: int) -> Party:
    """A mention with what its chain knows: the words' own sense first, the chain's where they are silent."""
    mention, link = memory.mentions[number], memory.links[number]
    chain = link.chain
    spans = memory.mentions
    antecedent = None if link.antecedent is None else spans[link.antecedent].span
    if antecedent == mention.span:
        antecedent = None
    state, reason = ("unresolved", link.reason) if link.reason else ("known", None)
    party = Party(
        span=mention.span, text=mention.text, kind=mention.kind, country=mention.country, sectors=mention.sectors,
        title=mention.title, name=mention.name, count=mention.count, how=link.how or mention.how, office=mention.office,
        organisation=mention.organisation, antecedent=antecedent,
        members=tuple(spans[n].span for n in link.members), state=state, reason=reason,  # type: ignore[arg-type]
    )  # fmt: skip
    if chain is None or link.members:
        return _of_members(memory, party, link.members)
    if party.how == "metonym" and chain.kind == "person":
        party = replace(party, how="named")
    return replace(
        party,
        entity=chain.entity,
        name=chain.name if chain.entity or chain.full or mention.form in ("pronoun", "relative") else party.name,
        kind=party.kind
        if mention.form == "description" and party.kind != "unnamed" and not chain.state
        else chain.kind,
        country=party.country or chain.country,
        sectors=party.sectors or chain.sectors,
        office=party.office or chain.office,
        organisation=party.organisation or chain.organisation,
    )


def _of_members(memory: Memory, party: Party, members: Sequence[int]) -> Party:
    """A plural without a chain of its own: what all its members share."""
    chains = [memory.links[n].chain for n in members]
    known = [chain for chain in chains if chain is not None]
    if not known:
        return party
    kinds = {chain.kind for chain in known}
    countries = {chain.country for chain in known}
    sectors = [sector for sector in known[0].sectors if all(sector in chain.sectors for chain in known)]
    return replace(
        party,
        kind=known[0].kind if len(kinds) == 1 else "group",
        country=known[0].country if len(countries) == 1 else None,
        sectors=party.sectors or tuple(sectors),
        count=party.count or len(members),
    )


__all__ = ["Mention", "parties"]
