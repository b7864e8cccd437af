-- When the version of a reading was sent that was last known to count; NULL while it counts nowhere.
ALTER TABLE assessment ADD COLUMN stood_at BIGINT;
UPDATE assessment SET stood_at = COALESCE(sent_at, 0) WHERE state = 'sent' AND ended_at IS NULL;

-- A reading ceased to count, counts again, or came once its file was decided. `at` is of the machine's clock.
CREATE TABLE reading_change (
    id         TEXT PRIMARY KEY,
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind IN ('came', 'gone', 'suspended', 'returned')),
    -- A decision was recorded then, and not out.
    is_decided INTEGER NOT NULL DEFAULT 0,
    at         BIGINT NOT NULL
);
CREATE INDEX reading_change_of_submission ON reading_change (submission, at);
CREATE INDEX reading_change_of_assessment ON reading_change (assessment, at);

-- The readings that counted when a decision was recorded or confirmed. Of earlier decisions they are not known.
CREATE TABLE decision_reading (
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    assessment TEXT NOT NULL REFERENCES assessment (id) ON DELETE CASCADE,
    sent_at    BIGINT NOT NULL,
    PRIMARY KEY (submission, assessment)
);
ALTER TABLE decision ADD COLUMN knows_readings INTEGER NOT NULL DEFAULT 0;
