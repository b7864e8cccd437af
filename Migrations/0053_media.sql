-- Bytes that lie in the store of files, under their digest: the same bytes lie there once, however many things name them.
CREATE TABLE media_blob (
    digest        TEXT PRIMARY KEY,
    size          BIGINT NOT NULL,
    -- Since when nothing names them, as far as was looked at; a day later they go.
    unnamed_since BIGINT
);

-- A file that somebody sends or has sent. Which thing of the house it belongs to stands in that feature's own tables.
CREATE TABLE media (
    id          TEXT PRIMARY KEY,
    -- Where it is sent to, a word of the feature that takes it: nobody goes on with it elsewhere.
    place       TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('arriving', 'waiting', 'ready', 'refused')),
    -- Of what is refused, one of a closed set.
    reason      TEXT NOT NULL DEFAULT '',
    -- As people call it, cleaned.
    name        TEXT NOT NULL,
    -- In bytes, as it was said and, once all is there, as it is.
    size        BIGINT NOT NULL,
    -- How many of them are on the disk for good.
    received    BIGINT NOT NULL DEFAULT 0,
    -- As whoever sends it has reckoned it beforehand; '' where they did not.
    said_digest TEXT NOT NULL DEFAULT '',
    -- NULL until all is there.
    digest      TEXT REFERENCES media_blob (digest),
    -- 'picture', 'paper' or 'other', found out by its bytes; '' until enough of them are there.
    kind        TEXT NOT NULL DEFAULT '',
    type        TEXT NOT NULL DEFAULT '',
    -- 'waiting', 'clean', 'found', or 'none': it was not looked at, and the note says why.
    scan        TEXT NOT NULL DEFAULT 'waiting' CHECK (scan IN ('waiting', 'clean', 'found', 'none')),
    scan_note   TEXT NOT NULL DEFAULT '',
    -- What could be read of a paper.
    words       TEXT NOT NULL DEFAULT '',
    pages       BIGINT,
    -- NULL once they are erased.
    brought_by  TEXT REFERENCES person (id),
    brought_at  BIGINT NOT NULL,
    -- When the last bytes of it came.
    touched_at  BIGINT NOT NULL
);
CREATE INDEX media_of_place ON media (place);
CREATE INDEX media_of_digest ON media (digest);
CREATE INDEX media_of_person ON media (brought_by);
CREATE INDEX media_by_state ON media (state, touched_at);

-- What was made of a file to show it: a picture in several sizes, the first page of a paper.
CREATE TABLE media_form (
    media   TEXT NOT NULL REFERENCES media (id) ON DELETE CASCADE,
    -- '400.webp', 'page.jpg'.
    variant TEXT NOT NULL,
    digest  TEXT NOT NULL REFERENCES media_blob (digest),
    size    BIGINT NOT NULL,
    type    TEXT NOT NULL,
    width   BIGINT NOT NULL,
    height  BIGINT NOT NULL,
    PRIMARY KEY (media, variant)
);
CREATE INDEX media_form_of_digest ON media_form (digest);
