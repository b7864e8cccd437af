-- The second round of an edition is an edition of its own, with its call, its form, its jury and its readings: it has none but
-- that of the edition it belongs to, and is met under it alone.
ALTER TABLE edition ADD COLUMN round_of TEXT REFERENCES edition (id);
CREATE UNIQUE INDEX edition_round_of ON edition (round_of);

-- Files that go on to the second round: chosen, then told. Before that, nobody outside knows.
CREATE TABLE shortlisted (
    submission TEXT PRIMARY KEY REFERENCES submission (id),
    round      TEXT NOT NULL REFERENCES edition (id),
    reason     TEXT NOT NULL DEFAULT '',
    person     TEXT REFERENCES person (id) ON DELETE SET NULL,
    chosen_at  BIGINT NOT NULL,
    told_at    BIGINT,
    -- Its second part, which is there from when it is told.
    part       TEXT UNIQUE REFERENCES submission (id),
    CHECK ((told_at IS NULL) = (part IS NULL))
);
CREATE INDEX shortlisted_of_round ON shortlisted (round);

-- What the letters say that tell of the shortlist, in the agency's own words: nothing while the usual words stand.
CREATE TABLE round_letter (
    round      TEXT NOT NULL REFERENCES edition (id),
    kind       TEXT NOT NULL CHECK (kind IN ('chosen', 'others')),
    language   TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    body       TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision   BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (round, kind, language)
);
