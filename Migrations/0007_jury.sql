CREATE TABLE juror (
    id         TEXT PRIMARY KEY,
    edition    TEXT NOT NULL REFERENCES edition (id),
    person     TEXT NOT NULL REFERENCES person (id),
    is_chair   INTEGER NOT NULL DEFAULT 0,
    state      TEXT NOT NULL DEFAULT 'invited' CHECK (state IN ('invited', 'active', 'left')),
    -- Whoever took the place of one who left.
    replaces   TEXT REFERENCES juror (id),
    -- The undertaking of confidentiality was read and accepted then.
    agreed_at  BIGINT,
    invited_at BIGINT NOT NULL,
    left_at    BIGINT,
    revision   BIGINT NOT NULL DEFAULT 1,
    UNIQUE (edition, person)
);

-- A juror's tie with a file. Strong: file, marks and counts do not exist for that juror.
CREATE TABLE interest (
    juror       TEXT NOT NULL REFERENCES juror (id),
    submission  TEXT NOT NULL REFERENCES submission (id),
    degree      TEXT NOT NULL CHECK (degree IN ('none', 'weak', 'strong')),
    words       TEXT NOT NULL DEFAULT '',
    declared_at BIGINT NOT NULL,
    PRIMARY KEY (juror, submission)
);

CREATE TABLE assessment (
    id          TEXT PRIMARY KEY,
    submission  TEXT NOT NULL REFERENCES submission (id),
    juror       TEXT NOT NULL REFERENCES juror (id),
    state       TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sent')),
    assigned_at BIGINT NOT NULL,
    started_at  BIGINT,
    sent_at     BIGINT,
    -- Taken from this juror (who left, or is tied): its marks count no more.
    ended_at    BIGINT,
    revision    BIGINT NOT NULL DEFAULT 1,
    UNIQUE (submission, juror)
);
CREATE INDEX assessment_of_juror ON assessment (juror);

CREATE TABLE mark (
    assessment TEXT NOT NULL REFERENCES assessment (id),
    -- The checkpoint's identifier in the edition's grid.
    checkpoint TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('level', 'not-applicable', 'not-documented')),
    points     INTEGER CHECK (points BETWEEN 0 AND 4),
    comment    TEXT NOT NULL DEFAULT '',
    -- What became of a «not documented» before the deliberation: a level, and how it was found.
    resolved_points INTEGER CHECK (resolved_points BETWEEN 0 AND 4),
    resolved_how TEXT NOT NULL DEFAULT '',
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (assessment, checkpoint),
    CHECK ((kind = 'level') = (points IS NOT NULL))
);
