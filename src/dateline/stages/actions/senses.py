"""An act comes in; it goes out in the sense that its clause gives it: as it is, as another type, or why it is none.

A frame sees a verb and its arguments. What is put before or above them can turn the act ("does not recognise" rejects,
"will take military action" threatens, "pleaded not guilty" contests) or leave none: "forced voters to support him",
"men armed with sticks", "a march for a ceasefire", "took refuge".
"""

from __future__ import annotations

from dataclasses import replace

from dateline.model.act import Act, EventType, Why
from dateline.model.clause import clause_of, verbal
from dateline.model.parse import Parse, Token
from dateline.model.reading import Reading

_RECOGNISING = frozenset(("recognise", "recognize"))
_FORCING = frozenset("force compel coerce oblige pressure blackmail intimidate".split())
_CHOSEN: frozenset[EventType] = frozenset(("AGREE", "SUPPORT", "COOPERATE", "AID"))
"""Types that need a free choice; who is forced to yield or leave does so all the same."""
_REFUGE = frozenset("asylum refuge shelter sanctuary haven protection".split())
_TAKING = frozenset("take seek find claim request look reach".split())
_TRUCE = frozenset("ceasefire truce armistice fire cease-fire".split())
_BREAKING = frozenset("end break violate breach abandon cancel".split())
_WORKING = frozenset("work cooperate co-operate collaborate".split())
_AHEAD = frozenset(("will", "shall", "would", "'ll", "’ll"))
_PAPERS = frozenset(
    "mou memorandum agreement accord deal pact treaty contract protocol declaration law bill plan document".split()
)
_SAYING = frozenset("say state declare add stress note repeat write tweet maintain insist".split())
_PROMISING = frozenset("pledge promise vow swear".split())
_NEVER = frozenset(("never", "not", "n't", "no", "neither", "nor"))


class Senses:
    """Judges the acts of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.parse: Parse = reading.parse

    def of(self, act: Act) -> Act | str:
        """The act in the sense that its clause gives it; why it is none, where it is none."""
        token = self.parse.tokens[act.trigger]
        return self._none(act, token) or self._turned(act, token) or act

    # --- no act

    def _none(self, act: Act, token: Token) -> str | None:
        return (
            self._forced(act, token)
            or self._bearing_arms(act, token)
            or self._only_if(act, token)
            or self._for_oneself(act, token)
            or self._wanted(act, token)
            or self._no_demand(act, token)
            or self._of_paper(act, token)
            or self._month(token)
        )

    def _forced(self, act: Act, token: Token) -> str | None:
        """ "Forced voters to support him": the act told is the force, and what it is for is no choice of theirs."""
        above = self.parse.head(token)
        infinitive = token.dep in ("xcomp", "ccomp") and self._infinitive(token)
        if act.type in _CHOSEN and infinitive and above.lemma.lower() in _FORCING and act.actors:
            objects = self.parse.children(above, "dobj", "nsubjpass") + self.parse.children(token, "nsubj")
            if any(party.span.overlaps(each.span) for party in act.actors for each in objects):
                return "it is what somebody is forced to"
        return None

    def _bearing_arms(self, act: Act, token: Token) -> str | None:
        """ "Youths armed with sticks": what they carry, and not who gave it to them."""
        worn = token.text.lower() == "armed" and not self.parse.children(token, "agent", "aux", "dobj", "nsubj")
        passive = bool(self.parse.children(token, "auxpass"))
        carried = any(each.text.lower() == "with" for each in self.parse.children(token, "prep"))
        if act.type == "AID" and worn and (carried or not passive):
            return "it tells what somebody carries"
        return None

    def _only_if(self, act: Act, token: Token) -> str | None:
        """ "If he is unhappy with the order": a mood that somebody may be in."""
        if token.pos != "ADJ" or act.type not in ("ACCUSE", "SUPPORT"):
            return None
        marks = {each.text.lower() for each in self.parse.children(self.parse.head(token), "mark")}
        return "it is a mood that somebody may be in" if marks & {"if", "unless", "whether"} else None

    def _for_oneself(self, act: Act, token: Token) -> str | None:
        """ "Took refuge", "sought shelter": those who are in need of it act, and nobody helps them."""
        above = self.parse.head(token)
        if act.type == "AID" and token.lemma.lower() in _REFUGE and token.dep in ("dobj", "nsubjpass"):
            return "those in need of it seek it" if above.lemma.lower() in _TAKING else None
        return None

    def _wanted(self, act: Act, token: Token) -> str | None:
        """ "A march for a ceasefire": one that is asked for is none yet."""
        above = self.parse.head(token)
        if act.type == "RETREAT" and token.pos == "NOUN" and token.lemma.lower() in _TRUCE:
            return "it is asked for" if token.dep == "pobj" and above.text.lower() == "for" else None
        return None

    def _no_demand(self, act: Act, token: Token) -> str | None:
        """ "Said that it might need help", "said that rules must be kept": nobody is asked for anything."""
        if act.type != "REQUEST" or token.lemma.lower() not in _SAYING:
            return None
        for verb in self.parse.children(token, "ccomp"):
            if verb.lemma.lower() == "need":
                negated = bool(self.parse.children(verb, "neg"))
                if negated or not self.parse.children(verb, "xcomp") or clause_of(self.parse, verb).modal is not None:
                    return "it is told what somebody needs"
            elif not act.recipients and clause_of(self.parse, verb).passive:
                return "nobody is asked for it"
        return None

    def _of_paper(self, act: Act, token: Token) -> str | None:
        """ "Signed a memorandum to support the police": what a paper is for."""
        if not act.actors or not self._infinitive(token):
            return None
        heads = [party.text.split()[-1].lower() for party in act.actors if party.text.split()]
        return "it is what a paper is for" if heads and all(each in _PAPERS for each in heads) else None

    def _month(self, token: Token) -> str | None:
        """ "In March": the month, and no march."""
        return "it is the month" if token.ent == "DATE" and token.text == "March" else None

    # --- another act

    def _turned(self, act: Act, token: Token) -> Act | None:
        if act.type == "SUPPORT" and token.lemma.lower() in _RECOGNISING and self._denied(token):
            return _as(act, "REJECT", "120", "who does not recognise rejects")
        if token.lemma.lower() == "plead" and act.type == "CONCEDE" and self._denied_below(token):
            return _as(act, "REJECT", "120", "who pleads not guilty contests the charge")
        if token.lemma.lower() == "find" and act.type == "SANCTION" and self._denied_below(token):
            return _as(act, "CONCEDE", "081", "who is found not guilty is acquitted")
        if act.type == "ASSAULT" and token.lemma.lower() == "take" and self._ahead(token):
            return _as(act, "THREATEN", "138", "force that is announced is a threat", "violence")
        if act.type == "COOPERATE" and token.lemma.lower() in _WORKING and self._ahead(token):
            return _as(act, "AGREE", "031", "told as still to come")
        above = self.parse.head(token)
        broken = token.dep in ("dobj", "nsubjpass") and above.lemma.lower() in _BREAKING
        if act.type == "RETREAT" and token.lemma.lower() in _TRUCE and broken:
            return _as(act, "REJECT", "120", "who ends a truce rejects it")
        if act.type == "THREATEN" and token.lemma.lower() in _PROMISING and self._harmless(token):
            return _as(act, "AGREE", "030", "who promises not to do harm threatens nobody")
        return None

    def _denied(self, verb: Token) -> bool:
        words = {each.text.lower() for each in self.parse.children(verb, "neg", "advmod")}
        longer = any(
            each.text.lower() == "longer" and any(below.text.lower() == "no" for below in self.parse.children(each))
            for each in self.parse.children(verb, "advmod")
        )
        return bool(words & {"not", "n't", "never", "n’t"}) or longer

    def _denied_below(self, verb: Token) -> bool:
        """Whether "not" stands before the complement: "not guilty"."""
        said = self.parse.children(verb, "acomp", "oprd", "ccomp", "advcl", "xcomp")
        before = [self.parse.tokens[each.i - 1] for each in said if each.i > verb.i]
        below = [child for each in said for child in self.parse.children(each, "neg")]
        return any(each.text.lower() == "not" for each in (*before, *below))

    def _harmless(self, verb: Token) -> bool:
        clauses = self.parse.children(verb, "ccomp", "xcomp")
        return bool(clauses) and all(
            {each.text.lower() for each in self.parse.children(clause, "neg", "advmod")} & _NEVER for clause in clauses
        )

    def _ahead(self, verb: Token) -> bool:
        """Whether the verb is told as still to come: "will work", "ready to work", a headline's "to take"."""
        words = {each.text.lower() for each in self.parse.children(verb, "aux")}
        if words & _AHEAD and "have" not in words:
            return True
        above = self.parse.head(verb)
        return self._infinitive(verb) and (above.i == verb.i or above.pos == "ADJ" or not verbal(above))

    def _infinitive(self, verb: Token) -> bool:
        return any(each.tag == "TO" for each in self.parse.children(verb, "aux"))


def _as(act: Act, type: EventType, cameo: str, remark: str, *modes: str) -> Act:
    return replace(act, type=type, cameo=cameo, modes=modes, why=(*act.why, Why("type", "sense", remark)))
