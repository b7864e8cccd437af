-- Somebody the system writes to or who signs in. No password: a link by mail.
CREATE TABLE person (
    id         TEXT PRIMARY KEY,
    email      TEXT NOT NULL,
    -- The address in lower case: one person an address.
    email_key  TEXT NOT NULL UNIQUE,
    name       TEXT NOT NULL,
    -- What they do, in words: «Directrice».
    function   TEXT NOT NULL DEFAULT '',
    language   TEXT NOT NULL DEFAULT 'fr' CHECK (language IN ('fr', 'en')),
    created_at BIGINT NOT NULL,
    revision   BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE session (
    -- The digest of the cookie, which is kept nowhere.
    digest     TEXT PRIMARY KEY,
    person     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    form_token TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    ends_at    BIGINT NOT NULL
);
CREATE INDEX session_of_person ON session (person);

CREATE TABLE sign_in_link (
    digest      TEXT PRIMARY KEY,
    person      TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- A page of this site to go to afterwards.
    next_path   TEXT NOT NULL DEFAULT '/ma-page',
    created_at  BIGINT NOT NULL,
    ends_at     BIGINT NOT NULL,
    used_at     BIGINT,
    -- Only a demonstration has links that serve again.
    is_reusable INTEGER NOT NULL DEFAULT 0
);

-- How many links were asked for in a quarter of an hour, by the address asked for and by where the requests came from.
CREATE TABLE sign_in_request (
    -- A digest of the one or of the other.
    about TEXT NOT NULL,
    -- When the quarter began.
    at    BIGINT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (about, at)
);
CREATE INDEX sign_in_request_at ON sign_in_request (at);
