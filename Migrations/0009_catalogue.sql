-- The stems of a published sheet, by which it is found; made again when its revision has moved on.
CREATE TABLE sheet_stems (
    sheet    TEXT PRIMARY KEY REFERENCES sheet (id) ON DELETE CASCADE,
    revision BIGINT NOT NULL,
    title    TEXT NOT NULL,
    -- Of the strapline and the organisations.
    head     TEXT NOT NULL,
    body     TEXT NOT NULL
);
