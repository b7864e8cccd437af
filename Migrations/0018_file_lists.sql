-- What lists show of a file, kept so that no list reads answers: written in the transaction that changes what it says (a draft
-- saved, a file sent, withdrawn or judged, an organisation renamed), by the code that the file's own page uses.
CREATE TABLE file_progress (
    submission   TEXT PRIMARY KEY REFERENCES submission (id),
    edition      TEXT NOT NULL REFERENCES edition (id),
    state        TEXT NOT NULL,
    eligibility  TEXT NOT NULL,
    is_on_behalf INTEGER NOT NULL DEFAULT 0,
    number       TEXT NOT NULL DEFAULT '',
    -- Files without a number come after the others, by their titles.
    unnumbered   INTEGER NOT NULL DEFAULT 0,
    title        TEXT NOT NULL DEFAULT '',
    organisation TEXT NOT NULL DEFAULT '',
    -- Both folded, cut to what a list is sorted by.
    title_key    TEXT NOT NULL DEFAULT '',
    organisation_key TEXT NOT NULL DEFAULT '',
    department   TEXT NOT NULL DEFAULT '',
    -- Insee's code, and the group of lists: '03', '0-9'.
    size_bracket TEXT NOT NULL DEFAULT '',
    size_class   TEXT NOT NULL DEFAULT '',
    -- Of the questions that must be answered, 0 to 100.
    percent      INTEGER NOT NULL DEFAULT 0,
    changed_at   BIGINT NOT NULL,
    -- Number, title and organisation, folded: what a word is looked for in.
    find_key     TEXT NOT NULL DEFAULT '',
    -- Not reckoned yet: a task does it, and lists read the answers of the lines they show meanwhile.
    is_stale     INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX file_by_number ON file_progress (edition, unnumbered, number, title_key, submission);
CREATE INDEX file_by_state ON file_progress (edition, state, eligibility, unnumbered, number, title_key, submission);
CREATE INDEX file_by_title ON file_progress (edition, title_key, submission);
CREATE INDEX file_by_organisation ON file_progress (edition, organisation_key, submission);
CREATE INDEX file_by_department ON file_progress (edition, department, submission);
CREATE INDEX file_by_percent ON file_progress (edition, percent, submission);
CREATE INDEX file_by_change ON file_progress (edition, changed_at, submission);
CREATE INDEX file_draft ON file_progress (edition, percent) WHERE state = 'draft';
CREATE INDEX file_to_find ON file_progress (edition, find_key, submission);
CREATE INDEX file_stale ON file_progress (submission) WHERE is_stale = 1;

INSERT INTO file_progress (submission, edition, state, eligibility, is_on_behalf, number, unnumbered, title, organisation,
    title_key, organisation_key, department, changed_at, find_key, is_stale)
SELECT submission.id, submission.edition, submission.state, submission.eligibility, submission.is_on_behalf,
    COALESCE(submission.number, ''), CASE WHEN submission.number IS NULL THEN 1 ELSE 0 END, submission.title,
    COALESCE(organisation.name, ''), substr(lower(submission.title), 1, 120),
    substr(COALESCE(organisation.name_key, ''), 1, 120), COALESCE(upper(organisation.department), ''), submission.updated_at,
    substr(COALESCE(submission.number, '') || ' ' || lower(submission.title) || ' ' || COALESCE(organisation.name_key, ''),
        1, 500), 1
FROM submission LEFT JOIN organisation ON organisation.id = submission.organisation;
