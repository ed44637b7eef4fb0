"""Somebody's id goes in; out comes what is told of them: deeds, words, plans, offers, wishes, offices, dealings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from sqlalchemy import ColumnElement, and_, func, select
from starlette.responses import Response

from dateline.lexicon import actors as knowledge
from dateline.lexicon import codes
from dateline.model.entry import Entry
from dateline.model.party import Entity
from dateline.record import tables as t
from dateline.record.looking import fitting
from dateline.series.recorded import read
from dateline.web.desk import Visit, visit
from dateline.web.gathering import Gathered
from dateline.web.pages.series import to_week
from dateline.web.security import Refused
from dateline.web.viewing import asked_for, respond, to_dyad, to_party
from dateline.web.views import ties, weeks
from dateline.web.views.chart import Chart
from dateline.web.views.ties import Figure, Network, Tie
from dateline.web.views.weeks import Weeks

router = APIRouter()
_FEW = 4
"""Claims that each part of the page shows; the rest are a click away."""
_NEAR = 18
"""Parties of the network round somebody."""

PARTS: tuple[tuple[str, str], ...] = (
    ("did", "who:{} status:happened,ongoing timing:new"), ("said", "said:{}"),
    ("planned", "who:{} status:planned,expected,possible,conditional"),
    ("offered", "who:{} (stage:offered,agreed,delivered or did:AGREE)"),
    ("wanted", "who:{} (stage:wanted or did:REQUEST)"), ("undergone", "whom:{}"),
    ("denied", "(party:{} or said:{}) (status:denied,not or stance:denying)"),
)  # fmt: skip
"""The parts of the page, each a question about somebody."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: the question, how many claims fit it, and the latest of them."""

    name: str
    question: str
    count: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """An office under which somebody stood in reports, with the first and last day of such a report, and how many
    claims say so."""

    title: str
    first: date | None
    last: date | None
    claims: int


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody: who they are as far as it is known (`known`), what reports call them, and what they tell of them."""

    id: str
    name: str
    kind: str
    country: str | None
    known: Entity | None
    names: tuple[tuple[str, int], ...]
    offices: tuple[Held, ...]
    question: str
    revision: int
    claims: int
    parts: tuple[Part, ...]
    series: Weeks
    network: Network
    dealings: tuple[Tie, ...]


@router.get("/actor/{id:path}", include_in_schema=False)
def show(request: Request, id: str) -> Response:
    """The page of somebody."""
    here = visit(request)
    page = here.lately(("actor", id), lambda: actor(here, id))
    say, q = here.desk.words, page.question

    def charts() -> list[Chart]:
        made = []
        if page.series.weeks:
            made.append(weeks.drawn(page.series, say, q, lambda week, quad: to_week(here, q, week, quad)))
        if page.network.nodes:
            made.append(ties.drawn(page.network, say, q, lambda one: to_party(here, one),
                                   lambda tie: to_dyad(here, tie.left.id, tie.right.id)))  # fmt: skip
        return made

    return respond(request, "actor.html", page, charts)


def actor(here: Visit, id: str) -> Actor:
    """What the record tells of somebody; Refused (404) where it tells nothing and nobody is known so."""
    asked = asked_for(id)
    question = f"party:{asked}"
    found = Gathered.of(here.record, question, here.as_of)
    known = knowledge.load().entity(id)
    claims = found.count()
    if not claims and known is None:
        raise Refused(404, f"nobody in this record is called {id!r}; a question such as who:Lavrov finds who is")
    rows = _rows(here, id, found.revision)
    counts: dict[str, int] = defaultdict(int)
    for name, _, _, _, count in rows:
        counts[name] += count
    pairs = found.pairs()
    me = _figure(id, known, rows)
    network = ties.network(pairs, states=_state(id), most=_NEAR, around=me.id)
    own = ties.network(pairs, states=_state(id), most=200, around=me.id)
    mine = tuple(tie for tie in own.ties if me.id in (tie.left.id, tie.right.id))
    return Actor(
        id, me.name, known.kind if known else me.kind, known.country if known and known.country else me.country, known,
        tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0]))[:12]), _held(rows), question, found.revision,
        claims, tuple(part for each in PARTS if (part := _part(here, found.revision, *each, asked)).count),
        weeks.weeks(found.days(), read(here.record, found.revision)), network, mine[:12],
    )  # fmt: skip


def _state(id: str) -> bool:
    """Whether the id is a state's, of whom all who act for it are a part."""
    return id.startswith("iso:")


def _part(here: Visit, revision: int, name: str, pattern: str, asked: str) -> Part:
    question = pattern.replace("{}", asked)
    found = Gathered.of(here.record, question, revision)
    count = found.count()
    return Part(name, question, count, tuple(found.entries(limit=_FEW)) if count else ())


_Row = tuple[str, str | None, date | None, date | None, int]
"""A name, an office or title under it, the first and the last day of a report that has both, and how many claims."""


def _rows(here: Visit, id: str, revision: int) -> list[_Row]:
    """How reports name somebody, and with which office."""
    p, c = t.party.c, t.claim.c
    meant: ColumnElement[bool] = p.entity == id
    if id.startswith("name:"):
        meant = and_(p.entity.is_(None), here.record.named(id.removeprefix("name:")))
    office = func.coalesce(p.office, p.title)
    query = (
        select(func.coalesce(p.name, p.text), office, func.min(c.published), func.max(c.published), func.count())
        .join(t.claim_party, t.claim_party.c.party == p.number)
        .join(t.claim, c.version == t.claim_party.c.claim)
        .where(fitting(meant, revision, False))
        .group_by(func.coalesce(p.name, p.text), office)
    )
    with here.record.connection() as connection:
        return [
            (str(name), title, date.fromisoformat(first) if first else None,
             date.fromisoformat(last) if last else None, int(count))
            for name, title, first, last, count in connection.execute(query)
            if name
        ]  # fmt: skip


def _held(rows: list[_Row]) -> tuple[Held, ...]:
    """The offices of reports, the latest first."""
    by: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        if row[1]:
            by[" ".join(row[1].casefold().split())].append(row)
    found = [
        Held(
            some[0][1] or "", min((row[2] for row in some if row[2]), default=None),
            max((row[3] for row in some if row[3]), default=None), sum(row[4] for row in some),
        )
        for some in by.values()
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (-(each.last or date.min).toordinal(), each.title)))


def _figure(id: str, known: Entity | None, rows: list[_Row]) -> Figure:
    """Who it is, as a party of the network."""
    if known is not None:
        figure = Figure(id, known.name, known.kind, known.country)
        return (figure.state() or figure) if _state(id) else figure
    country = codes.load().countries.get(id.removeprefix("iso:")) if _state(id) else None
    if country is not None:
        return Figure(id, country.name, "government", country.alpha3)
    name = max(rows, key=lambda row: row[4])[0] if rows else id.partition(":")[2]
    return Figure(id, name, "person" if id.startswith(("person:", "name:")) else "organisation", None)
