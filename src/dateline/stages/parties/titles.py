"""The words of a phrase go in; out comes what they say of somebody: title, office, organisation, country, sectors."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.kit import Kit
from dateline.model.parse import Token
from dateline.model.reading import Reading
from dateline.model.roles import Gender, Role
from dateline.stages.parties.names import Knowledge, Name, Names, is_state
from dateline.stages.parties.phrases import span_of
from dateline.stages.parties.words import is_plural, singular

_LONGEST = 5
_HYPHENED = frozenset(
    "backed led made era style type born trained funded supported controlled held occupied aligned sponsored "
    "armed run owned built supplied brokered imposed dominated based friendly linked allied bound speaking "
    "mediated".split()
)
_FORMER = frozenset({"former", "ex", "late", "ousted", "deposed", "onetime", "erstwhile", "then", "retired"})
_SERVING = frozenset({"officer", "official", "agent", "source", "member", "worker", "fighter", "soldier", "commander"})
_OF_A_WAR = frozenset({"war", "veteran", "veterans", "vet", "vets"})
"""What makes a country before it where somebody fought: "an Iraq war veteran"."""
_DISEASES = ("covid", "covi", "sars", "mers-", "h1n1", "h5n1", "ebola")
_ARMED = frozenset(
    "army naval navy military marine marines air carrier combined armoured armored expeditionary joint amphibious "
    "allied multinational".split()
)
_CAUSES = frozenset(
    "rights legal defence defense relief wildlife children aid heritage conservation solidarity".split()
)
_SPORTS = frozenset(
    "tennis chess football basketball athletics cricket rugby hockey swimming cycling boxing wrestling sport sports "
    "skating ski volleyball handball badminton golf gymnastics judo weightlifting".split()
)
_RUNNING = frozenset({"candidate", "nominee", "contender", "hopeful", "presidential candidate", "frontrunner"})
_CAMPAIGNING = frozenset(
    "official spokesman spokeswoman spokesperson aide manager staffer adviser advisor chairman chair director worker "
    "volunteer".split()
)
_SIDES = frozenset(
    "external third other interested outside private relevant injured warring belligerent either".split()
)
_RANKS = frozenset("officer sergeant corporal lieutenant captain major colonel commander general brigadier".split())
"""Ranks that armies and police forces share."""
_POLICE = frozenset({"police", "constabulary", "gendarmerie", "policing", "traffic", "sheriff"})
_BASES = frozenset("MIL COP LEG REB UAF CRM JUD SPY BUS LAB EDU JRN MED REL AGR".split())


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: from which token, as written, and what it says."""

    first: int
    title: str | None = None
    office: str | None = None
    organisation: str | None = None
    sectors: tuple[str, ...] = ()
    country: str | None = None
    gender: Gender | None = None
    role: Role | None = None
    former: bool = False


class Titles:
    """Reads the words of phrases of one report."""

    def __init__(self, reading: Reading, kit: Kit, knowledge: Knowledge, names: Names) -> None:
        self.parse, self.text, self.roles = reading.parse, reading.report.text, kit.roles
        self.knowledge, self.names = knowledge, names
        self.tokens = self.parse.tokens
        self.weak, self.measures, self.lands = kit.roles.weak, kit.roles.measures, kit.roles.lands
        self.opening = frozenset({"chief", "chair", "head", "speaker", "member", "secretary", "president", "chancellor",
                                  "minister", "house", "chamber", "commander"})  # fmt: skip
        self._roles_at: dict[int, tuple[Role | None, int]] = {}

    # -- roles ------------------------------------------------------------------------------------------------

    def role_at(self, i: int) -> tuple[Role | None, int]:
        """The longest role noun that ends at token `i`, and the token that it begins with."""
        if i not in self._roles_at:
            self._roles_at[i] = self._longest(i)
        return self._roles_at[i]

    def _longest(self, i: int) -> tuple[Role | None, int]:
        token = self.tokens[i]
        low = token.text.lower()
        last = singular(low)
        if last not in self.roles.ends and low not in self.roles.ends:
            return None, i
        start, _ = self.parse.ranges[token.unit]
        for size in range(min(_LONGEST, i - start + 1), 0, -1):
            begin = self.tokens[i - size + 1]
            head = " ".join(self.text[begin.start : token.start].lower().split()) if size > 1 else ""
            if " of " in head or head.endswith(" of"):
                continue
            glue = "" if size == 1 or self.tokens[i - 1].end == token.start else " "
            for word in (last, low):
                role = self.roles.nouns.get(head + glue + word)
                if role is not None:
                    return role, begin.i
        return None, i

    def role_from(self, i: int) -> tuple[Role | None, int]:
        """A role of several words that begins with token `i` ("chief of staff"), and its last token."""
        token = self.tokens[i]
        _, stop = self.parse.ranges[token.unit]
        found, _ = self.role_at(i)
        if singular(token.text.lower()) not in self.roles.begins:
            return found, i
        for end in range(min(i + 4, stop - 1), i, -1):
            words = " ".join(self.text[token.end : self.tokens[end].end].lower().split())
            glue = "" if self.text[token.end : token.end + 1] == "-" else " "
            role = self.roles.nouns.get(singular(token.text.lower()) + glue + words)
            if role is not None:
                return role, end
        return found, i

    def role_within(self, name: Name) -> Role | None:
        """The role noun of an organisation's name: the one before "of", else its last word ("Foreign Ministry")."""
        heads = [i for i in range(name.first, name.last) if self.tokens[i + 1].text.lower() in ("of", "for")]
        for i in [*heads[:1], name.last]:
            role, _ = self.role_at(i)
            if role is not None and role.kind != "person":
                return role
        return None

    # -- names ------------------------------------------------------------------------------------------------

    def unmarked(self, head: Token, first: int, core: int) -> Name | None:
        """A person's name that the recogniser missed: words in capitals after a title, or with a given name."""
        if head.pos != "PROPN" or not (head.text[0].isupper() or self.tokens[core - 1].text == "-"):
            return None
        return self._titled(first, core) or self._given(first, core)

    def _given(self, first: int, core: int) -> Name | None:
        """ "Alexei Navalny", "Ng Eng Hen": words in capitals that begin with a given name or a family name."""
        start = core
        while (
            start > first
            and self._namelike(self.tokens[start - 1])
            and self.role_at(start - 1)[0] is None
            and (self.tokens[start - 1].tag not in ("POS", "CD") and start - 1 not in self.names.at)
        ):
            start -= 1
        if start == core or core - start > 4 or self.role_at(core)[0] is not None:
            return None
        low = self.tokens[start].text.lower()
        if low not in self.roles.given_names and low not in self.roles.family_first:
            return None
        if low in ("an", "so", "no", "do", "to", "he", "le", "la", "may") and not self._not_article(start):
            return None
        if self.nobody(Name(start, core, "PERSON")):
            return None
        words = span_of(self.parse, start, core, self.text).of(self.text)
        known = self.knowledge.find(words)
        if known and known[0].entity.kind != "person":
            return None
        return Name(start, core, "PERSON", known)

    def _not_article(self, i: int) -> bool:
        """Whether "An" is a name: before a consonant it cannot be the article."""
        return (
            self.tokens[i].text == "An"
            and self.tokens[i + 1].text[0].upper() not in "AEIOUH"
            and self.tokens[i + 1].text[0].isupper()
        )

    def _titled(self, first: int, core: int) -> Name | None:
        for i in range(core - 1, max(first, core - 5) - 1, -1):
            role, _ = self.role_at(i)
            titled = self.tokens[i].text.lower() in self.roles.honorifics
            if not titled and (
                role is None or role.kind != "person" or is_plural(self.tokens[i].text, self.tokens[i].tag)
            ):
                continue
            rest = range(i + 1, core + 1)
            if self.role_at(core)[0] is not None or not all(self._namelike(self.tokens[j]) for j in rest):
                return None
            words = span_of(self.parse, i + 1, core, self.text).of(self.text)
            hits = tuple(hit for hit in self.knowledge.find(words) if hit.entity.kind == "person")
            other = self.knowledge.find(words)
            if other and not hits:
                return None
            return Name(i + 1, core, "PERSON", hits)
        return None

    def _namelike(self, token: Token) -> bool:
        return token.text[0].isupper() or token.text == "-" or token.text.lower() in self.roles.particles

    def gender(self, name: Name) -> Gender | None:
        """The gender that a person's given name has mostly."""
        if name.last == name.first:
            return None
        for i in (name.first, name.first + 1, name.last):
            found = self.roles.given.get(self.tokens[i].text.lower())
            if (
                found is not None
                and i <= name.last
                and (i < name.last or self.tokens[name.first].text.lower() in self.roles.family_first)
            ):
                return found
        return None

    def nobody(self, name: Name) -> bool:
        """Whether a name is not of somebody: a treaty, a storm, a strait, a day."""
        last = singular(self.tokens[name.last].text.lower())
        if self.tokens[name.first].text.lower().startswith(_DISEASES):
            return True
        if self.tokens[name.first].text.lower() in self.roles.nobody_before and name.last > name.first:
            return True
        return last in self.roles.nobody and self.role_at(name.last)[0] is None

    # -- what the words say -----------------------------------------------------------------------------------

    def before(self, first: int, name: Name) -> Title:
        """The title before a person's name."""
        start = first
        while start < name.first and self.tokens[start].dep in ("det", "predet", "punct"):
            start += 1
        role: Role | None = None
        gender: Gender | None = None
        address = None
        for i in range(name.first - 1, start - 1, -1):
            word = self.tokens[i].text.lower()
            if word in self.roles.honorifics and i == name.first - 1:
                gender = self.roles.honorifics[word]
                address = i
            found, _ = self.role_at(i)
            if found is not None and found.kind == "person" and role is None:
                role = found
                gender = gender or found.gender
        if role is None and address is None:
            return Title(start)
        last = name.first - 1
        while last > start and self.tokens[last].dep == "punct":
            last -= 1
        return Title(
            start,
            span_of(self.parse, start, last, self.text).of(self.text),
            self.office(role, start, last),
            self.organisation(start, last, last, last),
            self.sectors(role, start, last),
            self.country(start, last, role),
            gender,
            role,
            self.former(start, last),
        )

    def as_title(self, first: int, last: int, role: Role) -> str | None:
        """A description of an office holder as a title: without its article."""
        if role.kind != "person" or not (
            set(role.sectors) & {"GOV", "LEG", "MIL", "JUD"} or role.noun in ("leader", "chief")
        ):
            return None
        while first < last and self.tokens[first].dep in ("det", "predet", "nummod"):
            first += 1
        return span_of(self.parse, first, last, self.text).of(self.text)

    def former(self, first: int, last: int) -> bool:
        return any(self.tokens[i].text.lower() in _FORMER for i in range(first, last + 1))

    def office(self, role: Role | None, first: int, last: int) -> str | None:
        """What an office is called whatever the words: "external affairs minister" is "minister of foreign affairs"."""
        if role is None or role.kind not in ("person", "government"):
            return None
        noun = role.noun
        tail = noun.split()[-1]
        if tail in ("minister", "ministry", "secretary", "department") and noun not in (
            "prime minister",
            "press secretary",
        ):
            area = self._area(first, last)
            if area is None:
                return noun if role.kind == "person" else None
            rank = "minister" if role.kind == "person" else "ministry"
            words = {self.tokens[i].text.lower() for i in range(first, last + 1)}
            lead = "deputy " if words & {"deputy", "vice", "assistant", "junior"} and role.kind == "person" else ""
            return f"{lead}{rank} of {area}"
        if role.kind != "person":
            return None
        if "spokesperson" in self.roles.classes.get(noun, ()):
            return "spokesperson"
        return noun if role.sectors or noun in ("leader", "chief", "head", "director", "chairman") else None

    def _area(self, first: int, last: int) -> str | None:
        words = [self.tokens[i].text.lower() for i in range(first, last + 1)]
        for size in (4, 3, 2, 1):
            for at in range(len(words) - size + 1):
                area = self.roles.offices.get(" ".join(words[at : at + size]))
                if area is not None:
                    return area
        return None

    def organisation(self, first: int, core: int, head: int, last: int) -> str | None:
        """Whom a person works or speaks for: an organisation before the role, its owner, or after "of"."""
        best: tuple[int, int] | None = None
        for i in range(head - 1, first - 1, -1):
            name = self.names.at.get(i)
            role, begin = self.role_at(i)
            if (
                role is not None
                and role.kind not in ("person", "population")
                and role.noun not in self.roles.weak
                and self.tokens[i].text[0].isupper()
                and self.tokens[i].dep != "amod"
            ):
                start = begin
                while (
                    start > first
                    and self.tokens[start - 1].dep in ("compound", "amod", "nmod", "poss", "case")
                    and (self.tokens[start - 1].text[0].isupper() or self.tokens[start - 1].dep == "case")
                ):
                    start -= 1
                while start < i and (
                    self.tokens[start].dep in ("det", "case") or (self._is_state(start) and i - start > 1)
                ):
                    start += 1
                best = (start, i)
                break
            if name is not None and name.label == "ORG" and name.last < head and not self._is_field(name):
                best = (name.first, name.last)
                break
        if best is None:
            for i in range(core + 1, last + 1):
                name = self.names.at.get(i)
                if name is not None and name.label == "ORG":
                    best = (name.first, min(name.last, last))
                    break
        return None if best is None else span_of(self.parse, *best, self.text).of(self.text)

    def _is_field(self, name: Name) -> bool:
        """Whether what looks like a name is only the field of an office: "Defense" in "Defense Minister"."""
        words = " ".join(self.tokens[i].text.lower() for i in range(name.first, name.last + 1))
        return name.hit is None and (words in self.roles.offices or words in self.roles.fields)

    def _is_state(self, i: int) -> bool:
        name = self.names.at.get(i)
        return name is not None and name.label in ("NORP", "GPE")

    def country(self, first: int, last: int, role: Role | None = None) -> str | None:
        """The country that the words of a phrase give: of its adjective, its owner, or what follows "of"."""
        if role is not None and role.noun in self.roles.relations:
            first = next((i + 1 for i in range(last, first - 1, -1) if self.tokens[i].dep in ("case",)), first)
        i = first
        after_of = False
        while i <= last:
            token = self.tokens[i]
            word = token.text.lower()
            if word in ("to", "at", "against", "for"):
                return None
            if word == "of":
                after_of = True
            name = self.names.at.get(i)
            if name is not None and name.first <= i and name.label != "PERSON":
                code = name.hit.country if name.hit else None
                bound = (
                    name.last + 2 < len(self.tokens)
                    and self.tokens[name.last + 1].text == "-"
                    and (self.tokens[name.last + 2].text.lower() in _HYPHENED)
                )
                code = code or (name.place.country if name.place else None)
                if code is None and name.hit is None:
                    code = self._within(name)
                following = self.tokens[name.last + 1].text.lower() if name.last + 1 < len(self.tokens) else ""
                if (
                    code is not None
                    and not bound
                    and following not in _OF_A_WAR
                    and not (after_of and role is not None and role.noun in self.roles.relations)
                ):
                    return code
                i = max(i, name.last)
            i += 1
        return None

    def _within(self, name: Name) -> str | None:
        """The country whose name stands in an organisation's own: "Parliament of Iraq", "Indonesian Police"."""
        if name.last == name.first or name.label not in ("ORG", "FAC"):
            return None
        for first, last in (
            (name.first, name.first),
            (name.first, name.first + 1),
            (name.last, name.last),
            (name.last - 1, name.last),
        ):
            if name.first <= first <= last < name.last or name.first < first <= last == name.last:
                for hit in self.knowledge.find(span_of(self.parse, first, last, self.text).of(self.text))[:1]:
                    if is_state(hit) and hit.how != "capital":
                        return hit.country
        return None

    def sectors(self, role: Role | None, first: int, last: int) -> tuple[str, ...]:
        """The PLOVER sectors of a phrase: of its role noun, with what the words beside it add."""
        base = role.sectors if role else ()
        if role is not None and role.noun in _SERVING:
            own = tuple(dict.fromkeys(each for i in range(first, last + 1) for each in self._named_sectors(i)))
            if own and not set(own) & {"IGO", "NGO"}:
                return own
        led = self._led(role, first, last)
        if led:
            return led
        plain = self._by_company(role, first, last)
        if plain is not None:
            return plain
        if role is not None and role.noun == "chief executive" and self._of_a_place(first, last):
            return ("GOV",)
        added: list[str] = []
        words = [("" if self._known(i) else self.tokens[i].text.lower()) for i in range(first, last + 1)]
        for at, word in enumerate(words):
            pair = f"{word} {words[at + 1]}" if at + 1 < len(words) else ""
            for each in self.roles.fields.get(pair, ()) or self.roles.fields.get(word, ()):
                if each not in added and each not in base:
                    added.append(each)
        if self.former(first, last):
            return ("ELI", *(each for each in (*base, *added) if each not in ("GOV", "ELI")))
        if not base:
            body = self._body_sectors(first, last)
            if body:
                added = [*body, *(each for each in added if each in ("MIL", "COP", "OPP", "SPY") and each not in body)]
            named = [each for i in range(first, last + 1) for each in self._named_sectors(i)]
            added = [each for each in dict.fromkeys(added) if each != "ELI"]
            if role is not None and "REB" in added:
                return tuple(added)
            if not added and not named and role is not None and self._rules(role, first, last):
                return ("GOV",)
            return tuple(dict.fromkeys([*added, *named]))
        if role is not None and role.noun == "officer" and set(added) & {"SPY", "COP"}:
            return tuple(each for each in added if each in ("SPY", "COP"))
        if "MIL" in base and set(added) & {"REB", "UAF"}:
            return tuple(each for each in added if each in ("REB", "UAF"))
        kept = [each for each in added if each in ("OPP", "MIL", "REB", "JUD", "LEG", "SPY", "COP") and base[0] != each]
        if base == ("EDU",) and any("IGO" in self._named_sectors(i) for i in range(first, last + 1)):
            return ("IGO", *base)
        if base[0] in _BASES:
            kept = [each for each in kept if each in ("OPP", "REB")]
        if (
            role is not None
            and base == ("GOV",)
            and kept
            and kept[0] in ("COP", "SPY", "JUD", "LEG", "REB")
            and role.noun == "official"
        ):
            return (kept[0], *kept[1:])
        return (*base, *kept)

    def _by_company(self, role: Role | None, first: int, last: int) -> tuple[str, ...] | None:
        """The sectors of a role noun that the words beside it make another's: "campaign officials", "third parties"."""
        if role is None:
            return None
        words = {self.tokens[i].text.lower() for i in range(first, last + 1)}
        if role.noun in _RUNNING and not self.former(first, last):
            return ("PTY",)
        if "campaign" in words and role.noun.split()[-1] in _CAMPAIGNING:
            return ("PTY",)
        if role.noun == "party" and words & _SIDES:
            return ()
        if role.noun == "speaker" and "speakers" in words:
            return ()
        if role.noun == "task force" and not words & _ARMED:
            return ("COP",) if words & _POLICE else ("GOV",)
        if role.noun == "fund" and words & _CAUSES:
            return ("NGO",)
        if role.noun == "federation" and words & _SPORTS:
            return ()
        if role.noun in ("individual", "person"):
            return ("CVL",)
        if role.noun == "officer" and words & {"armed", "plainclothes", "undercover"}:
            return ("COP",)
        if role.kind == "person" and "MIL" in role.sectors and role.noun in _RANKS and words & _POLICE:
            return ("COP",)
        return None

    def _of_a_place(self, first: int, last: int) -> bool:
        """Whether the first name in a phrase is a place's, and no body's: "Guam's chief executive"."""
        name = next((self.names.at[i] for i in range(first, last + 1) if i in self.names.at), None)
        return name is not None and name.label in ("GPE", "NORP")

    def _led(self, role: Role | None, first: int, last: int) -> tuple[str, ...]:
        """The sectors of the body that somebody presides over: "president of the Teachers' League"."""
        if role is None or role.noun.split()[-1] not in ("president", "secretary", "treasurer", "vice-president"):
            return ()
        after = next((i for i in range(first, last) if self.tokens[i].text.lower() == "of"), None)
        name = (
            None
            if after is None
            else next((self.names.at[i] for i in range(after, last + 1) if i in self.names.at), None)
        )
        if name is None or name.label != "ORG":
            return ()
        within = self.role_within(name)
        return name.hit.sectors if name.hit else (within.sectors if within else ())

    def _known(self, i: int) -> bool:
        """Whether a token is part of a longer name of somebody known: its words say nothing by themselves."""
        name = self.names.at.get(i)
        return name is not None and name.hit is not None and name.last > name.first

    def _body_sectors(self, first: int, last: int) -> tuple[str, ...]:
        """The sectors of a body that a person heads or speaks for: "Industry Department Director"."""
        for i in range(first, last + 1):
            role, _ = self.role_at(i)
            if (
                role is not None
                and role.kind in ("government", "military")
                and role.sectors
                and role.noun not in self.weak
            ):
                return role.sectors
        return ()

    def _rules(self, role: Role, first: int, last: int) -> bool:
        """Whether a bare head word is one of a state: "the Russian leader", "Seoul's chief negotiator"."""
        if role.kind != "person" or not {"head", "spokesperson", "president"} & self.roles.classes.get(
            role.noun, frozenset()
        ):
            return False
        return self.country(first, last) is not None

    def _named_sectors(self, i: int) -> tuple[str, ...]:
        name = self.names.at.get(i)
        if name is None or name.hit is None or name.first != i or name.label == "NORP" or name.label == "GPE":
            return ()
        return name.hit.sectors if name.hit.entity.kind != "person" else ()
