"""What a publisher lets us keep goes in; the words of its reports that we may no longer keep go out of the record."""

from __future__ import annotations

from typing import cast as as_type

from sqlalchemy import Connection, String, bindparam, cast, select, text, update

from dateline.errors import BadInput
from dateline.model.claim import Claim
from dateline.model.codec import Json, from_json
from dateline.model.entry import Rights
from dateline.record import rows
from dateline.record import tables as t
from dateline.record.bodies import pack, unpack
from dateline.record.copying import fill_words
from dateline.record.keeping import Keeping
from dateline.record.rights import STRICTNESS, stricter, without_words
from dateline.record.rows import Row


def rights(connection: Connection) -> dict[str, Rights]:
    """What this record was told, by publisher."""
    c = t.publisher.c
    query = select(c.name, c.rights).where(c.superseded.is_(None)).order_by(c.name)
    return {row.name: as_type(Rights, row.rights) for row in connection.execute(query)}


def set_rights(keeping: Keeping, name: str, wanted: Rights, by: str) -> int:
    """Note the rights of a publisher, and take out what they forbid; see `Record.set_rights`."""
    if wanted not in STRICTNESS:
        raise BadInput(f"there are no rights {wanted!r}; they are {', '.join(STRICTNESS)}")
    connection, c = keeping.connection, t.publisher.c
    if connection.dialect.name == "sqlite":  # what goes is overwritten in the file, not only unlinked
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    called = rows.writable(name) or ""
    connection.execute(
        update(t.publisher).where(c.name == called, c.superseded.is_(None)).values(superseded=keeping.revision)
    )
    row: Row = {"name": called, "rights": wanted, "by": rows.writable(by), "recorded": keeping.revision}
    keeping.put(t.publisher, {**row, "number": keeping.number(t.publisher), "superseded": None})
    found = connection.execute(select(t.report).where(t.report.c.publisher == called)).all()
    lost = [each for each in found if stricter(as_type(Rights, each.rights), wanted) != each.rights]
    for report in lost:
        _take_words(connection, report.number, report.body, wanted)
        _tell(keeping, report.number)
    if lost and wanted == "offsets":
        _parties(connection)
    if lost:
        fill_words(connection)
    return len(lost)


def _tell(keeping: Keeping, report: int) -> None:
    """Tell mirrors which claims lost words, so that they drop theirs too."""
    c = t.claim.c
    query = select(c.version, c.id).where(c.report == report, c.superseded.is_(None)).order_by(c.version)
    for row in keeping.connection.execute(query).all():
        keeping.change("changed", row.id, row.version, ["rights"])


def _take_words(connection: Connection, report: int, body: bytes, wanted: Rights) -> None:
    """Take the words of a report out of every row that holds them, past versions of claims too."""
    whole = as_type(dict[str, Json], unpack(body))
    title = whole["title"]
    kept = {**as_type(dict[str, Json], without_words(whole)), "title": title}
    kept.pop("text", None)
    connection.execute(
        update(t.report).where(t.report.c.number == report).values(text=None, rights=wanted, body=pack(kept))
    )
    readings = connection.execute(select(t.reading.c.number, t.reading.c.body).where(t.reading.c.report == report))
    for each in readings.all():
        if each.body is not None:
            own = as_type(dict[str, Json], unpack(each.body))
            own["reading"] = without_words(own["reading"])
            if wanted == "offsets":
                own = {name: without_words(value) for name, value in own.items()}
            connection.execute(update(t.reading).where(t.reading.c.number == each.number).values(body=pack(own)))
    if wanted == "offsets":
        _take_claims(connection, report)


def _take_claims(connection: Connection, report: int) -> None:
    of_report = select(t.claim.c.version).where(t.claim.c.report == report)
    bodies = connection.execute(select(t.claim_body).where(t.claim_body.c.claim.in_(of_report))).all()
    for each in bodies:
        body = without_words(unpack(each.body))
        claim = from_json(Claim, body)
        flat = rows.claim_row(claim, claim.action)
        columns = ("action", "condition", "certainty", "when_text", "place", "who", "whom", "speaker")
        connection.execute(
            update(t.claim)
            .where(t.claim.c.version == each.claim)
            .values({"sentence": "", **{name: flat[name] for name in columns}})
        )
        connection.execute(update(t.claim_body).where(t.claim_body.c.claim == each.claim).values(body=pack(body)))
    for part, column in ((t.claim_party.c, "text"), (t.claim_good.c, "text"), (t.claim_source.c, "cue")):
        some = part.claim.in_(of_report) & part[column].is_not(None)
        connection.execute(update(part[column].table).where(some).values({column: ""}))
    connection.execute(update(t.claim_source).where(t.claim_source.c.claim.in_(of_report)).values(medium=None))


def _parties(connection: Connection) -> None:
    """Take the wording out of parties that only reports without words name; those of others keep theirs."""
    query = text("""
        SELECT number FROM party WHERE number NOT IN (
            SELECT claim_party.party FROM claim_party JOIN claim ON claim.version = claim_party.claim
            JOIN report ON report.number = claim.report
            WHERE report.rights <> 'offsets' AND claim_party.party IS NOT NULL
            UNION SELECT claim_source.party FROM claim_source JOIN claim ON claim.version = claim_source.claim
            JOIN report ON report.number = claim.report
            WHERE report.rights <> 'offsets' AND claim_source.party IS NOT NULL
            UNION SELECT claim_source.addressee FROM claim_source JOIN claim ON claim.version = claim_source.claim
            JOIN report ON report.number = claim.report
            WHERE report.rights <> 'offsets' AND claim_source.addressee IS NOT NULL
        )
    """)
    p = t.party.c
    numbers = [{"n": number} for number in connection.execute(query).scalars()]
    if numbers:
        bare = {"text": "", "title": None, "organisation": None, "hash": "without words " + cast(p.number, String)}
        connection.execute(update(t.party).where(p.number == bindparam("n")).values(bare), numbers)
        unknown = (p.number == bindparam("n")) & p.entity.is_(None) & (p.kind != "outlet")
        nameless = update(t.party).where(unknown).values(name=None)
        connection.execute(nameless, numbers)
