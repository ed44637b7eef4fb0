"""The entries of one cluster go in; out comes the Event: its best values with their support, and where reports differ.

Support is counted in independent origins where they are given, else in reports: forty copies of one wire are one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar, get_args

from dateline.link import fitting
from dateline.link.mention import Number, Who
from dateline.link.telling import extent, numbers, who
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.judgement import Disagreement, Event, Phase, Side, StageOfEvent, Voice
from dateline.model.party import Party
from dateline.model.place import Place
from dateline.model.time import Time

V = TypeVar("V")
_STAGE: Mapping[str, StageOfEvent] = {
    "planned": "ahead", "expected": "ahead", "possible": "ahead", "conditional": "ahead", "attempted": "tried",
    "ongoing": "under way", "happened": "done", "denied": "not so", "not": "not so",
}  # fmt: skip
_STAGES: tuple[StageOfEvent, ...] = get_args(StageOfEvent)
_REAL = frozenset({"done", "under way"})


def event(entries: Iterable[Entry], origins: Mapping[str, str] | None = None) -> Event:
    """The event that the entries of one cluster, which is not empty, tell of.

    `origins` gives the origin of each report by its id; a report that it does not hold is an origin of its own.
    """
    told = sorted(entries, key=_order)
    weight = Weight(origins or {})
    fields = [field.weighed(weight) for field in _fields(told)]
    disagreements = [each.disagreement(weight) for each in fields if each.differing]
    stages = _stages(told)
    if _REAL & {each.stage for each in stages} and stages[-1].stage == "not so":
        by_stage: dict[str, list[Entry]] = defaultdict(list)
        for each in told:
            by_stage[_STAGE[each.claim.status]].append(each)
        differing = {name: some for name, some in by_stage.items() if name in (*_REAL, "not so")}
        disagreements.append(Outcome("status", None, [], differing).disagreement(weight))
    return Event(
        id=f"event:{told[0].claim.id}",
        claims=tuple(each.claim.id for each in told),
        best=tuple((each.field, each.value, tuple(map(_id, each.support))) for each in fields if each.value),
        origins=weight.of(told),
        outlets=len({_outlet(each) for each in told}),
        disagreements=tuple(disagreements),
        first=_day(told[0]),
        stages=stages,
        confirmed=_voices(each for each in told if _STAGE[each.claim.status] in _REAL),
        denied=_voices(each for each in told if _denies(each.claim)),
        silent=_silent(told),
    )


@dataclass(frozen=True, slots=True)
class Weight:
    """Counts the independent origins of entries; `origins` gives the origin of each report by its id."""

    origins: Mapping[str, str]

    def of(self, entries: Iterable[Entry]) -> int:
        return len({self.origins.get(each.report.id, each.report.id) for each in entries})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one field: the best value with its support, and the values that differ with who says them."""

    field: str
    value: str | None
    support: list[Entry]
    differing: Mapping[str, list[Entry]]

    def disagreement(self, weight: Weight) -> Disagreement:
        """The differing values side by side, the better supported first."""
        ranked = sorted(self.differing, key=lambda name: (-weight.of(self.differing[name]), name))
        sides = tuple(
            Side(name, tuple(map(_id, self.differing[name])), _voices(self.differing[name])) for name in ranked
        )
        return Disagreement(self.field, tuple((side.value, side.claims) for side in sides), sides)


@dataclass(frozen=True, slots=True)
class _Field(Generic[V]):
    """One field: the values told of it, whether two of them fit, how each is called, and how exact it is."""

    name: str
    told: Sequence[tuple[Entry, V]]
    fit: Callable[[V, V], fitting.Fit]
    label: Callable[[V], str]
    exact: Callable[[V], float]

    def weighed(self, weight: Weight) -> Outcome:
        """The value that most origins bear out, the most exact of those, the first told; and what conflicts.

        A value bears out whatever it fits: who says "in Russia" bears out the cosmodrome.
        """
        by: dict[str, list[tuple[Entry, V]]] = defaultdict(list)
        for entry, value in self.told:
            if self.label(value):
                by[self.label(value)].append((entry, value))
        if not by:
            return Outcome(self.name, None, [], {})
        values = {name: some[0][1] for name, some in by.items()}
        own = {name: [entry for entry, _ in some] for name, some in by.items()}
        support = {
            name: sorted(
                (
                    entry
                    for other, told in own.items()
                    if other == name or self.fit(value, values[other]).verdict == "fits"
                    for entry in told
                ),
                key=_order,
            )
            for name, value in values.items()
        }
        best = min(
            by,
            key=lambda name: (
                -weight.of(support[name]), -self.exact(values[name]), -weight.of(own[name]), _order(own[name][0]),
            ),
        )  # fmt: skip
        differing = {
            name: own[name]
            for name, value in values.items()
            # One claim that lists several numbers does not differ from itself.
            if any(
                self.fit(value, values[other]).verdict == "conflicts" and not _both(own[name], own[other])
                for other in values
            )
        }
        return Outcome(self.name, best, support[best], differing)


def _both(one: Iterable[Entry], other: Iterable[Entry]) -> bool:
    """Whether some claim says both."""
    return bool({each.claim.id for each in one} & {each.claim.id for each in other})


def _fields(told: Sequence[Entry]) -> Iterator[_Field[str] | _Field[Time] | _Field[Place] | _Field[Number] | _People]:
    types: list[tuple[Entry, str]] = [(each, each.claim.type) for each in told]
    yield _Field("type", types, lambda one, two: fitting.OPEN, str, len)
    for side in ("actors", "recipients"):
        parties = [(each, each.claim.actors if side == "actors" else each.claim.recipients) for each in told]
        yield _Field(side, parties, _sides, _names, lambda some: sum(each.entity is not None for each in some))
    whens = [(each, each.claim.when) for each in told if extent(each.claim.when).known]
    yield _Field(
        "when", whens, lambda one, two: fitting.times(extent(one), extent(two)), _when,
        lambda time: -fitting.days(extent(time)),
    )  # fmt: skip
    wheres = [(each, each.claim.where) for each in told if each.claim.where.state == "known"]
    yield _Field("where", wheres, fitting.places, lambda place: place.name or place.text or "", fitting.exactness)
    counts: dict[str, list[tuple[Entry, Number]]] = defaultdict(list)
    for each in told:
        for count in numbers(each.claim):
            counts[count.unit].append((each, count))
    for unit in sorted(counts):
        counted = counts[unit][0][1].counted
        yield _Field(
            f"number of {counted}" if counted else "number", counts[unit],
            lambda one, two: fitting.numbers([one], [two]), _count,
            lambda count: float(count.low is not None) + float(count.low == count.high),
        )  # fmt: skip


_People = _Field[tuple[Party, ...]]


def _sides(left: Sequence[Party], right: Sequence[Party]) -> fitting.Fit:
    """Whether two lists of parties may be one side; only known ones can differ."""
    fit = fitting.sides(_known(left), _known(right))
    return fit if fit.verdict != "conflicts" or fit.strength == 1.0 else fitting.OPEN


def _known(parties: Sequence[Party]) -> list[Who]:
    return [who(party) for party in parties]


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(sorted({party.name or party.text for party in parties}))


def _when(time: Time) -> str:
    return time.edtf or (time.earliest.isoformat() if time.earliest is not None else "")


def _count(number: Number) -> str:
    """A number as people write it: 12, 10 to 20, at least 5."""
    low, high = (None if value is None else f"{value:,.10g}" for value in (number.low, number.high))
    if low == high and low is not None:
        return low
    if low is not None and high is not None:
        return f"{low} to {high}"
    return f"at least {low}" if low is not None else f"at most {high}" if high is not None else ""


def _stages(told: Sequence[Entry]) -> tuple[Phase, ...]:
    by: dict[StageOfEvent, list[Entry]] = defaultdict(list)
    for each in told:
        by[_STAGE[each.claim.status]].append(each)
    return tuple(Phase(stage, tuple(map(_id, by[stage])), _day(by[stage][0])) for stage in _STAGES if stage in by)


def _denies(claim: Claim) -> bool:
    return _STAGE[claim.status] == "not so" or any(source.stance == "denying" for source in claim.attribution)


def _voices(entries: Iterable[Entry]) -> tuple[Voice, ...]:
    """On whose word entries stand, each voice once, the earliest first."""
    found: dict[str, Voice] = {}
    for each in entries:
        source = each.claim.attribution[0] if each.claim.attribution else None
        outlet = _outlet(each)
        name = outlet
        entity = None
        if source is not None and source.kind != "own voice":
            name = source.name or (source.party.name if source.party is not None else None) or source.text or outlet
            entity = source.party.entity if source.party is not None else None
        found.setdefault(entity or name.casefold(), Voice(name, entity, outlet, _day(each)))
    return tuple(found.values())


def _silent(told: Sequence[Entry]) -> tuple[str, ...]:
    """The known parties to an event on whose word nothing of it is told, nor on the word of somebody of their state.

    Whoever was attacked is not waited for.
    """
    spoken, states = set(), set()
    for each in told:
        for source in each.claim.attribution:
            if source.party is not None and source.stance != "declining":
                spoken.add(source.party.entity)
                states.add(source.party.country)
    spoken |= {party.entity for each in told if each.claim.type == "ASSAULT" for party in each.claim.recipients}
    parties = [party for each in told for party in (*each.claim.actors, *each.claim.recipients)]
    return tuple(
        sorted(
            {
                party.name or party.text
                for party in parties
                if party.entity is not None
                and party.entity not in spoken
                and not (who(party).state and party.country in states)
            }
        )
    )


def _order(entry: Entry) -> tuple[str, str, int]:
    return _day(entry) or "", entry.report.id, entry.claim.action.span.start


def _day(entry: Entry) -> str | None:
    published = entry.report.published.earliest
    return None if published is None else published.isoformat()[:10]


def _outlet(entry: Entry) -> str:
    return entry.report.publisher or entry.report.id


def _id(entry: Entry) -> str:
    return entry.claim.id
