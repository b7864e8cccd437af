-- When somebody showed their second factor in this session. Without it, a session of whoever has one is only half open.
ALTER TABLE session ADD COLUMN factor_at BIGINT;

-- The app on a telephone that makes somebody's codes.
CREATE TABLE authenticator_app (
    person       TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    -- Sealed with a key that is not in the database.
    secret       TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    -- NULL until a first code of it was typed: it opens nothing so far.
    confirmed_at BIGINT,
    -- The half minute of the code that was taken last: none before it opens any more.
    last_step    BIGINT NOT NULL DEFAULT 0
);

CREATE TABLE passkey (
    id          TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- What it is called among authenticators, in base64url.
    credential  TEXT NOT NULL UNIQUE,
    -- Its COSE key, in base64url.
    public_key  TEXT NOT NULL,
    -- How often it has signed; 0 for one that does not count.
    counter     BIGINT NOT NULL DEFAULT 0,
    -- It asks for a finger or a number each time.
    is_verified INTEGER NOT NULL DEFAULT 0,
    -- What its owner calls it.
    name        TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    used_at     BIGINT
);
CREATE INDEX passkey_of_person ON passkey (person);

-- What a passkey is asked to sign, once.
CREATE TABLE passkey_challenge (
    session   TEXT PRIMARY KEY REFERENCES session (digest) ON DELETE CASCADE,
    challenge TEXT NOT NULL,
    ends_at   BIGINT NOT NULL
);

-- Codes on paper, each good for once.
CREATE TABLE recovery_code (
    person     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- A digest with a key that is not in the database.
    code       TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT,
    PRIMARY KEY (person, code)
);

-- How many wrong codes somebody typed in a row, and until when none is looked at.
CREATE TABLE factor_trial (
    person       TEXT PRIMARY KEY REFERENCES person (id) ON DELETE CASCADE,
    failures     BIGINT NOT NULL DEFAULT 0,
    paused_until BIGINT,
    failed_at    BIGINT NOT NULL
);

-- Whether everybody of the staff must have a second factor: one row.
CREATE TABLE factor_setting (
    id          TEXT PRIMARY KEY CHECK (id = 'factor'),
    is_required INTEGER NOT NULL DEFAULT 0,
    revision    BIGINT NOT NULL DEFAULT 1
);
