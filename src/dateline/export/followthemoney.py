"""Entries go in; out come entities of FollowTheMoney, one JSON object a line: the event, its article, who is involved.

The model has no schema for claims and sources, so that an `Event` here is a claim and says so: its status, its chain of
sources and its condition stand in a `Note`, the chain also in the `Documentation` that ties event to article. Parties
known across reports become entities with a stable id; what is only words ("protesters") becomes a `Mention` and nobody,
so that no list is searched for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import UTC, date, datetime
from pathlib import Path

from dateline.export import Leave, Left, each_once, leave_fields
from dateline.lexicon import codes
from dateline.lexicon.registers import registers
from dateline.model import wording
from dateline.model.characters import carried, shown
from dateline.model.codec import Json, dumps
from dateline.model.entry import Entry
from dateline.model.iri import uuid, web
from dateline.model.party import Party

SUFFIX = ".ftm.json"
CARRIES = frozenset({"report", "type", "modes", "contexts", "status"})
_LOST = {
    "others": "an event has no other roles",
    "transfer": "an event has no transfer",
    "measures": "an event has no measures",
    "casualties": "an event has no numbers",
    "quantities": "an event has no numbers",
}
_SCHEMATA = {
    "person": "Person",
    "government": "PublicBody",
    "military": "Organization",
    "organisation": "Organization",
    "outlet": "Organization",
    "group": "Organization",
    "population": "LegalEntity",
    "unnamed": "LegalEntity",
}
_OWN = frozenset({"Event", "Documentation", "Note", "UnknownLink"})
"""The schemata of which no two claims share an entity."""
_RUNNING = frozenset({"bodyText", "description"})
"""The properties that hold running text, with its lines and paragraphs."""
_DATASET = "dateline"


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """Each entity once, those that are referred to first; the number of claims, which is the number of events."""
    written: set[str] = set()
    claims = 0
    with to.open("w", encoding="utf-8", newline="\n") as out:
        for entry in each_once(entries, leave):
            claims += 1
            leave_fields(entry.claim, _LOST, leave)
            if any(each.entity is None for each in (*entry.claim.actors, *entry.claim.recipients)):
                leave(Left(entry.claim.id, "a party that is only words is a mention and not involved", "actors"))
            for id, entity in {str(each["id"]): each for each in _entities(entry, written)}.items():
                if id not in written:
                    out.write(dumps(entity) + "\n")
                if entity["schema"] not in _OWN:
                    written.add(id)
    return claims


def _entities(entry: Entry, written: Set[str]) -> Iterator[dict[str, Json]]:
    claim = entry.claim
    article = _id("article", claim.report)
    if article not in written:  # its text is long: not made again for each of its claims
        yield _article(entry, article)
    parties = (*claim.actors, *claim.recipients)
    for party in parties:
        yield from _party(entry, party, article)
    event = _id("event", claim.id)
    yield _event(entry, event, parties)
    chain = wording.chain(claim.attribution)
    yield _entity(
        entry, "Documentation", _id("documentation", claim.id), document=article, entity=event, role=f"claims: {chain}"
    )
    yield _note(entry, event)
    yield from _links(entry, article)


def _article(entry: Entry, id: str) -> dict[str, Json]:
    report = entry.report
    return _entity(
        entry,
        "Article",
        id,
        title=report.title,
        publisher=report.publisher,
        author=report.bylines,
        publishedAt=_days(report.published.earliest) if report.published.state == "known" else None,
        retrievedAt=report.retrieved[:10] if report.retrieved and report.retrieved[:1].isdigit() else None,
        sourceUrl=web(report.url),
        language=_LANGUAGES.get(report.language or ""),
        bodyText=report.text[report.body.start : report.body.end] if entry.whole else None,
    )


_LANGUAGES = {"en": "eng"}
"""ISO 639-1 as reports have it, ISO 639-3 as FollowTheMoney has it; only English is read."""


def _party(entry: Entry, party: Party, article: str) -> Iterator[dict[str, Json]]:
    country = _country(party.country)
    schema = _SCHEMATA[party.kind]
    resolved = None
    if party.entity is not None:
        resolved = _party_id(party)
        yield _entity(
            entry,
            schema,
            resolved,
            name=wording.party(party),
            country=country,
            wikidataId=registers(party.entity).get("wikidata"),
            topics="gov.national" if party.entity.startswith("iso:") else None,
        )
        if party.kind == "person" and party.office:
            yield from _office(entry, party, resolved, country)
    yield _entity(
        entry,
        "Mention",
        _id("mention", f"{entry.claim.report} {party.entity or party.text}"),
        document=article,
        name=wording.party(party),
        resolved=resolved,
        detectedSchema=schema,
        contextCountry=country,
    )


def _office(entry: Entry, party: Party, holder: str, country: str | None) -> Iterator[dict[str, Json]]:
    """The office under which the report names somebody, held on the day of the report; from when to when is unknown."""
    post = _id("position", f"{party.office} {party.organisation or ''} {party.country or ''}")
    name = ", ".join(each for each in (party.office, party.organisation) if each)
    yield _entity(entry, "Position", post, name=name, country=country)
    published = entry.report.published
    yield _entity(
        entry,
        "Occupancy",
        _id("occupancy", f"{holder} {post} {entry.claim.report}"),
        holder=holder,
        post=post,
        date=_days(published.earliest) if published.state == "known" else None,
        sourceUrl=web(entry.report.url),
    )


def _event(entry: Entry, id: str, parties: Iterable[Party]) -> dict[str, Json]:
    claim, report = entry.claim, entry.report
    known = claim.when.state == "known"
    place = claim.where if claim.where.state == "known" else None
    return _entity(
        entry,
        "Event",
        id,
        name=wording.deed(claim, entry.quotable),
        summary=f"Claimed, not established. Status: {claim.status}. On the word of {wording.chain(claim.attribution)}.",
        description=entry.sentence.text if entry.quotable else None,
        keywords=(claim.type, *claim.modes, *claim.contexts, f"status: {claim.status}"),
        startDate=_days(claim.when.earliest) if known else None,
        endDate=_days(claim.when.latest) if known else None,
        location=wording.where(place) if place else None,
        country=_country(place.country) if place else None,
        involved=tuple(_party_id(each) for each in parties if each.entity is not None),
        namesMentioned=tuple(wording.party(each) for each in parties),
        publisher=report.publisher,
        sourceUrl=web(report.url),
        recordId=claim.id,
        retrievedAt=_days(entry.recorded),
        proof=_id("article", claim.report),
    )


def _note(entry: Entry, event: str) -> dict[str, Json]:
    claim = entry.claim
    condition = f"If: {claim.condition.text}" if claim.condition and entry.quotable else None
    certainty = f"How likely: {claim.certainty.low:.0%} to {claim.certainty.high:.0%}" if claim.certainty else None
    spans = ", ".join(f"{each.start}–{each.end}" for each in claim.evidence)
    lines = (
        f"Status: {claim.status} ({claim.timing})",
        f"On whose word: {wording.chain(claim.attribution)}",
        condition,
        certainty,
        f"When: {wording.when(claim.when).removeprefix('when ')}",
        f"To check in the report: characters {spans}",
        f"Reviewed: {entry.review}" if entry.review != "open" else None,
    )
    return _entity(
        entry,
        "Note",
        _id("note", claim.id),
        entity=event,
        name=f"What kind of claim this is: {claim.status}",
        description=". ".join(each for each in lines if each),
    )


def _links(entry: Entry, article: str) -> Iterator[dict[str, Json]]:
    claim = entry.claim
    for left in claim.actors:
        for right in claim.recipients:
            if left.entity and right.entity and left.entity != right.entity:
                yield _entity(
                    entry,
                    "UnknownLink",
                    _id("link", f"{claim.id} {left.entity} {right.entity}"),
                    subject=_party_id(left),
                    object=_party_id(right),
                    role=f"{wording.kind(claim)} ({claim.status})",
                    summary=wording.deed(claim, entry.quotable),
                    startDate=_days(claim.when.earliest) if claim.when.state == "known" else None,
                    endDate=_days(claim.when.latest) if claim.when.state == "known" else None,
                    recordId=claim.id,
                    proof=article,
                    sourceUrl=web(entry.report.url),
                )


def _entity(entry: Entry, schema: str, id: str, **properties: str | tuple[str, ...] | None) -> dict[str, Json]:
    """An entity as its JSON line states it: every property a list, none of them empty."""
    told: dict[str, Json] = {}
    for name, value in properties.items():
        values = (value,) if isinstance(value, str) else value or ()
        clean = (carried(each).strip() if name in _RUNNING else shown(each) for each in values)
        kept = list[Json](dict.fromkeys(each for each in clean if each))
        if kept:
            told[name] = kept
    seen = entry.recorded.astimezone(UTC) if entry.recorded.tzinfo else entry.recorded
    return {
        "id": id,
        "schema": schema,
        "properties": told,
        "datasets": [_DATASET],
        "first_seen": f"{seen:%Y-%m-%dT%H:%M:%S}",
    }


def _id(noun: str, id: str) -> str:
    return f"{_DATASET}-{noun}-{uuid(f'ftm-{noun}', id)}"


def _party_id(party: Party) -> str:
    """One for each entity; a name that is read once as a person and once as a body is two, since none can be both."""
    return _id("party", f"{'person' if party.kind == 'person' else 'body'} {party.entity}")


def _days(bound: date | datetime | None) -> str | None:
    return None if bound is None else bound.isoformat()[:10]


def _country(iso3: str | None) -> str | None:
    """FollowTheMoney's codes are ISO's two letters, in lower case."""
    country = codes.load().countries.get(iso3 or "")
    return country.alpha2.lower() if country and country.alpha2 else None
