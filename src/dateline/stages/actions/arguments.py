"""A parse comes in; out come the arguments of any verb, noun or adjective by grammatical role, passives undone.

Roles are `subject`, `object`, `particle`, `possessor`, or a preposition; each holds the tokens that head its phrases,
coordinated ones included. Subjects that stand elsewhere are fetched: of infinitives and participles from the clause
above, of coordinated verbs from the first one, of relative clauses from the noun that they belong to.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field

from dateline.model.codebook import Form
from dateline.model.parse import Parse, Token
from dateline.stages.actions.antecedents import antecedent, modified
from dateline.stages.actions.openings import opening, swallowed
from dateline.stages.actions.rows import both_sides, coordinated, gapped_objects, stray
from dateline.stages.actions.tellers import tellers
from dateline.stages.actions.verbs import (
    active,
    clipped,
    coordinated_verbs,
    form_of,
    gapped,
    level,
    plan_before,
    unaccusative,
    verbless,
)

_CONTROL_BY_SUBJECT = frozenset("promise threaten vow pledge swear offer agree refuse decline use".split())
_CONTROL_BY_OBJECT_PREPS = frozenset(("of", "for", "from", "into"))
_PARTICLES = frozenset(
    "out up down off away back over together aside in on through apart forward around along by home ahead open".split()
)
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
_PREDICATES = frozenset(("VERB", "AUX"))
_WHEN = frozenset("on in at by during since until before after within from over".split())
_WRITINGS = frozenset(
    "decree law bill letter statement declaration resolution order report note message decision communique motion "
    "petition document ruling directive memorandum edict speech tweet story article editorial video post".split()
)
_OWNING = frozenset(
    "abandon accept act adopt agree approve back be come confirm consider debate deploy devise discuss draft draw "
    "drop endorse fail file form gain get go hatch have invest issue join launch lead move mull need outline pass "
    "persist post prepare publish put ratify reject release resume reveal say secure seek send set shelve show sign "
    "spend succeed support take unveil urge use veto vote vow weigh win work write".split()
)
_LEANING = frozenset(("acomp", "oprd", "attr", "advmod", "prep", "conj", "ROOT"))
_LETTING = frozenset(("set", "let", "cut", "throw", "turn"))
_LOOSE = frozenset(("free", "loose", "open"))
_SITES = frozenset(
    "airport area base border bridge building camp checkpoint church city compound district embassy home hospital "
    "hotel house jail junction market mosque office palace plant port prison region river road school sea square "
    "station street town university village".split()
)
_PENALISED = frozenset(("fined", "docked"))
"""Passives whose object is only the sum: "was fined two million francs"."""
_SUFFERED = frozenset(
    "kill wound injure hurt maim arrest detain jail abduct kidnap destroy damage displace rescue evacuate execute "
    "behead deport expel rape torture burn loot".split()
)
_PARTIAL = frozenset("some many most several few part half all any dozen none".split())
_THINGS = frozenset(
    "restriction sanction border crossing ban embargo base condition demand tariff embassy consulate plant reactor "
    "curb missile village town position post checkpoint territory station flight port road ship vessel plane asset "
    "account".split()
)
_ASKING = frozenset("ask tell urge order beg implore press instruct advise warn".split())
_DEPTH = 6


@dataclass(slots=True)
class Arguments:
    """What stands around one head: nominal phrases by role, and clauses by role and form."""

    nominal: dict[str, list[Token]] = field(default_factory=dict)
    clauses: dict[str, list[tuple[Form, Token]]] = field(default_factory=dict)
    particles: set[str] = field(default_factory=set)
    passive: bool = False
    raised: set[int] = field(default_factory=set)
    """Objects that are the subject of a clause at once ("saw them leave")."""
    inherited: bool = False

    def add(self, role: str, tokens: list[Token]) -> None:
        place = self.nominal.setdefault(role, [])
        place.extend(token for token in tokens if token not in place)


class Grammar:
    """The arguments in one parse, each head looked at once."""

    def __init__(
        self, parse: Parse, verbs: Container[str] = frozenset(), supports: Container[str] = frozenset()
    ) -> None:
        self.parse = parse
        self.verbs = verbs
        self.supports = supports
        self._verbs: dict[int, Arguments] = {}
        self._nouns: dict[int, Arguments] = {}

    def of_verb(self, verb: Token, depth: int = 0) -> Arguments:
        """The arguments of a verb, or of an adjective with its copula."""
        if verb.i not in self._verbs:
            found = Arguments()
            self._verbs[verb.i] = found  # before filling: loops in bad trees end here
            self._fill_verb(verb, found, depth)
        return self._verbs[verb.i]

    def of_noun(self, noun: Token) -> Arguments:
        """The arguments of a noun: possessor, modifiers in front (under `possessor` too), prepositions, complements."""
        if noun.i not in self._nouns:
            found = Arguments()
            self._nouns[noun.i] = found
            self._fill_noun(noun, found)
        return self._nouns[noun.i]

    def _fill_verb(self, verb: Token, found: Arguments, depth: int) -> None:
        parse = self.parse
        subjects: list[Token] = []
        objects: list[Token] = []
        surface: list[Token] = []
        for child in parse.children(verb):
            dep = child.dep
            if dep == "nsubj" and subjects and self._whereabouts(child):
                continue
            if dep in ("nsubj", "csubj"):
                subjects.extend(coordinated(parse, child))
            elif dep == "nsubjpass":
                surface.extend(coordinated(parse, child))
                found.passive = True
            elif dep == "dobj" and any(each.text.lower() == "pending" for each in parse.children(child, "amod")):
                found.add("pending", coordinated(parse, child))  # "was jailed pending trial"
            elif dep in ("dobj", "attr"):
                objects.extend(coordinated(parse, child))
                freed = [each for each in parse.children(child, "amod") if each.i == verb.i + 1]
                if verb.lemma in _LETTING and freed and freed[0].text.lower() in _LOOSE:  # "set free three sailors"
                    found.add("complement", freed)
            elif dep in ("oprd", "acomp", "intj"):
                found.add("complement", [child])
                # "called the allegations groundless": read as one phrase
                objects.extend(each for each in parse.children(child, "compound") if each.tag == "NNS")
            elif dep == "npadvmod" and parse.children(verb, "dative"):
                objects.append(child)
            elif dep == "auxpass":
                found.passive = True
            elif dep == "conj" and self._misread(child):
                objects.extend(parse.children(child, "dobj"))
                for below in parse.children(child, "prep"):
                    self._add_prep(below, found)
            else:
                self._add_child(child, found)
        if not subjects and not surface:  # "they were openly protesting": hung on "were"
            hung = [each for aux in parse.children(verb, "aux") for each in parse.children(aux, "nsubj")]
            subjects = [token for each in hung for token in coordinated(parse, each)]
        objects.extend(each for each in gapped_objects(parse, verb) if each not in objects)
        if surface and verb.text.lower() in _PENALISED:
            objects = surface
        self._add_strays(verb, objects, found)
        if verb.tag == "VBN" and not found.nominal.get("agent"):
            found.add("agent", self._behind_the_place(verb))
        if not objects and not found.passive and subjects and (clipped(parse, verb) or self._elliptic(verb)):
            found.passive, surface, subjects = True, subjects, []
        if found.passive:
            surface = surface or swallowed(parse, verb)
            if objects and objects is not surface:
                found.add("to", self._resolved(surface, verb))
            else:
                objects = surface
            agents = found.nominal.pop("agent", []) or self._signed(found)
            subjects = [*subjects, *agents]
        if not subjects and not found.passive:
            subjects = self._misplaced(verb)
        found.add("subject", self._resolved(subjects, verb))
        found.add("object", self._resolved(objects, verb))
        if verb.lemma in _ASKING and objects and not found.clauses.get("object"):
            found.clauses["object"] = [("infinitive", each) for each in self._astray(verb, objects)]
        if depth < _DEPTH:
            self._inherit(verb, found, depth)

    def _elliptic(self, verb: Token) -> bool:
        """Whether a verb shares the "were" of the one before: "two were killed and five wounded"."""
        above = self.parse.head(verb)
        shared = verb.dep == "conj" and bool(self.parse.children(above, "auxpass"))
        own = self.parse.children(verb, "aux", "auxpass", "dobj", "ccomp", "xcomp", "prt")
        return shared and verb.tag in ("VBD", "VBN") and verb.lemma.lower() in _SUFFERED and not own

    def _astray(self, verb: Token, objects: list[Token]) -> list[Token]:
        """What somebody is asked to do, hung on what stands between: "asked the states that buy it to stop buying".

        Only the first, and where it is no clause of its own noun: "asked for a law to curb the tax" is left.
        """
        for above in self.parse.subtree(objects[-1]):
            if above.i == objects[-1].i or above.pos not in _PREDICATES:
                continue
            for each in self.parse.children(above, "advcl"):
                if self.form(each) == "infinitive" and each.i > above.i:
                    return [each]
        for prep in self.parse.children(verb, "prep"):
            for paper in self.parse.children(prep, "pobj"):
                clauses = self.parse.children(paper, "acl") if paper.lemma.lower() in _WRITINGS else []
                if clauses and self.form(clauses[0]) == "infinitive":
                    return clauses[:1]
        return []

    def _whereabouts(self, token: Token) -> bool:
        """Whether a second "subject" says where the first is: "the Parliament of Victoria, Australia, voted"."""
        before = self.parse.tokens[token.i - 1] if token.i else token
        return token.ent == "GPE" and before.text == "," and not self.parse.children(token)

    def _signed(self, found: Arguments) -> list[Token]:
        """Whose a paper is in which something is done: "was condemned in a statement by Egypt and Cyprus"."""
        papers = [each for each in found.nominal.get("in", []) if each.lemma.lower() in _WRITINGS]
        return [token for each in papers for token in self.of_noun(each).nominal.get("by", [])]

    def _behind_the_place(self, verb: Token) -> list[Token]:
        """By whom, where the parser hung it on the word before: "workers held at a gas plant by militants".

        Also on what somebody is made: "was named envoy by the king".
        """
        sites = [
            place
            for prep in self.parse.children(verb, "prep")
            for place in self.parse.children(prep, "pobj")
            if place.lemma.lower() in _SITES or place.ent in ("GPE", "FAC", "LOC")
        ]
        return [
            agent
            for host in (*sites, *self.parse.children(verb, "oprd"))
            for by in self.parse.children(host, "prep")
            if by.text.lower() == "by"
            for below in self.parse.children(by, "pobj")
            for agent in coordinated(self.parse, below)
        ]

    def _add_strays(self, verb: Token, objects: list[Token], found: Arguments) -> None:
        """Nouns that the parser coordinated with the verb go with the argument that they stand behind."""
        for child in stray(self.parse, verb):
            rows = [row for row in (objects, *found.nominal.values()) if row and verb.i < row[-1].i < child.i]
            if rows:
                max(rows, key=lambda row: row[-1].i).extend(coordinated(self.parse, child))

    def _misplaced(self, verb: Token) -> list[Token]:
        """A subject that the parser hung on the word before it: "after Ruiz stepped down", "for the army to enter"."""
        parse = self.parse
        marks = [child for child in parse.children(verb, "mark") if child.i < verb.i]
        to = next((child for child in parse.children(verb, "aux") if child.tag == "TO"), None)
        if to is not None and to.i > 0:
            noun = parse.tokens[to.i - 1]
            if noun.dep == "neg" and to.i > 1:  # "asked for the army not to enter"
                noun = parse.tokens[to.i - 2]
            prep = parse.head(noun)
            if noun.dep == "pobj" and prep.text.lower() == "for" and verb.dep == "advcl" and prep.head == verb.head:
                return coordinated(parse, noun)
        first = min((verb, *parse.children(verb, "aux", "auxpass")), key=lambda each: each.i)
        noun = parse.tokens[first.i - 1] if first.i else verb
        if opening(parse, noun) is verb:
            return coordinated(parse, noun)
        for mark in marks:
            for noun in parse.children(mark, "pobj"):
                if mark.i < noun.i < verb.i:
                    return coordinated(parse, noun)
        return swallowed(parse, verb)

    def _add_child(self, child: Token, found: Arguments) -> None:
        """Everything but subjects and objects: prepositions, datives, particles, clauses."""
        parse, dep = self.parse, child.dep
        if dep == "dative" and child.pos != "ADP":
            found.add("to", coordinated(parse, child))
        elif dep == "agent":
            for below in parse.children(child, "pobj"):
                found.add("agent", coordinated(parse, below))
        elif dep in ("prep", "dative"):
            self._add_prep(child, found)
        elif dep == "advmod" and child.text.lower() not in _PARTICLES:
            found.add("complement", [child])
            found.particles.add(child.text.lower())
        elif dep == "prt" or (dep == "advmod" and child.text.lower() in _PARTICLES):
            found.particles.add(child.text.lower())
            for below in parse.children(child, "prep"):
                self._add_prep(below, found)
        elif dep in ("xcomp", "ccomp") and verbless(self.parse, child):
            found.add("complement", [child])  # a clause without a verb: "found them guilty"
            for below in parse.children(child, "nsubj"):
                found.add("object", coordinated(parse, below))
        elif dep in ("xcomp", "ccomp", "acl", "advcl"):
            form = self.form(child)
            if dep == "advcl" and form != "infinitive":
                return
            for clause in coordinated_verbs(self.parse, child):
                found.clauses.setdefault("object", []).append((form, clause))
            if form == "infinitive" and dep in ("xcomp", "ccomp"):
                for below in parse.children(child, "nsubj"):
                    found.add("object", coordinated(parse, below))
                    found.raised.update(each.i for each in coordinated(parse, below))

    def _add_prep(self, prep: Token, found: Arguments) -> None:
        parse, word = self.parse, prep.text.lower()
        filled = False
        for below in parse.children(prep):
            if below.dep == "pobj" and below.ent in ("DATE", "TIME") and word in _WHEN:
                filled = True
            elif below.dep in ("pobj", "pcomp") and below.pos not in _PREDICATES:
                row = self._resolved(coordinated(parse, below), prep)
                found.add(word, both_sides(parse, prep, row) if word == "between" else row)
                filled = True
            elif below.dep in ("pcomp", "xcomp", "pobj"):
                for clause in coordinated_verbs(self.parse, below):
                    found.clauses.setdefault(word, []).append(("gerund", clause))
                filled = True
            elif below.dep == "prep":
                self._add_prep(below, found)
                found.particles.add(word)
            elif below.dep == "conj" and below.pos == "ADP":
                self._add_prep(below, found)
        if not filled:
            found.particles.add(word)

    def _misread(self, word: Token) -> bool:
        """Whether a coordinated "verb" is the front of an unknown noun ("shells and antitank missiles")."""
        bare = word.pos == "VERB" and word.tag in ("VB", "VBP") and word.text.lower() == word.lemma.lower()
        return bare and word.lemma.lower() not in self.verbs and not self.parse.children(word, "aux", "nsubj", "advmod")

    def form(self, verb: Token) -> Form:
        """Infinitive with "to", gerund, or anything else that has a tense or leans on one."""
        return form_of(self.parse, verb)

    def _resolved(self, tokens: list[Token], at: Token) -> list[Token]:
        """Relative pronouns replaced by the noun that they stand for, and parts of things by the things."""
        found: list[Token] = []
        for token in tokens:
            if token.text.lower() in _RELATIVE and token.tag in ("WDT", "WP", "IN", "DT", "WP$"):
                noun = antecedent(self.parse, at)
                found.extend(
                    coordinated(self.parse, noun) if noun is not None and noun.dep == "ROOT" else [noun or token]
                )
            else:
                found.append(self._whole(token))
        return found

    def _whole(self, token: Token) -> Token:
        """The things of which only some are told: "closed two of its crossings"."""
        if token.tag != "CD" and token.lemma.lower() not in _PARTIAL:
            return token
        preps = [prep for prep in self.parse.children(token, "prep") if prep.text.lower() == "of"]
        things = [below for prep in preps for below in self.parse.children(prep, "pobj")]
        return things[0] if things and things[0].lemma.lower() in _THINGS else token

    def _inherit(self, verb: Token, found: Arguments, depth: int) -> None:
        """Fetch the subject, and for passive participles the object, from where grammar puts them."""
        parse, dep = self.parse, verb.dep
        if verb.head == verb.i:
            return
        head = parse.head(verb)
        if not found.passive and not found.nominal.get("subject"):
            found.add("subject", tellers(parse, verb))
        participle = verb.tag == "VBN" and not any(
            child.dep == "aux" and child.lemma == "have" for child in parse.children(verb, "aux")
        )
        if dep == "acl" and head.pos not in _PREDICATES:
            self._of_participle(verb, head, found, participle)
        elif dep == "relcl":
            self._of_relative(modified(self.parse, verb), found)
        elif dep == "conj" and head.pos in (*_PREDICATES, "ADJ"):
            self._of_conjunct(verb, head, found, participle, depth)
        elif dep in ("xcomp", "advcl", "ccomp", "pcomp") or (dep == "prep" and verb.pos in _PREDICATES):
            self._of_control(verb, head, found, participle, depth)

    def _of_participle(self, verb: Token, noun: Token, found: Arguments, participle: bool) -> None:
        if (participle and noun.dep == "ROOT" and active(self.parse, verb)) or unaccusative(self.parse, verb):
            found.nominal["subject"] = coordinated(self.parse, noun)  # "A Lima group protested outside"
        elif participle:
            found.passive = True
            if not found.nominal.get("object"):
                found.add("object", [noun])
            found.add("subject", found.nominal.get("agent", []))
        elif verb.tag == "VBG":
            if not found.nominal.get("subject"):
                found.add("subject", self.author(noun))  # "signed a decree granting asylum": the signer grants it
        elif not found.nominal.get("subject") and not found.passive:  # "a plan to withdraw": whose plan it is
            found.add("subject", self._owner(noun))

    def _owner(self, noun: Token) -> list[Token]:
        """Whose a plan or an attempt is: the possessor's, else the subject's of a verb of having or making one.

        Whoever foils, uncovers or condemns a plot is not the one who plots.
        """
        owners = [each for each in self.of_noun(noun).nominal.get("possessor", []) if self._may_own(each)]
        head = self.parse.head(noun)
        if not owners and noun.dep in ("dobj", "attr", "pobj"):
            while head.pos == "ADP" and head.head != head.i:
                head = self.parse.head(head)
            if head.pos in _PREDICATES and (head.lemma in self.supports or head.lemma in _OWNING):
                owners = self.of_verb(head, 1).nominal.get("subject", [])
        return owners

    def _may_own(self, token: Token) -> bool:
        """Whether what stands before a plan can be whose it is: "their plan", "the army plan", not "a new plan"."""
        return token.dep == "poss" or token.pos in ("NOUN", "PROPN", "PRON") or token.ent in ("GPE", "NORP", "ORG")

    def author(self, noun: Token) -> list[Token]:
        """Who says what a noun says: whose paper it is, where it is one ("issued a report critical of Chad")."""
        return (self._owner(noun) if noun.lemma.lower() in _WRITINGS else []) or [noun]

    def _of_relative(self, noun: Token, found: Arguments) -> None:
        nominal = found.nominal
        nouns = [noun]
        if any(noun in tokens for tokens in nominal.values()):
            return
        if not nominal.get("subject") and not found.passive:
            found.add("subject", nouns)
        elif not nominal.get("object"):
            found.add("object", nouns)

    def _of_conjunct(self, verb: Token, head: Token, found: Arguments, participle: bool, depth: int) -> None:
        above = self.of_verb(level(self.parse, verb, head), depth + 1)
        if above.passive and not found.passive and gapped(self.parse, verb):
            found.passive = True
            found.nominal["object"] = found.nominal.pop("subject", [])
            found.add("subject", found.nominal.pop("agent", []))
        elif participle and above.passive and not found.nominal.get("object"):
            found.passive = True
            found.add("object", above.nominal.get("object", []))
            found.add("subject", found.nominal.get("agent", []) or above.nominal.get("subject", []))
        elif found.passive:  # "two died and six were hurt" names nobody who hurt them
            if not found.nominal.get("object"):
                found.add("object", above.nominal.get("subject", []))
        elif not found.nominal.get("subject"):
            found.add("subject", above.nominal.get("object" if above.passive else "subject", []))
        later = [each for each in above.nominal.get("object", []) if each.i > verb.i]
        if later and not found.nominal.get("object") and not found.passive and not above.passive:
            found.add("object", later)  # "surrounded and threatened the senator": hung on the first of the two
        if found.nominal.get("object") and not above.nominal.get("object") and not above.passive:
            above.inherited = True  # "condemned and rejected the plan": the object serves both
            above.nominal["object"] = list(found.nominal["object"])

    def _of_control(self, verb: Token, head: Token, found: Arguments, participle: bool, depth: int) -> None:
        parse = self.parse
        governor, prep = head, ""
        if head.pos in ("ADP", "SCONJ") and verb.dep == "pcomp":
            governor, prep = parse.head(head), head.text.lower()
            if governor.pos in ("NOUN", "PROPN"):
                if not found.nominal.get("subject"):
                    found.add("subject", self._owner(governor))
                return
        while governor.pos not in _PREDICATES and governor.dep in _LEANING and governor.head != governor.i:
            governor = parse.head(governor)  # "is likely to visit", "is about to leave"
        if (found.nominal.get("subject") and not found.passive) or governor.pos not in _PREDICATES:
            return
        plan = plan_before(self.parse, verb)
        if plan is not None and not found.passive:
            found.add("subject", self._owner(plan))
            return
        above = self.of_verb(governor, depth + 1)
        by_object = (verb.dep == "xcomp" and governor.lemma not in _CONTROL_BY_SUBJECT) or (
            prep in _CONTROL_BY_OBJECT_PREPS
        )
        theirs = [token for token in above.nominal.get("object", []) if token.i != verb.i] if by_object else []
        source = theirs or above.nominal.get("object" if above.passive else "subject", [])
        if (found.passive or (participle and verb.dep == "advcl")) and not found.nominal.get("object"):
            found.passive = True
            found.add("object", source)
            found.add("subject", found.nominal.get("agent", []))
        elif not found.passive:
            found.add("subject", source)

    def _hyphened(self, word: Token) -> list[Token]:
        """The first of two peoples joined by a hyphen: "Kenyan-Somali talks"."""
        before = self.parse.tokens[word.i - 2] if word.i > 1 else word
        joined = self.parse.tokens[word.i - 1].text in ("-", "–") and before.head == word.i
        return [before] if joined and before.ent in ("NORP", "GPE") else []

    def _fill_noun(self, noun: Token, found: Arguments) -> None:
        parse = self.parse
        for child in parse.children(noun):
            if child.dep in ("poss", "compound", "nmod", "amod") and child.pos not in _PREDICATES:
                found.add("possessor", [*self._hyphened(child), *coordinated(parse, child)])
            elif child.dep == "amod" and (led := leading(parse, child)):
                found.add("possessor", led)
            elif child.dep == "prep" or child.dep == "agent":
                self._add_prep(child, found)
            elif child.dep in ("acl", "relcl", "ccomp"):
                form = self.form(child)
                if child.dep == "acl" and form in ("infinitive", "finite"):
                    found.clauses.setdefault("object", []).append((form, child))


def leading(parse: Parse, modifier: Token) -> list[Token]:
    """Who leads what a modifier stands before: "Kenyan" of "the Kenyan-led raid"."""
    led = modifier.lemma == "lead" and modifier.tag == "VBN"
    return parse.children(modifier, "npadvmod", "compound", "nmod", "amod", "nsubj") if led else []
