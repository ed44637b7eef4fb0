"""Entries go in; out comes who is one and the same across reports, with scores and reasons, and what a person must say.

A `Figure` is somebody under one name: an entity of the knowledge base with all its names, else a name with a country
and an office. Two figures that score high are one; between the thresholds they are a question; below, nothing. Two
entities that are known to be different are never made one, and what people have judged holds against any score.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from dateline.lexicon import actors as knowledge
from dateline.lexicon.actors import names
from dateline.link.copies import moment
from dateline.link.naming import CLOSE, FULL, SURNAME, likeness, loose
from dateline.model.actors import Actors
from dateline.model.entry import Entry
from dateline.model.party import Entity, Party, PartyKind

SAME, ASK = 0.8, 0.55
"""From which score on two figures are one, and from which on a person is asked. Set on the cases of cases/link."""

_NAMELESS = frozenset(("unnamed", "population"))
_STATE = "iso:"
"""How the ids of states begin; everybody is met together with them."""
_TERM = timedelta(days=120)
"""Within so many days nobody is expected to have gone from one office to another."""


@dataclass(frozen=True, slots=True)
class Figure:
    """Somebody as reports name them. `id` is an entity's, or `who:` with name, country and office, by which to judge.

    `names` are the names used, the commonest first; `offices` the offices (or titles) under which they stood, with the
    first and the last day of a report that says so; `company` the other sides of the claims that they stand in.
    """

    id: str
    entity: str | None
    kind: PartyKind
    names: tuple[str, ...]
    country: str | None
    offices: tuple[tuple[str, str | None, str | None], ...]
    organisations: tuple[str, ...]
    company: frozenset[str]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two figures that may be one: `score`, 0 to 1, and why, in words with their points.

    `verdict` is `same` for one that is linked, `not same` for one that a person has parted or that would make two known
    entities one, and `ask` for a question. `by` is `rule` or `person`.
    """

    left: str
    right: str
    score: float
    reasons: tuple[tuple[str, float], ...]
    verdict: str
    by: str = "rule"


class People:
    """Who is who. `of` gives the id under which a party counts in all reports."""

    def __init__(
        self, figures: Mapping[str, Figure], candidates: Sequence[Candidate], groups: Mapping[str, str], actors: Actors
    ) -> None:
        self.figures = figures
        self.candidates = tuple(candidates)
        self._groups = groups
        self._actors = actors

    def of(self, party: Party) -> str | None:
        """The id of whom a party means, an entity's where it is known; None for those whom no name tells apart."""
        id = figure_id(party, self._actors)
        return None if id is None else self._groups.get(id, id)

    def figure(self, party: Party) -> str | None:
        """The figure under which a party stands, before any linking; see `figure_id`."""
        return figure_id(party, self._actors)

    def group(self, figure: str) -> str:
        """The id under which a figure counts: an entity, else the figure that was met first."""
        return self._groups.get(figure, figure)

    def questions(self) -> tuple[Candidate, ...]:
        """What a person should say, the most likely pair first."""
        return tuple(each for each in self.candidates if each.verdict == "ask")

    def members(self, group: str) -> tuple[Figure, ...]:
        """The figures that count as one."""
        return tuple(each for id, each in self.figures.items() if self.group(id) == group)


def people(
    entries: Iterable[Entry],
    rulings: Iterable[tuple[str, str, bool | None]] = (),
    actors: Actors | None = None,
) -> People:
    """Who is who in these entries, whatever their order.

    `rulings` are what people judged of pairs of figures, one a pair, the latest last: one (True), two (False), unsure
    (None: a question, whatever the score). `actors` tells which entities are known, with their names and offices:
    those of the package unless given.
    """
    known = knowledge.load() if actors is None else actors
    figures = _figures(entries, known)
    by_pair = {(min(a, b), max(a, b)): same for a, b, same in rulings}
    found = [
        candidate
        for left, right in _pairs(figures.values())
        if (left.id, right.id) not in by_pair and (candidate := _candidate(left, right, figures)) is not None
    ]
    for (a, b), same in sorted(by_pair.items()):
        if a in figures and b in figures:
            verdict = {True: "same", False: "not same"}.get(same, "ask") if same is not None else "ask"
            found.append(Candidate(a, b, 1.0 if same else 0.0 if same is False else 0.5, (), verdict, "person"))
    kept, groups = _grouped(figures, found)
    return People(figures, kept, groups, known)


def figure_id(party: Party, actors: Actors) -> str | None:
    """Under which figure a party stands; None where neither entity nor name tells.

    An entity that `actors` does not know is but a name that one report gave, and stands under name, country and office.

    >>> from dateline.model.actors import NoActors
    >>> from dateline.model.span import Span
    >>> drew = Party(Span(0, 8), "Ana Drew", name="Ana Drew", kind="person", country="GBR", office="mayor")
    >>> figure_id(drew, NoActors()), figure_id(Party(Span(0, 2), "he", how="pronoun"), NoActors())
    ('who:ana-drew:GBR:mayor', None)
    """
    if party.entity is not None and actors.entity(party.entity) is not None:
        return party.entity
    name = names.slug(_name(party))
    if not name or party.kind in _NAMELESS or party.state != "known" or (party.how == "pronoun" and not party.name):
        return None
    if not any(char.isupper() for char in _name(party)) or (party.how == "description" and not party.name):
        return None
    return f"who:{name}:{party.country or ''}:{names.slug(_office(party))}"


def _name(party: Party) -> str:
    return " ".join((party.name or party.text).split())


def _office(party: Party) -> str:
    return party.office or party.title or ""


class _Seen:
    """What is gathered of one figure on the way through the entries."""

    def __init__(self, party: Party, id: str) -> None:
        self.entity, self.kind = party.entity if party.entity == id else None, party.kind
        self.names: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.offices: dict[str, list[str]] = defaultdict(list)
        self.organisations: Counter[str] = Counter()
        self.company: set[str] = set()
        self.reports: dict[str, str] = {}


def _figures(entries: Iterable[Entry], actors: Actors) -> dict[str, Figure]:
    seen: dict[str, _Seen] = {}
    for entry in entries:
        parties = [(id, party) for party in _parties(entry) if (id := figure_id(party, actors)) is not None]
        day = moment(entry.report)[0]
        for id, party in parties:
            one = seen.setdefault(id, _Seen(party, id))
            one.names[_name(party)] += 1
            if party.country:
                one.countries[party.country] += 1
            if _office(party):
                one.offices[_office(party)] += [day] if day else []
            if party.organisation:
                one.organisations[party.organisation] += 1
            one.company |= {other for other, _ in parties if other != id and not other.startswith(_STATE)}
            one.reports[entry.report.id] = day or "9999"
    return {id: _figure(id, seen[id], actors) for id in sorted(seen)}


def _parties(entry: Entry) -> Iterator[Party]:
    claim = entry.claim
    yield from claim.actors
    yield from claim.recipients
    yield from (other.party for other in claim.others if other.party is not None)
    yield from (source.party for source in claim.attribution if source.party is not None)


def _figure(id: str, seen: _Seen, actors: Actors) -> Figure:
    entity: Entity | None = actors.entity(seen.entity) if seen.entity else None
    used = [name for name, _ in sorted(seen.names.items(), key=lambda each: (-each[1], each[0]))]
    offices = [
        (title, min(days, default=None), max(days, default=None)) for title, days in sorted(seen.offices.items())
    ]
    country = min(seen.countries, key=lambda each: (-seen.countries[each], each), default=None)
    if entity is not None:
        used = list(dict.fromkeys((entity.name, *entity.aliases, *used)))
        offices += [(each.title, _iso(each.start), _iso(each.end)) for each in entity.offices]
        country = entity.country or country
    reports = tuple(sorted(seen.reports, key=lambda each: (seen.reports[each], each)))
    return Figure(
        id, seen.entity, entity.kind if entity else seen.kind, tuple(used), country, tuple(offices),
        tuple(sorted(seen.organisations)), frozenset(seen.company), reports,
    )  # fmt: skip


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _pairs(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """The figures that are worth comparing, each pair once: names that sound alike, and surnames alone with all theirs.

    Two known entities are never compared; nor are a person and a body.
    """
    blocks: dict[str, dict[str, Figure]] = defaultdict(dict)
    alone: dict[str, dict[str, Figure]] = defaultdict(dict)
    borne: dict[str, dict[str, Figure]] = defaultdict(dict)
    for figure in figures:
        for name in figure.names:
            words = names.plain(name).split()
            if figure.kind == "person" and len(words) == 1:
                alone[loose(words[0])][figure.id] = figure
            elif words:
                borne[loose(words[-1])][figure.id] = figure
            for key in _keys(words, figure):
                blocks[key][figure.id] = figure
    done: set[tuple[str, str]] = set()
    for left, right in _met(blocks, alone, borne):
        pair = (left.id, right.id)
        known = left.entity is not None and right.entity is not None
        if pair not in done and not known and (left.kind == "person") == (right.kind == "person"):
            done.add(pair)
            yield left, right


def _met(
    blocks: Mapping[str, Mapping[str, Figure]],
    alone: Mapping[str, Mapping[str, Figure]],
    borne: Mapping[str, Mapping[str, Figure]],
) -> Iterator[tuple[Figure, Figure]]:
    """The pairs of each block, and each surname alone with those who bear it in the same country; ids in order."""
    for key in sorted(blocks):
        yield from combinations([blocks[key][id] for id in sorted(blocks[key])], 2)
    for key in sorted(alone):
        lone = [alone[key][id] for id in sorted(alone[key])]
        yield from combinations(lone, 2)
        for one in lone:
            for other in borne.get(key, {}).values():
                if one.id != other.id and (not one.country or not other.country or one.country == other.country):
                    yield (one, other) if one.id < other.id else (other, one)


def _keys(words: Sequence[str], figure: Figure) -> Iterator[str]:
    if figure.kind != "person":
        yield f"body:{loose(' '.join(words))}"
    elif len(words) > 1:
        # By either end, since news writes one name family first and the other way round.
        first, last = loose(words[0]), loose(words[-1])
        yield f"{last}|{first[:1]}"
        yield f"{first}|{last[:1]}"


def _candidate(left: Figure, right: Figure, figures: Mapping[str, Figure]) -> Candidate | None:
    reasons = list(_reasons(left, right))
    score = round(max(0.0, min(1.0, sum(points for _, points in reasons))), 2)
    if score < ASK:
        return None
    return Candidate(left.id, right.id, score, tuple(reasons), "same" if score >= SAME else "ask")


def _reasons(left: Figure, right: Figure) -> Iterator[tuple[str, float]]:
    """Why two figures may be one, and why not, each with its points."""
    person = left.kind == "person"
    best = max((likeness(a, b, person) for a in left.names for b in right.names), key=lambda each: each[1])
    if best[1] == 0:
        return
    yield best
    surname = best[1] == SURNAME
    if left.country and right.country:
        yield ("the same country", 0.15) if left.country == right.country else ("different countries", -0.4)
    elif not person:
        yield "a body whose country one of them leaves open", -0.15  # every state has a supreme court
    yield from _held(left, right, surname)
    if set(map(names.key, left.organisations)) & set(map(names.key, right.organisations)):
        yield "the same organisation", 0.1
    shared = left.company & right.company
    if shared:
        yield f"both together with {len(shared)} other{'s' if len(shared) > 1 else ''}", min(0.1, 0.05 * len(shared))
    if set(left.reports) & set(right.reports) and surname is False and best[1] < FULL:
        yield "one report has both", -0.15


def _held(left: Figure, right: Figure, surname: bool) -> Iterator[tuple[str, float]]:
    """What the offices of two figures say of their being one."""
    if not left.offices or not right.offices:
        return
    same = {names.key(title) for title, _, _ in left.offices} & {names.key(title) for title, _, _ in right.offices}
    if same and not (left.country and right.country and left.country != right.country):
        yield f"the same office: {min(same)}", 0.25 if surname else 0.15
        if surname and _meet(left, right, same):
            yield "at the same time", 0.1
        return
    if any(_overlap(a, b) for a in left.offices for b in right.offices):
        yield "other offices at one time", -0.5 if surname else -0.15
    elif surname:
        yield "other offices", -0.3


def _meet(left: Figure, right: Figure, titles: set[str]) -> bool:
    """Whether both hold an office of these at about the same time."""
    return any(
        names.key(a[0]) in titles and names.key(b[0]) == names.key(a[0]) and _overlap(a, b)
        for a in left.offices
        for b in right.offices
    )


def _overlap(left: tuple[str, str | None, str | None], right: tuple[str, str | None, str | None]) -> bool:
    """Whether two offices are held at about one time, as far as days are known."""
    (_, start, end), (_, other_start, other_end) = left, right
    if start is None or other_start is None:
        return False
    latest = max(date.fromisoformat(start), date.fromisoformat(other_start))
    ends = [date.fromisoformat(each) for each in (end, other_end) if each is not None]
    return not ends or latest <= min(ends) or latest - min(ends) < _TERM


def _grouped(figures: Mapping[str, Figure], found: Iterable[Candidate]) -> tuple[list[Candidate], dict[str, str]]:
    """The figures put together by what people judged and by the scores, the surest first."""
    above = {id: id for id in figures}
    members: dict[str, set[str]] = {id: {id} for id in figures}
    # A person's word goes first; of pairs with one score, the order of ids.
    ranked = sorted(found, key=lambda each: (each.by != "person", -each.score, each.left, each.right))
    parting = [each for each in ranked if each.verdict == "not same"]
    apart = {pair for each in parting for pair in ((each.left, each.right), (each.right, each.left))}
    kept: list[Candidate] = []
    ambiguous = _ambiguous(ranked, figures)
    for each in ranked:
        if each.verdict != "same":
            kept.append(each)
            continue
        one, other = above[each.left], above[each.right]
        if one == other:
            kept.append(each)
            continue
        entities = {figures[id].entity for id in members[one] | members[other]} - {None}
        parted = any((a, b) in apart for a in members[one] for b in members[other])
        if each.by == "rule" and (parted or len(entities) > 1 or (each.left, each.right) in ambiguous):
            kept.append(_asked(each, parted))
            continue
        kept.append(each)
        small, large = sorted((one, other), key=lambda id: (len(members[id]), id))
        members[large] |= members.pop(small)
        for id in members[large]:
            above[id] = large
    groups: dict[str, str] = {}
    for some in members.values():
        head = min(some, key=lambda id: (figures[id].entity is None, _first(figures[id]), id))
        groups.update(dict.fromkeys(some, head))
    return kept, groups


def _asked(candidate: Candidate, parted: bool) -> Candidate:
    """A pair that scores high and is not linked for it: a question, or settled by what a person has parted."""
    reasons = (*candidate.reasons, ("a person keeps them apart", 0.0) if parted else ("it may be another one", 0.0))
    return Candidate(candidate.left, candidate.right, candidate.score, reasons, "not same" if parted else "ask")


def _ambiguous(found: Sequence[Candidate], figures: Mapping[str, Figure]) -> set[tuple[str, str]]:
    """The pairs by what fits others as well: a surname, or a name without a country, that several bear."""
    fits: dict[str, set[str]] = defaultdict(set)
    for each in found:
        if each.verdict == "same":
            fits[each.left].add(each.right)
            fits[each.right].add(each.left)
    several = {id for id, others in fits.items() if _several(figures[id], [figures[each] for each in sorted(others)])}
    return {(each.left, each.right) for each in found if each.left in several or each.right in several}


def _several(figure: Figure, fits: Sequence[Figure]) -> bool:
    """Whether a figure of whom too little is known fits two who cannot be one: other names, or other countries."""
    alone = figure.kind == "person" and not any(" " in name for name in figure.names)
    if not alone and figure.country:
        return False
    for left, right in combinations(fits, 2):
        if left.country and right.country and left.country != right.country:
            return True
        full = [each for each in (left, right) if any(" " in name for name in each.names)]
        if alone and len(full) == 2 and max(likeness(a, b, True)[1] for a in left.names for b in right.names) < CLOSE:
            return True
    return False


def _first(figure: Figure) -> str:
    return figure.reports[0] if figure.reports else ""
