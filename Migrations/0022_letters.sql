-- A link in a letter is good for a while from the moment at which the letter leaves: by what it is found, for how many seconds,
-- and how the letter says until when.
ALTER TABLE message ADD COLUMN link TEXT;
ALTER TABLE message ADD COLUMN link_life BIGINT NOT NULL DEFAULT 0;
ALTER TABLE message ADD COLUMN link_words TEXT NOT NULL DEFAULT '';
CREATE INDEX message_to_person ON message (person, about, created_at);
