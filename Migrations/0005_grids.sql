CREATE TABLE grid (
    id         TEXT PRIMARY KEY,
    slug       TEXT NOT NULL,
    version    TEXT NOT NULL,
    title      TEXT NOT NULL,
    -- The whole grid as it was given, YAML.
    source     TEXT NOT NULL,
    digest     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    UNIQUE (slug, version)
);

CREATE TABLE edition_grid (
    edition   TEXT PRIMARY KEY REFERENCES edition (id),
    grid      TEXT NOT NULL REFERENCES grid (id),
    -- Set by the first mark; from then on the edition keeps this grid.
    frozen_at BIGINT
);
