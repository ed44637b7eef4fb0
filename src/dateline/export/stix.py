"""Entries go in; out comes a STIX 2.1 bundle: reports, and what they claim as incidents under our extension.

A report is a `report`, a claim an `incident` (of which the standard defines a stub only, so that what makes it a claim
stands in an extension) with a `note` of the words and on whose word they are, an `opinion` where somebody denies it, an
`identity` a party, a `location` a place, and a `relationship` between the two sides. Nobody is a threat actor because
we say so. All ids are UUIDs of version 5: exporting again doubles nothing, and a later version of a claim is a later
version of its objects.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from dateline.export import Leave, Left, leave_fields
from dateline.lexicon import codes
from dateline.model import wording
from dateline.model.characters import carried, shown, within
from dateline.model.codec import Json, dumps
from dateline.model.entry import Entry
from dateline.model.iri import uuid, web
from dateline.model.party import Party, key
from dateline.model.place import Place
from dateline.model.report import Report

SUFFIX = ".stix.json"
CARRIES = frozenset(
    {"report", "type", "modes", "contexts", "quad", "score", "cameo", "status", "timing", "evidence"}
)  # fmt: skip
_LOST = {
    "others": "the extension has no other roles",
    "transfer": "the extension has no transfer",
    "measures": "the extension has no measures",
    "casualties": "the extension has no numbers",
    "quantities": "the extension has no numbers",
}
_CLASSES = {
    "person": "individual",
    "government": "organization",
    "military": "organization",
    "organisation": "organization",
    "outlet": "organization",
    "group": "group",
    "population": "class",
    "unnamed": "unknown",
}
_WITHIN = {"site": 1_000.0, "city": 10_000.0}
"""How far from its point a place of each precision may lie, in metres: a town is no street corner."""
_SPEC = "2.1"
_SINCE = "2026-01-01T00:00:00.000Z"
"""When what never changes was made: the extension, ourselves, and whatever has its content for its id."""
_EXTENSION = f"extension-definition--{uuid('stix', 'claim 1')}"
_SELF = f"identity--{uuid('stix', 'dateline')}"
Object = dict[str, Json]


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A bundle of all objects, each once; the number of claims in it. Holds the ids of what it wrote, and no more."""
    bundle = sha256()
    written: set[str] = set()
    reports: dict[str, tuple[Object, list[str]]] = {}
    claims = 0
    with to.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"type": "bundle", "objects": [')

        def write(each: Object) -> None:
            if each["modified"] == _SINCE:  # the same for all claims
                if each["id"] in written:
                    return
                written.add(str(each["id"]))
            text = dumps(within(each))
            out.write(f"{'' if each['id'] == _SELF else ','}\n{text}")
            bundle.update(text.encode())

        write(_ourselves())
        write(_extension())
        for entry in entries:
            claims += 1
            leave_fields(entry.claim, _LOST, leave)
            if _where(entry.claim.where) is None and entry.claim.where.state == "known":
                leave(Left(entry.claim.id, "a location needs a country or a point", "where"))
            report, refs = reports.setdefault(entry.claim.report, (_report(entry), []))
            report["modified"] = max(str(report["modified"]), _moment(entry.recorded))
            for id, each in {str(each["id"]): each for each in _objects(entry)}.items():
                write(each)
                refs.append(id)
        for report, refs in reports.values():
            write(report | {"object_refs": list[Json](dict.fromkeys(refs))})
        out.write(f'\n], "id": "bundle--{uuid("stix", bundle.hexdigest())}"}}\n')
    return claims


def _objects(entry: Entry) -> Iterator[Object]:
    """Everything that one claim is made of, what is referred to before what refers to it."""
    claim = entry.claim
    sides = [[_identity(each, claim.report) for each in side] for side in (claim.actors, claim.recipients)]
    voices = [
        _identity(each.party, claim.report) for each in claim.attribution if each.party and each.kind != "own voice"
    ]
    place = _where(claim.where)
    yield from (*sides[0], *sides[1], *voices)
    if place is not None:
        yield place
    incident = _incident(entry, sides, voices, place)
    yield incident
    yield _note(entry, incident)
    if claim.status in ("denied", "not") or entry.review in ("accepted", "rejected"):
        yield from _opinions(entry, incident)
    for left in sides[0]:
        for right in sides[1]:
            if left["id"] != right["id"]:
                yield _relationship(entry, left, right)


def _incident(entry: Entry, sides: list[list[Object]], voices: list[Object], place: Object | None) -> Object:
    claim = entry.claim
    quotable = entry.quotable
    told: Object = {
        "extension_type": "property-extension",
        "claim_id": claim.id,
        "report_id": claim.report,
        "record_version": entry.version,
        "event_type": claim.type,
        "modes": list(claim.modes),
        "contexts": list(claim.contexts),
        "quad": claim.quad,
        "score": claim.score,
        "cameo": claim.cameo,
        "status": claim.status,
        "timing": claim.timing,
        "review": entry.review,
        "actor_refs": [each["id"] for each in sides[0]],
        "recipient_refs": [each["id"] for each in sides[1]],
        "location_ref": place["id"] if place else None,
        "precision": claim.where.precision,
        "place": shown(wording.where(claim.where)) if claim.where.state == "known" else None,
        "when": claim.when.edtf,
        "when_state": claim.when.state,
        "certainty_low": claim.certainty.low if claim.certainty else None,
        "certainty_high": claim.certainty.high if claim.certainty else None,
        "condition": carried(claim.condition.text) if claim.condition and quotable else None,
        "said_by": [shown(wording.source(each)) for each in claim.attribution],
        "said_by_refs": [each["id"] for each in voices],
        "action_span": [claim.action.span.start, claim.action.span.end],
        "evidence": [[each.start, each.end] for each in claim.evidence],
    }
    return {
        **_head("incident", claim.id, entry),
        **({"confidence": round(100 * claim.sure)} if claim.sure is not None else {}),
        "labels": [claim.type, claim.status],
        "name": shown(wording.deed(claim, quotable)),
        "description": shown(f"{claim.status}, on the word of {wording.chain(claim.attribution)}"),
        "extensions": {_EXTENSION: {name: value for name, value in told.items() if value not in (None, [])}},
    }


def _note(entry: Entry, incident: Object) -> Object:
    claim, span = entry.claim, entry.sentence.span
    words = carried(entry.sentence.text) if entry.quotable and entry.sentence.text else "The words may not be shown."
    return {
        **_head("note", claim.id, entry),
        "abstract": f"The words of the report, characters {span.start} to {span.end}",
        "content": words,
        "authors": [shown(wording.source(each)) or "unnamed" for each in claim.attribution],
        "object_refs": [incident["id"]],
    }


def _opinions(entry: Entry, incident: Object) -> Iterator[Object]:
    """Who says that it is not so: the report's sources, and the people who reviewed the claim."""
    claim = entry.claim
    if claim.status in ("denied", "not"):
        yield {
            **_head("opinion", f"{claim.id} {claim.status}", entry),
            "opinion": "strongly-disagree",
            "explanation": "said to be untrue" if claim.status == "denied" else "told as not having happened",
            "authors": [shown(wording.chain(claim.attribution))],
            "object_refs": [incident["id"]],
        }
    if entry.review in ("accepted", "rejected"):
        yield {
            **_head("opinion", f"{claim.id} review", entry),
            "opinion": "strongly-agree" if entry.review == "accepted" else "strongly-disagree",
            "explanation": f"the reading of the report was {entry.review} on review",
            "object_refs": [incident["id"]],
        }


def _relationship(entry: Entry, left: Object, right: Object) -> Object:
    claim = entry.claim
    first, last = claim.when.earliest, claim.when.latest
    told = {
        **_head("relationship", f"{claim.id} {left['id']} {right['id']}", entry),
        "relationship_type": "related-to",
        "description": shown(wording.deed(claim, entry.quotable) + f" ({claim.status})"),
        "source_ref": left["id"],
        "target_ref": right["id"],
    }
    if claim.when.state == "known" and first is not None:
        told["start_time"] = _moment(first)
        # `stop_time` must be later than `start_time`: the end of the last day, or the next second of an instant.
        if last is not None and _end(last) > _moment(first):
            told["stop_time"] = _end(last)
    return told


def _identity(party: Party, report: str) -> Object:
    """A party. Its id is a hash of all that is said of it here, so that it needs no versions."""
    name = shown(wording.party(party)) or "unnamed"
    kind = _CLASSES[party.kind]
    known = key(party, report)
    return {
        **_lasting("identity", f"{known}\n{name}\n{kind}"),
        "name": name,
        "identity_class": kind,
        "external_references": [{"source_name": "dateline", "external_id": shown(known)}],
    }


def _where(place: Place) -> Object | None:
    """A location, with a point only for what is about one; None for what has neither a country nor a point."""
    if place.state != "known":
        return None
    told: Object = {"name": shown(place.name or place.text or "")}
    country = codes.load().countries.get(place.country or "")
    if country is not None and country.alpha2:
        told["country"] = country.alpha2
        if place.admin1:
            told["administrative_area"] = shown(place.admin1)
    if place.point is not None:
        told |= {
            "latitude": place.point[0],
            "longitude": place.point[1],
            "precision": _WITHIN[place.precision or "city"],
        }
    if "country" not in told and "latitude" not in told:
        return None
    return _lasting("location", dumps(told)) | told


def _report(entry: Entry) -> Object:
    """The report without what it refers to, which is known when all claims are written."""
    report, name, recorded = entry.report, entry.claim.report, entry.recorded
    url = web(report.url)
    source: Object = {"source_name": shown(report.publisher or "") or "report", "external_id": shown(name)}
    published = report.published.earliest if report.published.state == "known" else None
    created = _created(report, recorded)
    return {
        "type": "report",
        "spec_version": _SPEC,
        "id": f"report--{uuid('report', name)}",
        "created_by_ref": _SELF,
        "created": created,
        "modified": max(created, _moment(recorded)),
        "name": shown(report.title or "") or "Report without a title",
        "published": _moment(published) if published else created,
        **({"lang": report.language} if report.language else {}),
        **({} if published else {"description": "The report gives no date: published is when it was recorded."}),
        "external_references": [source | ({"url": url} if url else {})],
    }


def _head(type: str, id: str, entry: Entry) -> Object:
    """What every object with versions begins with: made when the report was, changed when the claim was recorded."""
    url = web(entry.report.url)
    source: Object = {
        "source_name": shown(entry.report.publisher or "") or "report",
        "external_id": shown(entry.claim.id),
    }
    created = _created(entry.report, entry.recorded)
    return {
        "type": type,
        "spec_version": _SPEC,
        "id": f"{type}--{uuid(f'stix-{type}', id)}",
        "created_by_ref": _SELF,
        "created": created,
        "modified": max(created, _moment(entry.recorded)),
        **({"revoked": True} if entry.review == "rejected" and type != "opinion" else {}),
        **({"lang": entry.report.language} if entry.report.language and type in ("note", "incident") else {}),
        "external_references": [source | ({"url": url} if url else {})],
    }


def _lasting(type: str, content: str) -> Object:
    return {
        "type": type,
        "spec_version": _SPEC,
        "id": f"{type}--{uuid(f'stix-{type}', sha256(content.encode('utf-8', 'replace')).hexdigest())}",
        "created_by_ref": _SELF,
        "created": _SINCE,
        "modified": _SINCE,
    }


def _ourselves() -> Object:
    return {
        "type": "identity",
        "spec_version": _SPEC,
        "id": _SELF,
        "created": _SINCE,
        "modified": _SINCE,
        "name": "dateline",
        "identity_class": "system",
        "description": "Software that reads dated news reports and writes down what they claim; it judges no claim.",
    }


def _extension() -> Object:
    return {
        "type": "extension-definition",
        "spec_version": _SPEC,
        "id": _EXTENSION,
        "created_by_ref": _SELF,
        "created": _SINCE,
        "modified": _SINCE,
        "name": "dateline claim",
        "description": "What one news report says that somebody did: PLOVER event type, modes and contexts, CAMEO "
        "code, status (happened … denied), on whose word, and where in the report's text it stands, in code points. "
        "An incident with this extension is a claim and not a finding.",
        "schema": "The fields of a claim as `dateline schema claim` states them, flattened; docs/reference/claim.md.",
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    }


def _created(report: Report, recorded: datetime) -> str:
    """When the claim was first made, which is when its report appeared: the same in every later version of it."""
    first = report.published.earliest if report.published.state == "known" else None
    return _moment(first) if first is not None else _SINCE


def _moment(bound: date | datetime) -> str:
    if not isinstance(bound, datetime):
        bound = datetime.combine(bound, time(), UTC)
    moment = bound.replace(tzinfo=UTC) if bound.tzinfo is None else bound.astimezone(UTC)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z".zfill(24)


def _end(bound: date | datetime) -> str:
    if isinstance(bound, datetime):
        return _moment(bound + timedelta(seconds=1))
    return _moment(datetime.combine(bound, time(23, 59, 59), UTC))
