"""What two parties did, by week or month: events and what was read go in; a Series comes out, with how it was made.

No figure without its method: a Series states its formula, its denominator, as of when the record was asked, and for
each change and forecast how sure it is; where data are too few for one, it says so in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from dateline.series import changes, forecasts
from dateline.series.forecasts import Forecast
from dateline.series.periods import SEASON, By
from dateline.series.rows import Dated, Read, Row, Told, rows

Measure = Literal["events", "origins", "cooperation", "conflict", "ahead", "score"]
MEASURES: tuple[Measure, ...] = get_args(Measure)
FORMULA: dict[Measure, str] = {
    "events": "events told as done or under way, each once, per 100 reports read",
    "origins": "independent origins of the events told as done or under way, summed over events, per 100 reports read",
    "cooperation": "events of PLOVER's quads 1 and 2 told as done or under way, each once, per 100 reports read",
    "conflict": "events of PLOVER's quads 3 and 4 told as done or under way, each once, per 100 reports read",
    "ahead": "events first told as planned, expected, possible or conditional, each once, per 100 reports read",
    "score": "mean PLOVER score, -10 (conflict) to 10 (cooperation), of events told as done or under way, each once",
}
FEWEST = 10
"""Events under which a series has neither changes nor a forecast."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of level: the `period` from which on it holds, the levels before and after, and the p-value of it."""

    period: str
    before: float
    after: float
    p: float


@dataclass(frozen=True, slots=True)
class Series:
    """What `parties` did by week or month, as the record had it at `as_of`.

    `formula` says of what `changes` and `forecast` are, and in which unit; `how` says in words how each came about,
    and `notes` what is left out and what could not be told.
    """

    parties: tuple[str, ...]
    by: By
    dated: Dated
    measure: Measure
    formula: str
    as_of: str
    rows: tuple[Row, ...]
    changes: tuple[Change, ...]
    forecast: Forecast | None
    how: tuple[str, ...]
    notes: tuple[str, ...]


def series(
    told: Sequence[Told],
    read: Iterable[Read],
    parties: Sequence[str],
    by: By,
    on: date,
    *,
    measure: Measure = "events",
    dated: Dated = "told",
    steps: int = 4,
    as_of: str = "",
    notes: Sequence[str] = (),
) -> Series:
    """The series of some events up to day `on`, by what was read; `steps` periods ahead are forecast.

    The events are those of the parties asked for; `as_of` says when the record stood as it was asked; `notes` are what
    the caller left out.
    """
    table, left = rows(told, read, by, on, dated)
    notes = list(notes)
    notes += [f"{left} events have no place in it: no day is known, or none within one {by}"] if left else []
    unread = [row.period for row in table if row.complete and not row.read]
    if unread:
        notes.append(f"nothing was read in {len(unread)} of {len(table)} {by}s, of which nothing is known")
    if table and not table[-1].complete:
        notes.append(f"{table[-1].period} was not over on {on}; it is left out of changes and forecast")
    usable = [row for row in table if row.complete]
    events = sum(row.ahead if measure == "ahead" else row.events for row in table)
    found, why_not = _changes(usable, measure, by, events)
    ahead, no_forecast = _forecast(usable, measure, by, events, steps)
    notes += [*why_not, *no_forecast]
    how = [*([_HOW_CHANGES] if not why_not else []), *([_HOW_FORECAST] if ahead is not None else [])]
    return Series(
        tuple(parties), by, dated, measure, FORMULA[measure], as_of or on.isoformat(), tuple(table), found, ahead,
        tuple(how), tuple(notes),
    )  # fmt: skip


_HOW_CHANGES = (
    "changes: binary segmentation with a permutation test at p <= .01, by the likelihood of Poisson rates (of counts by"
    " reports read) or by sums of squares (of scores); bursts of weeks may pass for levels"
)
_HOW_FORECAST = (
    "forecast: the method with the least mean CRPS in a back-test that stands at every past period and knows only what"
    " came before; chosen after the fact, so expect a little worse"
)


def _changes(table: Sequence[Row], measure: Measure, by: By, events: int) -> tuple[tuple[Change, ...], list[str]]:
    amounts = [_amount(row, measure) for row in table]
    known = sum(weight > 0 for _, weight in amounts)
    if known < changes.NEEDED or events < FEWEST:
        need = f"{changes.NEEDED} {by}s and {FEWEST} events are needed"
        return (), [f"too few for changes of level: {known} {by}s with {events} events, {need}"]
    unit = 1.0 if measure == "score" else 100.0
    found = changes.steps(amounts, "mean" if measure == "score" else "count")
    return tuple(
        Change(table[each.at].period, round(unit * each.before, 2), round(unit * each.after, 2), each.p)
        for each in found
    ), []


def _forecast(
    table: Sequence[Row], measure: Measure, by: By, events: int, steps: int
) -> tuple[Forecast | None, list[str]]:
    values = [value(row, measure) for row in table]
    known = sum(each is not None for each in values)
    low = None if measure == "score" else 0.0
    found = forecasts.forecast(values, SEASON[by], steps, low) if events >= FEWEST and steps else None
    if found is not None or not steps:
        return found, []
    need = f"{forecasts.NEEDED} {by}s and {FEWEST} events are needed"
    return None, [f"too few for a forecast: {known} {by}s with {events} events, {need}"]


def _amount(row: Row, measure: Measure) -> tuple[float, float]:
    """What a row contributes to a level, and the weight of it: a count by reports, or a sum of scores by events."""
    if measure == "score":
        return (row.score or 0.0) * row.events, float(row.events)
    return float(getattr(row, measure)), float(row.read)


def value(row: Row, measure: Measure) -> float | None:
    """The value of a series in one period, by its formula; None where nothing was read, or nothing is to be scored."""
    amount, weight = _amount(row, measure)
    if not weight:
        return None
    return row.score if measure == "score" else round(100.0 * amount / weight, 2)
