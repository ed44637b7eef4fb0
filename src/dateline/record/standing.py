"""What stands of an article goes in from the record, as claims that can be compared; bodies come out as values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from sqlalchemy import Connection, Row, select

from dateline.model.act import Words
from dateline.model.claim import Claim
from dateline.model.codec import Json, from_json
from dateline.model.entry import Review, Rights
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span
from dateline.record import tables as t
from dateline.record.bodies import unpack
from dateline.record.correspondence import Told

_MANY = 400
"""How many numbers one statement asks for at a time."""


@dataclass(frozen=True)
class Standing:
    """One claim that stands: the version that stands, its review, and the claim as it was read."""

    version: int
    review: Review
    original: Told


def standing(connection: Connection, article: int) -> list[Standing]:
    """The claims of an article that stand, in the order of the text."""
    query = (
        select(t.claim.c.version, t.claim.c.review, t.claim.c.original)
        .where(t.claim.c.article == article, t.claim.c.superseded.is_(None))
        .order_by(t.claim.c.action_start, t.claim.c.version)
    )
    found = connection.execute(query).all()
    originals = told(connection, [each.original for each in found])
    return [Standing(each.version, cast(Review, each.review), originals[each.original]) for each in found]


def told(connection: Connection, versions: Iterable[int]) -> dict[int, Told]:
    """Versions of claims as values to compare."""
    found: dict[int, Told] = {}
    for some in _some(versions):
        query = (
            select(t.claim_body.c.claim, t.claim_body.c.body, t.claim.c.sentence)
            .join(t.claim, t.claim.c.version == t.claim_body.c.claim)
            .where(t.claim_body.c.claim.in_(some))
        )
        for row in connection.execute(query):
            found[row.claim] = Told(_object(unpack(row.body)), row.sentence, row.claim)
    return found


def sentences(connection: Connection, versions: Iterable[int]) -> dict[int, Words]:
    """The sentence of each version of a claim."""
    c = t.claim.c
    found: dict[int, Words] = {}
    for some in _some(versions):
        query = select(c.version, c.sentence, c.sentence_start, c.sentence_end).where(c.version.in_(some))
        for row in connection.execute(query):
            found[row.version] = Words(row.sentence, Span(row.sentence_start, row.sentence_end))
    return found


def report_of(row: Row[tuple[object, ...]]) -> Report:
    """The Report that a row of table `report` states; its text is empty where rights forbid to keep it."""
    body = _object(unpack(cast(bytes, row.body)))
    text = cast(str | None, body.get("text", row.text))
    return from_json(Report, {**body, "text": text or ""})


def reading_of(connection: Connection, row: Row[tuple[object, ...]], report: Report, versions: str) -> Reading:
    """The Reading that a row of table `reading` states, claims and all; `versions` are those of its maker."""
    body = _object(unpack(cast(bytes, row.body)))
    own = _object(body["reading"])
    if "full" in body:
        claims = cast(list[Json], body["full"])
    else:
        numbers = cast(list[int], body["claims"])
        every = told(connection, numbers)
        claims = [every[number].body for number in numbers]
    made_by = cast(Json, json.loads(versions))
    whole: dict[str, Json] = {**own, "report": {"id": "", "text": "", "body": {"start": 0, "end": 0}}, "claims": claims}
    return replace(from_json(Reading, {**whole, "made_by": made_by}), report=report)


def claim_of(body: bytes) -> Claim:
    """The Claim that a body states."""
    return from_json(Claim, unpack(body))


def rights_of(connection: Connection, publisher: str | None) -> Rights | None:
    """What this record was told that a publisher lets us keep; None where it was told nothing."""
    query = select(t.publisher.c.rights).where(
        t.publisher.c.name == (publisher or ""), t.publisher.c.superseded.is_(None)
    )
    return cast(Rights | None, connection.execute(query).scalar())


def _object(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value


def _some(numbers: Iterable[int]) -> Iterable[Sequence[int]]:
    every = sorted(set(numbers))
    return (every[at : at + _MANY] for at in range(0, len(every), _MANY))
