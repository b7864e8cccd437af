-- Pictures and papers of a public sheet, in the order in which they are shown. Each is a row of media of its own, made beside the one of
-- the answer that it was taken from, and names the same bytes: what becomes of the answer changes no version that somebody approved.
CREATE TABLE sheet_media (
    -- One thing is brought to one place.
    media       TEXT PRIMARY KEY REFERENCES media (id),
    sheet       TEXT NOT NULL REFERENCES sheet (id),
    position    BIGINT NOT NULL,
    -- Of a picture, what it shows; of a paper, what it is.
    words       TEXT NOT NULL DEFAULT '',
    credit      TEXT NOT NULL DEFAULT '',
    -- Of the people that a picture shows: there are none, or they agree.
    agreed      TEXT NOT NULL DEFAULT '' CHECK (agreed IN ('', 'nobody', 'agreed')),
    -- It was drawn, and is no photograph.
    is_drawn    BIGINT NOT NULL DEFAULT 0,
    -- What stays in view where a picture is cut to a shape: in percent of its width and height, from its upper left corner.
    focus_x     BIGINT NOT NULL DEFAULT 50 CHECK (focus_x BETWEEN 0 AND 100),
    focus_y     BIGINT NOT NULL DEFAULT 50 CHECK (focus_y BETWEEN 0 AND 100),
    -- It stands on the sheet; without it, it lies beside it.
    is_shown    BIGINT NOT NULL DEFAULT 0,
    -- The one of the answer that it was taken from, which may be gone; '' for one that the agency brought.
    taken_from  TEXT NOT NULL DEFAULT ''
);
CREATE INDEX sheet_media_of_sheet ON sheet_media (sheet, position);
