-- What the rules of an edition say of its files; an edition that is not here has no such rule.
CREATE TABLE file_rule (
    edition              TEXT PRIMARY KEY REFERENCES edition (id),
    -- How many files one organisation may have sent at a time.
    most_of_organisation INTEGER NOT NULL CHECK (most_of_organisation BETWEEN 1 AND 99)
);
