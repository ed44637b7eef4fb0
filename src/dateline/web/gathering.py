"""A question goes in; out comes what its views are made of: counts of its claims by place, by pair of parties, by day.

Counted by the database, so that a view of a hundred thousand claims costs no more than a page of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from dateline.model.entry import Entry
from dateline.questions import Compiled, compiled
from dateline.record import AsOf, Record
from dateline.record import tables as t
from dateline.record.looking import fitting, revision_at
from dateline.web.views.places import Row
from dateline.web.views.ties import Figure, Pair

Clause = ColumnElement[bool]


@dataclass(frozen=True)
class Gathered:
    """The claims of one record that fit a question, as it held them at a revision: to be counted and listed."""

    record: Record
    asked: Compiled
    revision: int

    @classmethod
    def of(cls, record: Record, question: str, as_of: AsOf = None) -> Gathered:
        """What fits a question; BadQuestion where it is not understood."""
        asked = compiled(record, question, as_of)
        return cls(record, asked, record.revision(asked.as_of))

    def count(self, *more: Clause) -> int:
        """How many claims fit, and fit some more clauses."""
        return self.record.count(and_(self.asked.where, *more), (), self.revision, self.asked.rejected)[0][1]

    def by(self, *keys: str, more: Iterable[Clause] = ()) -> list[tuple[tuple[str | None, ...], int]]:
        """How many claims fit, by keys of `record.counting.KEYS`."""
        return self.record.count(and_(self.asked.where, *more), keys, self.revision, self.asked.rejected)

    def entries(self, *more: Clause, limit: int | None = None, latest: bool = True) -> list[Entry]:
        """Some of the claims, those of the latest reports first unless the question has an order of its own."""
        order = self.asked.order or ((t.claim.c.published.desc(), t.claim.c.version.desc()) if latest else None)
        most = min(filter(None, (limit, self.asked.limit)), default=None)
        where = and_(self.asked.where, *more)
        return list(self.record.entries(where, self.revision, order, most, self.asked.rejected))

    def places(self) -> list[Row]:
        """The claims counted by place and status."""
        c = t.claim.c
        keys = (c.place_id, c.place, c.country, c.precision, c.where_state, c.status)
        query = select(*keys, func.min(c.lat), func.min(c.lon), func.count()).group_by(*keys)
        with self.record.connection() as connection:
            rows = connection.execute(query.where(self._fits()).order_by(*keys))
            return [(id, name, country, precision, lat, lon, state, status, count)
                    for id, name, country, precision, state, status, lat, lon, count in rows]  # fmt: skip

    def pairs(self) -> list[Pair]:
        """The claims counted by who acts and upon whom; those who act together on nobody are a pair as well."""
        one, other, c = aliased(t.claim_party), aliased(t.claim_party), t.claim.c
        received = aliased(t.claim_party)
        alone = ~exists(select(received.c.claim).where(received.c.claim == c.version, received.c.side == "recipient"))
        joint = and_(one.c.side == "actor", other.c.side == "actor", one.c.place < other.c.place, alone)
        directed = and_(one.c.side == "actor", other.c.side == "recipient")
        keys = (one.c.party, other.c.party, other.c.side, c.quad)
        query = (
            select(*keys, func.count())
            .join_from(t.claim, one, one.c.claim == c.version)
            .join(other, other.c.claim == c.version)
            .where(self._fits(), one.c.party.is_not(None), other.c.party.is_not(None), or_(directed, joint))
            .group_by(*keys)
        )
        with self.record.connection() as connection:
            rows = list(connection.execute(query))
        figures = self.figures({number for row in rows for number in row[:2]})
        counts: dict[tuple[Figure, Figure, bool, int], int] = defaultdict(int)
        for left, right, side, quad, count in rows:
            if left in figures and right in figures:
                counts[figures[left], figures[right], side == "actor", quad] += count
        return [Pair(*key, count) for key, count in counts.items()]

    def figures(self, numbers: Iterable[int]) -> dict[int, Figure]:
        """Whom rows of `tables.party` mean, by their numbers; those whom no name tells apart are left out."""
        wanted, found = sorted(numbers), dict[int, Figure]()
        p = t.party.c
        with self.record.connection() as connection:
            for first in range(0, len(wanted), 500):
                query = select(p.number, p.entity, p.name, p.kind, p.country)
                for row in connection.execute(query.where(p.number.in_(wanted[first : first + 500]))):
                    known = row.entity is not None or (row.name and row.kind not in ("unnamed", "population"))
                    if known:
                        id = row.entity or f"name:{row.name.casefold()}"
                        found[row.number] = Figure(id, row.name or row.entity, row.kind, row.country)
        return found

    def days(self) -> list[tuple[date | None, int, int]]:
        """The claims counted by the day of their reports and by PLOVER's quad."""
        return [
            (date.fromisoformat(day) if day else None, int(quad or 0), count)
            for (day, quad), count in self.by("published", "quad")
        ]

    def _fits(self) -> Clause:
        with self.record.connection() as connection:
            at = revision_at(connection, self.revision)
        return fitting(self.asked.where, at, self.asked.rejected)
