"""`dateline ledger`: the record goes in; out come threats, demands, promises, plans, transfers, and what came of them.

What answers what is found by rules over type, parties, time, place and wording; every answer shows its score and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from dateline.link.followups import Answer, Outcome
    from dateline.link.notices import Notice, NoticeKind
    from dateline.link.transfers import Dealing
    from dateline.model.codec import Json
    from dateline.model.entry import Entry
    from dateline.model.party import Party

app = typer.Typer(help="What was threatened, demanded, promised, planned or given, and what became of it.",
                  no_args_is_help=True, rich_markup_mode=None)  # fmt: skip

Ask = Annotated[str, typer.Option("--ask", help="Only what this question finds, such as 'who:USA when:2024'.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day to look back from, YYYY-MM-DD; today unless given.")]
OnlyOpen = Annotated[bool, typer.Option("--open", help="Only what is open or overdue.")]
Format = Annotated[str, typer.Option(help="table or jsonl.")]
Path = Annotated[
    str | None, typer.Option("--record", help="Path or URL; DATELINE_RECORD unless given.", show_default=False)
]


@app.command()
def threats(
    ask: Ask = "", as_of: AsOf = None, only_open: OnlyOpen = False, format: Format = "table", record: Path = None
) -> None:
    """Threats with their conditions: met, carried out, withdrawn, or standing."""
    _notices("threat", ask, as_of, only_open, format, record)


@app.command()
def demands(
    ask: Ask = "", as_of: AsOf = None, only_open: OnlyOpen = False, format: Format = "table", record: Path = None
) -> None:
    """Demands and requests: met, refused, or standing."""
    _notices("demand", ask, as_of, only_open, format, record)


@app.command()
def promises(
    ask: Ask = "", as_of: AsOf = None, only_open: OnlyOpen = False, format: Format = "table", record: Path = None
) -> None:
    """Promises and agreements: kept, broken, called off, or overdue."""
    _notices("promise", ask, as_of, only_open, format, record)


@app.command()
def plans(
    ask: Ask = "", as_of: AsOf = None, only_open: OnlyOpen = False, format: Format = "table", record: Path = None
) -> None:
    """Plans with their days: carried out, called off, or overdue."""
    _notices("plan", ask, as_of, only_open, format, record)


@app.command()
def transfers(ask: Ask = "", as_of: AsOf = None, format: Format = "table", record: Path = None) -> None:
    """Goods from whom to whom, and how far each transfer was told to have come, claim by claim."""
    from dateline.link.notices import day_of
    from dateline.link.transfers import dealings

    on = _day(as_of)
    told = [each for each in _asked(record, ask) if (day := day_of(each)) is None or day <= on]
    found = dealings(each for each in told if each.claim.transfer is not None)
    _show(_dealing(each) for each in found) if format == "table" else _rows(map(_dealing_row, found), format)
    if not found:
        typer.echo("no claim of a transfer fits", err=True)


def _notices(kind: NoticeKind, ask: str, as_of: str | None, only_open: bool, format: str, record: str | None) -> None:
    from dateline.link.followups import followups
    from dateline.link.notices import notices
    from dateline.record import Record
    from dateline.record import tables as t

    on = _day(as_of)
    asked = _asked(record, ask)
    of_kind = [each for each in notices(asked, {}) if each.kind == kind]
    ids = {entry.claim.id for each in of_kind for entry in each.entries}
    first = min((each.given for each in of_kind if each.given), default=on)
    with Record.open(_place(record), create=False) as kept:
        # Whatever fits the question, anything told since may answer it.
        every = {each.claim.id: each for each in kept.entries(t.claim.c.published >= first.isoformat())}
    found = followups(({each.claim.id: each for each in asked} | every).values(), on, only=ids)
    found = tuple(each for each in found if each.notice.kind == kind)
    if only_open:
        found = tuple(each for each in found if each.state in ("open", "overdue", "condition met"))
    _show(_outcome(each) for each in found) if format == "table" else _rows(map(_outcome_row, found), format)
    if not found:
        typer.echo(f"no {kind} fits", err=True)


def _asked(record: str | None, question: str) -> list[Entry]:
    from dateline.questions import ask
    from dateline.record import Record

    with Record.open(_place(record), create=False) as kept:
        return list(ask(kept, question))


def _place(record: str | None) -> str:
    from dateline.settings import Settings

    return str(record or Settings().record)


def _day(written: str | None) -> date:
    from datetime import date

    from dateline.intake import day

    return day(written) if written else date.today()


def _show(pieces: Iterable[list[str]]) -> None:
    for lines in pieces:
        typer.echo("\n".join(lines) + "\n")


def _rows(rows: Iterable[dict[str, Json]], format: str) -> None:
    from dateline.errors import BadInput
    from dateline.model.codec import dumps

    if format != "jsonl":
        raise BadInput(f"there is no format {format!r}: choose table or jsonl")
    for row in rows:
        typer.echo(dumps(row))


def _outcome(outcome: Outcome) -> list[str]:
    """A notice and its answers, for a person."""
    from dateline.model import wording

    notice = outcome.notice
    first = notice.entries[0]
    deed = _line(wording.deed(first.claim, first.quotable))
    lines = [f"{outcome.state.upper()} · {notice.given or 'no day'} · {deed}"]
    if notice.condition and first.quotable:
        lines.append(f"  condition: {_line(notice.condition)}")
    if notice.term.known:
        lines.append(f"  term: {' to '.join(each or '…' for each in _term(notice))}")
    lines += [f"  {_told(notice.entries)}", *_quoted(first)]
    for answer in outcome.answers:
        lines += _answer(answer)
    return lines


def _answer(answer: Answer) -> list[str]:
    from dateline.link.notices import day_of
    from dateline.model import wording

    entry = answer.entry
    said = f"{answer.how} · {day_of(entry)} · {_line(wording.deed(entry.claim, entry.quotable))}"
    why = f"    {answer.score:.2f}: {_line('; '.join(answer.reasons))}"
    return [f"  → {said}", why, *(f"  {each}" for each in _quoted(entry))]


def _told(entries: Sequence[Entry]) -> str:
    """On whose word, in how many outlets, from how many origins."""
    from dateline.link.origins import origins
    from dateline.model import wording

    known = origins({each.report.id: each.report for each in entries}.values())
    outlets, of = known.outlets(each.report.id for each in entries), known.count_claims(entries)
    counted = f"{outlets} outlet{'s' if outlets > 1 else ''}, {of} origin{'s' if of > 1 else ''}"
    return f"on the word of {_line(wording.chain(entries[0].claim.attribution))}; {counted}"


def _quoted(entry: Entry) -> Iterator[str]:
    source = " · ".join(_line(each) for each in (entry.report.publisher, entry.report.title) if each)
    if entry.quotable and entry.sentence.text:
        yield f"  “{_line(entry.sentence.text)}”"
    yield f"  {source + ' · ' if source else ''}claim {entry.claim.id}"


def _dealing(dealing: Dealing) -> list[str]:
    """A line of the ledger and its steps, for a person."""
    from dateline.model import wording

    whom = f"{wording.parties(dealing.from_) or 'somebody'} → {wording.parties(dealing.to) or 'somebody'}"
    returned = f" for {', '.join(dealing.in_return_for)}" if dealing.in_return_for else ""
    lines = [_line(f"{dealing.latest.upper()} · {whom}: {', '.join(dealing.goods)}{returned}")]
    for step in dealing.steps:
        claim = step.entry.claim
        so = "told as not so: " if step.denied else ""
        lines.append(f"  {step.day or 'no day'} · {so}{step.stage} · {_line(wording.chain(claim.attribution))}")
        lines += [f"  {each}" for each in _quoted(step.entry)]
    return lines


def _line(words: str) -> str:
    from dateline.model.characters import shown

    return shown(words)


def _term(notice: Notice) -> tuple[str | None, str | None]:
    first, last = notice.term.first, notice.term.last
    return _iso(first), _iso(last)


def _iso(day: int | None) -> str | None:
    from datetime import date

    return None if day is None else date.fromordinal(day).isoformat()


def _outcome_row(outcome: Outcome) -> dict[str, Json]:
    """A notice and its answers, for programs."""
    from dateline.link.notices import day_of

    notice = outcome.notice
    earliest, latest = _term(notice)
    quotable = notice.entries[0].quotable
    return {
        "kind": notice.kind, "state": outcome.state, "given": str(notice.given) if notice.given else None,
        "type": notice.claim.type, "actors": _names(notice.claim.actors), "recipients": _names(notice.claim.recipients),
        "action": notice.claim.action.text if quotable else None,
        "condition": notice.condition if quotable else None, "term": {"earliest": earliest, "latest": latest},
        "claims": [each.claim.id for each in notice.entries],
        "answers": [
            {
                "claim": each.entry.claim.id, "report": each.entry.report.id, "day": str(day_of(each.entry)),
                "how": each.how, "score": each.score, "reasons": list(each.reasons),
            }
            for each in outcome.answers
        ],
    }  # fmt: skip


def _dealing_row(dealing: Dealing) -> dict[str, Json]:
    return {
        "from": _names(dealing.from_), "to": _names(dealing.to), "category": dealing.category,
        "goods": list(dealing.goods), "in_return_for": list(dealing.in_return_for),
        "furthest": dealing.furthest, "latest": dealing.latest,
        "steps": [
            {
                "claim": each.entry.claim.id, "report": each.entry.report.id, "stage": each.stage,
                "day": str(each.day) if each.day else None, "denied": each.denied,
            }
            for each in dealing.steps
        ],
    }  # fmt: skip


def _names(parties: Sequence[Party]) -> list[Json]:
    from dateline.model import wording

    return [{"name": wording.party(each), "entity": each.entity, "country": each.country} for each in parties]
