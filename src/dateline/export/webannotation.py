"""Entries go in; out comes a collection of W3C Web Annotations: each claim on the very words that say it.

A claim gives one annotation that classifies the words of the act, one that identifies each party, place and source by
their words, and one that links the sentences to check it by. Each target has two selectors: where the words stand (in
code points of the report's text) and what they are, with the words around them; and the hash of the text that they were
counted in. Where the rights to a report forbid to quote, the position and the hash are all there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from dateline.export import Leave, each_once, leave_fields
from dateline.model import wording
from dateline.model.characters import carried, shown, within
from dateline.model.codec import Json, dumps
from dateline.model.entry import Entry
from dateline.model.iri import iri, web
from dateline.model.span import Span

SUFFIX = ".annotations.jsonld"
CARRIES = frozenset({"report", "type", "modes", "contexts", "quad", "cameo", "status", "timing", "evidence"})
_LOST = {
    "others": "no annotation for other roles",
    "transfer": "no annotation for a transfer",
    "measures": "no annotation for measures",
    "casualties": "no annotation for numbers",
    "quantities": "no annotation for numbers",
}
_AROUND = 32
"""How many characters before and after the words stand with them, as the model's own examples do."""
_SOFTWARE: Json = {"id": iri("software", "dateline"), "type": "Software", "name": "dateline"}


def save(entries: Iterable[Entry], to: Path, leave: Leave) -> int:
    """An AnnotationCollection with all annotations on its first page; the number of claims in it."""
    claims = total = 0
    context = '["http://www.w3.org/ns/anno.jsonld"]'
    with to.open("w", encoding="utf-8", newline="\n") as out:
        out.write(f'{{"@context": {context}, "id": "{iri("term", "collection")}", "type": "AnnotationCollection",\n')
        out.write(f'"label": "What reports claim", "first": {{"id": "{iri("term", "collection/1")}",\n')
        out.write('"type": "AnnotationPage", "startIndex": 0, "items": [')
        for entry in each_once(entries, leave):
            claims += 1
            leave_fields(entry.claim, _LOST, leave)
            for annotation in _annotations(entry):
                out.write((",\n" if total else "\n") + dumps(within(annotation)))
                total += 1
        out.write(f'\n]}}, "total": {total}}}\n')
    return claims


def _annotations(entry: Entry) -> Iterator[Json]:
    claim = entry.claim
    name = iri("claim", claim.id)
    source = _source(entry)
    words = [
        (claim.type, "classifying"),
        *((mode, "classifying") for mode in claim.modes),
        *((f"context: {each}", "tagging") for each in claim.contexts),
        (f"CAMEO {claim.cameo}", "tagging"),
        (f"quad {claim.quad}", "tagging"),
        (f"status: {claim.status}", "tagging"),
        (f"timing: {claim.timing}", "tagging"),
        (wording.deed(claim, entry.quotable), "describing"),
        (f"On the word of {wording.chain(claim.attribution)}", "describing"),
    ]
    body = [_text(value, purpose) for value, purpose in words]
    yield _annotation(entry, name, "classifying", body, [_target(entry, source, claim.action.span)])
    named = [
        *((f"actor/{at}", each.span, each.entity, wording.party(each)) for at, each in enumerate(claim.actors)),
        *((f"recipient/{at}", each.span, each.entity, wording.party(each)) for at, each in enumerate(claim.recipients)),
    ]
    for role, span, entity, label in named:
        identity: list[Json] = [_text(f"{role.split('/')[0]}: {label}", "describing")]
        if entity is not None:
            identity.append({"type": "SpecificResource", "source": iri("party", entity), "purpose": "identifying"})
        yield _annotation(entry, f"{name}/{role}", "identifying", identity, [_target(entry, source, span)])
    if claim.where.span is not None and claim.where.state == "known":
        place: list[Json] = [_text(f"place: {wording.where(claim.where)}", "describing")]
        if claim.where.id:
            place.append({"type": "SpecificResource", "source": _place(claim.where.id), "purpose": "identifying"})
        yield _annotation(entry, f"{name}/place", "identifying", place, [_target(entry, source, claim.where.span)])
    for at, each in enumerate(claim.attribution):
        if each.span is not None:
            said: list[Json] = [_text(f"source {at + 1}: {wording.source(each)}", "describing")]
            yield _annotation(entry, f"{name}/source/{at}", "identifying", said, [_target(entry, source, each.span)])
    yield _annotation(
        entry, f"{name}/evidence", "linking", [name], [_target(entry, source, each) for each in claim.evidence]
    )


def _annotation(entry: Entry, id: str, motivation: str, body: list[Json], target: list[Json]) -> Json:
    moment = _moment(entry.recorded)
    return {
        "id": id,
        "type": "Annotation",
        "motivation": motivation,
        "created": moment,
        "generator": _SOFTWARE,
        "body": body[0] if len(body) == 1 else body,
        "target": target[0] if len(target) == 1 else target,
    }


def _source(entry: Entry) -> Json:
    """The report, with the hash of its text where the text is at hand (schema.org's sha256, 64 hexadecimal digits)."""
    told: dict[str, Json] = {"id": web(entry.report.url) or iri("report", entry.claim.report), "type": "Text"}
    if len(entry.report.text) >= entry.report.body.end > 0:
        told["schema:sha256"] = _hash(entry.report.text)
    return told


@lru_cache(maxsize=1)
def _hash(text: str) -> str:
    """One is kept, since the claims of a report mostly come together."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _target(entry: Entry, source: Json, span: Span) -> Json:
    selectors: list[Json] = [{"type": "TextPositionSelector", "start": span.start, "end": span.end}]
    text, offset = (entry.report.text, 0) if entry.whole else (entry.sentence.text, entry.sentence.span.start)
    start, end = span.start - offset, span.end - offset
    if entry.quotable and 0 <= start < end <= len(text):
        quote = {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - _AROUND) : start],
            "suffix": text[end : end + _AROUND],
        }
        selectors.insert(0, {name: carried(words) for name, words in quote.items()})
    told: dict[str, Json] = {"source": source, "selector": selectors}
    published = entry.report.published
    if published.state == "known" and published.earliest is not None:
        day = published.earliest
        moment = _moment(day) if isinstance(day, datetime) else f"{day.isoformat()}T00:00:00Z"
        told["state"] = {"type": "TimeState", "sourceDate": moment}
    return told


def _text(value: str, purpose: str) -> Json:
    return {"type": "TextualBody", "value": shown(value), "purpose": purpose, "format": "text/plain", "language": "en"}


def _place(id: str) -> str:
    """GeoNames has IRIs of its own; what only our tables know has one of ours."""
    register, _, number = id.partition(":")
    return f"https://sws.geonames.org/{number}/" if register == "geonames" and number.isdigit() else iri("place", id)


def _moment(moment: datetime) -> str:
    return (moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )
