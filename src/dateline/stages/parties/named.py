"""A phrase that ends in a name goes in; the mention comes out: a person with title, a people, a state, a body."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.model.party import How, PartyKind
from dateline.model.roles import Role
from dateline.stages.parties.ground import OF, Ground
from dateline.stages.parties.mention import Mention
from dateline.stages.parties.names import MEDIA, Name, is_state
from dateline.stages.parties.phrases import first_of
from dateline.stages.parties.words import count_of, is_plural, singular

_SOME = frozenset("a an one another some other several many most few fellow leading senior prominent moderate".split())
"""Words before a party's name in the plural that pick out members of it."""


class Named(Ground):
    """Finds mentions that are names."""

    def _named(self, head: Token, name: Name | None, first: int, core: int) -> Mention | None:
        """A phrase that ends in a name: "Russian Defense Minister Sergei Shoigu", "RIA Novosti", "Moscow"."""
        if (
            name is None
            or (name.label not in ("PERSON", "ORG", "GPE", "NORP") and name.hit is None)
            or (name.label != "PERSON" and name.hit is None)
        ):
            name = self.titles.unmarked(head, first, core) or name
        if (
            name is None
            or name.last < head.i
            or (
                name.label in ("LOC", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "DATE", "TIME", "LANGUAGE")
                and name.hit is None
            )
        ):
            return None
        if name.label not in ("PERSON", "ORG", "GPE", "NORP") and name.hit is None:
            return None
        if name.hit is None and self.titles.nobody(name):
            return None
        if self._surname(head, name):
            return self._person(head, Name(name.first, name.last, "PERSON"), first)
        if name.label == "PERSON":
            return self._person(head, name, first)
        partisan = self._partisan(head, name, first)
        if partisan is not None:
            return partisan
        if name.label == "NORP":
            return self._people(head, name, first, core)
        if name.label == "GPE" and (name.hit is None or is_state(name.hit)):
            return self._state(head, name)
        return self._body(head, name, first)

    def _person(self, head: Token, name: Name, first: int) -> Mention:
        name = self._family(name, first)
        first = self._after_others(min(first, name.first), name)
        if first == name.first:
            first = self._title_before(name)
        if first > 1 and self.tokens[first - 1].text == "of":
            role, end = self.titles.role_from(first - 2)
            if role is not None and role.kind == "person" and first <= end < name.first:
                first = first_of(self.parse, self.tokens[first - 2], self.text)
        while first < name.first and (self.tokens[first].text.lower() in MEDIA or self.tokens[first].ent == "DATE"):
            first += 1  # "On Twitter Ruiz …", "on Saturday Ruiz …": no words of a title
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

    def _after_others(self, first: int, name: Name) -> int:
        """Where a person's phrase begins that the parse ran together with others: "minister X and premier Y"."""
        for i in range(name.first - 1, first, -1):
            before = self.names.at.get(i - 1)
            if self.tokens[i].dep != "cc" and self.tokens[i].text != ",":
                continue
            if before is not None and before.label == "PERSON" and self.tokens[before.last].dep in ("appos", "conj"):
                return i + 2 if self.tokens[i + 1].dep == "cc" and i + 2 <= name.first else i + 1
        return first

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
        if self.tokens[at].pos == "VERB" and self.tokens[name.last].head == at:  # "Ruiz accused Rojas"
            return name.first
        if self.tokens[at].dep in ("nsubj", "dobj", "pobj", "dative") and self.tokens[at].text.islower():
            return name.first
        first = min(begin, first_of(self.parse, self.tokens[at], self.text))
        while (
            first > start
            and (first - 1) in self.names.at
            and first - 1 not in self._taken
            and (
                self.names.at[first - 1].label in ("NORP", "GPE")
                and self.tokens[first - 1].dep in ("amod", "compound", "nmod")
            )
        ):
            first -= 1
        return first

    def _unknown(self, head: Token, first: int, core: int) -> Mention | None:
        """A name that nothing else knows, where it stands for somebody: "Gazprom will begin", "Ruiz: no"."""
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
        if (name.hit is not None and name.hit.entity.kind == "person" and core > start) or (
            name.hit is not None and name.hit.score > 0.6
        ):
            if name.hit.entity.kind == "person":
                return self._person(head, Name(start, core, "PERSON", name.hits), first)
            return self._state(head, name) if is_state(name.hit) else self._body(head, name, first)
        if self.titles.nobody(name):
            return None
        if (start == core and head.text.lower() in self.titles.weak) or singular(
            head.text.lower()
        ) in self.roles.things:
            return None
        role = self.titles.role_within(name)
        if role is None and start == core and not head.text.isupper() and self.tokens[first].dep != "det":
            return self._made(head, first, core, "name", "unnamed", "named", name=head.text, definite=True)
        return self._body(head, Name(start, core, "ORG"), first)

    def _modified(self, first: int, until: int) -> bool:
        return first < until and all(self.tokens[i].pos in ("ADJ", "PROPN", "NOUN", "DET") for i in range(first, until))

    def _surname(self, head: Token, name: Name) -> bool:
        """Whether a single name is that of somebody named in full, and no people nor town: "Amman advised her"."""
        if self._words(name.first, name.last) not in self.surnames or name.label == "PERSON":
            return False
        if name.hit is None:
            return name.label == "NORP" or (name.label == "ORG" and name.first < name.last)
        return name.hit.how in ("capital", "metonym") and not self.usage.is_place(head, name)

    def _partisan(self, head: Token, name: Name, first: int) -> Mention | None:
        """ "A Republican", "two Democrats", "some Tories": members of a party, and not the party."""
        if name.hit is None or "PTY" not in name.hit.sectors or name.first < name.last or first == name.first:
            return None
        plural = is_plural(head.text, head.tag)
        before = self.tokens[first : name.first]
        some = any(each.tag == "CD" or each.text.lower() in _SOME for each in before)
        if not some or (not plural and before[0].text.lower() not in ("a", "an", "one", "another")):
            return None
        numbers = [each.text for each in before if each.tag == "CD"]
        return self._made(
            head, first, name.last, "description", "person", "description", country=name.hit.country,
            sectors=("PTY",), role=Role(noun="politician", kind="person", sectors=("PTY",)), plural=plural,
            count=count_of(numbers),
        )  # fmt: skip

    def _people(self, head: Token, name: Name, first: int, core: int) -> Mention | None:
        """ "Russians", "the Chinese", "four Saudis": a people."""
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
            last = self._complemented(name.last, name.last, OF)
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
        return (
            first
            if all(self.tokens[i].pos in ("NOUN", "ADJ", "DET", "PROPN", "NUM") for i in range(first, name.first))
            else name.first
        )
