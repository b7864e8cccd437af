-- What the assessments of a file come to, kept so that no list reads marks: written in the transaction that changes what it
-- says (a file given, taken, sent, reopened, a question answered), by the code that scores the file's own page.
CREATE TABLE file_result (
    submission TEXT PRIMARY KEY REFERENCES submission (id),
    edition    TEXT NOT NULL REFERENCES edition (id),
    -- Assessments that count, sent or not; and those sent.
    readers    INTEGER NOT NULL DEFAULT 0,
    sent       INTEGER NOT NULL DEFAULT 0,
    -- Scores of those sent, in tenths of a point out of 100; NULL of none. The spread needs two.
    mean       INTEGER,
    lowest     INTEGER,
    highest    INTEGER,
    spread     INTEGER,
    -- Checkpoints that somebody who sent said not documented, and that nobody has answered.
    open       INTEGER NOT NULL DEFAULT 0,
    -- The mean profile, a word a dimension of the grid, in its order: '2.5', 'not-documented', 'not-applicable'.
    profile    TEXT NOT NULL DEFAULT '',
    -- Its figures are not known yet, only its readers: a task reckons them, and lists read the marks meanwhile.
    is_stale   INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX file_result_by_mean ON file_result (edition, mean, submission);
CREATE INDEX file_result_by_spread ON file_result (edition, spread, submission);
CREATE INDEX file_result_stale ON file_result (submission) WHERE is_stale = 1;

INSERT INTO file_result (submission, edition, readers, sent, is_stale)
SELECT submission.id, submission.edition, count(CASE WHEN assessment.ended_at IS NULL THEN 1 END),
    count(CASE WHEN assessment.ended_at IS NULL AND assessment.state = 'sent' THEN 1 END), 1
FROM submission JOIN assessment ON assessment.submission = submission.id GROUP BY submission.id, submission.edition;

-- Lists of the jury: files in the order of their numbers or titles, a juror's files, and who is tied to what.
CREATE INDEX submission_by_number ON submission (edition, state, eligibility, number, id);
CREATE INDEX submission_by_title ON submission (edition, state, eligibility, title, id);
CREATE INDEX submission_of_organisation ON submission (organisation);
CREATE INDEX author_of_submission ON submission_author (person, submission);
CREATE INDEX juror_of_person ON juror (person);
CREATE INDEX juror_in_order ON juror (edition, is_chair DESC, id, state);
CREATE INDEX assessment_at_work ON assessment (juror, state, submission) WHERE ended_at IS NULL;
CREATE INDEX interest_strong ON interest (juror, submission) WHERE degree = 'strong';
CREATE INDEX interest_tied ON interest (submission, juror) WHERE degree <> 'none';
