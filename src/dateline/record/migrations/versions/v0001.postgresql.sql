CREATE TABLE revision (
	number BIGINT NOT NULL, 
	at TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	by TEXT, 
	PRIMARY KEY (number), 
	CONSTRAINT revision_at UNIQUE (at)
)
;
COMMENT ON TABLE revision IS 'One change of the record, whole: what came in or was decided in one transaction. Its number decides the order.'
;
COMMENT ON COLUMN revision.number IS '1, 2, 3 … without gaps'
;
COMMENT ON COLUMN revision.at IS 'when, UTC, to the microsecond: 2026-11-23T22:45:00.123456+00:00; grows with the number'
;
COMMENT ON COLUMN revision.kind IS 'added, reread, proposed, accepted, refused, judged, rights, address'
;
COMMENT ON COLUMN revision.by IS 'who decided it, where a person did'
;
CREATE TABLE maker (
	number BIGINT NOT NULL, 
	versions TEXT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT maker_versions UNIQUE (versions)
)
;
COMMENT ON TABLE maker IS 'A set of versions of code, language pipeline and lexicon, which together made readings.'
;
COMMENT ON COLUMN maker.number IS 'the record''s number for it'
;
COMMENT ON COLUMN maker.versions IS 'JSON: pairs of a component and its version'
;
CREATE TABLE party (
	number BIGINT NOT NULL, 
	hash TEXT NOT NULL, 
	entity TEXT, 
	name TEXT, 
	text TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	country TEXT, 
	sectors TEXT NOT NULL, 
	title TEXT, 
	office TEXT, 
	organisation TEXT, 
	PRIMARY KEY (number), 
	CONSTRAINT party_hash UNIQUE (hash)
)
;
CREATE INDEX party_entity ON party (entity)
;
CREATE INDEX party_name ON party (name)
;
CREATE INDEX party_country ON party (country)
;
COMMENT ON TABLE party IS 'Somebody as reports name them: each wording with what it was resolved to stands here once.'
;
COMMENT ON COLUMN party.number IS 'the record''s number for it'
;
COMMENT ON COLUMN party.hash IS 'of all that follows: the wording stands once'
;
COMMENT ON COLUMN party.entity IS 'id that stays the same across reports, NULL where it is open who is meant'
;
COMMENT ON COLUMN party.name IS 'the best full name known'
;
COMMENT ON COLUMN party.text IS 'as written; empty where rights forbid to keep it'
;
COMMENT ON COLUMN party.kind IS 'person, government, military, organisation, outlet, group, population, unnamed'
;
COMMENT ON COLUMN party.country IS 'ISO 3166 alpha-3'
;
COMMENT ON COLUMN party.sectors IS 'PLOVER''s sectors, with blanks between: GOV MIL'
;
COMMENT ON COLUMN party.title IS 'as written: Russian Defense Minister'
;
COMMENT ON COLUMN party.office IS 'what the title means: minister of defence'
;
COMMENT ON COLUMN party.organisation IS 'whom a person speaks or works for'
;
CREATE TABLE item (
	locator TEXT NOT NULL, 
	source TEXT NOT NULL, 
	hash TEXT, 
	state TEXT NOT NULL, 
	report TEXT, 
	at TEXT NOT NULL, 
	PRIMARY KEY (locator)
)
;
CREATE INDEX item_source ON item (source, state)
;
COMMENT ON TABLE item IS 'What of a source was taken in, and how: one row per document, so that an interrupted run resumes.'
;
COMMENT ON COLUMN item.locator IS 'where it stands: a path or url, with the part after a #'
;
COMMENT ON COLUMN item.source IS 'file, folder or feed that it came with'
;
COMMENT ON COLUMN item.hash IS 'of its content; NULL where that is not known'
;
COMMENT ON COLUMN item.state IS 'taken, rejected, left'
;
COMMENT ON COLUMN item.report IS 'id of its report, where it was taken'
;
COMMENT ON COLUMN item.at IS 'when it was last seen, UTC'
;
CREATE TABLE reject (
	number BIGINT NOT NULL, 
	locator TEXT NOT NULL, 
	source TEXT NOT NULL, 
	why TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	at TEXT NOT NULL, 
	resolved TEXT, 
	PRIMARY KEY (number)
)
;
CREATE INDEX reject_locator ON reject (locator)
;
COMMENT ON TABLE reject IS 'A document that could not be taken in, and why.'
;
COMMENT ON COLUMN reject.number IS 'the record''s number for it'
;
COMMENT ON COLUMN reject.locator IS 'where it stands'
;
COMMENT ON COLUMN reject.source IS 'file, folder or feed that it came with'
;
COMMENT ON COLUMN reject.why IS 'one sentence that says what is wrong and what to do'
;
COMMENT ON COLUMN reject.stage IS 'what could not be done with it: fetch, intake, read, keep'
;
COMMENT ON COLUMN reject.at IS 'when, UTC'
;
COMMENT ON COLUMN reject.resolved IS 'when it was taken in after all, UTC; NULL while it was not'
;
CREATE TABLE article (
	number BIGINT NOT NULL, 
	recorded BIGINT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
;
COMMENT ON TABLE article IS 'What stays the same while its text changes: one story at one outlet. Its versions are rows of report.'
;
COMMENT ON COLUMN article.number IS 'the record''s number for it'
;
COMMENT ON COLUMN article.recorded IS 'when it was first met'
;
CREATE TABLE publisher (
	number BIGINT NOT NULL, 
	name TEXT NOT NULL, 
	rights TEXT NOT NULL, 
	by TEXT NOT NULL, 
	recorded BIGINT NOT NULL, 
	superseded BIGINT, 
	PRIMARY KEY (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number), 
	FOREIGN KEY(superseded) REFERENCES revision (number)
)
;
CREATE UNIQUE INDEX publisher_name ON publisher (name) WHERE superseded IS NULL
;
COMMENT ON TABLE publisher IS 'What a publisher lets us keep of its words, as decided in this record; the row that stands wins.'
;
COMMENT ON COLUMN publisher.number IS 'the record''s number for it'
;
COMMENT ON COLUMN publisher.name IS 'as reports give it'
;
COMMENT ON COLUMN publisher.rights IS 'full text, short quotes, offsets'
;
COMMENT ON COLUMN publisher.by IS 'who said so'
;
COMMENT ON COLUMN publisher.recorded IS 'since when'
;
COMMENT ON COLUMN publisher.superseded IS 'until when'
;
CREATE TABLE address (
	key TEXT NOT NULL, 
	article BIGINT NOT NULL, 
	recorded BIGINT NOT NULL, 
	PRIMARY KEY (key), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
;
CREATE INDEX address_article ON address (article)
;
COMMENT ON TABLE address IS 'Where an article was met: its urls (without fragment and tracking) and guids.'
;
COMMENT ON COLUMN address.key IS 'url or guid'
;
COMMENT ON COLUMN address.article IS 'whose address it is'
;
COMMENT ON COLUMN address.recorded IS 'since when it is known'
;
CREATE TABLE report (
	number BIGINT NOT NULL, 
	article BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	publisher TEXT, 
	title TEXT, 
	url TEXT, 
	language TEXT, 
	published TEXT, 
	published_basis TEXT NOT NULL, 
	retrieved TEXT, 
	rights TEXT NOT NULL, 
	text TEXT, 
	hash TEXT NOT NULL, 
	body BYTEA NOT NULL, 
	recorded BIGINT NOT NULL, 
	PRIMARY KEY (number), 
	CONSTRAINT report_version UNIQUE (id, article), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
;
CREATE INDEX report_publisher ON report (publisher)
;
CREATE INDEX report_article ON report (article)
;
CREATE INDEX report_published ON report (published)
;
COMMENT ON TABLE report IS 'One version of the text of an article, as it was received. It stands while a reading of it does.'
;
COMMENT ON COLUMN report.number IS 'the record''s number for it'
;
COMMENT ON COLUMN report.article IS 'the article that it is a version of'
;
COMMENT ON COLUMN report.id IS 'hash of text and date of publication'
;
COMMENT ON COLUMN report.publisher IS 'the outlet'
;
COMMENT ON COLUMN report.title IS 'headline'
;
COMMENT ON COLUMN report.url IS 'where it was fetched'
;
COMMENT ON COLUMN report.language IS 'ISO 639-1'
;
COMMENT ON COLUMN report.published IS 'day of publication, YYYY-MM-DD; NULL where it is not known'
;
COMMENT ON COLUMN report.published_basis IS 'how the day is known: header, meta, feed, url, given, none'
;
COMMENT ON COLUMN report.retrieved IS 'when it was fetched, as the source says'
;
COMMENT ON COLUMN report.rights IS 'what of its words may be kept: full text, short quotes, offsets'
;
COMMENT ON COLUMN report.text IS 'the text, code point for code point; NULL where rights forbid to keep it'
;
COMMENT ON COLUMN report.hash IS 'SHA-256 of the text in UTF-8, kept even where the text is not'
;
COMMENT ON COLUMN report.body IS 'the rest of the report, packed JSON: see record/bodies.py'
;
COMMENT ON COLUMN report.recorded IS 'when it came in'
;
CREATE TABLE reading (
	number BIGINT NOT NULL, 
	report BIGINT NOT NULL, 
	article BIGINT NOT NULL, 
	maker BIGINT NOT NULL, 
	hash TEXT NOT NULL, 
	state TEXT NOT NULL, 
	recorded BIGINT NOT NULL, 
	superseded BIGINT, 
	body BYTEA, 
	PRIMARY KEY (number), 
	FOREIGN KEY(report) REFERENCES report (number), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(maker) REFERENCES maker (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number), 
	FOREIGN KEY(superseded) REFERENCES revision (number)
)
;
CREATE INDEX reading_report ON reading (report)
;
CREATE UNIQUE INDEX reading_proposed ON reading (report) WHERE state = 'proposed'
;
CREATE UNIQUE INDEX reading_standing ON reading (article) WHERE state = 'standing'
;
COMMENT ON TABLE reading IS 'One reading of one report by one set of versions. At most one of an article stands at a time.'
;
COMMENT ON COLUMN reading.number IS 'the record''s number for it'
;
COMMENT ON COLUMN reading.report IS 'what was read'
;
COMMENT ON COLUMN reading.article IS 'its article'
;
COMMENT ON COLUMN reading.maker IS 'what read it'
;
COMMENT ON COLUMN reading.hash IS 'SHA-256 of all that was read; the same reading is not taken in twice'
;
COMMENT ON COLUMN reading.state IS 'standing, proposed, refused, superseded'
;
COMMENT ON COLUMN reading.recorded IS 'when it came in, or was accepted'
;
COMMENT ON COLUMN reading.superseded IS 'when another took its place, or it was refused'
;
COMMENT ON COLUMN reading.body IS 'packed JSON: everything read but the claims, and the versions of the claims in order; a proposed reading holds its claims too; NULL once a refused one is vacuumed'
;
CREATE TABLE claim (
	version BIGINT NOT NULL, 
	id TEXT NOT NULL, 
	article BIGINT NOT NULL, 
	report BIGINT NOT NULL, 
	reading BIGINT NOT NULL, 
	original BIGINT NOT NULL, 
	recorded BIGINT NOT NULL, 
	superseded BIGINT, 
	review TEXT NOT NULL, 
	published TEXT, 
	type TEXT NOT NULL, 
	quad INTEGER NOT NULL, 
	score DOUBLE PRECISION NOT NULL, 
	cameo TEXT NOT NULL, 
	status TEXT NOT NULL, 
	timing TEXT NOT NULL, 
	action TEXT NOT NULL, 
	lemma TEXT, 
	action_start INTEGER, 
	action_end INTEGER, 
	sentence TEXT NOT NULL, 
	sentence_start INTEGER, 
	sentence_end INTEGER, 
	condition TEXT, 
	certainty TEXT, 
	earliest TEXT, 
	latest TEXT, 
	grain TEXT, 
	when_text TEXT, 
	when_state TEXT NOT NULL, 
	place TEXT, 
	place_id TEXT, 
	country TEXT, 
	admin1 TEXT, 
	lat DOUBLE PRECISION, 
	lon DOUBLE PRECISION, 
	precision TEXT, 
	where_state TEXT NOT NULL, 
	stage TEXT, 
	who TEXT NOT NULL, 
	whom TEXT NOT NULL, 
	speaker TEXT, 
	speaker_kind TEXT NOT NULL, 
	confidence DOUBLE PRECISION, 
	PRIMARY KEY (version), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(report) REFERENCES report (number), 
	FOREIGN KEY(reading) REFERENCES reading (number), 
	FOREIGN KEY(recorded) REFERENCES revision (number), 
	FOREIGN KEY(superseded) REFERENCES revision (number)
)
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
COMMENT ON TABLE claim IS 'One version of one claim: what a report says that somebody did, when, where, and on whose word.'
;
COMMENT ON COLUMN claim.version IS 'grows with every change of any claim; a mended claim is a new version with the same id'
;
COMMENT ON COLUMN claim.id IS 'the claim''s id: hash of report, evidence, action, parties and attribution'
;
COMMENT ON COLUMN claim.article IS 'the article that says it'
;
COMMENT ON COLUMN claim.report IS 'the version of its text that says it'
;
COMMENT ON COLUMN claim.reading IS 'the reading that first found it'
;
COMMENT ON COLUMN claim.original IS 'version as it was read, before people mended it; itself where nobody did'
;
COMMENT ON COLUMN claim.recorded IS 'when this version came in'
;
COMMENT ON COLUMN claim.superseded IS 'when another took its place or it was withdrawn'
;
COMMENT ON COLUMN claim.review IS 'what people say of it: open, accepted, mended, rejected'
;
COMMENT ON COLUMN claim.published IS 'day of publication of its report, YYYY-MM-DD'
;
COMMENT ON COLUMN claim.type IS 'PLOVER''s type, such as CONSULT'
;
COMMENT ON COLUMN claim.quad IS '1 verbal, 2 material cooperation, 3 verbal, 4 material conflict'
;
COMMENT ON COLUMN claim.score IS 'PLOVER''s intensity, -10 (conflict) to 10 (cooperation)'
;
COMMENT ON COLUMN claim.cameo IS 'CAMEO code, as text: 042, 1382'
;
COMMENT ON COLUMN claim.status IS 'happened, ongoing, planned, expected, possible, conditional, attempted, denied, not'
;
COMMENT ON COLUMN claim.timing IS 'new, or background: told as history in this report'
;
COMMENT ON COLUMN claim.action IS 'the words that say it; empty where rights forbid to keep them'
;
COMMENT ON COLUMN claim.lemma IS 'dictionary form of the action''s head'
;
COMMENT ON COLUMN claim.action_start IS 'where the action stands in the text, in code points'
;
COMMENT ON COLUMN claim.action_end IS 'and its end, exclusive'
;
COMMENT ON COLUMN claim.sentence IS 'the sentence that says it; empty where rights forbid to keep it'
;
COMMENT ON COLUMN claim.sentence_start IS 'where that stands, in code points'
;
COMMENT ON COLUMN claim.sentence_end IS 'and its end, exclusive'
;
COMMENT ON COLUMN claim.condition IS 'the words of the condition, where it stands only if …'
;
COMMENT ON COLUMN claim.certainty IS 'the words of estimate, such as likely'
;
COMMENT ON COLUMN claim.earliest IS 'first day on which it may have been or be, YYYY-MM-DD; NULL where open'
;
COMMENT ON COLUMN claim.latest IS 'last day, YYYY-MM-DD; NULL where open'
;
COMMENT ON COLUMN claim.grain IS 'how exact the time is: day, month, year, vague …'
;
COMMENT ON COLUMN claim.when_text IS 'the words of its time'
;
COMMENT ON COLUMN claim.when_state IS 'known, not_stated, unresolved, conflicting'
;
COMMENT ON COLUMN claim.place IS 'name of where it was or is to be'
;
COMMENT ON COLUMN claim.place_id IS 'geonames:<number>, or dateline:<slug>'
;
COMMENT ON COLUMN claim.country IS 'of the place, ISO 3166 alpha-3'
;
COMMENT ON COLUMN claim.admin1 IS 'first-level region of the place'
;
COMMENT ON COLUMN claim.lat IS 'degrees, WGS 84; of what the place''s name stands for'
;
COMMENT ON COLUMN claim.lon IS 'degrees, WGS 84'
;
COMMENT ON COLUMN claim.precision IS 'how exact the place is: site, city, district, province, country, region, sea'
;
COMMENT ON COLUMN claim.where_state IS 'known, not_stated, unresolved, conflicting'
;
COMMENT ON COLUMN claim.stage IS 'how far a transfer has come: wanted, offered, agreed, under way, delivered, refused, rumoured'
;
COMMENT ON COLUMN claim.who IS 'names of the actors, for people: A; B'
;
COMMENT ON COLUMN claim.whom IS 'names of the recipients, for people'
;
COMMENT ON COLUMN claim.speaker IS 'name or words of the innermost source; the outlet where it speaks itself'
;
COMMENT ON COLUMN claim.speaker_kind IS 'kind of the innermost source: named person, government, experts, own voice …'
;
COMMENT ON COLUMN claim.confidence IS 'how likely type, parties and status are all right, 0 to 1'
;
CREATE TABLE claim_body (
	claim BIGINT NOT NULL, 
	body BYTEA NOT NULL, 
	PRIMARY KEY (claim), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
;
COMMENT ON TABLE claim_body IS 'All of a claim, as `dateline schema --of claim` states it, packed: see record/bodies.py.'
;
COMMENT ON COLUMN claim_body.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_body.body IS 'packed JSON'
;
CREATE TABLE claim_party (
	claim BIGINT NOT NULL, 
	side TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	party BIGINT, 
	role TEXT, 
	text TEXT, 
	start INTEGER, 
	"end" INTEGER, 
	PRIMARY KEY (claim, side, place), 
	FOREIGN KEY(claim) REFERENCES claim (version), 
	FOREIGN KEY(party) REFERENCES party (number)
)
;
CREATE INDEX claim_party_party ON claim_party (party, side, claim)
;
COMMENT ON TABLE claim_party IS 'Who acted, who was acted upon, and who else had a part.'
;
COMMENT ON COLUMN claim_party.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_party.side IS 'actor, recipient, other'
;
COMMENT ON COLUMN claim_party.place IS 'order within the claim, from 0'
;
COMMENT ON COLUMN claim_party.party IS 'who; NULL for another part that is nobody''s'
;
COMMENT ON COLUMN claim_party.role IS 'of others: participant, beneficiary, instrument, object, topic, third party'
;
COMMENT ON COLUMN claim_party.text IS 'of others: the words; empty where rights forbid to keep them'
;
COMMENT ON COLUMN claim_party.start IS 'where it stands in the text, in code points'
;
COMMENT ON COLUMN claim_party."end" IS 'and its end, exclusive'
;
CREATE TABLE claim_source (
	claim BIGINT NOT NULL, 
	place INTEGER NOT NULL, 
	last INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	party BIGINT, 
	addressee BIGINT, 
	cue TEXT, 
	medium TEXT, 
	stance TEXT NOT NULL, 
	PRIMARY KEY (claim, place), 
	FOREIGN KEY(claim) REFERENCES claim (version), 
	FOREIGN KEY(party) REFERENCES party (number), 
	FOREIGN KEY(addressee) REFERENCES party (number)
)
;
CREATE INDEX claim_source_medium ON claim_source (medium, claim) WHERE medium IS NOT NULL
;
CREATE INDEX claim_source_party ON claim_source (party, place, claim)
;
CREATE INDEX claim_source_addressee ON claim_source (addressee, claim) WHERE addressee IS NOT NULL
;
COMMENT ON TABLE claim_source IS 'On whose word: the chain of sources from the inside out; the last link is the report''s own outlet.'
;
COMMENT ON COLUMN claim_source.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_source.place IS 'order within the claim, from 0'
;
COMMENT ON COLUMN claim_source.last IS '1 for the last link, the outlet''s own voice, else 0'
;
COMMENT ON COLUMN claim_source.kind IS 'named person, official unnamed, government, state media, experts, own voice …'
;
COMMENT ON COLUMN claim_source.party IS 'who speaks, by name or in words'
;
COMMENT ON COLUMN claim_source.addressee IS 'whom it was said to'
;
COMMENT ON COLUMN claim_source.cue IS 'the words that report: said, according to'
;
COMMENT ON COLUMN claim_source.medium IS 'told AFP, statement, broadcast, video'
;
COMMENT ON COLUMN claim_source.stance IS 'neutral, asserting, denying, accusing …'
;
CREATE TABLE claim_mode (
	claim BIGINT NOT NULL, 
	mode TEXT NOT NULL, 
	PRIMARY KEY (claim, mode), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
;
CREATE INDEX claim_mode_mode ON claim_mode (mode, claim)
;
COMMENT ON TABLE claim_mode IS 'PLOVER''s modes of a claim''s type, such as visit.'
;
COMMENT ON COLUMN claim_mode.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_mode.mode IS 'the mode'
;
CREATE TABLE claim_context (
	claim BIGINT NOT NULL, 
	context TEXT NOT NULL, 
	PRIMARY KEY (claim, context), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
;
CREATE INDEX claim_context_context ON claim_context (context, claim)
;
COMMENT ON TABLE claim_context IS 'PLOVER''s contexts of a claim, such as military.'
;
COMMENT ON COLUMN claim_context.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_context.context IS 'the context'
;
CREATE TABLE claim_good (
	claim BIGINT NOT NULL, 
	side TEXT NOT NULL, 
	place INTEGER NOT NULL, 
	category TEXT, 
	text TEXT NOT NULL, 
	low DOUBLE PRECISION, 
	high DOUBLE PRECISION, 
	unit TEXT, 
	PRIMARY KEY (claim, side, place), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
;
CREATE INDEX claim_good_category ON claim_good (category, claim)
;
COMMENT ON TABLE claim_good IS 'What is transferred, and what is given or asked in return.'
;
COMMENT ON COLUMN claim_good.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_good.side IS 'goods, or in return'
;
COMMENT ON COLUMN claim_good.place IS 'order within the claim, from 0'
;
COMMENT ON COLUMN claim_good.category IS 'of the goods taxonomy: arms.missiles'
;
COMMENT ON COLUMN claim_good.text IS 'as written; empty where rights forbid to keep it'
;
COMMENT ON COLUMN claim_good.low IS 'least quantity'
;
COMMENT ON COLUMN claim_good.high IS 'greatest quantity'
;
COMMENT ON COLUMN claim_good.unit IS 'of the quantity'
;
CREATE TABLE claim_measure (
	claim BIGINT NOT NULL, 
	measure TEXT NOT NULL, 
	basis TEXT NOT NULL, 
	PRIMARY KEY (claim, measure), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
;
CREATE INDEX claim_measure_measure ON claim_measure (measure, claim)
;
COMMENT ON TABLE claim_measure IS 'Sanctions, embargoes and treaties that the act may touch: a pointer for a person, never a finding.'
;
COMMENT ON COLUMN claim_measure.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_measure.measure IS 'id of the measure'
;
COMMENT ON COLUMN claim_measure.basis IS 'its legal basis'
;
CREATE TABLE claim_evidence (
	claim BIGINT NOT NULL, 
	place INTEGER NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	PRIMARY KEY (claim, place), 
	FOREIGN KEY(claim) REFERENCES claim (version)
)
;
COMMENT ON TABLE claim_evidence IS 'The stretches of the text that a person needs to read to check the claim.'
;
COMMENT ON COLUMN claim_evidence.claim IS 'claim.version'
;
COMMENT ON COLUMN claim_evidence.place IS 'order within the claim, from 0'
;
COMMENT ON COLUMN claim_evidence.start IS 'in code points of the text'
;
COMMENT ON COLUMN claim_evidence."end" IS 'exclusive'
;
CREATE TABLE judgement (
	number BIGINT NOT NULL, 
	verdict TEXT NOT NULL, 
	subject TEXT NOT NULL, 
	object TEXT, 
	field TEXT, 
	value TEXT, 
	by TEXT NOT NULL, 
	why TEXT NOT NULL, 
	undoes BIGINT, 
	original BIGINT, 
	seen BIGINT, 
	article BIGINT, 
	holds_for BIGINT, 
	recorded BIGINT NOT NULL, 
	PRIMARY KEY (number), 
	FOREIGN KEY(undoes) REFERENCES judgement (number), 
	FOREIGN KEY(original) REFERENCES claim (version), 
	FOREIGN KEY(seen) REFERENCES claim (version), 
	FOREIGN KEY(article) REFERENCES article (number), 
	FOREIGN KEY(holds_for) REFERENCES claim (version), 
	FOREIGN KEY(recorded) REFERENCES revision (number)
)
;
CREATE INDEX judgement_subject ON judgement (subject)
;
CREATE INDEX judgement_article ON judgement (article)
;
CREATE INDEX judgement_object ON judgement (object)
;
COMMENT ON TABLE judgement IS 'What a person decided. Never overwritten: a later one is laid over it, and an undo is a judgement of its own.'
;
COMMENT ON COLUMN judgement.number IS 'the record''s number for it'
;
COMMENT ON COLUMN judgement.verdict IS 'accept, mend, reject; same, not same, unsure (of two things); undo'
;
COMMENT ON COLUMN judgement.subject IS 'id of the claim, or of the first of two things'
;
COMMENT ON COLUMN judgement.object IS 'id of the second thing, for same, not same and unsure'
;
COMMENT ON COLUMN judgement.field IS 'the field that is mended, such as status or where.country'
;
COMMENT ON COLUMN judgement.value IS 'JSON: what it should be'
;
COMMENT ON COLUMN judgement.by IS 'who decided'
;
COMMENT ON COLUMN judgement.why IS 'why, in their words'
;
COMMENT ON COLUMN judgement.undoes IS 'the judgement that an undo takes back'
;
COMMENT ON COLUMN judgement.original IS 'the claim as it was read when it was judged'
;
COMMENT ON COLUMN judgement.seen IS 'the version of the claim that the person saw'
;
COMMENT ON COLUMN judgement.article IS 'its article: a re-reading is searched for the same claim'
;
COMMENT ON COLUMN judgement.holds_for IS 'the claim, as read now, that it is laid over; NULL: orphaned'
;
COMMENT ON COLUMN judgement.recorded IS 'when'
;
CREATE TABLE change (
	seq BIGINT NOT NULL, 
	revision BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	claim TEXT NOT NULL, 
	was TEXT, 
	version BIGINT NOT NULL, 
	what TEXT NOT NULL, 
	PRIMARY KEY (seq), 
	FOREIGN KEY(revision) REFERENCES revision (number), 
	FOREIGN KEY(version) REFERENCES claim (version)
)
;
CREATE INDEX change_revision ON change (revision)
;
COMMENT ON TABLE change IS 'The feed that a mirror can follow: every claim that came, changed, went or was judged, in order.'
;
COMMENT ON COLUMN change.seq IS '1, 2, 3 … in the order in which changes were committed'
;
COMMENT ON COLUMN change.revision IS 'what change of the record it is part of'
;
COMMENT ON COLUMN change.kind IS 'added, changed, withdrawn, judged'
;
COMMENT ON COLUMN change.claim IS 'id of the claim after the change; of the one that went, for withdrawn'
;
COMMENT ON COLUMN change.was IS 'id before the change, where that was another'
;
COMMENT ON COLUMN change.version IS 'the version that now stands; the last one, for withdrawn'
;
COMMENT ON COLUMN change.what IS 'fields that changed, with blanks between; text: only its place in the text'
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
COMMENT ON VIEW claims IS 'One row per claim that stands and that nobody has rejected, with its report.'
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
COMMENT ON VIEW who_did_what_to_whom IS 'One row per actor and recipient of a standing claim: what dyads and networks are counted from.'
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
COMMENT ON VIEW sources IS 'One row per link of the chain of sources of a standing claim; link 0 is the innermost speaker.'
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
COMMENT ON VIEW quoted IS 'How many standing claims rest on whose word.'
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
COMMENT ON VIEW transfers IS 'One row per good that a standing claim says is transferred, or given in return.'
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
COMMENT ON VIEW reports IS 'One row per version of a text, with how many claims of it stand.'
;
CREATE VIEW feed AS
-- What changed and when: every claim that came, changed, went or was judged, in order.
SELECT change.seq, revision.at, change.kind, change.claim, change.was, change.what, revision.by, claim.who, claim.type,
       claim.whom, claim.status
FROM change
JOIN revision ON revision.number = change.revision
JOIN claim ON claim.version = change.version
;
COMMENT ON VIEW feed IS 'What changed and when: every claim that came, changed, went or was judged, in order.'
;
CREATE VIEW judgements AS
-- What people decided, when and why.
SELECT judgement.number, revision.at, judgement.by, judgement.verdict, judgement.subject, judgement.object,
       judgement.field, judgement.value, judgement.why, judgement.undoes
FROM judgement
JOIN revision ON revision.number = judgement.recorded
;
COMMENT ON VIEW judgements IS 'What people decided, when and why.'
;
CREATE VIEW claim_text AS
-- The words of every claim, standing or not: what the full-text index of claims is made from.
SELECT claim.version, claim.sentence, claim.action, claim.who || ' ' || claim.whom AS parties,
       coalesce(report.title, '') AS title
FROM claim
JOIN report ON report.number = claim.report
;
COMMENT ON VIEW claim_text IS 'The words of every claim, standing or not: what the full-text index of claims is made from.'
;
CREATE VIEW party_text AS
-- The words of every party: what the full-text index of parties is made from.
SELECT party.number,
       coalesce(party.name, '') || ' ; ' || party.text || ' ; ' || coalesce(party.title, '') || ' ; '
       || coalesce(party.office, '') || ' ; ' || coalesce(party.organisation, '') AS words
FROM party
;
COMMENT ON VIEW party_text IS 'The words of every party: what the full-text index of parties is made from.'
;
CREATE TABLE claim_words (claim BIGINT PRIMARY KEY REFERENCES claim (version), words TSVECTOR NOT NULL)
;
CREATE INDEX claim_words_words ON claim_words USING gin (words)
;
COMMENT ON TABLE claim_words IS 'Full text of claims: sentence, action, parties and title, folded.'
;
CREATE TABLE party_words (party BIGINT PRIMARY KEY REFERENCES party (number), words TSVECTOR NOT NULL)
;
CREATE INDEX party_words_words ON party_words USING gin (words)
;
COMMENT ON TABLE party_words IS 'Full text of parties: name, words, title, office and organisation, folded.'
;
