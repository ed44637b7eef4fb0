CREATE TABLE revision ( -- One change of the record, whole: what came in or was decided in one transaction. Its number decides the order.
	number INTEGER NOT NULL /* 1, 2, 3 … without gaps */, 
	at TEXT NOT NULL /* when, UTC, to the microsecond: 2026-11-23T22:45:00.123456+00:00; grows with the number */, 
	kind TEXT NOT NULL /* added, reread, proposed, accepted, refused, judged, rights, address */, 
	"by" TEXT /* who decided it, where a person did */, 
	PRIMARY KEY (number), 
	CONSTRAINT revision_at UNIQUE (at)
)
 STRICT
;
CREATE TABLE maker ( -- A set of versions of code, language pipeline and lexicon, which together made readings.
	number INTEGER NOT NULL /* the record's number for it */, 
	versions TEXT NOT NULL /* JSON: pairs of a component and its version */, 
	PRIMARY KEY (number), 
	CONSTRAINT maker_versions UNIQUE (versions)
)
 STRICT
;
CREATE TABLE party ( -- Somebody as reports name them: each wording with what it was resolved to stands here once.
	number INTEGER NOT NULL /* the record's number for it */, 
	hash TEXT NOT NULL /* of all that follows: the wording stands once */, 
	entity TEXT /* id that stays the same across reports, NULL where it is open who is meant */, 
	name TEXT /* the best full name known */, 
	text TEXT NOT NULL /* as written; empty where rights forbid to keep it */, 
	kind TEXT NOT NULL /* person, government, military, organisation, outlet, group, population, unnamed */, 
	country TEXT /* ISO 3166 alpha-3 */, 
	sectors TEXT NOT NULL /* PLOVER's sectors, with blanks between: GOV MIL */, 
	title TEXT /* as written: Russian Defense Minister */, 
	office TEXT /* what the title means: minister of defence */, 
	organisation TEXT /* whom a person speaks or works for */, 
	PRIMARY KEY (number), 
	CONSTRAINT party_hash UNIQUE (hash)
)
 STRICT
;
CREATE INDEX party_entity ON party (entity)
;
CREATE INDEX party_name ON party (name)
;
CREATE INDEX party_country ON party (country)
;
CREATE TABLE item ( -- What of a source was taken in, and how: one row per document, so that an interrupted run resumes.
	locator TEXT NOT NULL /* where it stands: a path or url, with the part after a # */, 
	source TEXT NOT NULL /* file, folder or feed that it came with */, 
	hash TEXT /* of its content; NULL where that is not known */, 
	state TEXT NOT NULL /* taken, rejected, left */, 
	report TEXT /* id of its report, where it was taken */, 
	at TEXT NOT NULL /* when it was last seen, UTC */, 
	PRIMARY KEY (locator)
)
 STRICT
;
CREATE INDEX item_source ON item (source, state)
;
CREATE TABLE reject ( -- A document that could not be taken in, and why.
	number INTEGER NOT NULL /* the record's number for it */, 
	locator TEXT NOT NULL /* where it stands */, 
	source TEXT NOT NULL /* file, folder or feed that it came with */, 
	why TEXT NOT NULL /* one sentence that says what is wrong and what to do */, 
	stage TEXT NOT NULL /* what could not be done with it: fetch, intake, read, keep */, 
	at TEXT NOT NULL /* when, UTC */, 
	resolved TEXT /* when it was taken in after all, UTC; NULL while it was not */, 
	PRIMARY KEY (number)
)
 STRICT
;
CREATE INDEX reject_locator ON reject (locator)
;
CREATE TABLE article ( -- What stays the same while its text changes: one story at one outlet. Its versions are rows of report.
	number INTEGER NOT NULL /* the record's number for it */, 
	recorded INTEGER NOT NULL /* when it was first met */, 
	PRIMARY KEY (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
 STRICT
;
CREATE TABLE publisher ( -- What a publisher lets us keep of its words, as decided in this record; the row that stands wins.
	number INTEGER NOT NULL /* the record's number for it */, 
	name TEXT NOT NULL /* as reports give it */, 
	rights TEXT NOT NULL /* full text, short quotes, offsets */, 
	"by" TEXT NOT NULL /* who said so */, 
	recorded INTEGER NOT NULL /* since when */, 
	superseded INTEGER /* until when */, 
	PRIMARY KEY (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number), 
	FOREIGN KEY(superseded) REFERENCES revision (number)
)
 STRICT
;
CREATE UNIQUE INDEX publisher_name ON publisher (name) WHERE superseded IS NULL
;
CREATE TABLE address ( -- Where an article was met: its urls (without fragment and tracking) and guids.
	"key" TEXT NOT NULL /* url or guid */, 
	article INTEGER NOT NULL /* whose address it is */, 
	recorded INTEGER NOT NULL /* since when it is known */, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
 STRICT
;
CREATE INDEX address_article ON address (article)
;
CREATE TABLE report ( -- One version of the text of an article, as it was received. It stands while a reading of it does.
	number INTEGER NOT NULL /* the record's number for it */, 
	article INTEGER NOT NULL /* the article that it is a version of */, 
	id TEXT NOT NULL /* hash of text and date of publication */, 
	publisher TEXT /* the outlet */, 
	title TEXT /* headline */, 
	url TEXT /* where it was fetched */, 
	language TEXT /* ISO 639-1 */, 
	published TEXT /* day of publication, YYYY-MM-DD; NULL where it is not known */, 
	published_basis TEXT NOT NULL /* how the day is known: header, meta, feed, url, given, none */, 
	retrieved TEXT /* when it was fetched, as the source says */, 
	rights TEXT NOT NULL /* what of its words may be kept: full text, short quotes, offsets */, 
	text TEXT /* the text, code point for code point; NULL where rights forbid to keep it */, 
	hash TEXT NOT NULL /* SHA-256 of the text in UTF-8, kept even where the text is not */, 
	body BLOB NOT NULL /* the rest of the report, packed JSON: see record/bodies.py */, 
	recorded INTEGER NOT NULL /* when it came in */, 
	PRIMARY KEY (number), 
	CONSTRAINT report_version UNIQUE (id, article), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
 STRICT
;
CREATE INDEX report_publisher ON report (publisher)
;
CREATE INDEX report_article ON report (article)
;
CREATE INDEX report_published ON report (published)
;
CREATE TABLE reading ( -- One reading of one report by one set of versions. At most one of an article stands at a time.
	number INTEGER NOT NULL /* the record's number for it */, 
	report INTEGER NOT NULL /* what was read */, 
	article INTEGER NOT NULL /* its article */, 
	maker INTEGER NOT NULL /* what read it */, 
	hash TEXT NOT NULL /* SHA-256 of all that was read; the same reading is not taken in twice */, 
	state TEXT NOT NULL /* standing, proposed, refused, superseded */, 
	recorded INTEGER NOT NULL /* when it came in, or was accepted */, 
	superseded INTEGER /* when another took its place, or it was refused */, 
	body BLOB /* packed JSON: everything read but the claims, and the versions of the claims in order; a proposed reading holds its claims too; NULL once a refused one is vacuumed */, 
	PRIMARY KEY (number), 
	FOREIGN KEY(report) REFERENCES report (number), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(maker) REFERENCES maker (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number), 
	FOREIGN KEY(superseded) REFERENCES revision (number)
)
 STRICT
;
CREATE INDEX reading_report ON reading (report)
;
CREATE UNIQUE INDEX reading_proposed ON reading (report) WHERE state = 'proposed'
;
CREATE UNIQUE INDEX reading_standing ON reading (article) WHERE state = 'standing'
;
CREATE TABLE claim ( -- One version of one claim: what a report says that somebody did, when, where, and on whose word.
	version INTEGER NOT NULL /* grows with every change of any claim; a mended claim is a new version with the same id */, 
	id TEXT NOT NULL /* the claim's id: hash of report, evidence, action, parties and attribution */, 
	article INTEGER NOT NULL /* the article that says it */, 
	report INTEGER NOT NULL /* the version of its text that says it */, 
	reading INTEGER NOT NULL /* the reading that first found it */, 
	original INTEGER NOT NULL /* version as it was read, before people mended it; itself where nobody did */, 
	recorded INTEGER NOT NULL /* when this version came in */, 
	superseded INTEGER /* when another took its place or it was withdrawn */, 
	review TEXT NOT NULL /* what people say of it: open, accepted, mended, rejected */, 
	published TEXT /* day of publication of its report, YYYY-MM-DD */, 
	type TEXT NOT NULL /* PLOVER's type, such as CONSULT */, 
	quad INTEGER NOT NULL /* 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict */, 
	score REAL NOT NULL /* PLOVER's intensity, -10 (conflict) to 10 (cooperation) */, 
	cameo TEXT NOT NULL /* CAMEO code, as text: 042, 1382 */, 
	status TEXT NOT NULL /* happened, ongoing, planned, expected, possible, conditional, attempted, denied, not */, 
	timing TEXT NOT NULL /* new, or background: told as history in this report */, 
	action TEXT NOT NULL /* the words that say it; empty where rights forbid to keep them */, 
	lemma TEXT /* dictionary form of the action's head */, 
	action_start INTEGER /* where the action stands in the text, in code points */, 
	action_end INTEGER /* and its end, exclusive */, 
	sentence TEXT NOT NULL /* the sentence that says it; empty where rights forbid to keep it */, 
	sentence_start INTEGER /* where that stands, in code points */, 
	sentence_end INTEGER /* and its end, exclusive */, 
	condition TEXT /* the words of the condition, where it stands only if … */, 
	certainty TEXT /* the words of estimate, such as likely */, 
	earliest TEXT /* first day on which it may have been or be, YYYY-MM-DD; NULL where open */, 
	latest TEXT /* last day, YYYY-MM-DD; NULL where open */, 
	grain TEXT /* how exact the time is: day, month, year, vague … */, 
	when_text TEXT /* the words of its time */, 
	when_state TEXT NOT NULL /* known, not_stated, unresolved, conflicting */, 
	place TEXT /* name of where it was or is to be */, 
	place_id TEXT /* geonames:<number>, or dateline:<slug> */, 
	country TEXT /* of the place, ISO 3166 alpha-3 */, 
	admin1 TEXT /* first-level region of the place */, 
	lat REAL /* degrees, WGS 84; of what the place's name stands for */, 
	lon REAL /* degrees, WGS 84 */, 
	precision TEXT /* how exact the place is: site, city, district, province, country, region, sea */, 
	where_state TEXT NOT NULL /* known, not_stated, unresolved, conflicting */, 
	stage TEXT /* how far a transfer has come: wanted, offered, agreed, under way, delivered, refused, rumoured */, 
	who TEXT NOT NULL /* names of the actors, for people: A; B */, 
	whom TEXT NOT NULL /* names of the recipients, for people */, 
	speaker TEXT /* name or words of the innermost source; the outlet where it speaks itself */, 
	speaker_kind TEXT NOT NULL /* kind of the innermost source: named person, government, experts, own voice … */, 
	confidence REAL /* how likely type, parties and status are all right, 0 to 1 */, 
	PRIMARY KEY (version), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(report) REFERENCES report (number), 
	FOREIGN KEY(reading) REFERENCES reading (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number), 
	FOREIGN KEY(superseded) REFERENCES revision (number)
)
 STRICT
;
CREATE INDEX claim_type ON claim (type, earliest) WHERE superseded IS NULL
;
CREATE INDEX claim_place_id ON claim (place_id) WHERE superseded IS NULL
;
CREATE INDEX claim_earliest ON claim (earliest, latest) WHERE superseded IS NULL
;
CREATE INDEX claim_published ON claim (published, type) WHERE superseded IS NULL
;
CREATE INDEX claim_country ON claim (country, type) WHERE superseded IS NULL
;
CREATE INDEX claim_cameo ON claim (cameo) WHERE superseded IS NULL
;
CREATE INDEX claim_article ON claim (article)
;
CREATE INDEX claim_lemma ON claim (lemma) WHERE superseded IS NULL
;
CREATE INDEX claim_id ON claim (id)
;
CREATE INDEX claim_reading ON claim (reading)
;
CREATE TABLE claim_body ( -- All of a claim, as `dateline schema --of claim` states it, packed: see record/bodies.py.
	claim INTEGER NOT NULL /* claim.version */, 
	body BLOB NOT NULL /* packed JSON */, 
	PRIMARY KEY (claim), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
 WITHOUT ROWID,
 STRICT
;
CREATE TABLE claim_party ( -- Who acted, who was acted upon, and who else had a part.
	claim INTEGER NOT NULL /* claim.version */, 
	side TEXT NOT NULL /* actor, recipient, other */, 
	place INTEGER NOT NULL /* order within the claim, from 0 */, 
	party INTEGER /* who; NULL for another part that is nobody's */, 
	role TEXT /* of others: participant, beneficiary, instrument, object, topic, third party */, 
	text TEXT /* of others: the words; empty where rights forbid to keep them */, 
	start INTEGER /* where it stands in the text, in code points */, 
	"end" INTEGER /* and its end, exclusive */, 
	PRIMARY KEY (claim, side, place), 
	FOREIGN KEY(claim) REFERENCES claim (version), 
	FOREIGN KEY(party) REFERENCES party (number)
)
 WITHOUT ROWID,
 STRICT
;
CREATE INDEX claim_party_party ON claim_party (party, side, claim)
;
CREATE TABLE claim_source ( -- On whose word: the chain of sources from the inside out; the last link is the report's own outlet.
	claim INTEGER NOT NULL /* claim.version */, 
	place INTEGER NOT NULL /* order within the claim, from 0 */, 
	last INTEGER NOT NULL /* 1 for the last link, the outlet's own voice, else 0 */, 
	kind TEXT NOT NULL /* named person, official unnamed, government, state media, experts, own voice … */, 
	party INTEGER /* who speaks, by name or in words */, 
	addressee INTEGER /* whom it was said to */, 
	cue TEXT /* the words that report: said, according to */, 
	medium TEXT /* told AFP, statement, broadcast, video */, 
	stance TEXT NOT NULL /* neutral, asserting, denying, accusing … */, 
	PRIMARY KEY (claim, place), 
	FOREIGN KEY(claim) REFERENCES claim (version), 
	FOREIGN KEY(party) REFERENCES party (number), 
	FOREIGN KEY(addressee) REFERENCES party (number)
)
 WITHOUT ROWID,
 STRICT
;
CREATE INDEX claim_source_medium ON claim_source (medium, claim) WHERE medium IS NOT NULL
;
CREATE INDEX claim_source_party ON claim_source (party, place, claim)
;
CREATE INDEX claim_source_addressee ON claim_source (addressee, claim) WHERE addressee IS NOT NULL
;
CREATE TABLE claim_mode ( -- PLOVER's modes of a claim's type, such as visit.
	claim INTEGER NOT NULL /* claim.version */, 
	mode TEXT NOT NULL /* the mode */, 
	PRIMARY KEY (claim, mode), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
 WITHOUT ROWID,
 STRICT
;
CREATE INDEX claim_mode_mode ON claim_mode (mode, claim)
;
CREATE TABLE claim_context ( -- PLOVER's contexts of a claim, such as military.
	claim INTEGER NOT NULL /* claim.version */, 
	context TEXT NOT NULL /* the context */, 
	PRIMARY KEY (claim, context), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
 WITHOUT ROWID,
 STRICT
;
CREATE INDEX claim_context_context ON claim_context (context, claim)
;
CREATE TABLE claim_good ( -- What is transferred, and what is given or asked in return.
	claim INTEGER NOT NULL /* claim.version */, 
	side TEXT NOT NULL /* goods, or in return */, 
	place INTEGER NOT NULL /* order within the claim, from 0 */, 
	category TEXT /* of the goods taxonomy: arms.missiles */, 
	text TEXT NOT NULL /* as written; empty where rights forbid to keep it */, 
	low REAL /* least quantity */, 
	high REAL /* greatest quantity */, 
	unit TEXT /* of the quantity */, 
	PRIMARY KEY (claim, side, place), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
 WITHOUT ROWID,
 STRICT
;
CREATE INDEX claim_good_category ON claim_good (category, claim)
;
CREATE TABLE claim_measure ( -- Sanctions, embargoes and treaties that the act may touch: a pointer for a person, never a finding.
	claim INTEGER NOT NULL /* claim.version */, 
	measure TEXT NOT NULL /* id of the measure */, 
	basis TEXT NOT NULL /* its legal basis */, 
	PRIMARY KEY (claim, measure), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
 WITHOUT ROWID,
 STRICT
;
CREATE INDEX claim_measure_measure ON claim_measure (measure, claim)
;
CREATE TABLE claim_evidence ( -- The stretches of the text that a person needs to read to check the claim.
	claim INTEGER NOT NULL /* claim.version */, 
	place INTEGER NOT NULL /* order within the claim, from 0 */, 
	start INTEGER NOT NULL /* in code points of the text */, 
	"end" INTEGER NOT NULL /* exclusive */, 
	PRIMARY KEY (claim, place), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
 WITHOUT ROWID,
 STRICT
;
CREATE TABLE judgement ( -- What a person decided. Never overwritten: a later one is laid over it, and an undo is a judgement of its own.
	number INTEGER NOT NULL /* the record's number for it */, 
	verdict TEXT NOT NULL /* accept, mend, reject; same, not same, unsure (of two things); undo */, 
	subject TEXT NOT NULL /* id of the claim, or of the first of two things */, 
	object TEXT /* id of the second thing, for same, not same and unsure */, 
	field TEXT /* the field that is mended, such as status or where.country */, 
	value TEXT /* JSON: what it should be */, 
	"by" TEXT NOT NULL /* who decided */, 
	why TEXT NOT NULL /* why, in their words */, 
	undoes INTEGER /* the judgement that an undo takes back */, 
	original INTEGER /* the claim as it was read when it was judged */, 
	seen INTEGER /* the version of the claim that the person saw */, 
	article INTEGER /* its article: a re-reading is searched for the same claim */, 
	holds_for INTEGER /* the claim, as read now, that it is laid over; NULL: orphaned */, 
	recorded INTEGER NOT NULL /* when */, 
	PRIMARY KEY (number), 
	FOREIGN KEY(undoes) REFERENCES judgement (number), 
	FOREIGN KEY(original) REFERENCES claim (version), 
	FOREIGN KEY(seen) REFERENCES claim (version), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(holds_for) REFERENCES claim (version), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
 STRICT
;
CREATE INDEX judgement_subject ON judgement (subject)
;
CREATE INDEX judgement_article ON judgement (article)
;
CREATE INDEX judgement_object ON judgement (object)
;
CREATE TABLE change ( -- The feed that a mirror can follow: every claim that came, changed, went or was judged, in order.
	seq INTEGER NOT NULL /* 1, 2, 3 … in the order in which changes were committed */, 
	revision INTEGER NOT NULL /* what change of the record it is part of */, 
	kind TEXT NOT NULL /* added, changed, withdrawn, judged */, 
	claim TEXT NOT NULL /* id of the claim after the change; of the one that went, for withdrawn */, 
	was TEXT /* id before the change, where that was another */, 
	version INTEGER NOT NULL /* the version that now stands; the last one, for withdrawn */, 
	what TEXT NOT NULL /* fields that changed, with blanks between; text: only its place in the text */, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(revision) REFERENCES revision (number), 
	FOREIGN KEY(version) REFERENCES claim (version)
)
 STRICT
;
CREATE INDEX change_revision ON change (revision)
;
CREATE VIEW claims AS
-- One row per claim that stands and that nobody has rejected, with its report.
SELECT claim.version, claim.id, claim.published, report.publisher, report.title, claim.who, claim.type, claim.whom,
       claim.status, claim.timing, claim.earliest, claim.latest, claim.grain, claim.place, claim.country,
       claim.precision, claim.action, claim.sentence, claim.speaker, claim.speaker_kind, claim.condition,
       claim.certainty, claim.stage, claim.quad, claim.score, claim.cameo, claim.review, report.url,
       report.id AS report, revision.at AS recorded
FROM claim
JOIN report ON report.number = claim.report
JOIN revision ON revision.number = claim.recorded
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
;
CREATE VIEW who_did_what_to_whom AS
-- One row per actor and recipient of a standing claim: what dyads and networks are counted from.
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
;
CREATE VIEW sources AS
-- One row per link of the chain of sources of a standing claim; link 0 is the innermost speaker.
SELECT claim.id, claim_source.place AS link, claim_source.kind, coalesce(party.name, party.text) AS source,
       party.entity, party.country, claim_source.cue, claim_source.medium, claim_source.stance,
       coalesce(addressee.name, addressee.text) AS told, claim.who, claim.type, claim.whom, claim.status, claim.sentence
FROM claim
JOIN claim_source ON claim_source.claim = claim.version
LEFT JOIN party ON party.number = claim_source.party
LEFT JOIN party AS addressee ON addressee.number = claim_source.addressee
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
;
CREATE VIEW quoted AS
-- How many standing claims rest on whose word.
SELECT coalesce(party.name, party.text) AS source, party.country, claim_source.kind, count(*) AS claims
FROM claim
JOIN claim_source ON claim_source.claim = claim.version AND claim_source.place = 0
LEFT JOIN party ON party.number = claim_source.party
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
GROUP BY coalesce(party.name, party.text), party.country, claim_source.kind
;
CREATE VIEW transfers AS
-- One row per good that a standing claim says is transferred, or given in return.
SELECT claim.id, claim.earliest, claim.latest, claim.who, claim.type, claim.whom, claim.status, claim.stage,
       claim_good.side, claim_good.category, claim_good.text AS good, claim_good.low, claim_good.high, claim_good.unit,
       claim.sentence
FROM claim
JOIN claim_good ON claim_good.claim = claim.version
WHERE claim.superseded IS NULL AND claim.review <> 'rejected'
;
CREATE VIEW reports AS
-- One row per version of a text, with how many claims of it stand.
SELECT report.id, report.article, report.publisher, report.title, report.published, report.url, report.language,
       report.rights, revision.at AS recorded, reading.state,
       (SELECT count(*) FROM claim WHERE claim.reading = reading.number AND claim.superseded IS NULL) AS claims
FROM report
JOIN revision ON revision.number = report.recorded
JOIN reading ON reading.report = report.number
;
CREATE VIEW feed AS
-- What changed and when: every claim that came, changed, went or was judged, in order.
SELECT change.seq, revision.at, change.kind, change.claim, change.was, change.what, revision.by, claim.who, claim.type,
       claim.whom, claim.status
FROM change
JOIN revision ON revision.number = change.revision
JOIN claim ON claim.version = change.version
;
CREATE VIEW judgements AS
-- What people decided, when and why.
SELECT judgement.number, revision.at, judgement.by, judgement.verdict, judgement.subject, judgement.object,
       judgement.field, judgement.value, judgement.why, judgement.undoes
FROM judgement
JOIN revision ON revision.number = judgement.recorded
;
CREATE VIEW claim_text AS
-- The words of every claim, standing or not: what the full-text index of claims is made from.
SELECT claim.version, claim.sentence, claim.action, claim.who || ' ' || claim.whom AS parties,
       coalesce(report.title, '') AS title
FROM claim
JOIN report ON report.number = claim.report
;
CREATE VIEW party_text AS
-- The words of every party: what the full-text index of parties is made from.
SELECT party.number,
       coalesce(party.name, '') || ' ; ' || party.text || ' ; ' || coalesce(party.title, '') || ' ; '
       || coalesce(party.office, '') || ' ; ' || coalesce(party.organisation, '') AS words
FROM party
;
CREATE VIRTUAL TABLE claim_words USING fts5(sentence, action, parties, title, content='claim_text', content_rowid='version', tokenize='unicode61 remove_diacritics 2')
;
CREATE VIRTUAL TABLE party_words USING fts5(words, content='party_text', content_rowid='number', tokenize='unicode61 remove_diacritics 2')
;
