"""A question goes in; out come ledgers: threats, demands, promises and plans with what came of them, and transfers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from fastapi import APIRouter, Request
from sqlalchemy import and_, or_, select
from starlette.responses import Response

from dateline.errors import BadInput
from dateline.link.followups import Outcome, followups
from dateline.link.followups import State as OutcomeState
from dateline.link.notices import NoticeKind, day_of, notices
from dateline.link.transfers import Dealing, dealings
from dateline.model.entry import Entry
from dateline.record import tables as t
from dateline.web.desk import Visit, visit
from dateline.web.gathering import Clause, Gathered
from dateline.web.viewing import respond

router = APIRouter()
NAV = ("ledger", "/ledger", 40)
KINDS: tuple[NoticeKind, ...] = get_args(NoticeKind)
STATES: tuple[OutcomeState, ...] = get_args(OutcomeState)
_NOTICES = 120
"""Claims of the latest reports among which notices are looked for."""
_ANSWERS = 400
"""Claims of the earliest reports thereafter that may answer them."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger as of the day `on`: notices with what became of them, or transfers; `states` counts the outcomes.

    `claims` of the `of` that fit were looked at, those of the latest reports; `answers` that they might meet.
    """

    question: str
    revision: int
    kind: str
    on: date
    outcomes: tuple[Outcome, ...]
    dealings: tuple[Dealing, ...]
    states: tuple[tuple[OutcomeState, int], ...]
    claims: int
    of: int
    answers: int


@router.get("/ledger", include_in_schema=False)
def first(request: Request, q: str = "", state: str = "") -> Response:
    """The ledger of threats."""
    return show(request, "threat", q, state)


@router.get("/ledger/{kind}", include_in_schema=False)
def show(request: Request, kind: str, q: str = "", state: str = "") -> Response:
    """A ledger of a question; `state` keeps to notices that stand so."""
    here = visit(request)
    if kind not in (*KINDS, "transfer"):
        raise BadInput(f"there is no ledger of {kind!r}; there are {', '.join(KINDS)} and transfer")
    if state and state not in STATES:
        raise BadInput(f"a notice is {', '.join(STATES)}, not {state!r}")
    page = here.lately(("ledger", kind, q, state), lambda: ledger(here, kind, q, state))
    return respond(request, "ledger.html", page, lambda: [])


def ledger(here: Visit, kind: str, question: str, state: str = "") -> Ledger:
    """One ledger, the latest notice first."""
    found = Gathered.of(here.record, question, here.as_of)
    c = t.claim.c
    if kind == "transfer":
        told = found.entries(c.stage.is_not(None), limit=_NOTICES)
        lines = tuple(reversed(dealings(told)))
        return Ledger(question, found.revision, kind, here.today, (), lines, (), len(told),
                      found.count(c.stage.is_not(None)), 0)  # fmt: skip
    clause = _gives(kind)
    told = found.entries(clause, limit=_NOTICES)
    # Claims beside a notice in its own report say what it hangs on and what it asks for.
    beside = _of_reports(here, found, told)
    asked = [each for each in notices(_by_time(beside), {}) if each.kind == kind]
    ids = {entry.claim.id for entry in told}
    later = _later(here, found, [entry for each in asked for entry in each.entries if entry.claim.id in ids])
    every = {each.claim.id: each for each in (*beside, *later)}
    outcomes = [each for each in followups(every.values(), here.today, only=ids) if each.notice.kind == kind]
    counts = tuple((each, sum(one.state == each for one in outcomes)) for each in STATES)
    shown = [each for each in reversed(outcomes) if not state or each.state == state]
    states = tuple(each for each in counts if each[1])
    return Ledger(question, found.revision, kind, here.today, tuple(shown), (), states, len(told), found.count(clause),
                  len(later))  # fmt: skip


def _gives(kind: str) -> Clause:
    """The clause that a claim may be a notice of a kind; `link.notices` looks closer."""
    c = t.claim.c
    if kind == "threat":
        return c.type == "THREATEN"
    if kind == "demand":
        return c.type == "REQUEST"
    planned = c.status == "planned"
    return planned if kind == "plan" else or_(planned, and_(c.type == "AGREE", c.status == "happened"))


def _by_time(entries: Sequence[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (day_of(each) or date.max, each.claim.action.span, each.claim.id))


def _of_reports(here: Visit, found: Gathered, told: Sequence[Entry]) -> list[Entry]:
    """All claims of the reports of some."""
    ids = sorted({entry.report.id for entry in told})
    reports = select(t.report.c.number).where(t.report.c.id.in_(ids))
    return list(here.record.entries(t.claim.c.report.in_(reports), found.revision)) if ids else []


def _later(here: Visit, found: Gathered, told: Sequence[Entry]) -> list[Entry]:
    """Claims of later reports in which somebody has a part who has one in these, the nearest in time first."""
    days = [day for each in told if (day := day_of(each)) is not None]
    if not days:
        return []
    parties = [party for each in told for party in (*each.claim.actors, *each.claim.recipients)]
    entities = sorted({party.entity for party in parties if party.entity})
    countries = sorted({party.country for party in parties if party.country})
    p = t.party.c
    meant = select(p.number).where(or_(p.entity.in_(entities), p.country.in_(countries)))
    c = t.claim.c
    where = and_(
        c.published >= min(days).isoformat(),
        c.version.in_(select(t.claim_party.c.claim).where(t.claim_party.c.party.in_(meant))),
    )
    return list(here.record.entries(where, found.revision, (c.published.asc(), c.version), _ANSWERS))
