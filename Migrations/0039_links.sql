-- A link lets in the browser that asked for it, and any other one with the six digits of the same letter.
-- The digest of what that browser was given; NULL where none asked, as on the command line.
ALTER TABLE sign_in_link ADD COLUMN asker TEXT;
-- Of the six digits, under the link's own secret, which stands nowhere: whoever has this table alone cannot try them all.
ALTER TABLE sign_in_link ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE sign_in_link ADD COLUMN wrong_codes INTEGER NOT NULL DEFAULT 0;
-- A door lets nobody in: it leads to a page that sends a link to whoever the letter was written to.
ALTER TABLE sign_in_link ADD COLUMN is_door INTEGER NOT NULL DEFAULT 0;
-- What that letter was about, as it said itself: the page says it again.
ALTER TABLE sign_in_link ADD COLUMN title TEXT NOT NULL DEFAULT '';

-- Links of one or two weeks are on their way in letters: they become doors. The others are asked for again.
UPDATE sign_in_link SET is_door = 1 WHERE is_reusable = 0 AND used_at IS NULL AND ends_at - created_at > 86400000;
DELETE FROM sign_in_link WHERE is_reusable = 0 AND used_at IS NULL AND is_door = 0;

-- The link that begins a file lets in as well: the same holds for it. Those that wait are asked for again.
ALTER TABLE file_beginning ADD COLUMN asker TEXT;
ALTER TABLE file_beginning ADD COLUMN code TEXT NOT NULL DEFAULT '';
ALTER TABLE file_beginning ADD COLUMN wrong_codes INTEGER NOT NULL DEFAULT 0;
UPDATE file_beginning SET ends_at = created_at WHERE used_at IS NULL;
