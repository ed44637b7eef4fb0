"""Counts of claims by day and what was read go in; out come Weeks, and a chart of them above their denominator.

Claims are counted here, and not events: one that forty outlets tell counts forty times. How many reports were read
stands below, since more claims may mean no more than more reading. Series of events, each once, are those of
`dateline.series`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model.codec import Json
from dateline.series.periods import By, Period, between, period
from dateline.series.rows import Read
from dateline.web.catalogue import Catalogue
from dateline.web.views.chart import COLOURS, QUADS, Chart, chart, values

WIDTH = 700
_LONG = 130
"""Weeks beyond which a chart counts by months."""


@dataclass(frozen=True, slots=True)
class Week:
    """One period: its claims by quad, 1 to 4, and how many reports were read of it, whatever they tell."""

    name: str
    first: date
    last: date
    quads: tuple[int, int, int, int]
    read: int

    @property
    def claims(self) -> int:
        """All claims of it."""
        return sum(self.quads)

    @property
    def rate(self) -> float | None:
        """Claims to a hundred reports; None where nothing was read."""
        return round(100 * self.claims / self.read, 1) if self.read else None


@dataclass(frozen=True, slots=True)
class Weeks:
    """All periods from the first to the last with a claim that fits; `undated` claims are of reports without a day."""

    by: By
    weeks: tuple[Week, ...]
    claims: int
    undated: int


def weeks(days: Iterable[tuple[date | None, int, int]], read: Iterable[Read], by: By | None = None) -> Weeks:
    """The periods of counted claims: days of publication with quad and count; `by` weeks unless these are too many."""
    dated: dict[tuple[date, int], int] = defaultdict(int)
    undated = 0
    for day, quad, count in days:
        if day is None:
            undated += count
        else:
            dated[day, quad] += count
    claims = undated + sum(dated.values())
    if not dated:
        return Weeks(by or "week", (), claims, undated)
    first, last = min(dated)[0], max(dated)[0]
    chosen: By = by or ("month" if last - first > timedelta(weeks=_LONG) else "week")
    quads: dict[Period, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for (day, quad), count in dated.items():
        quads[period(day, chosen)][max(1, min(4, quad)) - 1] += count
    reports: dict[Period, int] = defaultdict(int)
    for some in read:
        reports[period(some.day, chosen)] += some.reports
    found = []
    for each in between(first, last, chosen):
        a, b, c, d = quads.get(each, [0, 0, 0, 0])
        found.append(Week(each.name, each.first, each.last, (a, b, c, d), reports.get(each, 0)))
    return Weeks(chosen, tuple(found), claims, undated)


def drawn(
    counted: Weeks, words: Catalogue, question: str, url: Callable[[Week, int | None], str] | None = None
) -> Chart:
    """The chart: cooperation upwards, conflict downwards, and below it the reports read. `url` leads to the claims."""
    say = words.say
    names = [say(f"quad.{quad}") for quad in (1, 2, 3, 4)]
    bars = [bar for week in counted.weeks for bar in _bars(week, words, url)]
    reads = [
        {**_span(week), "low": 0, "high": week.read, "says": f"{week.name}: {say('count.reports', week.read)}"}
        for week in counted.weeks
    ]
    time: Mapping[str, Json] = {
        "field": "from", "type": "temporal", "title": None, "axis": {"grid": False, "labelOverlap": True},
        "scale": {"domain": [_span(counted.weeks[0])["from"], _span(counted.weeks[-1])["to"]]} if counted.weeks else {},
    }  # fmt: skip
    legend: dict[str, Json] = {
        "field": "quad", "type": "nominal", "title": None, "legend": {"columns": 2},
        "scale": {"domain": [*names], "range": [COLOURS[each] for each in QUADS]},
    }  # fmt: skip
    amount: dict[str, Json] = {"labelExpr": "format(abs(datum.value), ',')", "tickMinStep": 1}
    top: Json = {
        "width": WIDTH, "height": 210, "data": values(bars), "mark": {"type": "rect"},
        "encoding": {
            **_between({**time, "axis": {"labels": False, "ticks": False, "grid": False, "domain": False}},
                       {**amount, "title": say("series.claims")}),
            "color": legend, "description": {"field": "says"}, "href": {"field": "url"},
        },
    }  # fmt: skip
    below: Json = {
        "width": WIDTH, "height": 56, "data": values(reads), "mark": {"type": "rect", "color": COLOURS["whole"]},
        "encoding": {
            **_between(time, {**amount, "title": say("series.read"), "tickCount": 3}),
            "description": {"field": "says"},
        },
    }  # fmt: skip
    most = max(counted.weeks, key=lambda week: week.claims, default=None)
    says = say("series.says", len(counted.weeks), claims=f"{counted.claims:,}", by=say(f"series.{counted.by}"),
               first=counted.weeks[0].name if counted.weeks else "",
               last=counted.weeks[-1].name if counted.weeks else "",
               top=most.name if most else "", most=most.claims if most else 0)  # fmt: skip
    heads = [say(f"series.{each}") for each in ("period", "read", "claims", "rate")] + names
    rows = [(week.name, week.read, week.claims, week.rate, *week.quads) for week in counted.weeks]
    leads = [url(week, None) if url and week.claims else None for week in counted.weeks]
    body: dict[str, Json] = {"vconcat": [top, below], "spacing": 8}
    notes = [say("chart.of", question=question or say("chart.all")), say("series.key")]
    return chart("series", say("series.title"), says, body, heads, rows, notes, leads)


def _between(time: Mapping[str, Json], amount: Mapping[str, Json]) -> dict[str, Json]:
    """From when to when, and from how much to how much, a bar reaches."""
    return {
        "x": dict(time), "x2": {"field": "to"},
        "y": {"field": "low", "type": "quantitative", "axis": dict(amount)}, "y2": {"field": "high"},
    }  # fmt: skip


def _bars(week: Week, words: Catalogue, url: Callable[[Week, int | None], str] | None) -> Iterator[dict[str, Json]]:
    """The bars of a period: deeds next to the line, words beyond them; cooperation above it, conflict below."""
    for material, verbal, sign in ((2, 1, 1), (4, 3, -1)):
        low = 0
        for quad in (material, verbal):
            count = week.quads[quad - 1]
            if count:
                name = words.say(f"quad.{quad}")
                yield {
                    **_span(week), "low": sign * low, "high": sign * (low + count), "quad": name,
                    "says": f"{week.name}: {words.say('count.claims', count)}, {name}",
                    "url": url(week, quad) if url else None,
                }  # fmt: skip
            low += count


def _span(week: Week) -> dict[str, Json]:
    return {"from": f"{week.first}T00:00:00", "to": f"{week.last + timedelta(days=1)}T00:00:00"}
