"""An act and the clauses around it come in; out comes why they tell of a rule, a right, a use or a duty and no act.

News explains what constitutions, statutes and offices do in general ("the House impeaches, the Senate tries"), what
things are for ("a forum to talk") and what somebody must do. The verbs are those of acts. What tells them apart is
tense, what kind of thing the subject is, whether anybody in particular takes part, and whether a day is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dateline.model.act import Act
from dateline.model.clause import Clause, clause_of, verbal
from dateline.model.parse import Parse, Token
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.stages.actions.particulars import ANYBODY, Particulars

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SPEAKERS = frozenset(("i", "we"))
_DUTIES = frozenset(("must", "should", "ought", "shall"))
_MAY = frozenset(("can", "may", "could", "might", "would"))
_TIMELESS = frozenset(("SET", "DURATION"))
_CALLING = frozenset(("call", "label", "brand", "dub", "term", "describe", "denounce"))
_EITHER = re.compile(r"\b(?:his|her|he|she|him)(?:/| or )(?:his|hers?|he|she|him)\b", re.I)
_BROKEN_OFF = frozenset(("if", "when", "unless", "whenever", "once"))
_BECAUSE = frozenset(("as", "because", "since", "while", "whereas", "although", "though", "after"))


class Norms:
    """Judges the acts of one reading; `words` are the word lists of `lexicon/codebook/relevance.toml`, `[norms]`."""

    def __init__(self, reading: Reading, words: Mapping[str, frozenset[str]]) -> None:
        self.reading = reading
        self.parse: Parse = reading.parse
        self.words = words
        self._general: set[int] = set()
        self._clauses: dict[int, Clause] = {}
        self.who = Particulars(reading)
        self._timed: dict[int, list[Token]] | None = None

    def against(self, act: Act) -> str | None:
        """Why the act is none; None when nothing says that it stands for a rule."""
        if not self.words:
            return None
        token = self.parse.tokens[act.trigger]
        if self.reading.sentences[token.sentence].kind in ("headline", "heading"):
            return None
        reason = (
            self._wondered(act, token)
            or self._in_name(act, token)
            or self._attached(act, token)
            or self._of_anybody(act, token)
            or self._ruled(act, token)
            or self._general_now(act, token)
            or self._asked(token)
        )
        if reason is None:
            return self._owed(act, token)
        self._general.add(token.sentence)
        return reason

    # --- what the words hang on

    def _in_name(self, act: Act, token: Token) -> str | None:
        """A verb inside a name: "the Committee to Protect Journalists"."""
        if token.pos != "VERB" or not token.text[:1].isupper() or token.i == self.parse.ranges[token.unit][0]:
            return None
        for party in act.actors:
            if party.how == "named" and (party.span.contains(token.span) or party.span.end + 1 == token.start):
                before = self.parse.head(token)
                if before.text[:1].isupper() and party.span.contains(before.span):
                    return f"{token.text!r} is part of a name"
        return None

    def _attached(self, act: Act, token: Token) -> str | None:
        """Infinitives on a noun or adjective: rights ("the right to vote out"), uses ("a place to talk"), norms."""
        parse = self.parse
        for verb in self._chain(token):
            if not self._infinitive(verb):
                continue
            head = parse.head(verb)
            lemma = head.lemma.lower()
            if head.pos == "NOUN" and verb.dep in ("acl", "relcl", "advcl"):
                if lemma in self.words["rights"]:
                    return f"a {lemma} is told of, and no act"
                if self._label(head):
                    return f"a {lemma} is what something is called"
                if lemma in self.words["uses"] or (lemma in self.words["bodies"] and not self._put_to_use(head)):
                    return f"it is what a {lemma} is for"
            for said in (head, *self.parse.children(head, "acomp", "attr", "oprd")):
                if {said.lemma.lower(), said.text.lower()} & self.words["customs"] and self._present(head):
                    return f"what is {said.text.lower()} is told of, and no act"
            if lemma in self.words["ends"] and not self._somebody(head):
                return "it is what something is for"
            laws = self.words["laws"] | self.words["bills"]
            made = [head] if head.pos == "NOUN" else self.parse.children(head, "dobj", "nsubjpass")
            if any(noun.lemma.lower() in laws for noun in made) and not self._hits(act):
                return "it is what a law is for"
        return None

    def _label(self, noun: Token) -> bool:
        """ "Called the inquiry a coup to unseat him." """
        above = self.parse.head(noun)
        return noun.dep in ("oprd", "attr", "ccomp", "dobj") and above.lemma in _CALLING

    def _hits(self, act: Act) -> bool:
        """Whether somebody in particular is at the other end."""
        return any(not self.who.nobody(party) for party in act.recipients)

    def _of_anybody(self, act: Act, token: Token) -> str | None:
        """What is told of "his or her" case, or of "anyone accused of theft"."""
        span = self.reading.sentences[token.sentence].span
        if _EITHER.search(span.of(self.reading.report.text)):
            return "it is told of anybody"
        noun = self.parse.head(token)
        if (
            token.tag == "VBN"
            and token.dep == "acl"
            and noun.text.lower() in ("anyone", "anybody", "whoever", "everyone")
        ):
            return "it is told of anybody"
        return None

    def _put_to_use(self, noun: Token) -> bool:
        """Whether the body is sent or formed by what was done: "sent a team to guard the dam"."""
        verb = self.parse.head(noun)
        return noun.dep in ("dobj", "nsubjpass") and verbal(verb) and not self._timeless(self._clause(verb))

    def _somebody(self, predicate: Token) -> bool:
        subjects = [
            each for verb in (predicate, self.parse.head(predicate)) for each in self.parse.children(verb, *_SUBJECTS)
        ]
        return any(each.pos in ("PROPN", "PRON") or each.ent in ("PERSON", "GPE", "ORG", "NORP") for each in subjects)

    def _chain(self, token: Token) -> Iterator[Token]:
        """The act's verb and the verbs without tense that it hangs on, up to the first that has a tense."""
        at = token
        for _ in range(8):
            if verbal(at):
                yield at
                if self._clause(at).finite:
                    return
            if at.head == at.i:
                return
            at = self.parse.head(at)

    # --- what a law says

    def _ruled(self, act: Act, token: Token) -> str | None:
        """A clause at or above the act that says what a law or a bill does, or under the law what is done."""
        hits = self._hits(act)
        at = token
        for _ in range(12):
            if verbal(at):
                reason = self._law_speaks(at, hits)
                if reason is not None:
                    return reason
            if at.head == at.i or self._apart(at):
                return None
            at = self.parse.head(at)
        return None

    def _apart(self, verb: Token) -> bool:
        """Whether a clause stands for itself, whatever the clause around it says: "a law for which she asked"."""
        if verb.dep == "parataxis" or (verb.dep == "advcl" and verb.tag == "VBG"):
            return True
        if verb.dep == "advcl":
            return any(child.text.lower() in _BECAUSE for child in self.parse.children(verb, "mark"))
        if verb.dep != "relcl" or not verbal(verb):
            return False
        noun = self.parse.head(verb)
        clause = self._clause(verb)
        return clause.finite and not self._timeless(clause) and not self.who.undetermined(noun)

    def _law_speaks(self, verb: Token, hits: bool) -> str | None:
        """`hits`: somebody in particular is at the other end, so that a bill told as news is a step against him."""
        clause = self._clause(verb)
        if verb.tag == "VBN" and verb.dep == "acl" and verb.text.lower() in self.words["customs"]:
            for noun in (each for agent in self.parse.children(verb, "agent") for each in self._below(agent)):
                if noun.lemma.lower() in self.words["laws"]:
                    return f"it is what a {noun.lemma.lower()} says in general"
        if not self._timeless(clause):
            return None
        subject = self._subject(verb)
        lemma = subject.lemma.lower() if subject is not None else ""
        if subject is not None and subject.pos in ("NOUN", "PROPN") and not self._is_somebody(subject):
            if lemma in self.words["laws"]:
                return f"it is what a {lemma} says in general"
            if lemma in self.words["bills"] and not (self._new(subject) and (hits or clause.modal is None)):
                return f"it is what a {lemma} would do"
        for prep in self.parse.children(verb, "prep", "agent"):
            if prep.text.lower() in ("under", "by", "per", "according", "in", "to"):
                for noun in self._below(prep):
                    if noun.lemma.lower() in self.words["laws"] and not self._dated(verb):
                        return f"it is what a {noun.lemma.lower()} says in general"
        if verb.dep == "relcl":
            lemma = self.parse.head(verb).lemma.lower()
            by_which = any(self._by_which(child) for child in self.parse.children(verb, "prep", "advmod"))
            if lemma in self.words["ways"] or (by_which and lemma in self.words["uses"] | self.words["laws"]):
                return f"it is what a {lemma} is"
        return None

    def _below(self, prep: Token) -> list[Token]:
        found = self.parse.children(prep, "pobj")
        for inner in self.parse.children(prep, "prep"):
            found += self.parse.children(inner, "pobj")
        return found

    def _by_which(self, word: Token) -> bool:
        return word.text.lower() in ("whereby", "where") or any(
            each.text.lower() == "which" for each in self.parse.children(word, "pobj")
        )

    def _new(self, law: Token) -> bool:
        """Whether a law is told as news, so that what it does is what its makers do."""
        words = {child.text.lower() for child in self.parse.children(law)}
        above = self.parse.head(law)
        made = law.dep in ("dobj", "nsubjpass") and verbal(above) and not self._timeless(self._clause(above))
        return made or bool(words & self.words["new"])

    # --- nobody in particular, no day

    def _general_now(self, act: Act, token: Token) -> str | None:
        """A plain present or a modal in which nobody in particular takes part, or that tells of what is usual."""
        told = self._told(token)
        if told is None:
            return None
        clause = self._clause(told)
        if not self._timeless(clause) or clause.modal == "shall":
            return None
        if self._usual(told) and clause.modal is None:
            return "it is told as what is usual"
        if self._dated(told):
            return None
        parties = (*act.actors, *act.recipients)
        ruled = clause.passive and token.text.lower() in self.words["customs"] and not any(map(self.who.named, parties))
        if ruled and not self.parse.children(token, "agent"):
            return f"what is {token.text.lower()} is told of, and no act"
        nobody = all(self.who.nobody(party) for party in parties)
        if nobody and (clause.passive or clause.modal is not None or self._below_any(told) or self._open(parties)):
            return "it is told in general, of nobody in particular"
        pronouns = all(party.how == "pronoun" and party.text.lower() not in _SPEAKERS for party in parties)
        if pronouns and token.sentence - 1 in self._general:
            return "it goes on with what was told in general"
        if told.dep == "advcl" and self._mark(told) in _BROKEN_OFF and not any(map(self.who.named, parties)):
            above = self._clause(self.parse.head(told))
            if self._timeless(above) and above.modal in (None, "can", "may") and above.finite:
                return "it is the case of a rule"
        return None

    def _wondered(self, act: Act, token: Token) -> str | None:
        """To ask somebody how, why or whether is no request."""
        if act.type != "REQUEST" or token.lemma.lower() not in ("ask", "inquire", "enquire", "question", "query"):
            return None
        for verb in self.parse.children(token, "ccomp", "xcomp", "advcl", "dobj"):
            first = min(self.parse.subtree(verb), key=lambda each: each.start)
            if first.start > token.start and (
                first.tag in ("WRB", "WP", "WDT") or first.text.lower() in ("whether", "if")
            ):
                return "a question is no request"
        return None

    def _asked(self, token: Token) -> str | None:
        """A direct question tells nothing: "Will Oslo recognise the junta?" """
        told = self._told(token)
        while told is not None and told.dep == "conj" and verbal(self.parse.head(told)):
            told = self.parse.head(told)
        if told is None or told.head != told.i:
            return None
        if not any(
            each.text == "?" for each in (*self.parse.unit(told.unit)[-3:], *self.parse.children(told, "punct"))
        ):
            return None
        subject = self._subject(told)
        before = [each for each in self.parse.children(told) if subject is not None and each.start < subject.start]
        turned = any(each.dep in ("aux", "auxpass") or each.tag in ("WRB", "WP", "WDT") for each in before)
        wondering = subject is not None and any(each.tag in ("WP", "WDT") for each in self.parse.subtree(subject))
        return "it is asked and not told" if turned or wondering else None

    def _told(self, token: Token) -> Token | None:
        """The verb with a tense that the act stands under."""
        for verb in self._chain(token):
            clause = self._clause(verb)
            if clause.finite:
                return verb
            if verb.dep in ("acl", "relcl") and clause.tense == "participle":
                above = next((each for each in self.parse.ancestors(verb) if verbal(each)), None)
                noun = self.parse.head(verb)
                return above if above is not None and noun.dep in _SUBJECTS else None
            if clause.tense not in ("infinitive", "gerund", "participle", "bare"):
                return None
        return None

    def _below_any(self, verb: Token) -> bool:
        """Whether a relative clause hangs on nobody in particular: "anyone who defies the order"."""
        if verb.dep != "relcl":
            return False
        noun = self.parse.head(verb)
        return noun.text.lower() in ANYBODY or self.who.undetermined(noun)

    def _open(self, parties: tuple[Party, ...]) -> bool:
        """Whether the parties are told with "any", "every" or "whoever"."""
        return any(
            each.text.lower() in ("any", "every", "each", "anyone", "whoever", "everyone")
            for party in parties
            for each in self.parse.within(party.span)
        )

    def _usual(self, verb: Token) -> bool:
        for child in self.parse.children(verb, "advmod", "npadvmod", "prep"):
            words = [each.text.lower() for each in self.parse.subtree(child)]
            if words[0] in self.words["usual"] or words in (["in", "general"], ["as", "a", "rule"], ["by", "law"]):
                return True
        return False

    # --- duties

    def _owed(self, act: Act, token: Token) -> str | None:
        """What somebody must or would have to do; who says "we" binds himself, and a demand is an act of its own."""
        if act.type in ("REQUEST", "THREATEN", "REJECT"):
            return None
        for verb in self._chain(token):
            clause = self._clause(verb)
            subject = self._subject(verb)
            if subject is not None and subject.text.lower() in _SPEAKERS:
                return None
            if clause.modal in _DUTIES and clause.modal != "shall" and not clause.perfect and not self._inverted(verb):
                return f"it is told as what {clause.modal} be done"
            head = self.parse.head(verb)
            if self._infinitive(verb) and verb.dep == "xcomp" and head.lemma in ("have", "need"):
                above = self._clause(head)
                reported = above.tense == "past" and head.dep == "ccomp"  # "said that Greece had to act"
                if above.modal is not None or reported or (above.tense == "present" and not above.perfect):
                    return "it is told as what has to be done"
        return None

    def _inverted(self, verb: Token) -> bool:
        """ "Should they attack, …" """
        subject = self._subject(verb)
        modal = next((child for child in self.parse.children(verb, "aux") if child.tag == "MD"), None)
        return subject is not None and modal is not None and modal.start < subject.start

    # --- grammar

    def _clause(self, verb: Token) -> Clause:
        if verb.i not in self._clauses:
            self._clauses[verb.i] = clause_of(self.parse, verb)
        return self._clauses[verb.i]

    def _timeless(self, clause: Clause) -> bool:
        """A plain present, or a modal: nothing told as done, as going on, or as a plan."""
        if clause.modal is not None:
            return clause.modal not in ("will",) and (not clause.perfect or clause.modal == "would")
        return clause.tense == "present" and not clause.perfect and not clause.progressive

    def _present(self, predicate: Token) -> bool:
        """Whether a predicate is told in a plain present: "is required to", "it is common for … to"."""
        for verb in (predicate, self.parse.head(predicate)):
            if verbal(verb) and self._clause(verb).finite:
                return self._timeless(self._clause(verb)) and self._clause(verb).modal != "could"
        return False

    def _infinitive(self, verb: Token) -> bool:
        return any(child.tag == "TO" for child in self.parse.children(verb, "aux"))

    def _subject(self, verb: Token) -> Token | None:
        """The subject of a verb; of a relative clause, the noun that it hangs on."""
        for child in self.parse.children(verb, *_SUBJECTS):
            relative = child.tag in ("WDT", "WP") or child.text.lower() == "which"
            return self.parse.head(verb) if relative and verb.dep == "relcl" else child
        return None

    def _is_somebody(self, noun: Token) -> bool:
        return noun.ent in ("PERSON", "GPE", "NORP")

    def _mark(self, verb: Token) -> str:
        return next((child.text.lower() for child in self.parse.children(verb, "mark", "advmod")), "")

    def _dated(self, verb: Token) -> bool:
        """Whether a day or a year hangs on the verb."""
        if self._timed is None:
            self._timed = {}
            for time in self.reading.times:
                start = self.parse.at(time.span.start) if time.span is not None else None
                if start is not None and time.timex is not None and time.timex.type not in _TIMELESS:
                    self._timed.setdefault(start.sentence, []).append(start)
        for at in self._timed.get(verb.sentence, []):
            for above in (at, *self.parse.ancestors(at)):
                if above.i == verb.i:
                    return True
                if verbal(above) or above.lemma.lower() in self.words["laws"]:
                    break  # "under the charter of 1994" dates the charter
        return False
