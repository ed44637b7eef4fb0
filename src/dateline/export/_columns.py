"""An entry goes in; its flat columns come out: what tables for people and programs show of a claim at one look.

The columns hold what fits into a cell; what is a list of things with spans of their own stands beside them, as JSON in
CSV and as nested columns in Parquet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from dateline.model import wording
from dateline.model.claim import Claim
from dateline.model.entry import Entry
from dateline.model.party import Party

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """One flat column: its name, what stands there in words, and how it is got."""

    name: str
    meaning: str
    of: Callable[[Entry], Value]


def _day(moment: date | datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _parties(parties: Iterable[Party]) -> str:
    return "; ".join(dict.fromkeys(wording.party(each) for each in parties))


def _countries(parties: Iterable[Party]) -> str:
    return "; ".join(dict.fromkeys(each.country for each in parties if each.country))


def _words(entry: Entry) -> str:
    return "; ".join(each.text for each in (*entry.claim.casualties, *entry.claim.quantities))


def _goods(entry: Entry) -> str:
    return "; ".join(good.text for good in entry.claim.transfer.goods) if entry.claim.transfer else ""


FLAT: tuple[Column, ...] = (
    Column("id", "The claim's id: the same words of the same report give the same id.", lambda e: e.claim.id),
    Column("report", "The id of the report that makes the claim.", lambda e: e.claim.report),
    Column("published", "When the report appeared, as far as known.", lambda e: _day(e.report.published.earliest)),
    Column("published_basis", "What that date rests on.", lambda e: e.report.published_basis),
    Column("publisher", "Who published the report.", lambda e: e.report.publisher),
    Column("title", "The report's title.", lambda e: e.report.title),
    Column("url", "The report's address.", lambda e: e.report.url),
    Column("type", "PLOVER type of the act.", lambda e: e.claim.type),
    Column("modes", "PLOVER modes, joined with ;", lambda e: "; ".join(e.claim.modes)),
    Column("contexts", "PLOVER contexts, joined with ;", lambda e: "; ".join(e.claim.contexts)),
    Column(
        "quad",
        "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
        lambda e: e.claim.quad,
    ),
    Column("score", "PLOVER's intensity, -10 to 10.", lambda e: e.claim.score),
    Column("cameo", "CAMEO code: text, for zeros lead.", lambda e: e.claim.cameo),
    Column("action", "The words that say the act.", lambda e: e.claim.action.text),
    Column("action_start", "Where they begin, in code points of the report.", lambda e: e.claim.action.span.start),
    Column("action_end", "Where they end.", lambda e: e.claim.action.span.end),
    Column("who", "Who did it: best names known, joined with ;", lambda e: _parties(e.claim.actors)),
    Column("who_country", "Their countries, ISO 3166 alpha-3.", lambda e: _countries(e.claim.actors)),
    Column("whom", "To whom.", lambda e: _parties(e.claim.recipients)),
    Column("whom_country", "Their countries.", lambda e: _countries(e.claim.recipients)),
    Column(
        "status",
        "Is it real: happened, ongoing, planned, expected, possible, conditional, attempted, denied, not.",
        lambda e: e.claim.status,
    ),
    Column("timing", "Told as news here, or as background.", lambda e: e.claim.timing),
    Column(
        "estimate", "The word of estimate, if any.", lambda e: e.claim.certainty.text if e.claim.certainty else None
    ),
    Column(
        "probability_low",
        "The lower end of the band that it stands for.",
        lambda e: e.claim.certainty.low if e.claim.certainty else None,
    ),
    Column("probability_high", "Its upper end.", lambda e: e.claim.certainty.high if e.claim.certainty else None),
    Column("if", "The condition, in its own words.", lambda e: e.claim.condition.text if e.claim.condition else None),
    Column("when_text", "When, as written.", lambda e: e.claim.when.text),
    Column("earliest", "The first day or moment that this can be.", lambda e: _day(e.claim.when.earliest)),
    Column("latest", "The last.", lambda e: _day(e.claim.when.latest)),
    Column("when_edtf", "The same in EDTF (ISO 8601-2).", lambda e: e.claim.when.edtf),
    Column("when_state", "known, not_stated, unresolved or conflicting.", lambda e: e.claim.when.state),
    Column("where_text", "Where, as written.", lambda e: e.claim.where.text),
    Column("place", "The place's name.", lambda e: e.claim.where.name),
    Column("place_id", "Its id (GeoNames).", lambda e: e.claim.where.id),
    Column("place_country", "Its country, ISO 3166 alpha-3.", lambda e: e.claim.where.country),
    Column("lat", "Degrees north, WGS 84.", lambda e: e.claim.where.lat),
    Column("lon", "Degrees east.", lambda e: e.claim.where.lon),
    Column("precision", "How large what the words name is.", lambda e: e.claim.where.precision),
    Column("where_state", "known, not_stated, unresolved or conflicting.", lambda e: e.claim.where.state),
    Column("said_by", "On whose word, from the inside out.", lambda e: wording.chain(e.claim.attribution)),
    Column(
        "transfer",
        "How far a transfer of goods has come.",
        lambda e: e.claim.transfer.stage if e.claim.transfer else None,
    ),
    Column("goods", "What is transferred.", _goods),
    Column("numbers", "Numbers in the act's clause, as written.", _words),
    Column("sentence", "The sentence to check it by, where the publisher's rights allow.", lambda e: e.sentence.text),
    Column("review", "What people have said of the claim: open, accepted, mended, rejected.", lambda e: e.review),
    Column("rights", "What of the publisher's words may be shown.", lambda e: e.rights),
    Column("version", "The row's version in the record; 0 outside one.", lambda e: e.version),
    Column("recorded", "When this version came in (UTC).", lambda e: e.recorded.isoformat()),
    Column(
        "superseded",
        "When another took its place (UTC).",
        lambda e: e.superseded.isoformat() if e.superseded else None,
    ),
    Column("made_by", "Versions of what made it.", lambda e: ", ".join(" ".join(each) for each in e.made_by)),
)

NESTED: tuple[str, ...] = tuple(
    field.name
    for field in fields(Claim)
    if field.name not in ("id", "report", "type", "quad", "score", "cameo", "status", "timing")
)
"""The fields of a Claim that no flat column holds in full."""

CARRIED = frozenset(field.name for field in fields(Claim))
"""What flat columns and nested ones hold together: all of it."""
