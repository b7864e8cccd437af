-- How much each person has sent of late: what they took out again counts as well, since its bytes stay for a day.
CREATE TABLE media_brought (
    -- The file, which may be gone: sent to the end twice, it counts once.
    media  TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    -- In bytes.
    size   BIGINT NOT NULL,
    at     BIGINT NOT NULL
);
CREATE INDEX media_brought_of_person ON media_brought (person, at);
CREATE INDEX media_brought_at ON media_brought (at);
