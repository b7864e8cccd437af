CREATE TABLE form (
    id         TEXT PRIMARY KEY,
    slug       TEXT NOT NULL,
    version    TEXT NOT NULL,
    title      TEXT NOT NULL,
    -- The whole form as it was given, YAML.
    source     TEXT NOT NULL,
    digest     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    -- When a program came with it: an edition that was given no form uses the newest of these.
    brought_at BIGINT,
    UNIQUE (slug, version)
);

-- An edition that is not here uses the form that the program came with; its first file ties it to that version.
CREATE TABLE edition_form (
    edition   TEXT PRIMARY KEY REFERENCES edition (id),
    form      TEXT NOT NULL REFERENCES form (id),
    -- Set by the first file that is sent; from then on the edition keeps this form.
    frozen_at BIGINT
);
