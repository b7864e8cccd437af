-- What pages count of a whole edition, kept so that none of them goes through its files: written in the transactions that
-- keep `file_progress`.
CREATE TABLE file_count (
    edition     TEXT NOT NULL REFERENCES edition (id),
    state       TEXT NOT NULL,
    eligibility TEXT NOT NULL,
    files       INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (edition, state, eligibility)
);
-- A line that `file_count` knows in its state.
ALTER TABLE file_progress ADD COLUMN is_counted INTEGER NOT NULL DEFAULT 0;
-- Assessments that count, as `file_result` has them; written by the jury.
ALTER TABLE file_progress ADD COLUMN readers INTEGER NOT NULL DEFAULT 0;

UPDATE file_progress SET is_counted = 1,
    readers = COALESCE((SELECT file_result.readers FROM file_result WHERE file_result.submission = file_progress.submission), 0);
INSERT INTO file_count (edition, state, eligibility, files)
SELECT edition, state, eligibility, count(*) FROM file_progress GROUP BY edition, state, eligibility;

CREATE INDEX file_by_readers ON file_progress (edition, readers, number, submission)
    WHERE state = 'transmitted' AND eligibility = 'eligible';
