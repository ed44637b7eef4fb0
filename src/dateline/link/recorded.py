"""A record goes in; out come the events that its claims tell of, under its judgements: all, or those near some claims.

`as_of` asks for what they would have been then: by the claims that stood, and what people had judged.

What is near a claim is found by what the record indexes: claims that share a known party or a place with it (a state is
shared by all who act for it), reported within some weeks of it, or said to have occurred within some weeks of when it
did. What that takes grows with these weeks, not with the record. How rare words are is then taken from a sample of the
record's reports.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, false, func, or_, select, true

from dateline.link import link
from dateline.link.content import Rarity
from dateline.link.telling import who, words_of
from dateline.model.change import Judged
from dateline.model.entry import Entry
from dateline.model.judgement import Event
from dateline.record import AsOf, Record
from dateline.record import tables as t
from dateline.record.looking import fitting, revision_at

_WEEKS = timedelta(weeks=3)
_LONG = timedelta(days=31)
"""Beyond which the time of a claim is too long to look for others by it."""
_SAMPLE = 300
"""How many reports show how rare words are."""
_ROUNDS = 3
"""How often the neighbours of new members are looked at too."""


def events(record: Record, origins: Mapping[str, str] | None = None, as_of: AsOf = None) -> list[Event]:
    """All events of a record, in the order of their first reports."""
    return link(record.entries(as_of=as_of), record.judgements(as_of=as_of), origins)


def events_near(
    record: Record,
    claims: Iterable[str],
    origins: Mapping[str, str] | None = None,
    as_of: AsOf = None,
    rarity: Rarity | None = None,
) -> list[Event]:
    """The events that some claims, by id, are part of; a claim that the record does not hold is left out.

    `rarity` is what `sampled` gave, for those who ask often.
    """
    wanted = set(claims)
    judged = record.judgements(as_of=as_of)
    members = wanted | _ruled(judged, wanted)
    rarity = rarity or sampled(record, as_of)
    found: list[Event] = []
    seen: set[str] = set()
    close: dict[int, Entry] = {}
    for _ in range(_ROUNDS):
        fresh = list(record.entries(sorted(members - seen), as_of))
        seen |= members
        close.update((each.version, each) for each in neighbours(record, fresh, as_of, close))
        some = [close[version] for version in sorted(close)]
        linked = link(some, judged, origins, Rarity(rarity.reports, rarity.counts.copy()))
        found = [event for event in linked if wanted & set(event.claims)]
        grown = {claim for event in found for claim in event.claims}
        grown |= _ruled(judged, grown)
        if grown <= members:
            break
        members |= grown
    return found


def neighbours(
    record: Record, entries: Iterable[Entry], as_of: AsOf = None, known: Collection[int] = ()
) -> list[Entry]:
    """The claims of the record that may tell of what some entries tell of, with those entries, in order of arrival.

    Those whose versions are `known` are left out.
    """
    c = t.claim.c
    found: dict[int, Entry] = {}
    for entry in entries:
        clause = near(entry)
        had = [version for version in (*known, *found) if version != entry.version]
        if had:
            clause = and_(clause, c.version.not_in(had))
        found.update((each.version, each) for each in record.entries(clause, as_of))
    return [found[version] for version in sorted(found)]


def trace(record: Record, entries: Iterable[Entry], as_of: AsOf = None) -> tuple[int, int, int]:
    """What changes whenever a claim near some entries comes, goes or changes, and whenever somebody judges."""
    c = t.claim.c
    with record.connection() as connection:
        at = revision_at(connection, as_of)
        where = fitting(or_(false(), *map(near, entries)), at, False)
        many, last = connection.execute(select(func.count(), func.max(c.version)).where(where)).one()
        judged = connection.execute(
            select(func.max(t.judgement.c.number)).where(true() if at is None else t.judgement.c.recorded <= at)
        ).scalar()
    return int(many or 0), int(last or 0), int(judged or 0)


def extent_of(record: Record, as_of: AsOf = None) -> int:
    """The number of the last report to sample: while this stays the same, so do the words of the sample.

    Beyond a hundred it grows by steps of a tenth or less, so that a record that is written to is not sampled each time.
    """
    known = select(func.max(t.report.c.number)).where(t.report.c.recorded <= record.revision(as_of))
    with record.connection() as connection:
        last = int(connection.execute(known).scalar_one() or 0)
    return last - last % int(10 ** max(0, len(str(last)) - 2))


def sampled(record: Record, as_of: AsOf = None) -> Rarity:
    """How rare words are, by a sample of the reports of the record: every so many, so that it is always the same."""
    last = extent_of(record, as_of)
    step = max(1, last // _SAMPLE)
    rarity = Rarity()
    of_report: dict[str, list[Entry]] = defaultdict(list)
    for entry in record.entries(t.claim.c.report.in_(range(1, last + 1, step)), as_of):
        of_report[entry.report.id].append(entry)
    for _, some in sorted(of_report.items()):
        rarity.take(words_of(some))
    return rarity


def _ruled(judged: Iterable[Judged], claims: set[str]) -> set[str]:
    """The claims that judgements set beside some."""
    pairs = [(each.subject, each.other) for each in judged if each.other is not None and not each.undone]
    return {name for pair in pairs if claims & set(pair) for name in pair}


def near(entry: Entry) -> ColumnElement[bool]:
    """The clause that a claim may tell of what `entry` tells of, or stands in its report."""
    claim, c = entry.claim, t.claim.c
    parties = [who(each) for each in (*claim.actors, *claim.recipients)]
    parties += [who(other.party) for other in claim.others if other.party is not None]
    known = [party for party in parties if party.known]
    entities = {party.key for party in known} | {f"iso:{party.country}" for party in known if party.country}
    states = {party.country for party in known if party.state}
    of = t.party.c
    shared = c.version.in_(
        select(t.claim_party.c.claim).join(t.party, of.number == t.claim_party.c.party)
        .where(or_(of.entity.in_(sorted(entities)), of.country.in_(sorted(filter(None, states)))))
    )  # fmt: skip
    there: ColumnElement[bool] = c.place_id == claim.where.id if claim.where.id is not None else false()
    reported, occurred = _day(entry.report.published.earliest), (claim.when.earliest, claim.when.latest)
    when: list[ColumnElement[bool]] = []
    if reported is not None:
        when.append(c.published.between(_iso(reported - _WEEKS), _iso(reported + _WEEKS)))
    first, last = map(_day, occurred)
    if first is not None and last is not None and last - first <= _LONG:
        when.append(and_(c.earliest <= _iso(last + _WEEKS), c.latest >= _iso(first - _WEEKS)))
    return or_(c.id == claim.id, and_(or_(*when) if when else c.published.is_(None), or_(shared, there)))


def _day(value: date | None) -> date | None:
    return None if value is None else date(value.year, value.month, value.day)


def _iso(day: date) -> str:
    return day.isoformat()
