-- A change of a decision that is out, where two people let things out: it waits here for the second one.
CREATE TABLE amendment (
    submission TEXT PRIMARY KEY REFERENCES submission (id),
    outcome    TEXT NOT NULL CHECK (outcome IN ('award', 'mention', 'retained', 'not-retained')),
    award      TEXT REFERENCES award (id) ON DELETE CASCADE,
    reason     TEXT NOT NULL,
    -- Why it changes.
    why        TEXT NOT NULL,
    -- The decision's revision that it changes.
    revision   BIGINT NOT NULL,
    asked_by   TEXT REFERENCES person (id) ON DELETE SET NULL,
    asked_at   BIGINT NOT NULL
);
