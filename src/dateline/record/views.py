"""The named views and the full-text indexes of the record, as SQL: what `create` runs after the tables stand.

Views are for people who open the record in datasette, psql or a spreadsheet; they show what stands now, by names.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One named view: what a row of it is, and its SELECT, the same on both databases."""

    name: str
    comment: str
    select: str


VIEWS = (
    View(
        "claims",
        "One row per claim that stands and that nobody has rejected, with its report.",
        """
SELECT claim.version, claim.id, claim.published, report.publisher, report.title, claim.who, claim.type, claim.whom,
       claim.status, claim.timing, claim.earliest, claim.latest, claim.grain, claim.place, claim.country,
       claim.precision, claim.action, claim.sentence, claim.speaker, claim.speaker_kind, claim.condition,
       claim.certainty, claim.stage, claim.quad, claim.score, claim.cameo, claim.review, report.url,
       report.id AS report, revision.at AS recorded
FROM claim
JOIN report ON report.number = claim.report
JOIN revision ON revision.number = claim.recorded
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
""",
    ),
    View(
        "who_did_what_to_whom",
        "One row per actor and recipient of a standing claim: what dyads and networks are counted from.",
        """
SELECT claim.id, claim.earliest, claim.latest, coalesce(actor.name, actor.text) AS who, actor.entity AS who_entity,
       actor.country AS who_country, actor.sectors AS who_sectors, claim.type, claim.quad, claim.score, claim.status,
       coalesce(recipient.name, recipient.text) AS whom, recipient.entity AS whom_entity,
       recipient.country AS whom_country, recipient.sectors AS whom_sectors, claim.place, claim.country, claim.sentence
FROM claim
LEFT JOIN claim_party AS acting ON acting.claim = claim.version AND acting.side = 'actor'
LEFT JOIN party AS actor ON actor.number = acting.party
LEFT JOIN claim_party AS acted ON acted.claim = claim.version AND acted.side = 'recipient'
LEFT JOIN party AS recipient ON recipient.number = acted.party
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
""",
    ),
    View(
        "sources",
        "One row per link of the chain of sources of a standing claim; link 0 is the innermost speaker.",
        """
SELECT claim.id, claim_source.place AS link, claim_source.kind, coalesce(party.name, party.text) AS source,
       party.entity, party.country, claim_source.cue, claim_source.medium, claim_source.stance,
       coalesce(addressee.name, addressee.text) AS told, claim.who, claim.type, claim.whom, claim.status, claim.sentence
FROM claim
JOIN claim_source ON claim_source.claim = claim.version
LEFT JOIN party ON party.number = claim_source.party
LEFT JOIN party AS addressee ON addressee.number = claim_source.addressee
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
""",
    ),
    View(
        "quoted",
        "How many standing claims rest on whose word.",
        """
SELECT coalesce(party.name, party.text) AS source, party.country, claim_source.kind, count(*) AS claims
FROM claim
JOIN claim_source ON claim_source.claim = claim.version AND claim_source.place = 0
LEFT JOIN party ON party.number = claim_source.party
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
GROUP BY coalesce(party.name, party.text), party.country, claim_source.kind
""",
    ),
    View(
        "transfers",
        "One row per good that a standing claim says is transferred, or given in return.",
        """
SELECT claim.id, claim.earliest, claim.latest, claim.who, claim.type, claim.whom, claim.status, claim.stage,
       claim_good.side, claim_good.category, claim_good.text AS good, claim_good.low, claim_good.high, claim_good.unit,
       claim.sentence
FROM claim
JOIN claim_good ON claim_good.claim = claim.version
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
""",
    ),
    View(
        "reports",
        "One row per version of a text, with how many claims of it stand.",
        """
SELECT report.id, report.article, report.publisher, report.title, report.published, report.url, report.language,
       report.rights, revision.at AS recorded, reading.state,
       (SELECT count(*) FROM claim WHERE claim.reading = reading.number AND claim.superseded IS NULL) AS claims
FROM report
JOIN revision ON revision.number = report.recorded
JOIN reading ON reading.report = report.number
""",
    ),
    View(
        "feed",
        "What changed and when: every claim that came, changed, went or was judged, in order.",
        """
SELECT change.seq, revision.at, change.kind, change.claim, change.was, change.what, revision.by, claim.who, claim.type,
       claim.whom, claim.status
FROM change
JOIN revision ON revision.number = change.revision
JOIN claim ON claim.version = change.version
""",
    ),
    View(
        "judgements",
        "What people decided, when and why.",
        """
SELECT judgement.number, revision.at, judgement.by, judgement.verdict, judgement.subject, judgement.object,
       judgement.field, judgement.value, judgement.why, judgement.undoes
FROM judgement
JOIN revision ON revision.number = judgement.recorded
""",
    ),
    View(
        "claim_text",
        "The words of every claim, standing or not: what the full-text index of claims is made from.",
        """
SELECT claim.version, claim.sentence, claim.action, claim.who || ' ' || claim.whom AS parties,
       coalesce(report.title, '') AS title
FROM claim
JOIN report ON report.number = claim.report
""",
    ),
    View(
        "party_text",
        "The words of every party: what the full-text index of parties is made from.",
        """
SELECT party.number,
       coalesce(party.name, '') || ' ; ' || party.text || ' ; ' || coalesce(party.title, '') || ' ; '
       || coalesce(party.office, '') || ' ; ' || coalesce(party.organisation, '') AS words
FROM party
""",
    ),
)


def create_view(view: View) -> str:
    """The statement that makes the view; its comment stands in it, where people who read the schema find it."""
    return f"CREATE VIEW {view.name} AS\n-- {view.comment}{view.select.rstrip()}"


FULL_TEXT = {
    "sqlite": (
        "CREATE VIRTUAL TABLE claim_words USING fts5(sentence, action, parties, title, content='claim_text', "
        "content_rowid='version', tokenize='unicode61 remove_diacritics 2')",
        "CREATE VIRTUAL TABLE party_words USING fts5(words, content='party_text', content_rowid='number', "
        "tokenize='unicode61 remove_diacritics 2')",
    ),
    "postgresql": (
        "CREATE TABLE claim_words (claim BIGINT PRIMARY KEY REFERENCES claim (version), words TSVECTOR NOT NULL)",
        "CREATE INDEX claim_words_words ON claim_words USING gin (words)",
        "COMMENT ON TABLE claim_words IS 'Full text of claims: sentence, action, parties and title, folded.'",
        "CREATE TABLE party_words (party BIGINT PRIMARY KEY REFERENCES party (number), words TSVECTOR NOT NULL)",
        "CREATE INDEX party_words_words ON party_words USING gin (words)",
        "COMMENT ON TABLE party_words IS 'Full text of parties: name, words, title, office and organisation, folded.'",
    ),
}
"""How each database keeps words; on SQLite the index holds no text of its own but points to the views above."""
