"""Tokens come in; out come the parties that they name: the tightest party around a head, or inside its phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.span import Span

_INSIDE = ("poss", "compound", "nmod", "amod", "appos")
_OF_ORDER = ("by", "of", "from", "against", "with", "between", "to", "on", "for", "in", "at", "over", "near", "into")
_PLACES = frozenset(("GPE", "LOC", "FAC", "NORP"))


class Parties:
    """The parties of a reading by the tokens that they take in."""

    def __init__(self, reading: Reading, people: frozenset[str]) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.people = people
        self._at: dict[int, Party] = {}
        self._made: dict[int, Party] = {}
        self._by_span = {party.span: party for party in reading.parties}
        self._places: set[int] = set()
        for party in sorted(reading.parties, key=lambda each: -len(each.span)):
            for token in self.parse.within(party.span):
                self._at[token.i] = party
        for place in reading.places:
            if place.span is not None:
                self._places.update(token.i for token in self.parse.within(place.span))

    def at(self, token: Token) -> Party | None:
        """The tightest party that takes in the token."""
        return self._at.get(token.i)

    def names(self, token: Token) -> bool:
        """Whether the token heads a party or a place, or at least people."""
        return (
            token.i in self._at or token.i in self._places or token.ent in _PLACES or token.lemma.lower() in self.people
        )

    def expanded(self, party: Party) -> tuple[Party, ...]:
        """The party, or its members where it is a plural that takes others in."""
        members = tuple(self._by_span[span] for span in party.members if span in self._by_span)
        return members or (party,)

    def of(self, tokens: Iterable[Token], deep: bool = True) -> tuple[Party, ...]:
        """The parties that the phrases headed by `tokens` name, in order; those inside a phrase when it is no party."""
        found: list[Party] = []
        for token in tokens:
            direct = self.at(token)
            if direct is not None:
                found.extend(self.expanded(direct))
            elif deep:
                inside = self._inside(token, 3)
                found.extend(inside or self._described(token))
            else:
                found.extend(self._described(token))
        return tuple(dict.fromkeys(found))

    def _inside(self, token: Token, depth: int) -> list[Party]:
        """Parties in a phrase that is none itself: "the attack by rebels on Gao" is the rebels' before it is Gao's."""
        if depth == 0:
            return []
        parse = self.parse
        for child in parse.children(token, *_INSIDE):
            party = self.at(child)
            if party is not None:
                return list(self.expanded(party))
        preps = {child.text.lower(): child for child in reversed(parse.children(token, "prep", "agent"))}
        for word in _OF_ORDER:
            if word in preps:
                found: list[Party] = []
                for below in parse.children(preps[word], "pobj"):
                    party = self.at(below)
                    found.extend(self.expanded(party) if party is not None else self._inside(below, depth - 1))
                if found:
                    return found
        return []

    def _described(self, token: Token) -> Sequence[Party]:
        """People whom no party stands for, as unnamed parties of their own ("the villagers")."""
        if token.i in self._made:
            return (self._made[token.i],)
        if token.ent in _PLACES and token.pos == "PROPN":
            return ()
        if token.lemma.lower() not in self.people or token.pos not in ("NOUN", "PROPN"):
            return ()
        own = [each for each in self.parse.subtree(token) if self._belongs(each, token)]
        span = Span(min(each.start for each in own), max(each.end for each in own))
        text = span.of(self.reading.report.text)
        party = Party(
            span, text, None, text, "unnamed", how="description", state="unresolved", reason="no name is given"
        )
        self._made[token.i] = party
        return (party,)

    def _belongs(self, each: Token, head: Token) -> bool:
        """Whether `each` stands before the head as its article, number or adjective."""
        return each is head or (
            each.head == head.i
            and each.i < head.i
            and each.dep in ("det", "amod", "compound", "nummod", "poss", "quantmod", "nmod")
        )
