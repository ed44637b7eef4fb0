"""Events with their claims go in, and what was read; out comes a row a week or month, every figure by its denominator.

An event counts once, however many reports tell it: as an event in the period in which it was first told as done or
under way (or in which it occurred), and as ahead, tried or denied in the period in which it was first told so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from statistics import fmean
from typing import Literal

from dateline.model.entry import Entry
from dateline.model.judgement import Event, StageOfEvent
from dateline.series.periods import By, Period, between, period

Dated = Literal["told", "occurred"]
"""By which day an event is put into its period: that of the first report that tells it so, or its own."""
_REAL: tuple[StageOfEvent, ...] = ("under way", "done")


@dataclass(frozen=True, slots=True)
class Read:
    """So many reports of one outlet that were read, of one day of publication, whatever they tell."""

    day: date
    outlet: str
    reports: int


@dataclass(frozen=True, slots=True)
class Row:
    """One period. `read` and `outlets` are the denominator: all reports that were read, and in how many outlets.

    `reports` and `claims` are those that tell of the parties asked for. `events` are told as done or under way;
    `origins` are their independent origins, summed; `cooperation` and `conflict` their parts by PLOVER's quad; `score`
    is the mean of their PLOVER scores (-10 to 10), None where there are none. `ahead`, `tried` and `denied` count
    events first told so in this period. `complete` is False where the period was not over as of the record.
    """

    period: str
    first: date
    last: date
    read: int
    outlets: int
    reports: int
    claims: int
    events: int
    origins: int
    cooperation: int
    conflict: int
    score: float | None
    ahead: int
    tried: int
    denied: int
    complete: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its claims by their ids, which are those of the parties asked for."""

    event: Event
    entries: Mapping[str, Entry]


@dataclass(slots=True)
class _Cell:
    reports: set[str]
    claims: int
    real: list[tuple[int, float, int]]
    """Quad, score and origins of each event that is told as done or under way."""
    stages: dict[StageOfEvent, int]


def rows(told: Sequence[Told], read: Iterable[Read], by: By, on: date, dated: Dated = "told") -> tuple[list[Row], int]:
    """A row for every period from the first to the last in which anything was read, up to day `on`.

    With them how many events found no place: of no known day, or, by when they occurred, of none within one period.
    """
    cells: dict[Period, _Cell] = defaultdict(lambda: _Cell(set(), 0, [], defaultdict(int)))
    left = 0
    for each in told:
        for entry in each.entries.values():
            day = _published(entry)
            if day is not None:
                cell = cells[period(day, by)]
                cell.reports.add(entry.report.id)
                cell.claims += 1
        left += not _count(each, cells, by, dated)
    denominator: dict[Period, tuple[int, set[str]]] = {}
    for some in read:
        count, outlets = denominator.get(period(some.day, by), (0, set()))
        denominator[period(some.day, by)] = (count + some.reports, outlets | {some.outlet})
    if not denominator:
        return [], left
    span = between(min(denominator).first, min(max(denominator).last, on), by)
    outside = [each for each in cells if each < span[0] or each > span[-1]] if span else list(cells)
    left += sum(len(cells[each].real) for each in outside)
    return [_row(each, cells.get(each), denominator.get(each, (0, set())), each.last <= on) for each in span], left


def _count(told: Told, cells: Mapping[Period, _Cell], by: By, dated: Dated) -> bool:
    """Put an event into its cells; False where it has no day to go by."""
    event = told.event
    day = occurred(told, by) if dated == "occurred" else None
    placed = False
    real = [phase for phase in event.stages if phase.stage in _REAL and phase.first]
    if real:
        at = day if dated == "occurred" else min(date.fromisoformat(phase.first) for phase in real if phase.first)
        if at is not None:
            claim = _typical(told)
            cells[period(at, by)].real.append((claim.claim.quad, claim.claim.score, event.origins))
            placed = True
    for phase in event.stages:
        if phase.stage not in _REAL and phase.first:
            at = day if dated == "occurred" else date.fromisoformat(phase.first)
            if at is not None:
                cells[period(at, by)].stages[phase.stage] += 1
                placed = True
    return placed


def _typical(told: Told) -> Entry:
    """A claim that bears out the event's best type, and so has its quad and score."""
    support = next((claims for field, _, claims in told.event.best if field == "type"), told.event.claims)
    return next(told.entries[name] for name in (*support, *told.event.claims) if name in told.entries)


def occurred(told: Told, by: By) -> date | None:
    """The first day of an event's own best time, where all of that lies in one period."""
    support = next((claims for field, _, claims in told.event.best if field == "when"), ())
    whens = [told.entries[name].claim.when for name in support if name in told.entries]
    known = [(_day(each.earliest), _day(each.latest)) for each in whens]
    exact = [(last - first, first, last) for first, last in known if first is not None and last is not None]
    if not exact:
        return None
    _, first, last = min(exact)
    return first if period(first, by) == period(last, by) else None


def _row(each: Period, cell: _Cell | None, denominator: tuple[int, set[str]], complete: bool) -> Row:
    read, outlets = denominator
    real = cell.real if cell else []
    stages: Mapping[StageOfEvent, int] = cell.stages if cell else {}
    return Row(
        period=each.name, first=each.first, last=each.last, read=read, outlets=len(outlets),
        reports=len(cell.reports) if cell else 0, claims=cell.claims if cell else 0,
        events=len(real), origins=sum(origins for _, _, origins in real),
        cooperation=sum(quad <= 2 for quad, _, _ in real), conflict=sum(quad > 2 for quad, _, _ in real),
        score=round(fmean(score for _, score, _ in real), 2) if real else None,
        ahead=stages.get("ahead", 0), tried=stages.get("tried", 0), denied=stages.get("not so", 0), complete=complete,
    )  # fmt: skip


def _published(entry: Entry) -> date | None:
    published = entry.report.published
    return _day(published.earliest) if published.state == "known" else None


def _day(bound: date | datetime | None) -> date | None:
    return bound.date() if isinstance(bound, datetime) else bound
