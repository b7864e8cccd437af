-- A picture or paper that the agency wants to add to a sheet that the public reads: since when its owners are asked; NULL for any other.
ALTER TABLE sheet_media ADD COLUMN asked_at BIGINT;

-- The catalogue tells the category of a file, by its name: a file that is given another one, or another name, shows on its sheet.
CREATE TRIGGER catalogue_category_given AFTER UPDATE OF category ON submission WHEN OLD.category IS NOT NEW.category
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('submission', NEW.id); END;

CREATE TRIGGER catalogue_category_renamed AFTER UPDATE ON category
WHEN OLD.name_fr <> NEW.name_fr OR OLD.name_en <> NEW.name_en
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('edition', NEW.edition); END;
