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
CREATE INDEX interest_of_submission ON interest (submission);

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
    ended_reason TEXT NOT NULL DEFAULT '',
    revision    BIGINT NOT NULL DEFAULT 1,
    UNIQUE (submission, juror)
);
CREATE INDEX assessment_of_juror ON assessment (juror);

CREATE TABLE mark (
    assessment TEXT NOT NULL REFERENCES assessment (id),
    -- The checkpoint's identifier in the edition's grid.
    checkpoint TEXT NOT NULL,
    -- NULL while only the comment was typed.
    kind       TEXT CHECK (kind IN ('level', 'not-applicable', 'not-documented')),
    points     INTEGER CHECK (points BETWEEN 0 AND 4),
    comment    TEXT NOT NULL DEFAULT '',
    -- What became of a «not documented» before the deliberation: a level, and how it was found.
    resolved_points INTEGER CHECK (resolved_points BETWEEN 0 AND 4),
    resolved_how TEXT NOT NULL DEFAULT '',
    resolved_by TEXT REFERENCES person (id),
    -- Whoever typed it in the juror's place, from paper.
    typed_by   TEXT REFERENCES person (id),
    -- The assessment's revision when the mark last changed: what another window had not seen.
    revision   BIGINT NOT NULL DEFAULT 1,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (assessment, checkpoint),
    CHECK ((kind IS NOT NULL AND kind = 'level') = (points IS NOT NULL)),
    CHECK (resolved_points IS NULL OR kind = 'not-documented')
);

-- What was sent and when, with the marks as they stood: JSON {"need-established": {"mark": "3", "comment": "…"}, …}
CREATE TABLE assessment_event (
    id         TEXT PRIMARY KEY,
    assessment TEXT NOT NULL REFERENCES assessment (id),
    kind       TEXT NOT NULL CHECK (kind IN ('sent', 'reopened', 'ended')),
    person     TEXT REFERENCES person (id),
    at         BIGINT NOT NULL,
    marks      TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX event_of_assessment ON assessment_event (assessment, at);
