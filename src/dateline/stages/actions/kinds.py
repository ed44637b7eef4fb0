"""A token comes in; out come the kinds of what its phrase stands for: who can act, a person, a state, a place.

The kinds are those that slots of the frame lexicon ask for (`SlotKind`). They rest on the parties that were found, on
the entity labels of the parser and on word lists; a word that none of them knows is of no kind, a name that none knows
may act.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.model.codebook import SlotKind
from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.stages.actions.slots import Parties

_NONE: frozenset[SlotKind] = frozenset()
_AMOUNTS = frozenset(
    ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "WORK_OF_ART", "LAW", "EVENT", "LANGUAGE")
)
_BY_ENTITY: Mapping[str, frozenset[SlotKind]] = {
    "PERSON": frozenset(("who", "person")),
    "NORP": frozenset(("who", "state")),
    "ORG": frozenset(("who", "body")),
    "GPE": frozenset(("who", "state", "figure", "place")),
    "LOC": frozenset(("place",)),
    "FAC": frozenset(("place",)),
}
_PEOPLE_PRONOUNS = frozenset(
    "i me we us he him she her they them you who whom everyone everybody anyone anybody someone somebody nobody one "
    "himself herself themselves myself ourselves others".split()
)
_COUNTING = frozenset(
    "some many most several few half both all none each two three four five dozen hundred thousand number group "
    "majority minority member pair lot handful series couple part".split()
)
_ARMED = frozenset(("MIL", "REB", "UAF", "PRM", "SEP", "INS"))
_PLURAL = frozenset(("NNS", "NNPS", "PRP"))
_STATES = frozenset(("GOV", "IGO"))
_POLITICS = frozenset(("GOV", "LEG", "OPP", "PTY", "ELI"))
_SHORT = 4
"""Sentences under which a report may leave out who the people are that it names."""


class Kinds:
    """The kinds of the tokens of one parse, each looked at once."""

    def __init__(
        self, parse: Parse, parties: Parties, classes: Mapping[str, frozenset[str]], political: frozenset[str]
    ) -> None:
        self.parse = parse
        self.parties = parties
        self.political = political
        self._people = classes.get("people", frozenset())
        self._collective = classes.get("collective", frozenset())
        self._ground = classes.get("ground", frozenset())
        self._forces = classes.get("forces", frozenset())
        self._leaders = classes.get("leaders", frozenset())
        self._owned = classes.get("deeds", frozenset()) | classes.get("published", frozenset())
        self._brief = len(parties.reading.sentences) < _SHORT
        self._known: dict[int, frozenset[SlotKind]] = {}

    def of(self, token: Token) -> frozenset[SlotKind]:
        """All kinds that the phrase headed by the token is of."""
        if token.i not in self._known:
            self._known[token.i] = _NONE  # before filling: loops in bad trees end here
            party: frozenset[SlotKind] = frozenset(("party",)) if self.parties.names(token) else _NONE
            self._known[token.i] = party | (_NONE if token.ent in _AMOUNTS else self._plain(token))
        return self._known[token.i]

    def may_act(self, token: Token) -> bool:
        """Whether the phrase can be the subject of an act: someone who acts, or a deed or paper of somebody's."""
        return "who" in self.of(token) or token.lemma.lower() in self._owned

    def _plain(self, token: Token) -> frozenset[SlotKind]:
        lemma = token.lemma.lower()
        found = set(self._by_words(lemma))
        party = self.parties.at(token)
        if party is not None:
            found |= self._of_party(party, lemma in self._ground, token.tag in _PLURAL)
        elif token.ent in _BY_ENTITY:
            found |= _BY_ENTITY[token.ent]
        elif token.pos == "PROPN":
            found.add("who")
        if self.parties.placed(token):
            found.add("place")
        if lemma in _PEOPLE_PRONOUNS or token.text.lower() in _PEOPLE_PRONOUNS:
            found |= {"who", "person"}
        if lemma in _COUNTING or token.pos == "NUM":
            preps = [prep for prep in self.parse.children(token, "prep") if prep.text.lower() == "of"]
            below = [each for prep in preps for each in self.parse.children(prep, "pobj")]
            found |= {kind for each in below for kind in self.of(each)} if below else {"who", "person"}
        return frozenset(found)

    def _by_words(self, lemma: str) -> frozenset[SlotKind]:
        found: set[SlotKind] = set()
        if lemma in self._people:
            found |= {"who", "person"}
        if lemma in self._collective:
            found |= {"who", "body"}
        if lemma in self._forces:
            found |= {"who", "armed"}
        if lemma in self._leaders:
            found |= {"who", "figure"}
        if lemma in self._ground:
            found.add("place")
        return frozenset(found)

    def _of_party(self, party: Party, ground: bool, plural: bool) -> frozenset[SlotKind]:
        sectors = set(party.sectors)
        found: set[SlotKind] = set()
        if party.kind in ("person", "group") or (party.kind == "population" and plural):
            found |= {"who", "person"}
        elif party.kind in ("organisation", "outlet"):
            found |= {"who", "body"}
        elif party.kind in ("government", "military", "population") or sectors or not ground:
            found.add("who")
        unknown = self._brief and not sectors and party.how == "named" and party.kind in ("person", "unnamed")
        if sectors & self.political or unknown:
            found |= {"who", "figure"}
        if sectors & _ARMED or party.kind == "military":
            found.add("armed")
        if sectors & _POLITICS and not sectors & _ARMED and (party.kind == "person" or sectors & {"PTY", "OPP"}):
            found.add("politician")
        if party.kind == "government" or (sectors & _STATES and party.kind != "person"):
            found |= {"state", "figure"}
        if ground or (party.country is not None and party.how == "named" and party.kind in ("unnamed", "government")):
            found.add("place")
        return frozenset(found)
