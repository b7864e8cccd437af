CREATE TABLE organisation (
    id             TEXT PRIMARY KEY,
    name           TEXT NOT NULL,
    -- The name folded (no case, no accents), to find it again.
    name_key       TEXT NOT NULL,
    siret          TEXT UNIQUE,
    rna            TEXT UNIQUE,
    kind           TEXT NOT NULL DEFAULT 'other' CHECK (kind IN ('company', 'association', 'public-body', 'other')),
    legal_category TEXT NOT NULL DEFAULT '',
    statuses       TEXT NOT NULL DEFAULT '',
    activity_fr    TEXT NOT NULL DEFAULT '',
    activity_en    TEXT NOT NULL DEFAULT '',
    naf            TEXT NOT NULL DEFAULT '',
    naf_version    TEXT NOT NULL DEFAULT '',
    -- Insee's bracket code, text: '03'.
    size_bracket   TEXT NOT NULL DEFAULT '',
    headcount      INTEGER,
    commune_code   TEXT NOT NULL DEFAULT '',
    commune_name   TEXT NOT NULL DEFAULT '',
    department     TEXT NOT NULL DEFAULT '',
    country        TEXT NOT NULL DEFAULT 'FR',
    latitude       DOUBLE PRECISION,
    longitude      DOUBLE PRECISION,
    website        TEXT NOT NULL DEFAULT '',
    created_at     BIGINT NOT NULL,
    revision       BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX organisation_by_name ON organisation (name_key);

-- The practice itself, across editions.
CREATE TABLE initiative (
    id         TEXT PRIMARY KEY,
    -- Its lasting address: /initiatives/composer-les-tournees-en-equipe
    slug       TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revision   BIGINT NOT NULL DEFAULT 1
);

-- Who carries it; none when the source does not say.
CREATE TABLE initiative_organisation (
    initiative   TEXT NOT NULL REFERENCES initiative (id),
    organisation TEXT NOT NULL REFERENCES organisation (id),
    position     INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (initiative, organisation)
);

-- An initiative presented to one edition: the file.
CREATE TABLE submission (
    id             TEXT PRIMARY KEY,
    edition        TEXT NOT NULL REFERENCES edition (id),
    initiative     TEXT NOT NULL REFERENCES initiative (id),
    organisation   TEXT REFERENCES organisation (id),
    state          TEXT NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'transmitted', 'withdrawn')),
    -- '2014-007', given once at the first transmission and kept.
    number         TEXT,
    title          TEXT NOT NULL DEFAULT '',
    eligibility    TEXT NOT NULL DEFAULT 'pending' CHECK (eligibility IN ('pending', 'eligible', 'not-eligible', 'to-complete')),
    -- Which yes/no gates are met: JSON {"territory": true, …}
    gates          TEXT NOT NULL DEFAULT '{}',
    eligibility_note TEXT NOT NULL DEFAULT '',
    created_by     TEXT REFERENCES person (id),
    -- Typed by the agency in the organisation's place.
    is_on_behalf   INTEGER NOT NULL DEFAULT 0,
    created_at     BIGINT NOT NULL,
    updated_at     BIGINT NOT NULL,
    transmitted_at BIGINT,
    withdrawn_at   BIGINT,
    withdrawn_reason TEXT NOT NULL DEFAULT '',
    revision       BIGINT NOT NULL DEFAULT 1,
    UNIQUE (edition, number),
    UNIQUE (edition, initiative)
);
CREATE INDEX submission_of_edition ON submission (edition, state);

CREATE TABLE submission_answer (
    submission TEXT NOT NULL REFERENCES submission (id),
    -- The form's field: 'need', 'response', 'tags.need', 'indicators' (JSON where the field holds a list).
    field      TEXT NOT NULL,
    value      TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- The file's revision at the last change, the page that made it and whoever sat before it: two people may write at once.
    revision   BIGINT NOT NULL DEFAULT 1,
    writer     TEXT NOT NULL DEFAULT '',
    person     TEXT REFERENCES person (id) ON DELETE SET NULL,
    PRIMARY KEY (submission, field)
);

CREATE TABLE submission_author (
    submission TEXT NOT NULL REFERENCES submission (id),
    person     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- An owner transmits; a co-author writes.
    role       TEXT NOT NULL CHECK (role IN ('owner', 'co-author')),
    PRIMARY KEY (submission, person)
);

-- What happened to a file, for its page and its receipt: transmitted, changed, withdrawn, eligible…
CREATE TABLE submission_event (
    id         TEXT PRIMARY KEY,
    submission TEXT NOT NULL REFERENCES submission (id),
    kind       TEXT NOT NULL,
    person     TEXT REFERENCES person (id) ON DELETE SET NULL,
    at         BIGINT NOT NULL,
    note       TEXT NOT NULL DEFAULT '',
    -- Of a change after the transmission: the field is the note, this is what it said before, in one sitting of one writer.
    was        TEXT NOT NULL DEFAULT '',
    writer     TEXT NOT NULL DEFAULT ''
);
CREATE INDEX event_of_submission ON submission_event (submission, at);

-- Taken by whoever gives the next number of an edition, so that two never get the same.
CREATE TABLE submission_numbering (
    edition TEXT PRIMARY KEY REFERENCES edition (id)
);

-- A reminder goes once for a step before a deadline; a deadline that moves has steps of its own.
CREATE TABLE submission_reminder (
    submission TEXT NOT NULL REFERENCES submission (id),
    step       TEXT NOT NULL,
    deadline   BIGINT NOT NULL,
    sent_at    BIGINT NOT NULL,
    PRIMARY KEY (submission, step, deadline)
);

-- How many files were begun in an hour, by the address given and by where the requests came from.
CREATE TABLE submission_request (
    -- A mark of the one or of the other.
    about TEXT NOT NULL,
    at    BIGINT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (about, at)
);

-- The public sheet of an initiative in an edition: what the catalogue shows once it is published.
CREATE TABLE sheet (
    id           TEXT PRIMARY KEY,
    initiative   TEXT NOT NULL REFERENCES initiative (id),
    edition      TEXT NOT NULL REFERENCES edition (id),
    -- NULL for an imported one.
    submission   TEXT UNIQUE REFERENCES submission (id),
    state        TEXT NOT NULL DEFAULT 'draft'
                     CHECK (state IN ('draft', 'awaiting-approval', 'approved', 'published', 'unpublished')),
    language     TEXT NOT NULL DEFAULT 'fr',
    title        TEXT NOT NULL,
    strapline    TEXT NOT NULL DEFAULT '',
    -- The sheet's parts by field: JSON {"need": "…", "response": "…", "steps": [...], …}
    content      TEXT NOT NULL DEFAULT '{}',
    -- Terms by vocabulary: JSON {"need": ["health"], …}
    tags         TEXT NOT NULL DEFAULT '{}',
    -- Where it was taken from: JSON {"name": …, "url": …, "licence": …}, or '' for our own.
    source       TEXT NOT NULL DEFAULT '',
    -- The source's own key, for a second import.
    source_key   TEXT NOT NULL DEFAULT '',
    -- A mark of what was imported: the same mark again means that nothing changed at the source.
    source_mark  TEXT NOT NULL DEFAULT '',
    version      INTEGER NOT NULL DEFAULT 1,
    approved_at  BIGINT,
    approved_by  TEXT NOT NULL DEFAULT '',
    published_at BIGINT,
    unpublished_at BIGINT,
    unpublished_reason TEXT NOT NULL DEFAULT '',
    updated_at   BIGINT NOT NULL,
    revision     BIGINT NOT NULL DEFAULT 1,
    UNIQUE (edition, initiative)
);
CREATE INDEX sheet_by_state ON sheet (state, edition);
CREATE INDEX sheet_by_source ON sheet (source_key);

-- What happened to a sheet, version by version: asked, approved, sent back, published, unpublished.
CREATE TABLE sheet_event (
    id      TEXT PRIMARY KEY,
    sheet   TEXT NOT NULL REFERENCES sheet (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL,
    person  TEXT REFERENCES person (id),
    at      BIGINT NOT NULL,
    version INTEGER NOT NULL,
    -- A reason, what should change, or who approved.
    note    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX event_of_sheet ON sheet_event (sheet, at);
