-- What goes out has changed since somebody confirmed the moment of its release: nothing leaves at that moment.
ALTER TABLE release ADD COLUMN is_changed INTEGER NOT NULL DEFAULT 0;
-- Somebody changed by hand what it says.
ALTER TABLE message ADD COLUMN is_edited INTEGER NOT NULL DEFAULT 0;
