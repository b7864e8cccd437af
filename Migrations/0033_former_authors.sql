-- Whoever wrote in a file that was sent, and left it since: it opens no more to them, and they do not judge it.
CREATE TABLE former_author (
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    person     TEXT NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    PRIMARY KEY (submission, person)
);
CREATE INDEX former_author_of ON former_author (person);
