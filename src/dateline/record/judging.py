"""Judgements of people go in; the claims that they bear on come out anew: accepted, mended or rejected.

A claim as it was read stays as it is. What stands is that claim with its judgements laid over it, in the order in which
they were made, less those that were taken back. After a re-reading they are laid over the claim that says the same.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from sqlalchemy import Connection, and_, or_, select, true, update
from sqlalchemy import Row as Found

from dateline.errors import BadJudgement
from dateline.lexicon import codebook
from dateline.model.change import AnyVerdict, Judged
from dateline.model.claim import Claim
from dateline.model.codec import Json, dumps, from_json
from dateline.model.entry import Review
from dateline.record import tables as t
from dateline.record.correspondence import Told, same
from dateline.record.keeping import Keeping
from dateline.record.rows import Row, writable
from dateline.record.standing import Standing, sentences, standing, told

OF_CLAIMS = ("accept", "mend", "reject")
OF_PAIRS = ("same", "not same", "unsure")
_FIXED = ("id", "report")


def judge(
    keeping: Keeping, subject: str, verdict: str, by: str, why: str, field: str | None, value: Json, other: str | None
) -> int:
    """Keep a judgement and lay it over its claim; see `Record.judge`. Its number comes out."""
    if not by.strip():
        raise BadJudgement("a judgement needs to say by whom")
    row: Row = {
        "number": keeping.number(t.judgement), "verdict": verdict, "subject": subject, "object": None, "field": None,
        "value": None, "by": writable(by), "why": writable(why), "undoes": None, "original": None, "seen": None,
        "article": None, "holds_for": None, "recorded": keeping.revision,
    }  # fmt: skip
    if verdict in OF_PAIRS:
        if other is None or field is not None:
            raise BadJudgement(f"{verdict!r} is of two things: give the other one, and no field")
        return _put(keeping, {**row, "object": other})
    if verdict not in OF_CLAIMS:
        raise BadJudgement(f"there is no verdict {verdict!r}; it is one of {', '.join((*OF_CLAIMS, *OF_PAIRS))}")
    if (verdict == "mend") is (field is None):
        raise BadJudgement(
            "a mending needs a field and its value, such as status and planned; no other verdict has any"
        )
    now = _claim(keeping.connection, subject)
    row = {**row, "original": now.original, "seen": now.version, "article": now.article}
    if field is not None:
        body = told(keeping.connection, [now.version])[now.version].body
        mended(body, field, value)
        row = {**row, "field": field, "value": dumps(value)}
    number = _put(keeping, row)
    lay_over(keeping, now.article)
    return number


def undo(keeping: Keeping, number: int, by: str, why: str) -> int:
    """Take a judgement back by one more judgement, whose number comes out."""
    connection = keeping.connection
    found = connection.execute(select(t.judgement).where(t.judgement.c.number == number)).first()
    if found is None or found.verdict == "undo":
        raise BadJudgement(f"there is no judgement {number} to take back; `dateline judgements` lists them")
    if connection.execute(select(t.judgement.c.number).where(t.judgement.c.undoes == number)).first():
        raise BadJudgement(f"judgement {number} is taken back already")
    row: Row = {
        "number": keeping.number(t.judgement), "verdict": "undo", "subject": found.subject, "object": found.object,
        "field": None, "value": None, "by": writable(by), "why": writable(why), "undoes": number,
        "original": found.original, "seen": None, "article": found.article, "holds_for": None,
        "recorded": keeping.revision,
    }  # fmt: skip
    _put(keeping, row)
    if found.article is not None:
        lay_over(keeping, found.article)
    return cast(int, row["number"])


def mended(body: dict[str, Json], field: str, value: Json) -> dict[str, Json]:
    """`body` of a claim with one field set, which may lie deeper: `where.country`, `actors.0.name`.

    With another `type` go its quad, its score, its broadest CAMEO code, and only the modes that it has. BadJudgement
    when there is no such field, or the value does not fit it.
    """
    path = field.split(".")
    if path[0] not in body or path[0] in _FIXED:
        names = ", ".join(name for name in body if name not in _FIXED)
        raise BadJudgement(f"a claim has no field {field!r} that can be mended; it has {names}")
    whole = cast(dict[str, Json], json.loads(dumps(body)))
    place: Json = whole
    try:
        for step in path[:-1]:
            place = _within(place, step)
        if isinstance(place, list):
            place[int(path[-1])] = value
        elif isinstance(place, dict):
            if place is not whole and path[-1] not in place:
                raise KeyError(path[-1])
            place[path[-1]] = value
        else:
            raise TypeError
    except (KeyError, IndexError, ValueError, TypeError):
        raise BadJudgement(f"this claim has nothing at {field!r} to mend") from None
    try:
        from_json(Claim, whole)
    except (ValueError, TypeError) as error:
        raise BadJudgement(f"{field}: this value does not fit ({error})") from None
    if field == "type" and value != body["type"]:
        entry = codebook.types_of()[str(value)]
        modes = [mode for mode in cast(list[str], whole["modes"]) if mode in entry.modes]
        whole |= {"quad": entry.quad, "score": entry.score, "cameo": entry.cameo, "modes": list(modes)}
    return whole


def _within(place: Json, step: str) -> Json:
    if isinstance(place, list):
        return place[int(step)]
    if isinstance(place, dict):
        return place[step]
    raise TypeError


def lay_over(keeping: Keeping, article: int) -> None:
    """Lay the judgements of an article over what stands of it now; claims that come out otherwise get a new version."""
    connection = keeping.connection
    if connection.execute(select(t.judgement.c.number).where(t.judgement.c.article == article)).first() is None:
        return
    judgements = _in_force(connection, article)
    now = standing(connection, article)
    targets = _targets(connection, judgements, now)
    laid: dict[int, list[Found[tuple[object, ...]]]] = defaultdict(list)
    for each in judgements:
        if each.original in targets:
            laid[targets[each.original].version].append(each)
    seen = told(connection, {each.seen for each in judgements if each.seen is not None})
    for claim in now:
        _restate(keeping, claim, laid.get(claim.version, []), seen)


def _targets(
    connection: Connection, judgements: Iterable[Found[tuple[object, ...]]], now: list[Standing]
) -> dict[int, Standing]:
    """For each claim as it was read when it was judged, the one that stands now and is the same."""
    judged = told(connection, {each.original for each in judgements})
    found = {each.original.version: each for each in now if each.original.version in judged}
    free = {id(each.original): each for each in now if each.original.version not in judged}
    for version in sorted(set(judged) - set(found)):
        match = same(judged[version], [each.original for each in free.values()])
        if match is not None:
            # Several claims that were one and the same at different times may all lead to the one that stands.
            found[version] = free[id(match)]
    return found


def _restate(
    keeping: Keeping, each: Standing, judgements: list[Found[tuple[object, ...]]], seen: dict[int, Told]
) -> None:
    """Let a claim stand as its judgements have it, in a new version if that differs from what stands."""
    connection = keeping.connection
    body, holding = each.original.body, list[int]()
    review: Review = "open"
    mendings = False
    for judgement in judgements:
        if judgement.verdict == "mend":
            try:
                body = mended(body, judgement.field, cast(Json, json.loads(judgement.value)))
            except BadJudgement:
                continue
            mendings, review = True, "mended"
        elif judgement.verdict == "accept":
            if seen[judgement.seen].content != Told(body, "").content:
                continue
            review = "mended" if mendings else "accepted"
        else:
            review = "rejected"
        holding.append(judgement.number)
    _hold(connection, each.original.version, holding, [judgement.number for judgement in judgements])
    stands = told(connection, [each.version])[each.version]
    if stands.body == body and each.review == review:
        return
    columns = connection.execute(select(t.claim).where(t.claim.c.version == each.version)).one()
    version = keeping.number(t.claim)
    keeping.supersede([each.version])
    added: Row = {
        "article": columns.article, "report": columns.report, "reading": columns.reading,
        "published": columns.published, "original": columns.original, "review": review,
    }  # fmt: skip
    sentence = sentences(connection, [each.version])[each.version]
    keeping.claims([version], [(from_json(Claim, body), body, sentence, added)])
    what = ["review"] if each.review != review else []
    keeping.change("judged", each.original.id, version, what + list(stands.differs(Told(body, stands.sentence))))


def _hold(connection: Connection, original: int | None, holding: list[int], every: list[int]) -> None:
    """Note over which claim each judgement is laid now."""
    for number in every:
        target = original if number in holding else None
        connection.execute(update(t.judgement).where(t.judgement.c.number == number).values(holds_for=target))


def _in_force(connection: Connection, article: int) -> list[Found[tuple[object, ...]]]:
    """The judgements of claims of an article that are not taken back, in order; all lose their hold for now."""
    undone = select(t.judgement.c.undoes).where(t.judgement.c.undoes.is_not(None))
    of_claims = and_(t.judgement.c.article == article, t.judgement.c.verdict.in_(OF_CLAIMS))
    connection.execute(update(t.judgement).where(of_claims).values(holds_for=None))
    query = select(t.judgement).where(of_claims, t.judgement.c.number.not_in(undone)).order_by(t.judgement.c.number)
    return list(connection.execute(query))


def _claim(connection: Connection, subject: str) -> Found[tuple[object, ...]]:
    query = (
        select(t.claim.c.version, t.claim.c.original, t.claim.c.article)
        .where(t.claim.c.id == subject, t.claim.c.superseded.is_(None))
        .order_by(t.claim.c.version)
    )
    found = connection.execute(query).first()
    if found is None:
        raise BadJudgement(f"no claim {subject!r} stands in this record; was it withdrawn, or is the id mistyped?")
    return found  # type: ignore[return-value]


def _put(keeping: Keeping, row: Row) -> int:
    keeping.put(t.judgement, row)
    return cast(int, row["number"])


def judgements(
    connection: Connection, claim: str | None, orphaned: bool | None, until: int | None = None
) -> list[Judged]:
    """What was judged, in order, up to the revision `until`; see `Record.judgements`."""
    j = t.judgement.c
    known = true() if until is None else j.recorded <= until
    undone = select(j.undoes).where(j.undoes.is_not(None), known)
    query = (
        select(t.judgement, t.revision.c.at, j.number.in_(undone).label("undone"))
        .join(t.revision, t.revision.c.number == j.recorded)
        .where(known)
        .order_by(j.number)
    )
    if claim is not None:
        # A re-reading may have given the claim that was judged another id.
        now = select(t.claim.c.version).where(t.claim.c.id == claim)
        query = query.where(or_(j.subject == claim, j.object == claim, j.holds_for.in_(now)))
    found = [
        Judged(
            row.number, cast(AnyVerdict, row.verdict), row.subject, row.by, datetime.fromisoformat(row.at), row.why,
            row.field, row.value, row.object, row.undoes, bool(row.undone),
            row.verdict in OF_CLAIMS and row.holds_for is None and not row.undone,
        )
        for row in connection.execute(query)
    ]  # fmt: skip
    return [each for each in found if orphaned is None or each.orphaned is orphaned]
