-- Whether a sheet counts towards the targets of its edition: a list of what was there before does not, unless whoever takes it in
-- says so. Of lists that came in before, nobody was asked: they count no more.
ALTER TABLE sheet ADD COLUMN is_counted INTEGER NOT NULL DEFAULT 1;
UPDATE sheet SET is_counted = 0 WHERE submission IS NULL;
