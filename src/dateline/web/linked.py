"""A record and what to look for go in; out come events with the claims that tell of them, as the record held them then.

What is shared by pages, API and assistants: nothing here knows of any of them.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dateline.errors import BadInput, BadQuestion
from dateline.link import link
from dateline.link.content import Rarity
from dateline.link.origins import origins
from dateline.link.recorded import events_near, extent_of, neighbours, sampled
from dateline.model.entry import Entry
from dateline.model.judgement import Event
from dateline.questions import compiled
from dateline.record import AsOf, Record

MOST = 2_000
"""Claims that are put together at once: some two seconds of one processor."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Events, in the order of their days, and the entries of all their claims by id, as of a revision."""

    revision: int
    events: tuple[Event, ...]
    entries: Mapping[str, Entry]

    def of(self, event: Event) -> tuple[Entry, ...]:
        """The entries of an event, in the order of publication."""
        return tuple(self.entries[claim] for claim in event.claims)


class Linking:
    """Puts claims of a record together; remembers how rare its words are until it has grown by a tenth."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._rarity: dict[int, Rarity] = {}

    def event(self, name: str, as_of: AsOf = None) -> Linked:
        """The event that a claim is part of, by the id of either; BadInput where the record holds no such claim."""
        claim = name.removeprefix("event:")
        record, revision = self._record, self._record.revision(as_of)
        held = list(record.entries([claim], revision))
        if not held:
            raise BadInput(f"the record holds no claim {claim!r}; a question finds the ids of those it holds")
        near = {entry.report.id: entry.report for entry in neighbours(record, held, revision)}
        found = events_near(record, [claim], origins(near.values()).by_report(), revision, self._how_rare(revision))
        claims = [claim for event in found for claim in event.claims]
        return Linked(revision, tuple(found), _by_id(record.entries(claims, revision)))

    def timeline(self, question: str, as_of: AsOf = None) -> Linked:
        """The events that the answers of a question tell of; BadQuestion where these are more than MOST."""
        record = self._record
        own = compiled(record, question, as_of)
        revision = record.revision(own.as_of)
        if own.limit is None or own.limit > MOST:
            many = record.count(own.where, as_of=revision, rejected=own.rejected)[0][1]
            if many > MOST:
                raise BadQuestion(
                    f"{many:,} claims fit, and {MOST:,} at most can be put together at once; "
                    "narrow the question, such as with when:2023-09 or between:RUS,PRK"
                )
        entries = list(record.entries(own.where, revision, own.order, own.limit, own.rejected))
        reports = {entry.report.id: entry.report for entry in entries}
        rare = self._how_rare(revision)
        found = link(
            entries,
            record.judgements(as_of=revision),
            origins(reports.values()).by_report(),
            Rarity(rare.reports, rare.counts.copy()),
        )
        return Linked(revision, tuple(sorted(found, key=when)), _by_id(entries))

    def _how_rare(self, revision: int) -> Rarity:
        extent = extent_of(self._record, revision)
        with self._lock:
            found = self._rarity.get(extent)
            if found is None:
                found = self._rarity[extent] = sampled(self._record, revision)
                while len(self._rarity) > 4:
                    del self._rarity[next(iter(self._rarity))]
            return found


def when(event: Event) -> tuple[str, str]:
    """When an event occurred as best known, else when it was first told, with its id: by this timelines are ordered."""
    best = next((value for field, value, _ in event.best if field == "when"), None)
    return (best or event.first or "").lstrip("./~"), event.id


def _by_id(entries: Iterator[Entry] | list[Entry]) -> Mapping[str, Entry]:
    return {entry.claim.id: entry for entry in entries}
