"""Reports go in; out comes whose reporting each is in the end, and why: forty copies of one wire are one origin.

An origin is a newsroom: a wire that a report carries, or the outlet whose own work it is. What tells it: the house that
publishes, the wire that signs, the report that it was copied from, the outlet to which the news was told, quotations
cut at the same ends together with the same unusual numbers. Where all of these are silent, a report counts by itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dateline import publishers as houses
from dateline.link.copies import Copies, Copy, Passage, moment, normal
from dateline.link.credits import UNNAMED, Credit, Crediting
from dateline.model.attribution import Source
from dateline.model.entry import Entry
from dateline.model.publisher import Publishers
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.model.time import Time

Basis = Literal[
    "publisher", "credit", "contributed", "relay", "same text", "copy", "part", "passage", "quotes", "own report"
]  # fmt: skip
OriginKind = Literal["agency", "outlet", "report", "unnamed agencies"]

_SURE: dict[Basis, float] = {
    "publisher": 1.0, "credit": 0.95, "same text": 0.98, "relay": 0.8, "contributed": 0.6, "quotes": 0.6,
    "own report": 0.5,
}  # fmt: skip
"""How far a basis bears by itself; for copies it is the share of the words, and at least one half."""
_REWRITE_DAYS = 3
"""Days within which reports with the same quotations tell of the same occasion."""
_REWRITE = 2
"""Quotations cut at the same ends that make a rewrite; one is enough with as many unusual numbers."""
_OUTLETS = frozenset(("outlet", "state media"))


@dataclass(frozen=True, slots=True)
class Ground:
    """One piece of evidence for an origin: `words` of the report say so (at `span`, None where data says it).

    `of` is the other report, where the evidence is what both have in common; `score`, 0 to 1, how far it bears.
    """

    basis: Basis
    words: str
    span: Span | None
    of: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose reporting a report is, wholly or in part.

    `id` is `agency:` or `outlet:` with the house ("agency:fr/afp") or its name, `report:` with the report that came
    first where nothing else is known, or `agency:*` for wires that are not named. `main` that the report as a whole is
    theirs; where several are, it is one of these and nobody can tell which. `share` is the part of its words that is,
    where text tells it.
    """

    id: str
    name: str
    kind: OriginKind
    main: bool
    share: float | None
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """One row of the tree of repetition: a report, and what it repeats.

    `parent` is a report, the id of an origin where the origin's own report is not among those asked for, or None for
    who told it first. `similarity` is the share of its words that the parent holds; `certain` whether the parent is
    known to have appeared earlier; `depth` is 0 at the root.
    """

    report: str
    parent: str | None
    basis: Basis
    similarity: float
    published: Time
    certain: bool
    depth: int


class Origins:
    """What `origins` found. An id that it was never given is a report by itself, so that nothing can be missing."""

    def __init__(self, reports: Mapping[str, Report], crediting: Crediting, copies: Copies) -> None:
        self._reports = reports
        self._crediting = crediting
        self._credits = {id: crediting.credits(report) for id, report in reports.items()}
        self._outlets = {id: crediting.outlet(report) for id, report in reports.items()}
        self._order = {id: self._when(report) for id, report in reports.items()}
        self._copies = {id: tuple(each for each in copies.of(id) if each.of in reports) for id in sorted(reports)}
        self._families = self._related()
        self._family_origins = {root: self._of_family(members) for root, members in self._families.members.items()}
        self._known = {id: self._of_report(id) for id in sorted(reports)}

    def of(self, report: str) -> tuple[Origin, ...]:
        """The origins of a report by its id, the main ones first."""
        found = self._known.get(report)
        return found if found is not None else (_unknown(report),)

    def of_claim(self, entry: Entry) -> tuple[Origin, ...]:
        """The origin of one claim; several where it is one of these and nobody can tell which.

        The outlet to which it was told comes first ("told TASS"), then the report from which the passage was taken,
        then the main origins of the report.
        """
        told = self._chain(entry.claim.attribution)
        if told is not None:
            return (told,)
        report = entry.report.id
        taken = self._taken(report, entry.claim.action.span)
        if taken is not None:
            copy, passage = taken
            words = _few(passage.here.of(entry.report.text))
            ground = Ground("passage", words, passage.here, copy.of, passage.similarity)
            return tuple(replace(each, grounds=(ground,)) for each in self.of(copy.of) if each.main)
        return tuple(each for each in self.of(report) if each.main)

    def count(self, reports: Iterable[str]) -> int:
        """The fewest independent origins that account for all these reports."""
        return _fewest({each.id for each in self.of(report) if each.main} for report in reports)

    def count_claims(self, entries: Iterable[Entry]) -> int:
        """The fewest independent origins that account for all these claims."""
        return _fewest({each.id for each in self.of_claim(entry)} for entry in entries)

    def by_report(self) -> dict[str, str]:
        """One origin for each report, by its id; of several main ones that which most reports have."""
        mains = {report: [each.id for each in found if each.main] for report, found in self._known.items()}
        tally = Counter(id for ids in mains.values() for id in ids)
        return {report: min(ids, key=lambda id: (-tally[id], id)) for report, ids in mains.items()}

    def outlet(self, report: str) -> tuple[str, str]:
        """The id and the name of a report's outlet; the report itself where it names none."""
        return self._outlets.get(report) or (f"report:{report}", "this report")

    def outlets(self, reports: Iterable[str]) -> int:
        """How many outlets these reports appeared in."""
        return len({self.outlet(report)[0] for report in reports})

    def copies(self, report: str) -> tuple[Copy, ...]:
        """What a report shares with others, word for word, the largest share first."""
        return self._copies.get(report, ())

    def tree(self, reports: Iterable[str]) -> tuple[Repeat, ...]:
        """Who repeated whom among these reports, each after its parent, by the time of publication."""
        asked = sorted({each for each in reports if each in self._reports}, key=lambda each: self._order[each])
        repeats: dict[str, Repeat] = {}
        for place, report in enumerate(asked):
            parent, basis, similarity = self._parent(report, asked[:place])
            above = repeats.get(parent) if parent else None
            published = self._reports[report].published
            certain = above is None or self._earlier(above.report, report)
            depth = above.depth + 1 if above else 1 if parent else 0
            repeats[report] = Repeat(report, parent, basis, similarity, published, certain, depth)
        return tuple(_down(repeats))

    # How it is found

    def _when(self, report: Report) -> tuple[str, str, str]:
        """The order of appearance; of one day the wire's own report comes first, unless the hours tell otherwise."""
        day, clock = moment(report)
        own = any(credit.by == "publisher" for credit in self._credits[report.id])
        return day or "9999", clock or ("" if own else "~"), report.id

    def _earlier(self, first: str, second: str) -> bool:
        (day, clock), (other_day, other_clock) = moment(self._reports[first]), moment(self._reports[second])
        if day is None or other_day is None:
            return False
        return day < other_day or (clock is not None and other_clock is not None and clock < other_clock)

    def _signed(self, report: str) -> set[str]:
        """The wires of which a report says that it is theirs."""
        return {each.id for each in self._credits.get(report, ()) if each.by in ("publisher", "credit")}

    def _related(self) -> _Families:
        """The families of reports that are one text, or one text and its rewrites."""
        families = _Families(self._order)
        for copies in self._copies.values():
            for copy in copies:
                if copy.extent in ("same text", "copy"):
                    families.unite(copy.report, copy.of)
        public = self._public()
        for copies in self._copies.values():
            for copy in copies:
                if copy.extent not in ("same text", "copy") and self._rewritten(copy, public):
                    families.unite(copy.report, copy.of)
        return families.settled()

    def _public(self) -> set[tuple[str, ...]]:
        """Quotations that reports of two wires or more carry: everybody heard them, so that they tell nothing."""
        carried: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for report, copies in self._copies.items():
            signed = self._signed(report)
            for span in {span for copy in copies for span in copy.quotes} if signed else ():
                carried[tuple(normal(span.of(self._reports[report].text)))] |= signed
        return {words for words, by in carried.items() if len(by) > 1}

    def _rewritten(self, copy: Copy, public: set[tuple[str, ...]]) -> bool:
        """Whether what two reports share makes one a rewrite of the other, or both of a third."""
        text = self._reports[copy.report].text
        quotes = [span for span in copy.quotes if tuple(normal(span.of(text))) not in public]
        if len(quotes) < _REWRITE and not (quotes and len(copy.numbers) >= _REWRITE):
            return False
        mine, other = self._signed(copy.report), self._signed(copy.of)
        if mine and other and not mine & other:
            return False
        first, second = moment(self._reports[copy.report])[0], moment(self._reports[copy.of])[0]
        if first is None or second is None:
            return False
        return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) <= _REWRITE_DAYS

    def _of_family(self, members: Sequence[str]) -> tuple[Origin, ...]:
        """The main origins of all the copies of one text, whoever of them says so."""
        for by in ("publisher", "credit"):
            named = [credit for report in members for credit in self._credits[report] if credit.by == by]
            if named:
                return _credited(named, members, by)
        led = [
            credit for report in members for credit in self._credits[report] if credit.by == "relay" and credit.leads
        ]
        if led:
            return _credited(led, members, "relay")
        first = members[0]
        house = self._crediting.publisher(self._reports[first])
        if house is not None and house.kind == "aggregator":
            return (_unknown(first, f"{house.name} carries what others wrote"),)
        id, name = self.outlet(first)
        return (
            Origin(id, name, _kind(id), True, None, (Ground("own report", name, None, None, _SURE["own report"]),)),
        )

    def _of_report(self, report: str) -> tuple[Origin, ...]:
        """All the origins of one report, each with the grounds that this report itself gives."""
        family = self._families.of(report)
        found = {each.id: each for each in self._family_origins[family]}
        own = {id: self._credits_of(report, id) for id in found}
        copies = self._copies[report]
        inside = [each for each in copies if each.of in self._families.members[family]]
        for id, each in found.items():
            grounds = (*own[id], *(self._copied(copy) for copy in inside[:3])) or each.grounds
            found[id] = replace(each, share=1.0 if len(found) == 1 else None, grounds=grounds)
        for copy in copies:
            if copy in inside or copy.extent == "quotes" or self._order[copy.of] > self._order[report]:
                continue
            for each in self._family_origins[self._families.of(copy.of)]:
                _add(found, replace(each, main=False, share=copy.share, grounds=(self._copied(copy),)))
        for credit in self._credits[report]:
            ground = Ground(credit.by, credit.words, credit.span, None, _SURE[credit.by])
            _add(found, Origin(credit.id, credit.name, _kind(credit.id), False, None, (ground,)))
        return tuple(sorted(found.values(), key=lambda each: (not each.main, -(each.share or 0.0), each.id)))

    def _credits_of(self, report: str, id: str) -> tuple[Ground, ...]:
        return tuple(
            Ground(credit.by, credit.words, credit.span, None, _SURE[credit.by])
            for credit in self._credits[report]
            if credit.id == id
        )

    def _copied(self, copy: Copy) -> Ground:
        text = self._reports[copy.report].text
        if copy.passages:
            longest = max(copy.passages, key=lambda each: (each.words, -each.here.start))
            return Ground(copy.extent, _few(longest.here.of(text)), longest.here, copy.of, max(0.5, copy.share))
        span = copy.quotes[0] if copy.quotes else None
        return Ground(copy.extent, _few(span.of(text)) if span else "", span, copy.of, _SURE.get(copy.extent, 0.5))

    def _chain(self, chain: Sequence[Source]) -> Origin | None:
        """The innermost outlet of a chain of sources, on whose word the rest stands."""
        for source in chain:
            if source.kind == "own voice":
                continue
            name = source.name or source.text or ""
            house = self._crediting.relayed(source.medium) if source.medium else None
            if house is None and name:
                house = self._crediting.house(name)
                if house is None and source.kind in _OUTLETS and source.state == "known":
                    house = f"outlet:{' '.join(name.split()).casefold()}", name
            if house is not None:
                words = " ".join(filter(None, (source.text or source.name, source.medium)))
                return Origin(*house, _kind(house[0]), True, None, (Ground("relay", words, source.span, None, 0.8),))
        return None

    def _taken(self, report: str, span: Span) -> tuple[Copy, Passage] | None:
        """The earlier report of another family from which the words at `span` were taken, and the passage."""
        for copy in self._copies.get(report, ()):
            if self._order[copy.of] > self._order[report] or self._families.of(copy.of) == self._families.of(report):
                continue
            for passage in copy.passages:
                if passage.here.contains(span) and not passage.quoted:
                    return copy, passage
        return None

    def _parent(self, report: str, before: Sequence[str]) -> tuple[str | None, Basis, float]:
        """What a report repeats: the earlier one that holds most of it, else its wire."""
        earlier = set(before)
        family = self._families.of(report)
        texts = [each for each in self._copies[report] if each.of in earlier]
        whole = [each for each in texts if each.extent in ("same text", "copy", "part")]
        if whole:
            best = min(whole, key=lambda each: (-each.share, self._order[each.of]))
            return best.of, best.extent, best.share
        related = [each for each in texts if self._families.of(each.of) == family]
        if related:
            return related[0].of, "quotes", related[0].share
        mains = [each for each in self._known[report] if each.main]
        if len(mains) == 1 and mains[0].kind == "agency" and self.outlet(report)[0] != mains[0].id:
            own = next((each for each in before if self.outlet(each)[0] == mains[0].id), None)
            return own or mains[0].id, "credit", 0.0
        if texts:
            return texts[0].of, texts[0].extent, texts[0].share
        return None, "own report", 0.0


def origins(reports: Iterable[Report], known: Publishers | None = None, copies: Copies | None = None) -> Origins:
    """The origins of all `reports`; time grows with their length together, and the order in which they come is nothing.

    `known` are the publishers by which houses are told, all that the package knows unless given. `copies` is an index
    to compare them with, where one is kept; it takes them in. Only what it shares with `reports` is told of.
    """
    every = {report.id: report for report in reports}
    index = Copies() if copies is None else copies
    for id in sorted(every):
        index.add(every[id])
    return Origins(every, Crediting(houses.load() if known is None else known), index)


class _Families:
    """Reports put together step by step; the earliest of each family stands for it."""

    def __init__(self, order: Mapping[str, tuple[str, str, str]]) -> None:
        self._order = order
        self._above: dict[str, str] = {}
        self.members: dict[str, tuple[str, ...]] = {}

    def of(self, report: str) -> str:
        top = report
        while (above := self._above.get(top, top)) != top:
            top = above
        while (above := self._above.get(report, report)) != top:
            self._above[report] = top
            report = above
        return top

    def unite(self, left: str, right: str) -> None:
        if left not in self._order or right not in self._order:
            return
        first, second = sorted((self.of(left), self.of(right)), key=lambda each: self._order[each])
        self._above[second] = first

    def settled(self) -> _Families:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for report in sorted(self._order, key=lambda each: self._order[each]):
            found[self.of(report)].append(report)
        self.members = {root: tuple(each) for root, each in found.items()}
        return self


def _credited(credits: Sequence[Credit], members: Sequence[str], by: Basis) -> tuple[Origin, ...]:
    """The houses that most members of a family credit; a house that fewer name is left to those who name it."""
    tally = Counter(credit.id for credit in credits)
    named = {credit.id: credit for credit in reversed(credits)}
    if len(tally) > 1:
        tally.pop(UNNAMED, None)  # whoever says which wires says what the others leave open
    most = max(tally.values())
    chosen = sorted(id for id, count in tally.items() if count == most)
    if by == "publisher":
        chosen = [next(credit.id for credit in credits if credit.id in tally)]  # the wire that had it first
    why = (Ground(by, named[chosen[0]].words, None, members[0], _SURE[by]),)
    return tuple(Origin(id, named[id].name, _kind(id), True, None, why) for id in chosen)


def _fewest(choices: Iterable[set[str]]) -> int:
    """The fewest ids with at least one in every set, as far as a greedy search finds them.

    >>> _fewest([{"a"}, {"a", "b"}, {"b", "c"}, {"c", "d"}]), _fewest([{"agency:*"}, {"agency:fr/afp"}]), _fewest([])
    (2, 1, 0)
    """
    open_ = [frozenset(each) for each in choices if each]
    chosen = {id for each in open_ if len(each) == 1 for id in each}
    if UNNAMED in chosen and any(id.startswith("agency:") and id != UNNAMED for each in open_ for id in each):
        chosen.discard(UNNAMED)  # wires without a name may be the ones that others name
        open_ = [each for each in open_ if each != {UNNAMED}]
    open_ = [each for each in open_ if not each & chosen]
    while open_:
        tally = Counter(id for each in set(open_) for id in each)
        best = min(tally, key=lambda id: (-tally[id], id))
        chosen.add(best)
        open_ = [each for each in open_ if best not in each]
    return len(chosen)


def _add(found: dict[str, Origin], origin: Origin) -> None:
    """Put an origin beside those of a report; of one that is there only the grounds grow."""
    before = found.get(origin.id)
    if before is None:
        found[origin.id] = origin
        return
    share = max(before.share or 0.0, origin.share or 0.0) or None
    grounds = (*before.grounds, *(each for each in origin.grounds if each not in before.grounds))
    found[origin.id] = replace(before, share=share, grounds=grounds)


def _unknown(report: str, why: str = "nothing tells whose it is") -> Origin:
    return Origin(
        f"report:{report}", "this report", "report", True, None, (Ground("own report", why, None, None, 0.3),)
    )


def _kind(id: str) -> OriginKind:
    if id == UNNAMED:
        return "unnamed agencies"
    if id.startswith("agency:"):
        return "agency"
    return "outlet" if id.startswith("outlet:") else "report"


def _few(words: str) -> str:
    """The first words of a passage, on one line.

    >>> _few("one two three four five six seven eight nine ten eleven twelve thirteen")
    'one two three four five six seven eight nine ten eleven twelve …'
    """
    found = words.split()
    return " ".join(found[:12]) + (" …" if len(found) > 12 else "")


def _down(repeats: Mapping[str, Repeat]) -> Iterable[Repeat]:
    """Parents before children, siblings in the order in which they appeared."""
    below: defaultdict[str | None, list[str]] = defaultdict(list)
    for report, each in repeats.items():
        below[each.parent if each.parent in repeats else None].append(report)
    waiting = list(reversed(below[None]))
    while waiting:
        report = waiting.pop()
        yield repeats[report]
        waiting += reversed(below[report])
