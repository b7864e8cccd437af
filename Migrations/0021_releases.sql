-- A release is a dated set of decisions, and an edition has several. What is out is frozen.

-- The decision on it came out then: from then on the file, its readings and its decision stay as they are.
ALTER TABLE submission ADD COLUMN announced_at BIGINT;

CREATE TABLE release_set (
    id           TEXT PRIMARY KEY,
    edition      TEXT NOT NULL REFERENCES edition (id),
    released_at  BIGINT NOT NULL,
    -- Nobody when it was planned and left at its moment.
    released_by  TEXT REFERENCES person (id),
    -- The second person, where two are asked for.
    confirmed_by TEXT REFERENCES person (id)
);
CREATE INDEX release_set_of_edition ON release_set (edition, released_at);

ALTER TABLE decision ADD COLUMN release_set TEXT REFERENCES release_set (id);
-- Staff keep it back from what goes out next.
ALTER TABLE decision ADD COLUMN is_left_out INTEGER NOT NULL DEFAULT 0;

-- Each decision as it was recorded, changed, voided by a withdrawal, released, and changed after that with a reason.
CREATE TABLE decision_event (
    id         TEXT PRIMARY KEY,
    submission TEXT NOT NULL REFERENCES submission (id),
    kind       TEXT NOT NULL CHECK (kind IN ('recorded', 'changed', 'void', 'released', 'amended', 'withdrawn')),
    person     TEXT REFERENCES person (id) ON DELETE SET NULL,
    at         BIGINT NOT NULL,
    outcome    TEXT NOT NULL CHECK (outcome IN ('award', 'mention', 'retained', 'not-retained')),
    award      TEXT REFERENCES award (id) ON DELETE SET NULL,
    reason     TEXT NOT NULL,
    -- Why it changed, or was withdrawn.
    why        TEXT NOT NULL DEFAULT ''
);
CREATE INDEX decision_event_of_submission ON decision_event (submission, at);

-- Until now an edition came out as a whole: sheets of files that nobody had decided on show as before.
ALTER TABLE release ADD COLUMN is_whole INTEGER NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN planned_by TEXT REFERENCES person (id);
-- Two people are asked for: whoever asked for the release, and whoever confirmed the moment that was planned.
ALTER TABLE release ADD COLUMN needs_two INTEGER NOT NULL DEFAULT 0;
ALTER TABLE release ADD COLUMN asked_by TEXT REFERENCES person (id);
ALTER TABLE release ADD COLUMN confirmed_by TEXT REFERENCES person (id);
-- The moment passed and nothing went out, for this reason: nothing does until somebody confirms again.
ALTER TABLE release ADD COLUMN missed_why TEXT CHECK (missed_why IN ('late', 'nothing', 'letters', 'second'));

-- Why staff reopened a reading.
ALTER TABLE assessment_event ADD COLUMN reason TEXT NOT NULL DEFAULT '';
-- When the agency found what a juror saw not documented.
ALTER TABLE mark ADD COLUMN resolved_at BIGINT;

INSERT INTO release_set (id, edition, released_at, released_by)
SELECT edition, edition, released_at, released_by FROM release WHERE released_at IS NOT NULL;
UPDATE submission SET announced_at = (SELECT released_at FROM release WHERE release.edition = submission.edition)
WHERE id IN (SELECT submission FROM decision)
    AND edition IN (SELECT edition FROM release WHERE released_at IS NOT NULL);
UPDATE decision SET release_set = (SELECT edition FROM submission WHERE submission.id = decision.submission)
WHERE submission IN (SELECT id FROM submission WHERE announced_at IS NOT NULL);
UPDATE release SET is_whole = 1, planned_for = NULL WHERE released_at IS NOT NULL;
