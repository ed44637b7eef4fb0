"""A reading goes in; into the record goes what changed: which article it is of, what it supersedes, what is new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import cast
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Connection, select, update
from sqlalchemy import Row as Found

from dateline.errors import BadInput
from dateline.model.act import Words
from dateline.model.change import Altered, Difference, Outcome, Taken
from dateline.model.claim import Claim
from dateline.model.codec import Json, dumps, from_json, to_json
from dateline.model.entry import Rights
from dateline.model.reading import INTERNAL, Reading
from dateline.model.report import Report
from dateline.record import judging, rows
from dateline.record import tables as t
from dateline.record.bodies import pack, unpack
from dateline.record.correspondence import Told, pair
from dateline.record.keeping import Keeping
from dateline.record.rights import without_words
from dateline.record.rows import Row
from dateline.record.standing import reading_of, report_of, rights_of, standing

_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|ref|cmpid|smid|ocid|xtor|at_\w+|ns_\w+", re.IGNORECASE)


def address_of(url: str) -> str | None:
    """The address that stays the same when a page is linked from elsewhere; None for what is only a site's front.

    >>> address_of("https://www.Example.org/a/?id=7&utm_source=x#top")
    'example.org/a?id=7'
    >>> address_of("https://example.org/") is None
    True
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    except ValueError:
        return None
    if not host:
        return url.strip() or None
    asked = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    path = parts.path.rstrip("/")
    if not path and not asked:
        return None
    return f"{host}{port}{path}" + (f"?{urlencode(asked)}" if asked else "")


def addresses(report: Report, address: str | None) -> list[str]:
    """By what an article will be known again: its url, and another url or guid that the caller gives.

    A guid that is only a number or a word means something at its outlet alone, and is kept with the outlet's name.
    """
    found = [address_of(report.url) if report.url else None]
    if address and ("://" in address or address.startswith(("tag:", "urn:"))):
        found.append(address_of(address) if "://" in address else address)
    elif address:
        outlet = report.publisher or _host(report.url)
        found.append(f"{outlet} {address}" if outlet else None)
    return [writable for each in dict.fromkeys(found) if each and (writable := rows.writable(each))]


def _host(url: str | None) -> str | None:
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Prepared:
    """A reading as the record will keep it: without what rights forbid, with all that takes time done beforehand."""

    reading: Reading
    rights: Rights
    hash: str
    body: dict[str, Json]
    sentences: tuple[Words, ...]
    told: tuple[Told, ...]


def prepared(reading: Reading, rights: Rights) -> Prepared:
    """`reading` made ready for the record under `rights`."""
    every = to_json(reading, INTERNAL | {"report"})
    assert isinstance(every, dict)
    said = dumps({**every, "report": reading.report.id})
    claims = cast(list[dict[str, Json]], every.pop("claims"))
    every.pop("made_by")
    words = tuple(rows.sentences(reading))
    if rights != "full text":
        every = cast(dict[str, Json], without_words(every))
    if rights == "offsets":
        claims = [cast(dict[str, Json], without_words(each)) for each in claims]
        words = tuple(replace(each, text="") for each in words)
        reading = replace(reading, claims=tuple(from_json(Claim, each) for each in claims))
    sure = tuple(Told(each, sentence.text) for each, sentence in zip(claims, words, strict=True))
    return Prepared(reading, rights, sha256(said.encode()).hexdigest(), every, words, sure)


def known_article(connection: Connection, report: Report, addresses: Iterable[str]) -> tuple[int | None, int | None]:
    """The numbers of the report's row and of its article, as far as they are known already."""
    publisher = rows.writable(report.publisher)
    c = t.report.c
    # By id alone, and the publisher after that: the database would search by publisher, which has many more reports.
    for row in connection.execute(select(c.number, c.article, c.publisher).where(c.id == report.id).order_by(c.number)):
        if row.publisher == publisher:
            return row.number, row.article
    asked = select(t.address.c.article).where(t.address.c.key.in_(list(addresses))).order_by(t.address.c.article)
    return None, connection.execute(asked).scalar()


def add(keeping: Keeping, ready: Prepared, addresses: Sequence[str]) -> Taken:
    """Keep a reading that is ready; see `Record.add`."""
    connection, report = keeping.connection, ready.reading.report
    number, article = known_article(connection, report, addresses)
    now = _standing_reading(connection, article) if article is not None else None
    if now is not None and number is not None:
        same = now.report == number and now.hash == ready.hash
        if same or (now.report != number and not _later(report, now) and _was_read(connection, number)):
            if (
                report.publisher is not None
            ):  # of nobody's text it is not sure that the other address is the same outlet's
                keeping.call("address")
                _place(keeping, ready, addresses, number, article)
            return Taken("known")
    number, article = _place(keeping, ready, addresses, number, article)
    if now is not None and now.report != number and _earlier(report, now):
        _put_reading(keeping, ready, number, article, "superseded")
        return Taken("older version")
    outcome: Outcome = "new" if now is None else "read again" if now.report == number else "new version"
    keeping.call({"new": "added", "read again": "reread", "new version": "added"}[outcome])
    return supersede(keeping, ready, number, article, now, outcome)


def _standing_reading(connection: Connection, article: int) -> Found[tuple[object, ...]] | None:
    query = (
        select(t.reading.c.number, t.reading.c.report, t.reading.c.hash, t.report.c.retrieved)
        .join(t.report, t.report.c.number == t.reading.c.report)
        .where(t.reading.c.article == article, t.reading.c.state == "standing")
    )
    return connection.execute(query).first()  # type: ignore[return-value]


def _was_read(connection: Connection, report: int) -> bool:
    """Whether a reading of this version of the text stood or is kept already."""
    query = select(t.reading.c.number).where(t.reading.c.report == report, t.reading.c.state == "superseded")
    return connection.execute(query).first() is not None


def _later(report: Report, now: Found[tuple[object, ...]]) -> bool:
    """Whether the report was fetched after the version that stands: its outlet went back to an earlier text."""
    return bool(report.retrieved and now.retrieved and report.retrieved > now.retrieved)


def _earlier(report: Report, now: Found[tuple[object, ...]]) -> bool:
    """Whether the report was fetched before the version that stands: archives come in any order."""
    return bool(report.retrieved and now.retrieved and report.retrieved < now.retrieved)


def _place(
    keeping: Keeping, ready: Prepared, addresses: Sequence[str], number: int | None, article: int | None
) -> tuple[int, int]:
    """The numbers of the report's row and of its article, which are made where they are not known yet."""
    connection = keeping.connection
    if article is None:
        article = keeping.number(t.article)
        keeping.put(t.article, {"number": article, "recorded": keeping.revision})
    standing_already = set(connection.execute(select(t.address.c.key).where(t.address.c.key.in_(addresses))).scalars())
    fresh: list[Row] = [
        {"key": each, "article": article, "recorded": keeping.revision}
        for each in dict.fromkeys(addresses)
        if each not in standing_already
    ]
    keeping.put(t.address, *fresh)
    if number is None:
        number = keeping.number(t.report)
        keeping.put(t.report, _report(keeping, ready, number, article))
    return number, article


def _report(keeping: Keeping, ready: Prepared, number: int, article: int) -> Row:
    report = ready.reading.report
    body = to_json(report)
    assert isinstance(body, dict)
    body.pop("text")
    plain = rows.writable(report.text)
    whole = ready.rights == "full text"
    if not whole:
        title = body["title"]
        body = {**cast(dict[str, Json], without_words(body)), "title": title}
    elif plain != report.text:
        body["text"] = report.text
    return {
        **rows.report_row(report), "number": number, "article": article, "rights": ready.rights,
        "text": plain if whole else None, "body": pack(body), "recorded": keeping.revision,
    }  # fmt: skip


def _put_reading(
    keeping: Keeping, ready: Prepared, report: int, article: int, state: str, versions: Sequence[int] | None = None
) -> int:
    """Keep a reading; one that does not stand holds its claims itself, the others the versions of theirs."""
    number = keeping.number(t.reading)
    own: dict[str, Json] = {"reading": ready.body}
    if versions is None:
        own["full"] = [each.body for each in ready.told]
        own["sentences"] = [to_json(each) for each in ready.sentences]
    else:
        own["claims"] = list(versions)
    row: Row = {
        "number": number, "report": report, "article": article, "maker": keeping.maker(ready.reading.made_by),
        "hash": ready.hash, "state": state, "recorded": keeping.revision,
        "superseded": keeping.revision if state == "superseded" else None, "body": pack(own),
    }  # fmt: skip
    keeping.put(t.reading, row)
    return number


def supersede(
    keeping: Keeping,
    ready: Prepared,
    report: int,
    article: int,
    now: Found[tuple[object, ...]] | None,
    outcome: Outcome,
) -> Taken:
    """Let a reading stand in place of what stood of its article, claim by claim; the difference goes into the feed."""
    connection = keeping.connection
    if now is not None:
        ended = {"state": "superseded", "superseded": keeping.revision}
        connection.execute(update(t.reading).where(t.reading.c.number == now.number).values(ended))
    old = standing(connection, article) if now is not None else []
    matches = pair([each.original for each in old], ready.told) if old else []
    before = {id(after): each for (was, after) in matches for each in old if each.original is was}
    fresh = [each for each in ready.told if id(each) not in before or before[id(each)].original.body != each.body]
    versions = dict(zip(map(id, fresh), keeping.numbers(t.claim, len(fresh)), strict=True))
    stays = {each.version for each in before.values()}
    withdrawn = [each for each in old if each.version not in stays]
    replaced = [before[id(each)].version for each in fresh if id(each) in before]
    keeping.supersede([*(each.version for each in withdrawn), *replaced])
    # What stays to the last letter goes on standing as it is: the new reading points to it.
    listed = [versions.get(id(each)) or before[id(each)].original.version for each in ready.told]
    reading = _put_reading(keeping, ready, report, article, "standing", [each for each in listed if each])
    added: Row = {
        "article": article, "report": report, "reading": reading,
        "published": rows.day(ready.reading.report.published.earliest),
    }  # fmt: skip
    keeping.claims(
        list(versions.values()),
        [
            (claim, each.body, sentence, added)
            for claim, sentence, each in zip(ready.reading.claims, ready.sentences, ready.told, strict=True)
            if id(each) in versions
        ],
    )
    for each in fresh:
        if id(each) in before:
            past = before[id(each)].original
            keeping.change("changed", each.id, versions[id(each)], past.differs(each), was=past.id)
        else:
            keeping.change("added", each.id, versions[id(each)])
    for gone in withdrawn:
        keeping.change("withdrawn", gone.original.id, gone.version)
    judging.lay_over(keeping, article)
    return Taken(outcome, len(fresh) - len(replaced), len(replaced), len(withdrawn))


def propose(keeping: Keeping, ready: Prepared, addresses: Sequence[str]) -> bool:
    """Keep a reading as proposed; False where the very same one stands or is proposed already."""
    connection = keeping.connection
    number, article = known_article(connection, ready.reading.report, addresses)
    now = _standing_reading(connection, article) if article is not None else None
    waiting = _proposed(connection, ready.reading.report.id)
    if ready.hash in (now.hash if now is not None else None, waiting.hash if waiting is not None else None):
        return False
    if waiting is not None:
        _end(keeping, waiting.number, "superseded")
    number, article = _place(keeping, ready, addresses, number, article)
    _put_reading(keeping, ready, number, article, "proposed")
    return True


def accept(keeping: Keeping, report: str) -> Taken:
    """Let the proposed reading of a report stand."""
    connection = keeping.connection
    row = _needed(connection, report)
    ready = _ready(connection, row)
    _end(keeping, row.number, "superseded")
    now = _standing_reading(connection, row.article)
    outcome: Outcome = "new" if now is None else "read again" if now.report == row.report else "new version"
    return supersede(keeping, ready, row.report, row.article, now, outcome)


def refuse(keeping: Keeping, report: str) -> None:
    """Note that the proposed reading of a report shall not stand."""
    _end(keeping, _needed(keeping.connection, report).number, "refused")


def difference(connection: Connection, report: str) -> Difference:
    """How the proposed reading of a report differs from what stands of its article."""
    row = _needed(connection, report)
    ready = _ready(connection, row)
    new = ready.told
    old = [each.original for each in standing(connection, row.article)]
    pairs = pair(old, new)
    gone, come = ({id(each[side]) for each in pairs} for side in (0, 1))
    return Difference(
        report,
        ready.reading.made_by,
        added=tuple(_claim(each) for each in new if id(each) not in come),
        changed=tuple(
            Altered(_claim(was), _claim(becomes), was.differs(becomes))
            for was, becomes in pairs
            if was.differs(becomes)
        ),
        withdrawn=tuple(_claim(each) for each in old if id(each) not in gone),
        same=sum(not was.differs(becomes) for was, becomes in pairs),
    )


def _claim(told: Told) -> Claim:
    return from_json(Claim, told.body)


def _proposed(connection: Connection, report: str) -> Found[tuple[object, ...]] | None:
    query = (
        select(t.reading, t.maker.c.versions)
        .join(t.report, t.report.c.number == t.reading.c.report)
        .join(t.maker, t.maker.c.number == t.reading.c.maker)
        .where(t.report.c.id == report, t.reading.c.state == "proposed")
    )
    return connection.execute(query).first()


def _needed(connection: Connection, report: str) -> Found[tuple[object, ...]]:
    row = _proposed(connection, report)
    if row is None:
        raise BadInput(f"no reading of report {report!r} is proposed; `dateline record proposals` lists those that are")
    return row


def _ready(connection: Connection, row: Found[tuple[object, ...]]) -> Prepared:
    """A proposed reading, ready to stand."""
    found = connection.execute(select(t.report).where(t.report.c.number == row.report)).one()
    reading = reading_of(connection, row, report_of(found), row.versions)
    body = unpack(row.body)
    assert isinstance(body, dict)
    full, words = (cast(list[dict[str, Json]], body[name]) for name in ("full", "sentences"))
    sentences = tuple(from_json(Words, each) for each in words)
    every = tuple(Told(each, sentence.text) for each, sentence in zip(full, sentences, strict=True))
    return Prepared(reading, found.rights, row.hash, cast(dict[str, Json], body["reading"]), sentences, every)


def _end(keeping: Keeping, reading: int, state: str) -> None:
    ended = {"state": state, "superseded": keeping.revision}
    keeping.connection.execute(update(t.reading).where(t.reading.c.number == reading).values(ended))


def rights(connection: Connection, report: Report, given: Rights | None) -> Rights:
    """Under what rights a report is kept: the record's own word, else what the caller gives, else all."""
    return rights_of(connection, rows.writable(report.publisher)) or given or "full text"
