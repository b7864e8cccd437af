-- One row where a demonstration made this database: nothing in it is anybody's, every page says so, and links serve again.
CREATE TABLE demonstration (
    id      TEXT PRIMARY KEY CHECK (id = 'demonstration'),
    made_at BIGINT NOT NULL
);
