"""Names of what to count by go in ("month", "type", "who"); the columns and tables to count over come out."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, FromClause, String, cast, func
from sqlalchemy.sql.expression import FromClause as _From

from dateline.errors import BadQuestion
from dateline.record import tables as t

_ACTOR = t.claim_party.alias("counted_actor")
_ACTING = t.party.alias("counted_acting")
_RECIPIENT = t.claim_party.alias("counted_recipient")
_ACTED = t.party.alias("counted_acted")
_LINK = t.claim_source.alias("counted_link")
_VOICE = t.party.alias("counted_voice")


def _part(column: ColumnElement[str | None], length: int) -> ColumnElement[str | None]:
    return func.substr(cast(column, String), 1, length)


c = t.claim.c
KEYS: dict[str, ColumnElement[str | None]] = {
    "day": c.earliest,
    "month": _part(c.earliest, 7),
    "year": _part(c.earliest, 4),
    "published": c.published,
    "published-month": _part(c.published, 7),
    "published-year": _part(c.published, 4),
    "type": c.type,
    "quad": cast(c.quad, String),
    "cameo": c.cameo,
    "status": c.status,
    "timing": c.timing,
    "review": c.review,
    "stage": c.stage,
    "lemma": c.lemma,
    "place": c.place,
    "country": c.country,
    "precision": c.precision,
    "speaker": c.speaker,
    "speaker-kind": c.speaker_kind,
    "publisher": t.report.c.publisher,
    "language": t.report.c.language,
    "who": func.coalesce(_ACTING.c.name, _ACTING.c.text),
    "who-country": _ACTING.c.country,
    "whom": func.coalesce(_ACTED.c.name, _ACTED.c.text),
    "whom-country": _ACTED.c.country,
    "source": func.coalesce(_VOICE.c.name, _VOICE.c.text),
    "mode": t.claim_mode.c.mode,
    "context": t.claim_context.c.context,
    "goods": t.claim_good.c.category,
    "measure": t.claim_measure.c.measure,
}
"""What claims can be counted by. Months and years are those of the first day on which it may have been, NULL where it
is not known. By who, whom, source, mode, context, goods and measure a claim counts once for each that it has."""


def counted(by: Iterable[str]) -> tuple[list[ColumnElement[str | None]], FromClause]:
    """The columns of `by` and the tables to take them from; BadQuestion when there is no such key."""
    names = list(by)
    for name in names:
        if name not in KEYS:
            raise BadQuestion(f"claims cannot be counted by {name!r}, but by {', '.join(KEYS)}")
    joined: _From = t.claim
    version = c.version
    if {"publisher", "language"} & set(names):
        joined = joined.join(t.report, t.report.c.number == c.report)
    if {"who", "who-country"} & set(names):
        joined = joined.outerjoin(_ACTOR, (_ACTOR.c.claim == version) & (_ACTOR.c.side == "actor"))
        joined = joined.outerjoin(_ACTING, _ACTING.c.number == _ACTOR.c.party)
    if {"whom", "whom-country"} & set(names):
        joined = joined.outerjoin(_RECIPIENT, (_RECIPIENT.c.claim == version) & (_RECIPIENT.c.side == "recipient"))
        joined = joined.outerjoin(_ACTED, _ACTED.c.number == _RECIPIENT.c.party)
    if "source" in names:
        joined = joined.outerjoin(_LINK, _LINK.c.claim == version).outerjoin(_VOICE, _VOICE.c.number == _LINK.c.party)
    for name, table in (
        ("mode", t.claim_mode), ("context", t.claim_context), ("goods", t.claim_good), ("measure", t.claim_measure),
    ):  # fmt: skip
        if name in names:
            joined = joined.outerjoin(table, table.c.claim == version)
    return [KEYS[name].label(name) for name in names], joined
