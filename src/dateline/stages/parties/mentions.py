"""Phrases and names go in; mentions come out: every phrase that stands for somebody, as far as its own words tell."""

from __future__ import annotations

from dateline.model.parse import Token
from dateline.model.party import PartyKind
from dateline.stages.parties.described import INDEFINITE, Described
from dateline.stages.parties.mention import PRONOUNS, Mention
from dateline.stages.parties.names import Name, is_state
from dateline.stages.parties.phrases import first_of, heads
from dateline.stages.parties.words import is_plural, singular

NAMED = frozenset({"name", "alias", "former name", "acronym"})
"""The ways of matching by which a body before a noun is called by its own name ("EU sanctions")."""
_PARTICIPLES = frozenset(
    "backed made era style type born trained funded supported controlled held occupied aligned sponsored "
    "armed run owned built supplied brokered imposed dominated ruled installed appointed speaking majority bound "
    "friendly linked allied mediated hosted drafted organised organized administered financed educated language".split()
)


_BEARING = frozenset(
    "intj ROOT dep advmod npadvmod nsubj nsubjpass dobj pobj dative conj poss appos attr agent".split()
)
"""What a surname may be in the parse where it stands for its bearer; before another noun it is part of a name."""


class Finder(Described):
    """Finds all mentions of one report."""

    def mentions(self) -> list[Mention]:
        """All mentions, sorted by where they start, the longer first."""
        for unit, parsed in enumerate(self.parse.units):
            if self._furniture(parsed.sentence):
                continue
            for head in heads(self.parse, unit, self.names.at):
                if head.i in self._taken or self._inner(head):
                    continue
                mention = self._mention(head)
                if mention is not None:
                    self._keep(mention)
        self._uncovered()
        self.found.sort(key=lambda each: (each.span.start, -each.span.end))
        return self.found

    def _furniture(self, sentence: int) -> bool:
        """Whether a sentence is a dateline or a credit: the places and names in it act nowhere."""
        return self.reading.sentences[sentence].kind in ("dateline", "credit", "boilerplate")

    def _inner(self, head: Token) -> bool:
        """Whether a token is inside a name that another token heads: "Korea" in "the Bank of Korea"."""
        name = self.names.at.get(head.i)
        if name is None or head.i == name.last:
            return name is not None and self._within(name, head.head)
        return self._within(name, head.head) or not self._within(name, self.tokens[name.last].head)

    def _within(self, name: Name, i: int) -> bool:
        return name.first <= i <= name.last and not (i == name.last == name.first)

    def _mention(self, head: Token) -> Mention | None:
        if head.tag in ("PRP", "PRP$", "WP", "WP$", "WDT") or (head.pos == "PRON" and head.text.lower() in PRONOUNS):
            return self._pronoun(head)
        if head.text.lower() in INDEFINITE:
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
        """ "a senior official forecast", "bishops risk …": somebody, where the parse takes the verb for a noun."""
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
            if (
                done + 2 < len(self.tokens)
                and self.tokens[done + 1].text == "-"
                and self.tokens[done + 2].text.lower() in _PARTICIPLES
            ):
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
            if self._furniture(head.sentence):
                continue
            mention: Mention | None = None
            inner = head.dep in ("compound", "amod", "nmod", "npadvmod")
            if name.hit is None and self.titles.nobody(name):
                continue
            if name.label == "PERSON" and (not inner or name.last > name.first):
                mention = self._person(head, name, name.first)
            elif (
                name.label == "GPE"
                and name.hit is not None
                and head.dep in ("compound", "nmod")
                and (self.tokens[head.head].pos in ("VERB", "AUX"))
            ):
                mention = self._state(head, name)
            elif name.label == "ORG" and (not inner or self._beside_another(head)):
                mention = self._body(head, name, name.first)
            if mention is not None:
                self.found.append(mention)
                covered.update(range(name.first, name.last + 1))
        self._surnames(covered)

    def _of_a_name(self, i: int) -> bool:
        """Whether a token is of a name that is nobody's: one of several ("Victoria Park"), or a place ("in Amman")."""
        name = self.names.at.get(i)
        if name is None or name.label == "PERSON":
            return False
        return name.first < name.last or (name.label in ("GPE", "LOC", "FAC") and self.tokens[i].dep == "pobj")

    def _beside_another(self, head: Token) -> bool:
        """Whether a body that the parse put before another is named beside it: "the Coast Guard and Harbour Office"."""
        other = self.names.at.get(head.head)
        return other is not None and other.label == "ORG" and bool(self.parse.children(head, "cc"))

    def _surnames(self, covered: set[int]) -> None:
        """Surnames of people named in full elsewhere, where the parser took them for something else."""
        known = {
            self.tokens[i].text
            for each in self.found
            if each.form == "name" and each.kind == "person" and " " in (each.name or "")
            for i in (each.last, each.head)
        }
        for token in self.tokens:
            if (
                token.text in known
                and token.i not in covered
                and token.text[0].isupper()
                and token.dep in _BEARING
                and not self._of_a_name(token.i)
            ):
                self.found.append(self._person(token, Name(token.i, token.i, "PERSON"), token.i))
