"""A claim goes in; the rows that state it in the record come out, for people and questions to find it by."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from dateline.model.act import Good, Other, Words
from dateline.model.attribution import Source
from dateline.model.claim import Claim
from dateline.model.party import Party
from dateline.model.reading import Reading
from dateline.model.report import Report
from dateline.model.span import Span

Value = str | int | float | bytes | None
Row = dict[str, Value]


@dataclass(frozen=True)
class Parts:
    """What hangs on a claim, by the name of its table; the parties by all that they are, without their numbers.

    `parties` and `sources` pair a row with the party rows of its columns that point to one.
    """

    parties: tuple[tuple[Row, Row | None], ...]
    sources: tuple[tuple[Row, Row | None, Row | None], ...]
    plain: dict[str, tuple[Row, ...]]


def writable(words: str | None) -> str | None:
    """`words` as both databases can hold them: lone surrogates and NUL become U+FFFD and a question mark."""
    if words is None:
        return None
    return words.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def day(each: date | datetime | None) -> str | None:
    """The day, YYYY-MM-DD."""
    return each.isoformat()[:10] if each is not None else None


def sentences(reading: Reading) -> Iterator[Words]:
    """For each claim of a reading, in order, the sentence to check it by: that of its action, with its span."""
    starts = [sentence.span.start for sentence in reading.sentences]
    for claim in reading.claims:
        span = claim.action.span
        place = bisect_right(starts, span.start) - 1
        if place >= 0 and reading.sentences[place].span.contains(span):
            span = reading.sentences[place].span
        yield Words(span.of(reading.report.text), span)


def report_row(report: Report) -> Row:
    """The columns of table `report` that the report itself states, but for its text and body."""
    return {
        "id": report.id,
        "publisher": writable(report.publisher),
        "title": writable(report.title),
        "url": writable(report.url),
        "language": writable(report.language),
        "published": day(report.published.earliest),
        "published_basis": report.published_basis,
        "retrieved": writable(report.retrieved),
        "hash": sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
    }


def claim_row(claim: Claim, sentence: Words) -> Row:
    """The columns of table `claim` that the claim itself states."""
    speaker = claim.attribution[0] if claim.attribution else None
    return {
        "id": claim.id,
        "type": claim.type,
        "quad": claim.quad,
        "score": claim.score,
        "cameo": claim.cameo,
        "status": claim.status,
        "timing": claim.timing,
        "action": writable(claim.action.text),
        "lemma": writable(claim.action.lemma),
        "action_start": claim.action.span.start,
        "action_end": claim.action.span.end,
        "sentence": writable(sentence.text),
        "sentence_start": sentence.span.start,
        "sentence_end": sentence.span.end,
        "condition": writable(claim.condition.text if claim.condition else None),
        "certainty": writable(claim.certainty.text if claim.certainty else None),
        "earliest": day(claim.when.earliest),
        "latest": day(claim.when.latest),
        "grain": claim.when.grain,
        "when_text": writable(claim.when.text),
        "when_state": claim.when.state,
        "place": writable(claim.where.name or claim.where.text),
        "place_id": claim.where.id,
        "country": claim.where.country,
        "admin1": writable(claim.where.admin1),
        "lat": claim.where.lat,
        "lon": claim.where.lon,
        "precision": claim.where.precision,
        "where_state": claim.where.state,
        "stage": claim.transfer.stage if claim.transfer else None,
        "who": _names(claim.actors),
        "whom": _names(claim.recipients),
        "speaker": writable(_speaker(speaker)) if speaker else None,
        "speaker_kind": speaker.kind if speaker else "own voice",
        "confidence": claim.sure,
    }


def parts(claim: Claim) -> Parts:
    """What hangs on the claim."""
    transfer = claim.transfer
    goods = [("goods", transfer.goods), ("in return", transfer.in_return_for)] if transfer else []
    return Parts(
        parties=(
            *(_side("actor", number, each) for number, each in enumerate(claim.actors)),
            *(_side("recipient", number, each) for number, each in enumerate(claim.recipients)),
            *(_other(number, each) for number, each in enumerate(claim.others)),
        ),
        sources=tuple(
            _source(number, each, number + 1 == len(claim.attribution)) for number, each in enumerate(claim.attribution)
        ),
        plain={
            "claim_mode": tuple({"mode": each} for each in dict.fromkeys(claim.modes)),
            "claim_context": tuple({"context": each} for each in dict.fromkeys(claim.contexts)),
            "claim_good": tuple(_good(side, number, each) for side, some in goods for number, each in enumerate(some)),
            "claim_measure": tuple(
                {"measure": name, "basis": basis}
                for name, basis in {each.measure: each.basis for each in claim.measures}.items()
            ),
            "claim_evidence": tuple(
                {"place": number, "start": span.start, "end": span.end} for number, span in enumerate(claim.evidence)
            ),
        },
    )


def _side(side: str, number: int, party: Party) -> tuple[Row, Row | None]:
    row: Row = {"side": side, "place": number, "role": None, "text": None, **_span(party.span)}
    return row, party_row(party)


def _other(number: int, other: Other) -> tuple[Row, Row | None]:
    row: Row = {"side": "other", "place": number, "role": other.role, "text": writable(other.text), **_span(other.span)}
    return row, party_row(other.party) if other.party else None


def _source(number: int, source: Source, last: bool) -> tuple[Row, Row | None, Row | None]:
    row: Row = {
        "place": number,
        "last": int(last),
        "kind": source.kind,
        "cue": writable(source.cue.text if source.cue else None),
        "medium": writable(source.medium),
        "stance": source.stance,
    }
    return row, _voice(source), party_row(source.addressee) if source.addressee else None


def _voice(source: Source) -> Row | None:
    """Who speaks, as a row of table `party`: the party if there is one, else the words that name the source."""
    if source.party is not None:
        row = party_row(source.party)
        if source.name and not row["name"]:
            row = party_row(source.party, name=source.name)
        return row
    words = source.name or source.text
    if words is None:
        return None
    kind = "outlet" if source.kind in ("own voice", "outlet", "state media") else "unnamed"
    named = source.name or (source.text if kind == "outlet" else None)
    return _party(None, named, source.text or "", kind, None, (), None, None, None)


def party_row(party: Party, name: str | None = None) -> Row:
    """The row of table `party` that this wording and what it was resolved to stand in; `hash` makes it one."""
    return _party(
        party.entity, name or party.name, party.text, party.kind, party.country, party.sectors, party.title,
        party.office, party.organisation,
    )  # fmt: skip


def _party(
    entity: str | None, name: str | None, text: str, kind: str, country: str | None, sectors: tuple[str, ...],
    title: str | None, office: str | None, organisation: str | None,
) -> Row:  # fmt: skip
    row: Row = {
        "entity": writable(entity),
        "name": writable(name),
        "text": writable(text),
        "kind": kind,
        "country": country,
        "sectors": " ".join(sectors),
        "title": writable(title),
        "office": writable(office),
        "organisation": writable(organisation),
    }
    row["hash"] = sha256("\x1f".join(str(each or "") for each in row.values()).encode()).hexdigest()[:24]
    return row


def _good(side: str, number: int, good: Good) -> Row:
    quantity = good.quantity
    return {
        "side": side,
        "place": number,
        "category": good.category,
        "text": writable(good.text),
        "low": quantity.low if quantity else None,
        "high": quantity.high if quantity else None,
        "unit": writable(quantity.unit) if quantity else None,
    }


def _span(span: Span) -> Row:
    return {"start": span.start, "end": span.end}


def _names(parties: tuple[Party, ...]) -> str:
    return writable("; ".join(each.name or each.text for each in parties)) or ""


def _speaker(source: Source) -> str | None:
    party = source.party
    return source.name or (party.name or party.text if party else None) or source.text
