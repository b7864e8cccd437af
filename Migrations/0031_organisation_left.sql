-- What a transmitted file says of its organisation, and those who run the edition left with the file: the record does not take
-- it over, and it is not proposed again until the file says otherwise.
CREATE TABLE organisation_left (
    submission TEXT NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    -- The form's field: 'organisation.website'.
    field      TEXT NOT NULL,
    value      TEXT NOT NULL,
    PRIMARY KEY (submission, field)
);
