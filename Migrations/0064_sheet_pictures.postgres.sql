-- A picture or paper that the agency wants to add to a sheet that the public reads: since when its owners are asked; NULL for any other.
ALTER TABLE sheet_media ADD COLUMN asked_at BIGINT;

-- The catalogue tells the category of a file, by its name: a file that is given another one, or another name, shows on its sheet.
CREATE FUNCTION note_catalogue_category() RETURNS trigger AS $$
BEGIN
    PERFORM note_catalogue_change('edition', NEW.edition);
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE FUNCTION note_catalogue_category_given() RETURNS trigger AS $$
BEGIN
    PERFORM note_catalogue_change('submission', NEW.id);
    RETURN NULL;
END
$$ LANGUAGE plpgsql;

CREATE CONSTRAINT TRIGGER catalogue_category_given AFTER UPDATE OF category ON submission DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (OLD.category IS DISTINCT FROM NEW.category) EXECUTE FUNCTION note_catalogue_category_given();

CREATE CONSTRAINT TRIGGER catalogue_category_renamed AFTER UPDATE ON category DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (OLD.name_fr <> NEW.name_fr OR OLD.name_en <> NEW.name_en) EXECUTE FUNCTION note_catalogue_category();
