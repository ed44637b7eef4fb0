"""Events go in with the claims that tell of them; out comes a Timeline, and a chart of what is known of their days.

A day that is known is a point, a stretch within which it was a bar, an open side an arrow; where no words say when, the
day of the first report stands for it, hollow, since by then it had been told and no more is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.link.telling import extent
from dateline.model.codec import Json
from dateline.model.entry import Entry
from dateline.model.judgement import Event, StageOfEvent
from dateline.web.catalogue import Catalogue
from dateline.web.views.chart import COLOURS, Chart, chart, values

WIDTH = 470
MOST = 40
"""Events that a chart shows; a list below it holds the others."""
_LENGTH = 46
_ROW = 21
_STAGES: tuple[StageOfEvent, ...] = ("done", "under way", "ahead", "tried", "not so")
_SHAPES: Mapping[StageOfEvent, str] = {
    "done": "circle", "under way": "square", "ahead": "triangle-right", "tried": "diamond", "not so": "cross",
}  # fmt: skip
_COLOURS: Mapping[StageOfEvent, str] = {
    "done": "real", "under way": "real", "ahead": "ahead", "tried": "untrue", "not so": "untrue",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moment:
    """One event on a timeline. `first` and `last` are the days within which it was, None where open or not known.

    `dated` is False where no words say when; `told` is the day of its first report. `typical` is the claim that says it
    best; `fields` are those on which reports differ.
    """

    id: str
    title: str
    type: str
    first: date | None
    last: date | None
    dated: bool
    told: date | None
    stage: StageOfEvent
    where: str | None
    claims: int
    origins: int
    outlets: int
    fields: tuple[str, ...]
    typical: Entry


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in the order of their days, of so many `claims`; `of` is how many claims fit the question."""

    moments: tuple[Moment, ...]
    claims: int
    of: int


def timeline(events: Iterable[Event], entries: Mapping[str, Entry], of: int) -> Timeline:
    """The timeline of some events."""
    moments = sorted((_moment(event, entries) for event in events), key=_place)
    return Timeline(tuple(moments), len(entries), of)


def _moment(event: Event, entries: Mapping[str, Entry]) -> Moment:
    told = [entries[claim] for claim in event.claims]
    best = {field: (value, support) for field, value, support in event.best}
    support = [entries[claim] for claim in best["when"][1]] if "when" in best else []
    spans = [span for each in support if (span := extent(each.claim.when)).known]
    # The most exact of those that bear out the best value.
    exact = min(spans, key=lambda span: (span.last or 9**9) - (span.first or 0), default=None)
    # Of those that tell it as far as it has come, the first that names the most parties.
    reached = {claim for phase in event.stages if phase.stage == event.stage for claim in phase.claims}
    so_far = [each for each in told if each.claim.id in reached] or told
    typical = max(so_far, key=lambda each: len(each.claim.actors) + len(each.claim.recipients))
    sides = [best[side][0] for side in ("actors", "recipients") if side in best]
    first = date.fromisoformat(event.first) if event.first else None
    return Moment(
        event.id, " → ".join(sides), best["type"][0] if "type" in best else typical.claim.type,
        date.fromordinal(exact.first) if exact and exact.first else None,
        date.fromordinal(exact.last) if exact and exact.last else None,
        exact is not None, first, event.stage or "done", best["where"][0] if "where" in best else None,
        len(told), event.origins, event.outlets, tuple(each.field for each in event.disagreements), typical,
    )  # fmt: skip


def _place(moment: Moment) -> tuple[date, date, str]:
    day = moment.first or moment.last or moment.told or date.max
    return day, moment.last or day, moment.id


def drawn(
    shown: Sequence[Moment], words: Catalogue, question: str, url: Callable[[Moment], str] | None = None
) -> Chart:
    """The chart of some moments, one a row, from the earliest to the latest."""
    say = words.say
    stages = [say(f"reached.{stage}") for stage in _STAGES]
    days = [day for each in shown for day in (each.first, each.last) if day] + [
        each.told for each in shown if each.told
    ]
    low, high = (min(days), max(days)) if days else (date.today(), date.today())
    margin = max(timedelta(days=2), (high - low) / 25)
    rows = [_row(each, words, low - margin, high + margin, url) for each in shown]
    time: dict[str, Json] = {
        "type": "temporal", "scale": {"domain": [_iso(low - margin), _iso(high + margin)], "nice": False},
        "axis": {"title": None, "orient": "top", "labelOverlap": True},
    }  # fmt: skip
    y: dict[str, Json] = {
        "field": "row", "type": "ordinal", "sort": [row["row"] for row in rows],
        "axis": {"title": None, "labelLimit": 300, "labelExpr": "slice(datum.label, indexof(datum.label, '|') + 1)",
                 "ticks": False, "domain": False, "labelPadding": 6, "labelColor": COLOURS["ink"]},
    }  # fmt: skip
    stage: dict[str, Json] = {"field": "stage", "type": "nominal", "title": None}
    domain: list[Json] = [*stages]
    colours: Json = {"domain": domain, "range": [COLOURS[_COLOURS[each]] for each in _STAGES]}
    colour: dict[str, Json] = {**stage, "scale": colours, "legend": None}
    shape: dict[str, Json] = {
        **stage, "scale": {"domain": domain, "range": [_SHAPES[each] for each in _STAGES]}, "legend": None,
    }  # fmt: skip
    told: dict[str, Json] = {"description": {"field": "says"}, "href": {"field": "url"}}
    body: dict[str, Json] = {
        "width": WIDTH, "height": {"step": _ROW}, "data": values(rows),
        "layer": [
            {"transform": [{"filter": "datum.from != datum.to"}],
             "mark": {"type": "bar", "height": 7, "cornerRadius": 3, "opacity": 0.55},
             "encoding": {"x": {"field": "from", **time}, "x2": {"field": "to"}, "y": y,
                          "color": colour, **told}},
            {"mark": {"type": "point", "filled": True, "opacity": 1, "strokeWidth": 1.6}, "encoding": {
                "x": {"field": "at", **time}, "y": y, **told,
                "fillOpacity": {"field": "solid", "type": "quantitative", "scale": None},
                "stroke": colour, "fill": colour, "shape": shape,
                "size": {"field": "size", "type": "quantitative", "scale": None},
            }},
        ],
    }  # fmt: skip
    heads = [say(f"timeline.{each}") for each in ("when", "event", "stage", "where", "claims", "origins", "differ")]
    table = [
        (_when(each, words), f"{each.type}: {each.title}", say(f"reached.{each.stage}"), each.where, each.claims,
         each.origins, ", ".join(each.fields))
        for each in shown
    ]  # fmt: skip
    says = say("timeline.says", len(shown), first=_iso(low)[:10], last=_iso(high)[:10])
    notes = [say("chart.of", question=question or say("chart.all")), say("timeline.key"), say("timeline.shapes")]
    leads = [url(each) for each in shown] if url else ()
    return chart("timeline", say("timeline.title"), says, body, heads, table, notes, leads)


def _row(
    moment: Moment, words: Catalogue, low: date, high: date, url: Callable[[Moment], str] | None
) -> dict[str, Json]:
    title = f"{moment.type} {moment.title}"
    title = title if len(title) <= _LENGTH else title[: _LENGTH - 1].rstrip() + "…"
    if moment.dated:
        first, last = moment.first or low, moment.last or high
    else:
        first = last = moment.told or low
    exact = moment.dated and moment.first == moment.last
    at = first if exact or not moment.dated else first + (last - first) / 2
    return {
        # Two events may be called the same, and are two rows: what follows the mark is what is shown.
        "row": f"{moment.id}|{title}", "stage": words.say(f"reached.{moment.stage}"),
        "from": _iso(first), "to": _iso(first if exact or not moment.dated else last + timedelta(days=1)),
        "at": _iso(at), "solid": 1 if exact else 0, "size": round(60 + 40 * min(6, moment.origins - 1)),
        "says": f"{_when(moment, words)}: {moment.type} {moment.title}. "
                f"{words.say('count.claims', moment.claims)}, {words.say('timeline.count', moment.origins)}",
        "url": url(moment) if url else None,
    }  # fmt: skip


def _when(moment: Moment, words: Catalogue) -> str:
    if not moment.dated:
        return words.say("timeline.told", day=moment.told or "?")
    if moment.first == moment.last:
        return f"{moment.first}"
    if moment.first is None:
        return words.say("timeline.by", day=moment.last)
    return words.say("timeline.from", day=moment.first) if moment.last is None else f"{moment.first} – {moment.last}"


def _iso(day: date) -> str:
    return f"{day}T00:00:00"
