"""An act comes in; out comes why the words that name it do not tell that anybody did it.

Nobody is said to have done it ("no country recognised the junta"), somebody is only asked about it ("asked whether he
would resign"), a body was founded for it, it tells whose side somebody is on ("a militia loyal to the bey"), or it
stands in an account of how things are done in general ("The senate has 40 members. It passes the budget …"), or it is
what a thing may bring about, and not what those do who make it ("signed a deal that could anger Chad").
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model.act import Act, EventType
from dateline.model.clause import Clause, clause_of, verbal
from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.reading import Reading

_NOBODY = frozenset(("no", "nobody", "none", "neither"))
_ABOVE = frozenset(("god", "allah", "heaven"))
_TASKS = frozenset(
    "verify oversee ensure monitor investigate find protect draft prepare lead implement coordinate manage maintain "
    "enforce supervise examine review carry provide help keep guard develop make run organise organize police".split()
)
"""What bodies are charged with doing, and not of having done."""
_PRESS = frozenset(("news", "press"))
_ASKING = frozenset("ask say know wonder inquire enquire question reveal disclose unclear uncertain clear".split())
_FOUNDING = frozenset("found establish create set form build design constitute charter".split())
_SIDING = frozenset("aligned allied affiliated loyal sympathetic".split())
_FIGHTING = frozenset("fight battle clash attack assail".split())
_POLITICS = frozenset(("GOV", "LEG", "OPP", "PTY", "ELI", "JUD"))
_ARMED = frozenset(
    "army troop soldier gun gunman rifle knife fist bomb war weapon militia rebel guerrilla trench front battle kill "
    "wound injure border siege missile rocket drone shell tank force combat terrorist jihadist enemy insurgent".split()
)
"""Beside one of these a fight is no quarrel."""
_SAYING = frozenset("say tell add write reply answer state announce".split())
_GENERAL_MODALS = frozenset(("can", "may", "must", "shall"))
_STANCES: frozenset[EventType] = frozenset(("ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN", "PROTEST"))
"""Types whose acts news tells in a plain present too ("Oslo supports the plan") …"""
_PROCEDURE = frozenset("pass sign approve adopt ratify veto ask elect".split())
"""… but for these, which offices do as a rule."""
_FORESEEN = frozenset(("would", "could", "may", "might"))
_SPEAKING_PAPERS = frozenset(
    "resolution bill law legislation amendment act decree order letter statement declaration motion text draft "
    "petition measure package sanction ban tariff ruling verdict".split()
)
"""What papers and measures say or forbid, those do who make them."""
_TIMELESS = frozenset(("SET", "DURATION"))
_SPEAKERS = frozenset(("i", "we", "you", "us", "me"))


class Untold:
    """Judges the acts of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self._general: dict[int, bool] = {}
        self._dated: frozenset[int] | None = None

    def against(self, act: Act) -> str | None:
        """Why nobody is told to have done it; None when nothing says so."""
        token = self.parse.tokens[act.trigger]
        return (
            self._by_nobody(act)
            or self._wondered(token)
            or self._founded_for(token)
            or self._siding(act, token)
            or self._with_words(act, token)
            or self._entrusted(act, token)
            or self._to_the_press(act, token)
            or self._on_the_way(act, token)
            or self._conceding_nothing(act, token)
            or self._of_a_thing(act, token)
            or self._in_general(act, token)
        )

    def _by_nobody(self, act: Act) -> str | None:
        for side in (act.actors, act.recipients):
            if side and all(self._nobody(party) for party in side):
                return f"{side[0].text!r} is nobody"
        return None

    def _nobody(self, party: Party) -> bool:
        if party.text.lower() in _ABOVE:
            return True
        return party.text.split()[0].lower() in _NOBODY and party.how != "named" if party.text.split() else False

    def _wondered(self, token: Token) -> str | None:
        """ "Asked whether he would pardon him", "has not said whether it will sue": nothing is told."""
        told = self._told(token)
        if told is None or told.dep not in ("ccomp", "csubj", "csubjpass", "pcomp", "advcl", "nsubj"):
            return None
        marks = {child.text.lower() for child in self.parse.children(told, "mark")}
        above = self.parse.head(told)
        asked = {above.lemma.lower(), *(child.lemma.lower() for child in self.parse.children(above, "acomp"))} & _ASKING
        if "whether" in marks and asked:
            return "it is only asked about"
        return "it is only asked about" if "if" in marks and told.dep == "ccomp" and asked else None

    def _founded_for(self, token: Token) -> str | None:
        """ "The agency was set up in 1994 to punish cartels": what it is for, and not what it did."""
        for verb in self._untensed(token):
            above = self.parse.head(verb)
            founded = above.tag == "VBN" and above.lemma.lower() in _FOUNDING
            if founded and (above.dep == "acl" or self.parse.children(above, "auxpass")):
                return "it is what something was founded for"
        return None

    def _untensed(self, token: Token) -> Iterator[Token]:
        """The infinitives at and above the token, one below the other."""
        at = token
        for _ in range(4):
            if not any(child.tag == "TO" for child in self.parse.children(at, "aux")):
                if at.dep != "conj":
                    return
            elif at.dep in ("advcl", "xcomp", "acl"):
                yield at
            at = self.parse.head(at)

    def _siding(self, act: Act, token: Token) -> str | None:
        attributive = token.dep in ("acl", "amod", "relcl", "advcl") and not self.parse.children(
            token, "aux", "auxpass"
        )
        if act.type == "SUPPORT" and token.text.lower() in _SIDING and attributive:
            return "it tells whose side somebody is on"
        return None

    def _with_words(self, act: Act, token: Token) -> str | None:
        """What politicians, or "I" and "we", fight where nothing near tells of arms: "she fought them as mayor"."""
        if act.type != "ASSAULT" or token.lemma.lower() not in _FIGHTING or not act.actors:
            return None
        if not all(self._civil(party) for party in act.actors):
            return None
        words = {each.lemma.lower() for each in self.parse.sentence(token.sentence)}
        return None if words & _ARMED else "it is fought with words"

    def _entrusted(self, act: Act, token: Token) -> str | None:
        """ "Charged the inspectors with verifying the count": a task, and no accusation."""
        if act.type != "ACCUSE" or token.lemma.lower() != "charge":
            return None
        preps = [child for child in self.parse.children(token, "prep") if child.text.lower() == "with"]
        tasks = [each.lemma.lower() for prep in preps for each in self.parse.children(prep, "pcomp")]
        return "it is what somebody is entrusted with" if tasks and set(tasks) <= _TASKS else None

    def _to_the_press(self, act: Act, token: Token) -> str | None:
        """ "Scheduled a news conference": one side speaks to reporters."""
        words = {each.text.lower() for each in self.parse.children(token, "compound")}
        lone = act.type in ("CONSULT", "AGREE") and len(act.actors) + len(act.recipients) < 2
        return "it is told to the press" if lone and words & _PRESS else None

    def _on_the_way(self, act: Act, token: Token) -> str | None:
        """ "Was shot as he left a meeting": when it was, and no walkout."""
        if act.type == "REJECT" and token.lemma.lower() == "leave" and token.dep == "advcl":
            return "it tells when something else was"
        return None

    def _civil(self, party: Party) -> bool:
        """Whether the party is a politician, or a speaker of whom no more is known."""
        speaker = party.text.lower() in _SPEAKERS and not party.sectors
        seated = bool(party.sectors) and set(party.sectors) <= {"LEG"}  # "the two MPs"
        politician = party.kind == "person" and bool(party.sectors) and set(party.sectors) <= _POLITICS
        return speaker or politician or seated

    def _conceding_nothing(self, act: Act, token: Token) -> str | None:
        """ "Said that he would not apologise"."""
        if act.type != "CONCEDE" or token.lemma.lower() not in _SAYING:
            return None
        contents = self.parse.children(token, "ccomp")
        if contents and all(self.parse.children(verb, "neg") for verb in contents):
            return "what is said is that it is not done"
        return None

    def _of_a_thing(self, act: Act, token: Token) -> str | None:
        """ "Could forge a deal that would defy sanctions": what is foreseen of the deal, and no act of its makers."""
        noun = self.parse.head(token)
        if token.dep != "relcl" or noun.pos != "NOUN" or noun.lemma.lower() in _SPEAKING_PAPERS:
            return None
        by_it = any(each.tag == "WDT" for each in self.parse.children(token, "nsubj"))
        if not by_it or clause_of(self.parse, token).modal not in _FORESEEN:
            return None
        phrase = {each.i for each in self.parse.subtree(noun)}
        inside = any(each.i in phrase for party in act.actors for each in self.parse.within(party.span))
        return None if inside else "it is what a thing may bring about"

    # --- accounts of how things are done

    def _in_general(self, act: Act, token: Token) -> str | None:
        """An act of an office in one of several undated sentences that all tell what is done as a rule."""
        told = self._told(token)
        if told is None or not self._timeless(told):
            return None
        if any(self._specific(party) for party in act.actors):
            return None
        modal = clause_of(self.parse, told).modal
        if modal is None and act.type in _STANCES and token.lemma.lower() not in _PROCEDURE:
            return None
        here = token.sentence
        if self._account(here) and (self._account(here - 1) or self._account(here + 1)):
            return "it stands in an account of what is done as a rule"
        return None

    def _specific(self, party: Party) -> bool:
        """Whether a name stands for the party, or who speaks."""
        return party.how in ("named", "metonym", "apposition") or party.text.lower() in _SPEAKERS

    def _account(self, sentence: int) -> bool:
        """Whether every main verb of an undated sentence tells what is so in general."""
        if not 0 <= sentence < len(self.reading.sentences):
            return False
        if sentence not in self._general:
            tokens = self.parse.sentence(sentence)
            mains = [each for each in tokens if verbal(each) and self._main(each)]
            plain = self.reading.sentences[sentence].kind not in ("headline", "heading")
            spoken = any(each.text in '"“”' for each in tokens)
            self._general[sentence] = (
                plain
                and not spoken
                and bool(mains)
                and all(map(self._timeless, mains))
                and not self._has_date(sentence)
            )
        return self._general[sentence]

    def _main(self, verb: Token) -> bool:
        at = verb
        while at.dep == "conj" and verbal(self.parse.head(at)):
            at = self.parse.head(at)
        return (at.dep == "ROOT" or at.head == at.i or at.dep in ("parataxis", "ccomp")) and clause_of(
            self.parse, verb
        ).finite

    def _has_date(self, sentence: int) -> bool:
        if self._dated is None:
            starts = (
                self.parse.at(time.span.start)
                for time in self.reading.times
                if time.span is not None and time.timex is not None and time.timex.type not in _TIMELESS
            )
            self._dated = frozenset(each.sentence for each in starts if each is not None)
        return sentence in self._dated

    def _timeless(self, verb: Token) -> bool:
        """A plain present without "not", or what somebody may, can or must do."""
        clause: Clause = clause_of(self.parse, verb)
        if clause.perfect or clause.progressive:
            return False
        if verb.lemma.lower() in _SAYING:
            return False
        return clause.modal in _GENERAL_MODALS if clause.modal is not None else clause.tense == "present"

    def _told(self, token: Token) -> Token | None:
        """The verb with a tense at or above the token."""
        at = token
        for _ in range(8):
            if verbal(at) and clause_of(self.parse, at).finite:
                return at
            if at.head == at.i or at.dep in ("relcl", "acl"):
                return None
            at = self.parse.head(at)
        return None
