"""`dateline series`: one party or two go in; out comes what they did by week or month, beside how much was read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from dateline.model.entry import Entry
    from dateline.record import AsOf, Record
    from dateline.series import Measure, Series
    from dateline.series.forecasts import Forecast
    from dateline.series.rows import Row, Told

_COLUMNS = (
    "period", "read", "outlets", "reports", "claims", "events", "origins", "cooperation", "conflict", "score", "ahead",
    "tried", "denied",
)  # fmt: skip
_QUIET = 4
"""Periods in a row of which there is nothing to show that become one line."""


def command(
    parties: Annotated[
        list[str], typer.Argument(help="One party or two: a country, a code such as RUS/GOV, a name, an entity id.")
    ],
    by: Annotated[str, typer.Option(help="week or month.")] = "week",
    of: Annotated[
        str,
        typer.Option(
            help="Of what to show changes and a forecast: events, origins, cooperation, conflict, ahead, score."
        ),
    ] = "events",
    directed: Annotated[bool, typer.Option("--directed", help="Only what the first did to the second.")] = False,
    ask: Annotated[str, typer.Option(help="Only what this question finds too, such as 'did:CONSULT'.")] = "",
    outlet: Annotated[
        list[str] | None, typer.Option(help="Only reports of this outlet, in the denominator too.", show_default=False)
    ] = None,
    dated: Annotated[str, typer.Option(help="Put an event where it was first told, or where it occurred.")] = "told",
    sure: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Only claims whose confidences, multiplied, reach this.")
    ] = 0.0,
    ahead: Annotated[int, typer.Option(min=0, max=12, help="How many periods to forecast.")] = 4,
    as_of: Annotated[
        str | None, typer.Option(help="As the record stood then: YYYY-MM-DD, or a revision.", show_default=False)
    ] = None,
    format: Annotated[str, typer.Option(help="text, json or csv.")] = "text",
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
) -> None:
    """What two parties did week by week, each event once, always beside how many reports were read.

    With changes of level and a short forecast, each with its method and how well it served on the past; where data are
    too few it says so. What a report tells as background counts only with --dated occurred.
    """
    from dateline.model.codec import dumps, to_json
    from dateline.record import Record
    from dateline.settings import Settings

    measure = _checked(parties, by, of, dated, format)
    question = " ".join([_question(parties, directed), ask, f"as-of:{as_of}" if as_of else ""]).strip()
    with Record.open(record or Settings().record, create=False) as kept:
        found = _series(kept, question, parties, by, measure, dated, outlet or (), sure, ahead)
    if format == "json":
        typer.echo(dumps(to_json(found)))
    elif format == "csv":
        for line in _csv(found):
            typer.echo(line)
    else:
        for line in _lines(found):
            typer.echo(line)


def _checked(parties: Sequence[str], by: str, of: str, dated: str, format: str) -> Measure:
    from dateline.errors import BadInput
    from dateline.series import MEASURES

    if len(parties) > 2 or not all(each.strip() for each in parties):
        raise BadInput("a series is of one party or of two, such as RUS PRK; put a name of several words in quotes")
    for name, value, allowed in (
        ("--by", by, ("week", "month")), ("--dated", dated, ("told", "occurred")),
        ("--format", format, ("text", "json", "csv")), ("--of", of, MEASURES),
    ):  # fmt: skip
        if value not in allowed:
            raise BadInput(f"{name} is one of {', '.join(allowed)}, not {value!r}")
    return next(each for each in MEASURES if each == of)


def _series(
    record: Record, question: str, parties: Sequence[str], by: str, measure: Measure, dated: str,
    outlets: Sequence[str], sure: float, ahead: int,
) -> Series:  # fmt: skip
    from datetime import UTC, datetime

    from dateline.errors import BadInput
    from dateline.questions import ask, compiled
    from dateline.questions.syntax import parse
    from dateline.series import series
    from dateline.series.recorded import read, stands_at

    if any(f"{name}:" in question for name in ("outlet", "report", "published", "limit")):
        raise BadInput(
            "a series has its own denominator: use --outlet, and leave out outlet:, report:, published:, limit:"
        )
    parse(question)
    asked = compiled(record, question).as_of
    denominator = read(record, asked, outlets)
    names = {each.casefold() for each in outlets}
    if names and not denominator:
        raise BadInput(f"the record holds no report of {', '.join(outlets)}")
    every = [
        entry
        for entry in ask(record, question)
        if (not names or (entry.report.publisher or "").casefold() in names) and _sure(entry) >= sure
    ]
    entries = [each for each in every if dated == "occurred" or each.claim.timing != "background"]
    now = datetime.now(UTC)
    on = asked if isinstance(asked, datetime) else now
    stood = stands_at(record, asked)
    said = f"{min(on, now):%Y-%m-%d}, the record as of {stood:%Y-%m-%d %H:%M} UTC" if stood else f"{on:%Y-%m-%d}"
    return series(
        _told(record, entries, asked), denominator, parties, "week" if by == "week" else "month", min(on, now).date(),
        measure=measure, dated="occurred" if dated == "occurred" else "told", steps=ahead, as_of=said,
        notes=_left(every, entries, sure),
    )  # fmt: skip


def _told(record: Record, entries: Sequence[Entry], as_of: AsOf) -> list[Told]:
    from dateline.cli.event import index
    from dateline.link import link
    from dateline.link.origins import origins
    from dateline.link.recorded import sampled
    from dateline.series.rows import Told

    if as_of is None:
        with index(record) as linked:
            return [Told(each.event, each.entries) for each in linked.events_of(entries)]
    by_id = {entry.claim.id: entry for entry in entries}
    reports = {entry.report.id: entry.report for entry in entries}
    events = link(
        entries, record.judgements(as_of=as_of), origins(reports.values()).by_report(), sampled(record, as_of)
    )
    return [Told(event, {name: by_id[name] for name in event.claims}) for event in events]


def _left(every: Sequence[Entry], entries: Sequence[Entry], sure: float) -> list[str]:
    notes = [f"only claims whose confidences, multiplied, reach {sure:g}"] if sure else []
    if len(entries) < len(every):
        notes.append(f"{len(every) - len(entries)} claims told as background are left out")
    return notes


def _sure(entry: Entry) -> float:
    """How likely all of a claim is right: its confidences multiplied, as if they were independent."""
    product = 1.0
    for each in entry.claim.confidence:
        product *= each.value
    return product


def _question(parties: Sequence[str], directed: bool) -> str:
    """The question that finds what the parties did.

    >>> _question(["North Korea", "Sergei Lavrov"], directed=True)
    'who:PRK whom:"Sergei Lavrov"'
    >>> _question(["RUS/MIL"], directed=False)
    '(who:RUS/MIL or whom:RUS/MIL)'
    """
    asked = [_party(each) for each in parties]
    if len(asked) == 1:
        return f"who:{asked[0]}" if directed else f"(who:{asked[0]} or whom:{asked[0]})"
    return f"who:{asked[0]} whom:{asked[1]}" if directed else f"between:{asked[0]},{asked[1]}"


def _party(words: str) -> str:
    from dateline.lexicon.country_names import country

    words = " ".join(words.replace('"', " ").split())
    code = country(words)
    if code is not None:
        return code
    return f'"{words}"' if any(mark in words for mark in " ,()") else words


def _lines(found: Series) -> Iterator[str]:
    """A series for a person: method first, then a line a period, then changes, forecast and what could not be told."""
    from dateline.model.characters import shown

    yield shown(f"{' and '.join(found.parties)} by {found.by}, as of {found.as_of}")
    yield "read, outlets: all reports read and their outlets; reports, claims: those that tell of them"
    dated = "in which it was first told so" if found.dated == "told" else "in which it occurred"
    yield f"an event stands in the {found.by} {dated}; ~ not over yet; . none; ? nothing read"
    if not any(row.claims or row.events for row in found.rows):
        yield f"{_read(found.rows)}; no claim in them tells of it"
        return
    yield from _table(found.rows, found.by)
    yield f"of {found.measure}: {found.formula}"
    for change in found.changes:
        yield f"  from {change.period} on: {change.before:g} -> {change.after:g} (p {change.p:.3f})"
    if not found.changes and not any("too few for changes" in note for note in found.notes):
        yield "  no change of level"
    if found.forecast is not None:
        yield from _forecast(found.forecast, found.by)
    for line in found.how:
        yield f"  {line}"
    for note in found.notes:
        yield f"  note: {shown(note)}"


def _table(rows: Sequence[Row], by: str) -> Iterator[str]:
    heads = ["", *_COLUMNS[1:]]
    widths = [8, *(max(5, len(head)) for head in heads[1:])]
    yield "  ".join(head.rjust(width) for head, width in zip(heads, widths, strict=True))
    for silent, run in groupby(rows, key=lambda row: not row.claims and not row.events):
        some = list(run)
        if silent and len(some) >= _QUIET:
            yield f"{some[0].period} to {some[-1].period}: {len(some)} {by}s, {_read(some)}, none of them on it"
            continue
        for row in some:
            cells = [_cell(getattr(row, name)) for name in _COLUMNS[1:]]
            if not row.read:
                cells = ["."] + ["?"] * (len(cells) - 1)  # of what nobody read, nothing is known
            marked = [row.period + ("" if row.complete else "~"), *cells]
            yield "  ".join(cell.rjust(width) for cell, width in zip(marked, widths, strict=True))


def _read(rows: Sequence[Row]) -> str:
    from dateline.cli.event import many

    return f"{many(sum(row.read for row in rows), 'report')} read"


def _cell(value: float | None) -> str:
    if value is None:
        return "."
    return f"{value:.1f}" if isinstance(value, float) else str(value or ".")


def _forecast(found: Forecast, by: str) -> Iterator[str]:
    from dateline.series.forecasts import QUANTILES

    half = f", counting half every {found.half_life:g} {by}s" if found.half_life else ""
    yield f"  forecast by {found.method}{half}: " + "  ".join(f"{share:.0%}" for share in QUANTILES)
    for each in found.ahead:
        yield f"    {by} +{each.step}: " + "  ".join(f"{value:g}" for value in each.quantiles)
    for tested in found.tested:
        inside = f"{tested.covered:.0%} between 5% and 95%"
        yield f"    {tested.method}: CRPS {tested.crps:.3g} in {tested.forecasts} forecasts of the past, {inside}"
    better = "better" if found.skill >= 0 else "worse"
    yield f"    recent past is {abs(found.skill):.0%} {better} than the best naive method"


def _csv(found: Series) -> Iterable[str]:
    import csv
    from dataclasses import fields
    from io import StringIO

    from dateline.series import value
    from dateline.series.rows import Row

    names = [each.name for each in fields(Row)]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*names, f"value of {found.measure}"])
    for row in found.rows:
        cells: list[str | int | float | date | None] = [getattr(row, name) for name in names]
        writer.writerow([*cells, value(row, found.measure)])
    return out.getvalue().splitlines()
