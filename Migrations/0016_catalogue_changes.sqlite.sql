-- What the catalogue shows has changed: a line for each write, in the order in which they were committed. Triggers write it,
-- so that no writer can forget to. Whoever keeps an index reads what came after the last line it knows.
CREATE TABLE catalogue_change (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    -- 'sheet', 'initiative', 'organisation', 'submission', 'award' or 'edition'.
    kind     TEXT NOT NULL,
    subject  TEXT NOT NULL
);

-- The index as it was at a position, by which a start does not read every sheet again; made again when it is lost.
CREATE TABLE catalogue_snapshot (
    part     INTEGER PRIMARY KEY,
    parts    INTEGER NOT NULL,
    position BIGINT NOT NULL,
    -- Of the program and of its words: another form is not read.
    form     TEXT NOT NULL,
    content  TEXT NOT NULL
);

DROP TABLE sheet_stems;

CREATE INDEX sheet_of_initiative ON sheet (initiative);
CREATE INDEX initiative_of_organisation ON initiative_organisation (organisation);
CREATE INDEX decision_of_award ON decision (award);

CREATE TRIGGER catalogue_sheet_made AFTER INSERT ON sheet WHEN NEW.state = 'published'
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('sheet', NEW.id); END;

CREATE TRIGGER catalogue_sheet_changed AFTER UPDATE ON sheet WHEN OLD.state = 'published' OR NEW.state = 'published'
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('sheet', NEW.id); END;

CREATE TRIGGER catalogue_sheet_gone AFTER DELETE ON sheet WHEN OLD.state = 'published'
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('sheet', OLD.id); END;

CREATE TRIGGER catalogue_address_changed AFTER UPDATE OF slug ON initiative WHEN OLD.slug <> NEW.slug
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('initiative', NEW.id); END;

CREATE TRIGGER catalogue_carrier_made AFTER INSERT ON initiative_organisation
WHEN EXISTS (SELECT 1 FROM sheet WHERE sheet.initiative = NEW.initiative)
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('initiative', NEW.initiative); END;

CREATE TRIGGER catalogue_carrier_changed AFTER UPDATE ON initiative_organisation
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('initiative', NEW.initiative); END;

CREATE TRIGGER catalogue_carrier_gone AFTER DELETE ON initiative_organisation
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('initiative', OLD.initiative); END;

CREATE TRIGGER catalogue_organisation_changed AFTER UPDATE ON organisation
WHEN OLD.name <> NEW.name OR OLD.kind <> NEW.kind OR OLD.naf <> NEW.naf OR OLD.size_bracket <> NEW.size_bracket
    OR OLD.commune_name <> NEW.commune_name OR OLD.department <> NEW.department
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('organisation', NEW.id); END;

CREATE TRIGGER catalogue_edition_changed AFTER UPDATE OF slug ON edition WHEN OLD.slug <> NEW.slug
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('edition', NEW.id); END;

CREATE TRIGGER catalogue_release_made AFTER INSERT ON release WHEN NEW.released_at IS NOT NULL
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('edition', NEW.edition); END;

CREATE TRIGGER catalogue_release_changed AFTER UPDATE ON release WHEN OLD.released_at IS NOT NEW.released_at
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('edition', NEW.edition); END;

CREATE TRIGGER catalogue_release_gone AFTER DELETE ON release WHEN OLD.released_at IS NOT NULL
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('edition', OLD.edition); END;

CREATE TRIGGER catalogue_award_changed AFTER UPDATE ON award
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('award', NEW.id); END;

CREATE TRIGGER catalogue_decision_made AFTER INSERT ON decision
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('submission', NEW.submission); END;

CREATE TRIGGER catalogue_decision_changed AFTER UPDATE ON decision
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('submission', NEW.submission); END;

CREATE TRIGGER catalogue_decision_gone AFTER DELETE ON decision
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('submission', OLD.submission); END;

CREATE TRIGGER catalogue_reading_changed AFTER UPDATE ON assessment
WHEN OLD.state <> NEW.state OR OLD.ended_at IS NOT NEW.ended_at
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('submission', NEW.submission); END;

CREATE TRIGGER catalogue_reading_gone AFTER DELETE ON assessment WHEN OLD.state = 'sent'
BEGIN INSERT INTO catalogue_change (kind, subject) VALUES ('submission', OLD.submission); END;

-- Marks count once they are sent; drafts change with every keystroke.
CREATE TRIGGER catalogue_mark_made AFTER INSERT ON mark
WHEN EXISTS (SELECT 1 FROM assessment WHERE assessment.id = NEW.assessment AND assessment.state = 'sent')
BEGIN
    INSERT INTO catalogue_change (kind, subject)
    SELECT 'submission', assessment.submission FROM assessment WHERE assessment.id = NEW.assessment;
END;

CREATE TRIGGER catalogue_mark_changed AFTER UPDATE ON mark
WHEN (OLD.kind IS NOT NEW.kind OR OLD.points IS NOT NEW.points OR OLD.resolved_points IS NOT NEW.resolved_points)
    AND EXISTS (SELECT 1 FROM assessment WHERE assessment.id = NEW.assessment AND assessment.state = 'sent')
BEGIN
    INSERT INTO catalogue_change (kind, subject)
    SELECT 'submission', assessment.submission FROM assessment WHERE assessment.id = NEW.assessment;
END;
