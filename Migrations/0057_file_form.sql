-- Each file answers its own version of the form: that of its edition when it is begun, the newer one while it is a draft, and
-- none other once it is sent. NULL of a file that came in without any: it answers what its edition asks.
ALTER TABLE submission ADD COLUMN form TEXT REFERENCES form (id);
UPDATE submission SET form = (SELECT edition_form.form FROM edition_form WHERE edition_form.edition = submission.edition);

-- A version that took the place of another one in an edition: when, by whom, and how many drafts followed.
CREATE TABLE form_publication (
    id      TEXT PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES edition (id),
    -- Counted in the edition, from 1.
    number  INTEGER NOT NULL,
    former  TEXT NOT NULL REFERENCES form (id),
    form    TEXT NOT NULL REFERENCES form (id),
    person  TEXT REFERENCES person (id) ON DELETE SET NULL,
    at      BIGINT NOT NULL,
    drafts  INTEGER NOT NULL DEFAULT 0,
    UNIQUE (edition, number)
);

-- What was answered to a question that is no longer asked, or is asked otherwise: its owner still reads it, and nobody else.
CREATE TABLE left_answer (
    submission TEXT NOT NULL REFERENCES submission (id),
    field      TEXT NOT NULL,
    -- The version that asked it.
    form       TEXT NOT NULL REFERENCES form (id),
    -- How it was asked: answers come back only to a question of the same kind.
    kind       TEXT NOT NULL,
    value      TEXT NOT NULL,
    left_at    BIGINT NOT NULL,
    person     TEXT REFERENCES person (id) ON DELETE SET NULL,
    PRIMARY KEY (submission, field, form)
);

-- Drafts that followed a version: whoever writes one is told until they say that they have seen it.
CREATE TABLE submission_rebase (
    submission  TEXT NOT NULL REFERENCES submission (id),
    publication TEXT NOT NULL REFERENCES form_publication (id),
    PRIMARY KEY (submission, publication)
);
CREATE TABLE rebase_seen (
    submission  TEXT NOT NULL REFERENCES submission (id),
    publication TEXT NOT NULL REFERENCES form_publication (id),
    person      TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    seen_at     BIGINT NOT NULL,
    PRIMARY KEY (submission, publication, person)
);
