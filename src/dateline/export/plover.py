"""Entries go in; one JSON object a claim comes out, as the record of the PLOVER manual 0.8, a line each.

What the manual calls auxiliary modes says what of dateline's status it can: `future`, `hypothetical`, `negation`,
`historical`. A plan that PLOVER has a type of its own for is of that type instead (to plan a visit is AGREE, to promise
a withdrawal CONCEDE). `date` is required: see the guide for what stands there when the report gives no day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path

from dateline.export import Leave, Left
from dateline.export._acts import Coding, announcement, codes_of_acts, day_of, day_of_report
from dateline.lexicon import actors, codes
from dateline.lexicon.codes import Codes
from dateline.model.act import StatusValue
from dateline.model.actors import Actors
from dateline.model.claim import Claim
from dateline.model.codebook import Codebook
from dateline.model.codec import Json, dumps
from dateline.model.entry import Entry
from dateline.model.party import Party
from dateline.model.place import Place, Precision

SUFFIX = ".plover.jsonl"
CARRIES = frozenset({"contexts"})

_AUXILIARY: Mapping[StatusValue, str] = {
    "planned": "future", "expected": "future", "possible": "hypothetical", "conditional": "hypothetical",
    "not": "negation", "denied": "negation",
}  # fmt: skip
_RESOLUTION: Mapping[Precision, int] = {"country": 1, "province": 2, "district": 3, "city": 4, "site": 5}
_SIZES = {"killed": "dead", "wounded": "injured", "detained": "arrested"}


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A line for each claim that has a date."""
    book, tables, known = codes_of_acts(), codes.load(), actors.load()
    rows = 0
    with to.open("w", encoding="utf-8", newline="\n") as out:
        for entry in entries:
            if entry.review == "rejected":
                leave(Left(entry.claim.id, "rejected by a person"))
                continue
            dates = _dates(entry, leave)
            if dates is None:
                continue
            rows += 1
            record = {key: value for key, value in _record(entry, book, tables, known, leave) if value is not None}
            out.write(dumps({"id": entry.claim.id, **dates, **record}) + "\n")
    return rows


def _dates(entry: Entry, leave: Leave) -> dict[str, Json] | None:
    """`date`, and `enddate`, `time`, `endtime` where they are known; None where there is no fair date."""
    when = entry.claim.when
    if when.state != "known":
        told = day_of_report(entry, leave)
        return {"date": told.isoformat()} if told else None
    if when.earliest is None:
        leave(Left(entry.claim.id, "the time is open at its beginning, and the format needs one"))
        return None
    first, last = when.earliest, when.latest
    found: dict[str, Json] = {"date": day_of(first).isoformat(), **_clock("time", first)}
    if last is not None and last != first:
        if day_of(last) != day_of(first):
            found["enddate"] = day_of(last).isoformat()
        found |= _clock("endtime", last)
    return found


def _clock(key: str, moment: date | datetime) -> dict[str, Json]:
    return {key: moment.time().isoformat("minutes")} if isinstance(moment, datetime) else {}


def _record(entry: Entry, book: Codebook, tables: Codes, known: Actors, leave: Leave) -> Iterator[tuple[str, Json]]:
    """The fields of the record besides `id` and the dates, None where there is nothing to say."""
    claim, report = entry.claim, entry.report
    coding, auxiliary = _coding(claim, book, leave)
    kind = book.types[coding.type]
    versions = dict(entry.made_by)
    yield "actor", [_entity(each, known) for each in claim.actors]
    yield "event", [coding.type]
    yield "has_event", True
    yield "recipient", [_entity(each, known) for each in claim.recipients]
    yield "event_loc", _place(claim.where, tables)
    yield "event_text", [claim.action.text]
    yield "quad_code", kind.quad
    yield "event_scale", kind.score
    yield "mode", [*coding.modes, *auxiliary]
    yield "context", list(claim.contexts)
    yield "text", entry.sentence.text or None
    yield (
        "text_info",
        {"start": entry.sentence.span.start, "end": entry.sentence.span.end, "text_story": report.id},
    )
    yield "size", _size(claim, leave) or None
    yield "cite_info", _cite(entry)
    yield "coder", f"dateline {versions.get('dateline', '')}".strip()
    yield "coded_date", entry.recorded.date().isoformat()
    yield "coded_time", entry.recorded.strftime("%H:%M")


def _coding(claim: Claim, book: Codebook, leave: Leave) -> tuple[Coding, list[str]]:
    """Type and modes, with the auxiliary modes that its status and timing make."""
    auxiliary = ["historical"] if claim.timing == "background" else []
    coding = announcement(claim, book) if claim.status == "planned" else None
    if coding is not None:
        return coding, auxiliary
    if claim.status in _AUXILIARY:
        auxiliary.append(_AUXILIARY[claim.status])
    elif claim.status == "attempted":
        leave(Left(claim.id, "attempted, for which PLOVER has no mode", "status"))
    return Coding(claim.type, claim.modes, claim.cameo), auxiliary


def _entity(party: Party, known: Actors) -> Json:
    """One entity: country, first sector, words, Wikidata's id and the name it stands for, office."""
    entity = known.entity(party.entity) if party.entity else None
    external = dict(entity.external) if entity else {}
    fields: dict[str, Json] = {
        "code": party.country,
        "sector": party.sectors[0] if party.sectors else None,
        "entity_text": party.text,
        "identifier_id": external.get("wikidata"),
        "identifier_text": party.name,
        "office": party.office or party.title,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _place(place: Place, tables: Codes) -> Json:
    if place.state == "not_stated":
        return None
    country = tables.countries.get(place.country or "")
    feature = (place.feature or "").partition(".")
    fields: dict[str, Json] = {
        "extracted_place": place.text,
        "resolved_place": place.name,
        "geonameid": place.id.removeprefix("geonames:") if place.id and place.id.startswith("geonames:") else None,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if place.precision == "city" else None,
        "district": place.name if place.precision == "district" else None,
        "province": place.admin1,
        "country": country.name if country else None,
        "country_code": place.country,
        "feature_class": feature[0] or None,
        "feature_code": feature[2] or None,
        "resolution": _RESOLUTION.get(place.precision) if place.precision else None,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _size(claim: Claim, leave: Leave) -> dict[str, Json]:
    """The dead, injured and arrested; of a range the lower bound."""
    found: dict[str, Json] = {}
    for each in claim.casualties:
        key = _SIZES.get(each.unit or "")
        if key is None or each.low is None or key in found:
            leave(Left(claim.id, "a number that the record has no single field for", "casualties"))
            continue
        if each.high != each.low:
            leave(Left(claim.id, "a range, of which the lower bound is held", "casualties"))
        found[key] = int(each.low)
    return found


def _cite(entry: Entry) -> Json:
    report = entry.report
    fields: dict[str, Json] = {
        "publication": report.publisher,
        "title": report.title,
        "url": report.url,
        "language": report.language,
        "codebook": "PLOVER",
        "version": "0.8",
    }
    return {key: value for key, value in fields.items() if value is not None}
