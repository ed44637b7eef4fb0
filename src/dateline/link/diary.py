"""Entries go in; out comes what is said to lie ahead, by day: each matter once, its state, and all who tell of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

from dateline.link.copies import appeared
from dateline.link.followups import Outcome
from dateline.link.mention import Extent
from dateline.link.notices import day_of
from dateline.link.telling import extent, who
from dateline.model.entry import Entry

AheadState = Literal["planned", "expected", "possible", "conditional", "called off", "disputed"]

_AHEAD: tuple[AheadState, ...] = ("planned", "expected", "possible", "conditional")
"""The surest first."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """One matter that lies ahead: its first and last day (None where open, not both), and who tells of it, by time.

    `id` stays the same whoever else comes to tell of it, and in whatever order: it is made of its days, act and sides.
    `exact` that the words name a day; else it is some time within. `state` is the surest status that a claim gives it;
    `called off` where the last word is that it will not be, `disputed` where others still hold to it after that.
    """

    id: str
    first: date | None
    last: date | None
    exact: bool
    state: AheadState
    entries: tuple[Entry, ...]


def ahead(entries: Iterable[Entry], on: date, until: date | None = None) -> tuple[Ahead, ...]:
    """What lies on `on` or after it, up to `until`, by day; of what is told of the same days by the same, one matter.

    What was no longer ahead when it was told stays out, and so does what only some vague time is given for.
    """
    told = sorted(entries, key=lambda each: (appeared(each.report), each.claim.action.span, each.claim.id))
    matters: dict[_Key, list[tuple[Extent, Entry]]] = defaultdict(list)
    for entry in told:
        claim, published = entry.claim, day_of(entry)
        when = extent(claim.when)
        if claim.status not in (*_AHEAD, "not") or not when.known or published is None:
            continue
        if when.last is not None and when.last < max(on, published).toordinal():
            continue
        if until is not None and (when.first or when.last or 0) > until.toordinal():
            continue
        sides = tuple(sorted({who(each).key for each in (*claim.actors, *claim.recipients)}))
        act = (claim.action.lemma or claim.action.text).casefold()
        matters[when.first, when.last, act, sides or (claim.id,)].append((when, entry))
    found = [_ahead(key, some) for key, some in matters.items()]
    return tuple(sorted(found, key=_place))


def overdue(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Of what notices became, those whose term is over with nothing heard of them, the longest overdue first."""
    late = [each for each in outcomes if each.state == "overdue"]
    return tuple(sorted(late, key=lambda each: (each.notice.term.last or 0, each.notice.claim.id)))


_Key = tuple[int | None, int | None, str, tuple[str, ...]]


def _ahead(key: _Key, some: Sequence[tuple[Extent, Entry]]) -> Ahead:
    when = some[0][0]
    id = sha256(repr(key).encode()).hexdigest()[:16]
    entries = tuple(entry for _, entry in some)
    first, last = (None if day is None else date.fromordinal(day) for day in (when.first, when.last))
    return Ahead(id, first, last, first == last, _state(entries), entries)


def _place(each: Ahead) -> tuple[date, date, str]:
    """Where a matter stands in the diary; what may come any day up to its last stands there."""
    last = each.last or date.max
    return each.first or last, last, each.entries[0].claim.id


def _state(entries: Sequence[Entry]) -> AheadState:
    statuses = [entry.claim.status for entry in entries]
    held = [each for each in _AHEAD if each in statuses]
    if "not" not in statuses:
        return held[0]
    return "disputed" if statuses[-1] != "not" else "called off"
