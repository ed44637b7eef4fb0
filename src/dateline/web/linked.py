"""A record and what to look for go in; out come events with the claims that tell of them, as the record held them then.

What is shared by pages, API and assistants: nothing here knows of any of them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.errors import BadInput, BadQuestion
from dateline.link import link
from dateline.link.content import Rarity
from dateline.link.events import event
from dateline.link.index import SUFFIX, Index, gathered
from dateline.link.origins import origins
from dateline.link.recorded import events_near, extent_of, sampled, trace
from dateline.model.entry import Entry
from dateline.model.judgement import Event
from dateline.questions import compiled
from dateline.record import AsOf, Record

MOST = 2_000
"""Claims that are put together at once: some two seconds of one processor."""


_KEPT = 300
"""Events that are remembered, until something comes in near them."""
_TRACED = 4
"""Claims of an event near which it is looked whether something has come in."""
_BEHIND = 500
"""Changes that the index beside the record may be behind, and still be asked for what it holds."""
_LONG = 120.0
"""Seconds after which an event is put together anew whatever the trace."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Events, in the order of their days, and the entries of all their claims by id, as of a revision."""

    revision: int
    events: tuple[Event, ...]
    entries: Mapping[str, Entry]

    def of(self, event: Event) -> tuple[Entry, ...]:
        """The entries of an event, in the order of publication."""
        return tuple(self.entries[claim] for claim in event.claims)


@dataclass(frozen=True, slots=True)
class _Kept:
    """An event that was put together: near which claims, what these then left as a trace, and when."""

    linked: Linked
    near: tuple[Entry, ...]
    trace: tuple[int, int, int]
    at: float

    def fits(self, trace: tuple[int, int, int]) -> bool:
        """Whether it is still so."""
        return trace == self.trace and time.monotonic() - self.at < _LONG


class Linking:
    """Puts claims of a record together; remembers how rare its words are until it has grown by a tenth."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock, self._sampling = threading.Lock(), threading.Lock()
        self._rarity: dict[int, Rarity] = {}
        self._events: dict[str, _Kept] = {}
        self._local = threading.local()

    def event(self, name: str, as_of: AsOf = None) -> Linked:
        """The event that a claim is part of, by the id of either; BadInput where the record holds no such claim."""
        with self._record.still():
            return self._event(name.removeprefix("event:"), as_of)

    def _event(self, claim: str, as_of: AsOf) -> Linked:
        record, revision = self._record, self._record.revision(as_of)
        held = list(record.entries([claim], revision))
        if not held:
            raise BadInput(f"the record holds no claim {claim!r}; a question finds the ids of those it holds")
        filed = self._filed([claim]) if revision == record.revision() else None
        if filed:
            entries = _by_id(record.entries([name for cluster in filed for name in cluster], revision))
            return Linked(revision, tuple(each.event for each in gathered(filed, entries.values())), entries)
        with self._lock:
            kept = self._events.get(claim)
        if kept is not None and kept.fits(trace(record, kept.near, revision)):
            return replace(kept.linked, revision=revision)
        (found,) = events_near(record, [claim], None, revision, self._how_rare(revision))
        entries = _by_id(record.entries(list(found.claims), revision))
        # Whose reporting each is, told among those that tell of the event: a copy of another tells of it too.
        whose = origins({each.report.id: each.report for each in entries.values()}.values()).by_report()
        linked = Linked(revision, (event(entries.values(), whose),), entries)
        near = (*held, *(each for each in entries.values() if each.claim.id != claim))[:_TRACED]
        with self._lock:
            self._events[claim] = _Kept(linked, near, trace(record, near, revision), time.monotonic())
            while len(self._events) > _KEPT:
                del self._events[next(iter(self._events))]
        return linked

    def timeline(self, question: str, as_of: AsOf = None) -> Linked:
        """The events that the answers of a question tell of; BadQuestion where these are more than MOST."""
        with self._record.still():
            return self._timeline(question, as_of)

    def _timeline(self, question: str, as_of: AsOf) -> Linked:
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
        filed = self._filed([entry.claim.id for entry in entries]) if revision == record.revision() else None
        if filed is not None:
            found = [each.event for each in gathered(filed, entries)]
            return Linked(revision, tuple(sorted(found, key=when)), _by_id(entries))
        reports = {entry.report.id: entry.report for entry in entries}
        rare = self._how_rare(revision)
        found = link(
            entries,
            record.judgements(as_of=revision),
            origins(reports.values()).by_report(),
            Rarity(rare.reports, rare.counts.copy()),
        )
        return Linked(revision, tuple(sorted(found, key=when)), _by_id(entries))

    def _filed(self, claims: Sequence[str]) -> list[tuple[str, ...]] | None:
        """The clusters of claims as the index beside the record has them; None where it has them not, or not any more.

        What came in since it was last brought up to date, which is some seconds ago, stands in none yet.
        """
        index = self._index()
        if index is None:
            return None
        behind = index.behind()
        if behind is None or behind[1] or behind[0] > _BEHIND:
            return None
        found = index.clusters(claims)
        known = {name for cluster in found for name in cluster}
        return None if any(name not in known for name in claims) else found

    def _index(self) -> Index | None:
        """The index beside the record, where there is one; each thread has its own connection to it."""
        path = self._record.path
        if path is None or not path.with_name(path.name + SUFFIX).exists():
            return None
        held: Index | None = getattr(self._local, "index", None)
        if held is None:
            held = self._local.index = Index(self._record)
        return held

    def _how_rare(self, revision: int) -> Rarity:
        extent = extent_of(self._record, revision)
        with self._sampling:
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


def _by_id(entries: Iterable[Entry]) -> Mapping[str, Entry]:
    return {entry.claim.id: entry for entry in entries}
