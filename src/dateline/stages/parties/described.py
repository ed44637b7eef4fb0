"""A phrase headed by a common noun goes in; the mention comes out, if it stands for somebody there."""

from __future__ import annotations

from dataclasses import replace

from dateline.model.parse import Token
from dateline.model.roles import Role
from dateline.stages.parties.ground import OF
from dateline.stages.parties.mention import Mention
from dateline.stages.parties.named import Named
from dateline.stages.parties.names import Name, is_state
from dateline.stages.parties.phrases import complement
from dateline.stages.parties.words import count_of, is_plural, singular

INDEFINITE = frozenset(
    "those anyone anybody someone somebody nobody everyone everybody both neither either each others all some "
    "many several few most whoever".split()
)
_HOLDERS = frozenset({"of", "to", "for", "at", "from"})
_PEOPLE = frozenset({"of", "to", "at", "from", "in"})
_BODIES = frozenset({"of", "for"})
_OF_A_CHARGE = frozenset(
    "accuse suspect convict acquit strip rob warn inform assure clear deprive remind notify cleanse rid".split()
)
_CIVIL = frozenset({"passenger", "civilian", "commercial", "cargo", "private", "boeing", "airbus", "business"})
_KINDS_OF_STATE = frozenset("welfare nanny deep surveillance solid steady rentier".split())
"""What makes of "state" a way of governing: "cut the welfare state"."""
_AGENTIVE = ("er", "or", "ist", "ian", "eer", "ee", "ant", "man", "woman", "smith", "ite", "ster")


class Described(Named):
    """Finds mentions that are descriptions, and titles that the parse tore from their names."""

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
            found = complement(self.parse, head.i, core, self.text, OF)
            if found is not None:
                inner = self.tokens[found[0]]
                deeper = self._inner_role(inner)
                if deeper is not None and deeper.noun in self.titles.lands:
                    return None
                if deeper is not None and (
                    role is None or role.kind in ("organisation", "group", "population") or not role.sectors
                ):
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
            last = max(last, self._complemented(head.i, core, OF))
        if role.kind == "person" and not plural and self._with_another_title(first, core):
            return None
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

    def _with_another_title(self, first: int, core: int) -> bool:
        """Whether a bare title shares the name behind the next one: "former archbishop and cardinal Luis Rojas"."""
        at = core + 2
        _, stop = self.parse.ranges[self.tokens[core].unit]
        if at + 1 >= stop or self.tokens[core + 1].dep != "cc" or self.tokens[first].dep == "det":
            return False
        name = self.names.at.get(at + 1)
        role, _ = self.titles.role_at(at)
        return role is not None and role.kind == "person" and name is not None and name.label == "PERSON"

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
        if name is not None and name.hit is not None and name.first < name.last and not is_state(name.hit):
            return None  # its last word says nothing of its own: "leaders of the European Union"
        if role is None and name is not None and name.label == "NORP":
            return Role(noun=inner.text.lower(), kind="population", sectors=("CVL",))
        return role or self._agentive(inner, is_plural(inner.text, inner.tag))

    def _agentive(self, head: Token, plural: bool) -> Role | None:
        """A noun that is in no list but is made like one for a person, and stands where somebody acts or suffers."""
        word = singular(head.text.lower())
        if head.pos == "NUM" or head.tag == "CD":
            counted = head.i > 0 and self.tokens[head.i - 1].text.lower() == "the" and head.text.isalpha()
            whole = self.tokens[head.i - 1].head == head.i and not head.ent.startswith(("DATE", "MON", "PERC", "TIME"))
            if counted and whole and head.dep in ("dobj", "pobj", "nsubj", "nsubjpass") and word != "one":
                return Role(noun=word, kind="population")  # "saw the twelve"
            if (
                head.dep in ("nsubj", "nsubjpass")
                and self.usage.agentive(head)
                and not head.ent.startswith(("DATE", "MON", "PERC", "TIME"))
            ):
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
        if role.noun == "state" and self.tokens[head.i - 1].text.lower() in _KINDS_OF_STATE and head.i > first:
            return False
        if role.noun == "exchange" and self._of_a_thing(core):
            return False  # "an exchange of prisoners"
        if role.noun in ("settlement", "inquiry") and self.usage.governor(head)[1] not in ("nsubj", "poss"):
            return False  # what is reached, opened or criticised, not who
        if role.platform and any(self.tokens[i].text.lower() in _CIVIL for i in range(first, head.i)):
            return False
        if role.noun == "authority" and head.text.islower() and not is_plural(head.text, head.tag):
            return self.usage.agentive(head)
        if role.noun == "body" and is_plural(head.text, head.tag):
            return False
        if (
            role.noun in self.titles.weak
            and role.kind == "person"
            and (
                any(self.tokens[i].tag == "CD" for i in range(first, head.i))
                or (
                    core + 1 < len(self.tokens) and self.tokens[core + 1].text == "of" and self._definite(first, head.i)
                )
            )
        ):
            return True
        if role.noun in self.titles.weak or role.platform:
            owner = self._possessor(first, head.i)
            if (
                role.noun in self.titles.weak
                and role.kind != "person"
                and owner is not None
                and self.tokens[owner].tag == "PRP$"
            ):
                return self.usage.agentive(head)
            owned = self.titles.country(first, core) is not None or any(
                i in self.names.at and self.names.at[i].label in ("ORG", "GPE", "NORP") for i in range(first, head.i)
            )
            return owned or self.usage.agentive(head) or owner is not None
        return True

    def _of_a_thing(self, core: int) -> bool:
        """ "A state of emergency": not a state."""
        following = self.tokens[core + 1 : core + 3]
        return len(following) == 2 and following[0].text == "of" and following[1].pos == "NOUN"

    def _appended(self, head: Token, role: Role, first: int, core: int, plural: bool) -> Mention | None:
        """ "minister Ana Ruiz", "ambassador to Chile Ana Ruiz", where the parse ties the name to something else."""
        at = core + 1
        _, stop = self.parse.ranges[head.unit]
        if plural or role.kind != "person" or at >= stop:
            return None
        if self.tokens[at].text.lower() in ("of", "to", "at", "for", "from") and at + 1 < stop:
            at += 2 if self.tokens[at + 1].dep == "det" and at + 2 < stop else 1
            body = self.names.at.get(at)
            inner, _ = self.titles.role_at(at)
            if body is None and inner is not None and inner.kind != "person":  # "speaker of the parliament Ana Ruiz"
                body = Name(at, at, "ORG")
            at = body.last + 1 if body is not None and body.label != "PERSON" else stop
        name = self.names.at.get(at)
        if name is None or name.first != at or name.label != "PERSON" or at >= stop:
            return None
        if self.text[self.tokens[at - 1].end : self.tokens[at].start].strip(" \n"):
            return None
        self._taken.update(range(name.first, name.last + 1))
        return self._person(self.tokens[name.last] if self.tokens[name.last].dep == "appos" else head, name, first)

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
        """ "Those who", "anyone", "both": somebody where the words are of people who act or are acted upon."""
        word = head.text.lower()
        last = head.i
        if word in ("those", "all", "some", "many", "others", "several", "few", "most"):
            followed = self.parse.children(head, "relcl", "acl")
            personal = any(
                each.text.lower() == "who" for clause in followed for each in self.parse.children(clause, "nsubj")
            )
            if (
                not personal
                and not (word in ("others", "some", "many") and self.usage.agentive(head))
                and not (word == "those" and followed)
            ):
                return None
        elif word in ("both", "neither", "either", "each") and not self.usage.agentive(head):
            return None
        last = self._complemented(head.i, head.i, OF)
        if last > head.i and self._inner_role(self.tokens[last]) is None:
            return None
        role = Role(noun=word, kind="unnamed")
        return self._made(
            head, head.i, last, "description", "unnamed", "description", role=role,
            plural=not word.endswith(("one", "body")), definite=word in ("both", "neither"),
        )  # fmt: skip
