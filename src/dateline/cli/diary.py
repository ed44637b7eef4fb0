"""`dateline diary`: the record goes in; what is said to lie ahead comes out by day, for the screen or as a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from dateline.link.diary import Ahead, AheadState
    from dateline.link.followups import Outcome
    from dateline.model.entry import Entry
    from dateline.record import Record


def command(
    ask: Annotated[str, typer.Option(help="Only what this question finds, such as 'who:RUS'.")] = "",
    start: Annotated[
        str | None, typer.Option("--from", help="The first day, YYYY-MM-DD; today unless given.", show_default=False)
    ] = None,
    until: Annotated[str | None, typer.Option(help="The last day, YYYY-MM-DD.", show_default=False)] = None,
    overdue: Annotated[
        bool, typer.Option("--overdue", help="Also plans whose day is over, with nothing heard.")
    ] = False,
    ics: Annotated[
        Path | None, typer.Option(help="Write a calendar (iCalendar) to this file instead.", dir_okay=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file.")] = False,
    record: Annotated[
        str | None, typer.Option(help="Path or URL of the record; DATELINE_RECORD unless given.", show_default=False)
    ] = None,
) -> None:
    """What is said to lie ahead, day by day: never a fact, always on somebody's word."""
    from datetime import date as today

    from dateline.cli.event import many
    from dateline.intake import day
    from dateline.link.diary import ahead
    from dateline.link.diary import overdue as late
    from dateline.link.followups import followups
    from dateline.questions import ask as asked
    from dateline.record import Record
    from dateline.settings import Settings

    on = day(start) if start else today.today()
    last = day(until) if until else None
    with Record.open(record or Settings().record, create=False) as kept:
        entries = list(asked(kept, ask) if overdue else _open(kept, ask, on))
    found = ahead(entries, on, last)
    if ics is not None:
        typer.echo(f"{many(_calendar(found, ics, force), 'event')}: {ics}")
        return
    for line in _days(found):
        typer.echo(line)
    if overdue:
        for each in late(followups(entries, on)):
            typer.echo(_late(each))
    if not found and not overdue:
        typer.echo(f"nothing is said to lie ahead of {on}", err=True)


def _open(record: Record, question: str, on: date) -> Iterator[Entry]:
    """The answers of a question that may lie ahead of a day: of a large record, few."""
    from dateline.questions import compiled
    from dateline.record.tables import claim

    asked, c = compiled(record, question), claim.c
    ahead = c.status.in_(("planned", "expected", "possible", "conditional", "not"))
    open_ = (c.latest >= on.isoformat()) | (c.latest.is_(None) & c.earliest.is_not(None))
    return record.entries(asked.where & ahead & open_, asked.as_of, asked.order, asked.limit, asked.rejected)


_STATUS: dict[AheadState, Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]] = {
    "planned": "CONFIRMED", "expected": "TENTATIVE", "possible": "TENTATIVE", "conditional": "TENTATIVE",
    "disputed": "TENTATIVE", "called off": "CANCELLED",
}  # fmt: skip


def _calendar(found: Sequence[Ahead], to: Path, force: bool) -> int:
    """Write the matters as a calendar, whole or not at all; the number of its events."""
    from dateline.errors import BadInput
    from dateline.export.icalendar import Matter, feed

    if to.exists() and not force:
        raise BadInput(f"{to}: is there already; --force writes over it")
    matters = (Matter(each.id, each.state, _STATUS[each.state], each.first, each.last, each.entries) for each in found)
    aside = to.with_name(f".{to.name}.part")
    try:
        with aside.open("w", encoding="utf-8", newline="") as out:
            written = feed(matters, out)
        aside.replace(to)  # who has subscribed to it never sees half of it
    except OSError as error:
        raise BadInput(f"{to}: cannot be written ({error.strerror or error})") from None
    finally:
        aside.unlink(missing_ok=True)
    return written


def _days(found: tuple[Ahead, ...]) -> Iterator[str]:
    from dateline.model import wording
    from dateline.model.characters import shown

    for each in found:
        first = each.entries[0]
        states = each.state if len(each.entries) == 1 else f"{each.state}, told {len(each.entries)} times"
        yield f"{_when(each)}  " + shown(f"{wording.deed(first.claim, first.quotable)} ({states})")
        if first.quotable and first.sentence.text:
            yield "    " + shown(f"“{first.sentence.text}”")
        published = first.report.published.earliest
        told = " · ".join(part for part in (first.report.publisher, published and str(published)) if part)
        word = wording.chain(first.claim.attribution)
        said = ("" if word == first.report.publisher else word, told, f"claim {first.claim.id}")
        yield "    " + shown(" · ".join(each for each in said if each))


def _when(each: Ahead) -> str:
    if each.exact or each.first is None:
        return f"{'' if each.exact else 'by '}{each.last}"
    return f"{each.first} to {each.last}" if each.last else f"from {each.first}"


def _late(outcome: Outcome) -> str:
    from datetime import date

    from dateline.model import wording
    from dateline.model.characters import shown

    notice = outcome.notice
    over = date.fromordinal(notice.term.last or 1)
    deed = wording.deed(notice.claim, notice.entries[0].quotable)
    return shown(f"overdue since {over}: {deed} · told {notice.given} · claim {notice.claim.id}")
