"""An act and the goods in it go in; out come who gives and who gets them."""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model.act import Act
from dateline.model.goods import Carrier
from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.stages.transfers.finding import FoundGood
from dateline.stages.transfers.scope import Scope

Ends = tuple[tuple[Party, ...], tuple[Party, ...]]


def ends_of(
    parse: Parse, act: Act, scope: Scope, found: FoundGood, carrier: Carrier | None, parties: Mapping[int, Party]
) -> Ends:
    """Who gives `found` and who gets it: by its own words, then by the act's prepositions, then by the act's roles.

    `parties` leads from a token to the party whose name it is part of. Where nothing tells the direction ("an arms
    deal") both ends stay empty.
    """
    giver, getter = _by_role(act, carrier)
    owner = owner_of(parse, found, parties)
    if owner is not None:
        giver, getter = _turned((owner,), giver, getter, act)
    stated_from = _after(parse, scope, found, "from", parties) or _after(parse, scope, found, "by", parties)
    stated_to = None if _addressed(act, scope) else _after(parse, scope, found, "to", parties)
    if stated_from is not None:
        giver, getter = _turned((stated_from,), giver, getter, act)
    if stated_to is not None:
        getter = (stated_to,)
        if stated_from is None and owner is None and _same(giver, getter):
            giver = tuple(party for party in (*act.actors, *act.recipients) if not _same((party,), getter))
    return giver, getter


def _addressed(act: Act, scope: Scope) -> bool:
    """Whether "to" names who is asked and not where goods go: a request with no other word that carries goods."""
    return act.type == "REQUEST" and all(carrier.i == scope.trigger.i for carrier, _ in scope.carriers)


def _by_role(act: Act, carrier: Carrier | None) -> Ends:
    if act.type == "REQUEST" or (carrier == "get" and act.type not in ("REJECT", "SANCTION")):
        return act.recipients, act.actors
    if carrier == "swap" or (carrier is None and act.type in ("AGREE", "COOPERATE")):
        if act.type in ("AID", "COOPERATE") and act.recipients:
            return act.actors, act.recipients
        return (), ()
    return act.actors, act.recipients


def _turned(giver: tuple[Party, ...], old_giver: tuple[Party, ...], getter: tuple[Party, ...], act: Act) -> Ends:
    """The ends when the giver is known: who of the act's parties is left gets the goods."""
    if _same(giver, getter):
        getter = tuple(party for party in (*old_giver, *act.actors, *act.recipients) if not _same((party,), giver))
        getter = tuple(dict.fromkeys(getter))
    elif not getter:
        getter = tuple(party for party in (*act.actors, *act.recipients) if not _same((party,), giver))
    return giver, getter


def owner_of(parse: Parse, found: FoundGood, parties: Mapping[int, Party]) -> Party | None:
    """ "North Korea's old ammunition": whose it is gives it."""
    for child in parse.children(found.head, "poss"):
        party = parties.get(child.i)
        if party is not None and party.how != "pronoun":
            return party
    return None


def _after(
    parse: Parse, scope: Scope, found: FoundGood, preposition: str, parties: Mapping[int, Party]
) -> Party | None:
    """The party after a preposition that hangs on the good, on a carrier or on the act."""
    near = {found.head.i, scope.trigger.i, *(carrier.i for carrier, _ in scope.carriers)}
    near |= {token.i for token in scope.tokens if token.dep == "conj" and token.head in near}
    near |= {token.i for token in scope.tokens if token.dep == "dobj" and token.head in near}
    for token in scope.tokens:
        if token.text.lower() != preposition or token.dep not in ("prep", "dative", "agent") or token.head not in near:
            continue
        if preposition == "by" and token.dep != "agent":
            continue
        for noun in parse.children(token, "pobj"):
            party = parties.get(noun.i)
            if party is not None:
                return party
    return None


def _same(left: tuple[Party, ...], right: tuple[Party, ...]) -> bool:
    return any(
        one.span == other.span
        or (one.entity is not None and one.entity == other.entity)
        or (one.country is not None and one.country == other.country)
        for one in left
        for other in right
    )


def by_token(parse: Parse, parties: tuple[Party, ...]) -> dict[int, Party]:
    """From each token of a party's name to the party; the shortest name wins where two overlap."""
    found: dict[int, Party] = {}
    for party in sorted(parties, key=lambda each: -len(each.span)):
        for token in parse.within(party.span):
            found[token.i] = party
    return found


def not_goods(parse: Parse, parties: tuple[Party, ...]) -> frozenset[int]:
    """The tokens of parties, which are no goods; the head of a loose description may be ("their rocket launchers")."""
    found: set[int] = set()
    for party in parties:
        inside: list[Token] = parse.within(party.span)
        loose = party.kind in ("unnamed", "group", "population") and party.entity is None
        found.update(token.i for token in (inside[:-1] if loose else inside))
    return frozenset(found)
