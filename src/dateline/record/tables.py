"""The schema of the record, stated once: every table and column with what it means, the same on SQLite and PostgreSQL.

A *number* is an integer that the record gives; an *id* is the hash or name that the model gives. `recorded` and
`superseded` are numbers of revisions: a row stands from the one until before the other, and now while `superseded` is
NULL. Questions are WHERE clauses over these tables.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import REAL, TypeEngine

metadata = MetaData()

_Number: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
_Float: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
_STANDING = text("superseded IS NULL")
_TOLD = text("addressee IS NOT NULL")
_SHOWN = text("medium IS NOT NULL")


def _number(name: str, to: str | None = None, comment: str = "", none: bool = False) -> Column[int]:
    """A column that holds a number of the record, `to` of which table and column."""
    keys = [ForeignKey(to)] if to else []
    return Column(name, _Number, *keys, nullable=none, comment=comment)


def _text(name: str, comment: str, none: bool = True) -> Column[str]:
    return Column(name, Text, nullable=none, comment=comment)


def _span(name: str, comment: str) -> Column[int]:
    return Column(name, Integer, nullable=True, comment=comment)


def _table(name: str, comment: str, *parts: SchemaItem) -> Table:
    return Table(name, metadata, *parts, comment=comment, sqlite_strict=True)


def _part(name: str, comment: str, *parts: SchemaItem) -> Table:
    """A table of what a claim has several of; its key leads with the claim."""
    key = Column(
        "claim", _Number, ForeignKey("claim.version"), primary_key=True, autoincrement=False, comment="claim.version"
    )
    return Table(name, metadata, key, *parts, comment=comment, sqlite_strict=True, sqlite_with_rowid=False)


def _key(name: str, comment: str) -> Column[int]:
    return Column(name, _Number, primary_key=True, autoincrement=False, comment=comment)


def _place() -> Column[int]:
    return Column("place", Integer, primary_key=True, autoincrement=False, comment="order within the claim, from 0")


revision = _table(
    "revision",
    "One change of the record, whole: what came in or was decided in one transaction. Its number decides the order.",
    _key("number", "1, 2, 3 … without gaps"),
    _text("at", "when, UTC, to the microsecond: 2026-11-23T22:45:00.123456+00:00; grows with the number", none=False),
    _text("kind", "added, reread, proposed, accepted, refused, judged, rights, address", none=False),
    _text("by", "who decided it, where a person did"),
    UniqueConstraint("at", name="revision_at"),
)

maker = _table(
    "maker",
    "A set of versions of code, language pipeline and lexicon, which together made readings.",
    _key("number", "the record's number for it"),
    _text("versions", "JSON: pairs of a component and its version", none=False),
    UniqueConstraint("versions", name="maker_versions"),
)

article = _table(
    "article",
    "What stays the same while its text changes: one story at one outlet. Its versions are rows of report.",
    _key("number", "the record's number for it"),
    _number("recorded", "revision.number", "when it was first met"),
)

address = _table(
    "address",
    "Where an article was met: its urls (without fragment and tracking) and guids.",
    Column("key", Text, primary_key=True, comment="url or guid"),
    _number("article", "article.number", "whose address it is"),
    _number("recorded", "revision.number", "since when it is known"),
    Index("address_article", "article"),
)

report = _table(
    "report",
    "One version of the text of an article, as it was received. It stands while a reading of it does.",
    _key("number", "the record's number for it"),
    _number("article", "article.number", "the article that it is a version of"),
    _text("id", "hash of text and date of publication", none=False),
    _text("publisher", "the outlet"),
    _text("title", "headline"),
    _text("url", "where it was fetched"),
    _text("language", "ISO 639-1"),
    _text("published", "day of publication, YYYY-MM-DD; NULL where it is not known"),
    _text("published_basis", "how the day is known: header, meta, feed, url, given, none", none=False),
    _text("retrieved", "when it was fetched, as the source says"),
    _text("rights", "what of its words may be kept: full text, short quotes, offsets", none=False),
    _text("text", "the text, code point for code point; NULL where rights forbid to keep it"),
    _text("hash", "SHA-256 of the text in UTF-8, kept even where the text is not", none=False),
    Column("body", LargeBinary, nullable=False, comment="the rest of the report, packed JSON: see record/bodies.py"),
    _number("recorded", "revision.number", "when it came in"),
    UniqueConstraint("id", "article", name="report_version"),
    Index("report_article", "article"),
    Index("report_publisher", "publisher"),
    Index("report_published", "published"),
)

reading = _table(
    "reading",
    "One reading of one report by one set of versions. At most one of an article stands at a time.",
    _key("number", "the record's number for it"),
    _number("report", "report.number", "what was read"),
    _number("article", "article.number", "its article"),
    _number("maker", "maker.number", "what read it"),
    _text("hash", "SHA-256 of all that was read; the same reading is not taken in twice", none=False),
    _text("state", "standing, proposed, refused, superseded", none=False),
    _number("recorded", "revision.number", "when it came in, or was accepted"),
    _number("superseded", "revision.number", "when another took its place, or it was refused", none=True),
    Column(
        "body",
        LargeBinary,
        nullable=True,
        comment="packed JSON: everything read but the claims, and the versions of the claims in order; a proposed "
        "reading holds its claims too; NULL once a refused one is vacuumed",
    ),
    Index("reading_report", "report"),
    Index(
        "reading_standing",
        "article",
        unique=True,
        sqlite_where=text("state = 'standing'"),
        postgresql_where=text("state = 'standing'"),
    ),
    Index(
        "reading_proposed",
        "report",
        unique=True,
        sqlite_where=text("state = 'proposed'"),
        postgresql_where=text("state = 'proposed'"),
    ),
)

claim = _table(
    "claim",
    "One version of one claim: what a report says that somebody did, when, where, and on whose word.",
    _key("version", "grows with every change of any claim; a mended claim is a new version with the same id"),
    _text("id", "the claim's id: hash of report, evidence, action, parties and attribution", none=False),
    _number("article", "article.number", "the article that says it"),
    _number("report", "report.number", "the version of its text that says it"),
    _number("reading", "reading.number", "the reading that first found it"),
    _number("original", None, "version as it was read, before people mended it; itself where nobody did"),
    _number("recorded", "revision.number", "when this version came in"),
    _number("superseded", "revision.number", "when another took its place or it was withdrawn", none=True),
    _text("review", "what people say of it: open, accepted, mended, rejected", none=False),
    _text("published", "day of publication of its report, YYYY-MM-DD"),
    _text("type", "PLOVER's type, such as CONSULT", none=False),
    Column("quad", Integer, nullable=False, comment="1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
    Column("score", _Float, nullable=False, comment="PLOVER's intensity, -10 (conflict) to 10 (cooperation)"),
    _text("cameo", "CAMEO code, as text: 042, 1382", none=False),
    _text("status", "happened, ongoing, planned, expected, possible, conditional, attempted, denied, not", none=False),
    _text("timing", "new, or background: told as history in this report", none=False),
    _text("action", "the words that say it; empty where rights forbid to keep them", none=False),
    _text("lemma", "dictionary form of the action's head"),
    _span("action_start", "where the action stands in the text, in code points"),
    _span("action_end", "and its end, exclusive"),
    _text("sentence", "the sentence that says it; empty where rights forbid to keep it", none=False),
    _span("sentence_start", "where that stands, in code points"),
    _span("sentence_end", "and its end, exclusive"),
    _text("condition", "the words of the condition, where it stands only if …"),
    _text("certainty", "the words of estimate, such as likely"),
    _text("earliest", "first day on which it may have been or be, YYYY-MM-DD; NULL where open"),
    _text("latest", "last day, YYYY-MM-DD; NULL where open"),
    _text("grain", "how exact the time is: day, month, year, vague …"),
    _text("when_text", "the words of its time"),
    _text("when_state", "known, not_stated, unresolved, conflicting", none=False),
    _text("place", "name of where it was or is to be"),
    _text("place_id", "geonames:<number>, or dateline:<slug>"),
    _text("country", "of the place, ISO 3166 alpha-3"),
    _text("admin1", "first-level region of the place"),
    Column("lat", _Float, nullable=True, comment="degrees, WGS 84; of what the place's name stands for"),
    Column("lon", _Float, nullable=True, comment="degrees, WGS 84"),
    _text("precision", "how exact the place is: site, city, district, province, country, region, sea"),
    _text("where_state", "known, not_stated, unresolved, conflicting", none=False),
    _text("stage", "how far a transfer has come: wanted, offered, agreed, under way, delivered, refused, rumoured"),
    _text("who", "names of the actors, for people: A; B", none=False),
    _text("whom", "names of the recipients, for people", none=False),
    _text("speaker", "name or words of the innermost source; the outlet where it speaks itself"),
    _text("speaker_kind", "kind of the innermost source: named person, government, experts, own voice …", none=False),
    Column("confidence", _Float, nullable=True, comment="how likely type, parties and status are all right, 0 to 1"),
    Index("claim_id", "id"),
    Index("claim_article", "article"),
    Index("claim_reading", "reading"),
    Index("claim_type", "type", "earliest", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("claim_earliest", "earliest", "latest", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("claim_published", "published", "type", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("claim_country", "country", "type", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("claim_place_id", "place_id", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("claim_lemma", "lemma", sqlite_where=_STANDING, postgresql_where=_STANDING),
    Index("claim_cameo", "cameo", sqlite_where=_STANDING, postgresql_where=_STANDING),
)

claim_body = _part(
    "claim_body",
    "All of a claim, as `dateline schema --of claim` states it, packed: see record/bodies.py.",
    Column("body", LargeBinary, nullable=False, comment="packed JSON"),
)

party = _table(
    "party",
    "Somebody as reports name them: each wording with what it was resolved to stands here once.",
    _key("number", "the record's number for it"),
    _text("hash", "of all that follows: the wording stands once", none=False),
    _text("entity", "id that stays the same across reports, NULL where it is open who is meant"),
    _text("name", "the best full name known"),
    _text("text", "as written; empty where rights forbid to keep it", none=False),
    _text("kind", "person, government, military, organisation, outlet, group, population, unnamed", none=False),
    _text("country", "ISO 3166 alpha-3"),
    _text("sectors", "PLOVER's sectors, with blanks between: GOV MIL", none=False),
    _text("title", "as written: Russian Defense Minister"),
    _text("office", "what the title means: minister of defence"),
    _text("organisation", "whom a person speaks or works for"),
    UniqueConstraint("hash", name="party_hash"),
    Index("party_entity", "entity"),
    Index("party_country", "country"),
    Index("party_name", "name"),
)

claim_party = _part(
    "claim_party",
    "Who acted, who was acted upon, and who else had a part.",
    Column("side", Text, primary_key=True, comment="actor, recipient, other"),
    _place(),
    _number("party", "party.number", "who; NULL for another part that is nobody's", none=True),
    _text("role", "of others: participant, beneficiary, instrument, object, topic, third party"),
    _text("text", "of others: the words; empty where rights forbid to keep them"),
    _span("start", "where it stands in the text, in code points"),
    _span("end", "and its end, exclusive"),
    Index("claim_party_party", "party", "side", "claim"),
)

claim_source = _part(
    "claim_source",
    "On whose word: the chain of sources from the inside out; the last link is the report's own outlet.",
    _place(),
    Column("last", Integer, nullable=False, comment="1 for the last link, the outlet's own voice, else 0"),
    _text("kind", "named person, official unnamed, government, state media, experts, own voice …", none=False),
    _number("party", "party.number", "who speaks, by name or in words", none=True),
    _number("addressee", "party.number", "whom it was said to", none=True),
    _text("cue", "the words that report: said, according to"),
    _text("medium", "told AFP, statement, broadcast, video"),
    _text("stance", "neutral, asserting, denying, accusing …", none=False),
    Index("claim_source_party", "party", "place", "claim"),
    Index("claim_source_addressee", "addressee", "claim", sqlite_where=_TOLD, postgresql_where=_TOLD),
    Index("claim_source_medium", "medium", "claim", sqlite_where=_SHOWN, postgresql_where=_SHOWN),
)

claim_mode = _part(
    "claim_mode",
    "PLOVER's modes of a claim's type, such as visit.",
    Column("mode", Text, primary_key=True, comment="the mode"),
    Index("claim_mode_mode", "mode", "claim"),
)

claim_context = _part(
    "claim_context",
    "PLOVER's contexts of a claim, such as military.",
    Column("context", Text, primary_key=True, comment="the context"),
    Index("claim_context_context", "context", "claim"),
)

claim_good = _part(
    "claim_good",
    "What is transferred, and what is given or asked in return.",
    Column("side", Text, primary_key=True, comment="goods, or in return"),
    _place(),
    _text("category", "of the goods taxonomy: arms.missiles"),
    _text("text", "as written; empty where rights forbid to keep it", none=False),
    Column("low", _Float, nullable=True, comment="least quantity"),
    Column("high", _Float, nullable=True, comment="greatest quantity"),
    _text("unit", "of the quantity"),
    Index("claim_good_category", "category", "claim"),
)

claim_measure = _part(
    "claim_measure",
    "Sanctions, embargoes and treaties that the act may touch: a pointer for a person, never a finding.",
    Column("measure", Text, primary_key=True, comment="id of the measure"),
    _text("basis", "its legal basis", none=False),
    Index("claim_measure_measure", "measure", "claim"),
)

claim_evidence = _part(
    "claim_evidence",
    "The stretches of the text that a person needs to read to check the claim.",
    _place(),
    Column("start", Integer, nullable=False, comment="in code points of the text"),
    Column("end", Integer, nullable=False, comment="exclusive"),
)

judgement = _table(
    "judgement",
    "What a person decided. Never overwritten: a later one is laid over it, and an undo is a judgement of its own.",
    _key("number", "the record's number for it"),
    _text("verdict", "accept, mend, reject; same, not same, unsure (of two things); undo", none=False),
    _text("subject", "id of the claim, or of the first of two things", none=False),
    _text("object", "id of the second thing, for same, not same and unsure"),
    _text("field", "the field that is mended, such as status or where.country"),
    _text("value", "JSON: what it should be"),
    _text("by", "who decided", none=False),
    _text("why", "why, in their words", none=False),
    _number("undoes", "judgement.number", "the judgement that an undo takes back", none=True),
    _number("original", "claim.version", "the claim as it was read when it was judged", none=True),
    _number("seen", "claim.version", "the version of the claim that the person saw", none=True),
    _number("article", "article.number", "its article: a re-reading is searched for the same claim", none=True),
    _number("holds_for", "claim.version", "the claim, as read now, that it is laid over; NULL: orphaned", none=True),
    _number("recorded", "revision.number", "when"),
    Index("judgement_subject", "subject"),
    Index("judgement_object", "object"),
    Index("judgement_article", "article"),
)

change = _table(
    "change",
    "The feed that a mirror can follow: every claim that came, changed, went or was judged, in order.",
    _key("seq", "1, 2, 3 … in the order in which changes were committed"),
    _number("revision", "revision.number", "what change of the record it is part of"),
    _text("kind", "added, changed, withdrawn, judged", none=False),
    _text("claim", "id of the claim after the change; of the one that went, for withdrawn", none=False),
    _text("was", "id before the change, where that was another"),
    _number("version", "claim.version", "the version that now stands; the last one, for withdrawn"),
    _text("what", "fields that changed, with blanks between; text: only its place in the text", none=False),
    Index("change_revision", "revision"),
)

item = _table(
    "item",
    "What of a source was taken in, and how: one row per document, so that an interrupted run resumes.",
    Column("locator", Text, primary_key=True, comment="where it stands: a path or url, with the part after a #"),
    _text("source", "file, folder or feed that it came with", none=False),
    _text("hash", "of its content; NULL where that is not known"),
    _text("state", "taken, rejected, left", none=False),
    _text("report", "id of its report, where it was taken"),
    _text("at", "when it was last seen, UTC", none=False),
    Index("item_source", "source", "state"),
)

reject = _table(
    "reject",
    "A document that could not be taken in, and why.",
    _key("number", "the record's number for it"),
    _text("locator", "where it stands", none=False),
    _text("source", "file, folder or feed that it came with", none=False),
    _text("why", "one sentence that says what is wrong and what to do", none=False),
    _text("stage", "what could not be done with it: fetch, intake, read, keep", none=False),
    _text("at", "when, UTC", none=False),
    _text("resolved", "when it was taken in after all, UTC; NULL while it was not"),
    Index("reject_locator", "locator"),
)

publisher = _table(
    "publisher",
    "What a publisher lets us keep of its words, as decided in this record; the row that stands wins.",
    _key("number", "the record's number for it"),
    _text("name", "as reports give it", none=False),
    _text("rights", "full text, short quotes, offsets", none=False),
    _text("by", "who said so", none=False),
    _number("recorded", "revision.number", "since when"),
    _number("superseded", "revision.number", "until when", none=True),
    Index("publisher_name", "name", unique=True, sqlite_where=_STANDING, postgresql_where=_STANDING),
)

PARTS = (
    claim_body, claim_party, claim_source, claim_mode, claim_context, claim_good, claim_measure, claim_evidence,
)  # fmt: skip
"""What hangs on a claim's version."""

ORDER = (
    revision, maker, article, address, report, reading, claim, party, *PARTS, judgement, change, item, reject,
    publisher,
)  # fmt: skip
"""Every table, each after those that it points to."""
