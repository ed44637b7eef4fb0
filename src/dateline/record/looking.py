"""A clause and a point in time go in; the entries, readings, reports and counts that the record held then come out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import cast

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, nulls_first, or_, select
from sqlalchemy import Row as Found

from dateline.model.act import Words
from dateline.model.entry import Entry, Review, Rights
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.record import counting
from dateline.record import tables as t
from dateline.record.keeping import stamp
from dateline.record.standing import claim_of, reading_of, report_of

Where = ColumnElement[bool] | Sequence[str] | None
AsOf = datetime | date | int | None
Order = Sequence[ColumnElement[object]] | None
_AT_ONCE = 200
_LARGEST = 2**63 - 1
"""The largest integer of both databases."""
_REPORTS = 256
"""Reports whose text is held while entries are streamed: claims of one report mostly come together."""


def moment(at: datetime | date) -> str:
    """A time as revisions write it; a day is taken to its end."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time.max, UTC)
    return stamp(at if at.tzinfo else at.replace(tzinfo=UTC))


def revision(connection: Connection, as_of: AsOf = None) -> int:
    """The number of the revision that stood at `as_of`, or stands now; 0 before the first one."""
    query = select(func.max(t.revision.c.number))
    if isinstance(as_of, int) and not isinstance(as_of, bool):
        query = query.where(t.revision.c.number <= min(as_of, _LARGEST))
    elif as_of is not None:
        query = query.where(t.revision.c.at <= moment(cast(date, as_of)))
    return connection.execute(query).scalar() or 0


def revision_at(connection: Connection, as_of: AsOf) -> int | None:
    """The same, but None for now, however it is named: what stands now is found by indexes of its own."""
    if as_of is None:
        return None
    found = revision(connection, as_of)
    return None if found == revision(connection) else found


def stood(
    table_recorded: ColumnElement[int], superseded: ColumnElement[int | None], at: int | None
) -> ColumnElement[bool]:
    """The clause that a row stood at a revision, or stands now."""
    if at is None:
        return superseded.is_(None)
    return and_(table_recorded <= at, or_(superseded.is_(None), superseded > at))


def fitting(where: Where, at: int | None, rejected: bool) -> ColumnElement[bool]:
    """The clause that a version of a claim stood at a revision (now: None), and fits; see `Record.entries`."""
    c = t.claim.c
    clauses = [stood(c.recorded, c.superseded, at)]
    if not rejected:
        clauses.append(c.review != "rejected")
    if isinstance(where, ColumnElement):
        clauses.append(where)
    elif where is not None:
        clauses.append(c.id.in_(list(where)))
    return and_(*clauses)


def entries(
    connection: Connection, where: Where, as_of: AsOf, order: Order, limit: int | None, rejected: bool, offset: int = 0
) -> Iterator[Entry]:
    """See `Record.entries`.

    First the versions that fit, in their order, then their bodies some at a time: sorting bodies too would take far
    longer than finding them. Both see one state of the record, as they are of one transaction.
    """
    at = revision_at(connection, as_of)
    c = t.claim.c
    found = select(c.version).where(fitting(where, at, rejected)).order_by(*(order or ()), c.version)
    versions = connection.execute(found.limit(limit).offset(offset or None)).scalars().all()
    shelf = _Shelf(connection)
    for first in range(0, len(versions), _AT_ONCE):
        some = versions[first : first + _AT_ONCE]
        rows = {row.version: row for row in connection.execute(_WHOLE, {"versions": some})}
        for version in some:
            yield _entry(rows[version], shelf, at)


_CAME = t.revision.alias("came")
_WENT = t.revision.alias("went")
_WHOLE = (
    select(
        t.claim.c.version, t.claim.c.report, t.claim.c.sentence, t.claim.c.sentence_start, t.claim.c.sentence_end,
        t.claim.c.review, t.claim.c.superseded, t.claim_body.c.body, _CAME.c.at.label("came"), _WENT.c.at.label("went"),
        t.reading.c.maker,
    )
    .join(t.claim_body, t.claim_body.c.claim == t.claim.c.version)
    .join(_CAME, _CAME.c.number == t.claim.c.recorded)
    .outerjoin(_WENT, _WENT.c.number == t.claim.c.superseded)
    .join(t.reading, t.reading.c.number == t.claim.c.reading)
    .where(t.claim.c.version.in_(bindparam("versions", expanding=True)))
)  # fmt: skip
"""Everything of some versions of claims that an Entry holds."""


def _entry(row: Found[*tuple[object, ...]], shelf: _Shelf, at: int | None) -> Entry:
    report, rights = shelf.report(row.report)
    # As it was known then: what took its place later was not known.
    gone = row.went is not None and (at is None or row.superseded <= at)
    return Entry(
        version=row.version,
        claim=claim_of(row.body),
        report=report,
        sentence=Words(row.sentence, Span(row.sentence_start, row.sentence_end)),
        recorded=datetime.fromisoformat(row.came),
        superseded=datetime.fromisoformat(row.went) if gone else None,
        made_by=shelf.made_by(row.maker),
        review=cast(Review, row.review),
        rights=rights,
    )


class _Shelf:
    """Reports and makers at hand, by their numbers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.report = lru_cache(_REPORTS)(self._report)
        self.made_by = lru_cache(_REPORTS)(self._made_by)

    def _report(self, number: int) -> tuple[Report, Rights]:
        row = self._connection.execute(select(t.report).where(t.report.c.number == number)).one()
        return report_of(row), cast(Rights, row.rights)

    def _made_by(self, number: int) -> tuple[tuple[str, str], ...]:
        versions = self._connection.execute(select(t.maker.c.versions).where(t.maker.c.number == number)).scalar_one()
        return tuple((name, version) for name, version in json.loads(versions))


def count(
    connection: Connection, where: Where, by: Sequence[str], as_of: AsOf, rejected: bool
) -> list[tuple[tuple[str | None, ...], int]]:
    """See `Record.count`."""
    columns, joined = counting.counted(by)
    at = revision_at(connection, as_of)
    query = select(*columns, func.count()).select_from(joined).where(fitting(where, at, rejected))
    if columns:
        query = query.group_by(*columns).order_by(*(nulls_first(each) for each in columns))
    return [(tuple(row[:-1]), int(row[-1] or 0)) for row in connection.execute(query)]


def _stood_readings(connection: Connection, as_of: AsOf) -> ColumnElement[bool]:
    at = revision_at(connection, as_of)
    c = t.reading.c
    if at is None:
        return c.state == "standing"
    return and_(c.state.in_(("standing", "superseded")), stood(c.recorded, c.superseded, at), c.body.is_not(None))


def reports(connection: Connection, as_of: AsOf) -> Iterator[Report]:
    """See `Record.reports`."""
    query = (
        select(t.report)
        .join(t.reading, t.reading.c.report == t.report.c.number)
        .where(_stood_readings(connection, as_of))
        .order_by(t.reading.c.number)
    )
    for row in _streamed(connection, query):
        yield report_of(row)


def report(connection: Connection, id: str, as_of: AsOf) -> tuple[Report, Rights] | None:
    """See `Record.report`."""
    query = (
        select(t.report)
        .join(t.reading, t.reading.c.report == t.report.c.number)
        .where(t.report.c.id == id, _stood_readings(connection, as_of))
    )
    row = connection.execute(query).first()
    return None if row is None else (report_of(row), cast(Rights, row.rights))


def readings(connection: Connection, as_of: AsOf, report: str | None = None) -> Iterator[Reading]:
    """See `Record.readings`; only those of one report where its id is given."""
    query = (
        select(t.reading, t.maker.c.versions)
        .join(t.maker, t.maker.c.number == t.reading.c.maker)
        .join(t.report, t.report.c.number == t.reading.c.report)
        .where(_stood_readings(connection, as_of))
        .order_by(t.reading.c.number)
    )
    if report is not None:
        query = query.where(t.report.c.id == report)
    shelf = _Shelf(connection)
    for row in _streamed(connection, query):
        yield reading_of(connection, row, shelf.report(row.report)[0], row.versions)


def _streamed(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[Found[tuple[object, ...]]]:
    yield from connection.execute(query.execution_options(yield_per=_AT_ONCE))
