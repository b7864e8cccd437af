-- The working copy of an edition's form, one an edition, until it is published or given up.
CREATE TABLE form_draft (
    edition    TEXT PRIMARY KEY REFERENCES edition (id),
    -- The version that it was made from; NULL for one that came as a file.
    based_on   TEXT REFERENCES form (id),
    -- The whole form, YAML; it may not be whole yet.
    source     TEXT NOT NULL,
    revision   BIGINT NOT NULL DEFAULT 1,
    started_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by TEXT REFERENCES person (id) ON DELETE SET NULL
);

-- What was done to the working copy, by whom and when.
CREATE TABLE form_draft_change (
    id      TEXT PRIMARY KEY,
    draft   TEXT NOT NULL REFERENCES form_draft (edition) ON DELETE CASCADE,
    at      BIGINT NOT NULL,
    person  TEXT REFERENCES person (id) ON DELETE SET NULL,
    -- 'question-added', 'part-moved'…
    kind    TEXT NOT NULL,
    -- What the changed thing was called then.
    about   TEXT NOT NULL
);
CREATE INDEX form_draft_change_of_draft ON form_draft_change (draft, at);
