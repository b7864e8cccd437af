-- A file that somebody without an account asks to begin. Neither file nor account exists before the link of the letter is
-- opened: whoever typed the address may be anybody.
CREATE TABLE file_beginning (
    -- Of the link's secret.
    digest       TEXT PRIMARY KEY,
    edition      TEXT NOT NULL REFERENCES edition (id),
    address      TEXT NOT NULL,
    language     TEXT NOT NULL CHECK (language IN ('fr', 'en')),
    organisation TEXT NOT NULL,
    title        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    ends_at      BIGINT NOT NULL,
    used_at      BIGINT
);
CREATE INDEX beginning_by_age ON file_beginning (created_at);
