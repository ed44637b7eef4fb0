"""A word in its sentence goes in; out comes whether it acts there, is a mere place, or refers to a party."""

from __future__ import annotations

from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.stages.parties.names import Name, Names
from dateline.stages.parties.words import singular

_AT_BUILDINGS = frozenset({"in", "at", "outside", "near", "inside", "into", "around", "from", "behind", "opposite"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVE_CLAUSES = frozenset({"relcl", "acl", "ccomp", "advcl", "pcomp", "conj", "xcomp"})

_MINDED = frozenset(
    "ready willing unwilling prepared determined committed eager keen reluctant confident concerned worried alarmed "
    "satisfied grateful open opposed hopeful poised happy pleased sorry aware responsible convinced".split()
)
"""What only somebody is: "said it was ready to talk"."""


class Usage:
    """How words are used in one report."""

    def __init__(self, reading: Reading, kit: Kit, names: Names, verbs: frozenset[str]) -> None:
        roles = kit.roles
        self.speech = verbs
        self.parse, self.roles, self.names = reading.parse, roles, names
        self.tokens = reading.parse.tokens

    def governor(self, head: Token) -> tuple[Token, str]:
        """What governs a noun, and as what, through coordination: "in Seoul and Tokyo" gives "in" for both."""
        while head.dep == "conj" and head.head != head.i and self.tokens[head.head].pos in ("NOUN", "PROPN", "PRON"):
            head = self.tokens[head.head]
        return self.tokens[head.head], head.dep

    def idle(self, verb: Token) -> bool:
        """Whether a verb needs nobody to act: "is", "remains"; "takes place", "began" where nothing is its object."""
        if verb.pos not in ("VERB", "AUX"):
            return False
        return verb.lemma in self.roles.idle or (
            verb.lemma in self.roles.light and not self.parse.children(verb, "dobj", "xcomp")
        )

    def agentive(self, head: Token) -> bool:
        """Whether a noun stands where somebody acts, is acted upon, speaks or owns."""
        governor, dep = self.governor(head)
        if dep == "nsubj":
            return not self.idle(governor)
        if dep in ("dative", "poss"):
            return True
        if dep == "nsubjpass":
            return not self.idle(governor)
        if dep in ("dobj", "iobj"):
            lemma = governor.lemma
            mute = lemma + "e" if governor.text.lower() == lemma + "ed" else lemma  # "fined" is read as of "fin"
            return lemma in self.roles.speech or lemma in self.roles.affect or mute in self.roles.affect
        return (
            dep == "pobj"
            and governor.text.lower() in ("by", "against")
            and (governor.dep == "agent" or governor.text.lower() == "against")
        )

    def somebody(self, head: Token) -> bool:
        """Whether a name of unknown bearer is somebody's by where it stands: a subject, an owner, "by X", "X: …"."""
        governor, dep = self.governor(head)
        start, stop = self.parse.ranges[head.unit]
        if head.i + 1 < stop and self.tokens[head.i + 1].text == ":" and head.i - start < 4:
            return True
        if dep == "nsubj":
            return governor.pos in ("VERB", "AUX") and not self.idle(governor)
        if dep == "nsubjpass":
            return governor.lemma in self.roles.affect
        if dep in ("dobj", "dative"):
            return governor.lemma in self.roles.speech
        if dep == "pobj":
            return (
                governor.dep == "agent"
                or governor.text.lower() in ("with", "against", "between")
                or (governor.text.lower() == "to" and self.tokens[governor.head].lemma in self.roles.speech)
            )
        return dep == "poss" and governor.pos == "NOUN"

    def meant(self, head: Token) -> bool:
        """Whether a place that is no state is meant as its people or rulers, by its role in the clause."""
        governor, dep = self.governor(head)
        if dep == "pobj":
            return governor.text.lower() in ("on", "against", "with", "by", "between", "to", "at", "than", "unlike")
        return dep not in ("nmod", "compound", "npadvmod", "appos", "dep", "ROOT")

    def is_place(self, head: Token, name: Name | None) -> bool:
        """Whether the words make a place of a state, a capital or "the country": "in Moscow", "visited Pyongyang"."""
        governor, dep = self.governor(head)
        if dep == "pobj":
            return self._place_by(governor)
        if dep == "dobj":
            return governor.lemma in self.roles.motion
        if dep == "ROOT" and name is not None:
            unit = self.parse.unit(head.unit)
            return any(token.ent == "DATE" for token in unit) and all(
                token.pos not in ("VERB", "AUX") for token in unit
            )
        if dep in ("npadvmod", "dep") and name is not None:
            return dep == "npadvmod"
        if dep == "appos":
            beside = self.names.at.get(governor.i)
            if beside is not None and name is not None and beside.label == "GPE" and beside.last < name.first:
                return True
            return singular(governor.text.lower()) in self.roles.place_heads
        if dep in ("attr", "oprd"):
            return name is not None
        if dep == "poss":
            return singular(governor.text.lower()) in self.roles.place_heads
        if dep == "nsubjpass":
            return governor.lemma in self.roles.motion
        if name is not None and name.hit is None and dep == "nsubj":
            return governor.lemma in self.roles.idle
        return False

    def _place_by(self, preposition: Token) -> bool:
        word = preposition.text.lower()
        above = self.tokens[preposition.head]
        if word == "at" and above.pos == "VERB":
            return above.lemma in self.roles.motion or above.lemma in ("meet", "say", "speak", "tell")
        if word in self.roles.place_prepositions:
            return not (
                word in ("toward", "towards", "within", "upon")
                and above.pos == "NOUN"
                and above.lemma not in self.roles.motion
            )
        if word in self.roles.place_directions:
            if above.dep == "prep" and above.pos == "ADP":
                above = self.tokens[above.head]
            if word == "for":
                return above.lemma in ("leave", "depart", "head", "bind", "embark", "bound", "flight")
            nouns = (
                "trip",
                "visit",
                "journey",
                "travel",
                "tour",
                "return",
                "flight",
                "arrival",
                "way",
                "route",
                "mile",
                "kilometer",
                "kilometre",
                "km",
                "north",
                "south",
                "east",
                "west",
                "far",
                "train",
                "withdrawal",
            )
            if above.lemma.lower() in nouns:
                return True
            return above.lemma in self.roles.motion and above.lemma not in ("hit", "hold", "call")
        if word == "of":
            whose = self.names.at.get(above.i)
            if whose is not None and whose.label == "PERSON":
                return True
            return singular(above.text.lower()) in self.roles.place_heads or above.text.lower() in (
                "out",
                "kilometers",
                "kilometres",
                "miles",
            )
        return False

    def names_place(self, name: Name, core: int) -> bool:
        """Whether a state or capital before a noun only says where: "the Ukraine war", "the Sinai border"."""
        if name.hit is not None and name.hit.how in ("adjective", "demonym"):
            return singular(self.tokens[core].text.lower()) in ("study", "language", "restaurant")
        return singular(self.tokens[core].text.lower()) in self.roles.place_modified

    def in_building(self, head: Token) -> bool:
        """Whether a body is only the house where something is: "at the ministry", "outside parliament"."""
        governor, dep = self.governor(head)
        if dep == "pobj":
            word = governor.text.lower()
            if word == "from":
                return self.tokens[governor.head].lemma in self.roles.motion
            return word in _AT_BUILDINGS
        return dep == "dobj" and governor.lemma in self.roles.motion and governor.lemma not in ("hit", "hold")

    def relative(self, head: Token) -> int | None:
        """The noun that a relative pronoun stands for, None for a question or where the parse does not say."""
        verb = self.tokens[head.head]
        steps = 0
        while verb.dep != "relcl" and verb.head != verb.i and steps < 4:
            if verb.dep not in (
                "prep",
                "pobj",
                "xcomp",
                "ccomp",
                "conj",
                "dobj",
                "nsubj",
                "attr",
                "poss",
                "auxpass",
                "aux",
            ):
                return None
            verb = self.tokens[verb.head]
            steps += 1
        if verb.dep != "relcl":
            return None
        noun = self.tokens[verb.head]
        return noun.i if noun.i < head.i else None

    def _told(self, verb: Token) -> bool:
        """Whether a clause is what somebody named says: "Laos says it has no plans"; not "it is clear that"."""
        if verb.dep not in ("ccomp", "advcl", "relcl") or self.parse.children(verb, "acomp", "ccomp"):
            return False
        above = self.tokens[verb.head]
        subjects = self.parse.children(above, "nsubj")
        return above.lemma in self.speech and any(each.pos == "PROPN" or each.i in self.names.at for each in subjects)

    def it_acts(self, head: Token) -> bool:
        """Whether "it" can stand for somebody here: not the "it" of weather or of "it is clear that"."""
        if head.tag == "PRP$":
            return True
        verb = self.tokens[head.head]
        if head.dep in ("nsubj", "nsubjpass") and self._told(verb):
            return True
        if head.dep == "nsubj":
            minded = any(each.text.lower() in _MINDED for each in self.parse.children(verb, "acomp"))
            return verb.pos in ("VERB", "AUX") and (minded or not self.idle(verb))
        if head.dep == "nsubjpass":
            return verb.lemma in (
                "accuse",
                "sanction",
                "ask",
                "urge",
                "criticise",
                "criticize",
                "blame",
                "invite",
                "attack",
                "condemn",
                "ban",
                "force",
                "oblige",
                "allow",
                "expel",
                "tell",
                "warn",
            )
        return (
            head.dep == "dative"
            and verb.lemma
            in (
                "give",
                "grant",
                "offer",
                "tell",
                "show",
                "send",
                "sell",
                "hand",
                "lend",
                "owe",
                "promise",
                "deny",
                "allow",
                "cede",
                "pay",
                "supply",
            )
        ) or (
            head.dep == "dobj"
            and verb.lemma
            in (
                "accuse",
                "sanction",
                "ask",
                "urge",
                "criticise",
                "criticize",
                "blame",
                "invite",
                "attack",
                "condemn",
                "tell",
                "warn",
                "help",
                "support",
                "force",
                "allow",
                "expel",
                "threaten",
                "arm",
                "supply",
            )
        )
