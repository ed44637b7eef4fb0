"""A record goes in; out comes what was read of it, day by day and outlet by outlet: the denominator of every series."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from dateline.record import Record
from dateline.record import tables as t
from dateline.record.looking import AsOf, revision_at, stood
from dateline.series.rows import Read


def read(record: Record, as_of: AsOf = None, outlets: Sequence[str] = ()) -> list[Read]:
    """How many reports stood on the record, now or at `as_of`, by day of publication and outlet, in their order.

    Every article counts once, by the version of it that stood. Those of no known day are left out; `outlets` narrows it
    down to some publishers, whatever their case.
    """
    r, s = t.report.c, t.reading.c
    with record.connection() as connection:
        at = revision_at(connection, as_of)
        # What is proposed or was refused never stood.
        standing = s.state == "standing" if at is None else s.state.in_(("standing", "superseded"))
        query = (
            select(r.published, func.coalesce(r.publisher, ""), func.count())
            .join(t.reading, s.report == r.number)
            .where(standing, stood(s.recorded, s.superseded, at), r.published.is_not(None))
            .group_by(r.published, r.publisher)
            .order_by(r.published, r.publisher)
        )
        found = [Read(date.fromisoformat(day), outlet, count) for day, outlet, count in connection.execute(query)]
    wanted = {each.casefold() for each in outlets}
    return [each for each in found if not wanted or each.outlet.casefold() in wanted]


def stands_at(record: Record, as_of: AsOf = None) -> datetime | None:
    """When the record last changed, up to `as_of`; None for one in which nothing ever came in."""
    with record.connection() as connection:
        at = revision_at(connection, as_of)
        query = select(func.max(t.revision.c.at))
        last = connection.execute(query if at is None else query.where(t.revision.c.number <= at)).scalar()
    return None if last is None else datetime.fromisoformat(last)
