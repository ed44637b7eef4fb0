"""Phrases and names go in; mentions come out: every phrase that stands for somebody, as far as its own words tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from dateline.model.actors import ActorHit
from dateline.model.gazetteer import GazetteerEntry
from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.party import How, PartyKind
from dateline.model.reading import Reading
from dateline.model.roles import Gender, Role
from dateline.model.span import Span
from dateline.stages.parties.names import Knowledge, Name, Names, is_state
from dateline.stages.parties.phrases import complement, first_of, heads, span_of
from dateline.stages.parties.titles import Titles
from dateline.stages.parties.usage import Usage
from dateline.stages.parties.words import count_of, is_plural, singular

Form = Literal["name", "description", "pronoun", "relative"]

PRONOUNS: dict[str, tuple[str, Gender | None, bool]] = {
    "he": ("he", "m", False), "him": ("he", "m", False), "his": ("he", "m", False), "himself": ("he", "m", False),
    "she": ("he", "f", False), "her": ("he", "f", False), "hers": ("he", "f", False), "herself": ("he", "f", False),
    "it": ("it", None, False), "its": ("it", None, False), "itself": ("it", None, False),
    "they": ("they", None, True), "them": ("they", None, True), "their": ("they", None, True),
    "theirs": ("they", None, True), "themselves": ("they", None, True),
    "i": ("i", None, False), "me": ("i", None, False), "my": ("i", None, False), "myself": ("i", None, False),
    "we": ("we", None, True), "us": ("we", None, True), "our": ("we", None, True), "ours": ("we", None, True),
    "ourselves": ("we", None, True),
}  # fmt: skip
"""Pronoun to its base form, its gender, and whether it is plural."""

_INDEFINITE = frozenset("those anyone anybody someone somebody nobody everyone everybody both neither either each others all "
                        "some many several few most whoever".split())  # fmt: skip
_OF = frozenset({"of"})
_HOLDERS = frozenset({"of", "to", "for", "at", "from"})
_PEOPLE = frozenset({"of", "to", "at", "from", "in"})
_BODIES = frozenset({"of", "for"})
_PARTICIPLES = frozenset("backed led made era style type born trained funded supported controlled held occupied aligned "
                         "sponsored armed run owned built supplied brokered imposed dominated ruled installed appointed "
                         "speaking majority bound friendly linked allied mediated hosted drafted organised organized "
                         "owned administered financed educated language".split())  # fmt: skip
_OF_A_CHARGE = frozenset("accuse suspect convict acquit strip rob warn inform assure clear deprive remind notify cleanse rid".split())
_CIVIL = frozenset({"passenger", "civilian", "commercial", "cargo", "private", "boeing", "airbus", "business"})
_AGENTIVE = ("er", "or", "ist", "ian", "eer", "ee", "ant", "man", "woman", "smith", "ite", "ster")


@dataclass(frozen=True, slots=True)
class Mention:
    """One phrase that stands for somebody. Token numbers are of `Parse.tokens`; `head` governs the phrase.

    `role` is the role noun that heads it, in the singular; `possessor` the token that heads the owner ("Kozlov" of
    "Kozlov's ministry"); `base` the base form of a pronoun; `refers` the token that a relative pronoun stands for.
    """

    span: Span
    text: str
    head: int
    first: int
    last: int
    form: Form
    kind: PartyKind
    how: How
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: str | None = None
    name: str | None = None
    office: str | None = None
    organisation: str | None = None
    count: int | None = None
    role: Role | None = None
    gender: Gender | None = None
    plural: bool = False
    definite: bool = False
    possessor: int | None = None
    hits: tuple[ActorHit, ...] = ()
    base: str | None = None
    refers: int | None = None
    state: bool = False
    former: bool = False
    place: GazetteerEntry | None = None


class Finder:
    """Finds the mentions of one report."""

    def __init__(
        self, reading: Reading, kit: Kit, knowledge: Knowledge, names: Names, verbs: frozenset[str]
    ) -> None:
        self.reading, self.roles, self.knowledge, self.names = reading, kit.roles, knowledge, names
        self.parse, self.text = reading.parse, reading.report.text
        self.tokens = self.parse.tokens
        self.usage = Usage(reading, kit, names, verbs)
        self.titles = Titles(reading, kit, knowledge, names)
        self.found: list[Mention] = []
        self._taken: set[int] = set()

    def mentions(self) -> list[Mention]:
        """All mentions, sorted by where they start, the longer first."""
        for unit in range(len(self.parse.units)):
            for head in heads(self.parse, unit, self.names.at):
                if head.i in self._taken or self._inner(head):
                    continue
                mention = self._mention(head)
                if mention is not None:
                    self._keep(mention)
        self._uncovered()
        self.found.sort(key=lambda each: (each.span.start, -each.span.end))
        return self.found

    def _inner(self, head: Token) -> bool:
        """Whether a token is inside a name that another token heads: "Korea" in "the Bank of Korea"."""
        name = self.names.at.get(head.i)
        if name is None or head.i == name.last:
            return name is not None and self._within(name, head.head)
        return self._within(name, head.head) or not self._within(name, self.tokens[name.last].head)

    def _within(self, name: Name, i: int) -> bool:
        return name.first <= i <= name.last and not (i == name.last == name.first)

    def _keep(self, mention: Mention) -> None:
        self.found.append(mention)
        named = mention.form == "name" and mention.first <= mention.head
        self._taken.update(range(mention.first, mention.last + 1) if named and mention.possessor is None else (mention.head,))
        name = self.names.at.get(mention.head)
        if name is not None:
            self._taken.update(range(name.first, name.last + 1))

    def _mention(self, head: Token) -> Mention | None:
        if head.tag in ("PRP", "PRP$", "WP", "WP$", "WDT") or (head.pos == "PRON" and head.text.lower() in PRONOUNS):
            return self._pronoun(head)
        if head.text.lower() in _INDEFINITE:
            return self._indefinite(head)
        name = self.names.at.get(head.i)
        first, core = first_of(self.parse, head, self.text), head.i
        if name is not None:
            core = max(core, name.last)
            if name.first < first:
                first = name.first
        named = self._named(head, name, first, core)
        if named is not None:
            return named
        described = self._described(head, name, first, core)
        if described is None and name is None and (head.pos == "PROPN" or self._capital_inside(head)):
            described = self._unknown(head, first, core)
        if described is None:
            described = self._before_verb(head, first)
        if described is None:
            self._modifiers(first, core)
        return described

    def _capital_inside(self, head: Token) -> bool:
        """Whether a word has a capital that no sentence gives it."""
        return head.text[0].isupper() and head.start > self.reading.sentences[head.sentence].span.start

    def _before_verb(self, head: Token, first: int) -> Mention | None:
        """"a senior official forecast", "bishops risk …": somebody, where the parse takes the verb for a noun."""
        at = head.i - 1
        if head.pos != "NOUN" or at < first or self.tokens[at].head != head.i or at in self.names.at:
            return None
        role, _ = self.titles.role_at(at)
        if role is None or role.noun in self.titles.weak or role.noun in self.roles.fields:
            return None
        before = self.tokens[at]
        spoken = singular(head.text.lower()) in self.usage.speech
        if not spoken and not (role.kind == "person" and is_plural(before.text, before.tag)):
            return None
        return self._described(before, None, first, at)

    # -- names ------------------------------------------------------------------------------------------------

    def _named(self, head: Token, name: Name | None, first: int, core: int) -> Mention | None:
        """A phrase that ends in a name: "Russian Defense Minister Sergei Shoigu", "RIA Novosti", "Moscow"."""
        if name is None or (name.label not in ("PERSON", "ORG", "GPE", "NORP") and name.hit is None) or (name.label != "PERSON" and name.hit is None):
            name = self.titles.unmarked(head, first, core) or name
        if name is None or name.last < head.i or (name.label in ("LOC", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART",
                                                                 "DATE", "TIME", "LANGUAGE") and name.hit is None):
            return None
        if name.label not in ("PERSON", "ORG", "GPE", "NORP") and name.hit is None:
            return None
        if name.hit is None and self.titles.nobody(name):
            return None
        if name.label == "PERSON":
            return self._person(head, name, first)
        if name.label == "NORP":
            return self._people(head, name, first, core)
        if name.label == "GPE" and (name.hit is None or is_state(name.hit)):
            return self._state(head, name)
        return self._body(head, name, first)

    def _person(self, head: Token, name: Name, first: int) -> Mention:
        name = self._family(name, first)
        first = min(first, name.first)
        if first == name.first:
            first = self._title_before(name)
        read = self.titles.before(first, name)
        hit = name.hit
        owner = self._possessor(first, name.first)
        start = first if read.title or owner is not None or self._modified(first, name.first) else name.first
        return self._made(
            head, start, name.last, "name", "person", "named", definite=True, name=self._words(name.first, name.last),
            title=read.title, office=read.office, organisation=read.organisation, sectors=read.sectors,
            country=read.country or (self.titles.country(start, name.first - 1) if start < name.first else None),
            gender=read.gender or self.titles.gender(name), role=read.role,
            hits=name.hits if hit else (), possessor=owner, former=read.former,
        )  # fmt: skip

    def _unknown(self, head: Token, first: int, core: int) -> Mention | None:
        """A name that nothing else knows, where it stands for somebody: "Gazprom will begin", "the ELN said", "Ruiz: no"."""
        start = first
        while start < core and self.tokens[start].dep in ("det", "poss", "case", "nummod", "punct"):
            start += 1
        if not all(self._capital(self.tokens[i]) for i in range(start, core + 1)):
            return None
        hits = self.knowledge.find(self._words(start, core))
        if hits and hits[0].entity.kind == "person" and hits[0].office is not None:
            return self._person(head, Name(start, core, "PERSON", hits), first)
        shouted = self.reading.sentences[head.sentence].span.of(self.text).isupper()
        if not self.usage.somebody(head) or (shouted and not hits):
            return None
        name = Name(start, core, "ORG", hits)
        if name.hit is not None and name.hit.entity.kind == "person" and core > start or name.hit is not None and name.hit.score > 0.6:
            if name.hit.entity.kind == "person":
                return self._person(head, Name(start, core, "PERSON", name.hits), first)
            return self._state(head, name) if is_state(name.hit) else self._body(head, name, first)
        if self.titles.nobody(name):
            return None
        if start == core and head.text.lower() in self.titles.weak or singular(head.text.lower()) in self.roles.things:
            return None
        role = self.titles.role_within(name)
        if role is None and start == core and not head.text.isupper() and self.tokens[first].dep != "det":
            return self._made(head, first, core, "name", "unnamed", "named", name=head.text, definite=True)
        return self._body(head, Name(start, core, "ORG"), first)

    def _capital(self, token: Token) -> bool:
        return token.text[0].isupper() or token.text in ("-", "&", "'") or token.text.lower() in self.roles.particles

    def _family(self, name: Name, first: int) -> Name:
        """The name with a family name put first that the recogniser left out: "Rim" before "Chol Su"."""
        at = name.first - 1
        if name.hit is not None or at < max(first, 1) or name.last - name.first > 1:
            return name
        word = self.tokens[at]
        before = self.tokens[at - 1]
        titled = self.titles.role_at(before.i)[0] is not None or before.text.lower() in self.roles.honorifics
        if word.text.lower() not in self.roles.family_first or not word.text[0].isupper() or not titled:
            return name
        return Name(at, name.last, "PERSON", self.knowledge.find(self._words(at, name.last)))

    def _title_before(self, name: Name) -> int:
        """Where a title begins that the parse did not tie to its name: "US President" right before "Donald Trump"."""
        at = name.first - 1
        start, _ = self.parse.ranges[self.tokens[name.first].unit]
        if at < start or at in self._taken or self.text[self.tokens[at].end : self.tokens[name.first].start] != " ":
            return name.first
        role, begin = self.titles.role_at(at)
        if role is None or role.kind != "person" or is_plural(self.tokens[at].text, self.tokens[at].tag):
            return name.first
        if self.tokens[at].dep in ("nsubj", "dobj", "pobj", "dative") and self.tokens[at].text.islower():
            return name.first
        first = min(begin, first_of(self.parse, self.tokens[at], self.text))
        while first > start and (first - 1) in self.names.at and first - 1 not in self._taken and (
            self.names.at[first - 1].label in ("NORP", "GPE") and self.tokens[first - 1].dep in ("amod", "compound", "nmod")):
            first -= 1
        return first

    def _modified(self, first: int, until: int) -> bool:
        return first < until and all(self.tokens[i].pos in ("ADJ", "PROPN", "NOUN", "DET") for i in range(first, until))

    def _people(self, head: Token, name: Name, first: int, core: int) -> Mention | None:
        """"Russians", "the Chinese", "four Saudis": a people."""
        if head.text.lower().endswith(("ism", "ity", "islam")):
            return None
        if head.dep in ("attr", "oprd") and not is_plural(head.text, head.tag):
            return None
        if name.hit is not None and name.hit.how == "adjective" and self._one(head, first):
            return self._made(
                head, first, core, "description", "person", "description", country=name.hit.country, sectors=("CVL",),
                role=Role(noun="national", kind="person", sectors=("CVL",)), definite=self._definite(first, head.i),
            )  # fmt: skip
        numbers = [self.tokens[i].text for i in range(first, name.first) if self.tokens[i].tag == "CD"]
        return self._made(
            head, first, core, "name", "population", "named", name=self._words(name.first, name.last),
            country=name.hit.country if name.hit else None, sectors=("CVL",), plural=True, count=count_of(numbers),
            definite=True,
        )  # fmt: skip

    def _one(self, head: Token, first: int) -> bool:
        """Whether "the Australian", "a Ugandan" is one person: by its ending, and no plural."""
        word = head.text.lower()
        articled = first < head.i and self.tokens[first].text.lower() in ("the", "a", "an")
        return articled and word.endswith(("an", "ian", "i", "ek", "ot")) and head.tag in ("NN", "NNP", "JJ")

    def _state(self, head: Token, name: Name) -> Mention | None:
        if self.usage.is_place(head, name):
            return None
        hit = name.hit
        if hit is None and (not self.usage.meant(head) or self._article(name.first) < name.first):
            return None
        return self._made(
            head, self._article(name.first), name.last, "name", "government",
            "metonym" if hit is None or hit.how in ("capital", "metonym") else "named",
            name=hit.entity.name if hit else self._words(name.first, name.last),
            country=hit.country if hit else name.place.country if name.place else None, place=name.place,
            sectors=(hit.sectors if hit.how == "metonym" and hit.sectors else ("GOV",)) if hit else (), hits=name.hits,
            state=hit is not None,
        )  # fmt: skip

    def _article(self, first: int) -> int:
        """The token to begin a name with: its article where it has one."""
        before = first - 1
        if before >= 0 and self.tokens[before].text in ("the", "The", "THE") and self.tokens[before].unit == self.tokens[first].unit:
            return before
        return first

    def _body(self, head: Token, name: Name, first: int) -> Mention | None:
        hit = name.hit
        if hit is not None and hit.how in ("capital", "metonym") and self.usage.is_place(head, name):
            return None
        if hit is None and self.usage.in_building(head):
            return None
        role = self.titles.role_within(name)
        owner = self._possessor(first, name.first)
        start = self._article(name.first)
        if start == name.first:
            start = first if owner is not None else self._organised(first, name)
        kind: PartyKind = hit.entity.kind if hit else (role.kind if role else "organisation")
        country = hit.country if hit else self.titles.country(first, name.last)
        sectors = hit.sectors if hit else self.titles.sectors(role, first, name.last)
        last = name.last
        if hit is None and role is not None:
            last = self._complemented(name.last, name.last, _OF)
        how: How = "metonym" if hit and hit.how == "metonym" else "named"
        return self._made(
            head, start, last, "name", kind, how,
            name=hit.entity.name if hit else self._words(name.first, last), country=country, sectors=sectors,
            hits=name.hits, possessor=owner, role=role, office=self.titles.office(role, first, last),
            definite=self._definite(start, name.first),
        )  # fmt: skip

    def _organised(self, first: int, name: Name) -> int:
        """Where an organisation's phrase starts: with the role nouns and adjectives before it ("the Shia bloc X")."""
        if first == name.first:
            return first
        return first if all(self.tokens[i].pos in ("NOUN", "ADJ", "DET", "PROPN") for i in range(first, name.first)) else name.first

    # -- descriptions -----------------------------------------------------------------------------------------

    def _described(self, head: Token, name: Name | None, first: int, core: int) -> Mention | None:
        """A phrase headed by a common noun for somebody: "three soldiers", "the ministry", "a group of tourists"."""
        role, start = self.titles.role_at(head.i)
        first = min(first, start)
        if role is None or role.noun in self.titles.opening:
            role, core = self.titles.role_from(head.i)
            self._taken.update(range(head.i + 1, core + 1))
        first = self._after_and(first, head.i)
        plural = is_plural(head.text, head.tag)
        nouns = head.text.lower()
        inner: Token | None = None
        if nouns in self.titles.measures:
            found = complement(self.parse, head.i, core, self.text, _OF)
            if found is not None:
                inner = self.tokens[found[0]]
                deeper = self._inner_role(inner)
                if deeper is not None and deeper.noun in self.titles.lands:
                    return None
                if deeper is not None and (role is None or role.kind in ("organisation", "group", "population")
                                           or not role.sectors):
                    role = replace(deeper, kind="group" if role is not None and not plural else deeper.kind)
                    plural = plural or is_plural(inner.text, inner.tag)
        if role is None:
            role = self._agentive(head, plural)
        if role is None or (name is not None and name.label in ("DATE", "TIME", "WORK_OF_ART", "LAW", "EVENT")):
            return None
        if not self._acts(head, role, first, core):
            return None
        governor = self.tokens[head.head]
        if head.dep == "dobj" and governor.lemma in _OF_A_CHARGE:
            last = core
        else:
            last = self._complemented(head.i, core, self._prepositions(role, self._definite(first, head.i), plural))
        if inner is not None:
            last = max(last, self._complemented(head.i, core, _OF))
        named = self._appended(head, role, first, core, plural)
        if named is not None:
            return named
        numbers = [self.tokens[i].text for i in range(first, head.i) if self.tokens[i].tag == "CD"]
        proper = self._proper(first, core, role)
        kind = role.kind
        return self._made(
            head, first, last, "name" if proper else "description", kind, "named" if proper else "description",
            country=self.titles.country(first, last, role), sectors=self.titles.sectors(role, first, last),
            title=self.titles.as_title(first, last, role), office=self.titles.office(role, first, last),
            organisation=self.titles.organisation(first, core, head.i, last), count=count_of(numbers), role=role,
            gender=role.gender, plural=plural or kind == "population", definite=self._definite(first, head.i),
            possessor=self._possessor(first, head.i), name=self._words(self._bare(first), last) if proper else None,
            former=self.titles.former(first, head.i),
        )  # fmt: skip

    def _after_and(self, first: int, head: int) -> int:
        """Where a phrase begins that the parse joined with another: "the Wa army and Thai intelligence" is two."""
        for i in range(head - 1, first, -1):
            left = self.tokens[i - 1]
            if self.tokens[i].dep == "cc" and left.pos == "NOUN" and left.dep in ("nmod", "compound", "conj"):
                role, _ = self.titles.role_at(left.i)
                if role is not None and role.kind != "person" and role.noun not in self.roles.fields:
                    described = self._described(left, None, first, left.i)
                    if described is not None:
                        self._keep(described)
                    return i + 1
        return first

    def _inner_role(self, inner: Token) -> Role | None:
        role, _ = self.titles.role_at(inner.i)
        name = self.names.at.get(inner.i)
        if role is None and name is not None and name.label == "NORP":
            return Role(noun=inner.text.lower(), kind="population", sectors=("CVL",))
        return role or self._agentive(inner, is_plural(inner.text, inner.tag))

    def _agentive(self, head: Token, plural: bool) -> Role | None:
        """A noun that is in no list but is made like one for a person, and stands where somebody acts or suffers."""
        word = singular(head.text.lower())
        if head.pos == "NUM" or head.tag == "CD":
            if head.dep in ("nsubj", "nsubjpass") and self.usage.agentive(head) and not head.ent.startswith(("DATE", "MON", "PERC", "TIME")):
                return Role(noun=word, kind="population")
            return None
        if head.pos in ("ADJ", "VERB", "DET"):
            return Role(noun=word, kind="population", sectors=("CVL",)) if word in self.roles.nouns else None
        if head.pos != "NOUN" or head.ent or word in self.roles.things or not word.endswith(_AGENTIVE) or len(word) < 5:
            return None
        if "-" in word or not (plural or self._definite(head.i - 1, head.i) or self.tokens[head.i - 1].dep == "det"):
            return None
        return Role(noun=word, kind="person", sectors=("CVL",)) if self.usage.agentive(head) else None

    def _acts(self, head: Token, role: Role, first: int, core: int) -> bool:
        """Whether a role noun stands for somebody here: not a building gone to, nor a thing of the same name."""
        if role.kind not in ("person", "population") and self.usage.in_building(head):
            return False
        if role.noun in self.titles.lands and (self.usage.is_place(head, None) or self._of_a_thing(core)):
            return False
        if role.platform and any(self.tokens[i].text.lower() in _CIVIL for i in range(first, head.i)):
            return False
        if role.noun == "authority" and head.text.islower() and not is_plural(head.text, head.tag):
            return self.usage.agentive(head)
        if role.noun == "body" and is_plural(head.text, head.tag):
            return False
        if role.noun in self.titles.weak and role.kind == "person" and (
            any(self.tokens[i].tag == "CD" for i in range(first, head.i))
            or (core + 1 < len(self.tokens) and self.tokens[core + 1].text == "of" and self._definite(first, head.i))):
            return True
        if role.noun in self.titles.weak or role.platform:
            owner = self._possessor(first, head.i)
            if role.noun in self.titles.weak and role.kind != "person" and owner is not None and self.tokens[owner].tag == "PRP$":
                return self.usage.agentive(head)
            owned = self.titles.country(first, core) is not None or any(
                i in self.names.at and self.names.at[i].label in ("ORG", "GPE", "NORP") for i in range(first, head.i))
            return owned or self.usage.agentive(head) or owner is not None
        return True

    def _of_a_thing(self, core: int) -> bool:
        """"A state of emergency": not a state."""
        following = self.tokens[core + 1 : core + 3]
        return len(following) == 2 and following[0].text == "of" and following[1].pos == "NOUN"

    def _appended(self, head: Token, role: Role, first: int, core: int, plural: bool) -> Mention | None:
        """"minister Ana Ruiz", "ambassador to Chile Ana Ruiz", where the parse ties the name to something else."""
        at = core + 1
        _, stop = self.parse.ranges[head.unit]
        if plural or role.kind != "person" or at >= stop:
            return None
        if self.tokens[at].text.lower() in ("of", "to", "at", "for") and at + 1 < stop:
            at += 2 if self.tokens[at + 1].dep == "det" and at + 2 < stop else 1
            body = self.names.at.get(at)
            at = body.last + 1 if body is not None and body.label != "PERSON" else stop
        name = self.names.at.get(at)
        if name is None or name.first != at or name.label != "PERSON" or at >= stop:
            return None
        if self.text[self.tokens[at - 1].end : self.tokens[at].start].strip(" \n"):
            return None
        self._taken.update(range(name.first, name.last + 1))
        return self._person(self.tokens[name.last] if self.tokens[name.last].dep == "appos" else head, name, first)

    def _complemented(self, head: int, core: int, prepositions: frozenset[str]) -> int:
        """The last token of a phrase with its complements: "of the army", "to the United Nations"."""
        last = core
        for _ in range(3):
            found = complement(self.parse, head, last, self.text, prepositions)
            if found is None:
                return last
            inner = self.tokens[found[0]]
            if self.tokens[last + 1].text.lower() == "from" and inner.i not in self.names.at and inner.pos != "PROPN":
                return last
            name = self.names.at.get(inner.i)
            end = max(inner.i, name.last) if name else inner.i
            end = self._joined_names(inner, end)
            last = self._complemented(inner.i, end, _OF) if name is None else end
        return last

    def _joined_names(self, inner: Token, end: int) -> int:
        """Takes in a second name of the same sort: "the ministers of Jordan and Lebanon"."""
        name = self.names.at.get(inner.i)
        if name is None or end + 2 >= len(self.tokens) or self.tokens[end + 1].dep != "cc":
            return end
        other = self.names.at.get(end + 2)
        joined = other is not None and other.label == name.label == "GPE" and self.tokens[other.last].dep == "conj"
        return other.last if joined and other is not None else end

    def _prepositions(self, role: Role, definite: bool, plural: bool) -> frozenset[str]:
        """The prepositions whose complements belong to the phrase; "in" where nobody in particular is meant."""
        if role.kind not in ("person", "population"):
            return _BODIES
        return _HOLDERS if definite and not plural else _PEOPLE if plural else _PEOPLE | _HOLDERS

    def _proper(self, first: int, core: int, role: Role) -> bool:
        """Whether a role noun heads a name of its own: "Foreign Ministry", "the Munitions Industry Department"."""
        if role.kind == "person" or self.tokens[core].text[0].islower() or core == first:
            return False
        return self.tokens[core - 1].text[0].isupper() and self.tokens[core - 1].dep in ("compound", "amod", "nmod")

    def _indefinite(self, head: Token) -> Mention | None:
        """"Those who", "anyone", "both": somebody where the words are of people who act or are acted upon."""
        word = head.text.lower()
        last = head.i
        if word in ("those", "all", "some", "many", "others", "several", "few", "most"):
            followed = self.parse.children(head, "relcl", "acl")
            personal = any(each.text.lower() == "who" for clause in followed for each in self.parse.children(clause, "nsubj"))
            if not personal and not (word in ("others", "some", "many") and self.usage.agentive(head)) and not (
                word == "those" and followed):
                return None
        elif word in ("both", "neither", "either", "each") and not self.usage.agentive(head):
            return None
        last = self._complemented(head.i, head.i, _OF)
        if last > head.i and not any(found is not None for found in (self._inner_role(self.tokens[last]),)):
            return None
        role = Role(noun=word, kind="unnamed")
        return self._made(head, head.i, last, "description", "unnamed", "description", role=role,
                          plural=word not in ("anyone", "anybody", "someone", "somebody", "nobody", "everyone", "everybody"),
                          definite=word in ("both", "neither"))  # fmt: skip

    # -- the rest ---------------------------------------------------------------------------------------------

    def _pronoun(self, head: Token) -> Mention | None:
        word = head.text.lower()
        if head.tag in ("WP", "WDT", "WP$"):
            refers = self.usage.relative(head)
            if refers is None:
                return None
            return self._made(head, head.i, head.i, "relative", "unnamed", "pronoun", base="who", refers=refers)
        if word not in PRONOUNS or head.text == "US" or head.dep == "expl":
            return None
        base, gender, plural = PRONOUNS[word]
        if base == "it" and not self.usage.it_acts(head):
            return None
        kind: PartyKind = "person" if base in ("he", "i") else "unnamed"
        return self._made(head, head.i, head.i, "pronoun", kind, "pronoun", base=base, gender=gender, plural=plural)

    def _modifiers(self, first: int, core: int) -> None:
        """Nationalities and states before a noun that is nobody: "the Russian attack", "US-China talks"."""
        done = -1
        if self.tokens[core].text[0].isupper() and singular(self.tokens[core].text.lower()) in self.roles.nobody:
            return
        for i in range(first, core + 1):
            name = self.names.at.get(i)
            if name is None or i <= done or name.hit is None or name.last >= core or i != name.first:
                continue
            done = name.last
            if i in self._taken or self._owned(name.last, core):
                continue
            head = self.tokens[name.last]
            if not (is_state(name.hit) or name.hit.how in NAMED) or self.usage.names_place(name, core):
                continue
            if done + 2 < len(self.tokens) and self.tokens[done + 1].text == "-" and self.tokens[done + 2].text.lower() in _PARTICIPLES:
                continue
            if name.hit.entity.kind == "person":
                continue
            self._keep(self._made(
                head, name.first, name.last, "name", name.hit.entity.kind if not is_state(name.hit) else "government",
                "metonym", name=name.hit.entity.name, country=name.hit.country,
                sectors=("GOV",) if is_state(name.hit) else name.hit.sectors, hits=name.hits, state=is_state(name.hit),
            ))  # fmt: skip

    def _owned(self, i: int, core: int) -> bool:
        """Whether a token hangs on `core` through an owner: "Russian" of "the Russian leader's schedule"."""
        steps = 0
        while i != core and steps < 12:
            if self.tokens[i].dep == "poss" or self.tokens[i].head == i:
                return True
            i = self.tokens[i].head
            steps += 1
        return False

    def _uncovered(self) -> None:
        """Names that the parse made no phrase of: of persons, bodies, and states that stand before a verb."""
        covered = {i for each in self.found for i in range(each.first, each.last + 1)} | self._taken
        for i, name in list(self.names.at.items()):
            if i != name.first or any(j in covered for j in range(name.first, name.last + 1)):
                continue
            head = self.tokens[name.last]
            mention: Mention | None = None
            inner = head.dep in ("compound", "amod", "nmod", "npadvmod")
            if name.hit is None and self.titles.nobody(name):
                continue
            if name.label == "PERSON" and (not inner or name.last > name.first):
                mention = self._person(head, name, name.first)
            elif name.label == "GPE" and name.hit is not None and head.dep in ("compound", "nmod") and (
                self.tokens[head.head].pos in ("VERB", "AUX")):
                mention = self._state(head, name)
            elif name.label == "ORG" and not inner:
                mention = self._body(head, name, name.first)
            if mention is not None:
                self.found.append(mention)
                covered.update(range(name.first, name.last + 1))
        self._surnames(covered)

    def _surnames(self, covered: set[int]) -> None:
        """Surnames of people named in full elsewhere, where the parser took them for something else."""
        known = {
            self.tokens[i].text
            for each in self.found
            if each.form == "name" and each.kind == "person" and " " in (each.name or "")
            for i in (each.last, each.head)
        }
        for token in self.tokens:
            if token.text in known and token.i not in covered and token.text[0].isupper() and token.dep in ("intj", "ROOT", "dep",
                                                                                                           "advmod", "npadvmod"):
                self.found.append(self._person(token, Name(token.i, token.i, "PERSON"), token.i))

    def _definite(self, first: int, head: int) -> bool:
        return any(
            self.tokens[i].text.lower() in ("the", "this", "that", "these", "those", "both") or self.tokens[i].dep == "poss"
            for i in range(max(0, first), head)
        )

    def _possessor(self, first: int, head: int) -> int | None:
        """The token that heads the owner: "Kozlov" of "Kozlov's ministry", "its" of "its army"."""
        for i in range(head - 1, first - 1, -1):
            token = self.tokens[i]
            if token.dep == "poss" and i not in self._inside(head):
                return i
        return None

    def _inside(self, head: int) -> range:
        name = self.names.at.get(head)
        return range(name.first, name.last + 1) if name else range(0)

    def _bare(self, first: int) -> int:
        while self.tokens[first].dep in ("det", "predet", "nummod") and first + 1 < len(self.tokens):
            first += 1
        return first

    def _words(self, first: int, last: int) -> str:
        return span_of(self.parse, first, last, self.text).of(self.text)

    def _made(self, head: Token, first: int, last: int, form: Form, kind: PartyKind, how: How, **fields: object) -> Mention:
        span = span_of(self.parse, first, last, self.text)
        return Mention(span, span.of(self.text), head.i, first, last, form, kind, how, **fields)  # type: ignore[arg-type]


NAMED = frozenset({"name", "alias", "former name", "acronym"})
