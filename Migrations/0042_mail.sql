-- The password of the mail account, sealed with a key that is not in the database: of a copy nobody can read it. In clear stands
-- none any more once a program that has a key was started.
ALTER TABLE mail_setting ADD COLUMN password_sealed TEXT NOT NULL DEFAULT '';

-- How many letters were written in an hour, by whoever has them written, what they are about and whom they go to.
CREATE TABLE letter_count (
    -- A digest of the one or of the others.
    about TEXT NOT NULL,
    -- When the hour began.
    at    BIGINT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (about, at)
);
CREATE INDEX letter_count_at ON letter_count (at);
