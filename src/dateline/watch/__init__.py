"""Feeds go in, and what is new in them goes onto the record: polled politely, restarted at any time, nothing twice.

`deciding` says what to do about an entry, without clock or network; `feeds` and `pages` ask the network; here the two
meet the record. What the record has is marked in the transaction that takes it in, and only then is the entry done
with: a watch that is killed between the two finds the entry again and leaves it as known.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from dateline import intake, publishers, reader
from dateline.errors import BadInput
from dateline.model.codec import Json, dumps
from dateline.model.item import Item
from dateline.model.kit import Kit
from dateline.model.report import DateCandidate, Report, report_id
from dateline.model.stamp import stamp
from dateline.record import Record
from dateline.watch.deciding import Decision, Notice, decide
from dateline.watch.feeds import Feeds
from dateline.watch.pages import NotFetched, Pages

Outcome = Literal["taken", "same", "rejected", "waiting", "failed"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that the watch did: to which feed, to which of its entries (None: the feed itself), and why."""

    feed: str
    locator: str | None
    outcome: Outcome
    why: str = ""
    claims: int = 0


def round_of(
    feeds: Feeds, pages: Pages | None, record: Record, kit: Callable[[], Kit], all: bool = False
) -> Iterator[Event]:
    """Ask the feeds that are due, and take in what is new; with no `pages`, only what the feeds themselves carry."""
    for polled in feeds.poll(all):
        if polled.why:
            yield Event(polled.feed, None, "failed", polled.why)
    for notice in feeds.notices():
        event = _take(notice, feeds, pages, record, kit)
        if event:
            yield event


def _take(notice: Notice, feeds: Feeds, pages: Pages | None, record: Record, kit: Callable[[], Kit]) -> Event | None:
    item = Item(notice.locator, notice.feed, notice.hash)
    before = record.item(item.locator)
    known = before.hash if before and before.state == "taken" else None
    now = datetime.now(UTC)
    todo = decide(notice, known, feeds.tried(notice), now, pages is not None)
    if todo.action == "wait":
        return Event(notice.feed, notice.locator, "waiting", f"{todo.why}; again after {todo.until:%H:%M}")
    if todo.action == "leave":
        feeds.done(notice)
        return None
    if todo.action == "give up":
        return _refuse(notice, item, f"{notice.locator}: {todo.why}", feeds, record, "fetch")
    try:
        report = _report(notice, todo, pages, now)
    except NotFetched as error:
        feeds.failed(notice, now)
        return Event(notice.feed, notice.locator, "failed", str(error))
    except BadInput as error:
        return _refuse(notice, item, str(error), feeds, record, "intake")
    return _keep(notice, item, report, feeds, record, kit)


def _keep(notice: Notice, item: Item, report: Report, feeds: Feeds, record: Record, kit: Callable[[], Kit]) -> Event:
    try:
        reading = reader.read(report, kit())
    except Exception as error:  # one report's failure is not the others'
        if os.environ.get("DATELINE_DEBUG"):
            raise
        why = f"{notice.locator}: an error of dateline's own ({type(error).__name__}: {error}); please tell us"
        return _refuse(notice, item, why, feeds, record, "read")
    publisher = publishers.load().of(reading.report)
    rights = publisher.rights if publisher else None
    taken = record.add(reading, address=notice.id, item=item, rights=rights)
    feeds.done(notice)
    return Event(notice.feed, notice.locator, "taken" if taken else "same", claims=len(reading.claims) if taken else 0)


def _refuse(
    notice: Notice, item: Item, why: str, feeds: Feeds, record: Record, stage: Literal["fetch", "intake", "read"]
) -> Event:
    record.reject(item, why, stage)
    feeds.done(notice)
    return Event(notice.feed, notice.locator, "rejected", why)


def _report(notice: Notice, todo: Decision, pages: Pages | None, now: datetime) -> Report:
    """The report of an entry: from its page, or from what the feed itself carries of it."""
    if todo.action == "fetch" and pages is not None and notice.link:
        found = _only(pages.fetch(notice.link), f"{notice.link}.html")
        report = replace(found, url=notice.link, retrieved=now.isoformat(timespec="seconds"))
        return _dated(report, notice)
    return replace(
        _only(_as_feed(notice), f"{notice.locator}.json"), retrieved=notice.seen.isoformat(timespec="seconds")
    )


def _only(data: bytes, name: str) -> Report:
    reports = intake.from_bytes(data, name)
    if len(reports) != 1:
        raise BadInput(f"{name}: holds {len(reports)} reports, not one")
    return reports[0]


def _dated(report: Report, notice: Notice) -> Report:
    """The page's own date stands; where it has none, that which the feed gives. An update is kept as an update."""
    offered: list[DateCandidate] = []
    if notice.published:
        offered.append(DateCandidate(stamp(notice.published.isoformat()), "feed", said_in="published"))
    if notice.updated and notice.updated != notice.published:
        offered.append(DateCandidate(stamp(notice.updated.isoformat()), "feed", "updated", "updated"))
    dates = (*report.dates, *offered)
    first = next((each.time for each in offered if each.of == "published" and each.time.state == "known"), None)
    if report.published.state == "known" or first is None:
        return replace(report, dates=dates)
    return replace(report, id=report_id(report.text, first), published=first, published_basis="feed", dates=dates)


def _as_feed(notice: Notice) -> bytes:
    """The entry as a JSON Feed of its own, which the intake reads as it reads any."""
    item = {
        "id": notice.id,
        "url": notice.link,
        "title": notice.title,
        "content_html": notice.words,
        "date_published": notice.published.isoformat() if notice.published else None,
        "date_modified": notice.updated.isoformat() if notice.updated else None,
    }
    said: dict[str, Json] = {key: value for key, value in item.items() if value}
    return dumps({"version": "https://jsonfeed.org/version/1.1", "title": notice.feed, "items": [said]}).encode()
