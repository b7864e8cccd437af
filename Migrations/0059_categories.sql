-- Categories of an edition: most have none. Questions, jurors and awards may be for some of them alone.
CREATE TABLE category (
    id         TEXT PRIMARY KEY,
    edition    TEXT NOT NULL REFERENCES edition (id),
    -- 'sante-au-travail': by this the form and the grid name it, and so does the next edition; it never changes.
    code       TEXT NOT NULL,
    name_fr    TEXT NOT NULL,
    name_en    TEXT NOT NULL DEFAULT '',
    -- What it is for, in one line.
    purpose_fr TEXT NOT NULL DEFAULT '',
    purpose_en TEXT NOT NULL DEFAULT '',
    position   INTEGER NOT NULL,
    UNIQUE (edition, code)
);

-- That of a file; NULL where its edition has none, or had none when it was begun and nobody has chosen since.
ALTER TABLE submission ADD COLUMN category TEXT REFERENCES category (id);
CREATE INDEX submission_of_category ON submission (category);
-- The same of a file that waits for the link of its letter to be opened.
ALTER TABLE file_beginning ADD COLUMN category TEXT REFERENCES category (id) ON DELETE SET NULL;

-- The categories that a juror reads; one without any line reads all.
CREATE TABLE juror_category (
    juror    TEXT NOT NULL REFERENCES juror (id) ON DELETE CASCADE,
    category TEXT NOT NULL REFERENCES category (id),
    PRIMARY KEY (juror, category)
);

-- An award for files of one category; NULL for one that any file may have.
ALTER TABLE award ADD COLUMN category TEXT REFERENCES category (id);
