CREATE TABLE award (
    id       TEXT PRIMARY KEY,
    edition  TEXT NOT NULL REFERENCES edition (id),
    position INTEGER NOT NULL,
    name_fr  TEXT NOT NULL,
    name_en  TEXT NOT NULL DEFAULT '',
    kind     TEXT NOT NULL DEFAULT 'award' CHECK (kind IN ('award', 'mention', 'public-vote')),
    note     TEXT NOT NULL DEFAULT '',
    revision BIGINT NOT NULL DEFAULT 1
);

-- What the jury decided of a file, with its reason. Nobody but those entitled sees it before the release.
CREATE TABLE decision (
    submission  TEXT PRIMARY KEY REFERENCES submission (id),
    outcome     TEXT NOT NULL CHECK (outcome IN ('award', 'mention', 'retained', 'not-retained')),
    award       TEXT REFERENCES award (id),
    reason      TEXT NOT NULL,
    recorded_by TEXT REFERENCES person (id),
    recorded_at BIGINT NOT NULL,
    revision    BIGINT NOT NULL DEFAULT 1,
    CHECK ((outcome IN ('award', 'mention')) = (award IS NOT NULL))
);

-- The one moment at which an edition's decisions, letters and sheets come out.
CREATE TABLE release (
    edition     TEXT PRIMARY KEY REFERENCES edition (id),
    planned_for BIGINT,
    released_at BIGINT,
    released_by TEXT REFERENCES person (id),
    revision    BIGINT NOT NULL DEFAULT 1
);

-- A letter that tells somebody the decision on their file, held in the outbox until the release.
CREATE TABLE letter (
    message           TEXT PRIMARY KEY,
    submission        TEXT NOT NULL REFERENCES submission (id),
    person            TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- The decision it tells: when that changes, the letter is out of date.
    decision_revision BIGINT NOT NULL,
    UNIQUE (submission, person)
);
