-- The body that runs campaigns on this installation: one row.
CREATE TABLE agency (
    id          TEXT PRIMARY KEY,
    name_fr     TEXT NOT NULL,
    name_en     TEXT NOT NULL DEFAULT '',
    short_name  TEXT NOT NULL DEFAULT '',
    legal_form  TEXT NOT NULL DEFAULT 'association' CHECK (legal_form IN ('association', 'public-body', 'other')),
    email       TEXT NOT NULL DEFAULT '',
    phone       TEXT NOT NULL DEFAULT '',
    -- '#rrggbb', or empty for the house's own.
    accent      TEXT NOT NULL DEFAULT '',
    -- Said on top of every page; a demonstration fills it.
    banner_fr   TEXT NOT NULL DEFAULT '',
    banner_en   TEXT NOT NULL DEFAULT '',
    revision    BIGINT NOT NULL DEFAULT 1
);

-- How mail leaves; one row.
CREATE TABLE mail_setting (
    id         TEXT PRIMARY KEY,
    server     TEXT NOT NULL DEFAULT '',
    port       INTEGER NOT NULL DEFAULT 587,
    security   TEXT NOT NULL DEFAULT 'starttls' CHECK (security IN ('none', 'starttls', 'tls')),
    user_name  TEXT NOT NULL DEFAULT '',
    password   TEXT NOT NULL DEFAULT '',
    from_name  TEXT NOT NULL DEFAULT '',
    from_email TEXT NOT NULL DEFAULT '',
    revision   BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE campaign (
    id             TEXT PRIMARY KEY,
    slug           TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    purpose_fr     TEXT NOT NULL DEFAULT '',
    purpose_en     TEXT NOT NULL DEFAULT '',
    -- Department codes separated by spaces: '25 39 70 90'. Empty: everywhere.
    departments    TEXT NOT NULL DEFAULT '',
    territory_fr   TEXT NOT NULL DEFAULT '',
    territory_en   TEXT NOT NULL DEFAULT '',
    created_at     BIGINT NOT NULL,
    revision       BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE edition (
    id         TEXT PRIMARY KEY,
    campaign   TEXT NOT NULL REFERENCES campaign (id),
    -- In addresses and before file numbers: '2014' gives 2014-007.
    slug       TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    status     TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'running', 'closed')),
    -- The edition it was made from.
    previous   TEXT REFERENCES edition (id),
    created_at BIGINT NOT NULL,
    -- Counts every change of the edition and of its phases: a date is changed knowing all the others.
    revision   BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE phase (
    id         TEXT PRIMARY KEY,
    edition    TEXT NOT NULL REFERENCES edition (id),
    -- What it opens; an edition may have several of a kind (a second call) and phases may overlap.
    kind       TEXT NOT NULL CHECK (kind IN ('framing', 'co-design', 'preparation', 'scouting', 'call', 'screening', 'analysis',
                   'jury', 'deliberation', 'production', 'ceremony', 'promotion', 'review', 'other')),
    name_fr    TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    note       TEXT NOT NULL DEFAULT '',
    position   INTEGER NOT NULL,
    starts_at  BIGINT NOT NULL,
    -- The first instant that is too late.
    ends_at    BIGINT NOT NULL,
    CHECK (starts_at < ends_at)
);
CREATE INDEX phase_of_edition ON phase (edition, position);

-- A later end of a phase for one file or one juror.
CREATE TABLE extension (
    id         TEXT PRIMARY KEY,
    phase      TEXT NOT NULL REFERENCES phase (id) ON DELETE CASCADE,
    -- The key of the submission or of the person it is for.
    subject    TEXT NOT NULL,
    ends_at    BIGINT NOT NULL,
    reason     TEXT NOT NULL,
    granted_by TEXT REFERENCES person (id),
    granted_at BIGINT NOT NULL,
    UNIQUE (phase, subject)
);

CREATE TABLE target (
    id        TEXT PRIMARY KEY,
    edition   TEXT NOT NULL REFERENCES edition (id),
    position  INTEGER NOT NULL,
    name      TEXT NOT NULL,
    unit      TEXT NOT NULL DEFAULT '',
    goal      INTEGER NOT NULL CHECK (goal >= 0),
    -- How it is counted, in words that a funder reads.
    rule      TEXT NOT NULL,
    -- Which of the program's own counts gives the figure; 'typed' when people type it.
    counter   TEXT NOT NULL DEFAULT 'typed',
    typed     INTEGER,
    typed_at  BIGINT,
    revision  BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE partner (
    id            TEXT PRIMARY KEY,
    name_fr       TEXT NOT NULL,
    name_en       TEXT NOT NULL DEFAULT '',
    kind          TEXT NOT NULL DEFAULT 'other',
    website       TEXT NOT NULL DEFAULT '',
    contact_name  TEXT NOT NULL DEFAULT '',
    contact_role  TEXT NOT NULL DEFAULT '',
    contact_email TEXT NOT NULL DEFAULT '',
    created_at    BIGINT NOT NULL,
    revision      BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE partner_engagement (
    partner    TEXT NOT NULL REFERENCES partner (id),
    edition    TEXT NOT NULL REFERENCES edition (id),
    engagement TEXT NOT NULL DEFAULT '',
    -- 'yyyy-mm-dd' of the signed agreement, or NULL.
    signed_on  TEXT,
    PRIMARY KEY (partner, edition)
);

-- What somebody may do. In one edition, or, with none, in all.
CREATE TABLE role_grant (
    id         TEXT PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role       TEXT NOT NULL,
    edition    TEXT REFERENCES edition (id),
    partner    TEXT REFERENCES partner (id),
    granted_by TEXT REFERENCES person (id),
    granted_at BIGINT NOT NULL
);
CREATE INDEX role_of_person ON role_grant (person);

-- Texts that staff write: legal notice, privacy, accessibility, the words of the home page, the rules.
CREATE TABLE page_text (
    -- The edition they belong to, or '' for the whole site.
    scope      TEXT NOT NULL DEFAULT '',
    name       TEXT NOT NULL,
    language   TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    body       TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    revision   BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (scope, name, language)
);
