-- A list that was taken in from a file, so that it can be undone.
CREATE TABLE import_run (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('initiatives', 'organisations', 'partners', 'people')),
    -- NULL for what belongs to no edition.
    edition    TEXT REFERENCES edition (id),
    -- The file's own name, without its folder.
    file       TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    undone_at  BIGINT
);
CREATE INDEX import_run_by_time ON import_run (started_at);

-- What it made or changed, once a thing however many rows speak of it.
CREATE TABLE import_change (
    run      TEXT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    -- 'sheet', 'organisation', 'partner', 'engagement', 'person' or 'role'.
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL,
    is_new   INTEGER NOT NULL,
    -- What stood there, as JSON; '' when there was nothing, or when it is not to be kept any more.
    was      TEXT NOT NULL DEFAULT '',
    -- As the import left it: whoever changed it since has the last word.
    revision BIGINT NOT NULL,
    PRIMARY KEY (run, kind, subject)
);
