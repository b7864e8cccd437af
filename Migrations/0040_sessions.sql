-- What somebody signed in with, as «Firefox, Linux»: never what the browser sent.
ALTER TABLE session ADD COLUMN device TEXT NOT NULL DEFAULT '';

-- When whoever is signed in last proved who they are.
ALTER TABLE session ADD COLUMN proved_at BIGINT NOT NULL DEFAULT 0;
UPDATE session SET proved_at = created_at;

-- Since when an account lets nobody in; NULL for one that is open.
ALTER TABLE person ADD COLUMN disabled_at BIGINT;
