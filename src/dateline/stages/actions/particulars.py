"""A party comes in; out comes whether it is anybody in particular, or any of its kind ("an official", "anyone")."""

from __future__ import annotations

from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.reading import Reading

_OPEN_DETERMINERS = frozenset(("a", "an", "any", "every", "each", "no", "either", "neither", "another", "whichever"))
_CLOSED_DETERMINERS = frozenset(("the", "this", "that", "these", "those", "some", "several", "both", "all", "many"))
ANYBODY = frozenset("anyone anybody everyone everybody someone somebody one whoever people those you".split())
"""Words that stand for nobody in particular."""


class Particulars:
    """Tells of the parties of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.parse: Parse = reading.parse
        self._parties = {party.span: party for party in reading.parties}

    def nobody(self, party: Party) -> bool:
        """Whether the words stand for any of a kind: "an official", "officials", "anyone who resists"."""
        if party.how == "pronoun" and party.text.lower() not in ANYBODY:
            back = self._parties.get(party.antecedent) if party.antecedent is not None else None
            return back is not None and back.how == "description" and self.nobody(back)
        if self.named(party):
            return False
        tokens = self.parse.within(party.span)
        heads = [each for each in tokens if not party.span.contains(self.parse.head(each).span) or each.head == each.i]
        return bool(heads) and all(each.text.lower() in ANYBODY or self.undetermined(each) for each in heads[:1])

    def undetermined(self, noun: Token) -> bool:
        """Whether a noun has nothing before it that points to somebody: "an official", "officials"."""
        if noun.pos != "NOUN":
            return False
        before = self.parse.children(noun)
        determiners = {child.text.lower() for child in before if child.dep in ("det", "predet")}
        if determiners & _OPEN_DETERMINERS:
            return True
        fixed = determiners & _CLOSED_DETERMINERS or any(
            child.dep in ("poss", "nummod") or child.ent in ("NORP", "GPE", "ORG", "PERSON") for child in before
        )
        return noun.tag == "NNS" and not fixed

    def named(self, party: Party) -> bool:
        """Whether a name or a nationality stands in the words: "Turkish officials"."""
        return any(
            each.pos == "PROPN" or each.ent in ("NORP", "GPE", "PERSON") for each in self.parse.within(party.span)
        )
