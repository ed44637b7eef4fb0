-- The record of claims, for SQLite. A first and small one: readings as they were read, claims beside them for those
-- who look with SQL. Nothing is ever overwritten: a newer reading of a report supersedes the older one, which stays.

-- One reading of one report: everything that `dateline read --format json` prints, in `body`.
CREATE TABLE IF NOT EXISTS reading (
    id         TEXT PRIMARY KEY,  -- hash of the body
    report     TEXT NOT NULL,     -- id of the report: hash of its text and date
    published  TEXT,              -- day of publication, YYYY-MM-DD; NULL when it is not known
    title      TEXT,
    publisher  TEXT,
    recorded   TEXT NOT NULL,     -- when it came into the record, UTC
    superseded TEXT,              -- when a newer reading of the same report took its place; NULL while it stands
    body       TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS reading_report ON reading (report);

-- One claim of one reading; `body` is what `--format jsonl` prints.
CREATE TABLE IF NOT EXISTS claim (
    reading  TEXT NOT NULL REFERENCES reading (id),
    place    INTEGER NOT NULL,    -- order in the reading, from 0
    id       TEXT NOT NULL,
    type     TEXT NOT NULL,       -- PLOVER's, such as CONSULT
    status   TEXT NOT NULL,       -- happened, planned, possible …
    earliest TEXT,                -- first and last day on which it may have been; NULL when not known
    latest   TEXT,
    body     TEXT NOT NULL,
    PRIMARY KEY (reading, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS claim_id ON claim (id);

-- The claims that stand now.
CREATE VIEW IF NOT EXISTS standing AS
SELECT claim.*, reading.report, reading.published, reading.title, reading.publisher
FROM claim JOIN reading ON reading.id = claim.reading
WHERE reading.superseded IS NULL;
