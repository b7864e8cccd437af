-- What a list held and an import did not take as it stood there: cells of rows that were taken in, and terms that nobody knows. It goes
-- with the import when that is taken back.
CREATE TABLE import_left (
    run      TEXT NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
    -- In the order of the list, cells first.
    position INTEGER NOT NULL,
    -- Of the list; 0 for a term.
    line     INTEGER NOT NULL,
    -- What the row is of, as far as it could be read.
    title    TEXT NOT NULL DEFAULT '',
    -- Column, what was typed, and why, as JSON.
    cell     TEXT NOT NULL,
    -- How often a term stands in the list.
    times    INTEGER NOT NULL DEFAULT 1,
    PRIMARY KEY (run, position)
);
