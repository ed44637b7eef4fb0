"""The compiled index goes in and the knowledge base comes out: look-ups by name and day, by office, by words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast

import ahocorasick
from rapidfuzz.fuzz import ratio

from dateline.lexicon.actors import phrases
from dateline.lexicon.actors.names import (
    COMMON,
    FAMILY_FIRST,
    SHOUTED,
    fits,
    fold,
    key,
    lower,
    skeleton,
    without_article,
)
from dateline.model.actors import ActorHit, Coded, Match, RoleHit
from dateline.model.party import Entity, Office, PartyKind

RawOffice = tuple[str, str | None, str | None, str | None, str | None, list[str], int]
RawEntity = tuple[str, str, str, str | None, list[str], list[str], list[RawOffice], list[list[str]]]

BASE: dict[Match, float] = {
    "name": 1.0, "alias": 0.97, "acronym": 0.95, "former name": 0.9, "adjective": 0.95, "demonym": 0.95,
    "capital": 0.85, "metonym": 0.9, "surname": 0.8, "holder": 1.0,
}  # fmt: skip
"""How much a way of matching is worth before the day is looked at."""

FORMER = frozenset({"GOV", "LEG", "MIL", "SPY", "JUD", "COP", "PRE", "IGO"})
"""Sectors that end with the office; who left one is of the elite (ELI)."""

LEADING = (
    "junta leader", "supreme leader", "president", "prime minister", "monarch", "general secretary", "de facto leader",
)  # fmt: skip
"""Offices that lead a country when the usual one is vacant, in this order."""

ALIKE = 84.0
"""Least similarity (0 to 100, rapidfuzz ratio) of two spellings of one name whose consonants agree."""


@dataclass(frozen=True, slots=True)
class Known:
    """One entry of the name table: whose name, how written, how it matches, when in use, and what it overrides."""

    entity: int
    text: str
    how: Match
    start: str | None
    end: str | None
    country: str | None = None
    sectors: tuple[str, ...] = ()

    def in_use(self, on: date | None) -> bool:
        """Whether the name was in use on the day; where no day is known, whether it still is."""
        day = on.isoformat() if on else "9999"
        return (self.start or "") <= day <= (self.end or "9999")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entity stood on a day."""

    office: Office | None
    former: bool
    country: str | None
    sectors: tuple[str, ...]
    weight: float


class Index:
    """The knowledge base, as `dateline.model.actors.Actors` describes it; built from what `compile.build` made."""

    def __init__(
        self,
        entities: Sequence[RawEntity],
        names: dict[str, list[list[object]]],
        offices: dict[str, tuple[list[str], list[str], int]],
        roles: dict[str, list[str]],
        leads: dict[str, str],
    ) -> None:
        self._entities = entities
        self._names = names
        self._leads = leads
        self._words = phrases.Words(offices, roles)
        self._cache: dict[int, Entity] = {}

    # --- who -----------------------------------------------------------------------------------------------------

    def find(self, name: str, on: date | None = None) -> Sequence[ActorHit]:
        """Who bears `name`, best first: as written, else by initials and surname, else in another transliteration."""
        name = re.sub(r"['’]s?$", "", " ".join(name.split()).strip(' ,;:"“”()'))
        if not name:
            return ()
        known = list(self._known(name))
        return self._hits(known, on) or self._by_initials(name, on) or self._transliterated(name, on)

    def entity(self, id: str) -> Entity | None:
        """The entity with this id, if there is one."""
        number = self._numbers.get(id)
        return None if number is None else self._entity(number)

    def holder(self, office: str, country: str | None, on: date | None) -> Sequence[ActorHit]:
        """Who held `office` of `country` (alpha-3, or an organisation's id) on a day; "former …" asks who had left."""
        asked = phrases.standard(office)
        former = bool(phrases.FORMERLY.match(asked))
        asked = phrases.FORMERLY.sub("", asked)
        if country is None:
            return ()
        if asked in phrases.LEADER:
            return self._leader(country, on, former)
        canonical = self._words.office(asked)
        hits = []
        day = on.isoformat() if on else "9999"
        for number, place in self._holders.get((canonical or asked, country), ()):
            raw = self._entities[number][6][place]
            held, over = (raw[3] or "") <= day <= (raw[4] or "9999"), (raw[4] or "9999") < day
            if over if former else held:
                standing = self._standing(number, on)
                hits.append((raw[3] or "", ActorHit(
                    self._entity(number), asked, _office(raw), 1.0, "holder", self._place(raw, standing.country),
                    standing.sectors if former else tuple(raw[5]), over,
                )))  # fmt: skip
        hits.sort(key=lambda pair: pair[0], reverse=True)
        sure = 1.0 if len(hits) == 1 else 0.9
        return tuple(
            ActorHit(hit.entity, hit.matched, hit.office, sure - 0.1 * min(place, 8), hit.how, hit.country, hit.sectors,
                     hit.former)
            for place, (_, hit) in enumerate(hits)
        )  # fmt: skip

    def _leader(self, country: str, on: date | None, former: bool) -> Sequence[ActorHit]:
        """Who led a country on a day: who held the office that leads it, or whichever office was filled instead."""
        first = self._leads.get(country, "prime minister")
        for office in dict.fromkeys((first, *LEADING)):
            if found := self.holder(f"former {office}" if former else office, country, on):
                return found
        return ()

    # --- in running text -----------------------------------------------------------------------------------------

    def mentions(self, text: str) -> Sequence[tuple[int, int, str]]:
        """Every known name in `text`, longest first match, on word boundaries; bare surnames are left out."""
        lowered = lower(text)
        found: list[tuple[int, int, str]] = []
        for last, name in self._automaton.iter(lowered):
            start, end = last + 1 - len(name), last + 1
            if (start and (lowered[start - 1].isalnum() or lowered[start - 1] == ".")) or (
                end < len(lowered) and lowered[end].isalnum()
            ):
                continue
            known = self._as_written(text[start:end], name)
            if known is not None and not _chance(text, start, end, name) and not self._adjective(text, start, name):
                found.append((start, end, known))
        found.sort(key=lambda hit: (hit[0], -hit[1]))
        kept: list[tuple[int, int, str]] = []
        for hit in found:
            if not kept or hit[0] >= kept[-1][1]:
                kept.append(hit)
        return tuple(kept)

    def role(self, phrase: str) -> RoleHit | None:
        """What the common nouns of `phrase` make of somebody."""
        return self._words.role(phrase)

    def code(self, phrase: str, on: date | None = None) -> Coded:
        """Everything that a noun phrase says by itself about who is meant on a day."""
        return phrases.code(phrase, on, self, self._words)

    # --- inside --------------------------------------------------------------------------------------------------

    def _known(self, name: str) -> Iterator[Known]:
        """The entries of the name table that `name`, as written, can mean."""
        for form in dict.fromkeys((name, without_article(name))):
            written, found = fold(form), False
            for entry in self._names.get(key(form), ()):
                known = _entry(entry)
                if fits(written, fold(known.text)) and not (form != name and known.how == "surname"):
                    found = True
                    yield known
            if found:
                return

    def _as_written(self, surface: str, name: str) -> str | None:
        """The known name that `surface` is a way to write, bare surnames left out."""
        bare = fold(surface)
        for entry in self._names[name]:
            if entry[2] != "surname" and fits(bare, fold(cast(str, entry[1]))):
                return cast(str, entry[1])
        return None

    def _adjective(self, text: str, start: int, name: str) -> bool:
        """Whether "The Australian …" at the start of a sentence speaks of a country and not of an outlet."""
        entries = self._names.get(name[4:], ()) if name.startswith("the ") else ()
        return any(entry[2] == "adjective" for entry in entries) and _opens(text, start)

    def _hits(self, known: Iterable[Known], on: date | None, worth: float = 1.0) -> tuple[ActorHit, ...]:
        """The entries as hits, one an entity, best first."""
        best: dict[int, ActorHit] = {}
        for entry in known:
            standing = self._standing(entry.entity, on)
            score = worth * BASE[entry.how] * standing.weight * (1.0 if entry.in_use(on) else 0.75)
            if entry.how in ("adjective", "demonym", "capital") and not entry.in_use(on):
                score *= 0.8
            hit = ActorHit(
                self._entity(entry.entity), entry.text, standing.office, round(score, 3),
                entry.how, entry.country or standing.country, entry.sectors or _by_match(entry.how, standing),
                standing.former,
            )  # fmt: skip
            if entry.entity not in best or hit.score > best[entry.entity].score:
                best[entry.entity] = hit
        return tuple(sorted(best.values(), key=lambda hit: (-hit.score, hit.entity.id)))

    def _by_initials(self, name: str, on: date | None) -> tuple[ActorHit, ...]:
        """Who bears the surname and has given names with these initials ("G. W. Bush")."""
        words = name.split()
        initials = [word[0] for word in words[:-1] if re.fullmatch(r"[A-Z]\.?(?:[A-Z]\.?)*", word)]
        if not initials or len(initials) < len(words) - 1:
            return ()
        initials = [char for word in words[:-1] for char in word if char.isalpha()]
        fitting = []
        for known in self._known(words[-1]):
            given = [word[0] for word in fold(self._entities[known.entity][1]).split()[:-1]]
            if known.how == "surname" and given[: len(initials)] == initials:
                fitting.append(known)
        return self._hits(fitting, on)

    def _transliterated(self, name: str, on: date | None) -> tuple[ActorHit, ...]:
        """Who bears the name in another transliteration: all consonants agree, and the letters nearly."""
        if len(name) < 8 or " " not in name.strip():
            return ()
        written = lower(name)
        fitting = []
        for number, text in self._skeletons.get(skeleton(name), ()):
            if ratio(written, lower(text)) >= ALIKE:
                fitting.append(Known(number, text, "alias", None, None))
        return self._hits(fitting, on, 0.9)

    def _standing(self, number: int, on: date | None) -> Standing:
        """Office, country and sectors of an entity on a day, and how likely news of that day is to mean it."""
        raw = self._entities[number]
        country, own, held = raw[3], tuple(raw[5]), raw[6]
        if raw[2] != "person":
            return Standing(None, False, country, own, 1.0)
        day = on.isoformat() if on else "9999"
        active = [each for each in held if (each[3] or "") <= day <= (each[4] or "9999")]
        if active:
            office = min(active, key=lambda each: (self._rank(each), each[3] or ""))
            together = [office] if _public(office)[0] == 0 else sorted(active, key=_public)
            sectors = tuple(dict.fromkeys(sector for each in together for sector in each[5]))
            weight = 1.0 - 0.03 * self._rank(office)
            return Standing(_office(office), False, self._place(office, country), sectors, weight)
        past = [each for each in held if (each[4] or "9999") < day]
        if past:
            last = max(past, key=lambda each: each[4] or "")
            left = ("ELI",) if last[5][0] in FORMER else tuple(last[5])
            years = int(day[:4]) - int((last[4] or day)[:4]) if on else 0
            highest = min(each[6] for each in past)
            return Standing(None, True, last[1] or country, left, max(0.82 - 0.04 * highest - 0.01 * years, 0.4))
        if held:
            years = min(int((each[3] or day)[:4]) for each in held) - int(day[:4])
            return Standing(None, False, country, own, max(0.7 - 0.04 * years, 0.2))
        return Standing(None, False, country, own, 0.75)

    def _place(self, office: RawOffice, country: str | None) -> str | None:
        """The country that the holder of an office acts for: none for the head of a body of states."""
        if office[1] or not office[2]:
            return office[1] or country
        number = self._numbers.get(office[2])
        return country if number is None else self._entities[number][3]

    def _rank(self, office: RawOffice) -> int:
        """The rank of an office; the one that leads its country comes before all others."""
        leads = office[1] is not None and self._leads.get(office[1], "prime minister") == office[0]
        return 0 if leads else office[6]

    def _entity(self, number: int) -> Entity:
        if number not in self._cache:
            id, name, kind, country, aliases, sectors, held, external = self._entities[number]
            self._cache[number] = Entity(
                id, name, cast(PartyKind, kind), country, tuple(aliases), tuple(sectors),
                tuple(_office(raw) for raw in held), tuple((register, of) for register, of in external),
            )  # fmt: skip
        return self._cache[number]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {raw[0]: number for number, raw in enumerate(self._entities)}

    @cached_property
    def _holders(self) -> dict[tuple[str, str], list[tuple[int, int]]]:
        """For each office of each country, or of each organisation, who held it."""
        found: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for number, raw in enumerate(self._entities):
            for place, held in enumerate(raw[6]):
                owner = held[2] if held[2] and held[2].startswith("org:") else held[1]
                if owner and not (held[2] and owner != held[2]):
                    found.setdefault((held[0], owner), []).append((number, place))
        return found

    @cached_property
    def _automaton(self) -> ahocorasick.Automaton:
        """Every name but bare surnames, in lower case."""
        automaton = ahocorasick.Automaton()
        for name, entries in self._names.items():
            if len(name) > 1 and any(entry[2] != "surname" for entry in entries):
                automaton.add_word(name, name)
        automaton.make_automaton()
        return automaton

    @cached_property
    def _skeletons(self) -> dict[str, list[tuple[int, str]]]:
        """Full names of two words and more by their consonants; family-first names are too short to be guessed at."""
        found: dict[str, list[tuple[int, str]]] = {}
        for entries in self._names.values():
            for entry in entries:
                number, text, how = cast(int, entry[0]), cast(str, entry[1]), entry[2]
                raw = self._entities[number]
                if how in ("name", "alias") and " " in text and not (raw[2] == "person" and raw[3] in FAMILY_FIRST):
                    found.setdefault(skeleton(text), []).append((number, text))
        return found


def _chance(text: str, start: int, end: int, name: str) -> bool:
    """Whether a known name stands in `text[start:end]` by chance: a common word whose capital says nothing."""
    if name.startswith("the ") and text[end : end + 2].strip()[:1].isupper():
        return True
    if name in COMMON:
        beside = re.search(r"[A-Z][\w'’-]* $", text[max(0, start - 30) : start]) or re.match(
            r" [A-Z]", text[end : end + 2]
        )
        return beside is not None or _opens(text, start)
    if text[start:end] in SHOUTED:
        around = re.findall(r"[^\W\d_]{2,}", text[max(0, start - 40) : start] + " " + text[end : end + 40])
        return len(around) > 1 and sum(word.isupper() for word in around) > len(around) // 2
    return False


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`, by the mark before it."""
    before = text[max(0, start - 3) : start].rstrip(" \t\"'“‘(")
    return not before or before[-1] in ".!?\n:;"


def _by_match(how: Match, standing: Standing) -> tuple[str, ...]:
    """The sectors by the way a name matched: a capital stands for a government."""
    return ("GOV",) if how == "capital" else standing.sectors


def _public(office: RawOffice) -> tuple[int, int]:
    """Sorts public offices before party roles, then by rank."""
    return (1 if office[5][0] in ("PTY", "OPP", "BUS", "CVL") else 0, office[6])


def _entry(entry: list[object]) -> Known:
    number, text, how, start, end, *override = entry
    country, sectors = override if override else (None, [])
    return Known(
        cast(int, number), cast(str, text), cast(Match, how), cast("str | None", start), cast("str | None", end),
        cast("str | None", country), tuple(cast("list[str]", sectors)),
    )  # fmt: skip


def _office(raw: RawOffice) -> Office:
    title, country, organisation, start, end, sectors, _ = raw
    return Office(
        title, country, organisation, date.fromisoformat(start) if start else None,
        date.fromisoformat(end) if end else None, tuple(sectors),
    )  # fmt: skip
