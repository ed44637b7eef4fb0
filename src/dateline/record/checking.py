"""A record goes in; out comes what is wrong with it, a sentence each: broken files, lost rows, words out of step."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from dateline.model.codec import Json
from dateline.model.report import report_id
from dateline.record import opening
from dateline.record import tables as t
from dateline.record.bodies import unpack
from dateline.record.standing import report_of

_MOST = 20
"""Faults of one kind that are told; the rest are counted."""


def check(engine: Engine) -> list[str]:
    """See `Record.check`."""
    found: list[str] = []
    with engine.connect() as connection:
        for each in (_file, _orphans, _rules, _reports, _claims):
            found += _told(list(each(connection)))
    # To SQLite this check is a statement that writes, and must not begin on what is outdated by now.
    with opening.writing(engine) as connection:
        found += _told(list(words(connection)))
    return found


def _told(faults: list[str]) -> list[str]:
    rest = [f"… and {len(faults) - _MOST} more of this kind"] if len(faults) > _MOST else []
    return faults[:_MOST] + rest


def info(connection: Connection, name: str) -> dict[str, str]:
    """See `Record.info`."""

    def one(query: str) -> object:
        return connection.execute(text(query)).scalar()

    size = {"sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
            "postgresql": "SELECT pg_database_size(current_database())"}[connection.dialect.name]  # fmt: skip
    standing = "FROM claim WHERE superseded IS NULL"
    makers = connection.execute(
        select(t.maker.c.versions, func.count())
        .join(t.reading, t.reading.c.maker == t.maker.c.number)
        .where(t.reading.c.state == "standing")
        .group_by(t.maker.c.versions)
        .order_by(func.count().desc())
    )
    found = {
        "record": name,
        "schema": one("SELECT version_num FROM alembic_version"),
        "size": f"{int(str(one(size))) / 1e6:,.1f} MB",
        "articles": f"{one('SELECT count(*) FROM article'):,}",
        "reports": f"{one('SELECT count(*) FROM report'):,}",
        "claims": f"{one(f'SELECT count(*) {standing}'):,}",
        "days": f"{one(f'SELECT min(published) {standing}')} to {one(f'SELECT max(published) {standing}')}",
        "judgements": f"{one('SELECT count(*) FROM judgement'):,}",
        "proposals": f"{one('SELECT count(*) FROM reading WHERE state = ' + repr('proposed')):,}",
        "rejects": f"{one('SELECT count(*) FROM reject WHERE resolved IS NULL'):,}",
        "revisions": f"{one('SELECT count(*) FROM revision'):,}, the last at {one('SELECT max(at) FROM revision')}",
        "read by": "; ".join(f"{_versions(versions)} ({count:,} reports)" for versions, count in makers)
        or "nothing yet",
    }
    return {what: str(value) for what, value in found.items()}


def _versions(versions: str) -> str:
    return ", ".join(f"{name} {version}" for name, version in json.loads(versions))


def _file(connection: Connection) -> Iterator[str]:
    """Whether the pages of the file are sound; PostgreSQL sees to its own."""
    if connection.dialect.name != "sqlite":
        return
    try:
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield f"the file is damaged: {said}; restore a backup"
    except DBAPIError as error:
        yield f"the file is damaged: {error.orig}; restore a backup"


def _orphans(connection: Connection) -> Iterator[str]:
    """Rows that point to what is not there."""
    for table in t.ORDER:
        for key in table.foreign_keys:
            here, there = key.parent, key.column
            other = there.table.alias("pointed_to")
            query = (
                select(func.count())
                .select_from(table.outerjoin(other, other.c[there.name] == here))
                .where(here.is_not(None), other.c[there.name].is_(None))
            )
            count = connection.execute(query).scalar_one()
            if count:
                yield f"{count} rows of {table.name} have a {here.name} that is no {there}; restore a backup"


_RULES = (
    ("articles have two readings that stand", "SELECT count(*) FROM (SELECT article FROM reading "
     "WHERE state = 'standing' GROUP BY article HAVING count(*) > 1) AS twice"),
    ("claims stand of an article of which no reading does", "SELECT count(*) FROM claim WHERE superseded IS NULL AND "
     "NOT EXISTS (SELECT 1 FROM reading WHERE reading.article = claim.article AND reading.state = 'standing')"),
    ("claims stand twice, in two versions", "SELECT count(*) FROM (SELECT original FROM claim "
     "WHERE superseded IS NULL GROUP BY original HAVING count(*) > 1) AS twice"),
    ("claims have no body", "SELECT count(*) FROM claim WHERE NOT EXISTS "
     "(SELECT 1 FROM claim_body WHERE claim_body.claim = claim.version)"),
    ("claims have no source", "SELECT count(*) FROM claim WHERE NOT EXISTS "
     "(SELECT 1 FROM claim_source WHERE claim_source.claim = claim.version)"),
    ("rows of claim were superseded before they were recorded", "SELECT count(*) FROM claim "
     "WHERE superseded < recorded"),
    ("revisions are not in the order of time", "SELECT count(*) FROM revision AS a JOIN revision AS b "
     "ON b.number = a.number + 1 WHERE b.at <= a.at"),
)  # fmt: skip


def _rules(connection: Connection) -> Iterator[str]:
    """What must hold between rows."""
    for said, query in _RULES:
        count = connection.execute(text(query)).scalar_one()
        if count:
            yield f"{count} {said}; restore a backup, or report this as a fault of dateline"


def _reports(connection: Connection) -> Iterator[str]:
    """Whether texts are the ones that were taken in."""
    for row in connection.execution_options(yield_per=100).execute(select(t.report)):
        try:
            report = report_of(row)
        except ValueError as error:
            yield f"report {row.id} cannot be unpacked ({error}); restore a backup"
            continue
        if row.rights != "full text":
            if row.text is not None:
                yield f"report {row.id} has its text, though its rights are {row.rights}; set the rights again"
        elif sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest() != row.hash:
            yield f"the text of report {row.id} is not the one that was taken in; restore a backup"
        elif report_id(report.text, report.published) != report.id:
            yield f"report {row.id} has an id that its text and date do not give; take it in again"


def _claims(connection: Connection) -> Iterator[str]:
    """Whether bodies can be read, fit their rows, and point to the words that they state."""
    c = t.claim.c
    query = (
        select(c.version, c.id, c.report, c.type, c.status, t.claim_body.c.body)
        .join(t.claim_body, t.claim_body.c.claim == c.version)
        .order_by(c.report)
    )
    number, words = None, None
    misplaced: list[str] = []
    for row in connection.execution_options(yield_per=500).execute(query):
        if row.report != number:
            number = row.report
            report = connection.execute(select(t.report).where(t.report.c.number == number)).one()
            words = report_of(report).text if report.rights == "full text" else None
        try:
            body = unpack(row.body)
        except ValueError as error:
            yield f"claim {row.id} (version {row.version}) cannot be unpacked ({error}); restore a backup"
            continue
        assert isinstance(body, dict)
        if (body["id"], body["type"], body["status"]) != (row.id, row.type, row.status):
            yield f"the row of claim {row.id} (version {row.version}) is not what its body says; restore a backup"
        if words is not None:
            misplaced += (f"claim {row.id} (version {row.version}): {said}" for said in _misplaced(body, words))
    yield from misplaced


def _misplaced(value: Json, words: str) -> Iterator[str]:
    """Where `text` stands beside a `span` that holds other words."""
    if isinstance(value, list):
        for each in value:
            yield from _misplaced(each, words)
    if not isinstance(value, dict):
        return
    span, said = value.get("span"), value.get("text")
    if isinstance(span, dict) and isinstance(said, str):
        start, end = span["start"], span["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        if words[start:end] != said:
            yield f"{said!r} does not stand at {start} to {end} of its report; read it again"
    for each in value.values():
        yield from _misplaced(each, words)


def words(connection: Connection) -> Iterator[str]:
    """What of the full text is out of step with the rows; to be asked in a transaction that may write."""
    remedy = "`dateline record vacuum` makes the index anew"
    if connection.dialect.name == "sqlite":
        driver = connection.connection.cursor()
        for name in ("claim_words", "party_words"):
            try:
                # With rank 1 the index is compared with the views that it is made from, and nothing is written.
                driver.execute(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")
            except Exception as error:
                yield f"the full text in {name} is out of step ({error}); {remedy}"
        return
    for name, key, table in (("claim_words", "claim", "claim.version"), ("party_words", "party", "party.number")):
        main, column = table.split(".")
        query = (
            f"SELECT count(*) FROM {main} WHERE NOT EXISTS (SELECT 1 FROM {name} WHERE {name}.{key} = {main}.{column})"
        )
        count = connection.execute(text(query)).scalar_one()
        if count:
            yield f"{count} rows of {main} are not in the full text; {remedy}"
