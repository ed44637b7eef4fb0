"""Entries go in; out comes a map layer: one GeoJSON Feature a claim (RFC 7946), with a pin only where a point is known.

What happened "in Iraq" gets no pin in the desert that is Iraq's middle: a country, region or sea has no geometry here
and keeps its name, its id and its `precision` as properties.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dateline.export import Leave, Left, each_once, leave_fields
from dateline.model import wording
from dateline.model.characters import carried, shown, within
from dateline.model.codec import Json, dumps
from dateline.model.entry import Entry
from dateline.model.iri import web
from dateline.model.place import Place

SUFFIX = ".geojson"
CARRIES = frozenset({"report", "type", "modes", "contexts", "quad", "score", "cameo", "status", "timing"})
_LOST = {
    "actors": "a feature names parties without their spans",
    "recipients": "a feature names parties without their spans",
    "others": "a feature has no other roles",
    "transfer": "a feature has no transfer",
    "measures": "a feature has no measures",
    "casualties": "a feature has no numbers",
    "quantities": "a feature has no numbers",
}


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """A FeatureCollection with a Feature a claim; the number of features."""
    rows = 0
    with to.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"type": "FeatureCollection", "features": [')
        for entry in each_once(entries, leave):
            out.write((",\n" if rows else "\n") + dumps(within(_feature(entry))))
            rows += 1
            leave_fields(entry.claim, _LOST, leave)
            where = entry.claim.where
            if where.state != "not_stated" and where.point is None:
                area = (
                    where.state == "known" and where.lat is not None and where.precision not in (None, "site", "city")
                )
                why = f"a {where.precision} is no point" if area else "its point is not known"
                leave(Left(entry.claim.id, f"{why}: no pin on the map", "where"))
        out.write("\n]}\n")
    return rows


def _feature(entry: Entry) -> Json:
    claim, report = entry.claim, entry.report
    quotable = entry.quotable
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": _point(claim.where),
        "properties": {
            "title": shown(wording.deed(claim, quotable)),
            "report": claim.report,
            "type": claim.type,
            "modes": list(claim.modes),
            "contexts": list(claim.contexts),
            "quad": claim.quad,
            "score": claim.score,
            "cameo": claim.cameo,
            "actors": [shown(wording.party(each)) for each in claim.actors],
            "actor_countries": [each.country for each in claim.actors],
            "recipients": [shown(wording.party(each)) for each in claim.recipients],
            "recipient_countries": [each.country for each in claim.recipients],
            "status": claim.status,
            "timing": claim.timing,
            "certainty": [claim.certainty.low, claim.certainty.high] if claim.certainty else None,
            "condition": shown(claim.condition.text) if claim.condition and quotable else None,
            "when": claim.when.edtf,
            "when_state": claim.when.state,
            "earliest": claim.when.earliest.isoformat() if claim.when.earliest else None,
            "latest": claim.when.latest.isoformat() if claim.when.latest else None,
            "said_by": [shown(wording.source(each)) for each in claim.attribution],
            "sentence": carried(entry.sentence.text) if quotable and entry.sentence.text else None,
            "sentence_start": entry.sentence.span.start,
            "sentence_end": entry.sentence.span.end,
            "headline": shown(report.title) if report.title else None,
            "publisher": shown(report.publisher) if report.publisher else None,
            "published": report.published.edtf,
            "url": web(report.url),
            "review": entry.review,
            "recorded": entry.recorded.isoformat(),
            "record_version": entry.version,
            **_place(claim.where),
        },
    }


def _place(place: Place) -> dict[str, Json]:
    """Where, beside the geometry: also what the words say of a place that has none."""
    return {
        "place": shown(place.name or place.text or "") or None,
        "place_id": place.id,
        "place_country": place.country,
        "place_admin1": place.admin1,
        "place_role": place.role,
        "place_state": place.state,
        "place_basis": place.how,
        "precision": place.precision,
    }


def _point(place: Place) -> Json:
    """Longitude before latitude (RFC 7946, section 3.1.1), or None for what is no point."""
    if place.point is None:
        return None
    lat, lon = place.point
    return {"type": "Point", "coordinates": [lon, lat]}
